/**
 * Erasure: what a record said is taken out of every copy, for good. A confirmed change of kind `erase` is told to everybody who may read the record;
 * whoever hears it blanks the bodies and keeps the envelopes, so that logs still prove themselves and figures still count. What comes later about
 * the same record (a phone that had not heard yet) is taken in and blanked in the same way, so the order of arrival changes nothing.
 */
import { checkBody, type TypeDecl } from './declare.ts';
import { isSaid, isShare, type RecordState, valueOf } from './fold.ts';
import { bodyHash } from './hash.ts';
import { checkShares } from './sharing.ts';
import type { Body, Change, Json, Refusal } from './types.ts';

/** What stands for a name from then on: data, and so in the network's language. */
export const ERASED_NAME = 'Personne effacée';

/** The change without what it said. @param salt as for `bodyHash`; both go, and only the hash of the body stays. */
export function blanked(change: Change, salt: string): Change {
  if (!isSaid(change)) return change;
  const { salt: _salt, ...kept } = change;
  return { ...kept, body: null, blank: bodyHash(change, salt) };
}

/** The same where the change whose id the record bears is at hand: it may have lent its salt. */
export const blankedBeside = (change: Change, origin: Change | undefined): Change =>
  blanked(change, change.salt ?? (origin?.device === change.device ? origin.salt : undefined) ?? '');

/** What is left of a field: all of it where it is named, and of an entry the parts that are (`steps.is`). */
function remainder(left: readonly string[], field: string, value: Json | undefined): Json | undefined {
  const dot = field.indexOf('.');
  if (isShare(field) || (dot < 0 && left.includes(field))) return value;
  if (dot < 0 || typeof value !== 'object' || value === null) return undefined;
  const parts = Object.entries(value).filter(([part]) => left.includes(`${field.slice(0, dot)}.${part}`));
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}

/** What an erasure leaves of this record, or null when records of its type are not erased. @param name words that stand for a name from now on. */
export function leftOf(type: TypeDecl, state: RecordState, name: string): Body | null {
  const left = type.personal?.left;
  if (!left) return null;
  const body: Record<string, Json> = {};
  for (const field of Object.keys(state.fields)) {
    const value = remainder(left, field, valueOf(state, field));
    if (value !== undefined && value !== null) body[field] = value;
  }
  if (type.fields['name']?.required) body['name'] = name;
  return body;
}

/** What is wrong with what an erasure would leave: only what the type declares, in its right form. */
export function erasureFault(type: TypeDecl, body: Body): Refusal | null {
  const left = type.personal?.left ?? [];
  const fits = (key: string): boolean =>
    key === 'name' || JSON.stringify(remainder(left, key, body[key])) === JSON.stringify(body[key]);
  const fields = Object.keys(body).filter((key) => !fits(key));
  if (fields.length > 0) return { code: 'RULE-FORMAT', fields };
  return checkBody(type, body, false) ?? checkShares(type, body);
}
