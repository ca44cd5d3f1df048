/**
 * What was erased and comes back: with a backup of before, or from a telephone that had not heard. What is about the person alone is blanked wherever it
 * comes from (`kernel/erase`); rolls and tests are about whole groups and stay, so what they say of somebody erased is taken out of them here.
 */
import type { Act } from '../../kernel/author.ts';
import type { Declarations } from '../../kernel/declare.ts';
import { ERASED_NAME, leftOf } from '../../kernel/erase.ts';
import { isErased, type RecordState } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { Change, Millis, RecordId } from '../../kernel/types.ts';
import { markOf } from '../../modules/training/rules.ts';
import type { HubNetwork } from '../network.ts';
import { fromProgrammes, withoutThem } from './erasing.ts';

/** @param states of the book of erasures, as they stand now. @returns what erases them as they were erased the first time; people last, so that a start that is cut off begins again. */
export async function actsAgain(
  network: HubNetwork,
  decl: Declarations,
  states: Iterable<RecordState>,
  now: Millis,
): Promise<readonly Act[]> {
  const known = new Map<RecordId, RecordState>();
  const acts: Act[] = [];
  for (const state of states) {
    const type = isErased(state) ? undefined : decl.types[state.type];
    const body = type ? leftOf(type, state, ERASED_NAME) : null;
    if (!body) continue;
    known.set(state.id, state);
    acts.push({ do: 'erase', record: state.id, body });
  }
  const people = new Set([...known.values()].filter(isPerson).map(({ id }) => id));
  const authority = {
    network,
    now,
    may: () => true,
    naming: (type: string, ids: readonly RecordId[]) => network.list(type, { naming: ids }),
  };
  const again = await fromProgrammes(authority, people, acts, known);
  const isOfPerson = (act: Act): boolean => act.do === 'erase' && people.has(act.record);
  return [...again.acts.filter((act) => !isOfPerson(act)), ...again.acts.filter(isOfPerson)];
}

/** What takes out of rolls and tests what these changes, just taken in, say of people who are erased; hardly ever anything. */
export async function actsAfter(network: HubNetwork, changes: readonly Change[]): Promise<readonly Act[]> {
  const acts: Act[] = [];
  for (const record of new Set(changes.flatMap((change) => (peopleIn(change).length > 0 ? [change.record] : [])))) {
    const people = changes.flatMap((change) => (change.record === record ? peopleIn(change) : []));
    const states = await Promise.all([...new Set(people)].map((id) => network.record(id)));
    const erased = new Set(states.flatMap((state) => (state && isErased(state) ? [state.id] : [])));
    const state = erased.size > 0 ? await network.record(record) : null;
    const body = state ? withoutThem(state, erased) : {};
    if (Object.keys(body).length > 0) acts.push({ do: 'edit', record, body });
  }
  return acts;
}

const isPerson = ({ type }: RecordState): boolean => type === 'person';

/** Of whom a change of a roll or a test says what an erasure takes out. */
function peopleIn({ type, body }: Change): readonly RecordId[] {
  if (type !== 'roll' && type !== 'test_sheet') return [];
  return Object.entries(body ?? {}).flatMap(([name, value]) => {
    const [field, id] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
    const isSaid = field === 'points' ? value !== null : markOf(value)?.why !== undefined;
    return isSaid && isRecordId(id) ? [id as RecordId] : [];
  });
}
