/** A network in PostgreSQL: its log, its records, its notes, and the acts of the hub itself. */
import { hkdfSync, webcrypto } from 'node:crypto';
import type { Admission, AdmitEnv, Arrival, Logged } from '../kernel/admit.ts';
import type { Acts } from '../kernel/author.ts';
import type { Declarations } from '../kernel/declare.ts';
import type { RecordState } from '../kernel/fold.ts';
import { type Grant, grantOf, type Reach } from '../kernel/grant.ts';
import { ROOT } from '../kernel/ids.ts';
import { DEVICE, deviceRecord, HOLDER, holderRecord } from '../kernel/judge.ts';
import { unseal } from '../kernel/seal.ts';
import type { Offer } from '../kernel/segments.ts';
import type { Part } from '../kernel/serve.ts';
import { type DeviceId, fail, type Millis, ok, type RecordId, type Refusal, type Result } from '../kernel/types.ts';
import type { Activation, Holding, NetworkCard } from '../kernel/wire.ts';
import { activate } from './activation.ts';
import { ActivationCodes } from './activation-codes.ts';
import { Committer } from './committer.ts';
import { ConflictBook } from './conflicts.ts';
import { type Done, HubDesk } from './desk.ts';
import { ErasureBook } from './erasures.ts';
import { beginsFrom, holdingFrom } from './holding.ts';
import { ImportShelf } from './importing/shelf.ts';
import { LinkBook } from './links.ts';
import type { Acting, Batch, Contact, Door, HubNetwork, Joining } from './network.ts';
import type { NetworkKeys } from './network-keys.ts';
import { Notes } from './notes.ts';
import { Pages } from './pages.ts';
import type { Pools } from './pools.ts';
import { actsAfter, actsAgain } from './programmes/erased-again.ts';
import { COMMON, schemaOf } from './schema.ts';
import { Snapshots } from './snapshots.ts';
import { PgStore } from './store.ts';

/** Acts of one group: well below what a group may hold. */
const GROUP = 50;

export interface NetworkDeps {
  readonly card: NetworkCard;
  readonly keys: NetworkKeys;
  readonly epoch: string;
  readonly decl: Declarations;
  readonly pools: Pools;
  readonly dataDir: string;
  now(): Millis;
  report(what: string, error: unknown): void;
}

export class PgNetwork implements HubNetwork {
  card: NetworkCard;
  readonly web: DeviceId;
  readonly epoch: string;
  readonly imports: ImportShelf;
  readonly links: LinkBook;
  readonly #deps: NetworkDeps;
  readonly #store: PgStore;
  readonly #whole: PgStore;
  readonly #snapshots: Snapshots;
  readonly #notes: Notes;
  readonly #pages: Pages;
  readonly #conflicts: ConflictBook;
  readonly #codes: ActivationCodes;
  readonly #committer: Committer;
  readonly #authority: HubDesk;
  readonly #web: HubDesk;
  readonly #erasures: ErasureBook;
  /** Persons already found enrolled on the web device. */
  readonly #enrolled = new Set<RecordId>();

