/**
 * Upkeep of the shelf, done when nothing waits for it: small chunks become large ones, and what a person may no longer read is put down,
 * after everything of their own was sent and without taking anything from the others who use this device.
 */
import { isReached } from '../kernel/grant.ts';
import { changeIdOf, personScope } from '../kernel/ids.ts';
import type { Change, ChangeId, Known, Scope } from '../kernel/types.ts';
import { isFull, keepLatest, packUnder, type Shelved, unpack } from './chunks.ts';
import { type Copy, isUnsettled } from './copy.ts';
import type { Box, Chunk, PersonRow } from './db.ts';
import type { Ring } from './ring.ts';

/** Small chunks of one scope that are worth joining. */
const MANY = 8;

/** Joins small chunks, and throws away damaged ones whose content came again. */
export async function tidy(copy: Copy): Promise<void> {
  const byScope = new Map<Scope, number[]>();
  for (const [key, place] of copy.chunks)
    if (!place.damaged && !isFull(place) && copy.ring.opens(place.under))
      byScope.set(place.under, [...(byScope.get(place.under) ?? []), key]);
  const damaged = copy.replica.waiting
    ? []
    : [...copy.chunks].flatMap(([key, { damaged, under }]) => (damaged && copy.ring.opens(under) ? [key] : []));
  const crowded = [...byScope].filter(([, keys]) => keys.length >= MANY);
  if (crowded.length === 0 && damaged.length === 0) return;
  await copy.inTurn(async () => {
    const gone = [...damaged];
    const fresh: Chunk[] = [];
    for (const [under, keys] of crowded) {
      const items = await itemsOf(copy, copy.ring, under, keys);
      if (!items) continue;
      gone.push(...keys);
      fresh.push(...(await packAgain(copy, under, items)));
    }
    await replace(copy, gone, fresh);
  });
}

/** Each change once, as it stands in its latest writing; null when a chunk does not open. */
async function itemsOf(
  copy: Copy,
  ring: Ring,
  under: Scope,
  keys: readonly number[],
): Promise<readonly Shelved[] | null> {
  const opening = await ring.keysFor(under);
  const latest = new Map<ChangeId, Shelved>();
  for (const key of keys) {
    const chunk = await copy.store.chunk(key);
    const items = chunk ? await unpack(copy.store, opening, chunk) : [];
    if (!items) return null;
    for (const item of items) keepLatest(latest, item);
  }
  return [...latest.values()];
}

const knownOf = (items: readonly Shelved[]): readonly Known[] => items.map((item) => item.known);

/** Each change keeps the number of the writing that first put it there. */
function writingsOf(items: readonly Shelved[]): (known: Known) => number {
  const writings = new Map(items.map((item) => [item.known, item.w]));
  return (known) => writings.get(known) as number;
}

const packAgain = (copy: Copy, under: Scope, items: readonly Shelved[]): Promise<readonly Chunk[]> =>
  packUnder(copy, under, knownOf(items), writingsOf(items));

interface Rewriting {
  readonly boxes?: ReadonlyMap<number, { readonly under: Scope; readonly box?: Box }>;
  readonly person?: Partial<PersonRow>;
}

async function replace(
  copy: Copy,
  gone: readonly number[],
  fresh: readonly Chunk[],
  { boxes, person }: Rewriting = {},
): Promise<void> {
  const added: number[] = [];
  await copy.store.write(async (tx) => {
    const [chunks, own, people] = [tx.objectStore('chunks'), tx.objectStore('own'), tx.objectStore('people')];
    for (const key of gone) await chunks.delete(key);
    for (const chunk of fresh) added.push(await chunks.add(chunk));
    for (const [seq, at] of boxes ?? []) {
      const stored = await own.get(seq);
      if (!stored) continue;
      const { box: _box, ...rest } = stored;
      await own.put({ ...rest, ...at });
    }
    const row = person && (await people.get(copy.person));
    if (row) await people.put({ ...row, ...person });
  });
  for (const key of gone) copy.chunks.delete(key);
  for (const [i, key] of added.entries()) copy.note(key, fresh[i] as Chunk);
}

/**
 * Puts down what the present reach no longer covers. Own unsettled work stays readable, under the person's own key.
 * @param relock the ring without the keys that part, under its locks.
 */
export async function leave(copy: Copy, relock: (ring: Ring) => Promise<Partial<PersonRow>>): Promise<void> {
  const { replica, ring } = copy;
  if (replica.last > replica.meta.acked) return;
  const gone = replica.leaving();
  if (gone.length === 0 && ring.content.parting.length === 0) return;
  const others = (await copy.store.people()).filter((row) => row.person !== copy.person);
  const othersRead = (under: Scope, change: Change): boolean =>
    others.some((row) => isReached(row.reach, change.type, [under, change.scope, ...(change.shared ?? [])]));
  const left: Known[] = [...gone];
  await copy.inTurn(async () => {
    const goneIds = new Set(gone.map((known) => changeIdOf(known.change)));
    const kept = ring.settled();
    const [removed, fresh] = [[] as number[], [] as Chunk[]];
    const moved: Shelved[] = [];
    for (const [under, keys] of chunksByScope(copy)) {
      if ((await ring.keysFor(under)).length === 0) continue;
      const items = await itemsOf(copy, ring, under, keys);
      if (!items) continue;
      const stays = kept.opens(under);
      const mine = ({ known }: Shelved): boolean =>
        !goneIds.has(changeIdOf(known.change)) && replica.known(changeIdOf(known.change)) !== null;
      const keep = items.filter((item) => (stays && mine(item)) || othersRead(under, item.known.change));
      if (!stays) moved.push(...items.filter(mine));
      if (keep.length === items.length) continue;
      removed.push(...keys);
      fresh.push(...(await packAgain(copy, under, keep)));
    }
    copy.ring = kept;
    const writings = writingsOf(moved);
    fresh.push(...(await copy.pack(knownOf(moved), writings)));
    const boxes = await ownBoxes(copy, kept, othersRead, left);
    await replace(copy, removed, fresh, { boxes, person: await relock(kept) });
  });
  replica.drop(left);
}

function chunksByScope(copy: Copy): ReadonlyMap<Scope, number[]> {
  const byScope = new Map<Scope, number[]>();
  for (const [key, { under, damaged }] of copy.chunks)
    if (!damaged) byScope.set(under, [...(byScope.get(under) ?? []), key]);
  return byScope;
}

/** Own rows under keys that part: what is unsettled goes under one's own key, the rest is put down unless somebody else reads it. */
async function ownBoxes(copy: Copy, kept: Ring, othersRead: (under: Scope, change: Change) => boolean, left: Known[]) {
  const changes = new Map(copy.replica.own().map((row) => [row.seq, row]));
  const boxes = new Map<number, { under: Scope; box?: Box }>();
  for (const stored of await copy.store.own()) {
    const row = changes.get(stored.seq);
    if (!row?.change || kept.opens(stored.under)) continue;
    if (row.by === copy.person && isUnsettled(row)) {
      const under = personScope(copy.person);
      boxes.set(stored.seq, { under, box: await copy.boxOwn(stored.seq, under, row.change) });
      continue;
    }
    const known = copy.replica.known(changeIdOf(row.change));
    if (known) left.push(known);
    if (!othersRead(stored.under, row.change)) boxes.set(stored.seq, { under: stored.under });
  }
  return boxes;
}
