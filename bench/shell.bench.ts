/**
 * How soon somebody can work: what the app weighs, and how long a weak phone on a poor line takes from the link they were sent to the first letter of
 * the first organisation; and with no server at all, from opening the app to the list of members.
 *   --rounds N    how often each time is measured, the median counts (default 3)
 *   --rate N      the page's processor, so many times slower (default 6; CDP, main thread only)
 *   --records N   on board of the hub (default 25,000)
 *   --part weight|letter|offline   only this one
 *   --trace       what was fetched on the way to the first letter, and when
 *   --profile F   keeps in a file where the processor went from the address to the list, with nobody at the other end (and takes longer by it)
 *
 * The real built app in a real Chromium with an empty profile. TLS with HTTP/2 as a proxy in front of a hub gives it; 50 kbit/s both ways, 400 ms
 * there and back. Fingers take no time: links are touched and codes typed as soon as they are there. KB are 1,024 bytes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { PART } from '../src/device/kept.ts';
import { type Mix, sizeOf, TEN_THOUSAND } from './corpus/network.ts';
import { root } from './from-tests.ts';
import { browser, type Context, type Page, startTold, type Told } from './hosts.ts';
import { Line, POOR_2G } from './line.ts';
import { median, table } from './table.ts';
import { openFront } from './tls.ts';

const PIN = '280594';
const app = join(root, 'dist', 'app');
const kb = (bytes: number): number => Math.round((bytes / 1024) * 10) / 10;
const seconds = (ms: number): number => Math.round(ms / 10) / 100;
const option = (args: readonly string[], name: string, otherwise: number): number =>
  args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;

/** Bytes of a built file as a browser of today receives it. */
const weight = (file: string): number => {
  const path = join(app, file);
  if (existsSync(`${path}.br`)) return statSync(`${path}.br`).size;
  return /\.(png|jpg|woff2)$/.test(file) ? statSync(path).size : brotliCompressSync(readFileSync(path)).length;
};

/** The page, its look, its script and whatever these cannot begin without. */
function criticalPath(): string[] {
  const page = readFileSync(join(app, 'index.html'), 'utf8');
  const needed = new Set(['index.html']);
  const walk = (file: string): void => {
    if (needed.has(file)) return;
    needed.add(file);
    if (!file.endsWith('.js')) return;
    const text = readFileSync(join(app, file), 'utf8');
    for (const [, part = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g)) walk(part);
  };
  for (const [, file = ''] of page.matchAll(/(?:script[^>]+src|rel="stylesheet" href)="\/([^"]+\.(?:js|css))"/g))
    walk(file);
  return [...needed];
}

/** What the worker keeps, by its own two lists: what opens the door, kept at once, and the rest. */
function precached(): { readonly door: string[]; readonly all: string[] } {
  const worker = readFileSync(join(app, 'sw.js'), 'utf8');
  const lists = [...worker.matchAll(/\["\/[^\]]*"\]/g)].map(([list]) => JSON.parse(list) as string[]);
  const [door = [], rest = []] = lists.map((list) => list.map((path) => path.slice(1)));
  return { door, all: [...door, ...rest] };
}

const total = (files: readonly string[]): number => files.reduce((sum, file) => sum + weight(file), 0);

async function slowPage(context: Context, rate: number) {
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(300_000);
  // One session for whatever is asked of the browser: a second one lifts the throttle of the first.
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
  return { page, cdp };
}

async function choosePin(page: Page): Promise<void> {
  await page.getByText('Choisissez un code à six chiffres').waitFor();
  await page.keyboard.type(PIN);
  await page.getByText('Encore une fois').waitFor();
  await page.keyboard.type(PIN);
  await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor();
}

/**
 * Fingers that lose no time, inside the page: a driver outside asks the slowed page again and again what it shows, which takes longer than what it
 * waits for. Says when each thing stood there, in ms since the address was opened.
 */
