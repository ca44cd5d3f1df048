/**
 * The same work of a branch (24,918 records, `corpus/slice.ts`) by Jɛkulu and by what people would take instead: PouchDB 9 with express-pouchdb, and
 * RxDB 17 over HTTP. Each client is a page in a real Chromium that keeps what it receives in IndexedDB, each server a Node process, the line between
 * them the same (`line.ts`). `docs/measurements.md` says how they are tuned and why this is fair.
 *   --scale N     so much of the work (default 1)
 *   --no-2g       by loopback only
 *   --only NAME   jekulu, rxdb, pouchdb or pouchdb_packed alone (no ratios)
 *
 * Bytes are all bytes on the sockets, heads included, both ways. Times are of the second client of a server, on a page already loaded.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { dice } from '../src/hub/demo/random.ts';
import { type Day, type Doc, type Edit, slice } from './corpus/slice.ts';
import { createOf } from './corpus/tell-slice.ts';
import { root } from './from-tests.ts';
import { browser, buildPage, devicePage, type Page, startTold } from './hosts.ts';
import { byPath, Line, LOOPBACK, type Pace, TWO_G } from './line.ts';
import { copyWithReference } from './peers/copy.ts';
import { table } from './table.ts';

/** What a client of one engine can be asked, on its page. */
interface Client {
  first(): Promise<number>;
  /** Whatever an engine does once after a first exchange, before its usual days. */
  settle(): Promise<void>;
  /** Writes the work of a day, another each time. */
  save(day: Day): Promise<void>;
  push(): Promise<number>;
  idle(): Promise<number>;
  close(): Promise<void>;
}
interface Engine {
  readonly port: number;
  client(line: Line): Promise<Client>;
  /** Edits nobody can read any more, of 400 on 200 records; as it comes, and with the handling its users write. */
  conflicts(): Promise<{ readonly usual: number; readonly handled: number }>;
  end(): Promise<void>;
}
interface Seen {
  first_kb: number;
  first_s: number;
  first_requests: number;
  push_kb: number;
  push_s: number;
  push_requests: number;
  idle_bytes: number;
  idle_s: number;
}
interface Clash {
  readonly id: string;
  readonly one: { readonly [field: string]: string };
  readonly other: { readonly [field: string]: string };
}

/** `pouchdb_packed`: its requests gzipped as well, which PouchDB itself never does. */
const ENGINES = ['jekulu', 'rxdb', 'pouchdb', 'pouchdb_packed'] as const;
type Peer = Exclude<(typeof ENGINES)[number], 'jekulu'>;
interface Measured {
  readonly loopback: Seen;
  readonly slow?: Seen;
  readonly lost: { readonly usual: number; readonly handled: number };
}

declare global {
  interface Window {
    readonly peer: {
      first(wanted: number): Promise<number>;
      settle(): Promise<unknown>;
      save(created: readonly (readonly Doc[])[], edits: readonly Edit[]): Promise<void>;
      push(): Promise<number>;
      idle(): Promise<number>;
      conflicts(edits: readonly Clash[], handled: boolean): Promise<number>;
    };
  }
}

const peers = join(root, 'bench', 'peers');
const kb = (bytes: number): number => Math.round((bytes / 1024) * 10) / 10;
const seconds = (ms: number): number => Math.round(ms / 10) / 100;
const ratio = (ours: number, theirs: number): number => Math.round((ours / theirs) * 1000) / 1000;
const option = (args: readonly string[], name: string): string | undefined =>
  args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
/** Parts of the program, which a browser keeps under their names. */
const HASHED = /-[A-Z0-9]{8}\.js$/;
/** No engine may need longer for one step. */
const PATIENCE = 30 * 60_000;

/** Half of the records: two fields; the other half: the same field. */
const clashesOf = (ids: readonly string[]): Clash[] =>
  ids.slice(0, 200).map((id, i) => ({
    id,
    one: { job: `couturière ${i}` },
    other: i % 2 === 0 ? { place: `Koutiala ${i}` } : { job: `maraîchère ${i}` },
  }));

