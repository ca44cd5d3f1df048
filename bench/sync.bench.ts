/**
 * What the road costs: bytes of a first exchange of 10,000 records, of asking when there is nothing new, of sending 1,000 changes and of hearing
 * them. The device
 * is the app's own in a real Chromium (`client-page.ts`), the hub a real one in a process of its own with a network of two years (`corpus/network.ts`);
 * between them a line that counts (`line.ts`). KB are 1,024 bytes. Everything of an exchange counts, joining by the code included.
 *   --anatomy   also prints what the corpus weighs by type and by column
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dice } from '../src/hub/demo/random.ts';
import { branchScope } from '../src/kernel/ids.ts';
import type { RecordId } from '../src/kernel/types.ts';
import { anatomyOfLog, anatomyOfPush } from './anatomy.ts';
import { BRANCHES, BranchPen, TEN_THOUSAND } from './corpus/network.ts';
import { buildPage, devicePage, type Page, startTold, type Told } from './hosts.ts';
import { byPath, Line } from './line.ts';
import { table } from './table.ts';

const CHANGES = 1000;
const kb = (bytes: number): number => Math.round((bytes / 1024) * 10) / 10;

/** What an exchange was on the line. */
function exchanged(line: Line): { up: number; down: number; bodies: number; requests: number; socket: number } {
  // Parts of the program are kept on a real device long before.
  const told = line.heard.filter(({ path }) => !path.endsWith('.js'));
  const up = told.reduce((sum, one) => sum + one.up, 0);
  const down = told.reduce((sum, one) => sum + one.down, 0);
  return { up, down, bodies: up + down, requests: told.length, socket: line.up + line.down };
}

/** Joins and exchanges until all of these are there; ms of the exchange. */
const first = (page: Page, code: string, wanted: Readonly<Record<string, number>>): Promise<number> =>
  page.evaluate(
    async ([code, wanted]) => {
      await window.client.join(code);
      return window.client.exchange(wanted);
    },
    [code, wanted] as const,
  );

/** Next changes of an animator of Sikasso in the proportions of the corpus, as groups, and minutes between them. */
function weeksOfWork(known: { persons: RecordId[]; organisations: RecordId[] }): {
  groups: unknown[][];
  minutes: number[];
} {
  const d = dice(77);
  const [code, regions] = BRANCHES[0] as (typeof BRANCHES)[number];
  const pen = new BranchPen(d, branchScope(code), regions);
  pen.persons.push(...known.persons);
  pen.organisations.push(...known.organisations);
  const groups: unknown[][] = [];
  let count = 0;
  for (let done = 1; count < CHANGES; done++) {
    const kind = d.next() * 10_000;
    const ref = '#0' as RecordId;
    const acts =
      done % 6 === 0
        ? [{ do: 'edit', record: d.pick(known.persons), body: pen.correction('person') }]
        : kind < TEN_THOUSAND.organisations
          ? pen.organisation().acts(ref)
          : kind < TEN_THOUSAND.organisations + TEN_THOUSAND.persons
            ? pen.person()(ref)
            : (pen.relation() ?? []);
    // The last group must not be cut.
    if (count + acts.length > CHANGES) continue;
    count += acts.length;
    if (acts.length > 0) groups.push([...acts]);
  }
  return { groups, minutes: groups.map(() => d.between(60_000, 40 * 60_000) / 60_000) };
}

