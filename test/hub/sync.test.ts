import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { textOf } from '../../src/kernel/fold.ts';
import type { Device } from './client.ts';
import { openHub, organisation, type People, phoneOf, settle, type TestHub } from './world.ts';

let world: TestHub;
let network: HubNetwork;
let people: People;
let phone: Device;
let office: Device;

beforeAll(async () => {
  world = await openHub();
  network = await world.hub.networks.create({ slug: 'essai', name: 'Essai', mode: 'real', demo: false });
  people = await settle(network);
  phone = await phoneOf(world.hub.url, network, people.animator);
  office = await phoneOf(world.hub.url, network, people.secretary);
}, 60_000);
afterAll(() => world.end());

const names = (device: Device): string[] =>
  device.replica
    .list('organisation')
    .map((state) => textOf(state, 'name'))
    .sort();

describe('an exchange', () => {
  it('carries what a branch wrote offline to the secretariat, with who, where and when', async () => {
    await phone.exchange();
    phone.write([organisation('Benkadi')]);
    expect(phone.replica.numbers(people.animator)).toMatchObject({ pending: 1, confirmed: 0 });
    await phone.exchange();
    expect(phone.replica.numbers(people.animator)).toMatchObject({ pending: 0, confirmed: 1 });
    await office.exchange();
    expect(names(office)).toEqual(['Benkadi']);
  });
});
