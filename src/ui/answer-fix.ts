/** Answers to returned work: corrected and sent again, handed to somebody else, withdrawn. Each is one group, judged whole. */
import type { Act } from '../kernel/author.ts';
import { creates, isVoided, refOf } from '../kernel/fold.ts';
import { allows, GRANT, type Grant, grantOf, isCurrent } from '../kernel/grant.ts';
import { isRecordId, parseChangeId } from '../kernel/ids.ts';
import type { Replica } from '../kernel/replica.ts';
import type { FixItem } from '../kernel/to-fix.ts';
import type { Body, Change, Json, Millis, RecordId } from '../kernel/types.ts';
import type { Answers, Question } from './record-form.ts';
import { encode } from './records/codec.ts';

/** What one returned group is known by on the screens. */
export const keyOfItem = ({ ruling }: FixItem): string => `${ruling.device}.${ruling.first}`;

/** A question about a field that was not right, and the change that wrote it. */
export interface Correction extends Question {
  readonly change: Change;
}

/** The fields named by the ruling that a person can put right. */
export function correctionsOf(replica: Replica, item: FixItem): readonly Correction[] {
  return (item.ruling.fields ?? []).flatMap((field) => {
    const written = item.changes.filter((change) => replica.id.decl.types[change.type]?.fields[field]);
    const change = written.find((one) => field in (one.body ?? {})) ?? written.find(creates);
    const type = change && replica.id.decl.types[change.type];
    const decl = type?.fields[field];
    // An entry of a map is put right on the sheet it belongs to.
    const asked = decl && decl.widget !== 'hidden' && decl.merge !== 'map';
    return change && type && asked ? [{ type, field, decl, change }] : [];
  });
}

/**
 * What a change says once corrected. What its author wrote over it since stays as they wrote it: sending the old again must not win over the
 * newer. In a creation an empty answer is left out.
 */
function corrected(replica: Replica, change: Change, corrections: readonly Correction[], answers: Answers): Body {
  const fields = corrections.filter((one) => one.change === change);
  const body = {
    ...change.body,
    ...writtenSince(replica, change),
    ...Object.fromEntries(fields.map(({ field, decl }) => [field, encode(decl, answers[field] ?? '')])),
  };
  return creates(change) ? Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)) : body;
}

/** Fields of a change that the same device wrote again later, as they stand now. */
function writtenSince(replica: Replica, change: Change): Body {
  const state = replica.record(change.record);
  const later = Object.keys(change.body ?? {}).flatMap((field) => {
    const head = state?.fields[field]?.[0];
    const written = head ? parseChangeId(head.id) : null;
    return head && written?.device === change.device && written.seq > change.seq ? [[field, head.value] as const] : [];
  });
  return Object.fromEntries(later);
}

/** The same work again under a new identity, and the settlement of the old; null when nothing of it can be sent again. */
export function resendActs(replica: Replica, item: FixItem, answers: Answers): readonly Act[] | null {
  const corrections = correctionsOf(replica, item);
  const made = new Map<RecordId, Record<string, Json>>();
  const acts: Act[] = [];
  for (const change of item.changes) {
    const { record, type } = change;
    const state = replica.record(record);
    if (change.kind === 'void' && state) acts.push({ do: 'void', record, voided: change.body?.['voided'] !== false });
    if (change.kind !== 'set') continue;
    const body = { ...corrected(replica, change, corrections, answers) };
    const before = made.get(record);
    if (before) Object.assign(before, body);
    else if (state && (state.created || !creates(change))) acts.push({ do: 'edit', record, body });
    else if (change.shared) {
      made.set(record, body);
      acts.push({ do: 'create', type, body, home: change.scope, shared: change.shared, record });
    }
  }
  const of = item.changes[0];
  return of && acts.length > 0 ? [...acts, { do: 'settle', of, how: 'corrected' }] : null;
}

/** Whose sheet it is, of a type where each writes only their own; null where anybody with the right may. */
function ownerOf(replica: Replica, change: Change): RecordId | null {
  const own = replica.id.decl.types[change.type]?.own;
  if (!own) return null;
  const state = replica.record(change.record);
  const owner = (state && refOf(state, own.by)) ?? change.body?.[own.by];
  return isRecordId(owner) ? owner : null;
}

const writesFor = (replica: Replica, change: Change, grant: Grant): boolean => {
  const owner = ownerOf(replica, change);
  return (
    owner === null ||
    owner === grant.person ||
    (replica.id.decl.types[change.type]?.own?.but ?? []).includes(grant.role)
  );
};

/** Could this person's work pass if it were sent again? On the sheet of somebody else it would come back each time. */
export const isTheirs = (replica: Replica, item: FixItem, me: RecordId, now: Millis): boolean =>
  item.changes.every(
    (change) =>
      ownerOf(replica, change) === null ||
      replica.grantsOf(me).some((grant) => isCurrent(grant, now) && writesFor(replica, change, grant)),
  );

/** People of this copy who may put the item right in the author's place. */
export function helpersFor(replica: Replica, item: FixItem, me: RecordId, now: Millis): readonly RecordId[] {
  const change = item.changes[0];
  if (!change) return [];
  const able = replica.list(GRANT).flatMap((state) => {
    const grant = grantOf(state);
    if (!grant || grant.person === me || isVoided(state) || !isCurrent(grant, now)) return [];
    const home = replica.record(change.record)?.home ?? change.scope;
    const may = allows(replica.id.decl, grant, 'edit', change.type, home) && writesFor(replica, change, grant);
    return may ? [grant.person] : [];
  });
  return [...new Set(able)];
}
