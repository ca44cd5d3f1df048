/**
 * What a group follows and was given, and whether somebody completed it: on the version of the contents their own group began with, by the hours they
 * followed and, where the contents ask for it, by their last test. Every reason why not is told, never one alone.
 */
import { isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { guestsOf, type Lent, type MadeUp } from './makeup.ts';
import { type Roll, rollWhole } from './marks.ts';
import { overlap } from './rooms.ts';
import {
  calledFrom,
  dayOfSession,
  type Half,
  halvesOf,
  hoursOf,
  isCalledOn,
  isCancelled,
  isThere,
  LAST,
  leftOn,
  type Mark,
  numberOf,
  rollId,
  sessionsOf,
  stepsOf,
} from './rules.ts';
import { graceOf, stayOf } from './stay.ts';
import { lastOf, type Sheets, sheetsOf, type Tested, testsOf } from './testing.ts';

export type Why = 'nocontents' | 'short' | 'notest' | 'below' | 'unmarked' | 'untaught' | 'left';

export interface Completion {
  readonly done: boolean;
  /** By the hours followed (and the test, where one is asked), or because somebody decided it. */
  readonly by: 'hours' | 'decision' | null;
  readonly attended: number;
  /** Hours of the version that make it completed. */
  readonly needed: number;
  readonly total: number;
  /** Hours given while the person was enrolled. */
  readonly given: number;
  /** Was present at one half day at least. */
  readonly started: boolean;
  /** Half days given of which nobody said whether they were there. */
  readonly unmarked: number;
  /** The sessions of these half days. */
  readonly unmarkedIn: readonly RecordId[];
  /** Hours of the version not taught yet. */
  readonly untaught: number;
  /** Of the hours followed, those of groups they moved from, or were guests in; not what they followed in this very group before they were of it. */
  readonly brought: { readonly hours: number; readonly from: readonly RecordId[] };
  /** Half days this person was there, of those given while enrolled. */
  readonly present: number;
  readonly halves: number;
  /** The last test before and after, where there is one. */
  readonly pre: Tested | null;
  readonly post: Tested | null;
  /** Share of the points that the last test must reach; null where it does not decide. */
  readonly pass: number | null;
  /** Why not yet, heaviest first. */
  readonly why: readonly Why[];
}

/** A roll as the rule reads it. */
export type RollOf = (session: RecordState) => Pick<Roll, 'exists' | 'marks'>;

/** A session that counts: not cancelled, and either said to have been held or with a roll. */
const wasHeld = (session: RecordState, roll: Pick<Roll, 'exists'>): boolean =>
  !isCancelled(session) && (textOf(session, 'state') === 'held' || roll.exists);

export interface Lesson {
  readonly session: RecordState;
  readonly day: Day;
  readonly hours: number;
  readonly module: RecordId | null;
  /** Per half its marks, and the hours that one of who was there stands for. */
  readonly halves: readonly {
    readonly half: Half;
    readonly marks: ReadonlyMap<RecordId, Mark>;
    stay(mark: Mark): number;
  }[];
}

/** A group read once for all of its people. */
export interface Course {
  /** Hours of each module of the version this group follows; null when that is not known. */
  readonly modules: ReadonlyMap<RecordId, number> | null;
  readonly total: number;
  readonly needed: number;
  readonly pass: number | null;
  /** Minutes late that cost nothing. */
  readonly grace: number;
  readonly lessons: readonly Lesson[];
  /** What the sheets of its tests say, by person. */
  readonly sheets: Sheets;
  /** What somebody brings from groups of the same contents that they moved from, before that day where one is given; null for nearly everybody. */
  brought(person: RecordId, before?: Day): Brought | null;
  /** What somebody made up as a guest of groups of the same contents. */
  readonly lent: Lent;
}

interface Brought {
  readonly hours: ByModule;
  readonly from: readonly RecordId[];
  /** The enrolments they left by it. */
  readonly left: readonly Stay[];
}

/** An enrolment, with what was taught in its group. */
interface Stay {
  readonly enrolment: RecordState;
  readonly lessons: readonly Lesson[];
}
type ByModule = Map<RecordId | null, number>;

/**
 * What a group follows and was given. Its own version of the contents, whatever came since.
 * @param known what is at hand: sessions of the group in their order, their rolls, and what people made up elsewhere as `Figures` tells it; without the
 * last nobody made up anything.
 */
export function courseOf(
  source: LinkSource,
  cohort: RecordState,
  known: { readonly sessions?: readonly RecordState[]; readonly rollOf?: RollOf; readonly lent?: Lent } = {},
): Course {
  const { sessions = sessionsOf(source, cohort.id), lent = () => [] } = known;
  const { rollOf = ({ id }) => rollWhole(source, rollId(id)) } = known;
  const contents = refOf(cohort, 'curriculum');
  const curriculum = contents ? source.record(source.resolve(contents)) : null;
  const parts = curriculum ? linksTo(source, 'course_module', 'curriculum', curriculum.id) : [];
  const modules = new Map(parts.map((part) => [part.id, numberOf(part, 'hours') ?? 0]));
  const grace = graceOf(curriculum);
  const total = [...modules.values()].reduce((sum, hours) => sum + hours, 0);
  return {
    modules: total > 0 ? modules : null,
    total,
    needed: (total * (numberOf(curriculum, 'attendance') ?? 100)) / 100,
    pass: numberOf(curriculum, 'pass') ?? null,
    grace,
    lessons: lessonsOf(source, sessions, rollOf, grace),
    sheets: sheetsOf(source, cohort.id),
    brought: broughtInto(source, cohort.id, curriculum?.id ?? null, grace),
    lent,
  };
}

function lessonsOf(
  source: LinkSource,
  sessions: readonly RecordState[],
  rollOf: RollOf,
  grace: number,
): readonly Lesson[] {
  return sessions.flatMap((session): readonly Lesson[] => {
    const roll = rollOf(session);
    if (!wasHeld(session, roll)) return [];
    const module = refOf(session, 'module');
    const hours = hoursOf(session);
    const halves = halvesOf(session);
    return [
      {
        session,
        day: dayOfSession(session),
        hours,
        module: module && source.resolve(module),
        halves: halves.map((half) => ({
          half,
          marks: roll.marks(half),
          stay: (mark) =>
            mark.at === undefined && mark.out === undefined
              ? hours / halves.length
              : stayOf(session, half, mark, grace),
        })),
      },
    ];
  });
}

/** Did somebody say that they went on to another group? */
export const hasMoved = (enrolment: RecordState): boolean => stepsOf(enrolment).some(({ is }) => is === 'moved');

/** Enrolments that ended by a move, by person; the same for every group of a copy. */
const moves = new WeakMap<LinkSource, { readonly version: number; readonly of: Map<RecordId, RecordState[]> }>();
function movedFrom(source: LinkSource): ReadonlyMap<RecordId, readonly RecordState[]> {
  const known = moves.get(source);
  if (known?.version === source.version) return known.of;
  const of = new Map<RecordId, RecordState[]>();
  for (const enrolment of source.list('enrolment')) {
    const person = !isVoided(enrolment) && hasMoved(enrolment) ? refOf(enrolment, 'person') : null;
    if (!person) continue;
    const id = source.resolve(person);
    of.set(id, [...(of.get(id) ?? []), enrolment]);
  }
  moves.set(source, { version: source.version, of });
  return of;
}

/** Who moved between two groups on one version goes on where they were: what they followed in the first counts in the second, and nowhere else. */
function broughtInto(
  source: LinkSource,
  cohort: RecordId,
  contents: RecordId | null,
  grace: number,
): Course['brought'] {
  const lessons = new Map<RecordId, readonly Lesson[]>();
  const lessonsIn = (from: RecordId): readonly Lesson[] => {
    const known = lessons.get(from);
    if (known) return known;
    const taught = lessonsOf(source, sessionsOf(source, from), ({ id }) => rollWhole(source, rollId(id)), grace);
    lessons.set(from, taught);
    return taught;
  };
  const groupLeft = (enrolment: RecordState): RecordId | null => {
    const of = refOf(enrolment, 'cohort');
    const group = of && source.record(source.resolve(of));
    const follows = group && refOf(group, 'curriculum');
    return group && group.id !== cohort && follows && source.resolve(follows) === contents ? group.id : null;
  };
  return (person, before = LAST) => {
    const hours: ByModule = new Map();
    const from: RecordId[] = [];
    const left: Stay[] = [];
    for (const enrolment of (contents && movedFrom(source).get(person)) || []) {
      const group = leftOn(enrolment) < before ? groupLeft(enrolment) : null;
      if (!group) continue;
      const lessons = lessonsIn(group);
      from.push(group);
      left.push({ enrolment, lessons });
      for (const [module, n] of attendance(enrolment, person, lessons).followed) plus(hours, module, n);
    }
    return from.length > 0 ? { hours, from, left } : null;
  };
}

/** Hours by module, each up to what the contents ask of it: three sessions on one subject do not stand in for the others. */
function cappedSum(byModule: ByModule, modules: Course['modules']): number {
  let sum = 0;
  for (const [module, hours] of byModule) sum += Math.min(hours, (module && modules?.get(module)) ?? 0);
  return sum;
}

const plus = <K>(map: Map<K, number>, key: K, hours: number): void => void map.set(key, (map.get(key) ?? 0) + hours);

const passes = (test: Tested, share: number): boolean => test.points * 100 >= share * test.of;

/** What somebody followed of these lessons while they were enrolled. */
function attendance(enrolment: RecordState, person: RecordId | null, lessons: readonly Lesson[]) {
  const followed: ByModule = new Map();
  const { from, to } = calledFrom(enrolment);
  const unmarkedIn: RecordId[] = [];
  let [given, unmarked, present, halfDays] = [0, 0, 0, 0];
  for (const { session, day, hours, module, halves } of lessons) {
    if (day < from || day > to) continue;
    given += hours;
    for (const { marks, stay } of halves) {
      const mark = person ? marks.get(person) : undefined;
      halfDays++;
      if (mark === undefined) {
        unmarked++;
        if (unmarkedIn.at(-1) !== session.id) unmarkedIn.push(session.id);
        continue;
      }
      if (!isThere(mark)) continue;
      present++;
      plus(followed, module, stay(mark));
    }
  }
  return { followed, given, unmarked, unmarkedIn, present, halfDays };
}

/**
 * Of these half days as a guest, what counts: those of days on which somebody was enrolled, here or in a group they moved from. Who is marked in two rooms
 * at one time was in one of them: in their own group, else in the first.
 */
function madeUp(stays: readonly Stay[], person: RecordId, guest: readonly MadeUp[]): readonly MadeUp[] {
  const counted: MadeUp[] = [];
  for (const one of guest) {
    const then = stays.filter(({ enrolment }) => isCalledOn(enrolment, one.day));
    if (then.length === 0) continue;
    const was = then
      .flatMap(({ lessons }) => lessons.filter(({ day }) => day === one.day))
      .flatMap(({ session, halves }) =>
        halves.filter(({ marks }) => isThere(marks.get(person))).map(({ half }) => ({ session, half })),
      );
    if (![...was, ...counted].some((other) => overlap(other, one))) counted.push(one);
  }
  return counted;
}

/** Has this person completed what their group follows, and if not, why not? */
export function completionOf(source: LinkSource, enrolment: RecordState, course: Course): Completion {
  const of = refOf(enrolment, 'person');
  const person = of ? source.resolve(of) : null;
  const { followed, given, unmarked, unmarkedIn, present, halfDays } = attendance(enrolment, person, course.lessons);
  const taught: ByModule = new Map();
  for (const { module, hours } of course.lessons) plus(taught, module, hours);
  const { modules, total, needed, pass, lessons } = course;
  const brought = person && course.brought(person, hasMoved(enrolment) ? leftOn(enrolment) : LAST);
  const group = refOf(enrolment, 'cohort');
  const own = group && source.resolve(group);
  // A guest of the group they moved to later has these hours in it, whenever they were enrolled there.
  const before =
    brought && own ? guestsOf(source, own, lessons, [enrolment]).filter((one) => one.person === person) : [];
  const stays = [{ enrolment, lessons }, ...(brought?.left ?? [])];
  const made = person ? madeUp(stays, person, [...before, ...course.lent(person)]) : [];
  for (const { cohort, module, hours } of made) if (cohort === own) plus(followed, module, hours);
  const here = cappedSum(followed, modules);
  for (const [module, hours] of brought?.hours ?? []) plus(followed, module, hours);
  const others = made.filter(({ cohort }) => cohort !== own);
  for (const { module, hours } of others) plus(followed, module, hours);
  const attended = cappedSum(followed, modules);
  const untaught = Math.max(0, total - cappedSum(taught, modules));
  const decided = stepsOf(enrolment).some(({ is }) => is === 'completed' || is === 'certified');
  const tests = testsOf(enrolment, person ? course.sheets.get(person) : undefined);
  const post = lastOf(tests, 'post');
  const learnt = pass === null || (post !== null && passes(post, pass));
  const enough = modules !== null && attended >= needed;
  const why: Why[] = [];
  if (!decided && !(enough && learnt)) {
    if (modules === null) why.push('nocontents');
    else if (!enough) why.push('short');
    if (!learnt) why.push(post ? 'below' : 'notest');
    if (leftOn(enrolment) !== '') why.push('left');
    if (unmarked > 0 && !enough) why.push('unmarked');
    if (untaught > 0 && !enough) why.push('untaught');
  }
  return {
    done: decided || (enough && learnt),
    by: enough && learnt ? 'hours' : decided ? 'decision' : null,
    attended,
    needed,
    total,
    given,
    started: present > 0 || made.length > 0,
    unmarked,
    unmarkedIn,
    untaught,
    brought: {
      hours: attended - here,
      from: [...new Set([...(brought?.from ?? []), ...others.map(({ cohort }) => cohort)])],
    },
    present,
    halves: halfDays,
    pre: lastOf(tests, 'pre'),
    post,
    pass,
    why,
  };
}
