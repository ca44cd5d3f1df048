/** What partners promised each other in a programme, and its money, brought from the database as far as somebody may read it. */

import { partOf } from '../../kernel/declare.ts';
import { entriesOf, type RecordState, refOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import type { Followed, LinkBook } from '../links.ts';
import { bringRecords, Gathered } from './gather.ts';

const PROMISES: Followed = {
  convention: ['programme'],
  obligation: ['convention'],
  amendment: ['convention'],
  budget_line: ['programme'],
  // As what became of people has them: two ways to follow a type would be noted anew in turns.
  financing: ['programme'],
  payment: ['financing'],
};
/** Types of which somebody reads one at least for whom there is a page. */
export const PROMISE_TYPES = ['convention', 'obligation', 'budget_line'] as const;

/** @param reads what the one who asks may read: the rest is not there for them. */
export async function gatherPromises(
  links: LinkBook,
  programme: RecordState,
  reads: (state: RecordState) => boolean,
): Promise<Gathered> {
  await links.bring(PROMISES);
  const source = new Gathered();
  source.add([programme]);
  const take = async (type: string, field: string, ids: readonly RecordId[]): Promise<readonly RecordState[]> => {
    const states = (await links.naming(type, field, ids)).filter(reads);
    source.add(states);
    return states;
  };
  const ids = (states: readonly RecordState[]): readonly RecordId[] => states.map(({ id }) => id);
  const [conventions, lines, financing] = await Promise.all([
    take('convention', 'programme', [programme.id]),
    take('budget_line', 'programme', [programme.id]),
    take('financing', 'programme', [programme.id]),
  ]);
  const [obligations] = await Promise.all([
    take('obligation', 'convention', ids(conventions)),
    take('amendment', 'convention', ids(conventions)),
    take('payment', 'financing', ids(financing)),
  ]);
  // Who promised, who pays for a line, who follows it: by their names, where these may be read.
  const committee = conventions.flatMap((one) =>
    entriesOf(one, 'committee').map(([, entry]) => partOf(entry, 'person')),
  );
  const named = new Gathered();
  await bringRecords(links, named, [
    ...obligations.flatMap((one) => refOf(one, 'by') ?? []),
    ...lines.flatMap((one) => refOf(one, 'from') ?? []),
    ...committee.filter(isRecordId),
  ]);
  source.add([...named.list('organisation'), ...named.list('person')].filter(reads));
  return source;
}
