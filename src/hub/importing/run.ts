/** Imports on the hub: what the check reads, the rows written in a person's name, and their taking back. The page and the command use the same. */
import type { Acts } from '../../kernel/author.ts';
import { refsOf, type TypeDecl } from '../../kernel/declare.ts';
import { isVoided, type RecordState } from '../../kernel/fold.ts';
import { ROOT } from '../../kernel/ids.ts';
import { type LinkSource, resolveIn } from '../../kernel/links.ts';
import type { Change, RecordId, Ruling, Scope } from '../../kernel/types.ts';
import { undoName } from '../../modules/importing/batch.ts';
import { type Checked, type CheckedRow, checkTable, type Ground } from '../../modules/importing/check.ts';
import { besideOf, type Mapping } from '../../modules/importing/columns.ts';
import type { Table } from '../../modules/importing/table.ts';
import { type Keep, names, type UndoPlan, undoGroups, undoPlan } from '../../modules/importing/undo.ts';
import type { Visit } from '../web/visit.ts';

export type Importer = Pick<Visit, 'network' | 'decl' | 'person' | 'may' | 'each'>;

/** Groups of one push: enough to share a wait for the disk, few enough to show how far it is. */
const AT_ONCE = 400;
/** Milliseconds of work between two turns of the others. */
const SLICE = 15;
const rest = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Types of which something is read to check a file about a type: itself, what accompanies it, what comes in beside it, what they may name. */
function typesAround({ decl }: Importer, type: TypeDecl): readonly string[] {
  const all = Object.values(decl.types);
  const companions = all.filter((one) => one.companionOf === type.name);
  const beside = besideOf(decl, type);
  const about = [type, ...companions, ...(beside ? [beside] : [])];
  const named = about.flatMap((one) => Object.values(one.fields).flatMap(refsOf));
  const accompany = all.filter((one) => one.livesWith === 'of' && refsOf(one.fields['of'] ?? {}).includes(type.name));
  return [...new Set([...about, ...accompany].map((one) => one.name).concat(named))];
}

/** Everything of these types that the person may read, in memory for as long as it takes. */
async function sourceOf(importer: Importer, types: readonly string[]): Promise<LinkSource> {
  const lists = new Map<string, readonly RecordState[]>();
  const byId = new Map<RecordId, RecordState>();
  for (const type of types) {
    const list: RecordState[] = [];
    for await (const page of importer.each(type)) list.push(...page);
    lists.set(type, list);
    for (const state of list) byId.set(state.id, state);
  }
  const record = (id: RecordId): RecordState | null => byId.get(id) ?? null;
  return { version: 1, list: (type) => lists.get(type) ?? [], record, resolve: (id) => resolveIn(record, id) };
}

/** Checks a table against what is there now, in short slices beside the requests of others. */
export async function checkOnHub(
  importer: Importer,
  { table, type, mapping, home }: { table: Table; type: TypeDecl; mapping: Mapping; home: Scope },
  note: (done: number) => void = () => {},
): Promise<Checked> {
  const ground: Ground = {
    decl: importer.decl,
    source: await sourceOf(importer, typesAround(importer, type)),
    home,
    now: Date.now(),
    may: (action, name, at) => importer.may(action, name, at),
    // Whether it came in by a list is judged as it is written.
    mayShow: ({ created }) => created?.by === importer.person,
  };
  const work = checkTable(table, type, mapping, ground);
  for (let steps = 0; ; note(Math.min(steps, table.rows.length))) {
    const until = performance.now() + SLICE;
    while (performance.now() < until) {
      const step = work.next();
      if (step.done) return step.value;
      steps++;
    }
    await rest();
  }
}

/** A row that the rules returned when it was written: by its line, why. */
export interface RefusedRow {
  readonly line: number;
  readonly code: string;
}
export interface Report {
  readonly batch: string;
  readonly made: number;
  readonly changed: number;
  readonly refused: readonly RefusedRow[];
}

