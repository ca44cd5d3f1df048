/**
 * What partners promised each other, as it stands on a day: an amendment changes a date or a sum from the day it was signed, and what was there before
 * is never written over. And the money of a programme, by what it is made of.
 */
import { entriesOf, isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Day, firstDay, lastDay, momentFault } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';

/** One wording of a promise: the convention's own, or what an amendment made of it. */
export interface Wording {
  /** '' where no date was set. */
  readonly due: string;
  readonly amount: number | null;
  readonly dropped: boolean;
  /** Null for the convention's own. */
  readonly amendment: RecordState | null;
}

/** `soon`: within a month. `waits`: another promise has to be kept first, so this one is not late by whoever made it. */
export type Standing = 'done' | 'dropped' | 'waits' | 'late' | 'soon' | 'coming' | 'undated';

/** What came of the money, beside what is promised now; a promise without a sum has no share. */
export interface Received {
  readonly sum: number;
  readonly of: number | null;
}

export interface Promised {
  readonly obligation: RecordState;
  readonly by: RecordId | null;
  /** The convention's first, then each amendment's, in the order they were signed. */
  readonly wordings: readonly Wording[];
  readonly now: Wording;
  readonly standing: Standing;
  /** What has to be done first and is not. */
  readonly first: RecordState | null;
  /** What waits for this one. */
  readonly holds: readonly RecordState[];
  /** What had been asked for; null where nobody said. */
  readonly asked: number | null;
  /** Null where nothing was received. */
  readonly received: Received | null;
  /** Days from the day looked at to the end of the date; negative when it is past; null without a date. */
  readonly days: number | null;
}

const DAY = 24 * 3600 * 1000;
const SOON = 30;

const isMap = (value: Json | undefined): value is { readonly [part: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const numberOf = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null);
const dated = (moment: string): boolean => moment !== '' && momentFault(moment) === null;

/** Amendments of a convention in the order they were signed; those of one day by their number. */
export const amendmentsOf = (source: LinkSource, convention: RecordId): readonly RecordState[] => {
  const on = (one: RecordState): string => (dated(textOf(one, 'signed')) ? firstDay(textOf(one, 'signed')) : '9999');
  const number = (one: RecordState): number => numberOf(valueOf(one, 'number')) ?? 0;
  return [...linksTo(source, 'amendment', 'convention', convention)].sort((a, b) =>
    on(a) < on(b) ? -1 : on(a) > on(b) ? 1 : number(a) - number(b) || (a.id < b.id ? -1 : 1),
  );
};

/** The wordings of a promise, and the one in force on a day: an amendment counts from the day it is signed. */
function wordingsOf(source: LinkSource, obligation: RecordState, day: Day) {
  const first: Wording = {
    due: textOf(obligation, 'due'),
    amount: numberOf(valueOf(obligation, 'amount')),
    dropped: false,
    amendment: null,
  };
  const convention = refOf(obligation, 'convention');
  const wordings = [first];
  for (const amendment of convention ? amendmentsOf(source, source.resolve(convention)) : [])
    for (const [, change] of entriesOf(amendment, 'changes')) {
      if (!isMap(change) || source.resolve(change['obligation'] as RecordId) !== source.resolve(obligation.id))
        continue;
      const before = wordings.at(-1) as Wording;
      wordings.push({
        due: typeof change['due'] === 'string' && change['due'] !== '' ? change['due'] : before.due,
        amount: numberOf(change['amount']) ?? before.amount,
        dropped: change['dropped'] === 'yes',
        amendment,
      });
    }
  const inForce = ({ amendment }: Wording): boolean =>
    amendment === null || (dated(textOf(amendment, 'signed')) && firstDay(textOf(amendment, 'signed')) <= day);
  return { wordings, now: wordings.findLast(inForce) ?? first };
}

const isOpen = (source: LinkSource, obligation: RecordState, day: Day): boolean =>
  !isVoided(obligation) && textOf(obligation, 'done') === '' && !wordingsOf(source, obligation, day).now.dropped;

function receivedOf(obligation: RecordState, of: number | null): Received | null {
  const sums = entriesOf(obligation, 'received').flatMap(([, one]) =>
    isMap(one) ? (numberOf(one['amount']) ?? []) : [],
  );
  return sums.length === 0 ? null : { sum: sums.reduce((all, one) => all + one, 0), of };
}

/** One promise as it stands on a day. */
export function promisedOf(source: LinkSource, obligation: RecordState, day: Day): Promised {
  const { wordings, now } = wordingsOf(source, obligation, day);
  const days = dated(now.due) ? Math.round((Date.parse(lastDay(now.due)) - Date.parse(day)) / DAY) : null;
  const [by, after] = [refOf(obligation, 'by'), refOf(obligation, 'after')];
  const before = after && source.record(source.resolve(after));
  const first = before && before.id !== obligation.id && isOpen(source, before, day) ? before : null;
  return {
    obligation,
    by: by && source.resolve(by),
    wordings,
    now,
    first,
    holds: linksTo(source, 'obligation', 'after', obligation.id).filter(
      (one) => one.id !== obligation.id && isOpen(source, one, day),
    ),
    asked: numberOf(valueOf(obligation, 'asked')),
    received: receivedOf(obligation, now.amount),
    days,
    standing: now.dropped
      ? 'dropped'
      : textOf(obligation, 'done') !== ''
        ? 'done'
        : first
          ? 'waits'
          : days === null
            ? 'undated'
            : days < 0
              ? 'late'
              : days <= SOON
                ? 'soon'
                : 'coming',
  };
}

const ORDER: readonly Standing[] = ['late', 'waits', 'soon', 'coming', 'undated', 'done', 'dropped'];

/** What waits first, then what is done. */
export const byUrgency = (list: readonly Promised[]): readonly Promised[] =>
  [...list].sort(
    (a, b) =>
      ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) ||
      (a.days ?? 0) - (b.days ?? 0) ||
      (a.obligation.id < b.obligation.id ? -1 : 1),
  );