export default async function run(args: readonly string[]): Promise<Record<string, number>> {
  const scratch = mkdtempSync(join(tmpdir(), 'jekulu-sync-'));
  const dump = join(scratch, 'log.jsonl');
  const appDir = await buildPage('bench/client-page.ts', join(scratch, 'app'));
  const told = await startTold({ mix: TEN_THOUSAND, appDir, codes: 3, dump });
  const line = await Line.open(told.port);
  try {
    console.log(`${told.changes} changes on the hub; records: ${JSON.stringify(told.records)}`);
    const figures = {
      ...(await firstSync(line, told)),
      ...(await idle(line, told)),
      ...(await push(line, told, args.includes('--anatomy'))),
    };
    if (args.includes('--anatomy')) anatomyOfLog(dump);
    table([
      ['first exchange, 10,000 records', figures.first_sync_10k_kb, 'KB', '≤ 350'],
      ['  requests', figures.first_sync_requests, '', ''],
      ['  on the socket, heads included', figures.first_sync_socket_kb, 'KB', ''],
      ['  by loopback, kept on the disk', figures.first_sync_s, 's', ''],
      ['nothing new, 50 scopes: bodies', figures.idle_body_bytes, 'bytes', '≤ 300'],
      ['  on the socket', figures.idle_socket_bytes, 'bytes', '≤ 1000'],
      ['1,000 changes up: bodies both ways', figures.push_1000_kb, 'KB', '≤ 30'],
      ['  requests', figures.push_1000_requests, '', '≤ 3'],
      ['the same down, to who was away', figures.pull_1000_kb, 'KB', ''],
      ['  requests', figures.pull_1000_requests, '', ''],
    ]);
    return figures;
  } finally {
    line.close();
    await told.end();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

async function firstSync(line: Line, told: Told) {
  // What a hub makes once for everybody is made: a first reader before the one that counts.
  const wanted = Object.fromEntries(
    Object.entries(told.records).filter(([type]) => !['device', 'holder'].includes(type)),
  );
  let figures = {};
  for (const code of told.codes.secretary.slice(0, 2)) {
    const { context, page } = await devicePage(line.url);
    line.forget();
    const ms = await first(page, code, wanted);
    const seen = exchanged(line);
    console.log(`first exchange: ${seen.up} bytes up, ${seen.down} down\n${byPath(line.heard)}`);
    figures = {
      first_sync_10k_kb: kb(seen.bodies),
      first_sync_requests: seen.requests,
      first_sync_socket_kb: kb(seen.socket),
      first_sync_s: Math.round(ms / 10) / 100,
    };
    await context.close();
  }
  return figures as Record<
    'first_sync_10k_kb' | 'first_sync_requests' | 'first_sync_socket_kb' | 'first_sync_s',
    number
  >;
}

async function idle(line: Line, told: Told) {
  const { context, page } = await devicePage(line.url);
  line.forget();
  await first(page, told.codes.fifty[0] as string, { organisation: told.records['organisation'] ?? 0 });
  console.log(`first exchange of somebody with fifty rights:\n${byPath(line.heard)}`);
  // Whatever is settled after a first exchange is settled.
  for (let i = 0; i < 3; i++) await page.evaluate(() => window.client.exchange());
  line.forget();
  await page.evaluate(() => window.client.exchange());
  await page.waitForTimeout(300);
  const seen = exchanged(line);
  console.log(`nothing new: ${line.connections} new connections\n${byPath(line.heard)}`);
  for (const one of line.heard) console.log(`  heads: ${one.upHead} bytes up, ${one.downHead} down`);
  await context.close();
  return { idle_body_bytes: seen.bodies, idle_socket_bytes: seen.socket };
}

async function push(line: Line, told: Told, weigh: boolean) {
  const away = await devicePage(line.url);
  await first(away.page, told.codes.secretary[2] as string, { organisation: told.records['organisation'] ?? 0 });
  const { context, page } = await devicePage(line.url);
  line.forget();
  await first(page, told.codes.animator[0] as string, { organisation: told.records['organisation'] ?? 0 });
  console.log(`first exchange of an animator of a branch:\n${byPath(line.heard)}`);
  const [persons, organisations] = (await page.evaluate(() => [
    window.client.ids('person'),
    window.client.ids('organisation'),
  ])) as [RecordId[], RecordId[]];
  const before = await page.evaluate(() => window.client.numbers());
  const { groups, minutes } = weeksOfWork({ persons, organisations: organisations.slice(0, 100) });
  await page.evaluate(([groups, minutes]) => window.client.save(groups, minutes), [groups, minutes] as const);
  line.forget();
  await page.evaluate(() => window.client.exchange());
  const seen = exchanged(line);
  const after = await page.evaluate(() => window.client.numbers());
  // The numbers people see count acts: somebody with their telephone is one.
  if (after.confirmed - before.confirmed !== groups.length || after.fix > 0)
    throw new Error(`not all confirmed: ${JSON.stringify([before, after])}`);
  console.log(`${CHANGES} changes up: ${seen.up} bytes up, ${seen.down} down\n${byPath(line.heard)}`);
  if (weigh) anatomyOfPush(line.heard);
  line.forget();
  await away.page.evaluate(() => window.client.exchange());
  const heard = exchanged(line);
  console.log(`the same to who was away: ${heard.up} bytes up, ${heard.down} down\n${byPath(line.heard)}`);
  const ids = (one: Page): Promise<number> => one.evaluate(() => window.client.ids('person').length);
  if ((await ids(away.page)) < (await ids(page))) throw new Error('not everything came down');
  for (const one of [context, away.context]) await one.close();
  return {
    push_1000_kb: kb(seen.bodies),
    push_1000_requests: seen.requests,
    pull_1000_kb: kb(heard.bodies),
    pull_1000_requests: heard.requests,
  };
}
