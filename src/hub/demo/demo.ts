/** The demonstration of a first start: a network with a history, and a practice network beside it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Declarations } from '../../kernel/declare.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import type { HubInside } from '../main.ts';
import type { HubNetwork } from '../network.ts';
import { type Founding, Networks } from '../networks.ts';
import type { Pools } from '../pools.ts';
import { COMMON, type SchemaPart } from '../schema.ts';
import { Accounts, newPassword } from '../web/accounts.ts';
import { arrival, homeOf, registration } from './acts.ts';
import { DEMO_NAME } from './movement.ts';
import { CLERKS, PEOPLE, TRAINEES } from './people.ts';
import { Phone, type Stage } from './phone.ts';
import { dice } from './random.ts';
import { type DemoSize, SCALES } from './scale.ts';
import { type Clock, Story } from './story.ts';

export const DEMO = { slug: 'demo', name: DEMO_NAME, mode: 'real', demo: true } as const;
export const PRACTICE = { slug: 'essai', name: 'Mode essai', mode: 'practice', demo: true } as const;
/** A demonstration being told; a start that was cut off leaves one, and the next start tells it anew. */
const UNFINISHED = '-inacheve';
const SEED = 2026;
const DAY: Millis = 24 * 3600 * 1000;

/** Who gets an account for the pages of the office. */
const OFFICES = [
  { slug: DEMO.slug, login: 'secretariat', name: PEOPLE[0].name },
  { slug: DEMO.slug, login: 'segou', name: 'Oumar COULIBALY' },
  { slug: DEMO.slug, login: 'cooperative', name: CLERKS[0].name },
  { slug: PRACTICE.slug, login: 'essai', name: TRAINEES[0].name },
] as const;

export interface DemoLogin {
  readonly slug: string;
  readonly login: string;
  readonly password: string;
}

export interface DemoDeps {
  readonly decl: Declarations;
  readonly dataDir: string;
  readonly parts: readonly SchemaPart[];
  /** The whole network unless a short story is enough, as in tests. */
  readonly size?: DemoSize;
}

/**
 * Founds both networks and tells their story. They are opened with a clock of their own, so that every change is received on the day it was
 * sent; afterwards the hub opens them anew, with the real one.
 */
export async function createDemo(hub: HubInside, deps: DemoDeps): Promise<void> {
  const today = Date.now();
  const scale = SCALES[deps.size ?? 'full'];
  const clock: Clock = { at: today - (scale.founded + 1) * DAY };
  const report = (what: string, error: unknown): void => hub.log.error({ fault: String(error) }, what);
  // A story that was cut off is told anew: only its end, the name of the network, waits for the disk, and with it for all that came before.
  const pools = hub.pools.redoable();
  try {
    const opened = await Networks.open({ ...deps, pools, now: () => clock.at, report });
    if (!opened.ok) throw new Error(`cannot create the demonstration: ${opened.error.code}`);
    await tellAll(opened.value, { deps, clock, today, pools });
  } finally {
    await pools.end();
  }
  await hub.pools.pages.query(`update ${COMMON}.network set slug = left(slug, -length($1)) where slug like '%' || $1`, [
    UNFINISHED,
  ]);
  await hub.networks.reload();
}

async function tellAll(
  networks: Networks,
  of: { readonly deps: DemoDeps; readonly clock: Clock; readonly today: Millis; readonly pools: Pools },
): Promise<void> {
  const { deps, clock, today, pools } = of;
  const stage = async (founding: Founding): Promise<Stage> => {
    const network = await networks.create({ ...founding, slug: founding.slug + UNFINISHED });
    return { network, decl: deps.decl, luck: dice(SEED), now: () => clock.at };
  };

  await new Story(await stage(DEMO), clock, today, SCALES[deps.size ?? 'full']).tell();
  clock.at = today - 30 * DAY;
  await practise(await stage(PRACTICE), clock, today);
  await networks.idle();
  await makeLogins(networks, pools, deps.dataDir);
}

/** Takes away what an interrupted first start left. */
export async function clearUnfinished({ networks }: HubInside): Promise<void> {
  for (const network of networks.all())
    if (network.card.demo && network.card.slug.endsWith(UNFINISHED)) await networks.remove(network);
}

/** Enough to try everything on: an office, somebody in the field, three organisations. */
async function practise(stage: Stage, clock: Clock, today: Millis): Promise<void> {
  const persons: RecordId[] = [];
  for (const player of TRAINEES) {
    const changes = await stage.network.actAsAuthority(arrival(player, clock.at));
    persons.push(changes[0]?.record as RecordId);
  }
  const [trainer, , field] = persons;
  const phone = await Phone.join(stage, field as RecordId, trainer as RecordId, TRAINEES[2].phone);
  for (const town of ['Ségou', 'Markala', 'San']) {
    const sketch = { name: `Association ESSAI de ${town}`, kind: 'association', place: town, phone: '70 00 09 99' };
    phone.write(registration(sketch, homeOf(TRAINEES[2])));
  }
  clock.at = today - DAY;
  await phone.exchange();
}

/** The person a network begins with when there is no demonstration: somebody has to let the others in. */
export async function firstPerson(network: HubNetwork, name: string, now: Millis): Promise<RecordId> {
  const player = { key: 'first', name, role: 'secretariat', branch: null, sign: 'person', color: 'p4' } as const;
  const [person] = await network.actAsAuthority(arrival(player, now));
  if (!person) throw new Error('the first person was not made');
  return person.record;
}

/** Of people who share a name, the one who was given something to do. */
async function withRights(network: HubNetwork, name: string): Promise<RecordState | null> {
  for (const state of await network.list('person'))
    if (textOf(state, 'name') === name && (await network.grantsOf(state.id)).length > 0) return state;
  return null;
}

const fileOf = (dataDir: string): string => join(dataDir, 'demo-accounts.json');

/** Passwords of invented people, different on every installation; kept readable so that each start can say them again. */
async function makeLogins(networks: Networks, pools: Pools, dataDir: string): Promise<void> {
  const logins: DemoLogin[] = [];
  for (const { slug, login, name } of OFFICES) {
    const network = networks.bySlug(slug + UNFINISHED);
    const person = network && (await withRights(network, name));
    if (!network || !person) throw new Error(`no ${name} in ${slug}`);
    const password = newPassword();
    const made = await new Accounts(pools.pages, network.card.network).set(login, password, person.id);
    if (!made.ok) throw new Error(`account ${login}: ${made.error.code}`);
    logins.push({ slug, login, password });
  }
  writeFileSync(fileOf(dataDir), `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600 });
}

/** What the first start wrote down, for the demonstration networks that are still there. */
export function demoLogins(hub: HubInside, dataDir: string): readonly DemoLogin[] {
  if (!existsSync(fileOf(dataDir))) return [];
  const logins = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as DemoLogin[];
  return logins.filter((one) => hub.networks.bySlug(one.slug)?.card.demo);
}
