/**
 * JSON Schema (draft 2020-12) of every declared type. What a standard word can say stands in one (type, pattern, required, title); what only this
 * network knows stands in `x-` words: labels in both languages, privacy class, merge rule, types that a reference may name, choices.
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import { type FieldDecl, refsOf, type TypeDecl } from '../../kernel/declare.ts';
import { bilingual, choiceWords, fieldWords, hintWords, kindOf, typeWords } from './words.ts';

export const DRAFT = 'https://json-schema.org/draft/2020-12/schema';
export type Schema = { readonly [word: string]: unknown };

/** A date as precisely as it is known: year, month or day, `~` behind for "about" (EDTF). */
const MOMENT = '^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?~?$';
const RECORD_ID = '^(~[a-z0-9]{16}|[a-z0-9]{16}\\.\\d+)$';
const SCOPE = '^n/([a-z0-9~][a-z0-9~.-]{0,39}/){0,10}$';
/** Keys of the entries of a map, behind the name of the field and a point. */
const ENTRY = '[A-Za-z0-9_~][A-Za-z0-9_~.-]{0,63}';

/** The value alone. Rules that only a program can say (a date that exists) are left out: the hub judges them. */
function valueSchema(field: FieldDecl): Schema {
  if (field.widget === 'moment') return { type: 'string', pattern: MOMENT };
  const { $schema: _, ...schema } = toJsonSchema(field.schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    errorMode: 'ignore',
  });
  return schema;
}

function wordsOf(type: string, path: string): Schema {
  const words = fieldWords(type, path);
  const hint = hintWords(type, path);
  return {
    title: bilingual(words),
    ...(hint && { description: bilingual(hint) }),
    'x-label': words,
    ...(hint && { 'x-hint': hint }),
  };
}

/** Choices are an open list: another value is kept and shown to be checked, so they are told, not enforced. */
const choicesOf = (type: string, path: string, field: FieldDecl): Schema =>
  field.choices
    ? { 'x-choices': field.choices.map(({ value }) => ({ value, ...choiceWords(type, path, value) })) }
    : {};

function fieldSchema(type: string, path: string, field: FieldDecl): Schema {
  const value = field.entry ? entrySchema(type, path, field.entry) : valueSchema(field);
  return {
    // A field that is not required can be emptied; an entry can be taken out.
    ...(field.required ? value : { anyOf: [value, { type: 'null' }] }),
    ...wordsOf(type, path),
    ...choicesOf(type, path, field),
    ...(field.ref !== undefined && { 'x-ref': refsOf(field) }),
    ...(field.when && { 'x-when': field.when }),
    'x-class': field.class,
    'x-merge': field.merge,
    ...(kindOf(field) === 'moment' && { 'x-format': 'edtf' }),
  };
}

const entrySchema = (type: string, path: string, parts: { readonly [part: string]: FieldDecl }): Schema => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(parts).map(([part, field]) => [part, fieldSchema(type, `${path}.${part}`, field)]),
  ),
  required: Object.keys(parts).filter((part) => parts[part]?.required),
  additionalProperties: true,
});

/**
 * The fields of a type: what a record carries under `fields`, and what is sent to make one. Entries of a map are keys of their own
 * (`spans.2019`), as people who add entries at the same time both keep theirs.
 * @param creating whether required fields must be there; a change carries only what changes.
 */
export function fieldsSchema(type: TypeDecl, creating: boolean): Schema {
  const all = Object.entries(type.fields);
  const plain = all.filter(([, field]) => field.merge !== 'map');
  const maps = all.filter(([, field]) => field.merge === 'map');
  const required = plain.filter(([, field]) => field.required && !field.when).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(plain.map(([name, field]) => [name, fieldSchema(type.name, name, field)])),
    ...(maps.length > 0 && {
      patternProperties: Object.fromEntries(
        maps.map(([name, field]) => [`^${name}\\.${ENTRY}$`, fieldSchema(type.name, name, field)]),
      ),
    }),
    ...(creating && { required }),
    // A newer program may have written more: it is kept and handed on.
    additionalProperties: true,
  };
}

const id: Schema = { type: 'string', pattern: RECORD_ID };
const scope: Schema = { type: 'string', pattern: SCOPE };
const head: Schema = {
  type: 'object',
  properties: {
    at: { type: 'string', format: 'date-time' },
    by: { type: 'string', description: 'Id of a person; empty for the authority of the network.' },
  },
  required: ['at', 'by'],
};

/** A record as the API tells it. @param fields the schema of its fields, or a reference to it. */
export const recordSchema = (type: TypeDecl, fields: Schema): Schema => ({
  type: 'object',
  title: bilingual(typeWords(type.name)),
  'x-label': typeWords(type.name),
  ...(type.companionOf && { 'x-companion-of': type.companionOf }),
  ...(type.keys && { 'x-keys': type.keys }),
  ...(type.personal && { 'x-personal': type.personal }),
  properties: {
    id,
    type: { const: type.name },
    home: scope,
    shared: { type: 'array', items: scope },
    created: { anyOf: [head, { type: 'null' }] },
    updated: head,
    voided: { type: 'boolean', description: 'Masquée / Hidden' },
    conflicts: { type: 'array', items: { type: 'string' } },
    fields,
  },
  required: ['id', 'type', 'home', 'shared', 'created', 'updated', 'voided', 'conflicts', 'fields'],
});

/** The whole document of one type, at `/api/v1/schema/<type>.json`. */
export const schemaDocument = (type: TypeDecl): Schema => ({
  $schema: DRAFT,
  $id: `/api/v1/schema/${type.name}.json`,
  ...recordSchema(type, { $ref: '#/$defs/fields' }),
  $defs: { fields: fieldsSchema(type, true), changes: fieldsSchema(type, false) },
});
