/** The card of a record of this phone's copy, as far as its reader sees. */
import { millisOf } from '../../../kernel/clock.ts';
import type { RecordState } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { derivedId } from '../../../kernel/ids.ts';
import { linksTo } from '../../../kernel/links.ts';
import type { Card } from '../../../ui/files/vcard.ts';
import { language } from '../../../ui/i18n.ts';
import type { Open } from '../../../ui/open.ts';
import { fieldLabel, titleOf } from '../../../ui/words.ts';
import { answerTo } from '../../privacy/agreements.ts';
import { cardOf, postOf } from '../card.ts';

export function cardHere({ replica, now }: Open, main: RecordState): Card | null {
  const contact = replica.record(derivedId(`${main.type}_contact`, main.id));
  const others = linksTo(replica, 'contact', 'of', main.id);
  const posts = main.type === 'person' ? linksTo(replica, 'involvement', 'person', main.id) : [];
  const countries = new Intl.DisplayNames([language.value], { type: 'region' });
  return cardOf({
    main,
    contact,
    others,
    refused: answerTo(replica, main.id, 'contact') === 'no',
    post: postOf(posts, (id) => titleOf(replica, replica.resolve(id)), dayOf(now)),
    label: fieldLabel,
    country: (code) => countries.of(code) ?? code,
    revised: new Date(
      millisOf(Math.max(...[main, contact, ...others].map((one) => one?.updated.eff ?? 0))),
    ).toISOString(),
  });
}
