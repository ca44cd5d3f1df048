/**
 * The marks of a roll without folding it: thousands of rolls of which only the marks are wanted, and hardly a mark that was written twice. What was is
 * folded, so that the answer is the one `marksOf` gives.
 */
import { counts, fold, isVoided, type RecordState } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Body, Json, Known, RecordId } from '../../kernel/types.ts';
import { type Half, type Mark, markOf, marksOf, standing } from './rules.ts';

/** A copy that holds the changes of its records. */
export interface MarkSource extends LinkSource {
  history?(record: RecordId): readonly Known[];
}

export interface Roll {
  readonly exists: boolean;
  /** The latest change. */
  readonly eff: number;
  marks(half: Half): ReadonlyMap<RecordId, Mark>;
}

/** @param twins who stands in two sheets: their marks are told apart by when they were written, so such a roll is read whole. */
export function rollHere(source: MarkSource, id: RecordId, twins: ReadonlySet<string>): Roll {
  const history = source.history?.(id);
  return (history && quick(history, twins)) ?? whole(source, source.record(id));
}

/** The same from the folded record. */
export const rollWhole = (source: LinkSource, id: RecordId): Roll => whole(source, source.record(id));

const whole = (source: LinkSource, state: RecordState | null): Roll => ({
  exists: state !== null && !isVoided(state),
  eff: state?.updated.eff ?? 0,
  marks: (half) => marksOf(source, state, half),
});

/** Only what is plain: made, then written on; null for the rest. */
function quick(history: readonly Known[], twins: ReadonlySet<string>): Roll | null {
  const all = new Map<string, Json>();
  const twice = new Set<string>();
  let eff = 0;
  for (const known of history) {
    const { change } = known;
    if (change.kind !== 'set' || !counts(known.state)) return null;
    if (known.eff > eff) eff = known.eff;
    for (const field in change.body) {
      if (field.startsWith(':')) return null;
      if (all.has(field)) twice.add(field);
      all.set(field, (change.body as Body)[field] as Json);
    }
  }
  if (twice.size > 0) {
    const some = history.map((known) => ({
      ...known,
      change: { ...known.change, body: only(known.change.body, twice) },
    }));
    const state = fold(some);
    for (const field of twice) all.set(field, standing(state?.fields[field])?.value ?? null);
  }
  const marks = { marks: new Map<RecordId, Mark>(), afternoon: new Map<RecordId, Mark>() };
  for (const [field, value] of all) {
    const dot = field.indexOf('.');
    const half = field.slice(0, dot);
    if (half !== 'marks' && half !== 'afternoon') continue;
    const person = field.slice(dot + 1);
    if (twins.has(person)) return null;
    const mark = markOf(value);
    if (mark) marks[half].set(person as RecordId, mark);
  }
  return { exists: history.length > 0, eff, marks: (half) => marks[half] };
}

function only(body: Body | null, fields: ReadonlySet<string>): Body {
  const left: Record<string, Json> = {};
  for (const field of fields) if (body && field in body) left[field] = body[field] as Json;
  return left;
}