  constructor(deps: NetworkDeps) {
    const { card, keys, pools, decl, now, report } = deps;
    const schema = schemaOf(card.network);
    this.#deps = deps;
    this.card = card;
    this.web = keys.web;
    this.epoch = deps.epoch;
    this.#store = new PgStore(pools.reads, schema);
    this.#whole = new PgStore(pools.pages, schema);
    const { network } = card;
    const { master } = keys;
    this.#snapshots = new Snapshots({
      pool: pools.pages,
      schema,
      network,
      decl,
      master,
      epoch: deps.epoch,
      now,
      report,
    });
    this.#notes = new Notes(pools, schema);
    this.#pages = new Pages(pools.pages, schema);
    this.imports = new ImportShelf(pools.pages, schema);
    this.links = new LinkBook(pools.pages, schema);
    this.#conflicts = new ConflictBook(pools.pages, schema, decl);
    this.#erasures = new ErasureBook(deps.dataDir, network);
    this.#codes = new ActivationCodes(pools.pages, schema);
    const env = (): AdmitEnv => {
      return { decl, network: card.network, authority: card.authority, settings: card.settings, now: now() };
    };
    this.#committer = new Committer({ pool: pools.commits, schema, env, report });
    const desk = { decl, network: card.network, store: this.#store, now, admit: (one: Arrival) => this.admit(one) };
    this.#authority = new HubDesk({ ...desk, device: keys.authority });
    this.#web = new HubDesk({ ...desk, device: keys.web });
  }

  /** What has to be true before the first request: the hub's own device is registered, and what an older program could not judge is judged. */
  async settleIn(): Promise<void> {
    const { web, webKey } = this.#deps.keys;
    if (!(await this.record(deviceRecord(web)))) {
      const body = { device: web, key: webKey, label: 'Jɛkulu', status: 'active' };
      await this.actAsAuthority([{ do: 'create', type: DEVICE, body, home: ROOT }]);
    }
    const causes = await this.#pages.schemaCauses();
    const solved = causes.filter((cause) => {
      const [, type = '', version] = cause.split(':');
      return (this.#deps.decl.types[type]?.schema ?? 0) >= Number(version);
    });
    if (solved.length > 0) await this.#committer.solve(solved);
    await this.#eraseAgain();
  }

  /** What a backup brought back. */
  async #eraseAgain(): Promise<void> {
    const { decl, now } = this.#deps;
    const states = (await this.#store.records(this.#erasures.read())).values();
    const acts = await actsAgain(this, decl, states, now());
    for (let at = 0; at < acts.length; at += GROUP) await this.actAsAuthority(acts.slice(at, at + GROUP));
  }

  async admit(arrival: Arrival): Promise<Admission> {
    const admission = await this.#committer.submit(arrival);
    // What the hub itself says was never heard late.
    if (admission.ok && arrival.device !== this.#deps.keys.authority) await this.#strip(arrival);
    return admission;
  }

  /** What a telephone that had not heard brings of somebody erased. Its work is in, whatever becomes of this. */
  async #strip({ push }: Arrival): Promise<void> {
    try {
      const acts = await actsAfter(this, push.changes);
      if (acts.length > 0) await this.actAsAuthority(acts);
    } catch (error) {
      this.#deps.report('what came of somebody erased was not taken out', error);
    }
  }

  idle(): Promise<void> {
    return this.#committer.idle();
  }

  read(parts: readonly Part[], limit: number): ReturnType<PgStore['read']> {
    return this.#store.read(parts, limit);
  }

  /** A question about the whole log, planned as the database sees fit. */
  beside(...asked: Parameters<PgStore['beside']>): ReturnType<PgStore['beside']> {
    return this.#whole.beside(...asked);
  }

  offer(part: Reach): Promise<Offer | null> {
    return this.#snapshots.offer(part);
  }

  segment(name: string, from: number): Promise<Uint8Array | null> {
    return this.#snapshots.segment(name, from);
  }

  // ---- looking -------------------------------------------------------------------------------------------------------------------

  async record(id: RecordId): Promise<RecordState | null> {
    return (await this.#store.records([id])).get(id) ?? null;
  }

  async grantsOf(person: RecordId): Promise<readonly Grant[]> {
    return (await this.#store.grantsOf([person])).flatMap((state) => grantOf(state) ?? []);
  }

  history(record: RecordId): Promise<readonly Logged[]> {
    return this.#store.changesOf([record]);
  }

  list(type: string, options: Parameters<HubNetwork['list']>[1] = {}): Promise<readonly RecordState[]> {
    return this.#pages.list(type, options);
  }

  conflicts(): Promise<readonly RecordState[]> {
    return this.#conflicts.open();
  }

  each(type: string, reach: readonly Reach[]): AsyncIterable<readonly RecordState[]> {
    return this.#pages.each(type, reach);
  }

  changes(): AsyncIterable<readonly Logged[]> {
    return this.#pages.changes();
  }

  noteExport(by: RecordId | '', what: string, how = ''): ReturnType<HubNetwork['noteExport']> {
    return this.#notes.noteExport(this.#deps.now(), by, what, how);
  }

  exports(limit: number, by?: RecordId): ReturnType<HubNetwork['exports']> {
    return this.#notes.exports(limit, by);
  }

  batches(limit: number): Promise<readonly Batch[]> {
    return this.#pages.batches(limit);
  }

  batchHistories(batch: string): ReturnType<HubNetwork['batchHistories']> {
    return this.#pages.batchHistories(batch);
  }

  groups(state: 'returned' | 'held' | 'quarantined', limit: number): Promise<readonly (readonly Logged[])[]> {
    return this.#pages.groups(state, limit);
  }

  door(device: DeviceId, person: RecordId): Promise<Door> {
    return this.#notes.door(device, person);
  }

  async lastSeq(device: DeviceId): Promise<number> {
    return (await this.#store.deviceLogs([device])).get(device)?.last ?? 0;
  }

  contact(device: DeviceId): Promise<Contact | null> {
    return this.#notes.contact(device);
  }

  contacts(): Promise<readonly Contact[]> {
    return this.#notes.contacts();
  }

  noteContact(contact: Contact): Promise<void> {
    return this.#notes.keep(contact);
  }

  noteRecovered(device: DeviceId, person: RecordId, n: number): Promise<void> {
    return this.#notes.noteRecovered(device, person, n);
  }

  async holdingOf(person: RecordId, device: DeviceId, now: Millis): Promise<Holding> {
    const [door, recoveryNumber] = [await this.door(device, person), await this.#notes.recoveryNumber(device, person)];
    return holdingFrom(
      door,
      { person, device, now, recoveryNumber },
      { decl: this.#deps.decl, master: this.#deps.keys.master },
    );
  }

  async beginsOf(person: RecordId, device: DeviceId, now: Millis): Promise<readonly string[]> {
    return beginsFrom((await this.door(device, person)).grants, now, this.#deps.decl);
  }

  unseal(sealed: string): Promise<string | null> {
    return unseal(webcrypto.subtle as SubtleCrypto, this.#deps.keys.sealPrivate as CryptoKey, sealed);
  }

  secretFor(purpose: string): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.#deps.keys.master, '', `jekulu hub ${purpose}`, 32));
  }

  // ---- acting --------------------------------------------------------------------------------------------------------------------

  async act(by: RecordId, acts: Acts, acting: Acting = {}): Promise<Done> {
    if (!this.#enrolled.has(by)) await this.#enrol(by);
    const done = await this.#web.write(by, acts, acting);
    const confirmed = done.admission.ok && done.admission.rulings.at(-1)?.state === 'confirmed';
    if (confirmed) this.#erasures.note(done.changes.flatMap((one) => (one.kind === 'erase' ? [one.record] : [])));
    return done;
  }

  async actAll(by: RecordId, groups: readonly Acts[], acting: Acting = {}): Promise<Done> {
    if (!this.#enrolled.has(by)) await this.#enrol(by);
    return this.#web.writeAll(by, groups, acting);
  }

  async actAsAuthority(acts: Acts): Promise<Done['changes']> {
    const { changes, admission } = await this.#authority.write('', acts);
    if (!admission.ok) throw new Error(`the authority's acts were refused: ${admission.error.code}`);
    const last = admission.rulings.at(-1);
    if (last?.state !== 'confirmed') throw new Error(`the authority's acts were ${last?.state}: ${last?.code}`);
    return changes;
  }

  /** Anybody the hub lets in to its pages may write there; an office that took them off the web device is obeyed. */
  async #enrol(by: RecordId): Promise<void> {
    const { web } = this.#deps.keys;
    const [person, holder] = [await this.record(by), await this.record(holderRecord(web, by))];
    if (!person) throw new Error(`no person ${by}`);
    if (!holder) {
      const body = { device: web, person: by };
      await this.actAsAuthority([{ do: 'create', type: HOLDER, body, home: person.home }]);
    }
    this.#enrolled.add(by);
  }

  /** The network is called differently from now on; devices hear of it when somebody joins on them. */
  async rename(name: string): Promise<void> {
    await this.#deps.pools.pages.query(`update ${COMMON}.network set name = $2 where id = $1`, [
      this.card.network,
      name,
    ]);
    this.isCalled(this.card.slug, name);
  }

  /** What the table of networks says of its names: another program may have changed them. */
  isCalled(slug: string, name: string): void {
    if (slug !== this.card.slug || name !== this.card.name) this.card = { ...this.card, slug, name };
  }

  // ---- letting in ----------------------------------------------------------------------------------------------------------------

  createCode(person: RecordId, options: { readonly createdBy: RecordId | ''; readonly days: number }): Promise<string> {
    return this.#codes.create(person, options.createdBy, options.days, this.#deps.now());
  }

  async redeemCode(code: string, use: boolean): Promise<Result<RecordId, Refusal>> {
    const redeemed = await this.#codes.redeem(code, this.#deps.now(), use);
    return redeemed.ok ? ok(redeemed.value.person) : fail(redeemed.error);
  }

  activate(joining: Joining): Promise<Result<Activation, Refusal>> {
    return activate(joining, { network: this, codes: this.#codes, now: this.#deps.now });
  }
}
