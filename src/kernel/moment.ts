/**
 * A date and how precisely it is known, as one string: `2019`, `2019-01`, `2019-01-21`, with `~` behind for « vers » (`1985~`).
 *
 * It is a subset of EDTF (ISO 8601-2:2019, levels 0 and 1), so that records, exports and other programs write it the same way. Nothing here ever
 * invents the month or the day that nobody gave: what needs whole days asks for both ends.
 */
import * as v from 'valibot';
import { fail, ok, type Result } from './types.ts';

/** `2019`, `2019-01` or `2019-01-21`, each with or without `~`. */
export type Moment = string;
/** A whole day, `2019-01-21`. */
export type Day = string;
export type Precision = 'year' | 'month' | 'day';

/** Why a text is no moment. `shape`: not written as a date; the others name the part that does not exist. */
export type MomentFault = 'shape' | 'year' | 'month' | 'day';

/** A record is about people living or remembered; a year below is a slip of the finger. */
const FIRST_YEAR = 1800;
const LAST_YEAR = 2199;
const SHAPE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~?)$/;

const two = (n: number): string => String(n).padStart(2, '0');
const lastOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** What is wrong with the parts of a date; absent parts are not known. */
function faultOf(year: number, month?: number, day?: number): MomentFault | null {
  if (year < FIRST_YEAR || year > LAST_YEAR) return 'year';
  if (month === undefined) return null;
  if (month < 1 || month > 12) return 'month';
  return day !== undefined && (day < 1 || day > lastOfMonth(year, month)) ? 'day' : null;
}

const partsOf = (m: Moment): { year: number; month?: number; day?: number; about: boolean } | null => {
  const found = SHAPE.exec(m);
  if (!found) return null;
  const [, year, month, day, about] = found;
  return {
    year: Number(year),
    ...(month && { month: Number(month) }),
    ...(day && { day: Number(day) }),
    about: about === '~',
  };
};

/** What is wrong with a moment as it is kept; null when it is right. */
export function momentFault(m: string): MomentFault | null {
  const parts = partsOf(m);
  return parts ? faultOf(parts.year, parts.month, parts.day) : 'shape';
}

/** For fields: a moment that exists in the calendar. */
export const momentSchema = v.pipe(
  v.string(),
  v.check((text) => momentFault(text) === null),
);

const sure = (m: Moment) => {
  const parts = partsOf(m);
  if (!parts || momentFault(m) !== null) throw new Error(`${m} is no moment`);
  return parts;
};

/** How precisely it is known. Throws on what is no moment. */
export function precisionOf(m: Moment): Precision {
  const { month, day } = sure(m);
  return day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
}

/** Is it only about then (« vers 1985 »)? */
export const isAbout = (m: Moment): boolean => m.endsWith('~');

/** First day of what is written, `~` left aside: `2019-01` → `2019-01-01`. Throws on what is no moment. */
export function firstDay(m: Moment): Day {
  const { year, month = 1, day = 1 } = sure(m);
  return `${year}-${two(month)}-${two(day)}`;
}

/** Last day of what is written, `~` left aside: `2019-02` → `2019-02-28`. Throws on what is no moment. */
export function lastDay(m: Moment): Day {
  const { year, month = 12, day } = sure(m);
  return `${year}-${two(month)}-${two(day ?? lastOfMonth(year, month))}`;
}

/**
 * How far « vers » reaches on either side. A convention of this house (EDTF leaves it open): two years around a year, as ages are told in
 * round figures; one month around a month; three days around a day.
 */
const ABOUT: { readonly [precision in Precision]: readonly [years: number, months: number, days: number] } = {
  year: [2, 0, 0],
  month: [0, 1, 0],
  day: [0, 0, 3],
};

/** The end of `from` moved by what « vers » adds, `way` -1 or 1. Months move from their first day, so that none is skipped. */
function moved(m: Moment, way: -1 | 1): Day {
  const [years, months, days] = ABOUT[precisionOf(m)];
  const { year, month = way < 0 ? 1 : 12, day } = sure(m);
  const to = new Date(Date.UTC(year + way * years, month - 1 + way * months, (day ?? 1) + way * days));
  if (day === undefined && way > 0) to.setUTCMonth(to.getUTCMonth() + 1, 0);
  return to.toISOString().slice(0, 10);
}

/** The earliest day it can be: `2019-01` → `2019-01-01`, `1985~` → `1983-01-01`. Throws on what is no moment. */
export const earliest = (m: Moment): Day => (isAbout(m) ? moved(m, -1) : firstDay(m));

/** The latest day it can be: `2019-01` → `2019-01-31`, `1985~` → `1987-12-31`. Throws on what is no moment. */
export const latest = (m: Moment): Day => (isAbout(m) ? moved(m, 1) : lastDay(m));

/** Order of lists: by what is written; the less precise first, « vers » last of its equals. */
export function compareMoments(a: Moment, b: Moment): number {
  const [x, y] = [a.replace('~', ''), b.replace('~', '')];
  if (x !== y) return x < y ? -1 : 1;
  return Number(isAbout(a)) - Number(isAbout(b));
}

/** An interval. Both ends belong to it. No `from`: nobody knows when it began. No `to`: it has not ended. '' is none. */
export interface Span {
  readonly from?: Moment | undefined;
  readonly to?: Moment | undefined;
}

