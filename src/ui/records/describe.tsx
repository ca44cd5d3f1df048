/** Records in few words, whatever their type: a sign, one line under the name, and what a linked record says of its link. */
import { type FieldDecl, fieldAs, isEnding, type TypeDecl } from '../../kernel/declare.ts';
import { entriesOf, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { lastDay, momentFault } from '../../kernel/moment.ts';
import type { Json, Millis, RecordId } from '../../kernel/types.ts';
import { has, t } from '../i18n.ts';
import type { IconName } from '../icon.tsx';
import { momentText } from '../moment.ts';
import { type Open, useOpen } from '../open.ts';
import { Sign } from '../parts.tsx';
import { PersonSign } from '../person-sign.tsx';
import { entryText, textOfValue, timeOf, titleOf } from '../words.ts';
import { extensionsOf } from './extend.ts';

/** Name of a type, for one record and for many. */
export const typeName = (type: string): string => t(`type.${type}`);
export const typeMany = (type: string): string => t(`type.${type}.many`);

/** Over the form of something new. */
export const newTitle = (type: string): string =>
  has(`${type}.new`) ? t(`${type}.new`) : t('records.new', { what: typeName(type).toLowerCase() });

export type Read = (field: string) => Json | undefined;

const firstChoice = (type: TypeDecl): string | undefined =>
  Object.keys(type.fields).find((field) => type.fields[field]?.widget === 'choice');

/** Pictogram of a record: that of the choice its face names (or of its first choice, where it has no face), else of its type. */
export function iconOf(type: TypeDecl | undefined, read: Read): IconName {
  const sign = type && (type.face ? type.face.sign : firstChoice(type));
  const chosen = sign ? type.fields[sign]?.choices?.find((one) => one.value === read(sign)) : undefined;
  return (chosen?.icon ?? type?.face?.icon ?? 'doc') as IconName;
}

/** Pictogram and tint of a record: what a module says of it, else what its declaration does. */
export function signOf(type: TypeDecl | undefined, read: Read): { readonly icon: IconName; readonly tone?: string } {
  for (const { sign } of type ? extensionsOf(type.name) : []) {
    const found = sign?.(read);
    if (found) return found;
  }
  return { icon: iconOf(type, read) };
}

/** The sign of a record: a person's own, else a pictogram. */
export function RecordSign({ state, large }: { readonly state: RecordState; readonly large?: boolean }) {
  const { replica } = useOpen();
  const size = large ? { large } : {};
  const [sign, color] = [textOf(state, 'sign'), textOf(state, 'color')];
  if (sign && color) return <PersonSign sign={sign} color={color} {...size} />;
  return <Sign {...signOf(replica.id.decl.types[state.type], (field) => valueOf(state, field))} {...size} />;
}

/** What stands under the name in a list: the fields its face names, those that were answered. */
export function lineOf(open: Pick<Open, 'replica' | 'now'>, type: TypeDecl, read: Read): string {
  return (type.face?.line ?? [])
    .flatMap((field) => {
      const value = read(field);
      const empty = value === undefined || value === null || value === '';
      return empty ? [] : [textOfValue(open, type.fields[field], `${type.name}.${field}`, value)];
    })
    .join('\u00a0· ');
}

export function lineText(open: Pick<Open, 'replica' | 'now'>, state: RecordState): string {
  const type = open.replica.id.decl.types[state.type];
  return type ? lineOf(open, type, (field) => valueOf(state, field)) : '';
}

/**
 * What tells a record apart from others of its name: the line of its list; of what has no list and no name, and goes by what it is about, its own words.
 */
export function contextText(open: Pick<Open, 'replica' | 'now'>, state: RecordState): string {
  const { replica } = open;
  const type = replica.id.decl.types[state.type];
  if (!type || type.face || textOf(state, 'name')) return lineText(open, state);
  const about = Object.keys(type.fields).find((field) => type.fields[field]?.ref && refOf(state, field));
  const { title, sub } = linkWords(open, state, about ?? '');
  return [title, sub].filter(Boolean).join('\u00a0· ');
}

/** A record of a tab, as a row of its owner's sheet. */
export interface LinkWords {
  /** What it leads to: the other record, where there is one that opens by itself. */
  readonly other: RecordId | null;
  readonly title: string;
  readonly sub: string;
  /** It is over: its end lies in the past. */
  readonly ended: boolean;
  /** When it began, for the order; '' when unknown. */
  readonly since: string;
}

const shown = (decl: FieldDecl): boolean => decl.widget !== 'hidden';

/**
 * The main words of a linked record: its own name, the name of what it links to, or its first words; under it its choice, its words and its time.
 * @param by the field that names the owner, which needs no saying on the owner's sheet.
 */
export function linkWords(open: Pick<Open, 'replica' | 'now'>, state: RecordState, by: string): LinkWords {
  const { replica, now } = open;
  const type = replica.id.decl.types[state.type];
  const fields = Object.entries(type?.fields ?? {}).filter(([field, decl]) => field !== by && shown(decl));
  const text = (field: string, decl: FieldDecl) => {
    const value = valueOf(state, field);
    const empty = value === undefined || value === null || value === '';
    const as = fieldAs(decl, (other) => valueOf(state, other));
    return empty ? '' : textOfValue(open, as, `${state.type}.${field}`, value);
  };
  const refs = fields.filter(([, decl]) => decl.ref !== undefined);
  const ref = refs.map(([field]) => refOf(state, field)).find((one) => one !== null) ?? null;
  const other = ref && replica.resolve(ref);
  const words = fields.filter(([, decl]) => decl.widget === 'text' && decl.asked !== 'later');
  const choice = fields.filter(([, decl]) => decl.widget === 'choice' && decl.asked !== 'later');
  // What has a list of its own goes by its own name, whatever else it names.
  const own = type?.face ? textOf(state, 'name') : '';
  const entry = latestEntry(state, fields);
  const to = entry ? partText(entry.value, 'to') : textOf(state, 'to');
  const ended = isPast(to, now) || (entry !== null && isEnding(entry.decl, entry.value));
  const named = other
    ? (ended && titleThen(open, other, to || (entry ? partText(entry.value, 'from') : ''))) ||
      titleOf(replica, other) ||
      t('value.unknown')
    : '';
  const head = own || named || words.map((one) => text(...one)).find(Boolean);
  const beside = own || !other ? null : replica.record(other);
  const about = beside && !replica.id.decl.types[beside.type]?.face ? contextText(open, beside) : '';
  const said = [...(own ? [named] : [about]), ...[...choice, ...words].map((one) => text(...one))].filter(
    (one) => one !== '' && one !== head,
  );
  const time = Object.fromEntries(['from', 'to'].map((field) => [field, valueOf(state, field) ?? null]));
  // What happens on one day has a day, and no beginning.
  const [on, from] = [textOf(state, 'on'), textOf(state, 'from')];
  const isOnce = type?.fields['from']?.once === true && textOf(state, 'to') === '';
  const span = entry
    ? entryText(open, entry.decl, `${state.type}.${entry.field}`, entry.value)
    : (isOnce ? from && momentText(from) : timeOf(time)) || (on && momentText(on));
  return {
    other: own ? null : (other ?? null),
    title: head || said[0] || typeName(state.type),
    sub: [...said, ...(span ? [span] : [])].join('\u00a0· '),
    ended,
    since: entry ? partText(entry.value, 'from') || partText(entry.value, 'on') : from || on,
  };
}

/** What is over is told with the name of the day it ended, or was decided to; '' where the module of the type says none. */
function titleThen({ replica }: Pick<Open, 'replica'>, id: RecordId, end: string): string {
  const state = replica.record(id);
  if (!state || momentFault(end) !== null) return '';
  const day = lastDay(end);
  return (
    extensionsOf(state.type)
      .map((one) => one.titleOn?.(state, day))
      .find(Boolean) ?? ''
  );
}

const partText = (value: Json, part: string): string => {
  const inside = (value as { readonly [part: string]: Json } | null)?.[part];
  return typeof inside === 'string' ? inside : '';
};

/** The entry that began last, of the first map of a record that has any. */
function latestEntry(state: RecordState, fields: readonly (readonly [string, FieldDecl])[]) {
  for (const [field, decl] of fields) {
    // Entries without a day (a grid, a jury) say nothing of when: none of them is the latest.
    if (decl.merge !== 'map' || !(decl.entry?.['from'] || decl.entry?.['on'])) continue;
    const entries = entriesOf(state, field).map(([, value]) => value);
    const last = entries.sort((a, b) => partText(b, 'from').localeCompare(partText(a, 'from')))[0];
    if (last !== undefined) return { field, decl, value: last };
  }
  return null;
}

/** Is this end over? A year or a month is over once all of it is. */
function isPast(to: string, now: Millis): boolean {
  const today = new Date(now).toISOString().slice(0, 10);
  const end = to.replace('~', '');
  return end !== '' && end < today.slice(0, end.length);
}
