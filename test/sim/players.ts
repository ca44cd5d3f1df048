/** What people of the simulator do when nobody watches: a random act on whatever phone they hold, right or wrong. */
import type { Act } from '../../src/kernel/author.ts';
import { creates, type RecordState, refOf, textOf } from '../../src/kernel/fold.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import { changeIdOf, SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import { deviceRecord, type SettleWay } from '../../src/kernel/judge.ts';
import type { FixItem } from '../../src/kernel/replica.ts';
import type { Body, Change, RecordId, Scope } from '../../src/kernel/types.ts';
import type { SimDevice } from './device.ts';
import { DAY, SEGOU, SIKASSO, type World } from './world.ts';

const NAMES = ['Benkadi', 'Jigiya', 'Sabugnuma', 'Nyèta', 'Kotugu', 'Yiriwa'];
const PLACES = ['Klela', 'Markala', 'Koutiala', 'San', 'Ɲangasso'];

export class Players {
  readonly #world: World;
  /** Where each person works. */
  readonly homes = new Map<RecordId, Scope>();

  constructor(world: World) {
    this.#world = world;
  }

  /** One act of whoever has opened this phone. */
  act(device: SimDevice): void {
    const { random } = this.#world;
    const doing = random.weighted<(device: SimDevice) => string | null>([
      [6, (one) => this.#register(one)],
      [8, (one) => this.#edit(one)],
      [2, (one) => this.#contact(one)],
      [2, (one) => this.#hide(one)],
      [1, (one) => this.#enrol(one)],
      [4, (one) => this.#answer(one)],
      [2, (one) => this.#decide(one)],
      [1, (one) => this.#endRight(one)],
      [1, (one) => this.#block(one)],
    ]);
    const told = doing(device);
    if (told) this.#world.say(`${device.name}: ${this.#world.nameOf(device.person)} ${told}`);
  }

  #home(device: SimDevice): Scope {
    return this.homes.get(device.person) ?? SIKASSO;
  }

  #register(device: SimDevice): string {
    const { random } = this.#world;
    // Now and then elsewhere than where they may, or not as it should be.
    const home = random.chance(0.1) ? random.pick([SIKASSO, SEGOU]) : this.#home(device);
    const name = `${random.pick(NAMES)} ${random.below(100)}`;
    const body: Body = {
      ...(random.chance(0.9) && { name }),
      kind: random.chance(0.9) ? 'coop-ca' : 'newer-kind',
      place: random.pick(PLACES),
      ...(random.chance(0.2) && { future: { deep: [name, 1, null] } }),
    };
    const phone = random.weighted([
      [8, '70 12 34 56'],
      [1, '7012'],
      [1, 'no number'],
    ]);
    const changes = device.write((ids): Act[] => [
      { do: 'create', type: 'organisation', body, home, shared: [SHARED] },
      { do: 'create', type: 'organisation_contact', body: { of: ids(0), phone }, home: sensitiveScope(home) },
    ]);
    return `registers ${name} in ${home} as ${idsOf(changes)}`;
  }

  #some(device: SimDevice, type: string): RecordState | null {
    const list = device.replica.list(type);
    return list.length > 0 ? this.#world.random.pick(list) : null;
  }

  #edit(device: SimDevice): string | null {
    const { random } = this.#world;
    const record = this.#some(device, 'organisation');
    if (!record) return null;
    const place = random.chance(0.95) ? random.pick(PLACES) : '';
    const body = random.chance(0.7) ? { place } : { place, name: `${random.pick(NAMES)} ${random.below(100)}` };
    const changes = device.write([{ do: 'edit', record: record.id, body }]);
    return `edits ${record.id} as ${idsOf(changes)}`;
  }

  #contact(device: SimDevice): string | null {
    const record = this.#some(device, 'organisation');
    if (!record) return null;
    const body = { of: record.id, phone: `7${this.#world.random.below(10_000_000)}` };
    const home = sensitiveScope(record.home);
    return `gives a contact, ${idsOf(device.write([{ do: 'create', type: 'organisation_contact', body, home }]))}`;
  }

  #hide(device: SimDevice): string | null {
    const record = this.#some(device, 'organisation');
    if (!record) return null;
    const voided = this.#world.random.chance(0.6);
    return `${voided ? 'hides' : 'shows'} ${record.id}, ${idsOf(device.write([{ do: 'void', record: record.id, voided }]))}`;
  }

  #enrol(device: SimDevice): string | null {
    const { random, time } = this.#world;
    if (device.people.length > 3) return null;
    const home = this.#home(device);
    const role = random.pick(['animator', 'member', 'coordinator']);
    const [from, to] = [dayOf(time), dayOf(time + random.pick([20, 44, 60]) * DAY)];
    const changes = device.write((ids): Act[] => [
      { do: 'create', type: 'person', body: { name: `Person ${random.below(1000)}` }, home },
      {
        do: 'create',
        type: 'grant',
        body: { person: ids(0), role, scope: home, from, to, provisional: true },
        home,
      },
      { do: 'create', type: 'holder', body: { device: device.id, person: ids(0) }, home },
    ]);
    const person = changes[0]?.record as RecordId;
    device.people.push(person);
    this.homes.set(person, home);
    return `enrols a ${role}, ${idsOf(changes)}`;
  }

  /** Somebody opens their list of things to put right. */
  #answer(device: SimDevice): string | null {
    const { random } = this.#world;
    const items = device.replica.toFix(device.person);
    if (items.length === 0) return null;
    const item = random.pick(items);
    const of = item.changes[0] as Change;
    const how = random.weighted<SettleWay>([
      [5, 'corrected'],
      [2, 'handed'],
      [2, 'withdrawn'],
    ]);
    const settle: Act = {
      do: 'settle',
      of,
      how,
      ...(how === 'handed' && { to: random.pick([...this.homes.keys()]) }),
    };
    const changes = device.write([settle, ...(how === 'corrected' ? this.#corrections(device, item) : [])]);
    return `${how} ${changeIdOf(of)} with ${idsOf(changes)}`;
  }

  #corrections(device: SimDevice, item: FixItem): Act[] {
    const home = this.#home(device);
    return item.changes.flatMap((change): Act[] => {
      const body = mended(change);
      if (creates(change)) {
        const at = change.type === 'organisation_contact' ? sensitiveScope(home) : home;
        const { type, record, shared = [] } = change;
        const named = record.startsWith('~') ? {} : { record };
        const scoped = change.type === 'grant' ? { ...body, scope: home } : body;
        return [{ do: 'create', type, body: scoped, home: at, shared, ...named }];
      }
      const known = device.replica.record(change.record);
      if (change.kind !== 'set' || !known) return [];
      return [{ do: 'edit', record: change.record, body }];
    });
  }

  /** Somebody in charge looks at what a blocked phone sent, or settles for others. */
  #decide(device: SimDevice): string | null {
    const { random } = this.#world;
    const list = device.replica
      .list('organisation')
      .flatMap((record) => device.replica.history(record.id))
      .concat([...aside(device)])
      .filter(({ state }) => state === 'quarantined' || state === 'returned');
    if (list.length === 0) return null;
    const { change, state } = random.pick(list);
    const how: SettleWay = state === 'returned' ? 'withdrawn' : random.pick(['accepted', 'accepted', 'refused']);
    const changes = device.write([{ do: 'settle', of: change, how }]);
    return `${how} ${changeIdOf(change)} with ${idsOf(changes)}`;
  }

  #endRight(device: SimDevice): string | null {
    const { random, time } = this.#world;
    const grant = this.#some(device, 'grant');
    // The offices keep theirs, or soon nobody could do anything.
    if (!grant || !['animator', 'member'].includes(textOf(grant, 'role')) || random.chance(0.5)) return null;
    const to = dayOf(time + random.pick([-2, 0, 10]) * DAY);
    const act: Act = random.chance(0.5)
      ? { do: 'void', record: grant.id, voided: true }
      : { do: 'edit', record: grant.id, body: { to } };
    const changes = device.write([act]);
    return `ends the right of ${this.#world.nameOf(refOf(grant, 'person') ?? '')}, ${idsOf(changes)}`;
  }

  #block(device: SimDevice): string | null {
    const { random, devices, hub } = this.#world;
    const lost = random.pick(devices);
    const known = device.replica.record(deviceRecord(lost.id));
    if (!known || lost === device || random.chance(0.6)) return null;
    const status = textOf(known, 'status') === 'blocked' ? 'active' : 'blocked';
    const blockedAfter = hub.lastOf(lost.id);
    const changes = device.write([{ do: 'edit', record: known.id, body: { status, blockedAfter } }]);
    return `${status === 'blocked' ? 'blocks' : 'frees'} ${lost.name} after ${blockedAfter}, ${idsOf(changes)}`;
  }
}

/** Everything this copy knows that counts for nothing now. */
function* aside(device: SimDevice) {
  for (const person of device.people)
    for (const item of device.replica.toFix(person))
      for (const change of item.changes) yield { change, state: item.ruling.state, eff: change.stamp };
}

function mended(change: Change): Body {
  const body = { ...change.body };
  if (change.type === 'organisation' && creates(change)) return { ...body, name: 'Put right', kind: 'coop-ca' };
  if (change.type === 'organisation' && body['place'] === '') return { ...body, place: 'Klela' };
  if (change.type === 'organisation_contact') return { ...body, phone: '70 00 00 00' };
  if (change.type === 'grant' && creates(change)) return { ...body, role: 'member', to: String(body['from'] ?? '') };
  return body;
}

const idsOf = (changes: readonly Change[]): string => {
  const [first] = changes;
  return first ? `${changeIdOf(first)}${changes.length > 1 ? `+${changes.length - 1}` : ''}` : 'nothing';
};
