/**
 * Many sessions at once: from the contents a group follows and the days it can come, the list of its half days. What a person then changes of a line
 * (not that one, another day, another module) is kept beside, so that the list can be made anew without losing it. Pure.
 */
import type { Act, Acts } from '../../kernel/author.ts';
import { type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Day, firstDay, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { hoursOf, minutesOf, numberOf, trainersOf } from './rules.ts';
import { type Busy, type Conflict, conflictsIn, meet, type Slot, slotsOfAll, slotsOfCohort } from './timetable.ts';

/** Half days in a series: they are one group of acts, and a group holds 64 KB. */
export const MOST = 40;
/** Days looked through from the first: who comes one day a week ends within the year. */
const FAR = 366;
const DAY = 24 * 3600 * 1000;

export const PARTS = ['morning', 'afternoon'] as const;
export type Part = (typeof PARTS)[number];

/** As people write it: `8h30`. */
export interface Times {
  readonly start: string;
  readonly end: string;
}
export type PartTimes = { readonly [part in Part]: Times };

/** Half days of four hours, as timetables of the network have them. */
export const USUAL: PartTimes = {
  morning: { start: '8h30', end: '12h30' },
  afternoon: { start: '14h', end: '18h' },
};
/** Minutes: what begins before is of the morning; what is longer is more than a half day. */
const NOON = 13 * 60;
const HALF = 6 * 60;

/** Hours between them; 0 where they are no hours, or the end is not after the beginning. */
export function hoursBetween({ start, end }: Times): number {
  const [from, to] = [minutesOf(start), minutesOf(end)];
  return from !== null && to !== null && to > from ? (to - from) / 60 : 0;
}

/** A module of the version a group follows. */
export interface Portion {
  readonly module: RecordId;
  /** As its contents ask. */
  readonly hours: number;
  /** In sessions that are written and not cancelled. */
  readonly planned: number;
}

/** The modules of the group's own version in their order, with what is planned of them already. */
export function modulesOf(source: LinkSource, cohort: RecordState): readonly Portion[] {
  const contents = refOf(cohort, 'curriculum');
  const planned = new Map<RecordId, number>();
  for (const { session, cancelled } of slotsOfCohort(source, cohort.id)) {
    const module = refOf(session, 'module');
    if (!module || cancelled) continue;
    const id = source.resolve(module);
    planned.set(id, (planned.get(id) ?? 0) + hoursOf(session));
  }
  const rank = (one: RecordState): number => numberOf(one, 'rank') ?? Number.POSITIVE_INFINITY;
  return (contents ? [...linksTo(source, 'course_module', 'curriculum', source.resolve(contents))] : [])
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
    .map((one) => ({ module: one.id, hours: numberOf(one, 'hours') ?? 0, planned: planned.get(one.id) ?? 0 }));
}

/** What is asked for, before the list. */
export interface Wish {
  readonly modules: ReadonlySet<RecordId>;
  /** 1 is Monday, 7 Sunday. */
  readonly weekdays: ReadonlySet<number>;
  readonly first: Day;
  readonly parts: ReadonlySet<Part>;
  readonly times: PartTimes;
  readonly room: string;
  readonly trainer: RecordId | null;
  /** Half days on which there is none, by their keys: the rest moves on. */
  readonly skip: ReadonlySet<string>;
}

/** What somebody made of a line. */
export interface Changed {
  readonly off?: boolean;
  readonly day?: Day;
  readonly part?: Part;
  readonly module?: RecordId;
}

export interface Line {
  /** Its place in the calendar as it was proposed: `2026-10-05 morning`. */
  readonly key: string;
  readonly day: Day;
  readonly part: Part;
  readonly module: RecordId;
  readonly off: boolean;
}

export const isDay = (day: string): boolean => momentFault(day) === null && day.length === 10;
export const weekdayOf = (day: Day): number => ((new Date(Date.parse(day)).getUTCDay() + 6) % 7) + 1;
const after = (day: Day, days: number): Day => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/**
 * What is likely: the days, halves, hours, room and trainer of this group's own sessions, else every day of the week in the morning; from the day
 * after its last session, or its first day, never before tomorrow.
 */
export function likely(source: LinkSource, cohort: RecordState, today: Day): Wish {
  const slots = slotsOfCohort(source, cohort.id).filter(({ cancelled }) => !cancelled);
  const last = slots.at(-1);
  const from = textOf(cohort, 'from');
  const earliest = [after(today, 1)];
  if (from && momentFault(from) === null) earliest.push(firstDay(from));
  if (last) earliest.push(after(last.day, 1));
  const partOf = ({ start }: Slot): Part => (start < NOON ? 'morning' : 'afternoon');
  const timesOf = (part: Part): Times => {
    const like = slots.findLast((slot) => slot.certain && partOf(slot) === part && slot.end - slot.start <= HALF);
    return like ? { start: textOf(like.session, 'start'), end: textOf(like.session, 'end') } : USUAL[part];
  };
  const trainers = trainersOf(source, cohort);
  return {
    modules: new Set(modulesOf(source, cohort).flatMap((one) => (one.planned < one.hours ? [one.module] : []))),
    weekdays: new Set(slots.length > 0 ? slots.map(({ day }) => weekdayOf(day)) : [1, 2, 3, 4, 5]),
    first: earliest.sort().at(-1) as Day,
    parts: new Set(slots.length > 0 ? slots.map(partOf) : ['morning']),
    times: { morning: timesOf('morning'), afternoon: timesOf('afternoon') },
    room: last?.room || textOf(cohort, 'room'),
    trainer: last?.trainer ?? trainers[0] ?? null,
    skip: new Set(),
  };
}

interface Proposal {
  readonly lines: readonly Line[];
  /** Hours of the contents that no line holds any more: a series has an end. */
  readonly left: number;
}

/**
 * The half days, module after module until each has its hours. Where the group has something at that time already, there is none.
 * @param taken what the group has.
 */
export function propose(wish: Wish, modules: readonly Portion[], taken: readonly Busy[]): Proposal {
  const lines: Line[] = [];
  const waiting = modules
    .filter((one) => wish.modules.has(one.module))
    .map((one) => ({ module: one.module, hours: Math.max(0, one.hours - one.planned) }))
    .filter(({ hours }) => hours > 0);
  const left = () => waiting.reduce((sum, { hours }) => sum + hours, 0);
  const parts = PARTS.filter((part) => wish.parts.has(part) && hoursBetween(wish.times[part]) > 0);
  if (!isDay(wish.first) || parts.length === 0) return { lines, left: left() };
  for (let ahead = 0; ahead < FAR; ahead++) {
    const day = after(wish.first, ahead);
    if (!wish.weekdays.has(weekdayOf(day))) continue;
    for (const part of parts) {
      const [next] = waiting;
      if (!next || lines.length === MOST) return { lines, left: left() };
      const key = `${day} ${part}`;
      const line: Line = { key, day, part, module: next.module, off: false };
      if (wish.skip.has(key) || taken.some((one) => !one.cancelled && meet(one, busyOf(wish, line, null, []))))
        continue;
      lines.push(line);
      next.hours -= hoursBetween(wish.times[part]);
      if (next.hours <= 0) waiting.shift();
    }
  }
  return { lines, left: left() };
}

/** The lines as somebody changed them, in the order of the days. */
export const changed = (lines: readonly Line[], changes: ReadonlyMap<string, Changed>): readonly Line[] =>
  lines
    .map((line): Line => ({ ...line, ...changes.get(line.key) }))
    .sort((a, b) => (a.day !== b.day ? (a.day < b.day ? -1 : 1) : PARTS.indexOf(a.part) - PARTS.indexOf(b.part)));

const busyOf = (wish: Wish, { key, day, part }: Line, cohort: RecordId | null, givers: readonly RecordId[]): Busy => ({
  key,
  session: null,
  day,
  start: minutesOf(wish.times[part].start) ?? 0,
  end: minutesOf(wish.times[part].end) ?? 0,
  cohort,
  givers,
  room: wish.room.trim(),
  cancelled: false,
});

/** What stands against a line, by its key: as the timetable says it. */
export function clashes(
  source: LinkSource,
  cohort: RecordState,
  wish: Wish,
  lines: readonly Line[],
): ReadonlyMap<string, readonly Conflict<Busy>[]> {
  const givers = wish.trainer ? [wish.trainer] : trainersOf(source, cohort);
  const asked = lines.filter(({ off }) => !off).map((line) => busyOf(wish, line, cohort.id, givers));
  const found = new Map<string, Conflict<Busy>[]>();
  for (const clash of conflictsIn<Busy>(source, asked, [...asked, ...slotsOfAll(source)]))
    found.set(clash.one.key, [...(found.get(clash.one.key) ?? []), clash]);
  return found;
}

export interface Told extends Portion {
  /** With what the list adds. */
  readonly will: number;
}

/** Hours of each module with these lines; more on one subject never stands in for another (`completion.ts` counts alike). */
export function told(wish: Wish, modules: readonly Portion[], lines: readonly Line[]) {
  const list = modules.map((one): Told => {
    const mine = lines.filter(({ module, off }) => !off && module === one.module);
    return { ...one, will: one.planned + mine.reduce((sum, { part }) => sum + hoursBetween(wish.times[part]), 0) };
  });
  return {
    list,
    hours: list.reduce((sum, { will, hours }) => sum + Math.min(will, hours), 0),
    all: list.reduce((sum, { hours }) => sum + hours, 0),
  };
}

/** One session a line, all of them one group: they are recorded together, or none of them. */
export const seriesActs = (cohort: RecordState, wish: Wish, lines: readonly Line[]): Acts =>
  lines
    .filter(({ off }) => !off)
    .map(
      ({ day, part, module }): Act => ({
        do: 'create',
        type: 'session',
        home: cohort.home,
        body: {
          module,
          cohort: cohort.id,
          on: day,
          ...wish.times[part],
          halves: 'one',
          ...(wish.room.trim() !== '' && { room: wish.room.trim() }),
          ...(wish.trainer && { trainer: wish.trainer }),
        },
      }),
    );

/** Takes a series back. Who may not hide sessions says that they do not take place. */
export const withdrawActs = (sessions: readonly RecordId[], mayHide: boolean, why: string): Acts =>
  sessions.map(
    (record): Act =>
      mayHide ? { do: 'void', record, voided: true } : { do: 'edit', record, body: { state: 'cancelled', why } },
  );
