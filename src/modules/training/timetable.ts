/**
 * The timetable: the sessions of a group, of a trainer or of a day, what clashes in it, and the same as an iCalendar file (RFC 5545) that any telephone
 * or office program opens. Pure: the file follows from the sessions, so that one that was changed replaces itself.
 */
import { isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import { folded } from '../../ui/search.ts';
import { dayOfSession, giversOf, halvesOf, hoursOf, isCancelled, minutesOf } from './rules.ts';
import { siteKey } from './sites.ts';

/** Where nobody said when a session begins. */
const MORNING = 8 * 60;

/** What takes a time: a session, or one that is only proposed. */
export interface Busy {
  /** Tells it from any other. */
  readonly key: string;
  /** Null: it is not written yet. */
  readonly session: RecordState | null;
  readonly day: Day;
  /** Minutes of the day; of a slot they are `certain` where they were written, and else follow from what is usual. */
  readonly start: number;
  readonly end: number;
  readonly cohort: RecordId | null;
  /** Who gives it, as `giversOf` tells: whoever is named, else the trainers of the group. */
  readonly givers: readonly RecordId[];
  readonly room: string;
  readonly cancelled: boolean;
}

export interface Slot extends Busy {
  readonly session: RecordState;
  readonly certain: boolean;
  /** Named on it. */
  readonly trainer: RecordId | null;
  /** Who should have given it. */
  readonly replaces: RecordId | null;
}

export function slotOf(source: LinkSource, session: RecordState): Slot {
  const [start, end] = [minutesOf(textOf(session, 'start')), minutesOf(textOf(session, 'end'))];
  const from = start ?? MORNING;
  const refer = (field: string): RecordId | null => {
    const id = refOf(session, field);
    return id && source.resolve(id);
  };
  return {
    key: session.id,
    session,
    day: dayOfSession(session),
    start: from,
    end: end !== null && end > from ? end : from + Math.round(hoursOf(session) * 60),
    certain: start !== null && end !== null && end > start,
    cohort: refer('cohort'),
    givers: giversOf(source, session),
    trainer: refer('trainer'),
    replaces: refer('replaces'),
    room: textOf(session, 'room'),
    cancelled: isCancelled(session),
  };
}

const inOrder = (a: Slot, b: Slot): number =>
  a.day !== b.day ? (a.day < b.day ? -1 : 1) : a.start - b.start || (a.session.id < b.session.id ? -1 : 1);

/** Sessions in the order they are held; what has no day yet is left out. */
const slotsOf = (source: LinkSource, sessions: Iterable<RecordState>): readonly Slot[] =>
  [...sessions]
    .filter((one) => !isVoided(one) && dayOfSession(one) !== '')
    .map((one) => slotOf(source, one))
    .sort(inOrder);

export const slotsOfCohort = (source: LinkSource, cohort: RecordId): readonly Slot[] =>
  slotsOf(source, linksTo(source, 'session', 'cohort', cohort));

/** Everything this copy holds; of one trainer where asked, those given for somebody else included. */
export const slotsOfAll = (source: LinkSource, trainer?: RecordId): readonly Slot[] =>
  slotsOf(source, source.list('session')).filter((slot) => trainer === undefined || slot.givers.includes(trainer));

export interface Conflict<B extends Busy = Slot> {
  readonly kind: 'room' | 'trainer' | 'cohort';
  readonly one: B;
  readonly other: B;
}

/** Who has to be there: null where nobody is known, or where one of several may give it. */
export const giverOf = ({ givers }: Busy): RecordId | null => (givers.length === 1 ? (givers[0] ?? null) : null);

/** Do two of them lie at one time? */
export const meet = (one: Busy, other: Busy): boolean =>
  one.day === other.day && one.start < other.end && other.start < one.end;

/** Two sessions at one time that want the same room at one site, the same trainer or the same group. */
export function conflictsIn<B extends Busy>(
  source: LinkSource,
  slots: readonly B[],
  all: readonly B[] = slots,
): readonly Conflict<B>[] {
  const site = ({ session, cohort }: B): string => siteKey(source, session, cohort ? source.record(cohort) : null);
  const found = new Map<string, Conflict<B>>();
  const days = new Map<Day, B[]>();
  for (const slot of all) if (!slot.cancelled) days.set(slot.day, [...(days.get(slot.day) ?? []), slot]);
  for (const one of slots) {
    if (one.cancelled) continue;
    for (const other of days.get(one.day) ?? []) {
      if (one.key === other.key || !meet(one, other)) continue;
      const kinds: Conflict['kind'][] = [];
      if (one.room !== '' && folded(one.room) === folded(other.room) && site(one) === site(other)) kinds.push('room');
      const giver = giverOf(one);
      if (giver !== null && giver === giverOf(other)) kinds.push('trainer');
      if (one.cohort !== null && one.cohort === other.cohort) kinds.push('cohort');
      for (const kind of kinds) {
        const key = [kind, ...[one.key, other.key].sort()].join(' ');
        if (!found.has(key)) found.set(key, { kind, one, other });
      }
    }
  }
  return [...found.values()];
}

// ---- iCalendar -----------------------------------------------------------------------------------------------------------------------

export interface CalendarEvent {
  /** Never changes for one session: a file taken in again replaces what it said before. */
  readonly uid: string;
  readonly day: Day;
  readonly start: number;
  readonly end: number;
  readonly summary: string;
  readonly place: string;
  readonly about: string;
  readonly cancelled: boolean;
  /** Last change. */
  readonly changed: Millis;
}

/** Text of a value (3.3.11): backslash, semicolon, comma and line ends. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');

const bytes = new TextEncoder();
const LINE = 75;

/** Lines of at most 75 octets, what follows on the next after a space (3.1); no letter is cut in two. */
export function foldedLine(line: string): string {
  let [out, length] = ['', 0];
  for (const letter of line) {
    const size = bytes.encode(letter).length;
    if (length + size > LINE) {
      out += '\r\n ';
      length = 1;
    }
    out += letter;
    length += size;
  }
  return out;
}

const two = (n: number): string => String(n).padStart(2, '0');
/** Mali's clock is UTC all year: the hour of the timetable is the hour of the file. */
const stamp = (day: Day, minutes: number): string => {
  const at = new Date(Date.parse(day) + minutes * 60_000);
  return `${at.getUTCFullYear()}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}T${two(at.getUTCHours())}${two(at.getUTCMinutes())}00Z`;
};
const instant = (at: Millis): string => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/**
 * A whole calendar as a file.
 * @param name shown over it by programs that take it in.
 * @param hours after which a program that subscribed to it looks again.
 */
export function icalendar(name: string, events: readonly CalendarEvent[], now: Millis, hours?: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Jekulu//RENAPESS//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...(hours ? [`REFRESH-INTERVAL;VALUE=DURATION:PT${hours}H`, `X-PUBLISHED-TTL:PT${hours}H`] : []),
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${event.uid}`,
      `DTSTAMP:${instant(now)}`,
      `LAST-MODIFIED:${instant(event.changed)}`,
      // Grows with every change, so that the later file wins wherever both are taken in.
      `SEQUENCE:${Math.max(0, Math.floor(event.changed / 1000) - SEQUENCE_FROM)}`,
      `DTSTART:${stamp(event.day, event.start)}`,
      `DTEND:${stamp(event.day, event.end)}`,
      `SUMMARY:${escaped(event.summary)}`,
      ...(event.place === '' ? [] : [`LOCATION:${escaped(event.place)}`]),
      ...(event.about === '' ? [] : [`DESCRIPTION:${escaped(event.about)}`]),
      `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(foldedLine).join('\r\n')}\r\n`;
}
/** Seconds at the beginning of 2020: a sequence is a small number (it must fit 31 bits). */
const SEQUENCE_FROM = 1_577_836_800;

/** Two halves of a day are one event: whoever comes looks at one line. */
export const isWholeDay = (session: RecordState): boolean => halvesOf(session).length > 1;

/** Monday of the week of a day. */
export function mondayOf(day: Day): Day {
  const at = Date.parse(day);
  const back = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - back * 24 * 3600 * 1000).toISOString().slice(0, 10);
}
