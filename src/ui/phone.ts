/** Telephone numbers as they are written in Mali: eight digits, by pairs. */
import { normalPhone } from '../kernel/phone.ts';

/** Keeps what a number is made of while somebody types. */
export const phoneOnly = (text: string): string => text.replace(/[^\d\s+().-]/g, '');

export const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** `76000012` becomes `76 00 00 12`, with its country code too; anything else stays as typed. */
export function inPairs(text: string): string {
  const trimmed = text.trim();
  const local = /^(?:\+\s?223|00\s?223)?([\d\s.-]+)$/.exec(trimmed);
  const digits = digitsOf(local?.[1] ?? '');
  if (digits.length !== 8) return trimmed;
  const pairs = digits.replace(/(\d\d)(?=\d)/g, '$1 ');
  return /^(\+|00)/.test(trimmed) ? `+223 ${pairs}` : pairs;
}

/** Digits that are missing (above 0) or too many (below 0), those of the country's code left aside; 0 for a whole number. */
export function digitsMissing(text: string): number {
  const read = normalPhone(text);
  if (read.ok) return 0;
  return 'by' in read.error
    ? read.error.reason === 'short'
      ? read.error.by
      : -read.error.by
    : 8 - digitsOf(text).length;
}

/** How many digits somebody gave, the code of Mali left aside. */
export const digitsGiven = (text: string): number => digitsOf(text.trim().replace(/^(\+|00)\s?223/, '')).length;
