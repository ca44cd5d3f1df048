/**
 * SQL views for analysts: one a type, its columns read from the declaration. They stand in schemas of their own, `v_<network>` for what anybody of
 * the network may be shown and `v_<network>_private` for sensitive types and for records joined with their companions, so that a role that reads
 * is given one, or both. Nothing is stored twice: a view reads the records as they are.
 */
import { createHash } from 'node:crypto';
import { type Declarations, type FieldDecl, isClosedType, type TypeDecl } from '../../kernel/declare.ts';
import { ALIAS_FIELD, VOID_FIELD } from '../../kernel/fold.ts';
import type { NetworkId } from '../../kernel/types.ts';
import { COMMON, schemaOf } from '../schema.ts';
import { type Both, choiceWords, companionsOf, fieldWords, kindOf, labelled, manyWords } from './words.ts';

export const viewSchemaOf = (network: NetworkId): string => `v_${network}`;
export const privateViewSchemaOf = (network: NetworkId): string => `v_${network}_private`;

/** `accordUntil` → `accord_until`: SQL forgets capitals. */
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const text = (words: string): string => `'${words.replaceAll("'", "''")}'`;

interface Column {
  readonly name: string;
  /** SQL of the value. */
  readonly sql: string;
  readonly words: Both;
}

/**
 * How JSON becomes a typed value, whatever somebody wrote: a value of another kind is null, a day that does not exist has no date. A record is freed
 * first of what PostgreSQL refuses to read as text (NUL, half of a surrogate pair), which becomes `\ufffd`: one such character anywhere would
 * otherwise stop every question about the whole type. Whoever changes what one of these takes or gives gives it another name: views of other
 * networks may still stand on it.
 */
export const FUNCTIONS: readonly string[] = [
  String.raw`create or replace function ${COMMON}.view_json(value json) returns jsonb language sql immutable parallel safe as $$
    select case when strpos(value::text, '\u') = 0 then value::jsonb
      else regexp_replace(value::text, '(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})', '\1\\ufffd', 'gi')::jsonb end $$`,
  `create or replace function ${COMMON}.view_text(value jsonb) returns text language sql immutable parallel safe as $$
    select value #>> '{}' $$`,
  `create or replace function ${COMMON}.view_bool(value jsonb) returns boolean language sql immutable parallel safe as $$
    select case jsonb_typeof(value) when 'boolean' then value::text::boolean end $$`,
  String.raw`create or replace function ${COMMON}.view_int(value jsonb) returns bigint language sql immutable parallel safe as $$
    select case when jsonb_typeof(value) = 'number' and value::text ~ '^-?\d{1,18}$' then value::text::bigint end $$`,
  `create or replace function ${COMMON}.view_list(value jsonb) returns text[] language sql immutable parallel safe as $$
    select case jsonb_typeof(value) when 'array' then
      array(select ${COMMON}.view_text(one) from jsonb_array_elements(value) with ordinality as e (one, n) order by n) end $$`,
  `create or replace function ${COMMON}.view_time(stamp bigint) returns timestamptz language sql immutable parallel safe as $$
    select to_timestamp((stamp / 1024) / 1000.0) $$`,
  String.raw`create or replace function ${COMMON}.view_first(moment text) returns date language sql immutable parallel safe as $$
    select case when moment ~ '^(?!0000)\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?~?$' then
      (select case when extract(month from d.that) = extract(month from m.begins) then d.that end
        from (select make_date(substr(moment, 1, 4)::int, coalesce(nullif(substr(rtrim(moment, '~'), 6, 2), ''), '1')::int, 1) as begins) m,
             lateral (select m.begins + (coalesce(nullif(substr(rtrim(moment, '~'), 9, 2), ''), '1')::int - 1) as that) d) end $$`,
  `create or replace function ${COMMON}.view_last(moment text) returns date language sql immutable parallel safe as $$
    select case length(rtrim(moment, '~'))
      when 4 then (${COMMON}.view_first(moment) + interval '1 year - 1 day')::date
      when 7 then (${COMMON}.view_first(moment) + interval '1 month - 1 day')::date
      else ${COMMON}.view_first(moment) end $$`,
];
const fn = (of: string, sql: string): string => `${COMMON}.view_${of}(${sql})`;

const OWN: Readonly<Record<string, Both>> = {
  id: { fr: 'Identifiant de la fiche', en: 'Id of the record' },
  home: { fr: 'Où la fiche est tenue', en: 'Where the record is kept' },
  branch: { fr: 'Antenne qui tient la fiche', en: 'Branch that keeps the record' },
  created_at: { fr: 'Inscrite le', en: 'Registered on' },
  created_by: { fr: 'Inscrite par (personne)', en: 'Registered by (person)' },
  updated_at: { fr: 'Dernier changement', en: 'Latest change' },
  hidden: { fr: 'Masquée : ne compte plus', en: 'Hidden: no longer counts' },
  merged_into: { fr: 'Fiche avec laquelle elle a été réunie', en: 'Record it was merged into' },
  conflicts: { fr: 'Champs à deux versions', en: 'Fields with two versions' },
  record: { fr: 'Fiche', en: 'Record' },
  entry: { fr: 'Clé de l’entrée', en: 'Key of the entry' },
};
const own = (column: string, sql: string): Column => ({ name: column, sql, words: OWN[column] as Both });

