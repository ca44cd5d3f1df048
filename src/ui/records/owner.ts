import { type RecordState, refOf } from '../../kernel/fold.ts';
import type { Replica } from '../../kernel/replica.ts';

/** What a person opens to see this record: a companion opens with the record it accompanies. */
export function ownerOf(replica: Replica, state: RecordState): RecordState {
  const type = replica.id.decl.types[state.type];
  const of = type?.companionOf ? refOf(state, 'of') : null;
  return (of && replica.record(of)) || state;
}
