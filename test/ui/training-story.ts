/** A training programme in Ségou for the tests of its screens: a group of sixty whose roll is to be called today, and one that has finished. */

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

/** @param leads Aïssata answers for the branch too: she decides who gets a place. */
export async function trainingStory({ world, office, shared, people }: Story, leads = false): Promise<void> {
  world.time = NOW;
  if (leads) await world.grant(people.aissata.id, 'coordinator', SEGOU);
  const stage = { home: SEGOU, now: NOW, trainer: people.aissata.id, write: (acts: Acts) => office.write(acts) };
  const { programme } = tellTraining(stage, GROUPS);
  tellSelection(stage, programme, { first: people.aissata.id, second: people.korotoumou.id });
  const [us] = office.replica.list('organisation');
  if (us) tellConvention(stage, programme, us.id);
  await world.sync(office);
  shared.open(people.aissata.id);
  await world.sync(shared);
}
