/**
 * One run of the simulator: people act, the wire and the machines fail, everything is healed, and then it must be as if nothing had failed.
 * Everything follows from the seed.
 */

import type { Logged } from '../../src/kernel/admit.ts';
import { fold, type RecordState } from '../../src/kernel/fold.ts';
import { isReached, reachOf } from '../../src/kernel/grant.ts';
import { canonical } from '../../src/kernel/hash.ts';
import { changeIdOf } from '../../src/kernel/ids.ts';
import { deviceRecord } from '../../src/kernel/judge.ts';
import type { Json, RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import type { SimDevice } from './device.ts';
import type { Reply, SimHub } from './hub.ts';
import { Players } from './players.ts';
import { Rogue } from './rogue.ts';
import { DAY, HOUR, MINUTE, ROOT, SEGOU, SIKASSO, World, YEAR } from './world.ts';

/** An answer that is still on its way. */
interface Late {
  readonly device: SimDevice;
  readonly person: RecordId;
  readonly reply: Reply;
}

export class Game {
  readonly world: World;
  readonly players: Players;
  /** How often the hub is lost, how much people do between exchanges, and whether one of the phones lies. */
  #weather = { loss: 1, busy: 1, rogue: 0 };
  #backup: ReturnType<SimHub['backup']> | null = null;
  #rogue: Rogue | null = null;
  #late: Late[] = [];
  /** Who is served on which phone: nobody on a blocked one, nobody who was taken off it. */
  readonly #served = new Set<string>();
  /** Phones that are heard but hear nothing. */
  readonly #deaf = new Set<SimDevice>();

  constructor(seed: number) {
    this.world = new World(seed);
    this.players = new Players(this.world);
  }

  /** @param restores whether the hub may be lost and put back from a backup. */
  async play(steps: number, { restores = true } = {}): Promise<void> {
    await this.#found();
    if (!restores) this.#weather = { ...this.#weather, loss: 0 };
    for (let i = 0; i < steps; i++) await this.#step();
    await this.#heal();
    await this.#check();
  }

  async #found(): Promise<void> {
    const { world } = this;
    const { random } = world;
    this.#weather = { loss: random.pick([0, 1, 4]), busy: random.pick([0.5, 1, 3]), rogue: random.pick([0, 0, 1]) };
    world.hub.page = world.random.pick([5, 20, 1000]);
    const people = [
      ['Bakary', 'secretariat', ROOT],
      ['Coumba', 'coordinator', SIKASSO],
      ['Awa', 'animator', SIKASSO],
      ['Oumar', 'animator', SIKASSO],
      ['Djénéba', 'coordinator', SEGOU],
      ['Moussa', 'animator', SEGOU],
      ['Hawa', 'auditor', ROOT],
      ['Fatou', 'member', SEGOU],
    ] as const;
    for (const [name, role, home] of people) this.players.homes.set(await world.member(name, role, home), home);
    const [bakary, coumba, awa, oumar, djeneba, moussa, hawa, fatou] = [...this.players.homes.keys()] as RecordId[];
    await world.device('bamako', ROOT, bakary as RecordId, hawa as RecordId);
    await world.device('sikasso', SIKASSO, coumba as RecordId);
    await world.device('shared', SIKASSO, awa as RecordId, oumar as RecordId);
    await world.device('second', SIKASSO, awa as RecordId, moussa as RecordId);
    await world.device('segou', SEGOU, djeneba as RecordId, moussa as RecordId, fatou as RecordId);
    for (const device of world.devices) await world.sync(device);
    const liar = await world.device('rogue', SIKASSO, await world.member('Rogue', 'animator', SIKASSO));
    world.devices.pop();
    this.#rogue = new Rogue(world, liar.id, liar.person);
  }

  async #step(): Promise<void> {
    const { random, devices } = this.world;
    const device = random.pick(devices);
    const { loss, busy, rogue } = this.#weather;
    const doing = random.weighted<() => Promise<void> | void>([
      [20 * busy, () => this.players.act(device)],
      [20, () => this.#exchange(device)],
      [6 * rogue, () => this.#rogue?.act()],
      [4, () => this.#together()],
      [4, () => this.#open(device)],
      [6, () => this.world.pass(random.pick([0, 1, MINUTE, HOUR, DAY]))],
      [0.3, () => this.world.pass(random.pick([20, 50]) * DAY)],
      [3, () => this.#arrive()],
      [2, () => this.#crash(device)],
      [2, () => this.#setClock(device)],
      [1, () => this.#deafen(device)],
      [0.7 * loss, () => this.#save()],
      [0.4 * loss, () => this.#lose()],
    ]);
    await doing();
  }

  #open(device: SimDevice): void {
    device.open(this.world.random.pick(device.people));
    this.world.say(`${device.name}: ${this.world.nameOf(device.person)} opens it`);
  }

  /** One exchange, whole or not. */
  async #exchange(device: SimDevice): Promise<void> {
    if (device.locked === 'DEVICE-CLONE') throw new Error(`${device.name} is taken for a copy`);
    const { random, hub } = this.world;
    const again = device.asked !== null && random.chance(0.2);
    const text = again ? (device.asked as string) : device.ask(random.pick([1, 5, 2000]));
    const fate = random.weighted<'whole' | 'lost' | 'cut' | 'unanswered' | 'late' | 'twice' | 'echo'>([
      [10, 'whole'],
      [1, 'lost'],
      [1, 'cut'],
      [2, 'unanswered'],
      [2, 'late'],
      [1, 'twice'],
      [1, 'echo'],
    ]);
    this.world.say(`${device.name}: ${this.world.nameOf(device.person)} exchanges, ${fate}${again ? ', again' : ''}`);
    if (fate === 'lost') return;
    if (fate === 'cut') {
      const reply = await hub.sync(text.slice(0, random.below(text.length)));
      if (!('error' in reply)) throw new Error('half a request was taken');
      return;
    }
    const reply = await hub.sync(text);
    if (fate === 'twice') await hub.sync(text);
    if (fate === 'unanswered' || this.#deaf.has(device)) return;
    if (fate === 'late') {
      this.#late.push({ device, person: device.person, reply });
      return;
    }
    this.#hear(device, reply);
    if (fate === 'echo') this.#hear(device, reply);
    // Now and then the battery goes before it is on the disk.
    if (random.chance(0.05)) this.#crash(device);
    else device.keep();
  }

  /** Several phones at the same moment share one commit. */
  async #together(): Promise<void> {
    const { random, devices, hub } = this.world;
    const some = random.shuffle(devices).slice(0, 2 + random.below(devices.length - 1));
    this.world.say(`together: ${some.map((device) => device.name).join(', ')}`);
    const replies = await hub.syncAll(some.map((device) => device.ask()));
    for (const [i, device] of some.entries()) {
      if (this.#deaf.has(device)) continue;
      this.#hear(device, replies[i] as Reply);
      device.keep();
    }
  }

  #hear(device: SimDevice, reply: Reply): void {
    if ('error' in reply && !['SYNC-REPLAY', 'SYNC-GAP', 'RIGHT-PERSON'].includes(reply.error.code))
      throw new Error(`${device.name} is refused: ${JSON.stringify(reply.error)}`);
    this.world.deliver(device, reply);
    device.leave();
  }

  /** An answer that was late comes now, in whatever order. */
  #arrive(): void {
    if (this.#late.length === 0) return;
    const [late] = this.#late.splice(this.world.random.below(this.#late.length), 1) as [Late];
    // Whoever opened the phone meanwhile has another copy: nobody listens any more.
    if (late.device.person !== late.person) return;
    this.world.say(`${late.device.name}: a late answer comes`);
    this.#hear(late.device, late.reply);
    late.device.keep();
  }

  #crash(device: SimDevice): void {
    this.world.say(`${device.name} crashes`);
    device.crash();
  }

  #setClock(device: SimDevice): void {
    const { random, time } = this.world;
    device.skew = random.pick([0, 10 * YEAR, -10 * YEAR, -time, Date.UTC(2050, 0, 1) - time, -HOUR, 3 * DAY]);
    this.world.say(`${device.name}: its clock says ${new Date(device.now).toISOString().slice(0, 10)}`);
  }

  #deafen(device: SimDevice): void {
    if (this.#deaf.delete(device)) return;
    this.#deaf.add(device);
    this.world.say(`${device.name} hears nothing from now on`);
  }

  #save(): void {
    this.#backup = this.world.hub.backup();
    this.world.say('the hub is backed up');
  }

  async #lose(): Promise<void> {
    if (!this.#backup) return;
    await this.world.hub.restore(this.#backup);
    this.world.say(`the hub is restored: ${this.world.hub.store.epoch}`);
  }

  /** The network comes back, every phone is found again and everybody opens it in turn, until nothing moves. */
  async #heal(): Promise<void> {
    const { world } = this;
    world.say('everything heals');
    this.#deaf.clear();
    this.#late = [];
    for (const device of world.devices) {
      device.skew = 0;
      device.locked = null;
      const known = await world.hub.record(deviceRecord(device.id));
      if (known && world.random.chance(0.7))
        await world.hub.act([{ do: 'edit', record: known.id, body: { status: 'active' } }]);
    }
    for (let round = 0, before = ''; ; round++) {
      world.pass(MINUTE);
      for (const device of world.devices) for (const person of device.people) await this.#settle(device, person);
      const now = `${world.hub.store.epoch} ${world.hub.store.top}`;
      if (now === before) return;
      before = now;
      if (round > 20) throw new Error('the world never comes to rest');
    }
  }

  async #settle(device: SimDevice, person: RecordId): Promise<void> {
    device.open(person);
    this.#served.delete(`${device.id} ${person}`);
    for (let round = 0; round < 500; round++) {
      const reply = await this.world.exchange(device);
      if (!reply) throw new Error('no answer');
      if ('error' in reply) {
        if (reply.error.code === 'RIGHT-PERSON') return;
        if (['SYNC-REPLAY', 'SYNC-GAP'].includes(reply.error.code)) continue;
        throw new Error(`${device.name} is refused: ${JSON.stringify(reply.error)}`);
      }
      if (reply.answer.blocked) return;
      if (reply.answer.more || device.replica.waiting) continue;
      this.#served.add(`${device.id} ${person}`);
      return device.leave();
    }
    throw new Error(`${device.name} never comes to rest`);
  }

  // ---- what must be true at the end ----------------------------------------------------------------------------------------------------

  async #check(): Promise<void> {
    await this.#checkHub();
    for (const device of this.world.devices) {
      const whole = this.#checkLog(device);
      for (const person of device.people) {
        device.open(person);
        if (whole) this.#checkNumbers(device, person);
        await this.#checkCopy(device, person);
      }
    }
  }

  /** Every record is what its whole history says, in any order; nothing waits for what is there. */
  async #checkHub(): Promise<void> {
    const { hub, random } = this.world;
    const all = random.shuffle(hub.store.changes());
    const byRecord = new Map<RecordId, Logged[]>();
    for (const one of all) byRecord.set(one.change.record, [...(byRecord.get(one.change.record) ?? []), one]);
    for (const record of hub.store.all()) {
      const changes = byRecord.get(record.id) ?? [];
      const known = changes.map((one) => (one.state === 'confirmed' ? one : { ...one, state: 'returned' as const }));
      same(record, fold(known), `the hub's ${record.id}`);
    }
    for (const one of all) {
      if (one.state !== 'held') continue;
      const cause = one.ruling?.cause ?? '';
      const awaited = all.find((other) => changeIdOf(other.change) === cause);
      const { of, to } = one.change.body ?? {};
      const settles = one.change.kind === 'settle' && of === cause && to !== cause;
      const solved = (await hub.record(cause as RecordId)) || (settles && awaited && awaited.state !== 'held');
      if (solved || awaited?.state === 'settled')
        throw new Error(`${changeIdOf(one.change)} still waits for ${cause}, which is there or gone`);
    }
  }

  /** Every change written is on the hub, in the state its author is shown. @returns false where some of it cannot come any more. */
  #checkLog(device: SimDevice): boolean {
    const { hub } = this.world;
    const logged = new Map(hub.store.changes().map((one) => [changeIdOf(one.change), one]));
    const rows = device.rows();
    // What a restored hub lost of somebody who may no longer exchange has no sealed copy left: it waits for them, and what follows with it.
    const next = rows[hub.lastOf(device.id)];
    if (next && !next.sealed && !this.#served.has(`${device.id} ${next.by}`)) return false;
    for (const row of rows) {
      const one = logged.get(changeIdOf({ device: device.id, seq: row.seq }));
      if (!one) throw new Error(`${device.name}.${row.seq} never reached the hub`);
      if (one.link !== row.link) throw new Error(`${changeIdOf(one.change)} is chained in two ways`);
      const served = this.#served.has(`${device.id} ${row.by}`);
      if (served && one.state !== row.state)
        throw new Error(`${changeIdOf(one.change)} is ${one.state}, its author sees ${row.state}`);
    }
    if (hub.lastOf(device.id) !== rows.length) throw new Error(`${device.name} wrote ${rows.length} changes`);
    return true;
  }

  /** Whoever has opened the phone sees numbers that add up to what they wrote. */
  #checkNumbers(device: SimDevice, person: RecordId): void {
    const own = device.rows().filter((row) => row.by === person);
    const groups = own.filter((row) => row.seq === row.group[0]).length;
    const { pending, received, confirmed, fix, settled } = device.replica.numbers(person);
    if (pending + received + confirmed + fix + settled !== groups) throw new Error('the numbers do not add up');
    if (this.#served.has(`${device.id} ${person}`) && pending > 0)
      throw new Error(`${device.name} still has ${pending} to send`);
    const told = device.replica.toFix(person).filter((item) => item.ruling.device === device.id);
    const mine = told.filter((item) => item.changes[0]?.by === person);
    if (mine.length !== fix) throw new Error(`${fix} to put right, ${mine.length} in the list`);
  }

  /** A copy holds what its person may read, all of it, nothing else, as the hub has it. */
  async #checkCopy(device: SimDevice, person: RecordId): Promise<void> {
    const { hub, time } = this.world;
    if (!this.#served.has(`${device.id} ${person}`)) return;
    const grants = await hub.grantsOf(person);
    const reach = reachOf(declarations, person, grants, time);
    const who = `${device.name} of ${this.world.nameOf(person)}`;
    for (const record of hub.store.all()) {
      const known = device.replica.confirmed(record.id);
      if (isReached(reach, record.type, [record.home, ...record.shared])) same(shown(record), shown(known), who);
    }
    for (const record of hub.store.all())
      for (const one of device.replica.history(record.id)) {
        const { by, device: where, kind } = one.change;
        // A settle says nothing of the record; it was told where the returned work lay, which is elsewhere once somebody else put it right.
        const foreign = by !== person && where !== device.id && one.state === 'confirmed' && kind !== 'settle';
        if (foreign && !isReached(reach, record.type, [record.home, ...record.shared]))
          throw new Error(`${who} holds ${changeIdOf(one.change)}, which is not theirs to read`);
      }
  }
}

/** What anybody sees of a record: a copy does not hold every change that came to nothing. */
const shown = (state: RecordState | null): Partial<RecordState> | null => {
  if (!state) return null;
  const { salt: _salt, ahead: _ahead, circle: _circle, unconfirmed: _unconfirmed, ...rest } = state;
  return rest;
};

function same(a: unknown, b: unknown, who: string): void {
  const [left, right] = [canonical(a as Json), canonical(b as Json)];
  if (left !== right) throw new Error(`${who} differs:\n  ${left}\n  ${right}`);
}
