/**
 * Writing on the hub itself: the authority's acts, and what people do on the hub's own pages. Both have a log like any device's, and their work
 * is judged like anybody's.
 */
import { randomBytes } from 'node:crypto';
import type { Admission, AdmitStore, Arrival } from '../kernel/admit.ts';
import { type Act, type Acts, type Desk, type WriteEnv, write } from '../kernel/author.ts';
import { NEW_CLOCK } from '../kernel/clock.ts';
import type { Declarations } from '../kernel/declare.ts';
import { type RecordState, valueOf } from '../kernel/fold.ts';
import { grantOf } from '../kernel/grant.ts';
import { EMPTY_CHAIN } from '../kernel/hash.ts';
import { changeIdOf, derivedId } from '../kernel/ids.ts';
import { namedForShares } from '../kernel/sharing.ts';
import type { Change, DeviceId, Millis, NetworkId, RecordId } from '../kernel/types.ts';

export interface DeskDeps {
  readonly decl: Declarations;
  readonly network: NetworkId;
  readonly device: DeviceId;
  readonly store: Pick<AdmitStore, 'deviceLogs' | 'logged' | 'records' | 'grantsOf'>;
  now(): Millis;
  admit(arrival: Arrival): Promise<Admission>;
}

export type How = Pick<WriteEnv, 'source' | 'witness' | 'batch'>;

export interface Done {
  readonly changes: readonly Change[];
  readonly admission: Admission;
}

/** Another hub on the same database may write on this log too: whoever comes second starts again from where the log now ends. */
const AGAIN = 5;

/** The writer of one log of the hub. One act at a time. */
export class HubDesk {
  readonly #deps: DeskDeps;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(deps: DeskDeps) {
    this.#deps = deps;
  }

  write(by: RecordId | '', acts: Acts, how: How = {}): Promise<Done> {
    return this.writeAll(by, [acts], how);
  }

  /** Several groups in one push, each judged by itself: none may speak of what another of them makes. */
  writeAll(by: RecordId | '', groups: readonly Acts[], how: How = {}): Promise<Done> {
    const turn = this.#busy.then(() => this.#write(by, groups, how));
    this.#busy = turn.catch(() => {});
    return turn;
  }

  async #write(by: RecordId | '', groups: readonly Acts[], how: How): Promise<Done> {
    const { device, admit, now } = this.#deps;
    for (let round = 1; ; round++) {
      const desk = await this.#open(by, groups);
      const changes = writeGroups(groups, desk, { now: now(), random: randomBytes, ...how });
      const arrival = { device, push: { from: desk.last + 1, prev: desk.link, changes }, toldAt: now() };
      const admission = await admit(arrival);
      const overtaken = !admission.ok && ['SYNC-GAP', 'DEVICE-CLONE'].includes(admission.error.code);
      if (!overtaken || round === AGAIN) return { changes, admission };
    }
  }

  async #open(by: RecordId | '', groups: readonly Acts[]): Promise<Desk> {
    const { decl, network, device, store } = this.#deps;
    const log = (await store.deviceLogs([device])).get(device) ?? { last: 0, link: EMPTY_CHAIN };
    const [before] = log.last > 0 ? await store.logged([changeIdOf({ device, seq: log.last })]) : [];
    // Which records are there to be known does not hang on where exactly in the log a group comes to stand.
    const list = groups.flatMap((acts) =>
      typeof acts === 'function' ? acts((i) => idAt(device, log.last + 1 + i)) : acts,
    );
    const wanted = [...new Set(list.flatMap((act) => recordOf(act, decl)))];
    const records = new Map(wanted.length > 0 ? await store.records(wanted) : []);
    const beside = list.flatMap((act) => besideOf(act, decl, records)).filter((id) => !records.has(id));
    if (beside.length > 0) for (const [id, state] of await store.records([...new Set(beside)])) records.set(id, state);
    const record = (id: RecordId): RecordState | null => records.get(id) ?? null;
    return {
      decl,
      network,
      device,
      last: log.last,
      link: log.link,
      // Never below what this log already holds, should the machine's clock have gone back.
      clock: { ...NEW_CLOCK, last: before?.change.stamp ?? 0 },
      by,
      grants: by === '' ? [] : (await store.grantsOf([by])).flatMap((state) => grantOf(state) ?? []),
      record,
      // The hub's records are made of confirmed changes only.
      confirmed: record,
      originSalt: (id) => record(id)?.salt || null,
    };
  }
}

/** The changes of groups that follow each other in one log. */
function writeGroups(groups: readonly Acts[], desk: Desk, env: WriteEnv): readonly Change[] {
  const all: Change[] = [];
  let { last, link, clock } = desk;
  for (const acts of groups) {
    const written = write(acts, { ...desk, last, link, clock }, env);
    all.push(...written.changes);
    last += written.changes.length;
    link = written.links.at(-1) ?? link;
    clock = written.clock;
  }
  return all;
}

const idAt = (device: DeviceId, seq: number): RecordId => changeIdOf({ device, seq }) as string as RecordId;

/** What decides with whom the record of an act is shared. */
function besideOf(act: Act, decl: Declarations, records: ReadonlyMap<RecordId, RecordState>): readonly RecordId[] {
  if (act.do === 'create') return namedForShares(decl.types[act.type], (field) => act.body[field]);
  const state = act.do === 'void' ? records.get(act.record) : undefined;
  return state ? namedForShares(decl.types[state.type], (field) => valueOf(state, field)) : [];
}

function recordOf(act: Act, decl: Declarations): RecordId[] {
  if (act.do === 'settle') return [act.of.record];
  if (act.do !== 'create') return [act.record];
  if (act.record) return [act.record];
  const keys = decl.types[act.type]?.keys;
  return keys ? [derivedId(act.type, ...keys.map((key) => String(act.body[key] ?? '')))] : [];
}
