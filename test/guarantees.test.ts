// The page that promises and the tests that enforce name the same things.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(path);
    return /\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const promised = [...readFileSync(join(root, 'docs/sync.md'), 'utf8').matchAll(/^\| \*\*(SYNC-\d\d)\*\*/gm)].map(
  (match) => match[1],
);
const enforced = new Set(
  testFiles(join(root, 'test'))
    .filter((path) => !path.endsWith('guarantees.test.ts'))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\b(?:it|test)(?:\.prop\(.*?\))?\(\s*['"`]([^'"`]*)/g)])
    .flatMap((match) => match[1]?.match(/SYNC-\d\d/g) ?? []),
);

it('every guarantee of docs/sync.md is named by a test', () => {
  expect(promised.filter((id) => id && !enforced.has(id))).toEqual([]);
});

it('every guarantee named by a test is promised in docs/sync.md, once', () => {
  expect([...enforced].filter((id) => !promised.includes(id))).toEqual([]);
  expect(new Set(promised).size).toBe(promised.length);
});
