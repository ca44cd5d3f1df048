/** What people of a network answered to one purpose, for files and figures that have to respect it whoever asks for them. */
import { aliasOf, type RecordState, refOf, textOf } from '../kernel/fold.ts';
import { ROOT } from '../kernel/ids.ts';
import { resolveIn } from '../kernel/links.ts';
import type { RecordId } from '../kernel/types.ts';
import { type Answer, answerIn, type Purpose } from '../modules/privacy/agreements.ts';
import type { HubNetwork } from './network.ts';

/** Read once, whatever the reader may see: a no counts for those who may not read it too. Somebody's other sheets are theirs. */
export async function answersTo(
  network: Pick<HubNetwork, 'each'>,
  purpose: Purpose,
): Promise<(person: RecordId) => Answer> {
  const all = (type: string) => network.each(type, [{ prefix: ROOT, closed: true, types: [type] }]);
  const said: RecordState[] = [];
  for await (const page of all('consent')) said.push(...page.filter((one) => textOf(one, 'purpose') === purpose));
  if (said.length === 0) return () => '';
  const moved = new Map<RecordId, RecordState>();
  for await (const page of all('person')) for (const one of page) if (aliasOf(one) !== null) moved.set(one.id, one);
  const whose = (id: RecordId): RecordId => resolveIn((one) => moved.get(one) ?? null, id);
  const byPerson = new Map<RecordId, RecordState[]>();
  for (const one of said) {
    const named = refOf(one, 'person');
    const person = named && whose(named);
    if (person) byPerson.set(person, [...(byPerson.get(person) ?? []), one]);
  }
  return (person) => answerIn(byPerson.get(whose(person)) ?? [], purpose);
}