async function jekulu(scratch: string, scale: number): Promise<Engine> {
  const from = copyWithReference(mkdtempSync(join(scratch, 'copy-')));
  const appDir = await buildPage('bench/client-page.ts', join(scratch, 'jekulu'), from);
  const idsFile = join(scratch, 'ids.json');
  const told = await startTold({ slice: scale, appDir, codes: 8, ids: idsFile }, from);
  const ids = JSON.parse(readFileSync(idsFile, 'utf8')) as Record<string, string>;
  const codes = [...told.codes.animator];
  const parts = readdirSync(appDir).filter((file) => HASHED.test(file));
  const work = slice(scale);
  const wanted: Record<string, number> = {};
  for (const { type } of work.acts.flat()) wanted[type] = (wanted[type] ?? 0) + 1;
  const join_ = async (url: string) => {
    const opened = await devicePage(url, parts);
    opened.page.setDefaultTimeout(PATIENCE);
    return { ...opened, code: codes.shift() as string };
  };
  // Within a group a record made before is named by its place in it; across groups by the id the page says.
  const idOf = (name: string): string => ids[name] ?? name;
  return {
    port: told.port,
    async client(line) {
      const { context, page, code } = await join_(line.url);
      const d = dice(5);
      return {
        first: async () => {
          line.forget();
          await page.evaluate((one) => window.client.join(one), code);
          return page.evaluate((all) => window.client.exchange(all), wanted);
        },
        settle: async () => void (await page.evaluate(() => window.client.exchange())),
        save: async ({ created, edits }) => {
          const late = created[0]?.[0] as Doc;
          const [session = ''] = await save(page, [[createOf(late, idOf)]]);
          const known = (name: string): string => (name === late.id ? session : idOf(name));
          await save(
            page,
            created.slice(1).map((docs) => docs.map((doc) => createOf(doc, known))),
            d.between(3, 9),
          );
          await save(
            page,
            edits.map(({ id, body }) => [{ do: 'edit', record: idOf(id), body }]),
            d.between(1, 5),
          );
        },
        push: () => page.evaluate(() => window.client.exchange()),
        idle: () => page.evaluate(() => window.client.exchange()),
        close: () => context.close(),
      };
    },
    async conflicts() {
      const line = await Line.open(told.port);
      const devices = [await join_(line.url), await join_(line.url)];
      for (const { page, code } of devices) {
        await page.evaluate((one) => window.client.join(one), code);
        await page.evaluate((all) => window.client.exchange(all), wanted);
      }
      const clashes = clashesOf(work.acts.flat().flatMap((doc) => (doc.type === 'person' ? [idOf(doc.id)] : [])));
      for (const [i, { page }] of devices.entries())
        await save(
          page,
          clashes.map(({ id, one, other }) => [{ do: 'edit', record: id, body: i === 0 ? one : other }]),
        );
      for (const { page } of [...devices, ...devices]) await page.evaluate(() => window.client.exchange());
      let lost = 0;
      for (const { page } of devices) {
        const gone = await page.evaluate(
          (all) =>
            all.flatMap(({ id, one, other }) =>
              [one, other].filter(
                (edit) =>
                  !Object.entries(edit).every(([field, value]) => window.client.values(id, field).includes(value)),
              ),
            ).length,
          clashes,
        );
        lost = Math.max(lost, gone);
      }
      for (const { context } of devices) await context.close();
      line.close();
      return { usual: lost, handled: lost };
    },
    end: () => told.end(),
  };
}

const save = (page: Page, groups: readonly (readonly unknown[])[], minutes = 2): Promise<readonly string[]> =>
  page.evaluate(([all, apart]) => window.client.save(all, [apart]), [groups, minutes] as const);

