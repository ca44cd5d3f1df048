/**
 * Tells the story of a corpus to a hub, with a clock of its own: every change is received on the day it was sent, as in the demonstration. Afterwards
 * the hub opens its networks anew, with the real clock.
 */
import { Phone, type Stage } from '../../src/hub/demo/phone.ts';
import { dice } from '../../src/hub/demo/random.ts';
import type { HubInside } from '../../src/hub/main.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { Networks } from '../../src/hub/networks.ts';
import { HUB_SCHEMA } from '../../src/hub/schema.ts';
import type { Act } from '../../src/kernel/author.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import { branchScope, ROOT } from '../../src/kernel/ids.ts';
import type { Millis, RecordId, Scope } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { BRANCHES, BranchPen, type Mix } from './network.ts';

const DAY: Millis = 24 * 3600 * 1000;
const HOUR: Millis = 3600 * 1000;
const WEEKS = 104;
/** Phones of a branch; the first is the coordinator's, who imports. */
const PHONES = 3;
/** Of the organisations and persons, how many came in lists. */
const IMPORTED = 0.35;
/** One record in five is followed by a correction of some other. */
const CORRECTED = 5;
export const SLUG = 'mesure';

export interface Clock {
  at: Millis;
}

/** Opens the hub's networks with a clock of the story for as long as `tell` takes. */
export async function onStage(
  hub: HubInside,
  dataDir: string,
  begin: Millis,
  tell: (stage: Stage, clock: Clock) => Promise<void>,
): Promise<void> {
  const clock: Clock = { at: begin };
  const report = (what: string, error: unknown): void => hub.log.error({ fault: String(error) }, what);
  const opened = await Networks.open({
    pools: hub.pools,
    dataDir,
    decl: declarations,
    parts: [HUB_SCHEMA],
    now: () => clock.at,
    report,
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const network = await opened.value.create({ slug: SLUG, name: 'Réseau de mesure', mode: 'real', demo: false });
  await tell({ network, decl: declarations, luck: dice(2026), now: () => clock.at }, clock);
  await opened.value.idle();
  await hub.networks.reload();
}

/** Somebody with a right, or several rights, of one role. */
export async function enlist(
  network: HubNetwork,
  name: string,
  role: string,
  scopes: readonly Scope[],
  from: Millis,
): Promise<RecordId> {
  const [home = ROOT] = scopes;
  const changes = await network.actAsAuthority((id) => [
    { do: 'create', type: 'person', body: { name, sign: 'person', color: 'p1' }, home },
    ...scopes.map(
      (scope): Act => ({
        do: 'create',
        type: 'grant',
        home: scope,
        body: { person: id(0), role, scope, from: dayOf(from) },
      }),
    ),
  ]);
  return changes[0]?.record as RecordId;
}

interface Worker {
  readonly phone: Phone;
  readonly person: RecordId;
  readonly pen: BranchPen;
  readonly quota: Quota;
}
interface Quota {
  organisations: number;
  persons: number;
  relations: number;
}

/** Two years of work of six branches, ending yesterday. */
export async function tellNetwork(stage: Stage, clock: Clock, mix: Mix, today = Date.now()): Promise<void> {
  const { network, luck } = stage;
  const begin = clock.at;
  const branches: { pen: BranchPen; quota: Quota; workers: Worker[] }[] = [];
  for (const [at, [code, regions]] of BRANCHES.entries()) {
    const pen = new BranchPen(dice(100 + at), branchScope(code), regions);
    const quota = shareOf(mix, at, BRANCHES.length);
    const workers: Worker[] = [];
    for (let i = 0; i < PHONES; i++) {
      const person = await enlist(
        network,
        `Équipe ${code} ${i}`,
        i === 0 ? 'coordinator' : 'animator',
        [pen.home],
        begin,
      );
      const phone = await Phone.join(stage, person, '' as RecordId, 'Téléphone');
      workers.push({ phone, person, pen, quota });
    }
    branches.push({ pen, quota, workers });
  }
  const imports = new Map(branches.map((branch, at) => [6 + at * 15, branch]));
  for (let week = 0; week < WEEKS; week++) {
    clock.at = Math.min(begin + week * 7 * DAY + 17 * HOUR, today - DAY);
    const importing = imports.get(week);
    if (importing) await importList(stage, clock, importing.workers[0] as Worker, `liste-${week}`);
    for (const { workers, quota } of branches)
      for (const [i, worker] of workers.entries()) {
        // Each phone comes to the network every other week, on a day of its own.
        if ((week + i) % 2 === 1) continue;
        clock.at += HOUR;
        const left = Math.ceil((WEEKS - week) / 2) * PHONES;
        await work(stage, clock, worker, (kind) => Math.round(quota[kind] / Math.max(1, left) + luck.next() - 0.5));
      }
  }
  clock.at = today - DAY / 2;
  for (const { workers, quota } of branches) {
    const [first] = workers as [Worker];
    // What could not be said for want of anybody to say it of.
    while (quota.organisations + quota.persons + quota.relations > 0)
      await work(stage, clock, first, (kind) => Math.min(quota[kind], 100));
  }
}

const shareOf = (mix: Mix, at: number, of: number): Quota => {
  const share = (n: number): number => Math.floor(n / of) + (at < n % of ? 1 : 0);
  return { organisations: share(mix.organisations), persons: share(mix.persons), relations: share(mix.relations) };
};

/** A list of members typed into a spreadsheet years ago: one group a row, all of one morning. */
async function importList(stage: Stage, clock: Clock, worker: Worker, batch: string): Promise<void> {
  const { quota } = worker;
  for (const kind of ['organisations', 'persons'] as const) {
    const rows = Math.floor(quota[kind] * IMPORTED);
    quota[kind] -= rows;
    for (let i = 0; i < rows; i++) {
      if (kind === 'organisations') organisation(stage, worker, clock.at, { source: 'import', batch });
      else person(stage, worker, clock.at, { source: 'import', batch });
      // Fields of thousands of rows: the outbox is emptied on the way, as an app does.
      if (i % 1000 === 999) await worker.phone.exchange();
    }
  }
  await worker.phone.exchange();
}

type How = { readonly source: 'import'; readonly batch: string } | Record<string, never>;

function write(
  stage: Stage,
  { phone, person: by }: Worker,
  acts: Parameters<Phone['write']>[0],
  now: Millis,
  how: How,
) {
  return phone.replica.write(acts, by, { now, random: stage.luck.bytes, ...how });
}

function organisation(stage: Stage, worker: Worker, now: Millis, how: How = {}): void {
  const { acts, kind } = worker.pen.organisation();
  const id = write(stage, worker, (ids) => acts(ids(0)), now, how)[0]?.record as RecordId;
  if (kind === 'union') worker.pen.unions.push(id);
  worker.pen.organisations.push(id);
}

function person(stage: Stage, worker: Worker, now: Millis, how: How = {}): void {
  const acts = worker.pen.person();
  worker.pen.persons.push(write(stage, worker, (ids) => acts(ids(0)), now, how)[0]?.record as RecordId);
}

/** Three days in the field on what was known at the last exchange, then the network again: sends, and hears what colleagues wrote. */
async function work(stage: Stage, clock: Clock, worker: Worker, wanted: (kind: keyof Quota) => number): Promise<void> {
  const { phone, pen, quota } = worker;
  const kinds: (keyof Quota)[] = [];
  for (const kind of ['organisations', 'persons', 'relations'] as const) {
    const count = Math.max(0, Math.min(quota[kind], wanted(kind)));
    quota[kind] -= count;
    for (let i = 0; i < count; i++) kinds.push(kind);
  }
  let at = clock.at - 3 * DAY;
  for (const [done, kind] of kinds.entries()) {
    at = Math.min(clock.at, at + stage.luck.between(60_000, 40 * 60_000));
    if (kind === 'organisations') organisation(stage, worker, at);
    else if (kind === 'persons') person(stage, worker, at);
    else {
      const acts = pen.relation();
      if (acts) write(stage, worker, acts, at, {});
      else quota.relations++;
    }
    if (done % CORRECTED === 0) correct(stage, worker, at);
  }
  await phone.exchange();
}

/** A colleague's sheet or one's own, unless it has not come here yet. */
function correct(stage: Stage, worker: Worker, at: Millis): void {
  const { pen, phone } = worker;
  const sheets = stage.luck.next() < 0.3 ? pen.organisations : pen.persons;
  const record = sheets.length > 0 ? stage.luck.pick(sheets) : null;
  const state = record && phone.replica.record(record);
  if (state) write(stage, worker, [{ do: 'edit', record, body: pen.correction(state.type) }], at, {});
}
