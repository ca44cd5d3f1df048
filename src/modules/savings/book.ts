/**
 * The book of a cycle, worked out from its meetings: what went in and out of the two boxes, what each member saved and what each loan still owes. Nothing
 * of it is stored. Whoever counted the boxes is believed: the next meeting begins with what was counted, and a difference stays in sight.
 */
import { partOf } from '../../kernel/declare.ts';
import { conflictsOf, entriesOf, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { countsOn, type Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { type Boxes, closingOf, type Flows } from './closing.ts';
import { STEPS, type Step, WAYS } from './model.ts';
import { passbooksOf } from './numbering.ts';
import { numberIn, type Rules, rulesOf, signOf, sumIn } from './rules-of.ts';
import { type Standing, standingOf, type Terms } from './schedule.ts';

/** Sums (or another number) of a map of a meeting, by the key of their entries. */
function numbersIn(state: RecordState, field: string, part: string): ReadonlyMap<RecordId, number> {
  return new Map(
    entriesOf(state, field).flatMap(([key, entry]) => {
      const n = partOf(entry, part);
      return typeof n === 'number' ? [[key as RecordId, n] as const] : [];
    }),
  );
}
const total = (numbers: ReadonlyMap<RecordId, number>): number => [...numbers.values()].reduce((sum, n) => sum + n, 0);

/** Every phone computes the same: two that write down one meeting without meeting each other write one record. */
export const meetingId = (cycle: RecordId, on: Day): RecordId => derivedId('savings_meeting', cycle, on);

/** What stands in one meeting, by passbook (`repaid` by loan). */
export interface Entries {
  readonly there: ReadonlyMap<RecordId, boolean>;
  readonly fines: ReadonlyMap<RecordId, number>;
  readonly social: ReadonlyMap<RecordId, number>;
  readonly bought: ReadonlyMap<RecordId, number>;
  readonly repaid: ReadonlyMap<RecordId, number>;
  readonly helped: ReadonlyMap<RecordId, number>;
}

export interface Sitting {
  readonly state: RecordState;
  readonly no: number;
  readonly on: Day;
  readonly entries: Entries;
  readonly flows: Flows;
  readonly opening: Boxes;
  /** What must be in the boxes. */
  readonly reckoned: Boxes;
  /** What was found in them, at the end; null where nobody counted. */
  readonly counted: Boxes | null;
  readonly isClosed: boolean;
  readonly step: Step;
  /** Two phones wrote different things, and somebody has to choose. */
  readonly isDisputed: boolean;
}

/** What the next meeting begins with. */
export const closingIn = ({ counted, isClosed, reckoned }: Pick<Sitting, 'counted' | 'isClosed' | 'reckoned'>): Boxes =>
  (isClosed && counted) || reckoned;
/** Counted more (or less) than reckoned. */
export const gapOf = ({ counted, reckoned }: Pick<Sitting, 'counted' | 'reckoned'>): Boxes => ({
  loan: counted ? counted.loan - reckoned.loan : 0,
  social: counted ? counted.social - reckoned.social : 0,
});

export interface Member {
  readonly state: RecordState;
  readonly id: RecordId;
  readonly no: number;
  readonly name: string;
  readonly sign: string;
  readonly color: string;
  /** Brought to the first meeting and bought since. */
  readonly shares: number;
  /** Of all their loans. */
  readonly owes: number;
}

export interface Loan {
  readonly state: RecordState;
  readonly id: RecordId;
  readonly passbook: RecordId;
  readonly meeting: RecordId;
  readonly terms: Terms;
  readonly paid: number;
  readonly standing: Standing;
}

export interface Book {
  readonly cycle: RecordState;
  readonly rules: Rules;
  /** In the order of time. */
  readonly sittings: readonly Sitting[];
  /** In the order of their numbers; those who left are there as long as something is theirs. */
  readonly members: readonly Member[];
  readonly loans: readonly Loan[];
  /** What each was handed at the share-out, by passbook. */
  readonly handed: ReadonlyMap<RecordId, number>;
  /** In the boxes now, after the share-out too. */
  readonly boxes: Boxes;
}

function entriesIn(state: RecordState): Entries {
  return {
    there: new Map(entriesOf(state, 'there').map(([key, entry]) => [key as RecordId, partOf(entry, 'is') === true])),
    fines: numbersIn(state, 'fines', 'sum'),
    social: numbersIn(state, 'social', 'sum'),
    bought: numbersIn(state, 'bought', 'n'),
    repaid: numbersIn(state, 'repaid', 'sum'),
    helped: numbersIn(state, 'helped', 'sum'),
  };
}

function loanIn(state: RecordState, paid: number): Loan | null {
  const [passbook, meeting] = [refOf(state, 'passbook'), refOf(state, 'meeting')];
  if (!passbook || !meeting) return null;
  const way = WAYS.find(({ value }) => value === textOf(state, 'way'))?.value ?? 'flat';
  const terms: Terms = {
    principal: sumIn(state, 'principal'),
    months: sumIn(state, 'months'),
    rate: sumIn(state, 'rate'),
    way,
  };
  return { state, id: state.id, passbook, meeting, terms, paid, standing: standingOf(terms, paid) };
}

/** A meeting as it stands after those before it. @param lent at it. */
function sittingOf(state: RecordState, no: number, opening: Boxes, rules: Rules, lent: number): Sitting {
  const entries = entriesIn(state);
  const flows: Flows = {
    shares: total(entries.bought) * rules.value,
    repaid: total(entries.repaid),
    fines: total(entries.fines),
    lent,
    expense: sumIn(state, 'expense'),
    social: total(entries.social),
    helped: total(entries.helped),
  };
  const reckoned = closingOf(opening, flows);
  const reached = new Set(entriesOf(state, 'steps').map(([step]) => step));
  const [loan, social] = [numberIn(state, 'loanBox'), numberIn(state, 'socialBox')];
  return {
    state,
    no,
    on: textOf(state, 'on'),
    entries,
    flows,
    opening,
    reckoned,
    counted: loan === undefined || social === undefined ? null : { loan, social },
    isClosed: valueOf(state, 'closed') === true,
    step: STEPS.findLast(({ value }) => reached.has(value))?.value ?? 'call',
    isDisputed: conflictsOf(state).some((field) => !field.startsWith(':')),
  };
}

function memberOf(state: RecordState, bought: number, owes: number): Member {
  const no = sumIn(state, 'no');
  return {
    state,
    id: state.id,
    no,
    name: textOf(state, 'name'),
    ...signOf(no),
    shares: sumIn(state, 'before') + bought,
    owes,
  };
}

export function bookOf(source: LinkSource, cycle: RecordState): Book {
  const rules = rulesOf(cycle);
  const held = [...linksTo(source, 'savings_meeting', 'cycle', cycle.id)].sort((a, b) =>
    textOf(a, 'on') < textOf(b, 'on') ? -1 : 1,
  );
  const maps = held.map(entriesIn);
  const paid = new Map<RecordId, number>();
  for (const { repaid } of maps) for (const [loan, sum] of repaid) paid.set(loan, (paid.get(loan) ?? 0) + sum);
  const loans = held.flatMap((meeting) =>
    linksTo(source, 'savings_loan', 'meeting', meeting.id).flatMap((one) => loanIn(one, paid.get(one.id) ?? 0) ?? []),
  );
  let boxes: Boxes = { loan: sumIn(cycle, 'loanBox'), social: sumIn(cycle, 'socialBox') };
  const sittings = held.map((state, at) => {
    const lent = loans.reduce((sum, { meeting, terms }) => sum + (meeting === state.id ? terms.principal : 0), 0);
    const sitting = sittingOf(state, at + 1, boxes, rules, lent);
    boxes = closingIn(sitting);
    return sitting;
  });
  const members = passbooksOf(source, cycle.id)
    .map((state) =>
      memberOf(
        state,
        maps.reduce((sum, { bought }) => sum + (bought.get(state.id) ?? 0), 0),
        loans.reduce((sum, { passbook, standing }) => sum + (passbook === state.id ? standing.owed : 0), 0),
      ),
    )
    .sort((a, b) => a.no - b.no || (a.id < b.id ? -1 : 1));
  const handed = numbersIn(cycle, 'paid', 'sum');
  return { cycle, rules, sittings, members, loans, handed, boxes: { ...boxes, loan: boxes.loan - total(handed) } };
}

/** Who is in the group on a day, or has something in its book. */
export const membersOn = ({ members }: Book, day: Day): readonly Member[] =>
  members.filter(({ state, owes, shares }) => {
    const left = textOf(state, 'left');
    return left === '' || countsOn({ from: '', to: left }, day) || owes > 0 || shares > 0;
  });

/** A meeting as it is, or as it will begin where nothing was written yet. */
export type Here = Omit<Sitting, 'state'> & { readonly state: RecordState | null };

const NOTHING: Flows = { shares: 0, repaid: 0, fines: 0, lent: 0, expense: 0, social: 0, helped: 0 };
const none = new Map<RecordId, never>();

/** The meeting of this day. */
export function sittingOn(book: Book, on: Day): Here {
  const there = book.sittings.find((one) => one.on === on);
  if (there) return there;
  const before = book.sittings.filter((one) => one.on < on);
  const last = before.at(-1);
  const opening = last
    ? closingIn(last)
    : { loan: sumIn(book.cycle, 'loanBox'), social: sumIn(book.cycle, 'socialBox') };
  return {
    state: null,
    no: before.length + 1,
    on,
    entries: { there: none, fines: none, social: none, bought: none, repaid: none, helped: none },
    flows: NOTHING,
    opening,
    reckoned: opening,
    counted: null,
    isClosed: false,
    step: 'call',
    isDisputed: false,
  };
}
