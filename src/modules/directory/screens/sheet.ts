/** What the directory adds to the sheet of an organisation: how many people it brings together. */

import { type RecordState, valueOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { extend } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import '../messages/screens/index.ts';
import { SCREENS } from './addresses.ts';
import { circleProblem } from './circle.ts';

const count = (state: RecordState, field: string): number | null => {
  const value = valueOf(state, field);
  return typeof value === 'number' ? value : null;
};

extend('organisation', {
  screens: SCREENS,
  counters: (_open, state, base) => {
    const [women, men] = [count(state, 'women'), count(state, 'men')];
    // Nobody counted is not nobody there: without a figure there is no counter.
    if (women === null && men === null) return [];
    const all = (women ?? 0) + (men ?? 0);
    const label = women === null ? t('organisation.people', { n: all }) : t('organisation.people.women', { n: women });
    return [{ figure: formatNumber(all), label, href: href(...base) }];
  },
});

extend('membership', {
  refuse: ({ replica, now }, { member = '', group = '', kind = '' }) =>
    isRecordId(member) && isRecordId(group) ? circleProblem(replica, { member, group, kind }, dayOf(now)) : null,
});
