/** Telephone numbers, however they are written, as one number of the ITU-T E.164 plan. */

/** Country code of Mali, whose numbers have eight digits (national numbering plan). */
const MALI = '223';

/**
 * The numbers in a text: `76 00 00 12 / 0022366123456` → `+22376000012`, `+22366123456`. A number of another length keeps its digits
 * without a country: better compared as written than not at all. Fewer than six digits are no number.
 */
export function phonesIn(text: string): readonly string[] {
  return text.split(/[/,;]|\bou\b|\bet\b/i).flatMap((part) => canonicalPhone(part) ?? []);
}

export function canonicalPhone(text: string): string | null {
  const digits = text.replace(/\D/g, '');
  const abroad = /^\s*\+/.test(text) ? digits : /^00/.test(digits) ? digits.slice(2) : null;
  if (abroad !== null) return abroad.length >= 6 ? `+${abroad}` : null;
  if (digits.length === 8) return `+${MALI}${digits}`;
  if (digits.length === 11 && digits.startsWith(MALI)) return `+${digits}`;
  return digits.length >= 6 ? digits : null;
}
