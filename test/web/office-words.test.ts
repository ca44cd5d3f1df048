// The office speaks French or English, whichever its reader chose: a word typed in the code of a page would be said in one of them only.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const files = ['src/hub/web', 'src/hub/programmes', 'src/hub/importing'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);

/** What is said elsewhere in both languages, or read in French only: sentences of codes, papers that a Malian office files, names of files. */
const ELSEWHERE: readonly string[] = ['src/hub/web/codes.ts'];

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Does not look into what nobody reads on a page: addresses of modules, faults of the program. */
function walk(node: Node, see: (node: Node) => void): void {
  if (/^(Import|Export\w*All|ThrowStatement)/.test(node.type)) return;
  see(node);
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, see);
}

const HOLE = '\u0000';
const pieces = (template: Node): string =>
  (template['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join(HOLE);

/** What a reader meets of a piece of HTML: the text between its tags, and what its attributes say aloud. */
function read(markup: string): readonly string[] {
  const aloud = [...markup.matchAll(/ (?:aria-label|placeholder|title|alt)="([^"]*)"/g)].map(([, text]) => text ?? '');
  return [...markup.replace(/<[^>]*>/g, HOLE).split(HOLE), ...aloud.flatMap((text) => text.split(HOLE))];
}

// A name or a sign is the same in every language.
const SAME = /J[ɛe]kulu|\b(PDF|CSV|XLSX|iCalendar|GeoJSON|vCard|JSON|QR|PIN|jekulu [\w -/]+)\b|&[#\w]+;/g;
const isWord = (text: string): boolean => /\p{L}{2}/u.test(text.replace(SAME, ''));
/** Of a text that may be anything (an address, a key, a class), what only French has, or what begins like a sentence. */
const isFrench = (text: string): boolean =>
  /[à-öø-ÿÀ-ÖØ-ßœŒ’«»]/.test(text.replace(SAME, '')) || /^\p{Lu}\p{Ll}{2,}( |$)/u.test(text.replace(SAME, '').trim());

function wordsIn(path: string): readonly string[] {
  const { code } = transformSync(readFileSync(join(root, path), 'utf8'), { loader: 'ts' });
  const found: string[] = [];
  walk(parseAst(code) as unknown as Node, (node) => {
    const tag = (node['tag'] as { name?: string } | undefined)?.name;
    if (node.type === 'TaggedTemplateExpression' && tag === 'html')
      found.push(...read(pieces(node['quasi'] as Node)).filter(isWord));
    if (node.type === 'Literal' && typeof node['value'] === 'string' && isFrench(node['value']))
      found.push(node['value']);
    if (node.type === 'TemplateLiteral' && pieces(node).split(HOLE).some(isFrench) && !pieces(node).includes('<'))
      found.push(pieces(node).replaceAll(HOLE, '…'));
  });
  return [...new Set(found)].map((text) => `${path}: ${text.trim()}`);
}

describe('the pages of the office', () => {
  it.each(files.filter((path) => !ELSEWHERE.includes(path)))('%s types no words of its own', (path) => {
    expect(wordsIn(path)).toEqual([]);
  });
});
