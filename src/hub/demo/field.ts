/**
 * What the branches know of people and of what was given: leaders, members and those who are helped, with their telephones and their consent; supports;
 * a group that became a cooperative. All invented; numbers are in the unused series 70 00 06 xx.
 */
import type { Acts } from '../../kernel/author.ts';
import { type RecordState, valueOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { sensitiveScope } from '../../kernel/ids.ts';
import { orgScope } from '../../kernel/sharing.ts';
import type { Body, Millis, Scope } from '../../kernel/types.ts';
import { group } from './movement.ts';
import type { Clerk } from './people.ts';

const GIVEN = [
  'Awa',
  'Bintou',
  'Moussa',
  'Kadia',
  'Seydou',
  'Nana',
  'Adama',
  'Rokia',
  'Issa',
  'Fatoumata',
  'Yaya',
  'Oumou',
];
const FAMILY = [
  'SANGARÉ',
  'DIARRA',
  'TANGARA',
  'BOUARÉ',
  'DIALLO',
  'KONÉ',
  'THÉRA',
  'SAMAKÉ',
  'DOUMBIA',
  'CAMARA',
  'DEMBÉLÉ',
];
const MEN = ['Moussa', 'Seydou', 'Adama', 'Issa', 'Yaya'];
const JOBS = ['Maraîchère', 'Couturier', 'Pêcheur', 'Commerçante', 'Éleveur', 'Teinturière'];
const TITLES = ['Présidente', 'Trésorier', 'Secrétaire'];

const number = (at: number): string => `70 00 06 ${String(at % 100).padStart(2, '0')}`;

/** Years as people know them: about, a year, a month, a day. */
function birthAt(at: number): string {
  const year = 1962 + ((at * 11) % 43);
  return [`${year}~`, `${year}`, `${year}-06-14`, `${year}`, `${year}-03`][at % 5] ?? `${year}`;
}

/** The n-th invented person; some never told their sex or their age. Among the first hundred and thirty no two have the same name. */
function personAt(at: number): Body {
  const given = GIVEN[at % GIVEN.length] ?? '';
  return {
    name: `${given} ${FAMILY[(at + Math.floor(at / GIVEN.length)) % FAMILY.length] ?? ''}`,
    ...(at % 11 !== 7 && { sex: MEN.includes(given) ? 'm' : 'f' }),
    ...(at % 5 !== 3 && { birth: birthAt(at) }),
    ...(at % 3 === 0 && { job: JOBS[at % JOBS.length] ?? '' }),
  };
}

/** A leader and two members for each of these organisations, one of whom is also a member of the next. */
export const leaders = (cards: readonly RecordState[], home: Scope, first: number): Acts =>
  group((add) => {
    for (const [at, card] of cards.entries()) {
      for (const role of [0, 1, 2]) {
        const n = first + at * 3 + role;
        const person = add('person', { ...personAt(n), place: valueOf(card, 'place') ?? '' }, home);
        const tie = (organisation: RecordState, kind: string, more: Body = {}) =>
          add('involvement', { person, organisation: organisation.id, kind, ...more }, organisation.home);
        tie(card, 'member', { from: String(2012 + (n % 9)) });
        if (role === 0) tie(card, 'function', { title: TITLES[at % TITLES.length] ?? '', from: '2023' });
        const next = cards[at + 1];
        if (role === 1 && next) tie(next, 'member', { from: '2020' });
        const consent = n % 4 === 1 ? {} : { consent: n % 4 === 2 ? 'signed' : 'oral' };
        const phone = {
          of: person,
          phone: number(n),
          owner: n % 3 === 2 ? 'shared' : 'own',
          language: 'bam',
          ...consent,
        };
        if (role < 2) add('person_contact', phone, sensitiveScope(home));
      }
    }
  });

/** Somebody of the organisation gets its own account, from its branch. */
export const clerkOf = ({ name, sign, color }: Clerk, card: RecordState, now: Millis): Acts => {
  const home = orgScope(card.home, card.id);
  return (ids) => [
    { do: 'create', type: 'person', home, body: { name, sign, color } },
    {
      do: 'create',
      type: 'grant',
      home,
      body: { person: ids(0), role: 'organisation', scope: home, from: dayOf(now) },
    },
  ];
};

/** Awa belongs to two cooperatives and a savings group; Hawa, who had to leave her village, is helped by one of them without being a member. */
export const aroundAwa = (coops: readonly RecordState[], home: Scope): Acts =>
  group((add) => {
    const [one, two] = coops;
    if (!one || !two) return;
    const savings = add(
      'organisation',
      { name: 'Groupe d’épargne Jigi', kind: 'group', place: 'Markala', sectors: ['finance'] },
      home,
    );
    const awa = add('person', { name: 'Awa SANOGHO', sex: 'f', birth: '1988', place: 'Markala' }, home);
    for (const organisation of [one.id, two.id, savings])
      add('involvement', { person: awa, organisation, kind: 'member', from: '2021' }, home);
    const hawa = add('person', { name: 'Hawa DICKO', sex: 'f', birth: '1995~', place: 'Markala' }, home);
    add('involvement', { person: hawa, organisation: one.id, kind: 'beneficiary', from: '2024' }, home);
    add('person_private', { of: hawa, displacement: 'displaced' }, sensitiveScope(home));
    // Of nine people who were trained, two are known by name.
    const training = { kind: 'training', what: 'Savon et karité, cinq jours', from: '2024-11', provider: 'RENAPESS' };
    const support = add('support', { of: one.id, ...training, women: 9, men: 0 }, one.home);
    for (const person of [awa, hawa]) add('helped', { support, person }, sensitiveScope(one.home));
    add(
      'contact',
      {
        of: savings,
        kind: 'phone',
        value: number(90),
        owner: 'shared',
        ownerName: 'Awa SANOGHO',
        language: 'bam',
        consent: 'oral',
      },
      sensitiveScope(home),
    );
  });

const SUPPORTS: readonly Body[] = [
  {
    kind: 'training',
    what: 'Tenue du cahier de caisse, trois jours',
    from: '2024-03',
    women: 14,
    men: 3,
    provider: 'RENAPESS',
    satisfaction: 'good',
    result: 'Le cahier est tenu chaque semaine.',
  },
  {
    kind: 'equipment',
    what: 'Deux décortiqueuses',
    from: '2022',
    provider: 'Partenaire (exemple)',
    cost: 1_850_000,
    satisfaction: 'fair',
  },
  {
    kind: 'advice',
    what: 'Passage à la forme SCOOPS',
    from: '2021-02-10',
    to: '2021-04',
    provider: 'RENAPESS',
    result: 'Immatriculée en avril 2021.',
  },
  { kind: 'money', what: 'Fonds de roulement pour la campagne', from: '2025-06', cost: 600_000, provider: 'RENAPESS' },
  { kind: 'training', what: 'Teinture naturelle et sécurité', from: '2025-11', women: 22, satisfaction: 'good' },
];

/** What these organisations were given, from one to three supports each. */
export const supports = (cards: readonly RecordState[]): Acts =>
  group((add) => {
    for (const [at, card] of cards.entries())
      for (let n = 0; n <= at % 3; n++)
        add('support', { of: card.id, ...SUPPORTS[(at + n) % SUPPORTS.length] }, card.home);
  });

/** Met in 2019 without papers, a cooperative with a number since 2021: one organisation. */
export const changedForm = (home: Scope): Acts =>
  group((add) => {
    const of = add(
      'organisation',
      {
        name: 'Coopérative simplifiée Sinè des teinturières de Dioro',
        kind: 'scoops',
        place: 'Dioro',
        founded: '2019',
        stage: 'grouped',
        'stages.a': { stage: 'identified', from: '2019-03' },
        'stages.b': { stage: 'organised', from: '2021-04' },
        'stages.c': { stage: 'grouped', from: '2023' },
        sectors: ['textile', 'crafts'],
        women: 26,
        men: 0,
        registration: 'SCOOPS-SEG-2021-044 (exemple)',
        'forms.a': { kind: 'group', from: '2019' },
        'forms.b': {
          kind: 'scoops',
          from: '2021-04',
          number: 'SCOOPS-SEG-2021-044 (exemple)',
          authority: 'Préfet de Ségou',
        },
      },
      home,
    );
    add(
      'organisation_contact',
      { of, phone: '70 00 04 20', owner: 'shared', ownerName: 'La présidente', consent: 'signed' },
      sensitiveScope(home),
    );
  });

/** The same man and the same group, met by two people who did not know of each other: what a copy proposes to look at. */
export const twice = (home: Scope, which: 'first' | 'second'): Acts =>
  group((add) => {
    const isFirst = which === 'first';
    const name = isFirst ? 'Moussa KOUMARÉ' : 'Moussa KOUMARE';
    const person = add('person', { name, sex: 'm', birth: isFirst ? '1979' : '1979~', place: 'Markala' }, home);
    add('person_contact', { of: person, phone: '70 00 06 95', consent: 'oral' }, sensitiveScope(home));
    const group = isFirst ? 'Groupement Benkadi des maraîchères de Pèlèngana' : 'Gpt Bɛnkadi, maraîchage, Pelengana';
    const of = add(
      'organisation',
      { name: group, kind: 'group', place: 'Pèlèngana', stage: 'identified', sectors: ['agriculture'] },
      home,
    );
    add('organisation_contact', { of, phone: '70 00 04 33', consent: 'oral' }, sensitiveScope(home));
  });
