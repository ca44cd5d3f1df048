/**
 * A training programme of 3,000 on one phone, and fifty of them on a hub.
 *   --rate N         the page's processor, so many times slower (default 6; CDP)
 *   --programmes N   on the hub (default 50)     --part device|hub   only one of them     --profile   keeps CPU profiles in bench/out
 *
 * The phone is the real app over its real storage in a real Chromium: 3,000 trainees in 120 groups of 25 with 20 half days each, 60,000 marks, and 1,000
 * people beside them. The hub's tables are filled as its committer leaves them, programme by programme; what is measured is a page of its funnel, the first time since the hub started
 * and again after somebody wrote on a roll.
 */
import { gzipSync } from 'node:zlib';
import { dense } from '../src/kernel/dense.ts';
import { condense, inLogOrder, withoutId } from '../src/kernel/segments.ts';
import type { Known, RecordId } from '../src/kernel/types.ts';
import { declarations } from '../src/modules/index.ts';
import { Measured, openSite, type Page } from './device.bench.ts';
import { fromTests } from './from-tests.ts';
import { median, table } from './table.ts';
import { PROGRAMME, trainingCorpus } from './training-corpus.ts';
import { hubFunnel } from './training-hub.ts';

const PIN = '280594';
/** Somebody reads the sheet of a programme before they touch its figures, ms. */
const READS = 4000;
const option = (args: readonly string[], name: string, otherwise: number): number =>
  args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;

/** What a snapshot of it weighs on the road: as the hub packs it, by type, a segment at a time. */
function firstSync(): number {
  const shelves = new Map<string, Known[]>();
  const byRecord = new Map<RecordId, Known[]>();
  for (const { change, eff } of trainingCorpus(PROGRAMME).changes) {
    const known: Known = { change, eff, state: 'confirmed' };
    byRecord.set(change.record, [...(byRecord.get(change.record) ?? []), known]);
  }
  for (const history of byRecord.values())
    for (const known of condense(history)) {
      const shelf = shelves.get(known.change.type) ?? [];
      shelf.push(known);
      shelves.set(known.change.type, shelf);
    }
  let bytes = 0;
  for (const shelf of shelves.values())
    for (let at = 0; at < shelf.length; at += 2000) {
      const part = shelf.slice(at, at + 2000).map((known) => withoutId(known, declarations.types[known.change.type]));
      bytes += gzipSync(JSON.stringify(dense(part.sort(inLogOrder))), { level: 9 }).length + 28;
    }
  return bytes / 1024;
}

type Note = (name: string, value: number) => void;

/** Time from an address to what it shows. */
async function opened(
  page: Page,
  measured: Measured,
  name: string,
  hash: string,
  shown: string,
  note: Note,
): Promise<void> {
  const { value } = await measured.slowly(name, async () =>
    page.evaluate(
      ([to, wanted]) =>
        new Promise<number>((done) => {
          const start = performance.now();
          const look = (): void => {
            if (document.querySelector(wanted as string)) done(performance.now() - start);
            else requestAnimationFrame(look);
          };
          location.hash = to as string;
          requestAnimationFrame(look);
        }),
      [hash, shown] as const,
    ),
  );
  note(`${name}_ms`, value);
}

