/**
 * Dates of birth as far as they are known, in EDTF (ISO 8601-2:2019) level 0 and 1: `1985`, `1985-03`, `1985-03-12`, `1985~` (about), `198X`,
 * `1983/1987`. Many people in Mali know the year at best; registers then write 1 January or 31 December, which therefore count as the year alone.
 */
import { slips } from './edits.ts';

export interface Birth {
  /** Years it may be, both included. */
  readonly from: number;
  readonly to: number;
  /** `MM`, where known. */
  readonly month: string | null;
  /** `YYYYMMDD`, where known. */
  readonly day: string | null;
}

/** How far « about » reaches, in years, on both sides. */
const ABOUT_YEARS = 3;

/** Null for what is no date. Days and months are not checked: a slip of the finger is still worth comparing. */
export function birthOf(text: string | undefined): Birth | null {
  const whole = text?.trim() ?? '';
  const [first, second] = whole.split('/');
  if (second !== undefined) {
    const [from, to] = [birthOf(first), birthOf(second)];
    return from && to ? { from: from.from, to: to.to, month: null, day: null } : (from ?? to);
  }
  const found = /^(\d{2}(?:\d\d|\dX|XX))(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%])?$/.exec(whole);
  if (!found) return null;
  const [, year = '', month = 'XX', day = 'XX', doubt] = found;
  const around = doubt ? ABOUT_YEARS : 0;
  const from = Number(year.replaceAll('X', '0')) - around;
  const to = Number(year.replaceAll('X', '9')) + around;
  const byDefault = (month === '01' && day === '01') || (month === '12' && day === '31');
  if (from !== to || byDefault || month === 'XX' || (day === 'XX' && Number(month) > 12)) {
    return { from, to, month: null, day: null };
  }
  return { from, to, month, day: day === 'XX' ? null : year + month + day };
}

export type BirthMatch = 'day' | 'month' | 'year' | 'about' | 'typo' | 'near' | 'different' | 'generation';

/** Years that one who guesses and one who remembers may be apart; years after which it is mother and daughter, or a namesake. */
const NEAR_YEARS = 3;
const GENERATION_YEARS = 12;

/** `typo`: two full dates one slip, or the swap of day and month, apart. `near`: years that somebody who guesses may both give. */
export function compareBirths(a: Birth, b: Birth): BirthMatch {
  if (a.day !== null && b.day !== null) {
    if (a.day === b.day) return 'day';
    if (slips(a.day, b.day, 1) <= 1 || a.day === b.day.slice(0, 4) + b.day.slice(6) + b.day.slice(4, 6)) return 'typo';
  }
  const apart = Math.max(a.from, b.from) - Math.min(a.to, b.to);
  if (apart > GENERATION_YEARS) return 'generation';
  if (a.day !== null && b.day !== null) return 'different';
  if (apart > 0) return apart <= NEAR_YEARS ? 'near' : 'different';
  if (a.from !== a.to || b.from !== b.to) return 'about';
  if (a.month !== null && b.month !== null) return a.month === b.month ? 'month' : 'near';
  return 'year';
}
