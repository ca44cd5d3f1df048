/**
 * A phone that proved to be a copy of another was given an identity of its own, and its log under the old one put aside. Whoever opens it writes
 * again, under the new one, what the hub never took and their keys can read. What they cannot read stays until somebody opens who can.
 */
import { changeIdOf } from '../kernel/ids.ts';
import { fromBase64Url, toBase64Url } from '../kernel/keys.ts';
import { type Names, reidentify, speaksOf } from '../kernel/reidentify.ts';
import { sealTo } from '../kernel/seal.ts';
import type { Change, ChangeId, DeviceId, RecordId } from '../kernel/types.ts';
import { declarations } from '../modules/index.ts';
import { open, seal } from './box.ts';
import { aboutOwn } from './copy.ts';
import { isLeftBehind, type StoredFormer, type StoredOwn } from './db.ts';
import type { Ring } from './ring.ts';
import type { NetworkStore, Rest } from './store.ts';

/** What came of it: how much was written again, and whether something stays that this ring does not open. */
export interface Renewed {
  readonly written: number;
  readonly waits: boolean;
}

/** Nobody may be writing to this network meanwhile: the log grows under their hands. */
export function rewrite(store: NetworkStore, ring: Ring): Promise<Renewed> {
  return store.inTurn(async () => {
    const former = await store.former();
    const devices = [...new Set(former.filter(isLeftBehind).map((row) => row.device))];
    let [written, waits] = [0, false];
    for (const device of devices) {
      const rows = former.filter((row) => row.device === device);
      const { ready, waiting } = await sorted(store, ring, rows.filter(isLeftBehind));
      waits ||= waiting;
      written += ready.length;
      if (ready.length > 0) await writeAgain(store, ring, rows, ready);
    }
    return { written, waits };
  });
}

/** All that rests, once what was left behind is written again; asked of what is read anyway, for most phones have left nothing behind. */
export async function renewed(store: NetworkStore, ring: Ring): Promise<Renewed & { readonly rest: Rest }> {
  const rest = await store.rest();
  if (!rest.former.some(isLeftBehind)) return { written: 0, waits: false, rest };
  return { ...(await rewrite(store, ring)), rest: await store.rest() };
}

/** Groups that can be read whole and speak of nothing that has to wait; the others wait. */
async function sorted(store: NetworkStore, ring: Ring, rows: readonly StoredFormer[]) {
  const ready: Change[] = [];
  const waiting = new Set<string>();
  for (let i = 0; i < rows.length; ) {
    const group = rows.slice(i, i + (rows[i] as StoredFormer).group[1]);
    i += group.length;
    const changes = (await Promise.all(group.map((row) => contentOf(store, ring, row)))).flatMap((one) => one ?? []);
    if (changes.length === group.length && !speaksOf(changes, waiting)) ready.push(...changes);
    else {
      for (const row of group) waiting.add(changeIdOf(row));
      for (const change of changes) if (change.record.startsWith('~')) waiting.add(change.record);
    }
  }
  return { ready, waiting: waiting.size > 0 };
}

async function contentOf(store: NetworkStore, ring: Ring, row: StoredFormer): Promise<Change | undefined> {
  if (!row.box) return undefined;
  return (await open(await ring.keysFor(row.under), aboutOwn(store, row), row.box)) as Change | undefined;
}

/** In one transaction: the work stands under the old identity or under the new one, never under both or neither. */
async function writeAgain(
  store: NetworkStore,
  ring: Ring,
  rows: readonly StoredFormer[],
  ready: readonly Change[],
): Promise<void> {
  const before = (await store.own()).at(-1);
  const { changes, links, names } = reidentify(ready, {
    network: store.card.network,
    from: (ready[0] as Change).device,
    to: store.device,
    last: before?.seq ?? 0,
    link: before?.link ?? '',
    names: namesSoFar(rows),
    keysOf: (type) => declarations.types[type]?.keys,
    random: (bytes) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes))),
  });
  const places = new Map(rows.map((row) => [row.seq, row]));
  const [own, left] = [[] as StoredOwn[], [] as StoredFormer[]];
  for (const [i, change] of changes.entries()) {
    const old = ready[i] as Change;
    const { box: _box, sealed: _sealed, ...row } = places.get(old.seq) as StoredFormer;
    const { seq, by, group = [seq, 1] } = change;
    const under = ring.compartment(change.scope, []);
    const [key] = await ring.keysFor(under);
    const box = await seal(key as CryptoKey, aboutOwn(store, { seq, under }), change);
    const sealed = await sealTo(crypto.subtle, fromBase64Url(store.card.sealKey), JSON.stringify(change));
    own.push({ seq, by, group, link: links[i] as string, state: 'pending', under, box, sealed });
    const record = change.record === old.record ? {} : { record: [old.record, change.record] as const };
    left.push({ ...row, now: { id: changeIdOf(change), ...record } });
  }
  await store.write(async (tx) => {
    for (const row of own) await tx.objectStore('own').put(row);
    for (const row of left) await tx.objectStore('former').put(row);
    const people = tx.objectStore('people');
    for (const { pin: _pin, second: _second, ...person } of await people.getAll()) {
      const renamed = names.records.get(person.person);
      if (!renamed) continue;
      // Enrolled here and unknown to the hub until now: their new name opens with an activation code, like everybody's on a new device.
      await people.delete(person.person);
      await people.put({ ...person, person: renamed, choosing: false, asks: true });
    }
  });
}

function namesSoFar(rows: readonly StoredFormer[]): Names {
  const changes = new Map<string, ChangeId>();
  const records = new Map<string, RecordId>();
  for (const { device, seq, now } of rows) {
    if (!now) continue;
    changes.set(changeIdOf({ device: device as DeviceId, seq }), now.id);
    if (now.record) records.set(...now.record);
  }
  return { changes, records };
}
