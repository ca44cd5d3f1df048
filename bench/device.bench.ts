/**
 * What 50,000 records cost a weak phone: the app's own storage, keys and screens in a real Chromium whose page runs at a sixth of this machine's
 * speed (CDP `Emulation.setCPUThrottlingRate`).
 * What comes off the line is columns, of an answer or of a snapshot: taking them into memory turns them into columns of rest, storing seals these.
 *   --rate N    another throttle (default 6)        --rounds N  how often each thing is measured (default 3)
 *   --part mixed|list   only storing and loading, or only the app with its list
 *   --profile   keeps a CPU profile of each part in bench/out
 *   --whole     slows the whole browser instead of the page's main thread: every process of it, its compilers, collectors and ciphers, is stopped
 *               for all but one part in N of the time, by signals; they still run beside each other, as on a telephone with several cores
 *
 * The throttle slows the page's main thread only. What the browser does elsewhere (ciphers, disk, its other processes) is read from the system's
 * own count, and a second figure adds it as if it too ran N times slower and beside nothing else: `…_whole_s`. The app starts no worker of its own.
 * Where others use the machine meanwhile, a throttled page is slowed for their time too: `…_cpu_s` is what the page's thread took of a processor
 * without the throttle, times N, and hardly minds them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Mix } from './corpus.ts';
import type { Bench } from './device-page.tsx';
import { fromTests, root } from './from-tests.ts';
import { median, table } from './table.ts';

declare global {
  interface Window {
    readonly bench: Bench;
    keys: number[];
  }
}

type Context = Awaited<ReturnType<typeof import('../test/browser.ts').launchBrowser>>;
export type Page = ReturnType<Context['pages']>[number];
type CDPSession = Awaited<ReturnType<Context['newCDPSession']>>;

const PIN = '280594';
const WHOLE = process.argv.includes('--whole');
const MIXED: Mix = { organisations: 20_000, contacts: 16_000, persons: 14_000 };
/** Time between the list and the first letter, ms. */
const WRITES_AFTER = 2000;
/** Time between two letters on a telephone, ms; nothing else is asked of the page meanwhile. */
const KEY_EVERY = 400;
/** All in one list; three in ten say something in free words. */
const LISTED: Mix = { organisations: 50_000, contacts: 25_000, persons: 100, telling: 30 };
const HTML = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Jɛkulu</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="/app.css">
<script type="module" src="/page.js"></script></head><body><div id="app"></div></body></html>`;

/** The page, built as the app is, on an origin of its own. */
export async function openSite(): Promise<{ url: string; close(): void }> {
  const built = await build({
    absWorkingDir: root,
    entryPoints: { page: 'bench/device-page.tsx', app: 'src/ui/app.css' },
    outdir: join(root, 'bench', 'out', 'page'),
    write: false,
    bundle: true,
    splitting: true,
    minify: !process.argv.includes('--profile'),
    format: 'esm',
    platform: 'browser',
    target: 'chrome100',
    charset: 'utf8',
    logLevel: 'error',
    loader: { '.svg': 'text' },
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact', verbatimModuleSyntax: true } },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const files = new Map(built.outputFiles.map((file) => [`/${file.path.split(/[/\\]/).at(-1)}`, file.contents]));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://here').pathname;
    const file = files.get(path);
    if (path === '/') response.setHeader('content-type', 'text/html; charset=utf-8').end(HTML);
    else if (!file) response.writeHead(404).end();
    else response.setHeader('content-type', path.endsWith('.css') ? 'text/css' : 'text/javascript').end(file);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

/** Processes of the browser. */
function browserPids(): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name))
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
      } catch {
        // It ended while we were looking.
      }
  const isOurs = (pid: number): boolean =>
    pid === process.pid || (parents.has(pid) && isOurs(parents.get(pid) as number));
  return [...parents.keys()].filter((pid) => pid !== process.pid && isOurs(pid));
}

/** CPU that the browser has spent so far: on main threads of its pages, and everywhere else. Seconds. */
function spent(): { readonly page: number; readonly other: number } {
  let [page, other] = [0, 0];
  for (const pid of browserPids()) {
    try {
      const isPage = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
      for (const task of readdirSync(`/proc/${pid}/task`)) {
        const seconds = Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e9;
        if (isPage && Number(task) === pid) page += seconds;
        else other += seconds;
      }
    } catch {
      // A thread ended while we were looking: what it spent is not known any more.
    }
  }
  return { page, other };
}

/** Pieces of time in which a slowed browser may run, ms. */
const RUNS = 8;

/** Lets every process of the browser run for one part in `rate` of the time. Returns how to stop. */
function slowWhole(rate: number): () => void {
  const pids = browserPids();
  const say = (signal: 'SIGSTOP' | 'SIGCONT'): void => {
    for (const pid of pids)
      try {
        process.kill(pid, signal);
      } catch {
        // It ended while we were looking.
      }
  };
  let timer: ReturnType<typeof setTimeout>;
  const run = (): void => {
    say('SIGCONT');
    timer = setTimeout(rest, RUNS);
  };
  const rest = (): void => {
    say('SIGSTOP');
    timer = setTimeout(run, RUNS * (rate - 1));
  };
  rest();
  return () => {
    clearTimeout(timer);
    say('SIGCONT');
  };
}

export class Measured {
  readonly #page: Page;
  readonly #cdp: CDPSession;
  readonly rate: number;
  readonly #profiles: boolean;

  constructor(page: Page, cdp: CDPSession, rate: number, profiles: boolean) {
    this.#page = page;
    this.#cdp = cdp;
    this.rate = rate;
    this.#profiles = profiles;
  }

  /** Runs one part with the page slowed down; seconds on the clock, and CPU spent elsewhere meanwhile. */
  async slowly<T>(name: string, part: () => Promise<T>): Promise<{ value: T; page: number; other: number }> {
    if (this.#profiles) {
      await this.#cdp.send('Profiler.enable');
      await this.#cdp.send('Profiler.setSamplingInterval', { interval: 200 });
      await this.#cdp.send('Profiler.start');
    } else if (!WHOLE) await this.#cdp.send('Emulation.setCPUThrottlingRate', { rate: this.rate });
    const faster = WHOLE && this.rate > 1 ? slowWhole(this.rate) : () => {};
    const before = spent();
    const value = await part();
    const after = spent();
    faster();
    const [page, other] = [after.page - before.page, Math.max(0, after.other - before.other)];
    if (this.#profiles) {
      const { profile } = await this.#cdp.send('Profiler.stop');
      writeFileSync(join('bench', 'out', `${name}.cpuprofile`), JSON.stringify(profile));
    } else await this.#cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    return { value, page, other };
  }

  /** Throws away what nobody holds. */
  async collect(): Promise<void> {
    await this.#cdp.send('HeapProfiler.collectGarbage');
  }

  /** MB of JavaScript that is held after everything else was thrown away. */
  async heap(): Promise<number> {
    await this.collect();
    const { usedSize } = await this.#cdp.send('Runtime.getHeapUsage');
    return usedSize / 1024 / 1024;
  }

  /** What is typed, letter by letter; ms from each key to the frame that shows its rows. */
  async type(text: string): Promise<readonly number[]> {
    await this.#page.evaluate(() => {
      window.keys = [];
      addEventListener(
        'input',
        ({ timeStamp }) =>
          requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.onmessage = () => window.keys.push(performance.now() - timeStamp);
            after.port2.postMessage(0);
          }),
        { capture: true },
      );
    });
    for (const letter of text) {
      await this.#page.keyboard.insertText(letter);
      await this.#page.waitForTimeout(KEY_EVERY);
    }
    await this.#page.waitForFunction((n) => window.keys.length === n, text.length, { timeout: 20_000 });
    return this.#page.evaluate(() => window.keys);
  }

  /** A touch of a button; ms to the frame that shows its rows. */
  async touch(label: RegExp): Promise<number> {
    const button = this.#page.getByRole('button', { name: label });
    return button.evaluate(
      (element) =>
        new Promise<number>((done) => {
          const start = performance.now();
          (element as HTMLButtonElement).click();
          requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.onmessage = () => done(performance.now() - start);
            after.port2.postMessage(0);
          });
        }),
    );
  }
}

type Note = (name: string, value: number) => unknown;

/** Storing and opening. */
async function keeping(page: Page, measured: Measured, note: Note): Promise<void> {
  const sample = await page.evaluate(() => window.bench.sample());
  // What making the answer left behind is the bench's, not a telephone's. Nothing is thrown away between taking it in and storing it.
  await measured.collect();
  const received = await measured.slowly('receive', () => page.evaluate(() => window.bench.receive()));
  note('receive_50k_s', received.value / 1000);
  const stored = await measured.slowly('store', () => page.evaluate(() => window.bench.store()));
  note('store_50k_s', stored.value / 1000);
  note('store_cpu_s', stored.page);
  note('store_50k_whole_s', stored.value / 1000 + stored.other * measured.rate);
  await reopened(page, measured, note, sample);
}

/** A snapshot instead of an answer. */
async function arriving(page: Page, measured: Measured, note: Note): Promise<void> {
  const sample = await page.evaluate(() => window.bench.sample());
  await measured.collect();
  const arrived = await measured.slowly('arrive', () => page.evaluate(() => window.bench.arrive()));
  note('arrive_50k_s', arrived.value / 1000);
  note('arrive_cpu_s', arrived.page);
  await reopened(page, measured, () => {}, sample);
}

/** The copy knows what was stored; and how long it takes to say so. */
async function reopened(
  page: Page,
  measured: Measured,
  note: Note,
  sample: { readonly id: string; readonly name: string },
): Promise<void> {
  await page.reload();
  await page.evaluate(() => window.bench.sit());
  const loaded = await measured.slowly('load', () => page.evaluate((id) => window.bench.load(id), sample.id));
  const { ms, name, may } = loaded.value;
  const organisations = await page.evaluate(() => window.bench.organisations());
  if (name !== sample.name || organisations !== MIXED.organisations || !may)
    throw new Error(`the copy does not know what was stored: ${JSON.stringify([name, sample, organisations, may])}`);
  note('load_50k_s', ms / 1000);
  note('load_cpu_s', loaded.page);
  note('load_50k_whole_s', ms / 1000 + loaded.other * measured.rate);
  const { chunks, bytes } = await page.evaluate(() => window.bench.size());
  note('stored_bytes_per_record', bytes / 50_000);
  note('chunks', chunks);
  note('heap_loaded_mb', await measured.heap());
}

/** The app over what rests: opening it, its list, searching. */
async function looking(page: Page, measured: Measured, note: Note): Promise<void> {
  await page.evaluate(async () => {
    window.bench.receive();
    await window.bench.store();
  });
  await page.reload();
  await page.evaluate(() => window.bench.app());
  await page.getByRole('button', { name: /Awa/ }).first().click();
  await page.getByText('Votre code').first().waitFor();
  const opened = await measured.slowly('open', async () => {
    const start = performance.now();
    await page.keyboard.type(PIN);
    await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor({ timeout: 60_000 });
    return performance.now() - start;
  });
  note('open_app_s', opened.value / 1000);
  const listed = await measured.slowly('list', async () => {
    const start = performance.now();
    await page.evaluate(() => {
      location.hash = '#/membres';
    });
    await page.locator('table.tbl tbody tr').nth(19).waitFor({ timeout: 60_000 });
    return performance.now() - start;
  });
  note('open_list_s', listed.value / 1000);
  // As long as somebody takes to find the field and begin to write; the list uses it to get ready.
  await page.getByRole('searchbox').focus();
  await measured.slowly('wait', () => page.waitForTimeout(WRITES_AFTER));
  const typed = await measured.slowly('type', () => measured.type('jeka potieres'));
  const rows = await page.locator('table.tbl tbody tr').count();
  const filtered = await measured.slowly('filter', () => measured.touch(/^Groupement/));
  const left = await page.locator('table.tbl tbody tr').allTextContents();
  if (rows !== 20 || left.length !== 20 || !left.every((text) => /potières Jɛkabaara/.test(text)))
    throw new Error(`the list shows ${rows}, then ${left.length} rows: ${left[0]}`);
  const all = [...typed.value, filtered.value];
  if (process.env['KEYS']) console.error(all.map(Math.round).join(' '));
  note('filter_50k_ms', Math.max(...all));
  note('filter_median_ms', median(all));
  note('heap_app_mb', await measured.heap());
}

const option = (args: readonly string[], name: string, otherwise: number): number =>
  args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;

export default async function run(args: readonly string[]): Promise<Record<string, number>> {
  const rate = option(args, '--rate', 6);
  const rounds = option(args, '--rounds', 3);
  const { launchBrowser } = await fromTests<typeof import('../test/browser.ts')>('test/browser.ts');
  const part = args.includes('--part') ? args[args.indexOf('--part') + 1] : null;
  const site = await openSite();
  const sums: Record<string, number[]> = {};
  const note = (name: string, value: number): void => {
    sums[name] = [...(sums[name] ?? []), value];
  };
  const visit = async (
    mix: Mix,
    slow: number,
    look: (page: Page, measured: Measured) => Promise<void>,
  ): Promise<void> => {
    const context = await launchBrowser();
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('pageerror', (error) => console.error(error));
    const cdp = await context.newCDPSession(page);
    await page.goto(site.url);
    await page.waitForFunction(() => 'bench' in window);
    await page.evaluate((wanted) => window.bench.prepare(wanted), mix);
    try {
      await look(page, new Measured(page, cdp, slow, args.includes('--profile')));
    } finally {
      await context.close();
    }
  };

  const throttled: Note = (name, value) => !name.endsWith('_cpu_s') && note(name, value);
  const atOnce: Note = (name, value) => name.endsWith('_cpu_s') && note(name, value * rate);
  for (let round = 0; round < rounds; round++) {
    if (part !== 'list') {
      await visit(MIXED, rate, (page, measured) => keeping(page, measured, throttled));
      await visit(MIXED, 1, (page, measured) => keeping(page, measured, atOnce));
      await visit(MIXED, rate, (page, measured) => arriving(page, measured, throttled));
    }
    if (part !== 'mixed') await visit(LISTED, rate, (page, measured) => looking(page, measured, throttled));
  }
  site.close();

  const figures = Object.fromEntries(
    Object.entries(sums).map(([name, values]) => [name, Math.round(median(values) * 1000) / 1000]),
  );
  const row = (name: string, what: string, unit: string, aim = ''): readonly [string, number, string, string] => [
    what,
    figures[name] as number,
    unit,
    aim,
  ];
  console.log(
    `Chromium, its page slowed ${rate} times; median of ${rounds}; 50,000 records: ${JSON.stringify(MIXED)}; list: ${JSON.stringify(LISTED)}`,
  );
  table(
    [
      row('receive_50k_s', 'an answer of 50,000, as columns, taken into memory', 's'),
      row('arrive_50k_s', 'a snapshot of 50,000, from opened segments to sealed and durable', 's'),
      row('store_50k_s', 'from memory to sealed and durable', 's', '≤ 1.5'),
      row('store_50k_whole_s', '… with what runs beside the page, slowed too', 's'),
      row('store_cpu_s', `… processor time of the page, unslowed, × ${rate}`, 's'),
      row('load_50k_s', 'from a closed app to a copy that answers', 's', '≤ 1.5'),
      row('load_50k_whole_s', '… with what runs beside the page, slowed too', 's'),
      row('load_cpu_s', `… processor time of the page, unslowed, × ${rate}`, 's'),
      row('filter_50k_ms', 'slowest key or touch while searching and filtering', 'ms', '≤ 100'),
      row('filter_median_ms', 'usual key or touch', 'ms'),
      row('open_app_s', 'from the code to today’s page (75,000 records)', 's'),
      row('open_list_s', 'from there to the members’ list', 's'),
      row('stored_bytes_per_record', 'at rest', 'bytes a record'),
      row('chunks', 'chunks', ''),
      row('heap_loaded_mb', 'memory once loaded', 'MB'),
      row('heap_app_mb', 'memory after searching (75,000 records)', 'MB'),
    ].filter(([, figure]) => figure !== undefined),
  );
  return figures;
}
