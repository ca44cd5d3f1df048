/** An import on a phone: what is checked and written here, a little at a time, so that the screen goes on showing how far it is. */
import type { Act, Acts } from '../../../kernel/author.ts';
import type { TypeDecl } from '../../../kernel/declare.ts';
import { refsOf } from '../../../kernel/declare.ts';
import { linksTo } from '../../../kernel/links.ts';
import { mayHide } from '../../../kernel/own-import.ts';
import type { Known, RecordId } from '../../../kernel/types.ts';
import type { Open } from '../../../ui/open.ts';
import { batchName, isUndo, undoName } from '../batch.ts';
import { type Checked, type CheckedRow, checkTable, type Ground } from '../check.ts';
import type { Mapping } from '../columns.ts';
import type { Table } from '../table.ts';
import { type Keep, type UndoPlan, type UndoRow, undoGroups, undoPlan } from '../undo.ts';

/** Milliseconds of work between two frames. */
const SLICE = 12;
const frame = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

export async function checkHere(
  { replica, me, now }: Open,
  type: TypeDecl,
  table: Table,
  mapping: Mapping,
  note: (done: number) => void,
): Promise<Checked> {
  const ground: Ground = {
    decl: replica.id.decl,
    source: replica,
    home: me.home,
    now,
    may: (action, name, home) => replica.may(me.person, action, name, home, now),
    mayShow: (state) => mayHide(replica, me.person, state, now),
  };
  const work = checkTable(table, type, mapping, ground);
  for (let steps = 0; ; ) {
    const until = performance.now() + SLICE;
    while (performance.now() < until) {
      const step = work.next();
      if (step.done) return step.value;
      steps++;
    }
    note(Math.min(steps, table.rows.length));
    await frame();
  }
}

/** Writes rows one after the other, each on the disk before the next. @returns the name of the batch. */
export async function bringInHere(
  { jekulu }: Open,
  file: string,
  rows: readonly CheckedRow[],
  note: (done: number) => void,
): Promise<string> {
  const chance = Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => (byte % 36).toString(36)).join('');
  const batch = batchName(file, jekulu.now(), chance);
  await saveAll(
    jekulu,
    rows.map(({ acts }) => acts as Acts),
    { source: 'import', batch },
    note,
  );
  return batch;
}

async function saveAll(
  jekulu: Open['jekulu'],
  groups: readonly Acts[],
  how: { readonly source?: 'import'; readonly batch: string },
  note: (done: number) => void,
): Promise<void> {
  let shown = performance.now();
  for (const [at, acts] of groups.entries()) {
    await jekulu.save(acts, how);
    if (performance.now() - shown > SLICE * 8) {
      note(at + 1);
      await frame();
      shown = performance.now();
    }
  }
}

export interface ImportHere {
  readonly batch: string;
  readonly rows: number;
  /** It was taken back, and not put in again since. */
  readonly undone: boolean;
}

/** Imports written on this device, the latest first. */
export function importsHere({ replica, me }: Open): readonly ImportHere[] {
  const batches = new Map<string, { rows: number; last: number }>();
  for (const { by, change, seq, group } of replica.own()) {
    if (by !== me.person || change?.batch === undefined || seq !== group[0]) continue;
    batches.set(change.batch, { rows: (batches.get(change.batch)?.rows ?? 0) + 1, last: seq });
  }
  const last = (batch: string): number => batches.get(batch)?.last ?? 0;
  return [...batches]
    .filter(([batch]) => !isUndo(batch))
    .map(([batch, { rows }]) => {
      const undo = undoName(batch);
      return { batch, rows, undone: last(undo) > last(undoName(undo)) };
    })
    .reverse();
}

/** What taking an import of this device back would do, as far as this copy knows, and how many of its rows this person may not take back. */
export function planHere({ replica, me, now }: Open, batch: string): UndoPlan & { readonly closed: number } {
  const { decl } = replica.id;
  const records = new Map<RecordId, readonly Known[]>();
  for (const { change } of replica.own())
    if (change?.batch === batch && !records.has(change.record))
      records.set(change.record, replica.history(change.record));
  const referring = Object.values(decl.types).flatMap((type) =>
    Object.entries(type.fields).flatMap(([field, one]) =>
      refsOf(one).length > 0 ? [[type.name, field] as const] : [],
    ),
  );
  const links = (record: RecordId): number =>
    referring.reduce(
      (sum, [type, field]) => sum + linksTo(replica, type, field, record).filter(({ id }) => !records.has(id)).length,
      0,
    );
  const { rows, asked } = undoPlan({ batch, decl, records, links });
  const mayDo = (act: Act): boolean => {
    const state = act.do === 'edit' || act.do === 'void' ? replica.record(act.record) : null;
    if (!state) return false;
    if (act.do === 'void') return mayHide(replica, me.person, state, now);
    return replica.may(me.person, 'edit', state.type, state.home, now);
  };
  const isOpen = ({ acts }: UndoRow): boolean => acts.every(mayDo);
  const open = rows.filter(isOpen);
  return { rows: open, asked: asked.filter(isOpen), closed: rows.length - open.length };
}

export async function undoHere(
  { jekulu }: Open,
  batch: string,
  plan: UndoPlan,
  keep: Keep,
  note: (done: number) => void,
): Promise<number> {
  const groups = undoGroups(plan, keep);
  await saveAll(jekulu, groups, { batch: undoName(batch) }, note);
  return groups.length;
}
