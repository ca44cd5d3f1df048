/** What people of a network answered, for files and figures that have to respect it whoever asks for them. */

import type { Declarations } from '../kernel/declare.ts';
import { aliasOf, type RecordState, refOf, textOf } from '../kernel/fold.ts';
import { ROOT } from '../kernel/ids.ts';
import { resolveIn } from '../kernel/links.ts';
import type { RecordId } from '../kernel/types.ts';
import { type Answer, answerIn, type Purpose } from '../modules/privacy/agreements.ts';
import { aboutTypes, forPartner } from '../modules/privacy/partner.ts';
import type { HubNetwork } from './network.ts';

type Readable = Pick<HubNetwork, 'each'>;

const whole = (network: Readable, type: string) => network.each(type, [{ prefix: ROOT, closed: true, types: [type] }]);

/** What they answered to one purpose. Read once, whatever the reader may see: a no counts for those who may not read it too. Somebody's other sheets are theirs. */
export async function answersTo(network: Readable, purpose: Purpose): Promise<(person: RecordId) => Answer> {
  const said: RecordState[] = [];
  for await (const page of whole(network, 'consent'))
    said.push(...page.filter((one) => textOf(one, 'purpose') === purpose));
  if (said.length === 0) return () => '';
  const moved = new Map<RecordId, RecordState>();
  for await (const page of whole(network, 'person'))
    for (const one of page) if (aliasOf(one) !== null) moved.set(one.id, one);
  const whose = (id: RecordId): RecordId => resolveIn((one) => moved.get(one) ?? null, id);
  const byPerson = new Map<RecordId, RecordState[]>();
  for (const one of said) {
    const named = refOf(one, 'person');
    const person = named && whose(named);
    if (person) byPerson.set(person, [...(byPerson.get(person) ?? []), one]);
  }
  return (person) => answerIn(byPerson.get(whose(person)) ?? [], purpose);
}

/**
 * What of the records of a type a partner may have (`privacy/partner`): each as it may go out, null for one that stays.
 * What they are about is read here, once, whatever the reader may see.
 */
export async function partnerFile(
  network: Readable,
  decl: Declarations,
  type: string,
): Promise<(state: RecordState) => RecordState | null> {
  const answered = await answersTo(network, 'partner');
  const known = new Map<RecordId, RecordState>();
  for (const about of aboutTypes(decl, type))
    for await (const page of whole(network, about)) for (const one of page) known.set(one.id, one);
  const record = (id: RecordId): RecordState | null =>
    known.get(resolveIn((one) => known.get(one) ?? null, id)) ?? null;
  return (state) => forPartner({ decl, record, agrees: (person) => answered(person) === 'yes' }, state);
}
