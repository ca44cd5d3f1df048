/** Where a record opens, by its type; what has no screen of its own opens where it is listed. */
import type { RecordState } from '../../kernel/fold.ts';
import type { Replica } from '../../kernel/replica.ts';
import { toChoose } from '../../kernel/versions.ts';
import { partsOf } from '../../ui/flags.ts';
import { ownerOf } from '../../ui/records/owner.ts';
import { addressOfDraftKey, addressOfRecord, VERSIONS } from '../../ui/records/routes.ts';
import { href } from '../../ui/router.ts';
import type { Deed } from '../../ui/words.ts';

const LISTS: { readonly [type: string]: string } = {
  grant: href('plus', 'personnes'),
  holder: href('plus', 'personnes'),
  device: href('reseau'),
};

/** Where what somebody wrote opens; of what has no sheet, where its two versions stand as long as one is to be chosen. */
export function addressOf(replica: Replica, { type, record }: Pick<Deed, 'type' | 'record'>): string {
  const list = LISTS[type];
  const sheet = list ? null : addressOfRecord(replica, type, record);
  return sheet ?? addressOfChoice(replica, record) ?? list ?? href();
}

function addressOfChoice(replica: Replica, record: Deed['record']): string | null {
  const state = replica.record(record);
  const owner = state && ownerOf(replica, state);
  const waits = owner && partsOf(replica, owner).some((part) => toChoose(replica.id.decl, part).length > 0);
  return waits ? href(VERSIONS, owner.id) : null;
}

/** Where two versions of it stand beside each other and one is chosen: on its sheet, or on a screen for what has none. */
export const addressOfVersions = (replica: Replica, { type, id }: Pick<RecordState, 'type' | 'id'>): string =>
  addressOfRecord(replica, type, id) ?? href(VERSIONS, id);

/** Where a draft is taken up again: an enrolment, or the form whose address it bears. */
export const addressOfDraft = (key: string): string => addressOfDraftKey(key) ?? href('plus', 'inscrire');
