/** What the authority would say of changes today, as far as this copy knows: the same rules, asked on the device. */
import { fold } from './fold.ts';
import type { Grant } from './grant.ts';
import { changeIdOf } from './ids.ts';
import { judge, type Verdict } from './judge.ts';
import type { ReplicaIdentity } from './replica.ts';
import type { Change, ChangeId, Known, Millis, RecordId } from './types.ts';

interface PreviewEnv {
  /** Hub time as this device estimates it, and that of the last answer. */
  readonly received: Millis;
  readonly toldAt: Millis;
  history(id: RecordId): readonly Known[];
  grantsOf(person: RecordId): readonly Grant[];
  known(id: ChangeId): Known | null;
}

/** @param changes one group, already in the copy: records are looked at as they were without it. */
export function preview(changes: readonly Change[], id: ReplicaIdentity, env: PreviewEnv): Verdict {
  const { decl, settings, authority } = id;
  const { received, toldAt } = env;
  const fresh = new Set(changes.map((change) => changeIdOf(change)));
  return judge(changes, {
    decl,
    settings,
    authority,
    received,
    toldAt,
    record: (record) => fold(env.history(record).filter(({ change }) => !fresh.has(changeIdOf(change)))),
    grantsOf: (person) => env.grantsOf(person),
    known: (change) => env.known(change as ChangeId),
  });
}
