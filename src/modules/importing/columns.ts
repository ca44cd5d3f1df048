/**
 * What the columns of a file are. They are found by what people call the fields in French or English, by the names of fields, by the headings of the SSE
 * standard CSV and by what a file brought in before called them; a person corrects what was not found.
 */
import { type Declarations, type FieldDecl, refsOf, type TypeDecl } from '../../kernel/declare.ts';
import { canonical } from '../../kernel/hash.ts';
import { fingerprint } from '../../kernel/ids.ts';
import { folded } from '../../ui/search.ts';
import { catalogue } from '../catalogue.ts';
import { ADDRESS, commonIn, HEADINGS } from './dialects.ts';
import ownEn from './messages/en.json';
import ownFr from './messages/fr.json';

export type Language = 'fr' | 'en';

/** What a column may hold: a field, a part of a place or of an entry of a map, or what is no field (`:id`, `:home`, `:address`). */
export interface Target {
  readonly key: string;
  readonly type: TypeDecl;
  /** Field of the form that it is part of; '' for what is none. */
  readonly field: string;
  /** How a cell of it is read; null for what is no field, and for a map as a whole. */
  readonly decl: FieldDecl | null;
  readonly part: string;
  readonly required: boolean;
}

/** What a file's columns hold, what all its rows share, and what its own words mean. */
export interface Mapping {
  /** Key of a target for each column; null for one that is not brought in. */
  readonly columns: readonly (string | null)[];
  /** The same for every row that says nothing else. */
  readonly fixed: { readonly [target: string]: string };
  /** Of a choice: which one a word of the file means. */
  readonly words: { readonly [target: string]: { readonly [word: string]: string } };
}

/** Types that a list may be brought in for: those people meet, what much hangs on first, and those that live with one of them. */
export const importable = (decl: Declarations): readonly TypeDecl[] =>
  Object.values(decl.types)
    .filter((type) => {
      const { companionOf, face, livesWith, fields } = type;
      const asked = Object.values(fields).some(({ widget }) => widget !== 'hidden');
      return (
        companionOf === undefined && asked && (face !== undefined || livesWith !== undefined) && !isSpoken(decl, type)
      );
    })
    .sort(
      (a, b) =>
        Number(b.face !== undefined) - Number(a.face !== undefined) || (b.tabs?.length ?? 0) - (a.tabs?.length ?? 0),
    );

/** A voice, or what is said of one: no list holds it. */
const isSpoken = (decl: Declarations, type: TypeDecl): boolean =>
  Object.values(decl.types).some(
    ({ name, livesWith, fields }) =>
      Object.values(fields).some(({ widget }) => widget === 'audio') &&
      (name === type.name || refsOf(fields[livesWith ?? ''] ?? {}).includes(type.name)),
  );

/** What a row may bring in beside its record, by the type of that record: a list of applicants says of each person what place they ask for. */
const BESIDE: { readonly [type: string]: string } = { person: 'application' };

export const besideOf = (decl: Declarations, { name }: TypeDecl): TypeDecl | null =>
  decl.types[BESIDE[name] ?? ''] ?? null;

/** The type beside whose records those of this one come in; null for others. */
export const withOf = (decl: Declarations, type: TypeDecl): TypeDecl | null =>
  Object.values(decl.types).find((one) => besideOf(decl, one) === type) ?? null;

/** Key of the target of a field that comes in beside a record; of no other. */
export const besideKey = ({ name }: TypeDecl, field: string): string => `${name}.${field}`;
export const isBeside = ({ key, type, field }: Target): boolean => key === besideKey(type, field);

/**
 * What a list brings in that was sent in as one of this type. Applications whose columns tell more of the person than a name come in with their people:
 * one need not be known to ask for a place.
 */
export function listedAs(decl: Declarations, type: TypeDecl, heading: readonly string[]): TypeDecl {
  const of = withOf(decl, type);
  if (!of) return type;
  const targets = targetsOf(decl, of).filter((target) => !isBeside(target) && target.field !== '');
  return matchColumns(heading, targets).some((key) => key !== null && key !== 'name') ? of : type;
}

const PLACE_PARTS = ['area', 'geo', 'country', 'region'] as const;

/** Everything a column of a file about this type may hold: companions and what comes in beside it included. */
export function targetsOf(decl: Declarations, type: TypeDecl): readonly Target[] {
  const companions = Object.values(decl.types).filter((other) => other.companionOf === type.name);
  const apart = (key: string): Target => ({ key, type, field: '', decl: null, part: '', required: false });
  const beside = besideOf(decl, type);
  return [
    ...[type, ...companions].flatMap((one) =>
      Object.entries(one.fields).flatMap(([field, fieldDecl]) => targetsOfField(one, field, fieldDecl, one === type)),
    ),
    ...(ADDRESS.every((field) => type.fields[field]) ? [apart(':address')] : []),
    apart(':id'),
    apart(':home'),
    ...(beside ? besideTargets(beside) : []),
  ];
}

const besideTargets = (type: TypeDecl): readonly Target[] =>
  Object.entries(type.fields).flatMap(([field, decl]) =>
    field === type.livesWith
      ? []
      : targetsOfField(type, field, decl, false).map((target) => ({ ...target, key: besideKey(type, target.key) })),
  );

