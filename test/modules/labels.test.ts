// Whatever is declared can be asked, shown and exported in words: nobody meets a name of the program.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FieldDecl } from '../../src/kernel/declare.ts';

import { FIRST_QUESTIONS } from '../../src/modules/begin.ts';
import { catalogue as hubWords } from '../../src/modules/catalogue.ts';

import { declarations } from '../../src/modules/index.ts';
import { icons } from '../../src/ui/icons.ts';
import { pictograms } from '../../src/ui/pictograms.ts';
import { signs } from '../../src/ui/signs.ts';
import { labelsOf, typesOf } from '../labels.ts';

const catalogue = (language: 'fr' | 'en'): Map<string, string> =>
  new Map(
    readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => new RegExp(`messages(/\\w+)?/${language}\\.json$`).test(name.replaceAll('\\', '/')))
      .flatMap((name) => Object.entries<string>(JSON.parse(readFileSync(`src/${name}`, 'utf8')))),
  );
const OWN = ['organisation', 'membership', 'body', 'branch', 'support', 'contact', 'involvement', 'person', 'distinct'];
const types = Object.values(declarations.types);
const shown = types.flatMap((type) =>
  Object.entries(type.fields).flatMap(([field, decl]): (readonly [string, FieldDecl])[] =>
    decl.widget === 'hidden' ? [] : [[`${type.name}.${field}`, decl]],
  ),
);

it('the hub calls things as the screens do: files, imports and the register of personal data know every name', () => {
  for (const language of ['fr', 'en'] as const) {
    const told = catalogue(language);
    // Roles are the shell's words; what no catalogue tells is found below.
    const keys = labelsOf(declarations).filter((key) => told.has(key) && !key.startsWith('grant.role.'));
    expect(keys.filter((key) => !hubWords[language][key])).toEqual([]);
  }
});

describe.each(['fr', 'en'] as const)('in %s', (language) => {
  const words = catalogue(language);
  const missing = (keys: readonly string[]) => keys.filter((key) => !words.get(key));

  it('every type, field, choice and part of an entry has its name', () => {
    expect(missing([...typesOf(declarations), ...labelsOf(declarations)])).toEqual([]);
  });

  it('every field of the directory is asked as a person would ask it, and says what is missing where it must be', () => {
    const asked = shown.filter(([key]) => OWN.some((type) => key.startsWith(type)));
    expect(missing(asked.map(([key]) => `${key}.ask`))).toEqual([]);
    const needed = asked.flatMap(([key, decl]) => [
      ...(decl.required ? [`${key}.missing`] : []),
      ...Object.entries(decl.entry ?? {}).flatMap(([part, { required }]) =>
        required ? [`${key}.${part}.missing`] : [],
      ),
    ]);
    expect(missing(needed)).toEqual([]);
  });

  it('two versions of any field of the directory can be put as a question', () => {
    const asked = shown.filter(([key]) => OWN.some((type) => key.startsWith(type)));
    expect(missing(asked.map(([key]) => `${key}.which`))).toEqual([]);
  });

  it('what was done with a record of the directory has words', () => {
    const deeds = OWN.flatMap((type) => ['create', 'edit', 'void', 'unvoid'].map((how) => `${type}.did.${how}`));
    expect(missing(deeds)).toEqual([]);
  });

  it('what a number counts agrees with it: never « 1 envois »', () => {
    // Numbers that are never one: a limit that was passed, an age, equals, days before yesterday, and what a module fixes.
    const many =
      /^(after\.load\.over|load\.task|selection\.equals|age\.exact|out\.too\.many|setup\.rules\.now|ago\.days)$|\.ages\./;
    const counts = language === 'fr' ? /\{n\}[ \u00a0\u202f]\p{L}+[sx](?!\p{L})/u : /\{n\} [a-z]+s\b/;
    const alone = [...words].filter(([key, text]) => !/\.(one|other)$/.test(key) && counts.test(text));
    expect(alone.map(([key]) => key).filter((key) => !many.test(key))).toEqual([]);
    // Each has both forms, and none hides the forms of a longer name.
    for (const [key, text] of words) {
      if (key.endsWith('.one') && text.includes('{n}')) expect(words.has(key.replace(/one$/, 'other')), key).toBe(true);
      if (/\.(one|other)$/.test(key)) expect(words.has(`${key}.other`), key).toBe(false);
    }
  });

  it('a name stands on a narrow screen: labels have 34 characters at most, choices 36', () => {
    const long = (limit: number, keys: readonly string[]) =>
      keys.filter((key) => (words.get(key)?.length ?? 0) > limit).map((key) => `${key}: ${words.get(key)}`);
    const fields = shown.map(([key]) => key);
    expect(long(34, fields)).toEqual([]);
    expect(long(36, labelsOf(declarations))).toEqual([]);
  });
});

it('every choice and every list has a pictogram that is drawn', () => {
  const drawn = new Set([...Object.keys(icons), ...Object.keys(signs), ...Object.keys(pictograms)]);
  const named = types.flatMap(({ face, fields }) => [
    ...(face ? [face.icon] : []),
    ...Object.values(fields).flatMap((decl) =>
      [decl, ...Object.values(decl.entry ?? {})].flatMap(({ choices }) => (choices ?? []).map(({ icon }) => icon)),
    ),
  ]);
  expect([...new Set(named)].filter((icon) => !drawn.has(icon))).toEqual([]);
});

it('what a newcomer is asked before the app is there is what the whole form asks first', () => {
  const first = FIRST_QUESTIONS.map(({ type }) => {
    const declared = declarations.types[type];
    const [field, decl] = Object.entries(declared?.fields ?? {}).find(([, one]) => one.asked !== 'later') ?? [];
    return { type, address: declared?.face?.address, field, max: decl?.max, widget: decl?.widget };
  });
  expect(first).toEqual(FIRST_QUESTIONS.map((one) => ({ ...one, widget: 'text' })));
});
