/** Three groups of Ségou on their way to a legal form, for the tests of its screens; Aïssata goes with them. */
import { tellWays } from '../../src/hub/demo/ways.ts';
import { NOW, SEGOU, type Story } from './story.ts';

export async function waysStory({ world, office, shared, people }: Story): Promise<void> {
  world.time = NOW;
  tellWays({ home: SEGOU, now: NOW, guide: people.aissata.id, write: (acts) => office.write(acts) });
  await world.sync(office);
  shared.open(people.aissata.id);
  await world.sync(shared);
}
