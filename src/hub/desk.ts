/**
 * Writing on the hub itself: the authority's acts, and what people do on the hub's own pages. Both have a log like any device's, and their work
 * is judged like anybody's.
 */
import { randomBytes } from 'node:crypto';
import type { Admission, AdmitStore, Arrival } from '../kernel/admit.ts';
import { type Act, type Acts, type WriteEnv, write } from '../kernel/author.ts';
import { NEW_CLOCK } from '../kernel/clock.ts';
import type { Declarations } from '../kernel/declare.ts';
import { type RecordState, valueOf } from '../kernel/fold.ts';
import { type Grant, grantOf } from '../kernel/grant.ts';
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

/** Pieces of work that may share one push: enough for a busy office, few enough to answer soon. */
const JOINED = 100;

/** Somebody's groups, and whoever waits for what becomes of them. */
interface Job {
  readonly by: RecordId | '';
  readonly groups: readonly Acts[];
  readonly how: How;
  readonly resolve: (done: Done) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The writer of one log of the hub. One push at a time: what is asked meanwhile shares the next one, whoever asks, so that a busy office waits for the
 * disk together and not one after the other. Work on a record that work before it in the same push is about waits for its own.
 */
export class HubDesk {
  readonly #deps: DeskDeps;
  #waiting: Job[] = [];
  #running = false;

  constructor(deps: DeskDeps) {
    this.#deps = deps;
  }

  write(by: RecordId | '', acts: Acts, how: How = {}): Promise<Done> {
    return this.writeAll(by, [acts], how);
  }

  /** Several groups in one push, each judged by itself: none may speak of what another of them makes. */
  writeAll(by: RecordId | '', groups: readonly Acts[], how: How = {}): Promise<Done> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ by, groups, how, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) await this.#serve(this.#next());
    // In the same breath as the last look at the queue: whoever comes next starts a new round.
    this.#running = false;
  }

  /** The first that waits, and those right behind it that are about other records. */
  #next(): Job[] {
    const about = new Set<RecordId>();
    let count = 0;
    for (const { groups } of this.#waiting) {
      // Where in the log they come to stand is not known yet: what they are about does not hang on it.
      const records = groups.flatMap((acts) =>
        typeof acts === 'function' ? acts((i) => idAt(this.#deps.device, i)) : acts,
      );
      const ids = records.flatMap((act) => recordOf(act, this.#deps.decl));
      if (count > 0 && (count === JOINED || ids.some((id) => about.has(id)))) break;
      for (const id of ids) about.add(id);
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #serve(jobs: readonly Job[]): Promise<void> {
    try {
      const done = await this.#write(jobs);
      // What broke a shared push must not be held against the others.
      if (jobs.length > 1 && done.some(({ admission }) => !admission.ok)) {
        for (const job of jobs) await this.#serve([job]);
        return;
      }
      for (const [i, job] of jobs.entries()) job.resolve(done[i] as Done);
    } catch (error) {
      if (jobs.length > 1) for (const job of jobs) await this.#serve([job]);
      else jobs[0]?.reject(error);
    }
  }

  async #write(jobs: readonly Job[]): Promise<readonly Done[]> {
    const { device, admit, now } = this.#deps;
    for (let round = 1; ; round++) {
      const desk = await this.#open(jobs);
      let { last, link, clock } = desk;
      const written: (readonly Change[])[] = [];
      for (const { by, groups, how } of jobs) {
        const changes: Change[] = [];
        const grants = desk.grants.get(by) ?? [];
        for (const acts of groups) {
          const one = write(
            acts,
            { ...desk.common, by, grants, last, link, clock },
            { now: now(), random: randomBytes, ...how },
          );
          changes.push(...one.changes);
          last += one.changes.length;
          link = one.links.at(-1) ?? link;
          clock = one.clock;
        }
        written.push(changes);
      }
      const arrival = {
        device,
        push: { from: desk.last + 1, prev: desk.link, changes: written.flat() },
        toldAt: now(),
      };
      const admission = await admit(arrival);
      const overtaken = !admission.ok && ['SYNC-GAP', 'DEVICE-CLONE'].includes(admission.error.code);
      if (!overtaken || round === AGAIN)
        return written.map((changes) => ({ changes, admission: shareOf(admission, changes) }));
    }
  }

  /** What everybody's work of one push is written on: the end of the log, and the records it is about. */
  async #open(jobs: readonly Job[]) {
    const { decl, network, device, store } = this.#deps;
    const log = (await store.deviceLogs([device])).get(device) ?? { last: 0, link: EMPTY_CHAIN };
    const [before] = log.last > 0 ? await store.logged([changeIdOf({ device, seq: log.last })]) : [];
    // Which records are there to be known does not hang on where exactly in the log a group comes to stand.
    const list = jobs.flatMap(({ groups }) =>
      groups.flatMap((acts) => (typeof acts === 'function' ? acts((i) => idAt(device, log.last + 1 + i)) : acts)),
    );
    const wanted = [...new Set(list.flatMap((act) => recordOf(act, decl)))];
    const records = new Map(wanted.length > 0 ? await store.records(wanted) : []);
    const beside = list.flatMap((act) => besideOf(act, decl, records)).filter((id) => !records.has(id));
    if (beside.length > 0) for (const [id, state] of await store.records([...new Set(beside)])) records.set(id, state);
    const record = (id: RecordId): RecordState | null => records.get(id) ?? null;
    const people = [...new Set(jobs.flatMap(({ by }) => (by === '' ? [] : [by])))];
    const grants = new Map<RecordId | '', Grant[]>(people.map((person) => [person, []]));
    for (const state of people.length > 0 ? await store.grantsOf(people) : []) {
      const grant = grantOf(state);
      if (grant) grants.get(grant.person)?.push(grant);
    }
    return {
      last: log.last,
      link: log.link,
      // Never below what this log already holds, should the machine's clock have gone back.
      clock: { ...NEW_CLOCK, last: before?.change.stamp ?? 0 },
      grants,
      // The hub's records are made of confirmed changes only.
      common: { decl, network, device, record, confirmed: record },
    };
  }
}

/** What became of some of the changes of a push. */
function shareOf(admission: Admission, changes: readonly Change[]): Admission {
  if (!admission.ok) return admission;
  const own = new Set(changes.map(({ seq }) => seq));
  return { ...admission, rulings: admission.rulings.filter(({ first }) => own.has(first)) };
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
