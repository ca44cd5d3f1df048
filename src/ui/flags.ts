/** Remarks of the network on values that still stand: once somebody writes the field again, they are gone. */
import type { RecordState } from '../kernel/fold.ts';
import type { Replica } from '../kernel/replica.ts';
import { companionId } from './record-form.ts';

/** A record with the companions that hold its other fields. */
export function partsOf(replica: Replica, record: RecordState): readonly RecordState[] {
  const companions = Object.values(replica.id.decl.types).filter((type) => type.companionOf === record.type);
  return [record, ...companions.flatMap((type) => replica.record(companionId(type, record.id)) ?? [])];
}

export function flaggedFields(
  replica: Replica,
  part: RecordState,
): readonly { readonly code: string; readonly field: string }[] {
  return Object.entries(part.fields).flatMap(([field, heads]) => {
    const head = heads[0];
    const flags = head ? (replica.known(head.id)?.ruling?.flags ?? []) : [];
    return flags.flatMap((flag) => (flag.field === field ? [{ code: flag.code, field }] : []));
  });
}