/** What may be said once for all rows: needed fields, and of what comes in beside a record what it cannot be without. */
export const sharedTargets = (
  targets: readonly Target[],
): { readonly own: readonly Target[]; readonly beside: readonly Target[] } => ({
  own: targets.filter(({ required, decl }) => required && decl?.ref === undefined),
  beside: targets.filter((target) => isBeside(target) && target.decl?.required === true),
});

function targetsOfField(type: TypeDecl, field: string, decl: FieldDecl, main: boolean): readonly Target[] {
  if (decl.widget === 'audio' || (decl.widget === 'hidden' && !(main && decl.required))) return [];
  const target: Target = { key: field, type, field, decl, part: '', required: main && decl.required === true };
  const part = (name: string, read: FieldDecl | null): Target => ({
    ...target,
    key: `${field}.${name}`,
    decl: read,
    part: name,
    required: false,
  });
  if (decl.widget === 'place') return [target, ...PLACE_PARTS.map((name) => part(name, null))];
  if (decl.merge !== 'map') return [target];
  return [{ ...target, decl: null }, ...Object.entries(decl.entry ?? {}).map(([name, one]) => part(name, one))];
}

const own: { readonly [language in Language]: { readonly [key: string]: string } } = { fr: ownFr, en: ownEn };
const text = (language: Language, key: string): string | undefined =>
  key.startsWith('import.') ? own[language][key] : catalogue[language][key];

/** What a target is called: `Nom`, `Périodes : Depuis`, `Candidature : Programme`. */
export function targetLabel(target: Target, language: Language): string {
  const { type, field, part, key } = target;
  if (field === '') return text(language, `import.target.${key.slice(1)}`) ?? key;
  const said = text(language, `${type.name}.${field}`) ?? field;
  const colon = language === 'fr' ? '\u00a0: ' : ': ';
  const label = isBeside(target) ? `${text(language, `type.${type.name}`) ?? type.name}${colon}${said}` : said;
  if (part === '') return label;
  const own = target.decl ? text(language, `${type.name}.${field}.${part}`) : text(language, `import.target.${part}`);
  return `${label}${colon}${own ?? part}`;
}

/** What programs call it. */
const namesOf = ({ key }: Target): readonly string[] => [key, key.replace('.', '_')];

/** What people call it. */
function headingsOf(target: Target): readonly string[] {
  const { type, key, field, part } = target;
  return [
    ...(['fr', 'en'] as const).flatMap((language) => [
      targetLabel(target, language),
      ...(part !== '' && target.decl ? [text(language, `${type.name}.${field}.${part}`) ?? ''] : []),
    ]),
    ...(HEADINGS[`${type.name}.${key}`] ?? []),
    ...(HEADINGS[key] ?? []),
  ];
}

const plainHeading = (heading: string): string => folded(heading.replace(/\([^)]*\)/g, ' ')) || folded(heading);

/** The columns of a heading: the first that fits a target takes it. */
export function matchColumns(heading: readonly string[], targets: readonly Target[]): readonly (string | null)[] {
  const byName = new Map<string, string>();
  // The name of a field is never the word for another.
  for (const headings of [namesOf, headingsOf])
    for (const target of targets)
      for (const name of headings(target)) {
        const plain = plainHeading(name);
        if (plain !== '' && !byName.has(plain)) byName.set(plain, target.key);
      }
  const taken = new Set<string>();
  return heading.map((one) => {
    // What a server of forms notes for itself (`_id`, `_uuid`) is no answer.
    if (one.startsWith('_')) return null;
    const key = byName.get(plainHeading(one));
    if (key === undefined || taken.has(key)) return null;
    taken.add(key);
    return key;
  });
}

/** A mapping to begin with: what is remembered of such a heading, else what is recognised. */
export const firstMapping = (
  heading: readonly string[],
  targets: readonly Target[],
  remembered: Mapping | null,
): Mapping => {
  const known = new Set(targets.map(({ key }) => key));
  if (remembered && remembered.columns.length === heading.length)
    return { ...remembered, columns: remembered.columns.map((key) => (key !== null && known.has(key) ? key : null)) };
  return { columns: matchColumns(heading, targets), fixed: commonIn(heading.map(plainHeading)), words: {} };
};

/** The same headings of the same type, in the same order: what was corrected by hand is remembered under it. */
export const headingKey = (type: string, heading: readonly string[]): string =>
  fingerprint(new TextEncoder().encode(canonical([type, ...heading.map((one) => folded(one))])));

/** Needed fields that neither a column nor a common value gives. */
export const missingTargets = (targets: readonly Target[], mapping: Mapping): readonly Target[] =>
  targets.filter(({ key, required }) => required && !mapping.columns.includes(key) && !mapping.fixed[key]);

/** Is this mapping made of what it says, and of nothing else? For what comes over the wire or from a shelf. */
export function isMapping(value: unknown): value is Mapping {
  if (typeof value !== 'object' || value === null) return false;
  const { columns, fixed, words } = value as { [key: string]: unknown };
  const texts = (one: unknown): boolean =>
    typeof one === 'object' && one !== null && Object.values(one).every((text) => typeof text === 'string');
  return (
    Array.isArray(columns) &&
    columns.every((one) => one === null || typeof one === 'string') &&
    texts(fixed) &&
    typeof words === 'object' &&
    words !== null &&
    Object.values(words).every(texts)
  );
}
