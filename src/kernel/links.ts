/**
 * The other end of references: which records name this one. Records found to be the same as another are read as that other one, so that nothing
 * that named either is lost from sight; ids are never computed anew.
 */
import { aliasOf, isVoided, type RecordState } from './fold.ts';
import { FoldedGlance, type Glance } from './glance.ts';
import { isRecordId } from './ids.ts';
import type { RecordId } from './types.ts';

/** What links are read from; `version` grows with whatever may change them. */
export interface LinkSource {
  readonly version: number;
  list(type: string): readonly RecordState[];
  record(id: RecordId): RecordState | null;
  resolve(id: RecordId): RecordId;
  /** The same as `list` for walks over many, where a copy can do so without folding all of them. */
  glances?(type: string): Iterable<Glance>;
}

/** Records of a type in passing, however the source holds them. */
export function* glancesIn(source: Pick<LinkSource, 'list' | 'glances'>, type: string): Iterable<Glance> {
  if (source.glances) yield* source.glances(type);
  else for (const state of source.list(type)) yield new FoldedGlance(state);
}

export const isHidden = ({ state }: Glance): boolean => state !== null && isVoided(state);

type Index = Map<RecordId, RecordId[]>;
const indexes = new WeakMap<LinkSource, { version: number; readonly byField: Map<string, Index> }>();

/**
 * Records of a type whose `field` names this record, or one that is the same as it. Hidden ones are left out.
 * The first question about a field after a change costs one walk over the type, the next ones nothing.
 */
export function linksTo(source: LinkSource, type: string, field: string, id: RecordId): readonly RecordState[] {
  let known = indexes.get(source);
  if (!known || known.version !== source.version) {
    known = { version: source.version, byField: new Map() };
    indexes.set(source, known);
  }
  const name = `${type}.${field}`;
  let index = known.byField.get(name);
  if (!index) {
    index = new Map();
    for (const glance of glancesIn(source, type)) {
      const ref = isHidden(glance) ? null : glance.value(field);
      if (!isRecordId(ref)) continue;
      const to = source.resolve(ref);
      const list = index.get(to);
      if (list) list.push(glance.id);
      else index.set(to, [glance.id]);
    }
    known.byField.set(name, index);
  }
  return (index.get(source.resolve(id)) ?? []).flatMap((one) => source.record(one) ?? []);
}

/**
 * The record that stands for this one now: itself, or what it was found to be the same as. Where two were said to be the same as each other,
 * the one whose id comes first goes on, on every copy alike.
 */
export function resolveIn(record: (id: RecordId) => RecordState | null, id: RecordId): RecordId {
  const path = [id];
  for (;;) {
    const last = path[path.length - 1] as RecordId;
    const state = record(last);
    const next = state ? aliasOf(state) : null;
    if (next === null) return last;
    const at = path.indexOf(next);
    if (at >= 0) return path.slice(at).sort()[0] as RecordId;
    path.push(next);
  }
}
