// One hub for a test file, with the people of two branches; each test brings its own phones.
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { enlist, openHub, type People, SIKASSO, settle, type TestHub } from '../hub/world.ts';
import { road } from './phone.ts';

export interface World {
  hub: TestHub;
  network: HubNetwork;
  people: People & { readonly member: RecordId };
}

export function world(): World {
  const here = {} as World;
  beforeAll(async () => {
    here.hub = await openHub();
    road.url = here.hub.hub.url;
    here.network = await here.hub.hub.networks.create({ slug: 'essai', name: 'Essai', mode: 'real', demo: false });
    const member = await enlist(here.network, 'Fanta Sidibé', 'member', SIKASSO);
    here.people = { ...(await settle(here.network)), member };
  }, 60_000);
  afterEach(() => {
    road.up = true;
    road.meet = null;
  });
  afterAll(() => here.hub.end());
  return here;
}
