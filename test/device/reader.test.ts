// Two people of one phone hold keys of the same place, and one of them may read less there: of a drawer nobody is given a row that is not theirs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readable } from '../../src/device/chunks.ts';
import { pack } from '../../src/kernel/columns.ts';
import { Run } from '../../src/kernel/run.ts';
import type { Change, Known, Scope } from '../../src/kernel/types.ts';
import { change, known, record, SEGOU, SIKASSO } from '../kernel/hands.ts';

const YIRIWA = `${SIKASSO}org/yiriwa/` as Scope;
const places = fc.constantFrom<Scope>(SIKASSO, SEGOU, YIRIWA);
const shared = fc.option(fc.uniqueArray(places, { maxLength: 2 }), { nil: undefined });
const told = fc
  .array(
    fc.record({
      scope: places,
      shared,
      state: fc.constantFrom<Known['state']>('confirmed', 'confirmed', 'confirmed', 'returned'),
      mine: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  // Mostly one place said of many rows, as it is in a branch; now and then all of them say the same.
  .chain((rows) =>
    fc.constantFrom(
      rows,
      rows.map((row) => ({ ...row, shared: rows[0]?.shared })),
    ),
  )
  .map((rows) =>
    rows.map((row, i) => {
      const { shared: with_, scope, mine } = row;
      const by = record(mine ? 'm' : 'o', 1);
      return known(change('a', i + 1, { scope, by, ...(with_ && { shared: with_ }) }), row.state);
    }),
  );

describe('a drawer', () => {
  it('gives each row to who may read one of its places, or answers for it, and to nobody else', () => {
    const found = { all: 0, some: 0 };
    fc.assert(
      fc.property(told, fc.subarray([SIKASSO, SEGOU, YIRIWA]), (list, mine) => {
        const mayRead = ({ scope, shared: with_ }: Pick<Change, 'type' | 'scope' | 'shared'>): boolean =>
          [scope, ...(with_ ?? [])].some((place) => mine.includes(place));
        const answersFor = (one: Known): boolean => one.state !== 'confirmed' && one.change.by === record('m', 1);
        const packed = JSON.parse(JSON.stringify(pack(list)));
        const drawer = { type: 'organisation', unsettled: false, aliases: false };
        const { reads } = readable(
          { ...drawer, open: () => ({ run: new Run(packed), w: 1 }) },
          mayRead,
          answersFor,
        ).open();
        found[reads ? 'some' : 'all']++;
        expect(list.map((_, i) => reads?.(i) ?? true)).toEqual(
          list.map((one) => mayRead(one.change) || answersFor(one)),
        );
      }),
      { numRuns: 500 },
    );
    // Both ways were met, far more often than that.
    expect(Math.min(found.all, found.some)).toBeGreaterThan(20);
  });
});
