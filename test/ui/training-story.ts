/** A training programme in Ségou for the tests of its screens: a group of sixty whose roll is to be called today, and one that has finished. */

import { tellFollow } from '../../src/hub/demo/follow.ts';
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

/** @param follow what became of them as well. */
export async function trainingStory({ world, office, shared, people }: Story, follow = false): Promise<void> {
  world.time = NOW;
  const write = (acts: Acts) => office.write(acts);
  const { programme, cohorts } = tellTraining({ home: SEGOU, now: NOW, trainer: people.aissata.id, write }, GROUPS);
  const [over] = cohorts;
  if (follow && over)
    tellFollow({
      home: SEGOU,
      now: NOW,
      programme,
      like: over.cohort,
      recent: over.people,
      mentor: people.aissata.id,
      office: people.oumar.id,
      source: office.replica,
      write,
    });
  await world.sync(office);
  shared.open(people.aissata.id);
  await world.sync(shared);
}
