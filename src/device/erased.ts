/** What rests on the disk of what was erased: written anew without it, in the same transaction that keeps the erasure. */
import { blanked, ERASED_NAME } from '../kernel/erase.ts';
import { isSaid } from '../kernel/fold.ts';
import type { OwnRow } from '../kernel/own-work.ts';
import type { RecordId } from '../kernel/types.ts';
import { packUnder, type Shelved, unpack } from './chunks.ts';
import type { Copy } from './copy.ts';
import type { Chunk, NetworkTx, StoredOwn } from './db.ts';

/** Own rows whose content was erased, sealed again without it. @param stored last row that rests on the disk already. */
export async function emptied(
  copy: Copy,
  rows: readonly OwnRow[],
  stored: number,
): Promise<ReadonlyMap<number, Pick<StoredOwn, 'under' | 'box'>>> {
  const boxes = new Map<number, Pick<StoredOwn, 'under' | 'box'>>();
  for (const { seq, change } of rows) {
    if (change?.blank === undefined || seq > stored) continue;
    const under = copy.ring.compartment(change.scope, []);
    boxes.set(seq, { under, box: await copy.boxOwn(seq, under, change) });
  }
  return boxes;
}

/** Chunks that say something of these records, written again without it: the old word must not rest beside the new. */
export async function rewritten(
  copy: Copy,
  records: ReadonlySet<RecordId>,
): Promise<{ readonly gone: readonly number[]; readonly again: readonly Chunk[] }> {
  const gone: number[] = [];
  const again: Chunk[] = [];
  if (records.size === 0) return { gone, again };
  const hit = ({ known }: Shelved): boolean => records.has(known.change.record) && isSaid(known.change);
  for (const [key, { under, damaged }] of copy.chunks) {
    const keys = damaged ? [] : await copy.ring.keysFor(under);
    const chunk = keys.length > 0 ? await copy.store.chunk(key) : undefined;
    const items = chunk ? await unpack(copy.store, keys, chunk) : null;
    if (!items?.some(hit)) continue;
    const kept = items.map((item) =>
      hit(item) ? { ...item, known: { ...item.known, change: blanked(item.known.change, '') } } : item,
    );
    const writings = new Map(kept.map(({ known, w }) => [known, w]));
    gone.push(key);
    const list = kept.map(({ known }) => known);
    again.push(...(await packUnder(copy, under, list, (known) => writings.get(known) as number)));
  }
  return { gone, again };
}

/**
 * Who was erased stands at the door of a shared phone no more: their row goes, with its name, its locks and their drafts. What they had not sent is
 * sealed to the hub and leaves with whoever exchanges next. Whoever has the phone open at that moment only loses the name.
 */
export async function takenFromDoor(tx: NetworkTx, records: ReadonlySet<RecordId>, open: RecordId): Promise<void> {
  const [people, drafts] = [tx.objectStore('people'), tx.objectStore('drafts')];
  for (const person of records) {
    const row = await people.get(person);
    if (!row) continue;
    if (person === open) await people.put({ ...row, name: ERASED_NAME, sign: '' });
    else await people.delete(person);
    await drafts.delete(IDBKeyRange.bound([person], [person, []]));
  }
}