const joined = ({ fr, en }: Both, more: Both): Both => ({ fr: `${fr} (${more.fr})`, en: `${en} (${more.en})` });
const FIRST: Both = { fr: 'premier jour possible', en: 'first possible day' };
const LAST: Both = { fr: 'dernier jour possible', en: 'last possible day' };
const AREA: Both = { fr: 'zone', en: 'area' };
const SECONDS: Both = { fr: 'secondes', en: 'seconds' };
const COUNTRY: Both = { fr: 'pays', en: 'country' };

/** What a column is called, with its choices: whoever reads the values needs their words. */
function wordsOf(type: string, path: string, field: FieldDecl): Both {
  const words = fieldWords(type, path);
  const choices = (field.choices ?? []).map(({ value }) => ({ value, ...choiceWords(type, path, value) }));
  if (choices.length === 0) return words;
  const list = (language: 'fr' | 'en'): string => choices.map((one) => `${one.value} = ${one[language]}`).join(', ');
  return { fr: `${words.fr} (${list('fr')})`, en: `${words.en} (${list('en')})` };
}

/** @param value SQL of the JSON value. @param path of the field, or `field.part`. */
function columnsOf(type: string, path: string, field: FieldDecl, value: string): readonly Column[] {
  const column = snake(path.split('.').at(-1) as string);
  const words = wordsOf(type, path, field);
  switch (kindOf(field)) {
    case 'whole':
      return [{ name: column, sql: fn('int', value), words }];
    case 'yesno':
      return [{ name: column, sql: fn('bool', value), words }];
    case 'list':
      return [{ name: column, sql: fn('list', value), words }];
    case 'moment':
      return [
        { name: column, sql: fn('text', value), words },
        { name: `${column}_from`, sql: fn('first', fn('text', value)), words: joined(words, FIRST) },
        { name: `${column}_to`, sql: fn('last', fn('text', value)), words: joined(words, LAST) },
      ];
    case 'place':
      return [
        {
          name: column,
          sql: `case jsonb_typeof(${value}) when 'object' then ${fn('text', `${value} -> 'text'`)} else ${fn('text', value)} end`,
          words,
        },
        { name: `${column}_area`, sql: part(value, 'area'), words: joined(words, AREA) },
        { name: `${column}_country`, sql: part(value, 'country'), words: joined(words, COUNTRY) },
      ];
    case 'sound':
      return [{ name: column, sql: fn('int', `(${value} -> 'seconds')`), words: joined(words, SECONDS) }];
    case 'map':
      return [];
    case 'text':
    case 'ref':
    case 'choice':
      return [{ name: column, sql: fn('text', value), words }];
  }
}
const part = (value: string, key: string): string =>
  `case jsonb_typeof(${value}) when 'object' then ${fn('text', `${value} -> '${key}'`)} end`;

/** Two columns never bear one name: the later gets a line behind it, as a column of every record is called the same in every view. */
function distinct(columns: readonly Column[]): readonly Column[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let free = column.name;
    while (taken.has(free)) free += '_';
    taken.add(free);
    return { ...column, name: free };
  });
}

interface View {
  readonly schema: string;
  readonly name: string;
  readonly from: string;
  readonly words: Both;
  readonly columns: readonly Column[];
}

const plainFields = (type: TypeDecl): readonly (readonly [string, FieldDecl])[] =>
  Object.entries(type.fields).filter(([, field]) => field.merge !== 'map');
const shown = (field: string): string => `j.state -> 'fields' -> ${text(field)} -> 0 -> 'value'`;

/**
 * The JSON of each record is read once, whatever number of columns is asked for, and not at all when none is: PostgreSQL leaves out a left join
 * that can only bring one row, and an aggregate without groups brings one.
 */
const READ = `left join lateral (select (array_agg(x.state))[1] as state from (select ${COMMON}.view_json(r.state) as state) as x) as j on true`;

function recordsView(network: NetworkId, schema: string, type: TypeDecl): View {
  const fields = plainFields(type);
  return {
    schema,
    name: type.name,
    words: manyWords(type.name),
    from: `${schemaOf(network)}.record r
      ${READ}
      where r.type = ${text(type.name)} and r.made`,
    columns: distinct([
      own('id', 'r.id'),
      own('home', 'r.places[1]'),
      own('branch', `substring(r.places[1] from '^n/branch/([^/]+)/')`),
      own('created_at', fn('time', `(j.state -> 'created' ->> 'eff')::bigint`)),
      own('created_by', `j.state -> 'created' ->> 'by'`),
      own('updated_at', fn('time', 'r.eff')),
      own('hidden', `coalesce(${fn('bool', shown(VOID_FIELD))}, false)`),
      own('merged_into', fn('text', shown(ALIAS_FIELD))),
      own('conflicts', CONFLICTS),
      ...fields.flatMap(([field, decl]) => columnsOf(type.name, field, decl, `(${shown(field)})`)),
    ]),
  };
}

