/** What is in the copy, in words: names of records, people and phones, values of fields, and what somebody did. */
import { type FieldDecl, isEnding, mapOf, partOf } from '../kernel/declare.ts';
import { textOf } from '../kernel/fold.ts';
import { branchOf, derivedId, isRecordId } from '../kernel/ids.ts';
import { deviceRecord } from '../kernel/judge.ts';
import type { Replica } from '../kernel/replica.ts';
import { orgOf } from '../kernel/sharing.ts';
import { soundOf } from '../kernel/sound.ts';
import type { Change, DeviceId, Json, Millis, RecordId, Scope } from '../kernel/types.ts';
import { branchName } from './branch.ts';
import { formatNumber, listText, moneyText, phoneText } from './format.ts';
import { has, t } from './i18n.ts';
import { momentText, spanText } from './moment.ts';
import { placeText } from './place.ts';
import { placesHere } from './place-search.ts';
import type { Question } from './record-form.ts';
import { encode, encodeEntry, entriesIn } from './records/codec.ts';
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
  // What has no name of its own is called by what it is about: the first record it names.
  const type = state?.type ?? replica.history(id)[0]?.change.type ?? '';
  for (const [field, decl] of Object.entries(replica.id.decl.types[type]?.fields ?? {})) {
    const other = decl.ref ? read(field) : '';
    if (isRecordId(other) && other !== id) return titleOf(replica, replica.resolve(other));
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

/** Name of the branch a scope lies in, as its own record writes it; null for what belongs to the whole network. */
export function branchCalled(replica: Replica, home: Scope): string | null {
  const code = branchOf(home);
  const record = code === null ? null : replica.record(derivedId('branch', code));
  return (record && textOf(record, 'name')) || branchName(home);
}

/** Where somebody writes from: their branch, or the head office. */
export function placeOfPerson(replica: Replica, person: RecordId | ''): string {
  const state = person === '' ? null : replica.record(person);
  return (state && branchCalled(replica, state.home)) || t('clash.office');
}

/** Where work lives: `antenne de Ségou`, else the organisation or the network itself. */
export const placeName = (place: string, home: Scope): string =>
  branchOf(home) && !orgOf(home) ? t('place.branch', { place }) : place;

/** What a field is called; an entry of a map is called like its map. */
export function fieldLabel(type: string, field: string): string {
  const key = `${type}.${field}`;
  if (has(key)) return t(key);
  const map = mapOf(field);
  return map && has(`${type}.${map}`) ? t(`${type}.${map}`) : field;
}

/** What a field, or the map that a body key writes into, is declared as. */
export const declOf = (replica: Replica, type: string, field: string): FieldDecl | undefined => {
  const fields = replica.id.decl.types[type]?.fields;
  return fields?.[field] ?? fields?.[mapOf(field) ?? ''];
};

/** A value as it is read aloud; of a map, one entry. `replica` finds the names of people and other records. */
export function valueText(replica: Replica, type: string, field: string, value: Json | undefined, now: Millis): string {
  const decl = declOf(replica, type, field);
  return textOfValue(
    { replica, now },
    decl,
    `${type}.${decl?.merge === 'map' ? (mapOf(field) ?? field) : field}`,
    value,
  );
}

interface Sight {
  readonly replica: Replica;
  readonly now: Millis;
}

/** @param key where the catalogue keeps the words of the field: `type.field`. */
export function textOfValue(sight: Sight, decl: FieldDecl | undefined, key: string, value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return t('value.empty');
  if (decl?.ref && isRecordId(value)) {
    const { replica } = sight;
    return titleOf(replica, replica.resolve(value)) || t('value.unknown');
  }
  switch (decl?.widget) {
    case 'choice':
      return choiceText(key, value);
    case 'choices':
      return Array.isArray(value) ? listText(value.map((one) => choiceText(key, one))) : String(value);
    case 'phone':
      return phoneText(String(value));
    case 'date':
      return plainDate(String(value), sight.now);
    case 'moment':
      return momentText(String(value));
    case 'number':
      return typeof value === 'number' ? formatNumber(value) : String(value);
    case 'money':
      return typeof value === 'number' ? moneyText(value) : String(value);
    case 'yesno':
      return t(value === true ? 'value.yes' : 'value.no');
    case 'place':
      return placeText(value);
    case 'zone':
      return Array.isArray(value) ? listText(value.map((one) => areaName(String(one)))) : String(value);
    case 'audio':
      return t('value.sound', { n: soundOf(value)?.seconds ?? 0 });
    case 'entries':
      return entryText(sight, decl, key, value);
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

/** A choice in words of whoever makes it (« Moi ») is read by others under `<choice>.told`. */
const choiceText = (key: string, value: Json): string => {
  const chosen = `${key}.${String(value)}`;
  const told = `${chosen}.told`;
  return has(told) ? t(told) : has(chosen) ? t(chosen) : String(value);
};

/** `Coopérative simplifiée, depuis 2021`, `Exclue, 12 mars 2026`: what it says, its time, then the rest. */
export function entryText(sight: Sight, decl: FieldDecl, key: string, value: Json): string {
  const said = partsSaid(sight, decl, key, value);
  const from = partOf(value, 'from');
  const time = isEnding(decl, value) && typeof from === 'string' ? momentText(from) : timeOf(value);
  return listText([...said.slice(0, 1), ...(time ? [time] : []), ...said.slice(1)]);
}

/**
 * What the parts of an entry say, in their order. A part whose own words would be read as another's has words around it in the catalogue, under
 * `<part>.told`: `Tranche {number} : {amount}` says both, and neither again.
 */
function partsSaid(sight: Sight, decl: FieldDecl, key: string, value: Json): readonly string[] {
  const texts: Record<string, string> = {};
  for (const [part, one] of Object.entries(decl.entry ?? {})) {
    const inside = partOf(value, part);
    if (part !== 'from' && part !== 'to' && inside !== undefined && inside !== null)
      texts[part] = textOfValue(sight, one, `${key}.${part}`, inside);
  }
  const told = new Set<string>();
  return Object.entries(texts).flatMap(([part, text]) => {
    if (told.has(part)) return [];
    const around = `${key}.${part}.told`;
    const named = has(around) ? [...t(around).matchAll(/\{(\w+)\}/g)].map(([, one]) => one as string) : [];
    if (!named.includes(part) || named.some((one) => texts[one] === undefined)) return [text];
    for (const one of named) told.add(one);
    // A choice has words of its own: here it stands within a sentence.
    const within = decl.entry?.[part]?.widget === 'choice' ? text.charAt(0).toLowerCase() + text.slice(1) : text;
    return [t(around, { ...texts, [part]: within })];
  });
}

/** The time of something that has parts `from` and `to`: `depuis 2021`, `2019 – 2021`; '' without. */
export function timeOf(value: Json): string {
  const from = partOf(value, 'from');
  const to = partOf(value, 'to');
  return spanText(typeof from === 'string' ? from : '', typeof to === 'string' ? to : '');
}

/** An answer of a form, read aloud before it is recorded. */
export function answerText(sight: Sight, { type, field, decl }: Question, answer: string): string {
  const key = `${type.name}.${field}`;
  if (decl.merge !== 'map') return textOfValue(sight, decl, key, encode(decl, answer));
  const said = Object.values(entriesIn(answer)).flatMap((entry) =>
    entry ? [entryText(sight, decl, key, encodeEntry(decl, entry))] : [],
  );
  return said.join(t('list.semicolon')) || t('value.empty');
}

/** What an area of the map is called; its id where the map is not here. */
export const areaName = (id: string): string => placesHere().called(id) || id;

/** Keys of a body that people see (fields, entries of maps), in the order of the declaration. */
export function visibleFields(replica: Replica, change: Change): readonly string[] {
  const fields = replica.id.decl.types[change.type]?.fields ?? {};
  const body = Object.keys(change.body ?? {});
  return Object.keys(fields).flatMap((name) =>
    fields[name]?.widget === 'hidden' ? [] : body.filter((key) => key === name || mapOf(key) === name),
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
  if (change.kind === 'alias') return t(change.body?.['into'] ? 'did.alias' : 'did.part');
  if (change.kind === 'erase') return t('state.erased');
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
