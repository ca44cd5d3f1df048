/**
 * The hub of the simulator: the kernel's own admission and answers over a log in memory, behind a door that does what `/sync` does
 * (counter, contacts, sealed rows). Nothing of the kernel is imitated here.
 */
import { type Admission, type Arrival, admit } from '../../src/kernel/admit.ts';
import { type Acts, type Desk, write } from '../../src/kernel/author.ts';
import { NEW_CLOCK } from '../../src/kernel/clock.ts';
import { isVoided, type RecordState, textOf } from '../../src/kernel/fold.ts';
import { type Grant, grantOf, type Reach, reachOf } from '../../src/kernel/grant.ts';
import { EMPTY_CHAIN } from '../../src/kernel/hash.ts';
import { changeIdOf, deviceIdOf, networkIdOf } from '../../src/kernel/ids.ts';
import { DEFAULT_SETTINGS, deviceRecord, holderRecord, type RulingSettings } from '../../src/kernel/judge.ts';
import { fromBase64Url, toBase64Url } from '../../src/kernel/keys.ts';
import { MemoryStore } from '../../src/kernel/memory-store.ts';
import { answer, heardAt, takesWork } from '../../src/kernel/serve.ts';
import type { Change, DeviceId, Millis, NetworkId, RecordId, Refusal } from '../../src/kernel/types.ts';
import { parseRequest, type SyncAnswer, type SyncRequest } from '../../src/kernel/wire.ts';
import { declarations } from '../../src/modules/index.ts';
import type { Random } from './random.ts';
import { Snapshots } from './snapshots.ts';

/** What the real hub keeps of a device besides its log. */
interface Contact {
  readonly n: number;
  readonly servedAt: Millis;
  readonly toldAt: Millis;
}
const NO_CONTACT: Contact = { n: 0, servedAt: 0, toldAt: 0 };

export type Reply = { readonly answer: SyncAnswer } | { readonly error: Refusal; readonly last?: number };

/** A request that came in and waits to be committed with others. */
interface Waiting {
  readonly request: SyncRequest;
  readonly toldAt: Millis;
}

export class SimHub {
  store = new MemoryStore();
  readonly network: NetworkId;
  readonly authority: DeviceId;
  readonly settings: RulingSettings = DEFAULT_SETTINGS;
  /** Entries of one answer; small, so that everything is told in several. */
  page = 20;
  contacts = new Map<DeviceId, Contact>();
  snapshots = new Snapshots();
  #lives = 1;
  readonly #random: Random;
  readonly #now: () => Millis;

  /** All it remembers, apart from who it is. */
  get kept() {
    return { log: this.store.whole(), contacts: this.contacts, snapshots: this.snapshots.kept };
  }

  constructor(random: Random, now: () => Millis) {
    this.#random = random;
    this.#now = now;
    this.network = networkIdOf(random.bytes(65));
    this.authority = deviceIdOf(random.bytes(65));
  }

  // ---- the door --------------------------------------------------------------------------------------------------------------------

  /** One exchange, alone in its batch. */
  async sync(text: string): Promise<Reply> {
    return (await this.syncAll([text]))[0] as Reply;
  }

