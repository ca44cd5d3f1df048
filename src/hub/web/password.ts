/** Passwords: made to be read aloud, and what makes a chosen one too easy. */
import { randomBytes } from 'node:crypto';
import type { Refusal } from '../../kernel/types.ts';

const SHORTEST = 10;
export const LONGEST = 200;
/** Fewer different characters than this, once what is easy is taken away, is too easy. */
const FEWEST_SIGNS = 5;

/** A password to be read out or copied from a terminal: 80 bits in four groups. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz023456789';
  const text = [...randomBytes(16)].map((byte) => letters[byte & 31]).join('');
  return (text.match(/.{4}/g) ?? []).join('-');
}

/**
 * Words that lists of stolen passwords begin with, in French and English, and those of this house. They count for nothing, and neither do runs of
 * digits and years.
 */
const EASY =
  /motdepasse|password|passw0rd|azerty(uiop)?|qwerty(uiop)?|qwertz|abcdef(gh(ij)?)?|bonjour|bienvenue|welcome|soleil|doudou|chouchou|loulou|iloveyou|jetaime|jtm|admin(istrateur|istrator)?|secretariat|jekulu|renapess|bamako|mali|secret|letmein|princess[e]?|football|dragon|monkey|superman|master|changeme|default|internet|samsung|google|facebook|nicolas|marseille|liverpool|chelsea|arsenal|barcelona|realmadrid|inchallah|allah|mariam|aminata|fatoumata|mamadou|ousmane/g;

/** What keeps this password from being taken, or null. @param about words that stand beside it: the account, the network. */
export function passwordFault(password: string, about: readonly string[]): Refusal | null {
  const fields = ['password'];
  if (password.length < SHORTEST || password.length > LONGEST) return { code: 'HUB-PASSWORD', fields };
  let rest = password
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s._-]/g, '');
  for (const word of about) {
    const plain = word.toLowerCase().replace(/[\s._-]/g, '');
    if (plain.length > 2) rest = rest.replaceAll(plain, '');
  }
  rest = rest
    .replace(EASY, '')
    .replace(/0?123(4(5(6(7(8(9(0)?)?)?)?)?)?)?/g, '')
    .replace(/(19|20)\d\d/g, '');
  return new Set(rest).size < FEWEST_SIGNS ? { code: 'HUB-PASSWORD-EASY', fields } : null;
}