async function peer(engine: Peer, scratch: string, scale: number): Promise<Engine> {
  const [name = '', packed] = engine.split('_');
  const docs = slice(scale).acts.flat();
  const few = docs.filter(({ type }) => type === 'person').slice(0, 200);
  const files = { docs: join(scratch, `${name}-docs.json`), few: join(scratch, `${name}-few.json`) };
  writeFileSync(files.docs, JSON.stringify(docs));
  writeFileSync(files.few, JSON.stringify(few));
  const page = await buildPage(`bench/peers/${name}-page.mjs`, join(scratch, `${name}-page`));
  const child: ChildProcess = spawn(
    process.execPath,
    [
      join(peers, `serve-${name}.mjs`),
      JSON.stringify({ ...files, page, folder: mkdtempSync(join(scratch, `${name}-`)) }),
    ],
    { cwd: peers, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const port = await new Promise<number>((done, failed) => {
    child.once('exit', () => failed(new Error(`the server of ${name} ended`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', (line) =>
      done(JSON.parse(line).port),
    );
  });
  const open = async (url: string) => {
    const context = await browser();
    const opened = context.pages()[0] ?? (await context.newPage());
    opened.setDefaultTimeout(PATIENCE);
    opened.on('pageerror', (error) => console.error(error));
    await opened.goto(packed ? `${url}/#packed` : url);
    await opened.waitForFunction(() => 'peer' in window);
    await opened.waitForLoadState('networkidle');
    return { context, page: opened };
  };
  return {
    port,
    async client(line) {
      const { context, page } = await open(line.url);
      return {
        first: () => {
          line.forget();
          return page.evaluate((n) => window.peer.first(n), docs.length);
        },
        settle: async () => void (await page.evaluate(() => window.peer.settle())),
        save: (day) =>
          page.evaluate(([created, edits]) => window.peer.save(created, edits), [day.created, day.edits] as const),
        push: () => page.evaluate(() => window.peer.push()),
        idle: () => page.evaluate(() => window.peer.idle()),
        close: () => context.close(),
      };
    },
    async conflicts() {
      const line = await Line.open(port);
      const { context, page } = await open(line.url);
      const lost = async (handled: boolean, from: number): Promise<number> =>
        page.evaluate(([all, handled]) => window.peer.conflicts(all, handled), [
          clashesOf(few.map(({ id }) => id)).map(marked(from)),
          handled,
        ] as const);
      const found = { usual: await lost(false, 0), handled: await lost(true, 1) };
      await context.close();
      line.close();
      return found;
    },
    end: async () => {
      child.stdin?.end();
      await new Promise((done) => child.once('exit', done));
    },
  };
}

/** The second time other words, so that nothing of the first is taken for it. */
const marked =
  (round: number) =>
  ({ id, one, other }: Clash): Clash => {
    const mark = (edit: Clash['one']) =>
      Object.fromEntries(Object.entries(edit).map(([key, value]) => [key, `${value} ${round}`]));
    return { id, one: mark(one), other: mark(other) };
  };

/** One whole day of a client: all of it for the first time, the work of a day up, then nothing new. */
async function dayOf(engine: Engine, pace: Pace, what: string, day: Day): Promise<Seen> {
  const line = await Line.open(engine.port, pace);
  const client = await engine.client(line);
  try {
    const first = await client.first();
    const [first_kb, first_requests] = [kb(line.up + line.down), line.heard.length];
    console.log(
      `${what}: first exchange ${first_kb} KB (${kb(line.down)} down, ${kb(line.up)} up), ${first_requests} requests, ${line.connections} new connections, ${seconds(first)} s; bodies ${[...new Set(line.heard.map((one) => one.downEncoding || 'plain'))]}`,
    );
    if (line.heard.length < 100) console.log(byPath(line.heard));
    line.forget();
    await client.settle();
    console.log(`  settling: ${kb(line.up + line.down)} KB, ${line.heard.length} requests`);
    await client.save(day);
    line.forget();
    const push = await client.push();
    const [push_kb, push_requests] = [kb(line.up + line.down), line.heard.length];
    console.log(
      `  a day up: ${push_kb} KB (${kb(line.up)} up), bodies ${kb(line.heard.reduce((sum, one) => sum + one.up, 0))} up, ${push_requests} requests, ${seconds(push)} s`,
    );
    // What a first look after one's own work settles is settled.
    await client.idle();
    line.forget();
    const idle = await client.idle();
    const idle_bytes = line.up + line.down;
    console.log(`  nothing new: ${idle_bytes} bytes, ${line.heard.length} requests, ${seconds(idle)} s`);
    return {
      first_kb,
      first_s: seconds(first),
      first_requests,
      push_kb,
      push_s: seconds(push),
      push_requests,
      idle_bytes,
      idle_s: seconds(idle),
    };
  } finally {
    await client.close();
    line.close();
  }
}

/** The peers are fetched for this bench only. */
function install(): void {
  if (existsSync(join(peers, 'node_modules', 'rxdb'))) return;
  const done = spawnSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: peers, stdio: 'inherit' });
  if (done.status !== 0) throw new Error('the peers could not be installed');
}

export default async function run(args: readonly string[]): Promise<Record<string, number>> {
  const scale = Number(option(args, '--scale') ?? 1);
  const only = option(args, '--only');
  const scratch = mkdtempSync(join(tmpdir(), 'jekulu-peers-'));
  const seen: Partial<Record<(typeof ENGINES)[number], Measured>> = {};
  if (only !== 'jekulu') install();
  try {
    for (const name of ENGINES) {
      if (only && only !== name) continue;
      const engine = name === 'jekulu' ? await jekulu(scratch, scale) : await peer(name, scratch, scale);
      try {
        // The first client warms the server; the second counts.
        const { day } = slice(scale);
        await dayOf(engine, LOOPBACK, `${name}, to warm up`, day(0));
        const loopback = await dayOf(engine, LOOPBACK, `${name}, loopback`, day(1));
        const slow =
          args.includes('--no-2g') || name === 'pouchdb_packed'
            ? undefined
            : await dayOf(engine, TWO_G, `${name}, 120/60 kbit/s, 400 ms`, day(2));
        const lost = await engine.conflicts();
        console.log(`  400 edits on 200 records at once: ${lost.usual} lost, with handling ${lost.handled}`);
        seen[name] = { loopback, ...(slow && { slow }), lost };
      } finally {
        await engine.end();
      }
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  return figuresOf(seen);
}

function figuresOf(seen: Partial<Record<(typeof ENGINES)[number], Measured>>): Record<string, number> {
  const { jekulu: ours, rxdb, pouchdb, pouchdb_packed: packed } = seen;
  const figures: Record<string, number> = {};
  for (const [name, one] of Object.entries(seen)) {
    for (const [what, value] of Object.entries(one.loopback)) figures[`${name}_${what}`] = value;
    for (const [what, value] of Object.entries(one.slow ?? {}))
      if (what.endsWith('_s')) figures[`${name}_${what.replace('_s', '_2g_s')}`] = value;
    figures[name === 'jekulu' ? 'lost_edits_ours' : `lost_edits_${name}`] = one.lost.usual;
    if (name !== 'jekulu') figures[`lost_edits_${name}_handled`] = one.lost.handled;
  }
  if (!ours || !rxdb || !pouchdb || !packed) return figures;
  const best = (what: keyof Seen): number =>
    Math.min(rxdb.loopback[what], pouchdb.loopback[what], packed.loopback[what]);
  figures['pouchdb_bytes_ratio'] = ratio(ours.loopback.first_kb, pouchdb.loopback.first_kb);
  figures['pouchdb_packed_bytes_ratio'] = ratio(ours.loopback.first_kb, packed.loopback.first_kb);
  figures['pouchdb_time_ratio'] = ratio(ours.loopback.first_s, pouchdb.loopback.first_s);
  figures['rxdb_bytes_ratio'] = ratio(ours.loopback.first_kb, rxdb.loopback.first_kb);
  figures['push_bytes_ratio_best'] = ratio(ours.loopback.push_kb, best('push_kb'));
  figures['idle_bytes_ratio_best'] = ratio(ours.loopback.idle_bytes, best('idle_bytes'));
  if (ours.slow && rxdb.slow && pouchdb.slow) {
    figures['rxdb_time_2g_ratio'] = ratio(ours.slow.first_s, rxdb.slow.first_s);
    figures['pouchdb_time_2g_ratio'] = ratio(ours.slow.first_s, pouchdb.slow.first_s);
  }
  const rows: readonly (readonly [string, string, string])[] = [
    ['pouchdb_bytes_ratio', 'first exchange: bytes, ours ÷ PouchDB', '≤ 0.15'],
    ['pouchdb_packed_bytes_ratio', '  with its requests gzipped too', ''],
    ['pouchdb_time_ratio', 'time by loopback', '≤ 0.1'],
    ['pouchdb_time_2g_ratio', 'time by 2G', ''],
    ['rxdb_bytes_ratio', 'first exchange: bytes, ours ÷ RxDB', '≤ 0.85'],
    ['rxdb_time_2g_ratio', 'time by 2G', '≤ 0.8'],
    ['push_bytes_ratio_best', 'a day of 400 changes: bytes, ours ÷ the better', '≤ 1'],
    ['idle_bytes_ratio_best', 'nothing new: bytes, ours ÷ the better', '≤ 1'],
    ['lost_edits_ours', 'of 400 edits at once on 200 records, lost: ours', '0'],
    ['lost_edits_pouchdb', 'PouchDB as it comes', ''],
    ['lost_edits_pouchdb_handled', 'PouchDB with handling', ''],
    ['lost_edits_rxdb', 'RxDB as it comes', ''],
    ['lost_edits_rxdb_handled', 'RxDB with handling', ''],
  ];
  table(
    rows.flatMap(([name, what, aim]) => (figures[name] === undefined ? [] : [[what, figures[name], '', aim] as const])),
  );
  return figures;
}
