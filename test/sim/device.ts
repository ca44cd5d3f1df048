/**
 * A phone of the simulator: the kernel's replica for whoever is open, and a disk that holds what `drain` named and nothing else.
 * Several people may share it: changes of others rest under the scope whose key opens them, own ones under theirs.
 */
import { arrivalOf, type Resting } from '../../src/kernel/arrival.ts';
import type { Acts, WriteEnv } from '../../src/kernel/author.ts';
import { type Packed, pack } from '../../src/kernel/columns.ts';
import { creates } from '../../src/kernel/fold.ts';
import { isReached, type Reach } from '../../src/kernel/grant.ts';
import { changeIdOf, deviceIdOf, personScope, reaches } from '../../src/kernel/ids.ts';
import { baseOf } from '../../src/kernel/position.ts';
import { NEW_META, type OwnRow, Replica, type ReplicaMeta } from '../../src/kernel/replica.ts';
import { Run, unpack } from '../../src/kernel/run.ts';
import type { Offer } from '../../src/kernel/segments.ts';
import type { Drawer } from '../../src/kernel/shelf.ts';
import type { Change, DeviceId, Known, Millis, RecordId, Scope } from '../../src/kernel/types.ts';
import type { SyncAnswer } from '../../src/kernel/wire.ts';
import { declarations } from '../../src/modules/index.ts';
import { type SimHub, sealed } from './hub.ts';
import type { Random } from './random.ts';

/** Taken off the shelf as a device does it: packed, in runs of a few changes. A run that was packed before is taken as it was. */
function rested(items: readonly Shelved[]): readonly Drawer[] {
  const drawers: Drawer[] = [];
  for (const type of new Set(items.map((item) => item.known.change.type))) {
    const ofType = items.filter((item) => item.known.change.type === type);
    for (let i = 0; i < ofType.length; i += RUN) drawers.push(drawerOf(type, ofType.slice(i, i + RUN)));
  }
  return drawers;
}

function drawerOf(type: string, some: readonly Shelved[]): Drawer {
  const [first] = some as [Shelved];
  const before = packedRuns.get(first);
  if (before?.some.length === some.length && before.some.every((item, at) => item === some[at])) return before.drawer;
  const packed = JSON.parse(JSON.stringify(pack(some.map((item) => item.known)))) as Packed;
  const run = { run: new Run(packed), w: some.map((item) => item.w), reads: () => true };
  const drawer = {
    type,
    unsettled: some.some(({ known }) => known.state !== 'confirmed'),
    aliases: some.some(({ known }) => known.change.kind === 'alias'),
    open: () => run,
  };
  packedRuns.set(first, { some, drawer });
  return drawer;
}
const RUN = 12;
/** By the first change of a run. */
const packedRuns = new WeakMap<Shelved, { readonly some: readonly Shelved[]; readonly drawer: Drawer }>();

interface Shelved {
  readonly under: Scope;
  readonly known: Known;
  /** Of two copies of a change, the later written is right. */
  readonly w: number;
}

const placeOf = ({ under, known }: Shelved): string => `${under}|${changeIdOf(known.change)}`;

/** What one person's row on the disk says of how far they have read. */
interface Place {
  readonly epoch: string;
  readonly at: ReplicaMeta['at'];
  readonly reach: readonly Reach[];
}

/** All that outlives a phone being switched off, and who had opened it. */
export interface Disk {
  readonly id: DeviceId;
  readonly people: readonly RecordId[];
  readonly open: RecordId | null;
  readonly meta: ReplicaMeta;
  readonly places: readonly (readonly [RecordId, Place])[];
  readonly own: readonly OwnRow[];
  readonly shelf: readonly Shelved[];
  readonly writes: number;
}

