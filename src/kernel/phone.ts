/**
 * Telephone numbers, written many ways, are one number: `20215380`, `00223 20 21 53 80` and `+223 20-21-53-80` are `+22320215380` (ITU-T E.164).
 * Where somebody's number is not whole it is told by how many digits; whether it may stay so is the form's affair.
 */
import { fail, ok, type Result } from './types.ts';

/** `+` and 8 to 15 digits, the country's first. */
export type E164 = string;

/**
 * Why a text is no number. `by` is how many digits are missing or too many; `country`: it is dialled from a country whose plan we do not know, so
 * it needs its `+` and country code.
 */
export type PhoneFault =
  | { readonly reason: 'empty' | 'shape' | 'country' }
  | { readonly reason: 'short' | 'long'; readonly by: number };

/** Calling code and digits of a number inside the country: Mali and its neighbours, whose plans have one length and no leading 0. */
const PLANS: { readonly [country: string]: { readonly code: string; readonly digits: number } } = {
  ML: { code: '223', digits: 8 },
  BF: { code: '226', digits: 8 },
  CI: { code: '225', digits: 10 },
  GN: { code: '224', digits: 9 },
  MR: { code: '222', digits: 8 },
  NE: { code: '227', digits: 8 },
  SN: { code: '221', digits: 9 },
};

/** Bounds of E.164 with the country's digits; below 8 no country has numbers of its own. */
const SHORTEST = 8;
const LONGEST = 15;

const counted = (digits: string, least: number, most = least): PhoneFault | null =>
  digits.length < least
    ? { reason: 'short', by: least - digits.length }
    : digits.length > most
      ? { reason: 'long', by: digits.length - most }
      : null;

/**
 * The one way to write a number.
 * @param country where it is dialled from when it has no country code (ISO 3166-1).
 */
export function normalPhone(text: string, country = 'ML'): Result<E164, PhoneFault> {
  const typed = text.trim();
  if (typed === '') return fail({ reason: 'empty' });
  if (!/^\+?[\d\s().-]*$/.test(typed) || !/\d/.test(typed)) return fail({ reason: 'shape' });
  const digits = typed.replace(/\D/g, '');
  const abroad = typed.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : null;
  if (abroad !== null) return international(abroad);
  const home = PLANS[country];
  if (!home) return fail({ reason: 'country' });
  // With the country's code but without its `+`: the length leaves no doubt.
  if (digits.startsWith(home.code) && digits.length === home.code.length + home.digits) return ok(`+${digits}`);
  const fault = counted(digits, home.digits);
  return fault ? fail(fault) : ok(`+${home.code}${digits}`);
}

/** A number with its country code: whole where we know the plan, within the bounds of E.164 elsewhere. */
function international(digits: string): Result<E164, PhoneFault> {
  const plan = Object.values(PLANS).find(({ code }) => digits.startsWith(code));
  const fault = plan ? counted(digits.slice(plan.code.length), plan.digits) : counted(digits, SHORTEST, LONGEST);
  return fault ? fail(fault) : ok(`+${digits}`);
}

/** Calling codes of one and two figures; all others have three (ITU-T E.164, list of country codes). */
const CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

const pairs = (digits: string): string => {
  const odd = digits.length % 2;
  return [digits.slice(0, odd), ...(digits.slice(odd).match(/\d\d/g) ?? [])].filter((part) => part !== '').join(' ');
};

/** As it is read aloud: `20 21 53 80` at home, `+33 6 12 34 56 78` from elsewhere. Anything that is no E.164 stays as it is. */
export function phonePairs(number: E164, country = 'ML'): string {
  if (!/^\+\d{8,15}$/.test(number)) return number;
  const home = PLANS[country];
  const digits = number.slice(1);
  if (home && digits.startsWith(home.code)) return pairs(digits.slice(home.code.length));
  const code = CODE.exec(digits)?.[0] ?? '';
  return `+${code} ${pairs(digits.slice(code.length))}`;
}

/** Addresses that call, write or open a conversation: RFC 3966, RFC 5724 and WhatsApp's own. */
export const phoneLinks = (
  number: E164,
): { readonly tel: string; readonly sms: string; readonly whatsapp: string } => ({
  tel: `tel:${number}`,
  sms: `sms:${number}`,
  whatsapp: `https://wa.me/${number.slice(1)}`,
});
