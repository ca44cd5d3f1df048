/** Addresses of records: `#/membres`, `#/membres/nouvelle`, `#/membres/<id>/…`. One place that makes them and reads drafts back into them. */
import type { TypeDecl } from '../../kernel/declare.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { RecordId } from '../../kernel/types.ts';
import { href, type Path } from '../router.ts';

/** Last parts of an address, in French like the first ones. */
export const NEW = 'nouvelle';
export const EDIT = 'modifier';
export const COMPLETE = 'completer';
export const HISTORY = 'historique';
/** Paper and files. */
export const OUT = 'sortir';
/** First part of the address where two versions of any record stand: `versions/<id>`. Pages of the hub lead there as well. */
export const VERSIONS = 'versions';

type Faced = TypeDecl & { readonly face: NonNullable<TypeDecl['face']> };
const isFaced = (type: TypeDecl | undefined): type is Faced => type?.face !== undefined;

export const facedTypes = (replica: Replica): readonly Faced[] => Object.values(replica.id.decl.types).filter(isFaced);

/** The type whose list has this address. */
export const typeAt = (replica: Replica, address: string): Faced | null =>
  facedTypes(replica).find((type) => type.face.address === address) ?? null;

const MEMBERS = 'members';
export const roomOf = (type: Faced): string => type.face.room ?? MEMBERS;

/** Rooms by the addresses of their lists, as far as somebody reads there more than what is their own. */
export function roomsOf(replica: Replica): ReadonlyMap<string, string> {
  const [, ...reach] = replica.reach;
  const read = new Set(reach.flatMap(({ types }) => types));
  return new Map(
    facedTypes(replica)
      .filter(({ name }) => read.has(name))
      .map((type) => [type.face.address, roomOf(type)]),
  );
}

/** A tab of a sheet: records of a type that name the owner in a field. */
export const tabName = (tab: { readonly type: string; readonly by: string }): string => `${tab.type}.${tab.by}`;

/**
 * Where a record opens: on its own, or as a line on the sheet of the record that it stands on. Null for what opens nowhere.
 */
export function pathOf(replica: Replica, type: string, record: RecordId): Path | null {
  const { types } = replica.id.decl;
  const face = types[type]?.face;
  if (face) return [face.address, record];
  const state = replica.record(record);
  const owner = types[type]?.companionOf;
  const of = state ? state.fields['of']?.[0]?.value : undefined;
  if (owner && isRecordId(of)) return pathOf(replica, owner, of);
  for (const other of facedTypes(replica)) {
    for (const tab of other.tabs ?? []) {
      const to = tab.type === type ? state?.fields[tab.by]?.[0]?.value : undefined;
      if (isRecordId(to) && replica.record(to)?.type === other.name)
        return [other.face.address, to, tabName(tab), record];
    }
  }
  return null;
}

export const addressOfRecord = (replica: Replica, type: string, record: RecordId): string | null => {
  const path = pathOf(replica, type, record);
  return path && href(...path);
};

/**
 * Drafts are kept under the address of their form, so that a draft leads back to it: `/membres/nouvelle`. The step is no part of it.
 */
export const draftKeyOf = (at: Path): string => `/${at.join('/')}`;
export const addressOfDraftKey = (key: string): string | null =>
  key.startsWith('/') ? href(...key.slice(1).split('/')) : null;
