/** A record of the directory as the screens about doubles show it: who, where, kept by whom and since when. */
import '../messages/duplicates/index.ts';
import { millisOf } from '../../../kernel/clock.ts';
import { type RecordState, textOf, valueOf } from '../../../kernel/fold.ts';
import { t } from '../../../ui/i18n.ts';
import type { Open } from '../../../ui/open.ts';
import { placeText } from '../../../ui/place.ts';
import { day } from '../../../ui/when.ts';
import { branchCalled, textOfValue, who } from '../../../ui/words.ts';
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

/** `Sikasso · Coumba Diarra, mardi`: who keeps the sheet, who made it and when. */
export function keptSaid({ replica, me, now }: Open, state: RecordState): string {
  const made = state.created ?? state.updated;
  return t('doubles.since', {
    branch: branchCalled(replica, state.home) ?? t('doubles.office'),
    who: who(replica, made.by, me.person),
    when: day(millisOf(made.eff), now),
  });
}

/** How sure it is; what somebody put aside is not pressing any more. */
export const levelOf = (pair: FoundPair): FoundPair['level'] | 'aside' => (isAside(pair) ? 'aside' : pair.level);
