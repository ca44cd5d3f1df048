/**
 * The programme of 3,000 at its true scale. A first start opens its doors with three groups; the others come afterwards, group after group, each whole and in
 * one commit, by a telephone like any other, on the days on which they were lived. Stopped in between it goes on where it stood at the next start: what is there
 * is not told again, and the figures that are presented are kept once all of it is.
 */
import { millisOf } from '../../kernel/clock.ts';
import type { Declarations } from '../../kernel/declare.ts';
import { isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import type { HubNetwork } from '../network.ts';
import { Networks } from '../networks.ts';
import type { Pools } from '../pools.ts';
import { followed } from '../programmes/gather.ts';
import type { SchemaPart } from '../schema.ts';
import { followUps, tellAfter } from './cohort-after.ts';
import { tellCohort } from './cohort-told.ts';
import { type CohortSketch, cohortSketches, GIVEN } from './cohorts.ts';
import { keepFigures } from './office.ts';
import { PEOPLE } from './people.ts';
import { Phone, type Stage } from './phone.ts';
import { dice } from './random.ts';
import type { Clock } from './story.ts';
import { teamsIn, tellTeams } from './teams.ts';
import { LARGE } from './training.ts';

const DAY: Millis = 24 * 3600 * 1000;
const HOUR: Millis = 3600 * 1000;
const SEED = 2027;
/** Groups between two words in the log. */
const SAID = 12;
/** The programme is told two days before the day of the demonstration. */
const TOLD: Millis = 2 * DAY;

export interface FillingDeps {
  readonly decl: Declarations;
  readonly dataDir: string;
  readonly parts: readonly SchemaPart[];
  readonly pools: Pools;
  /** @param done people in the groups so far. @param all in the end. */
  say(done: number, all: number): void;
  /** Asked before each group. */
  isStopped(): boolean;
  report(what: string, error: unknown): void;
  /** Groups, in tests that need not see all of them. */
  readonly sketches?: readonly CohortSketch[];
}

/** The programme of a demonstration that is not whole yet: its groups may come, and the figures that are presented with them. */
export async function unfilled(network: HubNetwork): Promise<RecordState | null> {
  if (!network.card.demo) return null;
  const programmes = await network.list('programme');
  const large = programmes.find((one) => !isVoided(one) && valueOf(one, 'about') === LARGE);
  if (!large) return null;
  const kept = await network.list('programme_figures');
  return kept.some((one) => refOf(one, 'programme') === large.id) ? null : large;
}

/** Goes on with the demonstration where it is not whole yet; where there is none, or it is, this does nothing. */
export async function fillDemo(deps: FillingDeps): Promise<void> {
  const clock = { at: Date.now() };
  const opened = await Networks.open({ ...deps, now: () => clock.at });
  if (!opened.ok) throw new Error(`the demonstration cannot be opened: ${opened.error.code}`);
  for (const network of opened.value.all()) {
    const programme = await unfilled(network);
    if (programme) await fill(deps, { network, programme, clock });
  }
}

interface Unfilled {
  readonly network: HubNetwork;
  readonly programme: RecordState;
  /** The network's own. */
  readonly clock: Clock;
}

async function fill(
  { decl, say, isStopped, sketches }: FillingDeps,
  { network, programme, clock }: Unfilled,
): Promise<void> {
  const today = Math.floor(millisOf(programme.created?.eff ?? 0) / DAY) * DAY + TOLD;
  const all = [...(sketches ?? cohortSketches())].sort((a, b) => toldOn(a) - toldOn(b) || a.n - b.n);
  const there = new Set((await network.list('cohort')).map((cohort) => textOf(cohort, 'name')));
  const missing = all.filter(({ name }) => !there.has(name));
  const sum = (some: readonly CohortSketch[]): number => some.reduce((n, { learners }) => n + learners.length, 0);
  clock.at = today + toldOn(missing[0] ?? (all.at(-1) as CohortSketch)) * DAY + 8 * HOUR;
  const stage: Stage = { network, decl, luck: dice(SEED), now: () => clock.at };
  const phone = await joined(stage, network);
  if (!teamsIn(phone.replica)) tellTeams(phone, today + (all[0]?.lessons[0] ?? 0) * DAY);
  const teams = teamsIn(phone.replica) ?? [];
  const [curriculum, modules] = contentsOf(phone, programme.id);
  const common = {
    programme: programme.id,
    curriculum,
    modules,
    now: today,
    source: phone.replica,
    device: phone.device,
  };
  for (const [at, sketch] of missing.entries()) {
    if (isStopped()) return;
    clock.at = today + toldOn(sketch) * DAY + 18.5 * HOUR;
    const team = teams[sketch.commune];
    if (!team) throw new Error(`no team in commune ${sketch.commune}`);
    const of = { ...common, team, write: (acts: Parameters<Phone['write']>[0]) => phone.write(acts) };
    tellAfter(of, tellCohort(of, sketch));
    await phone.exchange();
    if ((at + 1) % SAID === 0 && at + 1 < missing.length) say(sum(all) - sum(missing.slice(at + 1)), sum(all));
  }
  if (isStopped()) return;
  clock.at = today - 4 * HOUR;
  const write = (acts: Parameters<Phone['write']>[0]) => phone.write(acts);
  keepFigures({ home: programme.home, now: today, programme: programme.id, source: phone.replica, write });
  await phone.exchange();
  // Whoever opens its figures first does not wait for what names what in thirty thousand records.
  await network.links.bring(followed());
  say(sum(all), sum(all));
}

/** The day, from today, of the last thing that is told of a group. */
function toldOn({ lessons, phase }: CohortSketch): number {
  const last = lessons.at(-1) ?? 0;
  if (phase !== 'over') return -1;
  return Math.min(-1, Math.max(last + GIVEN, ...followUps(lessons).map(([, from]) => from)));
}

/** The computer of those who write down the programme, in the name of who coordinates the branch. */
async function joined(stage: Stage, network: HubNetwork): Promise<Phone> {
  const named = (key: string): string => PEOPLE.find((one) => one.key === key)?.name ?? '';
  const idOf = async (key: string, role: string): Promise<RecordId> => {
    for (const state of await network.list('grant')) {
      const person = textOf(state, 'role') === role ? refOf(state, 'person') : null;
      const card = person && (await network.record(person));
      if (card && textOf(card, 'name') === named(key)) return card.id;
    }
    throw new Error(`nobody is ${key}`);
  };
  const [office, giver] = [await idOf('modibo', 'coordinator'), await idOf('secretariat', 'secretariat')];
  return Phone.join(stage, office, giver, 'Ordinateur du centre de formation');
}

/** The first version of the contents, which all these groups follow. */
function contentsOf({ replica }: Phone, programme: RecordId): readonly [RecordId, readonly RecordId[]] {
  const first = replica
    .list('curriculum')
    .find((one) => refOf(one, 'programme') === programme && valueOf(one, 'version') === 1);
  if (!first) throw new Error('the programme has no contents');
  const rank = (one: RecordState): number => Number(valueOf(one, 'rank'));
  const modules = replica.list('course_module').filter((one) => refOf(one, 'curriculum') === first.id);
  return [first.id, modules.sort((a, b) => rank(a) - rank(b)).map(({ id }) => id)];
}
