/** What the rules of the directory read: a copy of the records on a phone, the same records on the hub. */
import { isVoided } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import {
  compareMoments,
  countsOn,
  type Day,
  firstDay,
  lastDay,
  type Moment,
  type Span,
  spanHolds,
} from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';

export type Source = LinkSource;

/** One period: what was decided, since when and until when, as precisely as it is known. '' where nobody said. */
export interface Period {
  readonly from: Moment;
  readonly to: Moment;
  readonly status: string;
  readonly category: string;
  readonly decision: string;
  /** Who holds the seat in the name of the member: the id of somebody of the directory, or a name. */
  readonly person?: RecordId;
  readonly name?: string;
  /** Its end was decided by another period: a refusal, a departure, an exclusion. */
  readonly cut?: true;
}

const word = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** An entry of the map `spans` of a membership. No status is in good standing: somebody belongs unless the contrary was said. */
export function periodOf(entry: Json): Period {
  const parts = typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? entry : {};
  const read = (part: string) => word((parts as { readonly [part: string]: Json })[part]);
  const [person, name] = [read('person'), read('name')];
  return {
    ...(isRecordId(person) && { person }),
    ...(name && { name }),
    from: read('from'),
    to: read('to'),
    status: read('status') || 'active',
    category: read('category'),
    decision: read('decision'),
  };
}

/** Which periods a decision ends, by its status. A refusal answers an application; it takes no membership away. */
const CUTS: { readonly [status: string]: readonly string[] } = {
  refused: ['applied'],
  left: ['applied', 'active', 'suspended'],
  excluded: ['applied', 'active', 'suspended'],
};

/** First day of what is written of its beginning; '' where nobody said. */
export const begins = (period: Period): Day | '' => (period.from ? firstDay(period.from) : '');

/**
 * Periods as they went: what a later decision ended lasts until it, whether or not somebody wrote an end into its own line as well. What begins after
 * it is another membership. Order and number stay.
 */
export function asEnded(periods: readonly Period[]): readonly Period[] {
  return periods.map((period): Period => {
    const ends = periods.filter(
      (other) => CUTS[other.status]?.includes(period.status) && other.from !== '' && begins(other) >= begins(period),
    );
    const to = ends.map(({ from }) => from).sort(compareMoments)[0];
    return to && (period.to === '' || lastDay(to) <= lastDay(period.to)) ? { ...period, to, cut: true } : period;
  });
}

/** Does one of these periods make somebody belong on that day? Without any, they do, nobody knows since when. */
export const belongsOn = (periods: readonly Period[], day: Day): boolean =>
  periods.length === 0 || asEnded(periods).some((period) => period.status === 'active' && countsOn(period, day));

export type Holds = 'yes' | 'maybe' | 'no';

/** Whether a span is in force on a day, and whether it counts in figures (see `moment.ts`: from its first day, until its last). */
export interface Standing {
  readonly holds: Holds;
  readonly counts: boolean;
}

export const standingOn = (span: Span, day: Day): Standing => ({
  holds: spanHolds(span, day),
  counts: countsOn(span, day),
});

/** The same of several spans of one thing: one that is in force is enough. */
export function together(each: readonly Standing[]): Standing {
  const is = (holds: Holds) => each.some((one) => one.holds === holds);
  return { holds: is('yes') ? 'yes' : is('maybe') ? 'maybe' : 'no', counts: each.some((one) => one.counts) };
}

/**
 * Remembers what a question answered while the copy stands still: a register of thousands is asked by several parts of one screen.
 * @param ask computes the answer from the source and the words of the question.
 */
export function remembered<A extends readonly string[], T>(
  ask: (source: Source, ...about: A) => T,
): (source: Source, ...about: A) => T {
  const known = new WeakMap<Source, { readonly version: number; readonly answers: Map<string, T> }>();
  return (source, ...about) => {
    let answers = known.get(source);
    if (answers?.version !== source.version) {
      answers = { version: source.version, answers: new Map() };
      known.set(source, answers);
    }
    const key = about.join(' ');
    const before = answers.answers.get(key);
    if (before !== undefined) return before;
    const answer = ask(source, ...about);
    answers.answers.set(key, answer);
    return answer;
  };
}

/** Is the record there to be counted? One that this copy does not hold is: what names it says that it exists. */
export const isThere = (source: Source, id: RecordId): boolean => {
  const state = source.record(id);
  return state === null || !isVoided(state);
};

/** The same records once each, those found to be the same as another read as that one. */
export const distinctIds = (source: Source, ids: Iterable<RecordId>): readonly RecordId[] => [
  ...new Set([...ids].map((id) => source.resolve(id))),
];
