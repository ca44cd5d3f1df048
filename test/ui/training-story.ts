/** A training programme in Ségou for the tests of its screens: a group of sixty whose roll is to be called today, and one that has finished. */

import { tellFollow } from '../../src/hub/demo/follow.ts';
import { tellConvention, tellSelection } from '../../src/hub/demo/selection.ts';
import { type GroupSketch, tellTraining } from '../../src/hub/demo/training.ts';
import type { Acts } from '../../src/kernel/author.ts';
import { NOW, SEGOU, type Story } from './story.ts';

export const TODAY_GROUP: GroupSketch = {
  name: 'Ségou 2',
  site: 'Ségou, centre',
  size: 60,
  version: 1,
  sessions: [-14, -7, 0, 7],
  cancelled: 1,
};
const GROUPS: readonly GroupSketch[] = [
  {
    name: 'Ségou 1',
    site: 'Ségou, Pélengana',
    size: 20,
    version: 1,
    sessions: [-96, -89, -82, -75, -68],
    days: true,
    over: true,
  },
  TODAY_GROUP,
];

export interface TrainingTold {
  /** Aïssata answers for the branch too: she decides who gets a place. */
  readonly leads?: boolean;
  /** What became of them as well. */
  readonly follow?: boolean;
}

export async function trainingStory(
  { world, office, shared, people }: Story,
  { leads, follow }: TrainingTold = {},
): Promise<void> {
  world.time = NOW;
  if (leads) await world.grant(people.aissata.id, 'coordinator', SEGOU);
  const stage = { home: SEGOU, now: NOW, trainer: people.aissata.id, write: (acts: Acts) => office.write(acts) };
  const { programme, cohorts } = tellTraining(stage, GROUPS);
  tellSelection(stage, programme, { first: people.aissata.id, second: people.korotoumou.id });
  const [us] = office.replica.list('organisation');
  if (us) tellConvention(stage, programme, us.id);
  const [over] = cohorts;
  if (follow && over) {
    const [like, recent, source] = [over.cohort, over.people, office.replica];
    const beside = { mentor: people.aissata.id, office: people.oumar.id, source };
    tellFollow({ home: SEGOU, now: NOW, programme, like, recent, write: stage.write, ...beside });
  }
  await world.sync(office);
  shared.open(people.aissata.id);
  await world.sync(shared);
}