export class SimDevice {
  readonly name: string;
  readonly id: DeviceId;
  readonly people: RecordId[] = [];
  /** Device clock minus true time. */
  skew: Millis = 0;
  /** Asked for last and not answered yet, so that it can be sent again as it was. */
  asked: string | null = null;
  /** Told by the hub that it was blocked, or that it is a copy. */
  locked: string | null = null;
  #replica: Replica | null = null;
  /** The reach of whoever is open changed since `leave` last looked. */
  #moved = true;
  #open: RecordId | null = null;
  readonly #hub: SimHub;
  readonly #random: Random;
  readonly #now: () => Millis;
  // ---- the disk ----
  #meta: ReplicaMeta = NEW_META;
  #places = new Map<RecordId, Place>();
  #own = new Map<number, OwnRow>();
  #shelf = new Map<string, Shelved>();
  #writes = 0;
  // ---- in memory ----
  /** As columns, and not on the disk yet. */
  #arrived: { readonly under: Scope; readonly run: Run }[] = [];

  /** @param disk of a phone that was there before: whoever had it open is read from it when first asked for. */
  constructor(name: string, hub: SimHub, random: Random, now: () => Millis, disk?: Disk) {
    this.name = name;
    this.#hub = hub;
    this.#random = random;
    this.#now = now;
    this.id = disk?.id ?? deviceIdOf(random.bytes(65));
    if (!disk) return;
    this.people.push(...disk.people);
    this.#open = disk.open;
    this.#meta = disk.meta;
    this.#places = new Map(disk.places);
    this.#own = new Map(disk.own.map((row) => [row.seq, row]));
    this.#shelf = new Map(disk.shelf.map((item) => [placeOf(item), item]));
    this.#writes = disk.writes;
  }

