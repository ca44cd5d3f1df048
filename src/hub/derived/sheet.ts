/**
 * Records as a table, one line a record, its columns read from the declaration. Two styles: `labels` is for people (words of the language, names
 * of records, one readable cell a map), `names` is for programs (names of fields, values as they are kept) and loses nothing.
 */
import { millisOf } from '../../kernel/clock.ts';
import { type FieldDecl, partOf, type TypeDecl } from '../../kernel/declare.ts';
import { aliasOf, conflictsOf, entriesOf, isVoided, type RecordState, valueOf } from '../../kernel/fold.ts';
import { soundOf } from '../../kernel/sound.ts';
import type { Json } from '../../kernel/types.ts';
import { roundedPosition } from '../../modules/places/place.ts';
import { chainOf, positionOf } from '../../modules/places/rules.ts';
import type { Cell } from '../../ui/files/csv.ts';
import { placeText } from '../../ui/place.ts';
import { type Both, choiceWords, fieldWords, kindOf, type Language } from './words.ts';

export interface Style {
  readonly columns: 'labels' | 'names';
  readonly lang: Language;
  /** Adds where a place lies, to a tenth of a degree (about 11 km): its commune can be drawn, nobody's door. */
  readonly positions?: boolean;
  /** What a record is called, when this reader may know; for `labels`. */
  nameOf(id: string): string | undefined;
}

export interface Column {
  readonly header: string;
  /** Where a spreadsheet may know it as more than words. */
  readonly as?: 'date' | 'phone';
  cell(state: RecordState): Cell;
}

const YES: Both = { fr: 'oui', en: 'yes' };
const VOICE: Both = { fr: 'note vocale', en: 'voice note' };
const NO: Both = { fr: 'non', en: 'no' };
const OWN: Readonly<Record<string, Both>> = {
  id: { fr: 'Identifiant', en: 'Identifier' },
  home: { fr: 'Tenue à', en: 'Kept at' },
  created: { fr: 'Inscrite le', en: 'Registered on' },
  updated: { fr: 'Dernière nouvelle', en: 'Latest news' },
  hidden: { fr: 'Masquée', en: 'Hidden' },
  merged: { fr: 'Réunie à', en: 'Merged into' },
  conflicts: { fr: 'À choisir', en: 'To be chosen' },
  area: { fr: 'zone', en: 'area' },
  country: { fr: 'pays', en: 'country' },
  lat: { fr: 'latitude arrondie', en: 'rounded latitude' },
  lon: { fr: 'longitude arrondie', en: 'rounded longitude' },
};
const own = (name: string, lang: Language): string => OWN[name]?.[lang] ?? name;

