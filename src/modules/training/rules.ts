/**
 * Rules of training, from the facts alone: may somebody apply at their age, and who is on the roll of a session. The same on a phone and on the hub.
 * What somebody followed and completed is in `completion.ts`.
 */
import { partOf } from '../../kernel/declare.ts';
import {
  compareHeads,
  conflictsOf,
  entriesOf,
  type Head,
  isVoided,
  type RecordState,
  refOf,
  textOf,
  valueOf,
} from '../../kernel/fold.ts';
import { derivedId, isRecordId } from '../../kernel/ids.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { ageOn, type Day, earliest, firstDay, lastDay, latest, momentFault } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import type { Presence } from './model-room.ts';

// ---- ages ----------------------------------------------------------------------------------------------------------------------------

/** Ages of a programme, both included, on its day of reference. */
export interface AgeRule {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly on: Day;
}
/** `check`: the birth is not known well enough to tell. `future`: born after the day of reference, a slip of the pen. */
export type Verdict = 'yes' | 'no' | 'check' | 'unknown' | 'future';

export interface Eligibility {
  readonly verdict: Verdict;
  /** At least, at most. */
  readonly ages: readonly [min: number, max: number] | null;
}

/** Is somebody of the right age on that day? Who was born in 1990 is 35 or 36 on 30 June 2026: whoever may be right is to be checked, not refused. */
export function eligibleBy(birth: string, { from = 0, to = Number.POSITIVE_INFINITY, on }: AgeRule): Eligibility {
  if (birth === '' || momentFault(birth) !== null) return { verdict: 'unknown', ages: null };
  if (earliest(birth) > on) return { verdict: 'future', ages: null };
  const ages = ageOn(birth, on);
  if (!ages) return { verdict: 'future', ages: null };
  const [min, max] = ages;
  if (max < from || min > to) return { verdict: 'no', ages };
  return { verdict: min >= from && max <= to ? 'yes' : 'check', ages };
}

export const numberOf = (state: RecordState | null, field: string): number | undefined => {
  const value = state ? valueOf(state, field) : undefined;
  return typeof value === 'number' ? value : undefined;
};

/** The ages a programme asks for; null when it asks for none. Without a day of its own it is reckoned on the given one. */
export function ageRuleOf(programme: RecordState, today: Day): AgeRule | null {
  const [from, to] = [numberOf(programme, 'ageFrom'), numberOf(programme, 'ageTo')];
  if (from === undefined && to === undefined) return null;
  const on = textOf(programme, 'ageOn') || textOf(programme, 'from');
  return { from, to, on: on && momentFault(on) === null ? firstDay(on) : today };
}

// ---- sessions ------------------------------------------------------------------------------------------------------------------------

/** A half day, by the field of the roll that holds its marks. */
export const HALVES = ['marks', 'afternoon'] as const;
export type Half = (typeof HALVES)[number];

/** The halves a session has. */
export const halvesOf = (session: RecordState): readonly Half[] =>
  textOf(session, 'halves') === 'two' ? HALVES : ['marks'];

/** Where nobody said how long: a half day of four hours, as timetables of the network have it. */
const HALF_DAY_HOURS = 4;

/** `8h30` → 510; null for what is no hour. */
export function minutesOf(hour: string): number | null {
  const found = /^(\d{1,2})\s?[:.hH]\s?(\d\d)?$/.exec(hour.trim());
  return found ? Number(found[1]) * 60 + Number(found[2] ?? 0) : null;
}

/** `08:30`, as every hour of a clock is written; `8 h` is how long something lasts. */
export const clock = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** An hour that people typed (`8h30`, `08:30`), said as on every screen; what is no hour stays as it was typed. */
export function hourSaid(typed: string): string {
  const at = minutesOf(typed);
  return at === null ? typed : clock(at);
}

/** Hours of a session: as they were given, else from its beginning to its end, else by its half days. */
export function hoursOf(session: RecordState): number {
  const said = numberOf(session, 'hours');
  if (said !== undefined) return said;
  const [start, end] = [minutesOf(textOf(session, 'start')), minutesOf(textOf(session, 'end'))];
  if (start !== null && end !== null && end > start) return (end - start) / 60;
  return HALF_DAY_HOURS * halvesOf(session).length;
}

