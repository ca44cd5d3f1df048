/** What is written of a meeting, a loan and a share-out. */
import type { Act } from '../../kernel/author.ts';
import { entryKey } from '../../kernel/declare.ts';
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Body, RecordId } from '../../kernel/types.ts';
import { type Book, meetingId } from './book.ts';
import type { Ending } from './ending.ts';
import type { Terms } from './schedule.ts';

/** The first act of a meeting makes its record, on whatever phone. */
export function meetingActs(
  source: Pick<LinkSource, 'record'>,
  cycle: RecordState,
  on: Day,
  body: Body,
): readonly Act[] {
  const record = meetingId(cycle.id, on);
  if (source.record(record)?.created) return [{ do: 'edit', record, body }];
  return [{ do: 'create', type: 'savings_meeting', home: cycle.home, body: { cycle: cycle.id, on, ...body } }];
}

/** A loan is given at a meeting that is written already. */
export const loanAct = (cycle: RecordState, meeting: RecordId, passbook: RecordId, terms: Terms): Act => ({
  do: 'create',
  type: 'savings_loan',
  home: cycle.home,
  body: { meeting, passbook, ...terms },
});

/** What each was handed stays on the cycle, which is over from that day. */
export function sharedActs({ cycle }: Book, { members }: Ending, today: Day): readonly Act[] {
  const paid = members.map(({ id, payout, stillOwed }) => [entryKey('paid', id), { sum: payout, owes: stillOwed }]);
  return [{ do: 'edit', record: cycle.id, body: { ended: today, ...Object.fromEntries(paid) } }];
}

const KEPT = ['group', 'value', 'social', 'fine', 'rate', 'way', 'months', 'most', 'times', 'days'] as const;

/** It was not shared out after all. */
export const unsharedActs = ({ cycle, handed }: Book): readonly Act[] => [
  {
    do: 'edit',
    record: cycle.id,
    body: { ended: null, ...Object.fromEntries([...handed.keys()].map((id) => [entryKey('paid', id), null])) },
  },
];

/** The next cycle with the same rules and members, and what is left in the boxes. */
export function nextCycleActs({ cycle, members, boxes }: Book, no: number, today: Day): readonly Act[] {
  const said = KEPT.flatMap((field): readonly (readonly [string, Body[string]])[] => {
    const value = valueOf(cycle, field);
    return value === undefined || value === null ? [] : [[field, value]];
  });
  const rules: Body = { ...Object.fromEntries(said), no, from: today, loanBox: boxes.loan, socialBox: boxes.social };
  const staying = members.filter(({ state }) => textOf(state, 'left') === '');
  const next = derivedId('savings_cycle', String(rules['group']), String(no));
  return [
    { do: 'create', type: 'savings_cycle', home: cycle.home, body: rules },
    ...staying.map(({ state, no: number, name }): Act => {
      const person = textOf(state, 'person');
      const body = { cycle: next, no: number, name, ...(person && { person }) };
      return { do: 'create', type: 'passbook', home: cycle.home, body };
    }),
  ];
}
