// Somebody tries the demonstration and closes the window after ten seconds, and again the next day: half of the groups had come, and at every start some came a
// second time. The large programme goes on where it stood, each group whole, and who gives sessions elsewhere does not read its people.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrival } from '../../src/hub/demo/acts.ts';
import { type CohortSketch, cohortSketches } from '../../src/hub/demo/cohorts.ts';
import { fillDemo } from '../../src/hub/demo/filling.ts';
import { PEOPLE } from '../../src/hub/demo/people.ts';
import { Phone } from '../../src/hub/demo/phone.ts';
import { tellProgramme } from '../../src/hub/demo/programme.ts';
import { dice } from '../../src/hub/demo/random.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { Networks } from '../../src/hub/networks.ts';
import { bookOf } from '../../src/hub/programmes/kept.ts';
import { HUB_SCHEMA } from '../../src/hub/schema.ts';
import { WEB_SCHEMA } from '../../src/hub/web/schema.ts';
import { refOf, textOf } from '../../src/kernel/fold.ts';
import { DAY, dayOf, reachOf } from '../../src/kernel/grant.ts';
import { branchScope, reaches } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { reckoned } from '../../src/modules/training/reports.ts';
import { frozenOf } from '../../src/modules/training/snapshot.ts';
import { openHub, type TestHub } from './world.ts';

let test: TestHub;
let network: HubNetwork;
const all = cohortSketches();
/** One that was over two years ago, one of last year, one that goes on. */
const SOME: readonly CohortSketch[] = [all[2], all[60], all[95]].flatMap((one) => one ?? []);
const parts = [HUB_SCHEMA, WEB_SCHEMA];
const report = (what: string, error: unknown): void => {
  throw new Error(`${what}: ${error}`);
};

beforeAll(async () => {
  test = await openHub({ parts: [WEB_SCHEMA] });
  const today = Date.now();
  const { pools } = test.hub;
  const clock = { at: today - 900 * DAY };
  const deps = { decl: declarations, dataDir: test.folder, parts, pools, report, now: () => clock.at };
  const opened = await Networks.open(deps);
  if (!opened.ok) throw new Error(opened.error.code);
  network = await opened.value.create({ slug: 'demo', name: 'Essai', mode: 'real', demo: true });
  const [secretary, , office] = await Promise.all(
    PEOPLE.filter(({ key }) => ['secretariat', 'auditor', 'modibo'].includes(key)).map(async (player) => {
      const [person] = await network.actAsAuthority(arrival(player, clock.at));
      return person?.record as RecordId;
    }),
  );
  clock.at = today - 2 * DAY;
  const stage = { network, decl: declarations, luck: dice(1), now: () => clock.at };
  const phone = await Phone.join(stage, office as RecordId, secretary as RecordId, 'Ordinateur');
  const told = { network, phone, office: office as RecordId, branch: branchScope('bamako') };
  await tellProgramme({ ...told, isLarge: true, now: today, trainerFrom: clock.at });
  await phone.exchange();
}, 60_000);
afterAll(() => test.end());

/** @param groups after which it is stopped. */
async function fill(groups = Number.POSITIVE_INFINITY): Promise<readonly string[]> {
  const said: string[] = [];
  let asked = 0;
  await fillDemo({
    decl: declarations,
    dataDir: test.folder,
    parts,
    pools: test.hub.pools,
    say: (done, sum) => said.push(`${done}/${sum}`),
    isStopped: () => asked++ >= groups,
    report,
    sketches: SOME,
  });
  return said;
}

describe('the large programme of the demonstration', () => {
  it('goes on where it was stopped: no group twice, none in part, figures once all are there', async () => {
    const cohorts = async (): Promise<readonly string[]> =>
      (await network.list('cohort')).map((one) => textOf(one, 'name')).filter((name) => name.includes('groupe '));
    await fill(1);
    expect([(await cohorts()).length, (await network.list('programme_figures')).length]).toEqual([1, 0]);
    const sum = SOME.reduce((n, { learners }) => n + learners.length, 0);
    expect(await fill()).toEqual([`${sum}/${sum}`]);
    expect([...(await cohorts())].sort()).toEqual(SOME.map(({ name }) => name).sort());
    expect(await fill()).toEqual([]);
    expect(await network.list('programme_figures')).toHaveLength(1);
    for (const state of ['returned', 'held', 'quarantined'] as const)
      expect(await network.groups(state, 5)).toEqual([]);
  }, 60_000);

  it('leads from a request to a job: everybody counts, some gave up, some were not reached', async () => {
    const programme = (await network.list('programme')).find((one) => textOf(one, 'about') !== '');
    const kept = programme && (await bookOf(network).open(programme.id));
    if (!kept) throw new Error('no programme');
    const { stages, after, cohorts } = reckoned(kept.source, kept.view, kept.state, dayOf(Date.now()), undefined);
    const [first, , going] = SOME.map(({ name }) => cohorts.find((one) => textOf(one, 'name') === name)?.id);
    const of = (persons: readonly RecordId[], cohort: RecordId | undefined): number => {
      const group = kept.view.cohorts(kept.state.id).find(({ id }) => id === cohort);
      return group ? persons.filter((id) => kept.view.group(group).people.has(id)).length : 0;
    };
    const path = Object.values(stages).map((persons) => of(persons, first));
    expect(path).toEqual([...path].sort((a, b) => b - a));
    expect([of(stages.enrolled, first), of(stages.certified, going)]).toEqual([SOME[0]?.learners.length, 0]);
    expect(of(stages.certified, first)).toBeGreaterThan(15);
    for (const { outcome, persons, known } of after.filter((one) => one.known)) {
      const certified = of(stages.certified, first);
      expect([of(persons, first) > 0, of(known ?? [], first) < certified], outcome).toEqual([true, true]);
    }
    const [figures] = await network.list('programme_figures');
    expect(figures && frozenOf(textOf(figures, 'figures'))?.trained).toBe(stages.certified.length);
  });

  it('its people are read in their commune and by the office, not by the trainer of other groups', async () => {
    const person = (await network.list('person')).find((one) => textOf(one, 'name') === 'Assitan DIAKITÉ');
    const grants = await network.grantsOf(person?.id as RecordId);
    const reach = reachOf(declarations, person?.id as RecordId, grants, Date.now());
    const enrolments = (await network.list('enrolment')).filter(({ home }) =>
      reach.some(({ prefix, closed }) => reaches(prefix, home, closed)),
    );
    expect(enrolments.length).toBeGreaterThan(60);
    const names = new Map((await network.list('cohort')).map((one) => [one.id, textOf(one, 'name')]));
    const groups = new Set(enrolments.map((one) => names.get(refOf(one, 'cohort') as RecordId)));
    expect([...groups].filter((name) => name?.includes('groupe '))).toEqual([]);
  });
});
