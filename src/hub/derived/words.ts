/**
 * What types, fields, parts of entries and choices are called, in both languages, from the modules' catalogues. Whatever is derived for readers
 * outside the app (schemas, views, files, registers) takes its words here, so that a field is called the same everywhere.
 */
import type { FieldDecl, TypeDecl } from '../../kernel/declare.ts';
import { catalogue } from '../../modules/catalogue.ts';

export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export interface Both {
  readonly fr: string;
  readonly en: string;
}

/** A text of the catalogues; where a language lacks it the name itself stands, never another language's text. */
const say = (key: string, name: string): Both => ({
  fr: catalogue.fr[key] ?? name,
  en: catalogue.en[key] ?? name,
});

export const typeWords = (type: string): Both => say(`type.${type}`, type);
/** Several of them, for the title of a list. */
export const manyWords = (type: string): Both => {
  const { fr, en } = typeWords(type);
  return { fr: catalogue.fr[`type.${type}.many`] ?? fr, en: catalogue.en[`type.${type}.many`] ?? en };
};
/** @param path a field, or `field.part` for a part of the entries of a map. */
export const fieldWords = (type: string, path: string): Both =>
  say(`${type}.${path}`, path.split('.').at(-1) as string);
/** Words that help to answer; null where there are none. */
export const hintWords = (type: string, path: string): Both | null => {
  const key = `${type}.${path}.hint`;
  return catalogue.fr[key] === undefined && catalogue.en[key] === undefined ? null : say(key, '');
};
export const choiceWords = (type: string, path: string, value: string): Both => say(`${type}.${path}.${value}`, value);

/** Both languages on one line, for places that hold a single text; once where they are the same. */
export const bilingual = ({ fr, en }: Both): string => (fr === en ? fr : `${fr} / ${en}`);
export const labelled = ({ fr, en }: Both): string => `fr: ${fr} / en: ${en}`;

/** What a value is, whatever it is asked with. */
export type Kind = 'text' | 'moment' | 'place' | 'ref' | 'choice' | 'list' | 'whole' | 'yesno' | 'sound' | 'map';

const BY_WIDGET: Readonly<Partial<Record<FieldDecl['widget'], Kind>>> = {
  moment: 'moment',
  date: 'moment',
  place: 'place',
  choice: 'choice',
  choices: 'list',
  zone: 'list',
  number: 'whole',
  money: 'whole',
  yesno: 'yesno',
  audio: 'sound',
};
const BY_SCHEMA: Readonly<Record<string, Kind>> = { number: 'whole', boolean: 'yesno', array: 'list' };

/** A field that is never asked says what it is by its schema alone. */
export function kindOf(field: FieldDecl): Kind {
  if (field.merge === 'map') return 'map';
  if (field.ref !== undefined) return 'ref';
  return BY_WIDGET[field.widget] ?? BY_SCHEMA[field.schema.type] ?? 'text';
}

/** The companions that hold the sensitive fields of a type. */
export const companionsOf = (types: { readonly [type: string]: TypeDecl }, type: string): readonly TypeDecl[] =>
  Object.values(types).filter((one) => one.companionOf === type);
