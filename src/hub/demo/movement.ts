/**
 * The structure of the movement as the secretariat sets it down at the beginning: the network, its bodies and poles, what it belongs to, its branches.
 *
 * Real and public, from the profile RENAPESS gives of itself: created on 10 July 2003; General Assembly, Board of 23 members, Permanent Secretariat;
 * the six poles and their names; founding member of RAESS, whose permanent secretariat is in Mali since April 2016; in RIPESS since 2003, in GSEF
 * since January 2019; RAESS on the board of RIPESS from 2009 to 2016; the address. That CNAPESS was CMASC before the law 2017-056 of 6 November 2017:
 * malijet.co. That the City of Bamako is a member of GSEF: gsef-net.org. Invented, and said so where it could be taken for real: the partner in
 * Ecuador, the levels of the gold-washers, the list of the branches and their zones, the dates of the names of the ministry.
 */
import type { Act, Acts } from '../../kernel/author.ts';
import { branchScope, ROOT, SHARED } from '../../kernel/ids.ts';
import type { Body, RecordId, Scope } from '../../kernel/types.ts';
import { OF, SETTINGS } from '../../modules/network/model.ts';
import { GEO } from '../../modules/places/place.ts';

export type Add = (type: string, body: Body, home?: Scope) => RecordId;
/** Cards the whole network reads. */
const OPEN = [
  'organisation',
  'membership',
  'body',
  'branch',
  'programme',
  'curriculum',
  'course_module',
  'follow_rule',
];

/** One group of creations, written as a list; each gives the id by which the next ones name it. */
export const group =
  (list: (add: Add) => void): Acts =>
  (ids) => {
    const acts: Act[] = [];
    list((type, body, home = ROOT) => {
      acts.push({ do: 'create', type, body, home, shared: OPEN.includes(type) ? [SHARED] : [] });
      return ids(acts.length - 1);
    });
    return acts;
  };

/** A membership with its periods, in their order. */
export const membership = (member: RecordId, to: RecordId, kind: string, periods: readonly Body[]): Body => ({
  member,
  group: to,
  kind,
  ...Object.fromEntries(periods.map((period, at) => [`spans.${String.fromCharCode(97 + at)}`, period])),
});

/** What has no papers and no decision: a date alone. */
const since = (from: string): readonly Body[] => [{ from, status: 'active' }];

/** What the demonstration is called. */
export const DEMO_NAME = 'RENAPESS · démonstration';

/** Where the real facts come from. */
const PUBLIC = 'Source : profil public de RENAPESS, lu en novembre 2026.';

const POLES = [
  'Agriculture, pêche, élevage et environnement',
  'Artisanat',
  'Développement social et genre',
  'Jeunesse, emploi et entrepreneuriat social',
  'Finance solidaire',
  'Commerce équitable et tourisme solidaire',
];

/** The network, its bodies, its partners and the networks it belongs to. */
export const movement = group((add) => {
  const network = (acronym: string, name: string, place: string, more: Body = {}) =>
    add('organisation', { name: acronym, acronym, kind: 'network', place, 'names.full': { name }, ...more });
  const us = network(
    'RENAPESS',
    'Réseau national d’appui à la promotion de l’économie sociale et solidaire',
    'Bamako, Commune II',
    {
      own: true,
      founded: '2003-07-10',
      poBox: '2744',
      quarter: 'Bakaribougou',
      landmark: 'le CNAPESS',
      about: `Créé le 10 juillet 2003. ${PUBLIC} Les organisations et les personnes de cette démonstration sont inventées.`,
    },
  );
  const body = (name: string, kind: string, about: string, more: Body = {}) =>
    add('body', { name, kind, of: us, about: `${about} ${PUBLIC}`, ...more });
  body('Assemblée générale', 'assembly', 'Instance suprême : toutes les organisations membres.');
  body(
    'Conseil d’administration',
    'board',
    'Vingt-trois sièges. Les personnes et les dates des mandats sont inventées ; la durée d’un mandat est à vérifier dans les statuts.',
    { seats: 23 },
  );
  // Told by the public profile, not read in the statutes: it stays to be checked.
  add(SETTINGS, { of: OF, name: DEMO_NAME, seat: 'Bakaribougou, Bamako', boardSize: 23 });
  body('Secrétariat permanent', 'secretariat', 'À Bamako. Les personnes sont inventées.');
  for (const [at, name] of POLES.entries())
    body(name, 'pole', 'Un des six pôles opérationnels et complémentaires du réseau.', { number: at + 1 });

  const raess = network('RAESS', 'Réseau africain de l’économie sociale et solidaire', 'Afrique', {
    'names.africa': { name: 'RIPESS Afrique' },
    about: `RENAPESS en est membre fondateur en 2010 et tient son secrétariat permanent au Mali depuis avril 2016. ${PUBLIC}`,
  });
  const ripess = network('RIPESS', 'Réseau intercontinental de promotion de l’ESS', 'Cinq continents', {
    about: `RENAPESS en est membre depuis 2003. ${PUBLIC}`,
  });
  const gsef = network('GSEF', 'Forum mondial de l’économie sociale', 'Monde', {
    about: `RENAPESS en est membre depuis janvier 2019. ${PUBLIC}`,
  });
  add('membership', membership(us, raess, 'founder', since('2010')));
  add('membership', membership(us, raess, 'host', since('2016-04')));
  add('membership', membership(us, ripess, 'member', since('2003')));
  add('membership', membership(raess, ripess, 'member', since('2010~')));
  add('membership', membership(raess, ripess, 'board', [{ from: '2009', to: '2016', status: 'active' }]));
  add('membership', membership(us, gsef, 'member', since('2019-01')));
  const city = add('organisation', { name: 'Ville de Bamako', kind: 'public', place: 'Bamako' });
  add('membership', membership(city, gsef, 'member', since('2019~')));

  const abroad = {
    name: 'Red de economía solidaria (ejemplo ficticio)',
    kind: 'network',
    place: { text: 'Cuenca', country: 'EC' },
  };
  add('membership', membership(add('organisation', abroad), us, 'partner', since('2022')));
  const centre = add('organisation', {
    name: 'CNAPESS',
    kind: 'public',
    place: 'Bamako',
    quarter: 'Bakaribougou',
    about: 'Centre national d’appui à la promotion de l’économie sociale et solidaire',
    'names.before': { name: 'CMASC', to: '2017-11-06' },
  });
  add('membership', membership(centre, us, 'partner', since('2017')));
  const ministry = add('organisation', {
    name: 'Ministère de la Santé et du Développement social',
    kind: 'public',
    place: 'Bamako',
    'names.before': { name: 'Ministère du Développement social et de la Solidarité', from: '2004~', to: '2012~' },
  });
  add('membership', membership(ministry, us, 'partner', since('2005~')));
});

