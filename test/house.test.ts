// The rules of the house that no compiler knows, read from the sources themselves.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Everything in a room may use what stands below it, never what stands above or beside. */
const below: Record<string, readonly string[]> = {
  kernel: [],
  ui: ['kernel'],
  paper: ['kernel'],
  modules: ['kernel', 'ui', 'paper'],
  device: ['kernel', 'ui', 'paper', 'modules'],
  hub: ['kernel', 'ui', 'paper', 'modules'],
  cli: ['kernel', 'ui', 'paper', 'modules', 'hub'],
};

/** Same inputs, same state: whatever the kernel reads from its surroundings would make two copies disagree. */
const kernelForbids: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bDate\.now\b/, 'Date.now'],
  [/\bnew Date\(\s*\)/, 'new Date()'],
  [/\bperformance\.now\b/, 'performance.now'],
  [/\bMath\.random\b/, 'Math.random'],
  [/\b(getRandomValues|randomUUID)\b/, 'randomness'],
  [/(?<![.\w])fetch\(/, 'fetch'],
  [/(?<![.\w])process\./, 'process'],
  [/\b(indexedDB|localStorage)\b/, 'storage'],
  [/(?<![.\w])set(Timeout|Interval)\(/, 'timers'],
  [/['"]node:/, 'node: imports'],
];

/** What is made of the sources is nobody's to read. */
const MADE: readonly string[] = ['bench/out'];

const sources = list('src').filter((path) => /\.(ts|tsx|css)$/.test(path));
const code = sources.filter((path) => !path.endsWith('.css'));

describe('house rules', () => {
  it('every file of sources, tests, measurements and scripts has fewer than 400 lines', () => {
    const others = ['test', 'bench', 'scripts'].flatMap(list).filter((path) => /\.(ts|tsx|mjs)$/.test(path));
    expect(others.length).toBeGreaterThan(100);
    expect([...sources, ...others].filter((path) => read(path).split('\n').length > 400)).toEqual([]);
  });

  it('the kernel has no clock, randomness, wire or storage of its own', () => {
    const found = code
      .filter((path) => path.startsWith('src/kernel/'))
      .flatMap((path) => {
        const text = withoutComments(read(path));
        return kernelForbids.filter(([pattern]) => pattern.test(text)).map(([, name]) => `${path}: ${name}`);
      });
    expect(found).toEqual([]);
  });

  it('imports only go down', () => {
    const found = code.flatMap((path) =>
      importsOf(path).flatMap((target) => {
        const [room, other] = [roomOf(path), roomOf(target)];
        return room === other || below[room]?.includes(other) ? [] : [`${path} imports ${target}`];
      }),
    );
    expect(found).toEqual([]);
  });

  it("a module never imports another module's screens", () => {
    const moduleOf = (path: string) => /^src\/modules\/([^/]+)\//.exec(path)?.[1];
    const found = code
      .filter((path) => moduleOf(path))
      .flatMap((path) =>
        importsOf(path)
          .filter((target) => target.includes('/screens/') && moduleOf(target) !== moduleOf(path))
          .map((target) => `${path} imports ${target}`),
      );
    expect(found).toEqual([]);
  });

  it('what only the hub needs never reaches a phone', () => {
    const found = code
      .filter((path) => !/^src\/(hub|cli)\//.test(path))
      .filter((path) => /'(@valibot\/to-json-schema|bidi-js)'/.test(withoutComments(read(path))));
    expect(found).toEqual([]);
  });

  it('relative imports name their file in full', () => {
    const found = code.flatMap((path) =>
      importsOf(path)
        .filter((target) => !/\.\w+$/.test(target))
        .map((target) => `${path} imports ${target}`),
    );
    expect(found).toEqual([]);
  });

  it('the page on security names tests and pages that are there', () => {
    const links = [...read('docs/security.md').matchAll(/\]\(((?!https:)[^)#]+)\)/g)].map(([, to]) =>
      posix.join('docs', to ?? ''),
    );
    expect(links.length).toBeGreaterThan(15);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('lock files name no registry', () => {
    for (const lock of ['package-lock.json', 'test/package-lock.json']) {
      expect(read(lock), lock).not.toContain('"resolved": "http');
    }
  });
});

/** What is installed there is not ours, and a folder named with a dot is nobody's source. */
function list(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.') && !MADE.includes(posix.join(folder, name)))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      return entry.isDirectory() ? list(path) : [path];
    })
    .sort();
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** Good enough for our own sources: a comment may well speak of what the code must not do. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

function importsOf(path: string): string[] {
  const found = withoutComments(read(path)).matchAll(/(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g);
  return [...found].map((match) => posix.normalize(posix.join(posix.dirname(path), match[1] ?? '')));
}
