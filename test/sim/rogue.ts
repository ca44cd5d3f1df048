/**
 * A phone whose program was changed by somebody who knows ours: registered, enrolled, and sending whatever comes into its head. It may do what
 * its person may, and must not be able to make copies differ, stop the hub, or read what is not its person's.
 */
import { EMPTY_CHAIN } from '../../src/kernel/hash.ts';
import { changeIdOf, derivedId, personScope, ROOT, SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import { deviceRecord } from '../../src/kernel/judge.ts';
import {
  type Change,
  type ChangeId,
  type DeviceId,
  type Json,
  KINDS,
  type RecordId,
  type Scope,
} from '../../src/kernel/types.ts';
import { parsePush } from '../../src/kernel/wire.ts';
import { SEGOU, SIKASSO, type World } from './world.ts';

const TYPES = ['organisation', 'organisation_contact', 'person', 'grant', 'device', 'holder', 'constructor', 'future'];
const WORDS = ['San', '', '70 12 34 56', 'animator', 'secretariat', 'withdrawn', 'corrected', 'handed', 'accepted'];
const FIELDS = [
  'name',
  'kind',
  'place',
  'of',
  'phone',
  'person',
  'role',
  'scope',
  'from',
  'to',
  'provisional',
  'device',
];
const MORE = ['key', 'status', 'blockedAfter', 'voided', 'how', 'home', 'shared', 'future', 'steward', 'sign'];

export class Rogue {
  readonly #world: World;
  readonly device: DeviceId;
  readonly #person: RecordId;

  constructor(world: World, device: DeviceId, person: RecordId) {
    this.#world = world;
    this.device = device;
    this.#person = person;
  }

  /** Sends a group made up on the spot. */
  async act(): Promise<void> {
    const { hub, random } = this.#world;
    const log = hub.store.log(this.device) ?? { last: 0, link: EMPTY_CHAIN };
    const size = random.pick([1, 1, 2, 3]);
    const first = log.last + 1;
    const changes = Array.from({ length: size }, (_, i) => this.#change(first + i, [first, size]));
    const push = JSON.parse(JSON.stringify({ from: first, prev: log.link, changes }));
    const read = parsePush(push, this.device);
    if (!read.ok) return;
    const [admission] = await hub.admit([{ device: this.device, push: read.value, toldAt: 0 }]);
    const said = admission?.ok ? admission.rulings.map((ruling) => ruling.state).join() : admission?.error.code;
    this.#world.say(`rogue: ${changes.map((one) => `${one.kind} ${one.type} ${one.record}`).join(' + ')}: ${said}`);
  }

  #change(seq: number, group: readonly [number, number]): Change {
    const { random, time } = this.#world;
    const own = changeIdOf({ device: this.device, seq }) as string as RecordId;
    const makes = random.chance(0.5);
    const stamp = random.pick([0, time * 1024, (time + 1e11) * 1024, Number.MAX_SAFE_INTEGER, random.below(1e9)]);
    const grants = [...this.#world.hub.store.all()].filter((state) => state.type === 'grant').map((state) => state.id);
    return {
      device: this.device,
      seq,
      stamp,
      by: random.chance(0.9) ? this.#person : this.#record(own),
      grant: random.chance(0.8) ? random.pick(grants) : this.#record(own),
      ...(group[1] > 1 && { group }),
      schema: random.pick([0, 1, 1, 1, 2]),
      kind: random.weighted([
        [6, 'set' as const],
        [2, 'void' as const],
        [2, 'settle' as const],
        [1, random.pick(KINDS)],
      ]),
      type: random.chance(0.6) ? 'organisation' : random.pick(TYPES),
      record: makes && random.chance(0.6) ? own : this.#record(own),
      scope: this.#scope(),
      ...(makes && { shared: random.pick([[], [SHARED], [this.#scope()]]) }),
      ...(random.chance(0.5) ? { over: this.#over() } : {}),
      ...(random.chance(0.5) && { salt: 'AAAAAAAAAAA' }),
      body: this.#body(own),
    };
  }

  #record(own: RecordId): RecordId {
    const { random, hub, devices } = this.#world;
    const all = hub.store.all();
    return random.weighted<RecordId>([
      [5, all.length > 0 ? random.pick(all).id : own],
      [2, own],
      [1, changeIdOf(this.#other()) as string as RecordId],
      [1, deviceRecord(random.pick(devices).id)],
      [1, derivedId('organisation_contact', all.length > 0 ? random.pick(all).id : own)],
    ]);
  }

  /** A change of somebody else, sometimes one that does not exist yet. */
  #other(): { device: DeviceId; seq: number } {
    const { random, hub, devices } = this.#world;
    const { id } = random.pick(devices);
    return { device: id, seq: 1 + random.below(hub.lastOf(id) + 3) };
  }

  #scope(): Scope {
    const { random } = this.#world;
    const scopes = [SIKASSO, SIKASSO, SEGOU, ROOT, SHARED, sensitiveScope(SIKASSO), personScope(this.#person)];
    return random.pick(scopes);
  }

  #over(): NonNullable<Change['over']> {
    const { random } = this.#world;
    const ids = Array.from({ length: random.below(4) }, (): ChangeId => changeIdOf(this.#other()));
    return Object.fromEntries([random.pick(['name', 'place', ':void', 'phone', 'to'])].map((field) => [field, ids]));
  }

  #body(own: RecordId): { [field: string]: Json } {
    const { random } = this.#world;
    const fields = random.shuffle([...FIELDS, ...MORE]).slice(0, random.below(8));
    const body = Object.fromEntries(fields.map((field) => [field, this.#value(own)]));
    return random.chance(0.5) ? { name: 'Rogue', kind: 'gie', place: 'x', ...body } : body;
  }

  #value(own: RecordId): Json {
    const { random } = this.#world;
    return random.weighted<Json>([
      [4, random.pick(WORDS)],
      [3, this.#record(own)],
      [2, this.#scope()],
      [1, random.pick([true, false, null, 0, 7, -1, [], { deep: [1] }])],
      [1, changeIdOf(this.#other())],
      [1, '2026-11-01'],
    ]);
  }
}