/** Writes the rows in this person's name. Each row is judged by itself; what is returned is withdrawn and told. */
export async function importRows(
  importer: Importer,
  rows: readonly CheckedRow[],
  batch: string,
  note: (done: number) => void = () => {},
): Promise<Report> {
  const refused: RefusedRow[] = [];
  const done = { new: 0, change: 0 };
  await inPushes(
    importer,
    rows.map((row) => ({ acts: row.acts as Acts, row })),
    { batch, source: 'import' },
    ({ row }, ruling) => {
      if (ruling?.state === 'returned') refused.push({ line: row.row.line, code: ruling.code ?? 'RIGHT-NONE' });
      else done[row.fate === 'change' ? 'change' : 'new']++;
    },
    note,
  );
  return { batch, made: done.new, changed: done.change, refused };
}

/** The hub cannot write now: what was written stays, and is recognised when the file comes again. */
export class ImportStopped extends Error {
  readonly code: string;
  readonly done: number;
  constructor(code: string, done: number) {
    super(code);
    this.code = code;
    this.done = done;
  }
}

async function inPushes<G extends { readonly acts: Acts }>(
  { network, person }: Importer,
  groups: readonly G[],
  acting: { readonly batch: string; readonly source?: 'import' },
  ruled: (group: G, ruling: Ruling | undefined) => void,
  note: (done: number) => void,
): Promise<void> {
  for (let from = 0; from < groups.length; from += AT_ONCE) {
    const some = groups.slice(from, from + AT_ONCE);
    const { changes, admission } = await network.actAll(
      person,
      some.map(({ acts }) => acts),
      acting,
    );
    if (!admission.ok) throw new ImportStopped(admission.error.code, from);
    const rulings = new Map(admission.rulings.map((ruling) => [ruling.first, ruling]));
    const firsts = changes.filter((change) => !change.group || change.group[0] === change.seq);
    const returned: Change[] = [];
    for (const [at, group] of some.entries()) {
      const first = firsts[at] as Change;
      const ruling = rulings.get(first.seq);
      if (ruling?.state === 'returned') returned.push(first);
      ruled(group, ruling);
    }
    for (const of of returned) await network.act(person, [{ do: 'settle', of, how: 'withdrawn' }]);
    note(from + some.length);
    await rest();
  }
}

/** What taking a batch back would do; null when there is no such batch. */
export async function planUndo({ network, decl }: Importer, batch: string): Promise<UndoPlan | null> {
  const records = await network.batchHistories(batch);
  if (records.size === 0) return null;
  const types = new Set([...records.values()].map(([one]) => one?.change.type ?? ''));
  const referring = Object.values(decl.types).filter((type) =>
    Object.values(type.fields).some((field) =>
      [field, ...Object.values(field.entry ?? {})].some((one) => refsOf(one).some((ref) => types.has(ref))),
    ),
  );
  const links = new Map<RecordId, number>();
  for (const type of referring)
    for await (const page of network.each(type.name, [{ prefix: ROOT, closed: true, types: [type.name] }]))
      for (const state of page)
        if (!records.has(state.id) && !isVoided(state))
          for (const id of names(state)) if (records.has(id)) links.set(id, (links.get(id) ?? 0) + 1);
  return undoPlan({ batch, decl, records, links: (record) => links.get(record) ?? 0 });
}

export interface Undone {
  readonly batch: string;
  readonly taken: number;
  readonly kept: number;
  /** Rows that this person may not take back. */
  readonly refused: number;
}

/** Takes a batch back, but for the rows that somebody chose to keep. */
export async function undoOnHub(
  importer: Importer,
  batch: string,
  plan: UndoPlan,
  keep: Keep,
  note: (done: number) => void = () => {},
): Promise<Undone> {
  const groups = undoGroups(plan, keep);
  const open = plan.rows.filter(({ acts }) => acts.length > 0).length;
  let refused = 0;
  const name = undoName(batch);
  await inPushes(
    importer,
    groups.map((acts) => ({ acts })),
    { batch: name },
    (_, ruling) => {
      if (ruling?.state === 'returned') refused++;
    },
    note,
  );
  return { batch: name, taken: groups.length - refused, kept: open - groups.length, refused };
}