/** A programme has thousands of sessions on a few hundred days. */
const days = new Map<string, Day>();
export function dayOfSession(session: RecordState): Day {
  const on = textOf(session, 'on');
  let day = days.get(on);
  if (day === undefined) {
    day = on && momentFault(on) === null ? firstDay(on) : '';
    if (days.size < 10_000) days.set(on, day);
  }
  return day;
}
export const isCancelled = (session: RecordState): boolean => textOf(session, 'state') === 'cancelled';

/** Sessions of a group in their order. */
export const sessionsOf = (source: LinkSource, cohort: RecordId): readonly RecordState[] =>
  [...linksTo(source, 'session', 'cohort', cohort)].sort((a, b) => {
    const [x, y] = [dayOfSession(a), dayOfSession(b)];
    if (x !== y) return x < y ? -1 : 1;
    return (minutesOf(textOf(a, 'start')) ?? 0) - (minutesOf(textOf(b, 'start')) ?? 0) || (a.id < b.id ? -1 : 1);
  });

/** Trainers of a group, each once. */
export const trainersOf = (source: LinkSource, cohort: RecordState): readonly RecordId[] => [
  ...new Set(
    entriesOf(cohort, 'trainers').flatMap(([, one]) => {
      const person = partOf(one, 'person');
      return isRecordId(person) ? [source.resolve(person)] : [];
    }),
  ),
];

/** Who gives it: whoever is named on it, or, where nobody is, the trainers of its group. */
export function giversOf(source: LinkSource, session: RecordState): readonly RecordId[] {
  const [given, cohort] = [refOf(session, 'trainer'), refOf(session, 'cohort')];
  if (given) return [source.resolve(given)];
  const group = cohort && source.record(source.resolve(cohort));
  return group ? trainersOf(source, group) : [];
}

// ---- the roll ------------------------------------------------------------------------------------------------------------------------

/** Every phone computes the same: two that call the roll of one session without meeting write one record. */
export const rollId = (session: RecordId): RecordId => derivedId('roll', session);

export interface Mark {
  readonly is: Presence;
  /** Hour of arrival of who came late. */
  readonly at?: string;
  /** Hour at which who was there left before the end. */
  readonly out?: string;
  readonly why?: string;
  /** Said of everybody who was left, in one tap: what somebody says of one person stands before it. */
  readonly together?: boolean;
}

const PRESENT: readonly Presence[] = ['present', 'late'];
export const isThere = (mark: Mark | undefined): boolean => mark !== undefined && PRESENT.includes(mark.is);

export function markOf(value: Json | undefined): Mark | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { is } = value as { readonly is?: Json };
  return typeof is === 'string' ? (value as unknown as Mark) : null;
}

/** Was this said of that very person? « Tous présents » is not, and neither is a mark taken back. */
const isOfOne = (head: Head): boolean => {
  const mark = markOf(head.value);
  return mark !== null && mark.together !== true;
};

/**
 * Of what phones that never met wrote of one person, what stands: the latest that was said of that very person, else the latest. Two phones on
 * which everybody was present but for their own exceptions keep the exceptions of both.
 */
export const standing = (heads: readonly Head[] | undefined): Head | undefined => heads?.find(isOfOne) ?? heads?.[0];

/** Marks of one half day, by person: of two sheets found to be one person, one stands by the same rule. */
export function marksOf(source: LinkSource, roll: RecordState | null, half: Half): ReadonlyMap<RecordId, Mark> {
  const marks = new Map<RecordId, Mark>();
  if (!roll || isVoided(roll)) return marks;
  const heads = new Map<RecordId, Head>();
  const prefix = `${half}.`;
  for (const name in roll.fields) {
    if (!name.startsWith(prefix)) continue;
    const key = name.slice(prefix.length);
    const head = standing(roll.fields[name]);
    const mark = markOf(head?.value);
    if (!head || mark === null || !isRecordId(key)) continue;
    const person = source.resolve(key as RecordId);
    const before = heads.get(person);
    if (before && !outweighs(head, before)) continue;
    heads.set(person, head);
    marks.set(person, mark);
  }
  return marks;
}

const outweighs = (one: Head, other: Head): boolean =>
  isOfOne(one) === isOfOne(other) ? compareHeads(one, other) > 0 : isOfOne(one);