function fingers({ pin, way }: { readonly pin: string; readonly way: 'letter' | 'list' }): void {
  const seen: [string, number][] = [];
  Object.assign(window, { seen });
  const has = (text: string): boolean => document.body?.textContent?.includes(text) ?? false;
  const typed = (): void => {
    for (const key of pin) document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  };
  const field = (): HTMLInputElement | null =>
    document.querySelector('main input:not([type=checkbox]):not([type=radio])');
  type Steps = (readonly [string, () => boolean, () => void])[];
  const link = (text: RegExp): HTMLElement | undefined =>
    [...document.querySelectorAll<HTMLElement>('a, button')].find((one) => text.test(one.textContent ?? ''));
  const toList: Steps = [
    ['who are you', () => link(/Awa/) !== undefined, () => link(/Awa/)?.click()],
    ['asked for the code', () => has('Votre code'), typed],
    ['the list', () => document.querySelectorAll('table.tbl tbody tr').length >= 20, () => {}],
  ];
  const toLetter: Steps = [
    ['asked for a code of one’s own', () => has('Choisissez un code à six chiffres'), typed],
    ['asked for it again', () => has('Encore une fois'), typed],
    [
      'today’s page',
      () => [...document.querySelectorAll('h1')].some((title) => title.textContent === 'Aujourd’hui'),
      () => link(/Nouve(au membre|lle organisation)/)?.click(),
    ],
    [
      'the form',
      () => field() !== null,
      () => {
        field()?.focus();
        document.execCommand('insertText', false, 'B');
      },
    ],
    ['first letter', () => field()?.value === 'B', () => {}],
  ];
  const steps = way === 'list' ? toList : toLetter;
  const look = (): void => {
    const [step] = steps;
    if (!step?.[1]()) return;
    steps.shift();
    // What a person sees is drawn before they touch it.
    requestAnimationFrame(() => {
      seen.push([step[0], performance.now()]);
      step[2]();
      look();
    });
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  document.addEventListener('input', () => requestAnimationFrame(look));
}

/** Waits until the fingers have come to their end; ms since the address was opened. */
async function arrived(page: Page, end: string): Promise<number> {
  // First asked when it is mostly over, and then not too often: what the page does to answer would count.
  const last = async (): Promise<[string, number][]> =>
    page.evaluate(() => (window as unknown as { seen: [string, number][] }).seen);
  let seen: [string, number][] = [];
  for (let asked = 0; seen.at(-1)?.[0] !== end && asked < 60; asked++) {
    await page.waitForTimeout(asked === 0 ? 4000 : 1000);
    seen = await last();
  }
  const [what, ms] = seen.at(-1) ?? ['nothing', 0];
  if (what !== end) throw new Error(`stood still at: ${what}`);
  console.log(`  ${seen.map(([name, at]) => `${name}: ${seconds(at)} s`).join(', ')}`);
  return ms;
}

/** From the link to the first letter, ms. */
async function firstLetter(told: Told, code: string, rate: number, trace: boolean): Promise<number> {
  const front = await openFront(told.port);
  const line = await Line.open(front.connect, POOR_2G, false);
  const context = await browser({ args: [front.trust] });
  try {
    const { page } = await slowPage(context, rate);
    await page.addInitScript(fingers, { pin: PIN, way: 'letter' } as const);
    await page.goto(`https://127.0.0.1:${line.port}/#a=${code}`, { waitUntil: 'commit' });
    const ms = await arrived(page, 'first letter');
    if (trace) {
      const asked = await page.evaluate(() =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(
          ({ name, requestStart, responseStart, responseEnd }) =>
            [name.replace(/.*\//, ''), ...[requestStart, responseStart, responseEnd].map(Math.round)].join(' '),
        ),
      );
      console.log(`    as the page saw it, ms: asked, first byte, last byte\n    ${asked.join('\n    ')}`);
      for (const { path, asked, done, bytes } of front.passed)
        console.log(`    ${seconds(asked)} to ${seconds(done)} s  ${kb(bytes)} KB  ${path}`);
    }
    return ms;
  } finally {
    await context.close();
    line.close();
    front.close();
  }
}

/** Fills a phone with everything, then opens it with nobody at the other end; ms for each opening. */
async function offline(told: Told, rate: number, rounds: number, profile?: string): Promise<number[]> {
  const line = await Line.open(told.port);
  const profileDir = mkdtempSync(join(tmpdir(), 'jekulu-shell-'));
  const times: number[] = [];
  try {
    const context = await browser({ profileDir });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${line.url}/#a=${told.codes.secretary[0]}`);
    await choosePin(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await quiet(page, line);
    await whole(page);
    await page.goto(`${line.url}/#/membres`);
    await page.locator('table.tbl tbody tr').nth(19).waitFor();
    const all = new Intl.NumberFormat('fr').format(told.records['organisation'] ?? 0);
    const said = (await page.locator('main').innerText()).replace(/\s/g, ' ');
    if (!said.includes(all.replace(/\s/g, ' '))) throw new Error(`the list does not say ${all}: ${said.slice(0, 300)}`);
    await context.close();
    line.close();
    for (let round = 0; round < rounds; round++) {
      const again = await browser({ profileDir });
      const { page: opened, cdp } = await slowPage(again, rate);
      await opened.addInitScript(fingers, { pin: PIN, way: 'list' } as const);
      if (profile) {
        await cdp.send('Profiler.enable');
        await cdp.send('Profiler.start');
      }
      await opened.goto(`${line.url}/#/membres`, { waitUntil: 'commit' });
      times.push(await arrived(opened, 'the list'));
      if (profile) writeFileSync(profile, JSON.stringify((await cdp.send('Profiler.stop')).profile));
      await again.close();
    }
    return times;
  } finally {
    line.close();
    rmSync(profileDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Until the worker has everything: a file that stays away would be asked of a server that is gone. */
async function whole(page: Page): Promise<void> {
  const part = () => page.evaluate((path) => caches.match(path).then((found) => found !== undefined), PART);
  while (await part()) await page.waitForTimeout(500);
}

/** Until nothing was asked of the hub for three seconds. */
async function quiet(page: Page, line: Line): Promise<void> {
  for (let [before, still] = [-1, 0]; still < 6; ) {
    await page.waitForTimeout(500);
    still = line.down === before ? still + 1 : 0;
    before = line.down;
  }
  await page.getByText('Tout est envoyé').first().waitFor();
}

export default async function run(args: readonly string[]): Promise<Record<string, number>> {
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs'), '--if-changed'], { stdio: 'inherit' });
  if (built.status !== 0) throw new Error('the app does not build');
  const rate = option(args, '--rate', 6);
  const rounds = option(args, '--rounds', 3);
  const records = option(args, '--records', 25_000);
  const profile = args.includes('--profile') ? args[args.indexOf('--profile') + 1] : undefined;
  const part = args.includes('--part') ? args[args.indexOf('--part') + 1] : null;
  const critical = criticalPath();
  const kept = precached();
  const figures: Record<string, number> = {
    shell_kb: kb(total(critical)),
    precache_kb: kb(total(kept.door)),
    kept_kb: kb(total(kept.all)),
  };
  console.log(`critical path: ${critical.map((file) => `${file} ${kb(weight(file))}`).join(', ')}`);
  console.log(
    `kept: ${kept.door.length} files, then ${kept.all.length - kept.door.length}, modules: ${modules().join(', ')}`,
  );
  if (part !== 'weight') {
    const share = records / sizeOf(TEN_THOUSAND);
    const mix = Object.fromEntries(
      Object.entries(TEN_THOUSAND).map(([kind, n]) => [kind, Math.round(n * share)]),
    ) as unknown as Mix;
    const told = await startTold({ mix, appDir: app, codes: rounds });
    try {
      if (part !== 'offline') {
        const times: number[] = [];
        for (const code of told.codes.animator)
          times.push(await firstLetter(told, code, rate, args.includes('--trace')));
        figures['first_letter_2g_s'] = seconds(median(times));
      }
      if (part !== 'letter') figures['offline_start_s'] = seconds(median(await offline(told, rate, rounds, profile)));
    } finally {
      await told.end();
    }
  }
  const rows: readonly (readonly [string, string, string, string])[] = [
    ['shell_kb', 'critical path, brotli', 'KB', '≤ 30'],
    ['precache_kb', 'kept before the app opens with no network', 'KB', '≤ 90'],
    [
      'kept_kb',
      `all that is kept for days without a network, ${modules().length} modules`,
      'KB',
      `< 500, ≤ ${90 + 40 * modules().length}`,
    ],
    ['first_letter_2g_s', 'from the link to the first letter: 50 kbit/s, 400 ms, TLS, processor ÷ 6', 's', '≤ 8'],
    ['offline_start_s', `no server, ${records} records: to the members’ list`, 's', '≤ 2.5'],
  ];
  table(
    rows.flatMap(([name, what, unit, aim]) =>
      figures[name] === undefined ? [] : [[what, figures[name], unit, aim] as const],
    ),
  );
  return figures;
}

/** Modules in use, by their folders. */
function modules(): string[] {
  const text = readFileSync(join(root, 'src', 'modules', 'index.ts'), 'utf8');
  return [...text.matchAll(/from '\.\/([a-z-]+)\/model\.ts'/g)].map(([, name = '']) => name);
}
