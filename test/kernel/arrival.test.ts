// What arrives as columns says what it would have said one by one: at once, after whatever is heard next, and once it was put away and taken out again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalOf, type Resting } from '../../src/kernel/arrival.ts';
import { pack } from '../../src/kernel/columns.ts';
import { dense, SEGMENT_LIMITS, sparse } from '../../src/kernel/dense.ts';
import { changeIdOf, derivedId, isDerived } from '../../src/kernel/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/kernel/judge.ts';
import { packedAnswer } from '../../src/kernel/packed-answer.ts';
import { type Segment, worded } from '../../src/kernel/prose.ts';
import { type OwnRow, Replica } from '../../src/kernel/replica.ts';
import { Run, unpack } from '../../src/kernel/run.ts';
import { condense, withId, withoutId } from '../../src/kernel/segments.ts';
import type { Drawer } from '../../src/kernel/shelf.ts';
import type { Change, ChangeId, Known, RecordId, Scope } from '../../src/kernel/types.ts';
import { WorkingCopy } from '../../src/kernel/working-copy.ts';
import { declarations } from '../../src/modules/index.ts';
import { change, dev, idOf, known, NETWORK, record, SEGOU, SIKASSO } from './hands.ts';

const letters = ['a', 'b', 'c'];
const ORGANISATIONS = letters.map((letter) => record(letter, 1));
const contactOf = (of: RecordId): RecordId => derivedId('organisation_contact', of);
const RECORDS = [
  ...ORGANISATIONS,
  ...ORGANISATIONS.map(contactOf),
  ...letters.flatMap((letter) => [2, 3].map((seq) => record(letter, seq))),
];
const typeOf = ({ change: { type } }: Known) => declarations.types[type];

const body = fc.record(
  {
    name: fc.constantFrom('Coopérative Benkadi de Sikasso', 'Jigiya 2', '', 'dit : « Yiriwa »\n\\"'),
    kind: fc.constantFrom('gie', 'scoops'),
    // Named as a part of the envelope is.
    group: fc.constantFrom('x', 2),
    record: fc.constant('y'),
    'ticks.a': fc.constantFrom(true, 'oui', 3),
    'ticks.b': fc.constant(null),
    found: fc.constantFrom({ from: '2019', to: null }, ['x'], 12.5),
  },
  { requiredKeys: [] },
);
/** Changes of one life of a log: each id stands for one of them. */
const log = fc
  .uniqueArray(
    fc.record({
      letter: fc.constantFrom(...letters),
      seq: fc.integer({ min: 1, max: 8 }),
      about: fc.constantFrom('own', 'own', 'other', 'contact'),
      other: fc.constantFrom(...ORGANISATIONS),
      kind: fc.constantFrom('set', 'set', 'set', 'set', 'fact', 'void', 'erase', 'alias', 'settle'),
      makes: fc.boolean(),
      home: fc.constantFrom(SIKASSO, SIKASSO, SEGOU),
      state: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'confirmed', 'confirmed', 'held'),
      late: fc.integer({ min: 0, max: 2 }),
      rare: fc.record(
        {
          witness: fc.constantFrom('Awa', 'Oumar'),
          batch: fc.constant('liste'),
          salt: fc.constantFrom('AAAAAAAAAAA', 'BBBBBBBBBBB'),
          group: fc.constantFrom([1, 2], [1, 1]),
          over: fc.constantFrom({ name: [idOf('a', 1)] }, { name: [] }),
          newer: fc.constantFrom({ deep: [1] }, 'x'),
        },
        { requiredKeys: [] },
      ),
      body,
    }),
    { selector: ({ letter, seq }) => `${letter}${seq}`, maxLength: 24 },
  )
  .map((list) =>
    list.map(({ letter, seq, about, other, kind, makes, home, state, late, rare, body: said }): Known => {
      const own = record(letter, seq);
      const isContact = about === 'contact';
      const isOwn = about === 'own' && seq < 4;
      // What is named may come later, too.
      const next = idOf(letter, seq + 1);
      const fields = isContact ? { of: other, next, ...said } : { next, ...said };
      const bodies = { alias: { into: ORGANISATIONS[0] as string }, void: { voided: true }, settle: {} };
      const shared = isContact ? [`${home}org/${other}/` as Scope] : [];
      const written = change(letter, seq, {
        ...(rare as Partial<Change>),
        kind: (isContact && kind === 'alias' ? 'set' : kind) as Change['kind'],
        type: isContact ? 'organisation_contact' : 'organisation',
        record: isContact ? contactOf(other) : isOwn ? own : other,
        scope: home,
        body: (bodies as Record<string, Change['body']>)[kind] ?? (kind === 'erase' ? null : fields),
        ...((isOwn || (isContact && makes)) && { shared }),
      });
      return known(written, state as Known['state'], written.stamp - late);
    }),
  );

const byId = (list: Iterable<Known>): readonly Known[] =>
  [...list].sort((a, b) => (changeIdOf(a.change) < changeIdOf(b.change) ? -1 : 1));
