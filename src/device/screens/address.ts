/** Where a record opens, by its type; what has no screen of its own opens where it is listed. */
import { href } from '../../ui/router.ts';
import type { Deed } from '../../ui/words.ts';

const LISTS: { readonly [type: string]: string } = {
  person: href('plus', 'personnes'),
  grant: href('plus', 'personnes'),
  holder: href('plus', 'personnes'),
  device: href('reseau'),
};

export const addressOf = ({ type, record }: Pick<Deed, 'type' | 'record'>): string =>
  LISTS[type] ?? href('membres', record);

/** Where a draft is taken up again: something new, or changes to an organisation. */
export function addressOfDraft(key: string): string {
  if (key === 'person') return href('plus', 'inscrire');
  return key === 'organisation' ? href('membres', 'nouvelle') : href('membres', key, 'modifier');
}
