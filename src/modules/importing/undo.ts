/**
 * Taking an import back: what it made is hidden, what it changed says again what it said before. Nothing is forgotten: taking back is itself a batch of
 * acts with a history, and can be taken back.
 *
 * What somebody did with a record since is theirs: such rows are asked about, one by one or all together.
 */
import type { Act } from '../../kernel/author.ts';
import type { Declarations } from '../../kernel/declare.ts';
import { counts, fold, isVoided, type RecordState, textOf, VOID_FIELD } from '../../kernel/fold.ts';
import { canonical } from '../../kernel/hash.ts';
import { changeIdOf, isRecordId } from '../../kernel/ids.ts';
import type { ChangeId, Json, Known, RecordId } from '../../kernel/types.ts';
import { isUndo } from './batch.ts';

/** One row of an import, as it stands now. */
export interface UndoRow {
  /** First change of its group: what a decision about it names. */
  readonly id: ChangeId;
  readonly record: RecordId;
  readonly type: string;
  readonly name: string;
  readonly made: boolean;
  /** What others wrote since on what the row wrote, latest last, and how many records name what it made by now. */
  readonly since: readonly Known[];
  readonly links: number;
  /** What takes the row back; empty when that was done already. */
  readonly acts: readonly Act[];
}

export interface UndoPlan {
  readonly rows: readonly UndoRow[];
  /** Rows to be asked about. */
  readonly asked: readonly UndoRow[];
}

export interface BatchHistory {
  readonly batch: string;
  readonly decl: Declarations;
  /** The whole history of every record that the batch wrote. */
  readonly records: ReadonlyMap<RecordId, readonly Known[]>;
  /** Records outside the batch that name this one. */
  links(record: RecordId): number;
}

/** What became of each row, in the order in which they were brought in. */
export function undoPlan({ batch, decl, records, links }: BatchHistory): UndoPlan {
  const groups = new Map<ChangeId, Part[]>();
  for (const [record, history] of records) {
    const part = partOfRecord(record, history, batch);
    if (!part) continue;
    const list = groups.get(part.group);
    if (list) list.push(part);
    else groups.set(part.group, [part]);
  }
  const rows = [...groups].map(([id, parts]): UndoRow => {
    // A record before what accompanies it.
    const sorted = [...parts].sort((a, b) => a.at - b.at);
    const [main] = sorted as [Part, ...Part[]];
    const named = sorted.reduce((sum, part) => sum + (part.made ? links(part.record) : 0), 0);
    return {
      id,
      record: main.record,
      type: main.type,
      name: textOf(main.state, 'name') || textOf(main.state, nameField(decl, main.type)),
      made: main.made,
      since: sorted.flatMap((part) => part.since).sort((a, b) => a.eff - b.eff),
      links: named,
      acts: sorted.flatMap((part) => part.acts),
    };
  });
  rows.sort((a, b) => order(a.id, b.id));
  return { rows, asked: rows.filter((row) => row.acts.length > 0 && (row.since.length > 0 || row.links > 0)) };
}

/** What is done with the rows that are asked about: all taken back, all kept, or those named kept. */
export type Keep = 'none' | 'all' | ReadonlySet<string>;

/** The acts of the undo, a group a row. */
export function undoGroups({ rows, asked }: UndoPlan, keep: Keep): readonly (readonly Act[])[] {
  const isAsked = new Set(asked);
  const isKept = (row: UndoRow): boolean =>
    isAsked.has(row) && (keep === 'all' || (keep !== 'none' && keep.has(row.id)));
  return rows.flatMap((row) => (row.acts.length === 0 || isKept(row) ? [] : [row.acts]));
}

interface Part {
  readonly group: ChangeId;
  readonly at: number;
  readonly record: RecordId;
  readonly type: string;
  readonly state: RecordState;
  readonly made: boolean;
  readonly since: readonly Known[];
  readonly acts: readonly Act[];
}

function partOfRecord(record: RecordId, history: readonly Known[], batch: string): Part | null {
  const counted = history.filter((one) => counts(one.state));
  const mine = counted.filter(({ change }) => change.batch === batch);
  const [first] = mine;
  const state = fold(counted);
  if (!first || !state) return null;
  const others = counted.filter(({ change }) => change.batch !== batch);
  const before = fold(others);
  const made = !before?.created && state.created !== null;
  const last = Math.max(...mine.map(({ eff }) => eff));
  const since = others.filter(
    ({ eff, change }) => !isUndo(change.batch ?? '') && (eff > last || (made && eff >= first.eff)),
  );
  const own = new Set<ChangeId>(mine.map(({ change }) => changeIdOf(change)));
  const { change } = first;
  const common = {
    group: changeIdOf({ device: change.device, seq: change.group?.[0] ?? change.seq }),
    at: change.seq,
    record,
    type: change.type,
    state,
    made,
  };
  if (made) {
    const acts: readonly Act[] = isVoided(state) ? [] : [{ do: 'void', record, voided: true }];
    return { ...common, since: acts.length > 0 ? since : [], acts };
  }
  const written = new Set(mine.flatMap((one) => fieldsOf(one)));
  const back = (field: string): Json => valueIn(before, field);
  const stands = (field: string): boolean => {
    const heads = state.fields[field] ?? [];
    return heads.length > 0 && heads.every(({ id }) => own.has(id));
  };
  const differs = [...written].filter((field) => !same(valueIn(state, field), back(field)));
  const over = differs.filter((field) => !stands(field));
  const touched = since.filter((one) => fieldsOf(one).some((field) => over.includes(field)));
  return { ...common, since: touched, acts: actsFor(record, differs, back) };
}

function actsFor(record: RecordId, fields: readonly string[], back: (field: string) => Json): readonly Act[] {
  const plain = fields.filter((field) => !field.startsWith(':'));
  const body = Object.fromEntries(plain.map((field) => [field, back(field)]));
  return [
    ...(plain.length > 0 ? [{ do: 'edit', record, body } as const] : []),
    ...(fields.includes(VOID_FIELD) ? [{ do: 'void', record, voided: back(VOID_FIELD) === true } as const] : []),
  ];
}

/** Fields that a change writes, the one that hides a record included. */
function fieldsOf({ change }: Known): readonly string[] {
  if (change.kind === 'void') return [VOID_FIELD];
  return change.kind === 'set' ? Object.keys(change.body ?? {}) : [];
}

const same = (a: Json, b: Json): boolean => canonical(a) === canonical(b);

/** Never hidden is the same as shown again. */
const valueIn = (state: RecordState | null, field: string): Json =>
  field === VOID_FIELD ? state?.fields[field]?.[0]?.value === true : (state?.fields[field]?.[0]?.value ?? null);

const nameField = (decl: Declarations, type: string): string =>
  Object.entries(decl.types[type]?.fields ?? {}).find(([, { widget }]) => widget === 'text')?.[0] ?? '';

/** In the order of one log. */
function order(a: ChangeId, b: ChangeId): number {
  const [left, right] = [a.split('.'), b.split('.')];
  return left[0] === right[0] ? Number(left[1]) - Number(right[1]) : (left[0] ?? '') < (right[0] ?? '') ? -1 : 1;
}

/** Records that a record names, in fields or in the entries of its maps. */
export const names = (state: RecordState): readonly RecordId[] =>
  Object.values(state.fields).flatMap(([head]) => {
    const value = head?.value;
    const parts = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value) : [value];
    return parts.filter(isRecordId);
  });