  get disk(): Disk {
    return {
      id: this.id,
      people: this.people,
      open: this.#open,
      meta: this.#meta,
      places: [...this.#places],
      own: [...this.#own.values()],
      shelf: [...this.#shelf.values()],
      writes: this.#writes,
    };
  }

  get now(): Millis {
    return this.#now() + this.skew;
  }

  get person(): RecordId {
    if (this.#open === null) throw new Error(`nobody has opened ${this.name}`);
    return this.#open;
  }

  get replica(): Replica {
    if (this.#replica === null) this.open(this.person);
    return this.#replica as unknown as Replica;
  }

  /** Somebody types their code: what their keys open comes off the shelf. */
  open(person: RecordId): void {
    const place = this.#places.get(person) ?? { epoch: '', at: {}, reach: [] };
    const { network, authority, settings } = this.#hub;
    const id = { network, device: this.id, authority, settings, decl: declarations };
    const replica = new Replica(id, { ...this.#meta, epoch: place.epoch, at: place.at });
    replica.reach = place.reach;
    const opens = (under: Scope): boolean =>
      under === personScope(person) || place.reach.some((part) => reaches(part.prefix, under, part.closed));
    // A key may open more than a role may read.
    const known = [...this.#shelf.values()].filter(
      ({ known: { change }, under }) =>
        opens(under) && (under === personScope(person) || this.#reads(place.reach, change, under)),
    );
    const own = [...this.#own.values()].map((row): OwnRow => {
      const { change, ...rest } = row;
      const mine =
        row.by === person || (change && opens(change.scope) && this.#reads(place.reach, change, change.scope));
      return mine && change ? row : rest;
    });
    replica.load([], own, rested(known));
    this.#replica = replica;
    this.#arrived = [];
    this.#open = person;
    this.#moved = true;
    this.asked = null;
  }

  #reads(reach: readonly Reach[], change: Change, under: Scope): boolean {
    return isReached(reach, change.type, [under, change.scope, ...(change.shared ?? [])]);
  }

  /** The battery goes: what was not written to the disk is gone. */
  crash(): void {
    this.open(this.person);
  }

  /** One transaction: data and cursor together. */
  keep(): void {
    const { replica } = this;
    const dirty = replica.drain();
    const w = ++this.#writes;
    const put = (under: Scope, known: Known): void => {
      const item = { under, known, w };
      this.#shelf.set(placeOf(item), item);
    };
    for (const { under, run } of this.#arrived) for (const known of unpack(run.packed)) put(under, known);
    this.#arrived = [];
    for (const known of dirty.known) put(this.#compartment(known.change), known);
    for (const row of dirty.own) {
      const stored = this.#own.get(row.seq);
      const { change = stored?.change, sealed: _sealed, ...rest } = row;
      // Only whoever reads a change can seal it; the hub has what is no longer pending.
      const copy = row.change ? sealed(row.change) : stored?.sealed;
      const waits = row.state === 'pending' && copy ? { sealed: copy } : {};
      this.#own.set(row.seq, { ...rest, ...(change && { change }), ...waits });
    }
    this.#meta = replica.meta;
    this.#places.set(this.person, { epoch: replica.meta.epoch, at: replica.meta.at, reach: replica.reach });
  }

  #compartment(change: Change): Scope {
    const made = change.shared
      ? change
      : this.replica.history(change.record).find((one) => creates(one.change))?.change;
    return this.#under([made?.scope ?? change.scope, ...(made?.shared ?? [])]);
  }

  #under(scopes: readonly Scope[]): Scope {
    const open = (scope: Scope): boolean => this.replica.reach.some((one) => reaches(one.prefix, scope, one.closed));
    return scopes.find(open) ?? personScope(this.person);
  }

  /** Records an act; it is on the disk when this returns. */
  write(acts: Acts, how: Pick<WriteEnv, 'source' | 'witness' | 'batch'> = {}): readonly Change[] {
    const changes = this.replica.write(acts, this.person, { now: this.now, random: this.#random.bytes, ...how });
    this.keep();
    return changes;
  }

  /** The next request, on the disk before it leaves. */
  ask(budget = 2000): string {
    const request = this.replica.request(this.person, this.now, 'sim', { changes: budget });
    this.keep();
    this.asked = JSON.stringify({ ...request, columns: true });
    return this.asked;
  }

  /** Takes in an answer; `keep` afterwards, or lose it in a crash. */
  hear(answer: SyncAnswer): void {
    const base = baseOf(this.replica.meta, this.replica.reach);
    this.replica.receive(answer, this.now, this.#resting);
    // An answer to another question is let go whole.
    if (answer.base === base) for (const offer of answer.segments ?? []) this.#fetch(offer);
    if (answer.holding) this.#moved = true;
    if (answer.blocked) this.locked = 'DEVICE-BLOCKED';
  }

  /** Fetches a snapshot; now and then the line is cut somewhere, and some of it comes again with the next exchange. */
  #fetch(offer: Offer): void {
    const cut = this.#random.chance(0.3) ? this.#random.below(offer.list.length) : -1;
    for (const [at, [name]] of offer.list.entries()) {
      if (at === cut) return;
      const segment = this.#hub.snapshots.fetch(name);
      // A hub that was restored has it no more.
      if (!segment) return;
      if (!this.replica.arrive(segment, this.#resting)) throw new Error('not a segment');
      if (this.#random.chance(0.3)) this.keep();
    }
    this.replica.caughtUp(offer);
  }

  readonly #resting: Resting = {
    arrivalOf,
    compartment: (home, shared) => this.#under([home, ...shared]),
    rest: (lots) =>
      lots.map(({ under, length, cut }) => {
        const run = new Run(JSON.parse(JSON.stringify(cut(0, length))) as Packed);
        this.#arrived.push({ under, run });
        return { run, w: this.#writes + 1, reads: () => true };
      }),
  };

  /** What the hub refused as a whole, as the real device takes it. */
  refused(code: string, last: number | undefined): void {
    if (code === 'SYNC-REPLAY' && last !== undefined) this.replica.raiseCounter(last);
    else if (code === 'SYNC-GAP' && last !== undefined) this.replica.acknowledge(last);
    else if (code === 'DEVICE-CLONE') this.locked = code;
    this.keep();
  }

  /** Puts away what this person no longer reads, unless somebody else here does. */
  leave(): void {
    const { replica } = this;
    if (!this.#moved || replica.meta.acked < replica.last) return;
    this.#moved = false;
    const gone = replica.leaving();
    replica.drop(gone);
    const others = this.people.filter((person) => person !== this.person).map((person) => this.#places.get(person));
    for (const known of gone)
      for (const [key, item] of this.#shelf)
        if (
          changeIdOf(item.known.change) === changeIdOf(known.change) &&
          !others.some((place) => place?.reach.some((part) => reaches(part.prefix, item.under, part.closed)))
        )
          this.#shelf.delete(key);
    this.keep();
  }

  /** Every row of the log as it rests, whoever is open. */
  rows(): readonly OwnRow[] {
    return [...this.#own.values()].sort((a, b) => a.seq - b.seq);
  }
}
