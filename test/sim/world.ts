/**
 * A small network in memory: a hub, phones, people, one clock of true time and one seed for every chance.
 * A world is built by acts of the authority, exactly as a secretariat would.
 */
import { dayOf } from '../../src/kernel/grant.ts';
import { branchScope, changeIdOf, ROOT, SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import type { Change, Millis, RecordId, Scope } from '../../src/kernel/types.ts';
import { SimDevice } from './device.ts';
import { type Reply, SimHub } from './hub.ts';
import { Random } from './random.ts';

export const MINUTE: Millis = 60 * 1000;
export const HOUR: Millis = 60 * MINUTE;
export const DAY: Millis = 24 * HOUR;
export const YEAR: Millis = 365 * DAY;

/** What may happen to one exchange on its way. */
export interface Faults {
  readonly dropRequest?: boolean;
  readonly dropAnswer?: boolean;
  /** Cut the request, or the answer, in the middle. */
  readonly cutRequest?: boolean;
  readonly cutAnswer?: boolean;
  /** The request reaches the hub a second time, after the answer. */
  readonly twice?: boolean;
  /** The answer is taken in twice. */
  readonly echo?: boolean;
  /** Most changes in one push. */
  readonly budget?: number;
}

export class World {
  readonly random: Random;
  /** True time. */
  time: Millis = Date.UTC(2026, 10, 22, 8);
  readonly hub: SimHub;
  readonly devices: SimDevice[] = [];
  readonly people = new Map<string, RecordId>();
  /** What happened, for whoever has to read a failure. */
  readonly trace: string[] = [];

  constructor(seed: number) {
    this.random = new Random(seed);
    this.hub = new SimHub(this.random, () => this.time);
  }

  say(line: string): void {
    this.trace.push(`${new Date(this.time).toISOString().slice(0, 16)} ${line}`);
  }

  /** True time goes on. */
  pass(time: Millis): void {
    this.time += time;
  }

  // ---- what the secretariat sets up ----------------------------------------------------------------------------------------------

  async person(name: string, home: Scope): Promise<RecordId> {
    const [change] = await this.hub.act([{ do: 'create', type: 'person', body: { name }, home }]);
    const id = recordOf(change);
    this.people.set(name, id);
    return id;
  }

  async grant(person: RecordId, role: string, scope: Scope, to = ''): Promise<RecordId> {
    const body = { person, role, scope, from: dayOf(this.time - 30 * DAY), to };
    const [change] = await this.hub.act([{ do: 'create', type: 'grant', body, home: scope }]);
    return recordOf(change);
  }

  /** Somebody with a role at a place. */
  async member(name: string, role: string, scope: Scope): Promise<RecordId> {
    const person = await this.person(name, scope);
    await this.grant(person, role, scope);
    return person;
  }

  /** A phone registered at a place, with the people who use it; the first one has opened it. */
  async device(name: string, home: Scope, ...people: readonly RecordId[]): Promise<SimDevice> {
    const device = new SimDevice(name, this.hub, this.random, () => this.time);
    const body = { device: device.id, key: 'simulated', status: 'active' };
    await this.hub.act([{ do: 'create', type: 'device', body, home }]);
    for (const person of people) await this.enrol(device, person, home);
    this.devices.push(device);
    const [first] = people;
    if (first) device.open(first);
    return device;
  }

  async enrol(device: SimDevice, person: RecordId, home: Scope): Promise<void> {
    await this.hub.act([{ do: 'create', type: 'holder', body: { device: device.id, person }, home }]);
    device.people.push(person);
  }

  nameOf(person: string): string {
    for (const [name, id] of this.people) if (id === person) return name;
    return person;
  }

  // ---- what people do --------------------------------------------------------------------------------------------------------------

  /** An organisation with its contact, as the form records it: one group. */
  organisation(device: SimDevice, home: Scope, name: string, phone = '70 12 34 56'): readonly Change[] {
    const changes = device.write((ids) => [
      { do: 'create', type: 'organisation', body: { name, kind: 'coop-ca', place: 'Klela' }, home, shared: [SHARED] },
      { do: 'create', type: 'organisation_contact', body: { of: ids(0), phone }, home: sensitiveScope(home) },
    ]);
    this.say(`${device.name}: ${this.nameOf(device.person)} registers ${name} (${changeIdOf(changes[0] as Change)})`);
    return changes;
  }

  // ---- the wire --------------------------------------------------------------------------------------------------------------------

  /** One request and what becomes of it. */
  async exchange(device: SimDevice, faults: Faults = {}): Promise<Reply | null> {
    const text = device.ask(faults.budget);
    if (faults.dropRequest) return null;
    if (faults.cutRequest) {
      await this.hub.sync(text.slice(0, this.random.below(text.length)));
      return null;
    }
    const reply = await this.hub.sync(text);
    if (faults.twice) await this.hub.sync(text);
    if (faults.dropAnswer || faults.cutAnswer) return null;
    this.deliver(device, reply);
    if (faults.echo) this.deliver(device, reply);
    device.keep();
    return reply;
  }

  /** An answer reaches the phone: as JSON, like everything that travels. */
  deliver(device: SimDevice, reply: Reply): void {
    if ('answer' in reply) device.hear(JSON.parse(JSON.stringify(reply.answer)));
    else device.refused(reply.error.code, reply.last);
  }

  /** Exchanges until nothing waits, as a phone does when the network is good. */
  async sync(device: SimDevice): Promise<void> {
    for (let round = 0, before = ''; round < 500; round++) {
      const reply = await this.exchange(device);
      if (!reply || device.locked) return;
      if ('error' in reply) {
        if (['SYNC-REPLAY', 'SYNC-GAP'].includes(reply.error.code)) continue;
        throw new Error(`${device.name} is refused: ${JSON.stringify(reply.error)}`);
      }
      const { acked, epoch, at } = device.replica.meta;
      const now = JSON.stringify([acked, epoch, at]);
      // Work that somebody else here must send is no reason to go on.
      const unsent = acked < device.replica.last && now !== before;
      if (!reply.answer.more && !device.replica.waiting && !unsent) return device.leave();
      before = now;
    }
    throw new Error(`${device.name} never comes to rest`);
  }
}

export const recordOf = (change: Change | undefined): RecordId => {
  if (!change) throw new Error('nothing was written');
  return change.record;
};

export const SIKASSO = branchScope('sikasso');
export const SEGOU = branchScope('segou');
export { ROOT };