/** Everything promised in a convention, as it stands on a day. */
export const promisesOf = (source: LinkSource, convention: RecordId, day: Day): readonly Promised[] =>
  byUrgency(linksTo(source, 'obligation', 'convention', convention).map((one) => promisedOf(source, one, day)));

/** Everything one partner promised, in whatever convention. */
export const promisesBy = (source: LinkSource, organisation: RecordId, day: Day): readonly Promised[] =>
  byUrgency(linksTo(source, 'obligation', 'by', organisation).map((one) => promisedOf(source, one, day)));

/** Money of a programme: planned, and spent of the lines of which it was said. */
export function budgetOf(source: LinkSource, programme: RecordId) {
  const lines = linksTo(source, 'budget_line', 'programme', programme);
  const sum = (field: string) => lines.reduce((all, line) => all + (numberOf(valueOf(line, field)) ?? 0), 0);
  const told = lines.filter((line) => numberOf(valueOf(line, 'spent')) !== null);
  return { lines, planned: sum('planned'), spent: sum('spent'), told: told.length };
}

/** One component: what the convention gives it, and what its lines say. */
export interface Component {
  readonly component: RecordState;
  /** Hundredths of the budget, as it was agreed; null where nobody said. */
  readonly share: number | null;
  /** Of its lines; `all` of every line of the programme, so that the part is a ratio of two sums. */
  readonly planned: number;
  readonly all: number;
  /** null: no line said. */
  readonly spent: number | null;
  readonly lines: number;
  readonly aims: readonly RecordId[];
}

/** The components of a programme in their order; money of no component is told by what is left of `all`. */
export function componentsOf(source: LinkSource, programme: RecordId): readonly Component[] {
  const rank = (one: RecordState): number => numberOf(valueOf(one, 'rank')) ?? Number.POSITIVE_INFINITY;
  const every = linksTo(source, 'budget_line', 'programme', programme);
  const sum = (lines: readonly RecordState[], field: string): number =>
    lines.reduce((total, line) => total + (numberOf(valueOf(line, field)) ?? 0), 0);
  return [...linksTo(source, 'component', 'programme', programme)]
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
    .map((component) => {
      const lines = every.filter((line) => {
        const of = refOf(line, 'component');
        return of !== null && source.resolve(of) === component.id;
      });
      const aims = entriesOf(component, 'aims').flatMap(([, one]) => {
        const aim = isMap(one) ? one['aim'] : null;
        return typeof aim === 'string' ? [source.resolve(aim as RecordId)] : [];
      });
      return {
        component,
        share: numberOf(valueOf(component, 'share')),
        planned: sum(lines, 'planned'),
        all: sum(every, 'planned'),
        spent: lines.some((line) => numberOf(valueOf(line, 'spent')) !== null) ? sum(lines, 'spent') : null,
        lines: lines.length,
        aims,
      };
    });
}
