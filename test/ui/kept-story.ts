/**
 * A story as text: told once, it is taken up by every page that shows it. What is kept is the log of the hub and the disks of the phones, which is
 * what outlives a real hub and real phones; the rest is read from them again.
 */
import type { DeviceLog } from '../../src/kernel/admit.ts';
import type { DeviceId } from '../../src/kernel/types.ts';
import { type Disk, SimDevice } from '../sim/device.ts';
import type { SimHub } from '../sim/hub.ts';
import { Snapshots } from '../sim/snapshots.ts';
import { World } from '../sim/world.ts';
import { SEED, type Story } from './story.ts';

type HubKept = SimHub['kept'];
interface Kept {
  readonly time: number;
  readonly chance: number;
  readonly hub: Omit<HubKept, 'log' | 'contacts'> & {
    readonly log: Omit<HubKept['log'], 'logs'> & { readonly logs: readonly (readonly [DeviceId, DeviceLog])[] };
    readonly contacts: readonly (readonly [DeviceId, NonNullable<ReturnType<HubKept['contacts']['get']>>])[];
  };
  readonly devices: readonly (Disk & { readonly name: string })[];
  readonly people: Story['people'];
  readonly office: DeviceId;
  readonly shared: DeviceId;
}

export function keep({ world, people, office, shared }: Story): string {
  const { log, contacts, snapshots } = world.hub.kept;
  const kept: Kept = {
    time: world.time,
    chance: world.random.state,
    hub: { log: { ...log, logs: [...log.logs] }, contacts: [...contacts], snapshots },
    devices: world.devices.map((device) => ({ name: device.name, ...device.disk })),
    people,
    office: office.id,
    shared: shared.id,
  };
  return JSON.stringify(kept);
}

export function taken(text: string): Story {
  const { time, chance, hub, devices, people, office, shared } = JSON.parse(text) as Kept;
  const world = new World(SEED);
  world.time = time;
  void world.hub.store.save({ ...hub.log, logs: new Map(hub.log.logs) });
  world.hub.contacts = new Map(hub.contacts);
  world.hub.snapshots = new Snapshots(hub.snapshots);
  for (const { name, ...disk } of devices)
    world.devices.push(new SimDevice(name, world.hub, world.random, () => world.time, disk));
  world.random.goOn(chance);
  const phone = (id: DeviceId): SimDevice => world.devices.find((device) => device.id === id) as SimDevice;
  return { world, people, office: phone(office), shared: phone(shared) };
}
