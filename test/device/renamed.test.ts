// One corrected line gave new names to most files of the app, and every phone paid for nearly all of it again.
import { afterEach, expect, it, vi } from 'vitest';
// @ts-expect-error a script of the build, without types
import { nameless as namelessOf } from '../../scripts/parts.mjs';
import { type Nameless, renamed, scriptsIn } from '../../src/device/renamed.ts';

type Build = Readonly<Record<string, string>>;
const nameless = (build: Build): Nameless => namelessOf(Object.keys(build), (path: string) => build[path]);

/** What a worker holds of a build, under `jekulu-old`. */
function kept(build: Build, broken = ''): void {
  const cache = {
    keys: async () => Object.keys(build).map((path) => ({ url: `https://jekulu.test${path}` })),
    match: async ({ url }: { url: string }) => {
      const { pathname: path } = new URL(url);
      if (path === broken) throw new DOMException('the disk', 'UnknownError');
      return new Response(build[path]);
    },
  };
  vi.stubGlobal('caches', { open: async () => cache });
}
afterEach(() => vi.unstubAllGlobals());

/** What each file of a build can be made of from another; null where it must be fetched. */
async function made(before: Build, after: Build): Promise<Readonly<Record<string, string | null>>> {
  kept(before);
  const scripts = await scriptsIn(['jekulu-old']);
  const files = Object.keys(after);
  const all = files.map(async (path) => {
    const response = renamed(path, files, nameless(after), scripts);
    return [path, response ? await response.text() : null] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

const OLD: Build = {
  '/index.html': '<script src="/main-AAAAAAAA.js">',
  '/work-11111111.js': 'export let a = 1;',
  '/main-AAAAAAAA.js': 'import{a}from"./work-11111111.js";import("./part-22222222.js");import("./work-11111111.js");',
  '/part-22222222.js': 'import{a}from"./work-11111111.js";a();',
};

it('makes every file that only has other names in it, letter by letter, and no other', async () => {
  const after: Build = {
    '/part-44444444.js': OLD['/part-22222222.js']?.replaceAll('11111111', '33333333') ?? '',
    '/main-BBBBBBBB.js':
      OLD['/main-AAAAAAAA.js']?.replaceAll('11111111', '33333333').replace('22222222', '44444444') ?? '',
    '/index.html': '<script src="/main-BBBBBBBB.js">',
    '/work-33333333.js': 'export let a = 2;',
  };
  const files = await made(OLD, after);
  for (const path of ['/part-44444444.js', '/main-BBBBBBBB.js']) expect(files[path], path).toBe(after[path]);
  expect([files['/index.html'], files['/work-33333333.js']]).toEqual([null, null]);
});

it('takes no file in which the same places name one another otherwise', async () => {
  const before: Build = {
    ...OLD,
    '/main-AAAAAAAA.js': 'f("./work-11111111.js","./part-22222222.js","./work-11111111.js")',
  };
  const after: Build = {
    ...OLD,
    '/main-CCCCCCCC.js': 'f("./work-11111111.js","./part-22222222.js","./part-22222222.js")',
  };
  expect((await made(before, after))['/main-CCCCCCCC.js']).toBeNull();
});

it('goes on where one file of those that are kept cannot be read', async () => {
  kept(OLD, '/main-AAAAAAAA.js');
  const scripts = await scriptsIn(['jekulu-old']);
  expect([...scripts.values()]).toEqual([OLD['/work-11111111.js'], OLD['/part-22222222.js']]);
});

it('is asked for nothing that the build does not keep', () => {
  expect(() => nameless({ '/main-AAAAAAAA.js': 'import"./gone-99999999.js"' })).toThrow('names what is not kept');
});