const onTheRoad = (list: readonly Known[]): Segment =>
  JSON.parse(JSON.stringify(worded(dense(list.map((one) => withoutId(one, typeOf(one)))))));
/** As whoever reads columns one by one would. */
const oneByOne = (segment: Segment): readonly Known[] =>
  (sparse(segment, SEGMENT_LIMITS) as Known[]).map((one) => withId(one, typeOf(one)));
const copyOf = (): Replica =>
  new Replica({
    network: NETWORK,
    device: dev('z'),
    authority: dev('y'),
    settings: DEFAULT_SETTINGS,
    decl: declarations,
  });
const home = (where: Scope): Scope => where;

/** A replica and a disk for what arrives at it: of two copies of a change the later written is right. */
class Kept {
  readonly replica = copyOf();
  readonly #own: readonly OwnRow[];
  readonly disk = new Map<ChangeId, { readonly known: Known; readonly w: number }>();
  #w = 0;
  readonly resting: Resting = {
    arrivalOf,
    compartment: home,
    rest: (lots) =>
      lots.flatMap(({ length, cut }) => {
        // In pieces, as they rest.
        const half = Math.ceil(length / 2);
        const runs = [cut(0, half), cut(half, length)].map((packed) => new Run(JSON.parse(JSON.stringify(packed))));
        for (const run of runs) for (const one of unpack(run.packed)) this.#put(one);
        return runs.map((run) => ({ run, w: this.#w, reads: null }));
      }),
  };

  constructor(own: readonly OwnRow[] = []) {
    this.#own = own;
    this.replica.load([], own);
  }

  #put(one: Known): void {
    this.disk.set(changeIdOf(one.change), { known: one, w: this.#w });
  }

  keep(): void {
    for (const one of this.replica.drain().known) this.#put(one);
    this.#w++;
  }

  opened(): Replica {
    const replica = copyOf();
    const drawers = [...new Set([...this.disk.values()].map(({ known: { change: one } }) => one.type))].map((type) => {
      const some = [...this.disk.values()].filter((one) => one.known.change.type === type);
      return {
        type,
        unsettled: some.some((one) => one.known.state !== 'confirmed'),
        aliases: some.some((one) => one.known.change.kind === 'alias'),
        open: () => ({
          run: new Run(pack(some.map((one) => one.known))),
          w: some.map(({ w }) => w),
          reads: null,
        }),
      } satisfies Drawer;
    });
    replica.load([], this.#own, drawers);
    return replica;
  }
}

/** Everything that can be asked. */
const asked = (replica: Replica): unknown => ({
  known: letters.flatMap((letter) => [1, 2, 3, 4, 5, 6, 7, 8].map((seq) => replica.known(idOf(letter, seq)))),
  // What rests under two scopes is met one scope after the other.
  history: RECORDS.map((id) => (isDerived(id) ? byId(replica.history(id)) : replica.history(id))),
  records: RECORDS.map((id) => replica.record(id)),
  confirmed: RECORDS.map((id) => replica.confirmed(id)),
  resolved: RECORDS.map((id) => replica.resolve(id)),
  lists: ['organisation', 'organisation_contact'].map((type) =>
    replica
      .list(type)
      .map(({ id }) => id)
      .sort(),
  ),
  glances: ['organisation', 'organisation_contact'].map((type) =>
    replica
      .glances(type)
      .map((one) => JSON.stringify([one.id, one.home, one.eff, one.by, one.text('name')]))
      .sort(),
  ),
});

/** Some of a log at a time, in its order, now and then what was told before. */
const steps = fc.array(
  fc.record({
    how: fc.constantFrom('columns', 'columns', 'one by one'),
    which: fc.uniqueArray(fc.nat(23), { minLength: 1, maxLength: 12 }),
    keeps: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

describe('columns that arrive', () => {
  it('SYNC-04 hold every change once, as it was told', () => {
    let lots = 0;
    fc.assert(
      fc.property(log, (list) => {
        const arrival = arrivalOf(onTheRoad(list), declarations.types, dev('z'), new WorkingCopy(), home);
        const packed = (arrival?.lots ?? []).flatMap(({ under, length, cut }) => {
          const some = unpack(JSON.parse(JSON.stringify(cut(0, length))));
          expect(some).toHaveLength(length);
          expect(under).toMatch(/^n\/branch\/(sikasso|segou)\/$/);
          return some;
        });
        lots += packed.length;
        expect(byId([...packed, ...(arrival?.loose ?? [])])).toEqual(byId(list));
      }),
      { numRuns: 300 },
    );
    // Far below what chance gives (294 to 392).
    expect(lots).toBeGreaterThan(150);
  });

  it('SYNC-04 make the same records as changes one by one, whatever was heard before and is heard after', () => {
    fc.assert(
      fc.property(log, steps, (list, some) => {
        const [plain, kept] = [copyOf(), new Kept()];
        for (const { how, which, keeps } of some) {
          const segment = onTheRoad(list.filter((_, at) => which.includes(at)));
          plain.receiveKnown(oneByOne(segment));
          if (how === 'columns') expect(kept.replica.arrive(segment, kept.resting)).toBe(true);
          else kept.replica.receiveKnown(oneByOne(segment));
          if (keeps) kept.keep();
          expect(asked(kept.replica)).toEqual(asked(plain));
        }
        kept.keep();
        expect(byId([...kept.disk.values()].map((one) => one.known))).toEqual(byId(plain.drain().known));
        expect(asked(kept.opened())).toEqual(asked(plain));
      }),
      { numRuns: 400 },
    );
  });

  it('SYNC-19 that say anything at all are read or let go, never a fault', () => {
    const segment = onTheRoad(
      [...letters].map((letter) => known(change(letter, 1, { group: [1, 1], body: { name: letter } }))),
    );
    const places: (readonly (string | number)[])[] = [];
    const walk = (value: unknown, path: readonly (string | number)[]): void => {
      places.push(path);
      if (typeof value === 'object' && value !== null)
        for (const [key, one] of Object.entries(value)) walk(one, [...path, key]);
    };
    walk(segment, []);
    const likely = fc.constantFrom(
      'name',
      'record',
      'group',
      '',
      '~',
      [],
      {},
      [[1]],
      { d: [] },
      { d: [1], x: [9] },
      { back: [] },
      -1,
      0,
      1e9,
      null,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...places.filter(({ length }) => length > 0)),
        fc.oneof(likely, fc.jsonValue()),
        (path, anything) => {
          const broken = JSON.parse(JSON.stringify(segment));
          const place = path.slice(0, -1).reduce((at, key) => at[key], broken);
          place[path.at(-1) as string] = anything;
          const arrival = arrivalOf(broken, declarations.types, dev('z'), new WorkingCopy(), home);
          for (const { length, cut } of arrival?.lots ?? []) new Run(cut(0, length));
        },
      ),
      { numRuns: 10000 },
    );
  });
});

describe('a snapshot that tells of own work', () => {
  it('shows one version where the edit that was replaced is not told any more: a newcomer on a shared phone saw two', () => {
    // Awa corrected on this phone what its author had corrected before; Oumar opens the phone for the first time, and is sent a snapshot.
    const made = change('a', 1, { shared: [], body: { name: 'Benkadi', place: 'Klela' } });
    const corrected = change('a', 2, { body: { place: 'Kignan' } });
    const mine = change('z', 1, { stamp: made.stamp + 9, body: { place: 'Niéna' }, over: { place: [idOf('a', 2)] } });
    const told = condense([known(made), known(corrected), known(mine)]);
    expect(told.map((one) => changeIdOf(one.change))).toEqual([idOf('a', 1), idOf('z', 1)]);
    const own: OwnRow = { seq: 1, by: record('z', 9), group: [1, 1], link: 'x', state: 'confirmed', change: mine };
    const kept = new Kept([own]);
    expect(kept.replica.arrive(onTheRoad(told), kept.resting)).toBe(true);
    const places = (replica: Replica) => replica.record(record('a', 1))?.fields['place']?.map(({ value }) => value);
    expect(places(kept.replica)).toEqual(['Niéna']);
    kept.keep();
    expect(places(kept.opened())).toEqual(['Niéna']);
    // What is sent again is what was written.
    expect(kept.replica.own()[0]?.change).toEqual(mine);
  });
});

describe('a long answer', () => {
  it('tells as columns what is plain, and apart what has to be heard', () => {
    const list = Array.from({ length: 30 }, (_, i) => ({
      pos: i + 1,
      eff: i,
      change: change('a', i + 1, {
        record: record('a', i + 1),
        shared: [],
        salt: `${i}`.padEnd(11, 'A'),
        group: [i + 1, 1],
      }),
    }));
    const held = { pos: 31, eff: 31, change: change('b', 1), state: 'held' as const };
    const shares = { pos: 32, eff: 32, change: change('b', 2, { body: { [`shared.${record('b', 9)}`]: 'n/' } }) };
    const own = { pos: 33, eff: 33, change: change('z', 1, { salt: 'AAAAAAAAAAA' }) };
    const env = { decl: declarations, device: dev('z') };
    expect(packedAnswer({ changes: list.slice(0, 5) }, env)).toEqual({ changes: list.slice(0, 5) });
    const long = packedAnswer({ changes: [...list, held, shares, own] }, env);
    expect(long.changes).toEqual([held, shares, own]);
    // What proves a log is of no use to a reader.
    const bare = list.map(({ change: { salt: _salt, group: _group, ...kept }, eff }) => known(kept, 'confirmed', eff));
    expect(oneByOne(long.columns as Segment)).toEqual(bare);
    expect(JSON.stringify(long).length).toBeLessThan(JSON.stringify(list).length / 3);
  });
});
