/**
 * What an organisation lets the public see. It says so field by field: a yes to be shown at all (`listed`) shows its name and its form and nothing
 * else; each thing more is in the list `shown`. Whatever shows organisations outside the network reads them through here, so that what was not
 * agreed is not there to be shown by mistake.
 */
import { mapOf } from '../../kernel/declare.ts';
import { aliasOf, isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import type { Json } from '../../kernel/types.ts';

/** What can be agreed to, with the fields it opens. */
export const SHOWABLE = [
  { value: 'place', icon: 'pin', fields: ['place'] },
  { value: 'activities', icon: 'sprout', fields: ['sectors'] },
  { value: 'about', icon: 'doc', fields: ['about'] },
  { value: 'since', icon: 'clock', fields: ['founded'] },
  { value: 'awards', icon: 'flag', fields: ['awards'] },
  { value: 'phone', icon: 'phone', fields: [] },
  { value: 'email', icon: 'letter', fields: ['email'] },
  { value: 'website', icon: 'globe', fields: ['website'] },
  { value: 'address', icon: 'hut', fields: ['poBox', 'quarter', 'landmark'] },
] as const;
export type Showable = (typeof SHOWABLE)[number]['value'];

/** Go with the yes itself: without them nobody could be found. */
const ALWAYS: readonly string[] = ['name', 'acronym', 'kind', 'listed', 'shown'];

/** Every version of an answer: where two were given and nobody chose yet, only what all of them agree to is agreed. */
const versions = (state: RecordState, field: string): readonly (Json | undefined)[] => {
  const heads = state.fields[field] ?? [];
  return heads.length > 0 ? heads.map(({ value }) => value) : [undefined];
};

/** May it be shown outside? Nobody said yes for it: no. */
export const isListed = (state: RecordState): boolean =>
  versions(state, 'listed').every((value) => value === true) && !isVoided(state) && aliasOf(state) === null;

/** Has it agreed to this being shown? */
export const agreed = (state: RecordState, what: Showable): boolean =>
  isListed(state) && versions(state, 'shown').every((value) => Array.isArray(value) && value.includes(what));

/** The organisation with nothing but what it agreed to show; null when it is not to be shown at all. */
export function publicFace(state: RecordState): RecordState | null {
  if (!isListed(state)) return null;
  const open = new Set([...ALWAYS, ...SHOWABLE.flatMap(({ value, fields }) => (agreed(state, value) ? fields : []))]);
  const fields = Object.fromEntries(Object.entries(state.fields).filter(([field]) => open.has(mapOf(field) ?? field)));
  return { ...state, fields };
}

/**
 * The number to show for an organisation that agreed to it: only a telephone that is the organisation's alone and was given with consent, never
 * that of somebody or of a family.
 * @param contact its record of how to reach it.
 */
export function publicPhone(state: RecordState, contact: RecordState | null): string {
  const open =
    contact !== null &&
    agreed(state, 'phone') &&
    !isVoided(contact) &&
    textOf(contact, 'owner') === 'own' &&
    ['oral', 'signed'].includes(textOf(contact, 'consent'));
  return open ? textOf(contact, 'phone') : '';
}
