/**
 * Who makes up a half day in another group of the same contents: marked there as a guest, they have its hours where they are enrolled. Guests are few, so
 * groups tell theirs, and only those whose people were guests somewhere are reckoned again.
 */
import { type RecordState, refOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import type { Course } from './completion.ts';
import type { Sitting } from './rooms.ts';
import { calledFrom, dayOfSession, isCalledOn, isThere } from './rules.ts';

/** A half day at which somebody was who is not enrolled in that group on that day. */
export interface MadeUp extends Sitting {
  readonly person: RecordId;
  /** The group that gave it. */
  readonly cohort: RecordId;
  readonly day: Day;
  readonly hours: number;
  readonly module: RecordId | null;
}

/** What somebody made up in other groups than the one asked about. */
export type Lent = (person: RecordId) => readonly MadeUp[];

/** The group in which a guest of this session has its hours: they are enrolled in it that day, and it follows the same contents. Null where they are in none. */
export function ownGroup(source: LinkSource, session: RecordState, person: RecordId): RecordState | null {
  const follow = (from: RecordState | null, field: string): RecordState | null => {
    const id = from && refOf(from, field);
    return id ? source.record(source.resolve(id)) : null;
  };
  const here = follow(session, 'cohort');
  const day = dayOfSession(session);
  for (const enrolment of linksTo(source, 'enrolment', 'person', person)) {
    const group = isCalledOn(enrolment, day) ? follow(enrolment, 'cohort') : null;
    const alike = (field: string): boolean => follow(group, field)?.id === follow(here, field)?.id;
    if (group && follow(group, 'curriculum') && alike('curriculum') && alike('programme')) return group;
  }
  return null;
}

/** Guests of the lessons of a group. @param enrolments all of that group. */
export function guestsOf(
  source: LinkSource,
  cohort: RecordId,
  lessons: Course['lessons'],
  enrolments: readonly RecordState[],
): readonly MadeUp[] {
  const called = new Map<RecordId, { readonly from: Day; readonly to: Day }[]>();
  for (const enrolment of enrolments) {
    const of = refOf(enrolment, 'person');
    const person = of && source.resolve(of);
    if (person) called.set(person, [...(called.get(person) ?? []), calledFrom(enrolment)]);
  }
  return lessons.flatMap(({ session, day, module, halves }) =>
    halves.flatMap(({ half, marks, stay }) => {
      const guests: MadeUp[] = [];
      for (const [person, mark] of marks)
        if (isThere(mark) && !called.get(person)?.some(({ from, to }) => from <= day && day <= to))
          guests.push({ session, half, person, cohort, day, hours: stay(mark), module });
      return guests;
    }),
  );
}

/** What a group tells of its guests. */
export interface Lending {
  /** The version of the contents it follows. */
  readonly contents: RecordId | null;
  readonly guests: readonly MadeUp[];
}

/** Guests of groups on one version, by person. */
export type Lendings = ReadonlyMap<RecordId, readonly MadeUp[]>;

/** @param groups of one programme. @param contents other versions never add. */
export function lendingsOn(groups: Iterable<Lending>, contents: RecordId | null): Lendings {
  const lendings = new Map<RecordId, MadeUp[]>();
  for (const one of groups)
    if (contents !== null && one.contents === contents)
      for (const guest of one.guests) {
        const known = lendings.get(guest.person);
        if (known) known.push(guest);
        else lendings.set(guest.person, [guest]);
      }
  // The same on every copy, whichever group was heard of first.
  for (const known of lendings.values()) known.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return lendings;
}

const placeOf = ({ day, session, half }: MadeUp): string => `${day} ${session.id} ${half}`;

/** Of these, what people of a group made up elsewhere. */
export const lentTo =
  (lendings: Lendings, cohort: RecordId): Lent =>
  (person) =>
    (lendings.get(person) ?? []).filter((one) => one.cohort !== cohort);

/** All of it in one text: reckoned with the same, a group has the same figures. */
export const lentKey = (lendings: Lendings, cohort: RecordId, people: { has(id: RecordId): boolean }): string =>
  [...lendings.keys()]
    .filter((person) => people.has(person))
    .sort()
    .flatMap(lentTo(lendings, cohort))
    .map((one) => [one.person, placeOf(one), one.hours, one.module].join(' '))
    .join();
