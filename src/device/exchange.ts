/**
 * Exchanging with the hub: sends own work in pieces that pass, takes in what comes, keeps every answer on the disk before asking for the next.
 * Nothing here throws for the network's sake; whatever happens, work stays.
 */
import { isShareOnly } from '../kernel/fold.ts';
import type { Replica } from '../kernel/replica.ts';
import type { Offer } from '../kernel/segments.ts';
import type { Millis, RecordId, Refusal } from '../kernel/types.ts';
import { LIMITS, type Push, reachId, type SyncAnswer, type SyncRequest, sameRoad } from '../kernel/wire.ts';
import type { Copy } from './copy.ts';
import type { Identity, PersonRow } from './db.ts';
import { post } from './post.ts';
import type { Ring } from './ring.ts';
import type { Came } from './segments.ts';
import { leave } from './tidy.ts';
import { readAnswer, readSame } from './wire.ts';

/** Version told to the hub. */
export const APP = '0.1.0';
/** More rounds than any first exchange needs, and an end for one that would turn in circles. */
const ROUNDS = 500;

export type Outcome =
  | { readonly kind: 'done' | 'unreachable' | 'blocked' | 'closed' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** How many changes go in one push: halved when they do not pass, doubled when they do. Lives as long as the app. */
export interface Budget {
  changes: number;
  /** Work the hub took from whoever may not read there (RIGHT-PERSON): not sent again in their name, ruled on when somebody else asks. */
  readonly taken: Map<string, number>;
  /** Columns came that could not be read: from now on changes are told one by one. */
  plain?: boolean;
}
export const newBudget = (): Budget => ({ changes: LIMITS.pushChanges, taken: new Map() });

/** What one round needs; a person's copy has it, and so has a courier who reads nothing. */
export interface Party {
  readonly replica: Replica;
  readonly person: RecordId;
  readonly identity: Identity;
  readonly budget: Budget;
  /** From which the salts of this session were made. */
  readonly seed?: string;
  now(): Millis;
  /** False once the person left or another tab took over: what still comes is let go. */
  live(): boolean;
  /** Asks the hub for the whole holding, telling it the last recovery word used. */
  asks(): { readonly recovered: number } | null;
  /** Takes in and keeps an answer. @param heard when it began to arrive, by this device's clock */
  take(answer: SyncAnswer, heard: Millis): Promise<void>;
  /** Keeps what was heard with nothing new. */
  rest?(): Promise<void>;
  /** Fetches snapshots that the hub offers. Says how the exchange ends, or null when it goes on. */
  fetch?(offers: readonly Offer[]): Promise<Outcome | null>;
  /** Is there a reason to ask again besides what the hub said? */
  wantsMore(): boolean;
}

export async function rounds(party: Party): Promise<Outcome> {
  const { replica, budget } = party;
  let retried = 0;
  // Set while looking for how much of this log the hub knows: how many changes to try.
  let probe: number | null = null;
  if (await isQuiet(party)) return { kind: 'done' };
  for (let round = 0; round < ROUNDS; round++) {
    const request = requestOf(party, probe);
    const body = new TextEncoder().encode(JSON.stringify(await onTheRoad(request, party)));
    const pushes = request.push !== undefined;
    if (body.length > LIMITS.bodyBytes && budget.changes > 1) {
      halve(budget);
      continue;
    }
    const reply = await post('/sync', body, party.identity, () => party.now());
    if (!party.live()) return { kind: 'closed' };
    if (reply.kind === 'unreachable') {
      if (reply.slow && pushes) halve(budget);
      return { kind: 'unreachable' };
    }
    if (reply.kind === 'refused') {
      const { refusal, last = 0 } = reply;
      if (refusal.code === 'SYNC-TOO-BIG' && pushes && budget.changes > 1) halve(budget);
      else if (refusal.code === 'SYNC-REPLAY' && retried++ < 2) replica.raiseCounter(last);
      else if (refusal.code === 'SYNC-GAP' && retried++ < 2) replica.acknowledge(last);
      // Another phone sends under this identity. What both wrote before they parted may be on the hub: only the rest is to be sent anew.
      else if (refusal.code === 'DEVICE-CLONE' && (probe ?? sizeOf(request)) > 1)
        probe = Math.floor((probe ?? sizeOf(request)) / 2);
      else if (refusal.code === 'RIGHT-PERSON') return takenFrom(party, request, last, refusal);
      else return refusal.code === 'DEVICE-BLOCKED' ? { kind: 'blocked' } : { kind: 'refused', refusal };
      continue;
    }
    const read = readAnswer(reply.body);
    if (read?.base !== request.base) return { kind: 'unreachable' };
    const answer = probe === null ? read : { ...read, ack: Math.min(read.ack, request.last) };
    if (pushes && probe === null) budget.changes = Math.min(LIMITS.pushChanges, budget.changes * 2);
    const before = progress(replica);
    await party.take(answer, reply.heard);
    budget.taken.delete(nameOf(party));
    // Columns that cannot be read here are asked for one by one; an answer to whoever has left was only let go.
    if (answer.columns && !budget.plain && party.live() && progress(replica) === before) {
      budget.plain = true;
      continue;
    }
    if (answer.blocked) return { kind: 'blocked' };
    if (answer.ended) return { kind: 'refused', refusal: { code: 'DEVICE-ENDED' } };
    const ends = answer.segments && (await party.fetch?.(answer.segments));
    if (ends) return ends;
    if (!answer.more && !party.wantsMore() && probe === null) return { kind: 'done' };
    // A hub that says "more" and gives nothing would keep a phone busy for ever.
    if (!answer.holding && progress(replica) === before) return { kind: 'done' };
  }
  return { kind: 'done' };
}

/** Asks in a few bytes whether there is anything new, where nothing is to be sent. Whatever is not a plain no is asked again in full. */
async function isQuiet(party: Party): Promise<boolean> {
  const { replica, person, identity } = party;
  if (party.asks() || party.wantsMore()) return false;
  // Everything own was heard of, and every part of what is read stands at the same position.
  if (replica.last > replica.meta.acked || replica.waiting || replica.cursor.pos === 0) return false;
  const reply = await post(sameRoad({ ...replica.caller(person), same: replica.base }), null, identity, () =>
    party.now(),
  );
  if (!party.live() || reply.kind !== 'answer') return false;
  const same = readSame(reply.body);
  if (!same) return false;
  replica.heardNothing(same.time, reply.heard);
  await party.rest?.();
  return true;
}

/** From so many changes on, columns are shorter. */
const MANY = 12;

/** A long push goes as columns; work that travels sealed, as it is. */
async function onTheRoad(request: SyncRequest, { replica, seed = '' }: Party): Promise<unknown> {
  const { push } = request;
  if (!push || push.changes.length < MANY || push.changes.some((change) => 'sealed' in change)) return request;
  const { packedPush } = await import('../kernel/packed-push.ts');
  return { ...request, push: packedPush(push, seed, replica.id.decl) };
}

function requestOf(party: Party, probe: number | null): SyncRequest {
  const { replica, budget } = party;
  const asks = party.asks();
  const { push, ...rest } = replica.request(party.person, party.now(), APP, { changes: probe ?? budget.changes });
  const sends = push && replica.last > (budget.taken.get(nameOf(party)) ?? 0);
  return {
    ...rest,
    // A courier reads nothing.
    ...(party.fetch && !budget.plain && { columns: true as const }),
    ...(sends && { push }),
    // To be told only of what is asked about: beyond it the hub may hold what the other phone wrote.
    ...(probe !== null && push && { last: endOf(push) }),
    ...(asks && { held: '', ...(asks.recovered > 0 && { recovered: asks.recovered }) }),
  };
}

/**
 * What was sent is on the hub although nothing comes down for this person: it need not go again in their name. It stays unanswered here until
 * somebody exchanges who may.
 */
function takenFrom(party: Party, { push }: SyncRequest, last: number, refusal: Refusal): Outcome {
  const { taken } = party.budget;
  const name = nameOf(party);
  // A hub that was restored has less than it took.
  taken.set(name, Math.min(last, push ? endOf(push) : (taken.get(name) ?? 0)));
  return { kind: 'refused', refusal };
}

const nameOf = ({ replica, person }: Party): string => `${replica.id.network} ${replica.id.device} ${person}`;
const sizeOf = ({ push }: SyncRequest): number => push?.changes.length ?? 0;
const endOf = ({ from, changes }: Push): number => from + changes.length - 1;
const halve = (budget: Budget): void => {
  budget.changes = Math.max(1, Math.floor(budget.changes / 2));
};
const progress = ({ meta }: Replica): string => JSON.stringify([meta.epoch, meta.acked, meta.at]);

export interface ExchangeEnv {
  readonly identity: Identity;
  readonly budget: Budget;
  now(): Millis;
  live(): boolean;
  /** A ring under its locks. */
  locked(ring: Ring): Promise<Partial<PersonRow>>;
  /** So many changes of others came so far; of a snapshot, how much of what was announced. */
  arrived(count: number, came: Came | null): void;
}

const rowsIn = ({ columns }: SyncAnswer): number =>
  Array.isArray(columns?.tables) ? columns.tables.reduce((sum, { rows }) => sum + rows, 0) : 0;

/** One exchange of the open person. */
export async function exchange(copy: Copy, env: ExchangeEnv): Promise<Outcome> {
  const { replica } = copy;
  let arrived = 0;
  let narrower = copy.ring.content.parting.length > 0;
  const outcome = await rounds({
    ...env,
    replica,
    person: copy.person,
    seed: copy.seed,
    asks: () => copy.asks,
    wantsMore: () => replica.meta.acked < replica.last,
    take: async (answer, heard) => {
      const { holding } = answer;
      if (holding) {
        const ring = copy.ring.with(holding);
        const locks = await env.locked(ring);
        if (!env.live()) return;
        const before = replica.reach.map(reachId);
        // At one go: a reach without its keys would never be asked for again.
        replica.receive(answer, heard);
        copy.ring = ring;
        copy.asks = null;
        const after = new Set(replica.reach.map(reachId));
        if (ring.content.parting.length > 0 || before.some((id) => !after.has(id))) narrower = true;
        await copy.keep({ ...locks, asks: false, recovered: 0 });
      } else {
        const resting = answer.columns && (await import('./resting.ts')).restingOf(copy);
        if (!env.live()) return;
        replica.receive(answer, heard, resting);
        await copy.keep();
        // A record may have left the places this person reads.
        if (answer.changes.some(({ change }) => isShareOnly(change))) narrower = true;
      }
      arrived += answer.changes.length + rowsIn(answer);
      env.arrived(arrived, null);
    },
    rest: () => copy.keep(),
    // Only a phone that begins needs it.
    fetch: async (offers) => {
      const { fetchOffers } = await import('./segments.ts');
      const before = arrived;
      const kind = await fetchOffers(copy, offers, {
        live: env.live,
        told: (changes, came) => {
          arrived = before + changes;
          env.arrived(arrived, came);
        },
      });
      return kind === 'done' ? null : { kind };
    },
  });
  if (outcome.kind === 'done' && narrower) await leave(copy, env.locked);
  return outcome;
}
