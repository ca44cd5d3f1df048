/** Telephone numbers as they are written in Mali: eight digits, by pairs. */

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

/** Digits of a Malian number that are missing (above 0) or too many (below 0). */
export const digitsMissing = (text: string): number => 8 - digitsOf(text).length;
