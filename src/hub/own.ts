/** The network's own organisation on a hub: looked for once, then read by its id as long as it still says so. */
import { aliasOf, isVoided, type RecordState, valueOf } from '../kernel/fold.ts';
import { resolveIn } from '../kernel/links.ts';
import type { RecordId } from '../kernel/types.ts';
import type { HubNetwork } from './network.ts';

type Looked = Pick<HubNetwork, 'record' | 'list'>;
const known = new WeakMap<Looked, RecordId>();

const isOwn = (state: RecordState): boolean =>
  valueOf(state, 'own') === true && !isVoided(state) && aliasOf(state) === null;

/** Null where nobody said which sheet it is: the first by its id, should there be two. */
export async function ownOrganisation(network: Looked): Promise<RecordState | null> {
  const before = known.get(network);
  const kept = before ? await network.record(before) : null;
  if (kept && isOwn(kept)) return kept;
  const all = new Map((await network.list('organisation')).map((state) => [state.id, state]));
  const record = (id: RecordId): RecordState | null => all.get(id) ?? null;
  const [first] = [...all.values()]
    .filter((state) => valueOf(state, 'own') === true && !isVoided(state))
    .map(({ id }) => resolveIn(record, id))
    .sort();
  const found = first ? record(first) : null;
  if (found) known.set(network, found.id);
  return found;
}
