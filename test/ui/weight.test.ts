// What comes over the line of an empty browser, as it was built. A slow line carries about 6 KB a second.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { declarations } from '../../src/modules/index.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const app = join(root, 'dist', 'app');
const read = (file: string): string => readFileSync(join(app, file), 'utf8');
const weight = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + statSync(join(app, `${file}.br`)).size, 0);

/** A part and whatever it cannot begin without. */
function whole(part: string, into = new Set<string>()): Set<string> {
  if (into.has(part)) return into;
  into.add(part);
  for (const [, next = ''] of read(part).matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g)) whole(next, into);
  return into;
}

const page = read('index.html');
const [, main = ''] = /script[^>]+src="\/([^"]+)"/.exec(page) ?? [];
const [, look = ''] = /rel="stylesheet" href="\/([^"]+)"/.exec(page) ?? [];
/** A part that comes later, by the name it is built under. */
const later = (name: string): string => new RegExp(`${name}-[0-9A-F]{8}\\.js`).exec(read(main))?.[0] ?? name;

it('the first screen weighs at most 30 KB: page, look and code that cannot wait', () => {
  expect(weight(['index.html', look, ...whole(main)])).toBeLessThanOrEqual(30 * 1024);
});

it('from the link to the first letter at most 36 KB come: nothing of the records is waited for', () => {
  const road = whole(later('begin'), whole(main));
  expect(weight(['index.html', look, ...road])).toBeLessThanOrEqual(36 * 1024);
});

/** What the worker keeps: at once, and in the end. */
const [door = [], rest = []] = [...read('sw.js').matchAll(/\["\/[^\]]*"\]/g)].map(([list]) =>
  (JSON.parse(list) as string[]).map((path) => path.slice(1)),
);
const kept: readonly string[] = [...door, ...rest];
const size = (file: string): number => {
  const packed = join(app, `${file}.br`);
  return statSync(existsSync(packed) ? packed : join(app, file)).size;
};
const sizeOf = (files: readonly string[]): number => files.reduce((sum, file) => sum + size(file), 0);

it('SX-05 what opens the door with no network weighs less than 45 KB, and asks nothing of the rest', () => {
  expect(sizeOf(door)).toBeLessThan(45 * 1024);
  const packs = door.map((file) => file.replace(/-\w{8}\..+/, ''));
  expect(packs).toEqual(expect.arrayContaining(['index.html', 'first', 'start', 'main', 'begin', 'hello', 'faces']));
  for (const file of door.filter((one) => one.endsWith('.js')))
    for (const needed of whole(file)) expect(door, `${file} needs ${needed}`).toContain(needed);
});

it('SX-05 all that is kept for days without a network weighs less than 474 KB (the row says 500)', () => {
  expect(kept.length).toBeGreaterThan(40);
  expect(new Set(kept).size).toBe(kept.length);
  expect(kept).toContain(main);
  expect(sizeOf(kept)).toBeLessThan(474 * 1024);
});

it('what only the register of the hub says of personal data comes to no device, and nothing there asks for it', () => {
  const all = kept
    .filter((file) => file.endsWith('.js'))
    .map(read)
    .join('');
  const told = Object.values(declarations.types).flatMap(({ personal }) => (personal ? [personal.purpose] : []));
  expect(told.length).toBeGreaterThan(20);
  expect(told.filter((purpose) => all.includes(purpose))).toEqual([]);
  const asks = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /^(kernel|ui|device|modules)\b.*\.tsx?$/.test(path))
    .filter((path) => /personal\??\.(purpose|basis|retention)/.test(readFileSync(join(root, 'src', path), 'utf8')));
  expect(asks).toEqual([]);
});

it('no file of the app waits for one that waits for it', () => {
  const needs = (part: string): string[] =>
    [...read(part).matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g)].map(([, next = '']) => next);
  for (const part of kept.filter((file) => file.endsWith('.js') && file !== 'sw.js'))
    for (const next of needs(part)) expect(whole(next), `${part} and ${next}`).not.toContain(part);
});
