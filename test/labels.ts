/** Keys of the catalogues that the declarations call for, read from them: what a screen may ask for without being told about a type. */
import { type Declarations, type FieldDecl, groupsOf } from '../src/kernel/declare.ts';

/** Of one field: its name, its choices, and the same for the parts of its entries. */
const ofField = (key: string, { choices, entry }: FieldDecl): readonly string[] => [
  key,
  ...[...(choices ?? []).map(({ value }) => value), ...groupsOf(choices)].map((value) => `${key}.${value}`),
  ...Object.entries(entry ?? {}).flatMap(([part, decl]) => ofField(`${key}.${part}`, decl)),
];

/** Names of fields, choices and parts. */
export const labelsOf = (declarations: Declarations): readonly string[] =>
  Object.values(declarations.types).flatMap(({ name, fields }) =>
    Object.entries(fields).flatMap(([field, decl]) => ofField(`${name}.${field}`, decl)),
  );

/** Names of types, alone and in number. */
export const typesOf = (declarations: Declarations): readonly string[] =>
  Object.keys(declarations.types).flatMap((name) => [`type.${name}`, `type.${name}.many`]);