/** Fields whose heads say different things; two heads that say the same are no choice to make. */
const CONFLICTS = `(select count(*)::int from jsonb_each(j.state -> 'fields') as e (field, heads)
  where left(e.field, 1) <> ':' and jsonb_array_length(e.heads) > 1
    and (select count(distinct h -> 'value') from jsonb_array_elements(e.heads) as h) > 1)`;

/** One row an entry that was not taken out. */
function entriesView(network: NetworkId, schema: string, type: TypeDecl, field: string, decl: FieldDecl): View {
  const start = `${field}.`;
  return {
    schema,
    name: `${type.name}__${snake(field)}`,
    words: joined(manyWords(type.name), fieldWords(type.name, field)),
    from: `${schemaOf(network)}.record r
      cross join lateral jsonb_each(${fn('json', 'r.state')} -> 'fields') as e (field, heads)
      cross join lateral (select e.heads -> 0 -> 'value' as v) as o
      where r.type = ${text(type.name)} and r.made and starts_with(e.field, ${text(start)}) and jsonb_typeof(o.v) = 'object'`,
    columns: distinct([
      own('record', 'r.id'),
      own('entry', `substr(e.field, ${start.length + 1})`),
      ...Object.entries(decl.entry ?? {}).flatMap(([one, partDecl]) =>
        columnsOf(type.name, `${field}.${one}`, partDecl, `(o.v -> ${text(one)})`),
      ),
    ]),
  };
}

/** A type with the columns of its companions, for who may see both. A companion that was hidden says nothing. */
function wholeView(network: NetworkId, type: TypeDecl, companions: readonly TypeDecl[]): View {
  const schema = privateViewSchemaOf(network);
  const open = recordsView(network, viewSchemaOf(network), type);
  const joins = companions.map(
    (one, i) =>
      `left join (select distinct on ("of") * from ${schema}.${name(one.name)} where not hidden order by "of", id) c${i} on c${i}."of" = t.id`,
  );
  return {
    schema,
    name: type.name,
    words: joined(open.words, { fr: 'avec ce qui est réservé', en: 'with what is restricted' }),
    from: [`${viewSchemaOf(network)}.${name(type.name)} t`, ...joins].join('\n'),
    columns: distinct([
      ...open.columns.map((column) => ({ ...column, sql: `t.${name(column.name)}` })),
      ...companions.flatMap((one, i) => {
        const { of: _, ...fields } = one.fields;
        return plainFields({ ...one, fields }).flatMap(([field, decl]) =>
          columnsOf(one.name, field, decl, 'null').map((column) => ({
            ...column,
            sql: `c${i}.${name(column.name)}`,
          })),
        );
      }),
    ]),
  };
}

function viewsOf(network: NetworkId, decl: Declarations): readonly View[] {
  const types = Object.values(decl.types);
  const plain = types.flatMap((type) => {
    const schema = isClosedType(type) ? privateViewSchemaOf(network) : viewSchemaOf(network);
    const maps = Object.entries(type.fields).filter(([, field]) => field.merge === 'map');
    return [
      recordsView(network, schema, type),
      ...maps.map(([field, decl]) => entriesView(network, schema, type, field, decl)),
    ];
  });
  const whole = types.flatMap((type) => {
    const companions = companionsOf(decl.types, type.name);
    return companions.length > 0 ? [wholeView(network, type, companions)] : [];
  });
  return [...plain, ...whole];
}

/** Everything that makes the views of a network, in order, and a mark of it by which a later start knows whether they are current. */
export function viewStatements(
  network: NetworkId,
  decl: Declarations,
): { readonly sql: readonly string[]; readonly mark: string } {
  const sql = viewsOf(network, decl).flatMap((view) => {
    const at = `${view.schema}.${name(view.name)}`;
    const columns = view.columns.map((column) => `${column.sql} as ${name(column.name)}`);
    return [
      `create view ${at} as select ${columns.join(',\n  ')}\nfrom ${view.from}`,
      `comment on view ${at} is ${text(labelled(view.words))}`,
      ...view.columns.map(
        (column) => `comment on column ${at}.${name(column.name)} is ${text(labelled(column.words))}`,
      ),
    ];
  });
  const mark = createHash('sha256')
    .update([...FUNCTIONS, ...sql].join(';\n'))
    .digest('hex')
    .slice(0, 16);
  return { sql, mark };
}
