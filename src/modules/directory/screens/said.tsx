/** A record of the directory as the screens about doubles show it: who, where, kept by whom and since when. */
import '../messages/duplicates/index.ts';
import { millisOf } from '../../../kernel/clock.ts';
import { type RecordState, textOf, valueOf } from '../../../kernel/fold.ts';
import { t } from '../../../ui/i18n.ts';
import type { Open } from '../../../ui/open.ts';
import { placeText } from '../../../ui/place.ts';
import { day } from '../../../ui/when.ts';
import { branchCalled, textOfValue } from '../../../ui/words.ts';
import type { Verdict } from '../duplicates.ts';
import type { FoundPair } from '../finder.ts';
import { reasonsText } from '../reasons.ts';
import { isAside } from './aside.ts';

export const ADDRESS = 'doublons';

export const reasonsSaid = ({ reasons }: Pick<Verdict, 'reasons'>): string =>
  capital(
    reasonsText(
      reasons,
      ({ field, how }) => t(`duplicate.${field}.${how}`),
      (same, different) => t('duplicate.but', { same, different }),
    ),
  );

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Where somebody is, and what else is first said of them. */
export function placeSaid(open: Open, state: RecordState): string {
  const type = open.replica.id.decl.types[state.type];
  const more = ['birth', 'kind'].flatMap((field) =>
    type?.fields[field] && textOf(state, field)
      ? [textOfValue(open, type.fields[field], `${state.type}.${field}`, valueOf(state, field))]
      : [],
  );
  return [placeText(valueOf(state, 'place')), ...more].filter((text) => text !== '').join('\u00a0· ');
}

/** `Sikasso, depuis mardi`: who keeps the sheet, since when. */
export const keptSaid = ({ replica, now }: Open, state: RecordState): string =>
  t('doubles.since', {
    branch: branchCalled(replica, state.home) ?? t('doubles.office'),
    when: day(millisOf(state.created?.eff ?? state.updated.eff), now),
  });

/** How sure it is: a word, and nothing louder than a word. */
export function Level({ pair }: { readonly pair: FoundPair }) {
  return <span class="st wait">{t(`doubles.level.${isAside(pair) ? 'aside' : pair.level}`)}</span>;
}