/** Ten branches with regions of today; their list is invented. Two of them answer for Douentza: what a copy warns of. */
export const BRANCHES: readonly (readonly [code: string, name: string, zone: readonly string[]])[] = [
  ['bamako', 'Bamako', ['ml-00']],
  ['gao', 'Gao', ['ml-07', 'ml-10']],
  ['kayes', 'Kayes', ['ml-01', 'ml-12']],
  ['kidal', 'Kidal', ['ml-08']],
  ['koulikoro', 'Koulikoro', ['ml-02', 'ml-13', 'ml-14']],
  ['mopti', 'Mopti', ['ml-05', 'ml-18', 'ml-19']],
  ['nioro', 'Nioro', ['ml-11']],
  ['segou', 'Ségou', ['ml-04', 'ml-17']],
  ['sikasso', 'Sikasso', ['ml-03', 'ml-15', 'ml-16']],
  ['tombouctou', 'Tombouctou', ['ml-06', 'ml-09', 'ml-1801']],
];

export const branches = group((add) => {
  for (const [code, name, zone] of BRANCHES)
    add(
      'branch',
      { name, code, place: { text: name, area: zone[0] ?? '', geo: GEO }, zone: [...zone] },
      branchScope(code),
    );
});

const WASHERS = [
  ['kayes', ['Kéniéba', 'Faléa', 'Sadiola'], ['Kolia', 'Dialafara', 'Kassama']],
  ['sikasso', ['Kangaba', 'Kéniégoué', 'Selefougou'], ['Yanfolila', 'Gouanan', 'Wassoulou']],
] as const;

/** Confederation, two federations, four unions, twelve cooperatives of gold-washers; one of these is in two unions. All invented. */
export const levels = group((add) => {
  const sectors = ['mining'];
  const top = add('organisation', {
    name: 'Confédération des orpailleurs (exemple)',
    kind: 'confederation',
    place: 'Bamako',
    sectors,
  });
  for (const [branch, ...unions] of WASHERS) {
    const place = branch === 'kayes' ? 'Kayes' : 'Sikasso';
    const federation = add('organisation', {
      name: `Fédération des orpailleurs de ${place} (exemple)`,
      kind: 'federation',
      place,
      sectors,
    });
    add('membership', membership(federation, top, 'member', since('2014')));
    let before: RecordId | null = null;
    for (const towns of unions) {
      const union = add('organisation', {
        name: `Union des orpailleurs de ${towns[0]} (exemple)`,
        kind: 'union',
        place: towns[0],
        sectors,
      });
      add('membership', membership(union, federation, 'member', since('2014-06')));
      if (before) add('membership', membership(before, union, 'member', since('2020')));
      for (const [at, town] of towns.entries()) {
        const size = { women: 8 + 5 * at, men: 31 - 7 * at };
        const name = `Coopérative des orpailleurs de ${town} (exemple)`;
        const base = add('organisation', { name, kind: 'scoops', place: town, sectors, ...size });
        add('membership', membership(base, union, 'member', since(String(2015 + at))));
        before = at === 2 ? base : before;
      }
    }
  }
});