  /** Exchanges that arrive together share one commit, as under load; each is answered after all of them are on the disk. */
  async syncAll(texts: readonly string[]): Promise<readonly Reply[]> {
    const doors: (Waiting | Refusal)[] = [];
    for (const text of texts) doors.push(await this.#enter(text));
    const pushing = doors.filter((door): door is Waiting => {
      return 'request' in door && door.request.push !== undefined && takesWork(door.request, this.store.epoch);
    });
    const arrivals = pushing.map(({ request, toldAt }): Arrival => {
      return { device: request.device, push: request.push as Arrival['push'], toldAt };
    });
    const admissions = arrivals.length > 0 ? await this.admit(arrivals) : [];
    const replies: Reply[] = [];
    for (const door of doors) {
      if (!('request' in door)) replies.push({ error: door, ...(door.detail && { last: Number(door.detail) }) });
      else replies.push(await this.#reply(door, admissions[pushing.indexOf(door)]));
    }
    return replies;
  }

  async #enter(text: string): Promise<Waiting | Refusal> {
    const json = parse(text);
    if (json === undefined) return { code: 'SYNC-MALFORMED' };
    const read = parseRequest(unsealed(json));
    if (!read.ok) return read.error;
    const request = read.value;
    if (request.network !== this.network) return { code: 'SYNC-NETWORK' };
    const device = await this.record(deviceRecord(request.device));
    if (!device) return { code: 'DEVICE-UNKNOWN' };
    const before = this.contacts.get(request.device) ?? NO_CONTACT;
    if (request.n < before.n) return { code: 'SYNC-REPLAY', detail: String(before.n) };
    const toldAt = heardAt(request, before);
    this.contacts.set(request.device, { ...before, n: request.n, toldAt });
    return { request, toldAt };
  }

  async #reply({ request }: Waiting, admission: Admission | undefined): Promise<Reply> {
    if (admission && !admission.ok && admission.error.code !== 'SYNC-GAP')
      return { error: admission.error, last: admission.last };
    const device = await this.record(deviceRecord(request.device));
    const holder = await this.record(holderRecord(request.device, request.as));
    const status = device ? textOf(device, 'status') : '';
    // Refused only now: on a shared phone, work of those enrolled on it goes through whoever opened it.
    if (status === 'active' && (!holder || isVoided(holder))) return { error: { code: 'RIGHT-PERSON' } };
    const grants = await this.grantsOf(request.as);
    const log = (await this.store.deviceLogs([request.device])).get(request.device);
    const reach = reachOf(declarations, request.as, grants, this.#now());
    const { store, snapshots } = this;
    const reads = {
      epoch: store.epoch,
      read: store.read.bind(store),
      beside: store.beside.bind(store),
      offer: (part: Reach) => snapshots.offer(part, store),
    };
    const said = await answer(request, admission ?? { ok: true, ack: log?.last ?? 0, rulings: [] }, reads, {
      decl: declarations,
      now: this.#now(),
      grants,
      holding: { reach, keys: [] },
      limit: this.page,
      many: 2,
      blocked: status === 'blocked',
    });
    const before = this.contacts.get(request.device) ?? NO_CONTACT;
    // Only a whole answer counts as told: a page of a long one may leave out the very end of a right.
    const whole = !said.more && !said.behind && !said.holding && !said.blocked;
    if (whole) this.contacts.set(request.device, { ...before, servedAt: said.time });
    return { answer: said };
  }

  async admit(arrivals: readonly Arrival[], solved: readonly string[] = []): Promise<readonly Admission[]> {
    const { network, authority, settings } = this;
    return admit(arrivals, this.store, { decl: declarations, network, authority, settings, now: this.#now() }, solved);
  }

  // ---- what the hub itself knows and does --------------------------------------------------------------------------------------------

  async record(id: RecordId): Promise<RecordState | null> {
    return (await this.store.records([id])).get(id) ?? null;
  }

  async grantsOf(person: RecordId): Promise<readonly Grant[]> {
    return (await this.store.grantsOf([person])).flatMap((state) => grantOf(state) ?? []);
  }

  /** An act of the authority's own device, which needs no grant. */
  async act(acts: Acts): Promise<readonly Change[]> {
    const device = this.authority;
    const log = (await this.store.deviceLogs([device])).get(device) ?? { last: 0, link: EMPTY_CHAIN };
    const [before] = await this.store.logged([changeIdOf({ device, seq: log.last })]);
    const records = new Map(this.store.all().map((state) => [state.id, state]));
    const record = (id: RecordId): RecordState | null => records.get(id) ?? null;
    const desk: Desk = {
      decl: declarations,
      network: this.network,
      device,
      last: log.last,
      link: log.link,
      clock: { ...NEW_CLOCK, last: before?.change.stamp ?? 0 },
      by: '',
      grants: [],
      record,
      confirmed: record,
    };
    const { changes } = write(acts, desk, { now: this.#now(), random: this.#random.bytes });
    const push = { from: log.last + 1, prev: log.link, changes };
    const [admission] = await this.admit([{ device, push, toldAt: this.#now() }]);
    if (!admission?.ok || admission.rulings.some((ruling) => ruling.state !== 'confirmed'))
      throw new Error(`the authority was refused: ${JSON.stringify(admission)}`);
    return changes;
  }

  /** Last seq of a device's log here. */
  lastOf(device: DeviceId): number {
    return this.store.log(device)?.last ?? 0;
  }

  /** A copy of the whole hub, as a nightly backup takes it. */
  backup(): { readonly store: MemoryStore; readonly contacts: ReadonlyMap<DeviceId, Contact> } {
    return { store: this.store.copy(this.store.epoch), contacts: new Map(this.contacts) };
  }

  /**
   * The disk died and the backup was put back: another life of the database. What the authority wrote since is lost to it but not to those who
   * read it, so its log goes on well above: one identity never stands for two changes.
   */
  async restore(backup: ReturnType<SimHub['backup']>): Promise<void> {
    this.#lives++;
    this.store = backup.store.copy(`life-${this.#lives}`);
    this.snapshots = new Snapshots();
    this.contacts = new Map(backup.contacts);
    const log = (await this.store.deviceLogs([this.authority])).get(this.authority);
    const logs = new Map(log ? [[this.authority, { ...log, last: log.last + 1_000_000 }]] : []);
    await this.store.save({ changes: [], restated: [], records: [], entries: [], logs });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In the simulator a sealed row is its change in an envelope of base64: nobody there is curious. */
export const sealed = (change: Change): string => toBase64Url(new TextEncoder().encode(JSON.stringify(change)));

function unsealed(json: unknown): unknown {
  const { push } = (json ?? {}) as { push?: { changes?: unknown } };
  if (!Array.isArray(push?.changes)) return json;
  const changes = push.changes.map((one: { sealed?: string } | null) =>
    one && typeof one.sealed === 'string' ? parse(new TextDecoder().decode(fromBase64Url(one.sealed))) : one,
  );
  return { ...(json as object), push: { ...push, changes } };
}
