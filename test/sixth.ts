/**
 * Somebody follows docs/add-a-module.md to the letter: a copy of the program in a folder of its own, with one module more than it was made for,
 * built and started as anybody would.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../src/hub/postgres.ts';

const home = dirname(dirname(fileURLToPath(import.meta.url)));

/** One step of the page: a file to make, or lines to change in one that is there. */
interface Step {
  readonly file: string;
  readonly kind: string;
  readonly text: string;
}

/** Every block of code behind a line that names a file of the sources. */
export function stepsOf(page: string): readonly Step[] {
  const blocks = page.matchAll(/^(.*`src\/[^\n]*):\n\n```(\w+)\n([\s\S]*?)```$/gm);
  return [...blocks].map(([, line = '', kind = '', text = '']) => {
    const file = [...line.matchAll(/`(src\/[^`]+\.\w+)`/g)].at(-1)?.[1];
    if (!file) throw new Error(`no file in: ${line}`);
    return { file, kind, text };
  });
}

/** Lines with `-` become those with `+` behind them; `+` behind a line that stays is put behind it. Throws when the file has no such line. */
export function changed(text: string, diff: string): string {
  const lines = text.split('\n');
  let at = -1;
  let gone = -1;
  for (const line of diff.trimEnd().split('\n')) {
    const [sign, words] = [line[0], line.slice(1)];
    if (sign === '+') {
      if (gone >= 0) lines[gone] = words;
      else lines.splice(++at, 0, words);
      gone = -1;
      continue;
    }
    at = lines.indexOf(words);
    if (at < 0) throw new Error(`the file has no line: ${words}`);
    gone = sign === '-' ? at : -1;
  }
  return lines.join('\n');
}

/** The copy with its sixth module, not built yet. */
export function copyWithModule(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jekulu-sixth-'));
  for (const path of ['src', 'package.json', 'package-lock.json', 'tsconfig.json', 'biome.json'])
    cpSync(join(home, path), join(folder, path), { recursive: true });
  mkdirSync(join(folder, 'test'));
  for (const path of ['node_modules', 'test/node_modules']) symlinkSync(join(home, path), join(folder, path));
  for (const { file, kind, text } of stepsOf(readFileSync(join(home, 'docs', 'add-a-module.md'), 'utf8'))) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, kind === 'diff' ? changed(readFileSync(path, 'utf8'), text) : text);
  }
  return folder;
}

/** Runs a tool of the project in the copy; its words when it fails, '' when all is well. */
export function run(folder: string, ...command: readonly string[]): string {
  const done = spawnSync(process.execPath, [...command], { cwd: folder, encoding: 'utf8' });
  return done.status === 0 ? '' : `${done.stdout}\n${done.stderr}`;
}
export const build = (folder: string): string => run(folder, join(home, 'scripts', 'build.mjs'), `--root=${folder}`);
export const checkTypes = (folder: string): string =>
  run(folder, join(home, 'test/node_modules/typescript/bin/tsc'), '-p', '.', '--singleThreaded');
export const checkStyle = (folder: string): string =>
  run(folder, join(home, 'test/node_modules/@biomejs/biome/bin/biome'), 'ci', 'src/modules');

export interface SixthHub {
  readonly url: string;
  readonly databaseUrl: string;
  readonly password: string;
  /** Of the first phone. */
  readonly code: string;
  end(): Promise<void>;
}

/** Starts the built copy on a PostgreSQL of its own, as `npm start -- --no-demo` does, and reads what it says. */
export async function startSixth(folder: string): Promise<SixthHub> {
  const data = mkdtempSync(join(tmpdir(), 'jekulu-sixth-data-'));
  const database = await openDatabase({ dataDir: join(data, 'database'), log: { info: () => {}, warn: () => {} } });
  if (!database.ok) throw new Error(database.error.code);
  const child = spawn(process.execPath, [join(folder, 'dist', 'hub', 'main.js'), 'start', '--no-demo'], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      JEKULU_DATA: join(data, 'hub'),
      JEKULU_NAME: 'Réseau six',
      DATABASE_URL: database.value.url,
    },
  });
  const said = await words(child, /localhost:(\d+)\n[\s\S]*#a=(\S+)[\s\S]*secretariat {2}(\S+)/);
  const [, port, code = '', password = ''] = said;
  return {
    url: `http://127.0.0.1:${port}`,
    databaseUrl: database.value.url,
    code,
    password,
    end: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'close');
      await database.value.stop();
      for (const one of [data, folder]) rmSync(one, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** What a program says, once it has said all of it. */
async function words(child: ChildProcess, all: RegExp): Promise<RegExpExecArray> {
  let out = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
  }
  for (const began = Date.now(); Date.now() - began < 60_000; ) {
    const found = all.exec(out);
    if (found) return found;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`never said ${all}: ${out}`);
}
