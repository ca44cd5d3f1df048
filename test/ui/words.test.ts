// What stands on screen stands in the catalogues: French first, English complete, nothing typed in the code, nothing nobody uses.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';
// @ts-expect-error a script of the build, without types
import { folded, texts as textsOf } from '../../scripts/catalogues.mjs';
import { declarations } from '../../src/modules/index.ts';
import { agreement } from '../../src/modules/privacy/model.ts';
import { named, unfolded } from '../../src/ui/folded-words.ts';
import { labelsOf, typesOf } from '../labels.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const under = (folder: string, end: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => end.test(path));

type Catalogue = Readonly<Record<string, string>>;
const folders = under('src', /messages(\/\w+)?\/fr\.json$/).map((path) => path.slice(0, -'/fr.json'.length));
const catalogue = (folder: string, language: 'fr' | 'en'): Catalogue => JSON.parse(read(`${folder}/${language}.json`));
const french = new Map(folders.flatMap((folder) => Object.entries(catalogue(folder, 'fr'))));
const plural = /\.(one|other)$/;
/** A key as the code names it: plural forms are one. */
const stems = new Set([...french.keys()].map((key) => key.replace(plural, '')));

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

function walk(
  node: Node,
  see: (node: Node, parent: Node | null, key: string) => void,
  parent: Node | null = null,
  key = '',
): void {
  see(node, parent, key);
  for (const [name, value] of Object.entries(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, see, node, name);
}

/** Files that draw or say something, as plain JavaScript: `jsx(…, { children: … })`. */
const parsed = (path: string) => {
  const { code } = transformSync(read(path), { loader: 'tsx', jsx: 'automatic', jsxImportSource: 'preact' });
  return { path, tree: parseAst(code) as unknown as Node };
};
const sources = [
  ...under('src/ui', /\.tsx?$/),
  ...under('src/device/screens', /\.tsx?$/),
  ...under('src/modules', /screens\/.*\.tsx?$/),
].map(parsed);
/** What asks for texts of the catalogues besides: an import is the same on the hub and on a phone. */
const others = [
  ...under('src/modules', /\/(selection-|enterprise-)?tasks\.ts$/),
  ...under('src/modules/certificates', /certificates\/told\.ts$/),
  ...under('src/modules/training', /training\/((aim|pack|convention)-words|reasons)\.ts$/),
  ...under('src/modules/followup', /followup\/(leaving|(figure-)?words)\.ts$/),
  ...under('src/modules/importing', /importing\/[\w-]+\.ts$/),
  ...under('src/hub/web', /\.ts$/),
  ...under('src/hub/programmes', /\.ts$/),
  ...under('src/hub/public', /\.ts$/),
];

/** Fixed texts of a node: a string, or the fixed pieces of a template. */
function texts(node: Node): readonly string[] {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return [node['value']];
  if (node.type !== 'TemplateLiteral') return [];
  return (node['quasis'] as { value: { cooked: string } }[]).map((piece) => piece.value.cooked);
}

/** What the code asks of the catalogues: whole keys, and patterns for keys that are put together. */
function asked(): { keys: Set<string>; patterns: RegExp[] } {
  const keys = new Set<string>();
  const patterns: RegExp[] = [];
  for (const { tree } of [...sources, ...others.map(parsed)])
    walk(tree, (node) => {
      for (const text of texts(node)) if (stems.has(text)) keys.add(text);
      if (node.type !== 'TemplateLiteral') return;
      const pieces = texts(node);
      if (pieces.length > 1 && pieces.some((piece) => /[a-z]/.test(piece)))
        patterns.push(
          new RegExp(`^${pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\w.-]+')}$`),
        );
    });
  return { keys, patterns };
}

/** Agreements are asked like a record among sensitive answers, and are none. */
const ASKED = { ...declarations, types: { ...declarations.types, agreement } };
/** Texts that the declarations ask for: each type, field, choice and part of an entry, with its question, its hint, what is missing and words around it. */
const declared = new Set(
  [...labelsOf(ASKED), ...typesOf(declarations)].flatMap((key) =>
    ['', '.ask', '.hint', '.missing', '.which', '.told'].map((end) => key + end),
  ),
);
const deeds = new RegExp(`^(${Object.keys(declarations.types).join('|')})\\.did\\.(create|edit|void|unvoid)$`);

describe('the catalogues', () => {
  it.each(folders)('%s has every text in both languages, with the same holes', (folder) => {
    const fr = catalogue(folder, 'fr');
    const en = catalogue(folder, 'en');
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
    const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const key of Object.keys(fr)) expect(holes(en[key] ?? ''), key).toEqual(holes(fr[key] ?? ''));
  });

  it.each(folders)('%s is the same after it travelled folded', (folder) => {
    const [fr, en] = [catalogue(folder, 'fr'), catalogue(folder, 'en')];
    expect(unfolded(folded(fr))).toEqual(fr);
    expect(named(unfolded(folded(fr)), textsOf(fr, en))).toEqual(en);
  });

  it('no key stands in two of them', () => {
    const all = folders.flatMap((folder) => Object.keys(catalogue(folder, 'fr')));
    expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([]);
  });

  it('every plural has its forms', () => {
    const odd = [...french.keys()].filter((key) => {
      const other = key.endsWith('.one') ? 'other' : 'one';
      return plural.test(key) && !french.has(key.replace(plural, `.${other}`));
    });
    // « Autre » is a choice, no plural.
    expect(odd.filter((key) => !declared.has(key))).toEqual([]);
  });

  it('French is set as French is: typographic apostrophe, no-break spaces before high punctuation', () => {
    const wrong = [...french].filter(([, text]) => /'| [?!;:»]|« |[^\u202f ][?!;](\s|$)/.test(text));
    expect(wrong).toEqual([]);
  });
});

describe('the code', () => {
  it('asks for no text that is missing', () => {
    const missing: string[] = [];
    for (const { path, tree } of sources)
      walk(tree, (node) => {
        const callee = node['callee'] as { name?: string } | undefined;
        if (node.type !== 'CallExpression' || callee?.name !== 't') return;
        const [first] = node['arguments'] as Node[];
        if (!first) return;
        const choices = first.type === 'ConditionalExpression' ? [first['consequent'], first['alternate']] : [first];
        for (const choice of choices as Node[])
          if (choice.type === 'Literal' && !stems.has(String(choice['value'])))
            missing.push(`${path}: ${choice['value']}`);
      });
    expect(missing).toEqual([]);
  });

  it('uses every text', () => {
    const { keys, patterns } = asked();
    const used = (key: string) => keys.has(key) || patterns.some((pattern) => pattern.test(key));
    const idle = [...stems].filter(
      (key) => !used(key) && !declared.has(key) && !declared.has(`${key}.one`) && !deeds.test(key),
    );
    expect(idle).toEqual([]);
  });

  it('types no words of its own', () => {
    const found: string[] = [];
    for (const { path, tree } of sources)
      walk(tree, (node, parent, key) => {
        for (const text of texts(node)) {
          const name = (parent?.['key'] as { name?: string; value?: string } | undefined) ?? {};
          const property = key === 'value' ? (name.name ?? name.value ?? '') : '';
          const said = ['children', 'title', 'label', 'alt', 'placeholder', 'aria-label'].includes(property);
          // A name is the same in every language.
          if (text.replaceAll('Jɛkulu', '') === '') continue;
          if ((said && /[a-zà-ÿ]{2}/i.test(text)) || /[à-öø-ÿÀ-ÖØ-ßœŒ’«»]/.test(text)) found.push(`${path}: ${text}`);
        }
      });
    expect(found.filter((line) => !ALLOWED.some((one) => line.startsWith(one)))).toEqual([]);
  });
});

/** Letters of names and of searching, which are no words to translate. */
const ALLOWED = ['src/ui/branch.ts', 'src/ui/search.ts'];