/**
 * Was it in force that day? `maybe` whenever the ends are not known well enough to tell: a mandate since January 2019 is `no` on 31 December,
 * `maybe` on 10 January and `yes` from the 31st.
 */
export function spanHolds({ from, to }: Span, day: Day): 'yes' | 'no' | 'maybe' {
  if ((from && day < earliest(from)) || (to && day > latest(to))) return 'no';
  const begun = from ? day >= latest(from) : false;
  const going = to ? day <= earliest(to) : true;
  return begun && going ? 'yes' : 'maybe';
}

/**
 * Does it count in the figures of that day? Figures need one answer, so the interval is taken at its widest as written: `from` counts from its
 * first day, `to` until its last, « vers » adds nothing, an unknown beginning has always been. Never yes where `spanHolds` says `no`,
 * never no where it says `yes`.
 */
export const countsOn = ({ from, to }: Span, day: Day): boolean =>
  (!from || day >= firstDay(from)) && (!to || day <= lastDay(to));

/** The moment just before (-1) or just after (1), as precisely known: `2019-01` → `2018-12`; « vers » stays. Throws on what is no moment. */
export function beside(m: Moment, way: -1 | 1): Moment {
  const { year, month = 1, day = 1 } = sure(m);
  const precision = precisionOf(m);
  const step = (of: Precision): number => (precision === of ? way : 0);
  const at = new Date(Date.UTC(year + step('year'), month - 1 + step('month'), day + step('day')));
  return at.toISOString().slice(0, { year: 4, month: 7, day: 10 }[precision]) + (isAbout(m) ? '~' : '');
}

const yearsBetween = (birth: Day, day: Day): number =>
  Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0);

/**
 * Age in whole years on a day, as [at least, at most]: somebody born in 1985 is [40, 41] in the course of 2026. Null before the birth.
 * Whoever was born on 29 February is a year older on 1 March.
 */
export function ageOn(birth: Moment, day: Day): readonly [min: number, max: number] | null {
  const max = yearsBetween(earliest(birth), day);
  return max < 0 ? null : [Math.max(0, yearsBetween(latest(birth), day)), max];
}

/** Months as people write them, French then English, without accents. Three letters are enough where only one month has them. */
const MONTHS =
  'janvier january|fevrier february|mars march|avril april|mai may|juin june|juillet july|aout august|septembre september|octobre october|novembre november|decembre december'
    .split('|')
    .map((names) => names.split(' '));

/** 1 to 12; 0 when the word is no month, or could be two (`jui`). */
function monthOf(word: string): number {
  if (word.length < 3) return 0;
  const found = MONTHS.flatMap((names, at) => (names.some((name) => name.startsWith(word)) ? [at + 1] : []));
  return found.length === 1 ? (found[0] ?? 0) : 0;
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

const ABOUT_WORDS = /^(?:~|(?:vers|environ|autour de|about|around|circa|ca?\.?) ?)+|~$/g;

/**
 * Reads what people type in French or English: `2019`, `janvier 2019`, `01/2019`, `21/11/2026`, `vers 1985`, `1er mars 1985`, `2019-01-21`.
 * The day comes before the month, as everywhere the network works. @returns the moment, or the part that cannot be.
 */
export function parseMoment(text: string): Result<Moment, MomentFault> {
  const typed = plain(text);
  const bare = typed.replace(ABOUT_WORDS, '').trim();
  const about = bare !== typed ? '~' : '';
  const words = bare
    .replace(/^(?:le|en|in|on|the) /, '')
    .split(/[\s/.,-]+/)
    .filter((word) => word !== '' && word !== 'of');
  const parts = inOrder(words);
  if (!parts) return fail('shape');
  const [year, month, day] = parts;
  if (year.length !== 4) return fail('year');
  const fault = faultOf(Number(year), month, day);
  if (fault) return fail(fault);
  const known = [year, ...[month, day].flatMap((part) => (part === undefined ? [] : [two(part)]))];
  return ok(known.join('-') + about);
}

/** Which word is the year, the month and the day; null when they are no date. */
function inOrder(words: readonly string[]): readonly [year: string, month?: number, day?: number] | null {
  const [a = '', b = '', c = ''] = words;
  const number = (word: string) => /^\d{1,2}$/.test(word);
  const year = (word: string) => /^\d+$/.test(word);
  const dayOf = (word: string) => Number(/^(\d{1,2})(?:er|st|nd|rd|th)?$/.exec(word)?.[1] ?? Number.NaN);
  const month = (word: string) => (number(word) ? Number(word) : monthOf(word) || Number.NaN);
  switch (words.length) {
    case 1:
      return year(a) ? [a] : null;
    case 2: {
      const [at, of] = a.length === 4 && year(a) ? [a, b] : [b, a];
      return year(at) && !Number.isNaN(month(of)) ? [at, month(of)] : null;
    }
    case 3: {
      const [at, of, on] = a.length === 4 && year(a) ? [a, b, c] : monthOf(a) && !monthOf(b) ? [c, a, b] : [c, b, a];
      return year(at) && !Number.isNaN(month(of)) && !Number.isNaN(dayOf(on)) ? [at, month(of), dayOf(on)] : null;
    }
    default:
      return null;
  }
}
