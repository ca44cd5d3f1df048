/**
 * What a hub answers: rulings on the device's own work, and the changes its person may read, from where the device stopped.
 * The store is passed in; the same code answers on a hub and in the simulator.
 */
import { type Admission, type Logged, plainRuling } from './admit.ts';
import { mayStillRead, staysAtHub } from './at-hub.ts';
import type { Declarations } from './declare.ts';
import { allows, type Grant, isCurrent, type Reach } from './grant.ts';
import { changeIdOf, personScope, reaches } from './ids.ts';
import { packedAnswer } from './packed-answer.ts';
import { isPlain } from './rulings.ts';
import type { Offer } from './segments.ts';
import type { Change, ChangeId, DeviceId, Millis, RecordId, Ruling } from './types.ts';
import { type Delivered, type Holding, reachDigest, reachId, type SyncAnswer, type SyncRequest } from './wire.ts';

/** A part of a reach and the position its reader has. */
export interface Part extends Reach {
  readonly after: number;
}

/** What `answer` needs of a store. */
export interface ServeStore {
  readonly epoch: string;
  /** Entries after each part's own position, by position, at most `limit`, with the position of the log's end. Consistent in itself. */
  read(parts: readonly Part[], limit: number): Promise<{ readonly entries: readonly Told[]; readonly top: number }>;
  /** The snapshot of a part, where it has one worth fetching. */
  offer?(part: Reach): Promise<Offer | null>;
  /** What a snapshot does not say of its part: entries up to its position that are not confirmed, or of this device's own log. */
  beside?(parts: readonly (Reach & { readonly upTo: number })[], device: DeviceId): Promise<readonly Told[]>;
}

/** An entry of the log and its position. */
export interface Told {
  readonly pos: number;
  readonly one: Logged;
}

export interface ServeEnv {
  readonly decl: Declarations;
  readonly now: Millis;
  /** Grants of the person asked for, and what follows from them. */
  readonly grants: readonly Grant[];
  readonly holding: Holding;
  readonly limit: number;
  /** From so many changes on an answer is told as columns, to whoever reads them. */
  readonly many?: number;
  readonly blocked?: boolean;
  readonly ended?: boolean;
  /** The request came by another hand (a file): whoever carries it is told the rulings only. */
  readonly carried?: boolean;
}

/** Entries of one answer: about 200 KB before compression. */
export const PAGE = 1000;

/**
 * The last hub time a device proved to have heard: it repeats the time of the last answer it took in. It cannot claim a time it was not told, and
 * claiming an older one gains no more than the grace period.
 */
export const heardAt = (
  request: Pick<SyncRequest, 'heard'>,
  contact: { readonly servedAt: Millis; readonly toldAt: Millis },
): Millis => Math.max(contact.toldAt, Math.min(request.heard, contact.servedAt));

/**
 * Work is taken only from who knows this life of the log: whoever comes with a cursor of another is told first that the hub was restored, and sends
 * again from where it now stands. Otherwise a request that was on its way meanwhile could be ruled on without its author ever hearing it.
 */
export const takesWork = (request: Pick<SyncRequest, 'cursor'>, epoch: string): boolean =>
  request.cursor === null || request.cursor.epoch === epoch;

/** @param admission of the push, where the request has one and it was taken; otherwise where the device's log stands. */
export async function answer(
  request: SyncRequest,
  admission: Admission,
  store: ServeStore,
  env: ServeEnv,
): Promise<SyncAnswer> {
  const own = newsOf(admission.ok ? admission.rulings : []);
  const ack = admission.ok ? admission.ack : admission.last;
  const waits = request.push !== undefined && !env.carried && !takesWork(request, store.epoch);
  const sameEpoch = request.cursor?.epoch === store.epoch;
  const known = sameEpoch ? (request.cursor?.pos ?? 0) : 0;
  const head = { v: 1 as const, base: request.base, epoch: store.epoch, time: env.now, ack };
  // Without changes nobody moves on: each part stays where it was.
  const still = {
    changes: [],
    cursor: { epoch: store.epoch, pos: known },
    ...(sameEpoch && request.behind && { behind: request.behind }),
  };
  if (env.blocked || env.ended || env.carried) {
    const why = env.blocked ? { blocked: true as const } : env.ended ? { ended: true as const } : {};
    return { ...head, ...ownTold(own), ...still, more: waits, ...why };
  }
  const { reach } = env.holding;
  if (reachDigest(reach) !== request.held)
    return { ...head, ...ownTold(own), ...still, more: true, holding: env.holding };
  const parts = reach.map(
    (part): Part => ({ ...part, after: sameEpoch ? (request.behind?.[reachId(part)] ?? known) : 0 }),
  );
  // What one's own part tells of records that stay at the hub hangs on what one may read today: no snapshot knows that.
  const isKept = Object.keys(env.decl.types).some((type) => staysAtHub(env.decl, type));
  const based = isKept ? parts.filter(({ prefix }) => prefix !== personScope(request.as)) : parts;
  const offers = await offersFor(based, request.segments ?? [], store);
  const offered = (part: Part): boolean => offers.some((offer) => offer.part === reachId(part));
  const { entries, top } = await store.read(
    parts.filter((part) => !offered(part)),
    env.limit,
  );
  const beside = offers.length > 0 ? await besideOf(offers, parts, store, request.device) : [];
  const full = entries.length >= env.limit;
  const reached = full ? (entries.at(-1)?.pos ?? top) : top;
  const said = tell([...beside, ...entries], request, own, env);
  const told = request.columns ? packedAnswer(said, { ...env, device: request.device }) : said;
  const pos = Math.max(known, reached);
  const upTo = (part: Part): number => (offered(part) ? 0 : Math.max(part.after, reached));
  const behind = Object.fromEntries(
    parts.filter((part) => upTo(part) < pos).map((part) => [reachId(part), upTo(part)]),
  );
  return {
    ...head,
    ...told,
    cursor: { epoch: store.epoch, pos },
    ...(Object.keys(behind).length > 0 && { behind }),
    ...(offers.length > 0 && { segments: offers }),
    more: full || waits || offers.length > 0 || (!admission.ok && admission.error.code === 'SYNC-GAP'),
  };
}

