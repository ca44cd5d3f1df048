/** What is in the copy, in words: names of records, people and phones, values of fields, and what somebody did. */
import type { FieldDecl } from '../kernel/declare.ts';
import { textOf } from '../kernel/fold.ts';
import { branchOf, isRecordId } from '../kernel/ids.ts';
import { deviceRecord } from '../kernel/judge.ts';
import type { Replica } from '../kernel/replica.ts';
import type { Change, DeviceId, Json, Millis, RecordId, Scope } from '../kernel/types.ts';
import { has, t } from './i18n.ts';
import { inPairs } from './phone.ts';
import { plainDate } from './when.ts';

/** What a record is called; '' when nothing known of it says. Returned work has a name too. */
export function titleOf(replica: Replica, id: RecordId): string {
  const state = replica.record(id);
  const read = (field: string): string => {
    const now = state ? textOf(state, field) : '';
    if (now) return now;
    const written = replica.history(id).map((known) => known.change.body?.[field]);
    return String(written.findLast((value) => typeof value === 'string') ?? '');
  };
  const own = read('name') || read('label');
  if (own) return own;
  for (const field of ['of', 'person']) {
    const other = read(field);
    if (isRecordId(other) && other !== id) return titleOf(replica, other);
  }
  return '';
}

/** Who, as the reader knows them. */
export function who(replica: Replica, person: RecordId | '', me: RecordId): string {
  if (person === me) return t('who.you');
  if (person === '') return t('who.network');
  return titleOf(replica, person) || t('who.elsewhere');
}

/** On which device, as the reader knows it. */
export function onDevice(replica: Replica, device: DeviceId): string {
  if (device === replica.id.device) return t('device.this');
  return titleOf(replica, deviceRecord(device)) || t('device.another');
}

/** Where work lives: `antenne de Ségou`, else the network itself. */
export const placeName = (place: string, home: Scope): string =>
  branchOf(home) ? t('place.branch', { place }) : place;

export const fieldLabel = (type: string, field: string): string =>
  has(`${type}.${field}`) ? t(`${type}.${field}`) : field;

/** A value as it is read aloud. `known` finds the names of people and other records. */
export function valueText(replica: Replica, type: string, field: string, value: Json | undefined, now: Millis): string {
  if (value === null || value === undefined || value === '') return t('value.empty');
  const decl: FieldDecl | undefined = replica.id.decl.types[type]?.fields[field];
  if (decl?.ref && isRecordId(value)) return titleOf(replica, value) || t('value.unknown');
  if (decl?.widget === 'choice') {
    const key = `${type}.${field}.${String(value)}`;
    return has(key) ? t(key) : String(value);
  }
  if (decl?.widget === 'phone') return inPairs(String(value));
  if (decl?.widget === 'date') return plainDate(String(value), now);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Fields of a body that people see, in the order of the declaration. */
export function visibleFields(replica: Replica, change: Change): readonly string[] {
  const fields = replica.id.decl.types[change.type]?.fields ?? {};
  return Object.keys(fields).filter(
    (name) => fields[name]?.widget !== 'hidden' && Object.hasOwn(change.body ?? {}, name),
  );
}

export interface Deed {
  /** `Nouvelle organisation`, `Téléphone changé`… */
  readonly what: string;
  /** The record it is about, and its name. */
  readonly record: RecordId;
  readonly subject: string;
  readonly type: string;
}

/** What a person did at one go, told by its first change; an answer to returned work is told as such. */
export function deedOf(replica: Replica, changes: readonly Change[]): Deed {
  const settle = changes.find((change) => change.kind === 'settle');
  const head = (settle ?? changes[0]) as Change;
  const subject = titleOf(replica, head.record);
  return { what: whatOf(head), ...mainRecord(replica, head), subject };
}

/** The record a person opens to see this change: a companion shows with the record it accompanies. */
function mainRecord(replica: Replica, { record, type }: Change): Pick<Deed, 'record' | 'type'> {
  const companion = replica.id.decl.types[type]?.companionOf;
  if (!companion) return { record, type };
  const of = replica.history(record).map(({ change }) => change.body?.['of']);
  const main = of.findLast(isRecordId);
  return main ? { record: main, type: companion } : { record, type };
}

/** The deed of one change alone. */
export function whatOf(change: Change): string {
  if (change.kind === 'settle') return t(`settle.${String(change.body?.['how'])}`);
  const { type } = change;
  const how =
    change.kind === 'void'
      ? change.body?.['voided'] === false
        ? 'unvoid'
        : 'void'
      : change.shared
        ? 'create'
        : 'edit';
  return has(`${type}.did.${how}`) ? t(`${type}.did.${how}`) : t(`did.${how}`);
}
