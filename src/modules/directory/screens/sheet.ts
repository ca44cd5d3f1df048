/** What the directory adds to the list and the sheets of organisations: the register, the levels, how many it brings together. */
import { type RecordState, textOf, valueOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { formatNumber, t } from '../../../ui/i18n.ts';
import type { Open } from '../../../ui/open.ts';
import { type Counter, extend } from '../../../ui/records/extend.ts';
import { href, type Path } from '../../../ui/router.ts';
import { countedHref, EVERY } from '../../people/counted.ts';
import { beneficiariesOf, LINKS, linkOf, membersOf } from '../../people/rules.ts';
import '../messages/screens/index.ts';
import './branch.tsx';
import { nameOn } from '../forms.ts';
import { levelsOf } from '../levels.ts';
import { membersOn, ownNetwork, seniorityOn } from '../rules.ts';
import { LEVELS, REGISTER, SCREENS, SEATS } from './addresses.ts';
import { circleProblem } from './circle.ts';
import { Leads, Meeting, Meetings, PeopleSums, SupportSums } from './dated.tsx';
import { datingAlong } from './dating.ts';
import { identified } from './identified.ts';
import { seatsCounter, tooManySeats } from './seats-words.tsx';
import { sign } from './signs.ts';
import { ways } from './ways.ts';

const count = (state: RecordState, field: string): number | null => {
  const value = valueOf(state, field);
  return typeof value === 'number' ? value : null;
};

/** Its members today where it is our network, else how many of the base stand under it. */
function belowOf({ replica, now }: Open, id: RecordId): readonly Counter[] {
  const day = dayOf(now);
  const members = membersOn(replica, id, day).active.length;
  if (members === 0) return [];
  if (replica.resolve(id) === ownNetwork(replica))
    return [
      { figure: formatNumber(members), label: t('register.counter', { n: members }), href: href('membres', REGISTER) },
    ];
  const base = levelsOf(replica, id, day).base.length;
  return [{ figure: formatNumber(base), label: t('levels.counter'), href: href('membres', LEVELS, id) }];
}

/** As many as the organisation says it has; where it says nothing, those who are written down as members today. */
function peopleOf({ replica, now }: Open, state: RecordState, base: Path): readonly Counter[] {
  const [women, men] = [count(state, 'women'), count(state, 'men')];
  if (women === null && men === null) {
    const known = membersOf(replica, state.id, dayOf(now)).length;
    // Nobody counted is not nobody there: without a figure there is no counter.
    return known === 0
      ? []
      : [
          {
            figure: formatNumber(known),
            label: t('organisation.known', { n: known }),
            href: countedHref({ of: state.id, link: 'members', key: EVERY }),
          },
        ];
  }
  const all = (women ?? 0) + (men ?? 0);
  const label = women === null ? t('organisation.people', { n: all }) : t('organisation.people.women', { n: women });
  return [{ figure: formatNumber(all), label, href: href(...base) }];
}

/** Those it helps today without their belonging to it, never among its members. */
function helpedBy({ replica, now }: Open, state: RecordState): readonly Counter[] {
  const n = beneficiariesOf(replica, state.id, dayOf(now)).length;
  return n === 0
    ? []
    : [
        {
          figure: formatNumber(n),
          label: t('organisation.helped', { n }),
          href: countedHref({ of: state.id, link: 'helped', key: EVERY }),
        },
      ];
}

/** How long it has existed; where the year alone is known, what is sure. */
function yearsOf({ now }: Open, state: RecordState, base: Path): readonly Counter[] {
  const years = seniorityOn(textOf(state, 'founded'), dayOf(now));
  if (!years) return [];
  const [least, most] = years;
  const label = t(least === most ? 'organisation.years' : 'organisation.years.least', { n: least });
  return [{ figure: formatNumber(least), label, href: href(...base) }];
}

extend('organisation', {
  screens: SCREENS,
  ways,
  sign,
  titleOn: nameOn,
  counters: (open, state, base) => [
    ...belowOf(open, state.id),
    ...peopleOf(open, state, base),
    ...helpedBy(open, state),
    ...yearsOf(open, state, base),
  ],
  Part: Meetings,
  sums: { support: SupportSums, involvement: PeopleSums },
  // Whoever is only helped stands apart from those who belong to it.
  heads: {
    involvement: LINKS.map((link) => ({
      title: () => t(`organisation.link.${link}`),
      takes: (tie) => linkOf(tie) === link,
    })),
  },
  along: (open, form, _known, record) => datingAlong(open, form, record),
  follows: (answers, open) => ({ known: identified(open, answers) }),
});

extend('delegation', { Check: Meeting });

extend('body', {
  screens: { [SEATS]: () => import('./seats.tsx') },
  counters: (open, state) => seatsCounter(open, state.id),
  // Programmes belong to poles; one may name another body all the same.
  fits: (state, { type }) => type !== 'programme' || textOf(state, 'kind') === 'pole',
  Check: Leads,
});

extend('membership', {
  aside: tooManySeats,
  refuse: ({ replica, now }, { member = '', group = '', kind = '' }) =>
    isRecordId(member) && isRecordId(group) ? circleProblem(replica, { member, group, kind }, dayOf(now)) : null,
});
