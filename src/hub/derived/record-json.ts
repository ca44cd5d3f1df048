/** A record as the JSON API and the files tell it; its JSON Schema stands in `json-schema.ts`. */
import { millisOf } from '../../kernel/clock.ts';
import { conflictsOf, type Head, isVoided, type RecordState } from '../../kernel/fold.ts';
import type { Json } from '../../kernel/types.ts';

const headJson = (head: Head): Json => ({ at: new Date(millisOf(head.eff)).toISOString(), by: head.by });

/** A record as the API tells it. */
export function recordJson(state: RecordState): { readonly [key: string]: Json } {
  const fields = Object.entries(state.fields).filter(([name]) => !name.startsWith(':'));
  return {
    id: state.id,
    type: state.type,
    home: state.home,
    shared: state.shared,
    created: state.created && headJson(state.created),
    updated: headJson(state.updated),
    voided: isVoided(state),
    conflicts: conflictsOf(state).filter((name) => !name.startsWith(':')),
    fields: Object.fromEntries(fields.map(([name, heads]) => [name, heads[0]?.value ?? null])),
  };
}