async function device(rate: number, note: Note): Promise<void> {
  const { launchBrowser } = await fromTests<typeof import('../test/browser.ts')>('test/browser.ts');
  const site = await openSite();
  const context = await launchBrowser();
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => console.error(error));
  const cdp = await context.newCDPSession(page);
  try {
    await page.goto(site.url);
    await page.waitForFunction(() => 'bench' in window);
    const { programme, roll } = await page.evaluate(() => window.bench.prepare('training'));
    await page.evaluate(async () => {
      window.bench.receive();
      await window.bench.store();
    });
    const measured = new Measured(page, cdp, rate, process.argv.includes('--profile'));
    const enter = async (): Promise<void> => {
      await page.evaluate(() => {
        location.hash = '#/';
      });
      await page.reload();
      await page.evaluate(() => window.bench.app());
      await page.getByRole('button', { name: /Awa/ }).first().click();
      await page.getByText('Votre code').first().waitFor();
      await page.keyboard.type(PIN);
      await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor();
    };
    const funnel = `#/programmes/entonnoir/${programme}`;
    // Straight from the door: nothing is reckoned yet.
    await enter();
    await opened(page, measured, 'funnel_cold', funnel, 'ol.funnel', note);
    await enter();
    // As people come to it: by the sheet of the programme.
    await page.evaluate((to) => {
      location.hash = to;
    }, `#/programmes/${programme}`);
    await page.locator(`a[href="${funnel}"]`).waitFor();
    await measured.slowly('wait', () => page.waitForTimeout(READS));
    await page.waitForTimeout(1000);
    await opened(page, measured, 'funnel', funnel, 'ol.funnel', note);

    await page.evaluate(() => {
      location.hash = '#/personnes';
    });
    await page.locator('table.tbl tbody tr').nth(19).waitFor();
    await page.getByRole('searchbox').focus();
    await measured.slowly('ready', () => page.waitForTimeout(2000));
    const { value: keys } = await measured.slowly('search', () => measured.type('aminata tra'));
    note('search_ms', Math.max(...keys));
    note('search_median_ms', median(keys));

    await opened(page, measured, 'roll_open', `#/appel/${roll}`, 'ol.rolls > li:nth-child(60)', note);
    let taps = 0;
    const tap = async (act: () => Promise<unknown>): Promise<void> => {
      await act();
      taps++;
    };
    await tap(() => page.getByRole('button', { name: /^Tous présents/ }).click());
    // Somebody looks at what it did.
    await page.getByRole('button', { name: 'Terminer l’appel' }).waitFor();
    for (const n of [3, 11, 24, 30, 41]) await tap(() => page.locator('.roll').nth(n).locator('.tick').first().click());
    await tap(() => page.getByRole('button', { name: 'Terminer l’appel' }).click());
    await page.locator('ol.rolls').waitFor({ state: 'detached' });
    note('roll_taps', taps);
    await opened(page, measured, 'funnel_again', funnel, 'ol.funnel', note);
    note('heap_mb', await measured.heap());
  } catch (error) {
    // What was measured before stands.
    console.error(error, await page.locator('.note').allInnerTexts());
  } finally {
    await context.close();
    site.close();
  }
}

export default async function run(args: readonly string[]): Promise<Record<string, number>> {
  const part = args.includes('--part') ? args[args.indexOf('--part') + 1] : null;
  const figures: Record<string, number> = {};
  const note: Note = (name, value) => {
    figures[name] = Math.round(value * 10) / 10;
  };
  if (part !== 'hub') {
    note('first_sync_kb', firstSync());
    await device(option(args, '--rate', 6), note);
  }
  if (part !== 'device') await hubFunnel(option(args, '--programmes', 50), note);
  const row = (name: string, what: string, unit: string, target: string) =>
    name in figures ? [[what, figures[name] as number, unit, target] as const] : [];
  table([
    ...row('first_sync_kb', 'a first exchange brings', 'KB', '≤ 700'),
    ...row('search_ms', 'a letter typed among 4,000 trainees and 1,000 others, the slowest', 'ms', '≤ 100'),
    ...row('roll_open_ms', 'the roll of sixty opens', 'ms', '≤ 300'),
    ...row('roll_taps', 'taps for sixty with five exceptions', '', '≤ 8'),
    ...row('funnel_ms', 'the funnel, from the sheet of its programme', 'ms', '≤ 500'),
    ...row('funnel_again_ms', 'again, after a roll was called', 'ms', '≤ 500'),
    ...row('funnel_cold_ms', 'straight from the door', 'ms', ''),
    ...row('heap_mb', 'heap of the app', 'MB', ''),
    ...row('hub_funnel_first_ms', 'on the hub, the first time since it started', 'ms', ''),
    ...row('hub_funnel_ms', 'on the hub, after somebody wrote on a roll', 'ms', '≤ 300'),
  ]);
  return figures;
}