/** What somebody said of somebody. */
export interface Version {
  readonly mark: Mark;
  readonly by: RecordId | '';
}

/** People of whom two phones said another thing at that half, and what each said: the later is shown, the next tap settles it. */
export function disputed(
  source: LinkSource,
  roll: RecordState | null,
  half: Half,
): ReadonlyMap<RecordId, readonly Version[]> {
  const found = new Map<RecordId, readonly Version[]>();
  for (const [name, versions] of roll ? disputedIn(roll) : [])
    if (name.startsWith(`${half}.`)) found.set(source.resolve(name.slice(half.length + 1) as RecordId), versions);
  return found;
}

/** The same of both halves, by the entry of the roll: `marks.<person>`. */
export function disputedIn(roll: RecordState): ReadonlyMap<string, readonly Version[]> {
  const found = new Map<string, readonly Version[]>();
  for (const name of conflictsOf(roll)) {
    const versions = new Map<string, Version>();
    for (const head of roll.fields[name] ?? []) {
      const mark = markOf(head.value);
      if (mark && isOfOne(head) && !versions.has(mark.is)) versions.set(mark.is, { mark, by: head.by });
    }
    if (versions.size > 1) found.set(name, [...versions.values()]);
  }
  return found;
}

const LEAVING = ['left', 'moved'];
export interface Step {
  readonly is: string;
  readonly on: string;
}

/** What was decided of an enrolment, in the order it happened. */
export function stepsOf(enrolment: RecordState): readonly Step[] {
  return Object.keys(enrolment.fields)
    .filter((name) => name.startsWith('steps.'))
    .flatMap((name) => {
      const value = valueOf(enrolment, name);
      return typeof value === 'object' && value !== null && 'is' in value ? [value as unknown as Step] : [];
    })
    .sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** Last day in the group; '' while the person is in it. */
export function leftOn(enrolment: RecordState): Day | '' {
  const left = stepsOf(enrolment).findLast(({ is }) => LEAVING.includes(is));
  return left && momentFault(left.on) === null ? lastDay(left.on) : '';
}

/** When this person's name is called: from the first day their enrolment may mean, to the last. */
export function calledFrom(enrolment: RecordState): { readonly from: Day; readonly to: Day } {
  const on = textOf(enrolment, 'on');
  return { from: on && momentFault(on) === null ? earliest(on) : '', to: leftOn(enrolment) || LAST };
}

/** Is this person's name called that day? */
export function isCalledOn(enrolment: RecordState, day: Day): boolean {
  const { from, to } = calledFrom(enrolment);
  return from <= day && day <= to;
}

export interface Called {
  /** Enrolled in the group on that day, each person once. */
  readonly enrolled: readonly RecordId[];
  /** Marked without being enrolled: kept, and said; counted from the day somebody enrols them. */
  readonly guests: readonly RecordId[];
}

/** Asked of this day, a group is who has not left it: who begins later is of it too. */
export const LAST: Day = '9999-12-31';

/** People of a group on a day, each once. */
export const enrolledOn = (source: LinkSource, cohort: RecordId, day: Day): readonly RecordId[] => [
  ...new Set(
    linksTo(source, 'enrolment', 'cohort', cohort)
      .filter((one) => isCalledOn(one, day))
      .flatMap((one) => {
        const person = refOf(one, 'person');
        return person ? [source.resolve(person)] : [];
      }),
  ),
];

/** Who is on the roll of a session. */
export function calledIn(source: LinkSource, session: RecordState): Called {
  const cohort = refOf(session, 'cohort');
  const enrolled = new Set(cohort ? enrolledOn(source, cohort, dayOfSession(session)) : []);
  const roll = source.record(rollId(session.id));
  const marked = new Set(HALVES.flatMap((half) => [...marksOf(source, roll, half).keys()]));
  return { enrolled: [...enrolled], guests: [...marked].filter((person) => !enrolled.has(person)) };
}

/** Is this day past, or today? What a moment leaves open counts from its last day. */
export const isDue = (session: RecordState, today: Day): boolean => {
  const on = textOf(session, 'on');
  return on !== '' && momentFault(on) === null && latest(on) <= today;
};
