/** Cards for address books from the hub's tables: what stands beside each record is read once, before the first card. */
import { millisOf } from '../../kernel/clock.ts';
import { type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import type { RecordId } from '../../kernel/types.ts';
import { cardOf, postOf } from '../../modules/people/card.ts';
import type { Card } from '../../ui/files/vcard.ts';
import { countryName } from './open.ts';
import { fieldWords, type Language } from './words.ts';

/** What a reader may read of a type, page by page. */
interface Reader {
  readonly now: number;
  each(type: string): AsyncIterable<readonly RecordState[]>;
}

async function by(reader: Reader, type: string, field: string): Promise<ReadonlyMap<RecordId, readonly RecordState[]>> {
  const map = new Map<RecordId, RecordState[]>();
  for await (const page of reader.each(type))
    for (const state of page) {
      const of = refOf(state, field);
      if (of) map.set(of, [...(map.get(of) ?? []), state]);
    }
  return map;
}

/**
 * Makes the card of any record of a type, as far as this reader may read what stands beside it.
 * @param refuses somebody does not agree, or no more, to be reached.
 */
export async function cardsOf(
  reader: Reader,
  type: string,
  lang: Language,
  refuses: (person: RecordId) => boolean,
): Promise<(main: RecordState) => Card | null> {
  const contacts = await by(reader, `${type}_contact`, 'of');
  const others = await by(reader, 'contact', 'of');
  const posts = type === 'person' ? await by(reader, 'involvement', 'person') : new Map<RecordId, never[]>();
  const names = new Map<RecordId, string>();
  if (posts.size > 0)
    for await (const page of reader.each('organisation'))
      for (const state of page) names.set(state.id, textOf(state, 'name'));
  const today = new Date(reader.now).toISOString().slice(0, 10);
  return (main) => {
    const contact = contacts.get(main.id)?.[0] ?? null;
    const rest = others.get(main.id) ?? [];
    const latest = Math.max(...[main, contact, ...rest].map((one) => one?.updated.eff ?? 0));
    return cardOf({
      main,
      contact,
      others: rest,
      refused: refuses(main.id),
      post: postOf(posts.get(main.id) ?? [], (id) => names.get(id) ?? '', today),
      label: (name, field) => fieldWords(name, field)[lang],
      country: countryName,
      revised: new Date(millisOf(latest)).toISOString(),
    });
  };
}