/** @param wanted parts of which the reader knows nothing. */
async function offersFor(
  parts: readonly Part[],
  wanted: readonly string[],
  store: ServeStore,
): Promise<readonly Offer[]> {
  const fresh = parts.filter((part) => part.after === 0 && wanted.includes(reachId(part)));
  const offers = await Promise.all(fresh.map((part) => store.offer?.(part)));
  return offers.flatMap((offer) => offer ?? []);
}

/** In the order of the log: the last entry of a change tells where it stands. */
async function besideOf(
  offers: readonly Offer[],
  parts: readonly Part[],
  store: ServeStore,
  device: DeviceId,
): Promise<readonly Told[]> {
  const based = offers.flatMap(({ part: id, pos: upTo }) => {
    const part = parts.find((one) => reachId(one) === id);
    return part ? [{ ...part, upTo }] : [];
  });
  return (await store.beside?.(based, device)) ?? [];
}

type Said = Pick<SyncAnswer, 'confirmed' | 'rulings' | 'changes' | 'aside'>;

/** What an answer says of the device's own work. */
interface News {
  /** Confirmed without a remark: seq → hub time of receipt. */
  readonly plain: Map<number, Millis>;
  /** Every other ruling, by the first seq of its group. */
  readonly rulings: Map<number, Ruling>;
}

function newsOf(all: readonly Ruling[]): News {
  const news: News = { plain: new Map(), rulings: new Map() };
  for (const ruling of all) hearRuling(news, ruling);
  return news;
}

function hearRuling({ plain, rulings }: News, ruling: Ruling): void {
  const { first, size, received } = ruling;
  if (!isPlain(ruling)) rulings.set(first, ruling);
  else for (let seq = first; seq < first + size; seq++) plain.set(seq, received);
}

/** Runs of plain confirmations, and the rulings that say more. */
function ownTold({ plain, rulings }: News): Pick<SyncAnswer, 'confirmed' | 'rulings'> {
  const confirmed: [number, number, Millis][] = [];
  for (const [seq, received] of [...plain].sort(([a], [b]) => a - b)) {
    const run = confirmed.at(-1);
    if (run && run[1] + 1 === seq && run[2] === received) run[1] = seq;
    else confirmed.push([seq, seq, received]);
  }
  return { confirmed, rulings: [...rulings.values()].sort((a, b) => a.first - b.first) };
}

/** What a run of entries says to whoever asked: of own work its state, of others' work what they may see. */
function tell(entries: readonly Told[], request: SyncRequest, own: News, env: ServeEnv): Said {
  const changes: Delivered[] = [];
  const aside: ChangeId[] = [];
  const seen = new Set<ChangeId>();
  // The last entry of a change tells its present state; earlier ones say nothing more.
  for (const { pos, one } of [...entries].reverse()) {
    const { change } = one;
    const id = changeIdOf(change);
    if (seen.has(id)) continue;
    seen.add(id);
    if (change.device === request.device && change.seq <= request.last) {
      // Since this push was ruled on, another's may have released it: what the log says now is right.
      own.rulings.delete(change.group?.[0] ?? change.seq);
      hearRuling(own, plainRuling(one, 1));
      // Whoever wrote it has its content; somebody else who shares the device may not.
      if (change.by === request.as) continue;
    }
    const isKept = one.state === 'confirmed' && change.by !== request.as && staysAtHub(env.decl, change.type);
    const delivered = isKept && !mayStillRead(env.holding.reach, change) ? null : deliver(pos, one, request.as, env);
    if (delivered) changes.push(delivered);
    else aside.push(id);
  }
  return { ...ownTold(own), changes: changes.reverse(), ...(aside.length > 0 && { aside }) };
}

/**
 * A change as this person may see it. What is not confirmed goes only to its author, to whom it was handed, to stewards (who may edit
 * at its home) and to those who audit.
 */
export function deliver(
  pos: number,
  one: Logged,
  as: RecordId,
  env: Pick<ServeEnv, 'decl' | 'grants' | 'now'>,
): Delivered | null {
  const { change, eff, state, ruling } = one;
  if (state === 'confirmed') return { pos, eff, change, ...(ruling && !isPlain(ruling) && { ruling }) };
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
