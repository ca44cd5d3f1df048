/** Where a record opens, by its type; what has no screen of its own opens where it is listed. */
import type { RecordState } from '../../kernel/fold.ts';
import type { Replica } from '../../kernel/replica.ts';
import { addressOfDraftKey, addressOfRecord, VERSIONS } from '../../ui/records/routes.ts';
import { href } from '../../ui/router.ts';
import type { Deed } from '../../ui/words.ts';

const LISTS: { readonly [type: string]: string } = {
  grant: href('plus', 'personnes'),
  holder: href('plus', 'personnes'),
  device: href('reseau'),
};

export const addressOf = (replica: Replica, { type, record }: Pick<Deed, 'type' | 'record'>): string =>
  LISTS[type] ?? addressOfRecord(replica, type, record) ?? href();

/** Where two versions of it stand beside each other and one is chosen: on its sheet, or on a screen for what has none. */
export const addressOfVersions = (replica: Replica, { type, id }: Pick<RecordState, 'type' | 'id'>): string =>
  addressOfRecord(replica, type, id) ?? href(VERSIONS, id);

/** Where a draft is taken up again: an enrolment, or the form whose address it bears. */
export const addressOfDraft = (key: string): string => addressOfDraftKey(key) ?? href('plus', 'inscrire');
