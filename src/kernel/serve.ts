/**
 * What a hub answers: rulings on the device's own work, and the changes its person may read, from where the device stopped.
 * The store is passed in; the same code answers on a hub and in the simulator.
 */
import { type Admission, type Logged, plainRuling } from './admit.ts';
import type { Declarations } from './declare.ts';
import { allows, type Grant, isCurrent, type Reach } from './grant.ts';
import { changeIdOf, reaches } from './ids.ts';
import type { Change, Millis, RecordId, Ruling } from './types.ts';
import { type Delivered, type Holding, reachDigest, reachId, type SyncAnswer, type SyncRequest } from './wire.ts';

/** A part of a reach and the position its reader has. */
export interface Part extends Reach {
  readonly after: number;
}

/** What `answer` needs of a store. */
export interface ServeStore {
  readonly epoch: string;
  /** Entries after each part's own position, by position, at most `limit`, with the position of the log's end. Consistent in itself. */
  read(
    parts: readonly Part[],
    limit: number,
  ): Promise<{ readonly entries: readonly { readonly pos: number; readonly one: Logged }[]; readonly top: number }>;
}

export interface ServeEnv {
  readonly decl: Declarations;
  readonly now: Millis;
  /** Grants of the person asked for, and what follows from them. */
  readonly grants: readonly Grant[];
  readonly holding: Holding;
  readonly limit: number;
  readonly blocked?: boolean;
  readonly ended?: boolean;
  /** The request came by another hand (a file): whoever carries it is told the rulings only. */
  readonly carried?: boolean;
}

/** Entries of one answer: about 200 KB before compression. */
export const PAGE = 1000;

export async function answer(
  request: SyncRequest,
  admission: Admission,
  store: ServeStore,
  env: ServeEnv,
): Promise<SyncAnswer> {
  const own = admission.ok ? splitRulings(admission.rulings) : { confirmed: [], rulings: [] };
  const ack = admission.ok ? admission.ack : admission.last;
  const known = request.cursor?.epoch === store.epoch ? request.cursor.pos : 0;
  const base = { v: 1 as const, epoch: store.epoch, time: env.now, ack };
  if (env.blocked || env.ended || env.carried) {
    const why = env.blocked ? { blocked: true as const } : env.ended ? { ended: true as const } : {};
    return { ...base, ...own, changes: [], cursor: { epoch: store.epoch, pos: known }, more: false, ...why };
  }
  const { reach } = env.holding;
  if (reachDigest(reach) !== request.held) {
    return {
      ...base,
      ...own,
      changes: [],
      cursor: { epoch: store.epoch, pos: known },
      more: true,
      holding: env.holding,
    };
  }
  const sameEpoch = request.cursor?.epoch === store.epoch;
  const parts = reach.map(
    (part): Part => ({ ...part, after: sameEpoch ? (request.behind?.[reachId(part)] ?? known) : 0 }),
  );
  const { entries, top } = await store.read(parts, env.limit);
  const more = entries.length >= env.limit;
  const reached = more ? (entries.at(-1)?.pos ?? top) : top;
  const changes: Delivered[] = [];
  const rulings: Ruling[] = [...own.rulings];
  const confirmed = [...own.confirmed];
  const seen = new Set<string>();
  // The last entry of a change tells its present state; earlier ones say nothing more.
  for (const { pos, one } of [...entries].reverse()) {
    const id = changeIdOf(one.change);
    if (seen.has(id)) continue;
    seen.add(id);
    if (one.change.device === request.device && one.change.seq <= request.last) {
      const ruling = plainRuling(one, 1);
      if (ruling.state === 'confirmed' && !ruling.flags) confirmed.push([one.change.seq, one.change.seq, one.received]);
      else if (one.change.seq === ruling.first) rulings.push(ruling);
      continue;
    }
    const delivered = deliver(pos, one, request.as, env);
    if (delivered) changes.push(delivered);
  }
  const pos = Math.max(known, reached);
  const behind = Object.fromEntries(
    parts
      .filter((part) => Math.max(part.after, reached) < pos)
      .map((part) => [reachId(part), Math.max(part.after, reached)]),
  );
  return {
    ...base,
    confirmed,
    rulings,
    changes: changes.reverse(),
    cursor: { epoch: store.epoch, pos },
    ...(Object.keys(behind).length > 0 && { behind }),
    more: more || (admission.ok === false && admission.error.code === 'SYNC-GAP'),
  };
}

/** Runs of plain confirmations, and the rulings that say more. */
function splitRulings(all: readonly Ruling[]): { confirmed: (readonly [number, number, Millis])[]; rulings: Ruling[] } {
  const confirmed: [number, number, Millis][] = [];
  const rulings: Ruling[] = [];
  for (const ruling of all) {
    if (ruling.state !== 'confirmed' || ruling.flags) {
      rulings.push(ruling);
      continue;
    }
    const run = confirmed.at(-1);
    const last = ruling.first + ruling.size - 1;
    if (run && run[1] + 1 === ruling.first && run[2] === ruling.received) run[1] = last;
    else confirmed.push([ruling.first, last, ruling.received]);
  }
  return { confirmed, rulings };
}

/**
 * A change as this person may see it. What is not confirmed goes only to its author, to whom it was handed, to stewards (who may edit
 * at its home) and to those who audit.
 */
function deliver(pos: number, one: Logged, as: RecordId, env: ServeEnv): Delivered | null {
  const { change, eff, state, ruling } = one;
  if (state === 'confirmed') return { pos, eff, change, ...(ruling?.flags && { ruling }) };
  if (change.by !== as && ruling?.handed !== as && !answersFor(env, change)) return null;
  return { pos, eff, change, state, ...(ruling && { ruling }) };
}

/** Is this person a steward or auditor where the change lives? */
export function answersFor(env: Pick<ServeEnv, 'decl' | 'grants' | 'now'>, change: Change): boolean {
  return env.grants.some((grant) => {
    if (!isCurrent(grant, env.now)) return false;
    const role = env.decl.roles[grant.role];
    const audits = role?.audits === true && reaches(grant.scope, change.scope, role.closed);
    return audits || allows(env.decl, grant, 'edit', change.type, change.scope);
  });
}
