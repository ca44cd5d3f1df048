/** Where a record opens, by its type; what has no screen of its own opens where it is listed. */
import type { Replica } from '../../kernel/replica.ts';
import { addressOfDraftKey, addressOfRecord } from '../../ui/records/routes.ts';
import { href } from '../../ui/router.ts';
import type { Deed } from '../../ui/words.ts';

const LISTS: { readonly [type: string]: string } = {
  grant: href('plus', 'personnes'),
  holder: href('plus', 'personnes'),
  device: href('reseau'),
};

export const addressOf = (replica: Replica, { type, record }: Pick<Deed, 'type' | 'record'>): string =>
  LISTS[type] ?? addressOfRecord(replica, type, record) ?? href();

/** Where a draft is taken up again: an enrolment, or the form whose address it bears. */
export const addressOfDraft = (key: string): string => addressOfDraftKey(key) ?? href('plus', 'inscrire');