const isoOf = (eff: number): string => new Date(millisOf(eff)).toISOString();
const plain = (value: Json | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** `a|b`, a bar or a backslash inside an item behind a backslash: any list comes back as it was. */
const joined = (list: readonly Json[]): string => list.map((one) => plain(one).replace(/[\\|]/g, '\\$&')).join('|');

export function columnsOf(type: TypeDecl, style: Style): readonly Column[] {
  const fields = Object.entries(type.fields).flatMap(([name, field]) => fieldColumns(type.name, name, field, style));
  return style.columns === 'names' ? named(type, fields) : worded(fields, style);
}

/** What a program wants to know besides the fields; `more` holds what this version does not know. */
function named(type: TypeDecl, fields: readonly Column[]): readonly Column[] {
  return [
    { header: 'id', cell: ({ id }) => id },
    ...fields,
    { header: 'home', cell: ({ home }) => home },
    { header: 'shared', cell: ({ shared }) => joined(shared) },
    { header: 'created_at', cell: ({ created }) => (created ? isoOf(created.eff) : '') },
    { header: 'created_by', cell: ({ created }) => created?.by ?? '' },
    { header: 'updated_at', cell: ({ updated }) => isoOf(updated.eff) },
    { header: 'updated_by', cell: ({ updated }) => updated.by },
    { header: 'voided', cell: (state) => String(isVoided(state)) },
    { header: 'merged_into', cell: (state) => aliasOf(state) ?? '' },
    { header: 'conflicts', cell: (state) => joined(conflictsOf(state).filter((name) => !name.startsWith(':'))) },
    { header: 'more', cell: (state) => unknownOf(type, state) },
  ];
}

function unknownOf(type: TypeDecl, state: RecordState): string {
  const names = Object.keys(state.fields).filter((key) => {
    const field = type.fields[key.split('.')[0] as string];
    return !key.startsWith(':') && (!field || key.includes('.') !== (field.merge === 'map'));
  });
  const more = Object.fromEntries(names.map((name) => [name, valueOf(state, name) ?? null]));
  return names.length > 0 ? JSON.stringify(more) : '';
}

function worded(fields: readonly Column[], { lang, nameOf }: Style): readonly Column[] {
  const said = (yes: boolean): string => (yes ? YES : NO)[lang];
  return [
    ...fields,
    { header: own('home', lang), cell: ({ home }) => home },
    {
      header: own('created', lang),
      as: 'date',
      cell: ({ created }) => (created ? isoOf(created.eff).slice(0, 10) : ''),
    },
    { header: own('updated', lang), as: 'date', cell: ({ updated }) => isoOf(updated.eff).slice(0, 10) },
    { header: own('hidden', lang), cell: (state) => said(isVoided(state)) },
    {
      header: own('merged', lang),
      cell: (state) => {
        const into = aliasOf(state);
        return into ? (nameOf(into) ?? into) : '';
      },
    },
    {
      header: own('conflicts', lang),
      cell: (state) => conflictsOf(state).filter((name) => !name.startsWith(':')).length,
    },
    { header: own('id', lang), cell: ({ id }) => id },
  ];
}

function fieldColumns(type: string, name: string, field: FieldDecl, style: Style): readonly Column[] {
  const { columns, lang } = style;
  const header = columns === 'names' ? name : fieldWords(type, name)[lang];
  const kind = kindOf(field);
  if (kind === 'map') return [{ header, cell: (state) => mapCell(type, name, field, state, style) }];
  const as = kind === 'moment' ? 'date' : field.widget === 'phone' ? 'phone' : undefined;
  if (kind !== 'place')
    return [{ header, ...(as && { as }), cell: (state) => valueCell(type, name, field, valueOf(state, name), style) }];
  const parts = columns === 'names' ? ['area', 'geo', 'country'] : ['area', 'country'];
  return [
    { header, cell: (state) => placeText(valueOf(state, name)) },
    ...parts.map((part) => ({
      header: columns === 'names' ? `${name}_${part}` : `${header} : ${own(part, lang)}`,
      cell: (state: RecordState) => {
        const value = plain(partOf(valueOf(state, name), part));
        return part === 'area' && columns === 'labels' ? areaText(value) : value;
      },
    })),
    ...(style.positions ? ['lat', 'lon'] : []).map((part, at) => ({
      header: columns === 'names' ? `${name}_${part}` : `${header} : ${own(part, lang)}`,
      cell: (state: RecordState) => roundedAt(plain(partOf(valueOf(state, name), 'area')))?.[at] ?? '',
    })),
  ];
}

/** Where an area lies as far as the map knows: itself, else the seat of what it lies in. */
function roundedAt(area: string): readonly [lat: number, lon: number] | null {
  const position = area === '' ? null : positionOf(area);
  return position && roundedPosition(...position);
}

/** « Kadiolo, Sikasso »: where an area lies, the narrowest first; its id where the map does not know it. */
const areaText = (area: string): string =>
  [...chainOf(area)]
    .filter(({ level }) => level !== 'country')
    .map(({ name }) => name)
    .join(', ') || area;

/** @param path of the field, or of the part of an entry. */
function valueCell(type: string, path: string, field: FieldDecl, value: Json | undefined, style: Style): Cell {
  if (value === undefined || value === null) return '';
  const { columns, lang, nameOf } = style;
  if (typeof value === 'number') return value;
  if (kindOf(field) === 'sound') return soundCell(value, style);
  if (columns === 'names') return Array.isArray(value) ? joined(value) : plain(value);
  const word = (one: Json): string => {
    const known = field.choices?.some((choice) => choice.value === one);
    return known ? choiceWords(type, path, String(one))[lang] : plain(one);
  };
  if (typeof value === 'boolean') return (value ? YES : NO)[lang];
  if (Array.isArray(value)) return value.map(word).join(', ');
  if (kindOf(field) === 'place') return placeText(value);
  if (field.ref !== undefined) return nameOf(String(value)) ?? plain(value);
  return word(value);
}

/** Fifty thousand letters are no cell: a voice is told by how long it is, the sound stands in the JSON. */
function soundCell(value: Json, { columns, lang }: Style): Cell {
  const seconds = soundOf(value)?.seconds ?? '';
  return columns === 'names' ? seconds : `${VOICE[lang]}, ${seconds}\u00a0s`;
}

/** Entries in the order of their keys: words for people, one JSON object for programs. */
function mapCell(type: string, name: string, field: FieldDecl, state: RecordState, style: Style): string {
  const entries = entriesOf(state, name);
  if (entries.length === 0) return '';
  if (style.columns === 'names') return JSON.stringify(Object.fromEntries(entries));
  const parts = Object.entries(field.entry ?? {});
  return entries
    .map(([, entry]) =>
      parts
        .map(([part, decl]) => {
          const path = `${name}.${part}`;
          const cell = valueCell(type, path, decl, partOf(entry, part), style);
          return cell === '' ? '' : `${fieldWords(type, path)[style.lang]} : ${cell}`;
        })
        .filter((text) => text !== '')
        .join(', '),
    )
    .join(' | ');
}
