/**
 * Offers of the demonstration: trainings, jobs, placements, calls; some past, some about to end, many public. And people who were helped to apply.
 * Whoever offers, whom to call and what is paid: all of it is invented.
 */
import type { Act, Acts } from '../../kernel/author.ts';
import { isVoided, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { SHARED, sensitiveScope } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Body, Change, Millis, RecordId, Scope } from '../../kernel/types.ts';
import { placed } from './towns.ts';

const DAY: Millis = 24 * 3600 * 1000;

export interface OffersStage {
  readonly home: Scope;
  readonly now: Millis;
  readonly source: LinkSource;
  /** Training offered by the network itself: one applies in its programme. */
  readonly programme: RecordId;
  /** Who helps people apply. */
  readonly office: RecordId;
  write(acts: Acts): readonly Change[];
}

/** Days until the last one, below 0 for what is over. */
type Sketch = readonly [
  kind: string,
  name: string,
  by: string,
  place: readonly [branch: string, town: string],
  left: number,
  listed: boolean,
  more?: Body,
];

const LAFIA = ['bamako', 'Lafiabougou'] as const;
const BANCONI = ['bamako', 'Banconi'] as const;
const MAGNAM = ['bamako', 'Magnambougou'] as const;
const SIKASSO = ['sikasso', 'Sikasso'] as const;
const SEGOU = ['segou', 'Ségou'] as const;
const KAYES = ['kayes', 'Kayes'] as const;

export const OFFERS: readonly Sketch[] = [
  [
    'training',
    'Couture et coupe, 3 mois',
    'Centre Sigida Kalan (fictif)',
    LAFIA,
    3,
    true,
    {
      audience: 'Jeunes femmes, tout niveau',
      ageFrom: 16,
      ageTo: 35,
      places: 25,
      pay: 'Gratuit, machine prêtée',
      how: 'Venir au centre avec une photo et le nom d’un parent à joindre.',
      languages: ['bam', 'fra'],
    },
  ],
  [
    'job',
    'Vendeuse au magasin coopératif',
    'Coopérative Jèkafo (fictive)',
    BANCONI,
    1,
    true,
    { audience: 'Femmes, savoir compter', pay: '60 000 F CFA par mois', how: 'Appeler, puis passer au magasin.' },
  ],
  [
    'internship',
    'Apprentissage en menuiserie bois',
    'Atelier Yiriba (fictif)',
    MAGNAM,
    6,
    true,
    { audience: 'Jeunes, sans condition de niveau', ageFrom: 15, ageTo: 25, pay: 'Repas et transport' },
  ],
  [
    'call',
    'Fonds pour petits projets de femmes',
    'Fonds Musow ka baara (fictif)',
    ['bamako', 'Korofina'],
    12,
    true,
    {
      audience: 'Groupements de femmes, avec ou sans papiers',
      pay: 'Jusqu’à 1 500 000 F CFA par projet',
      how: 'Remplir la fiche de deux pages avec l’animatrice.',
    },
  ],
  [
    'training',
    'Transformation du karité',
    'Union Si Tulu (fictive)',
    SIKASSO,
    9,
    true,
    { audience: 'Femmes des coopératives', places: 20 },
  ],
  [
    'job',
    'Comptable d’une union de coopératives',
    'Union des maraîchers (fictive)',
    SEGOU,
    15,
    true,
    { audience: 'Brevet de technicien en comptabilité', pay: 'Selon expérience' },
  ],
  [
    'job',
    'Chauffeur de moto-taxi solidaire',
    'Mutuelle Donsomana (fictive)',
    LAFIA,
    0,
    true,
    { audience: 'Permis A', pay: 'Part des recettes' },
  ],
  [
    'training',
    'Réparer les panneaux solaires',
    'Centre Tile Fanga (fictif)',
    KAYES,
    21,
    true,
    { audience: 'Jeunes, niveau 9e année', ageFrom: 18, ageTo: 35, places: 15 },
  ],
  [
    'internship',
    'Stage d’accueil et de secrétariat',
    'Mairie de commune (fictive)',
    BANCONI,
    18,
    false,
    { audience: 'Jeunes diplômés', pay: '30 000 F CFA par mois' },
  ],
  [
    'call',
    'Prix de l’économie sociale',
    'Réseau fictif des banques villageoises',
    ['bamako', 'Niamakoro'],
    40,
    true,
    { audience: 'Coopératives et mutuelles membres' },
  ],
  [
    'training',
    'Tenir la caisse et le cahier',
    'Antenne de Bamako (fictive)',
    LAFIA,
    30,
    false,
    { audience: 'Trésorières et trésoriers', places: 30, pay: 'Gratuit' },
  ],
  [
    'job',
    'Animateur d’une radio de quartier',
    'Radio Jamana kuma (fictive)',
    MAGNAM,
    8,
    true,
    { audience: 'Parler bien bamanankan', languages: ['bam'] },
  ],
  [
    'job',
    'Gardienne d’enfants de la crèche',
    'Crèche Den Nyuman (fictive)',
    ['bamako', 'Sabalibougou'],
    4,
    true,
    { audience: 'Femmes, avoir gardé des enfants', pay: '45 000 F CFA par mois' },
  ],
  [
    'internship',
    'Apprentissage en teinture',
    'Teinturières Wulila (fictives)',
    ['bamako', 'Niamakoro'],
    25,
    true,
    { audience: 'Jeunes femmes', ageFrom: 16, ageTo: 30 },
  ],
  [
    'call',
    'Matériel pour coopératives de pêche',
    'Programme Ji ni jɛgɛ (fictif)',
    ['mopti', 'Mopti'],
    33,
    true,
    { audience: 'Coopératives de pêche' },
  ],
  [
    'training',
    'Alphabétisation en bamanankan',
    'Association Kalan so (fictive)',
    ['koulikoro', 'Kati'],
    50,
    true,
    { audience: 'Tous, le soir', places: 40, languages: ['bam'] },
  ],
  [
    'job',
    'Technicien d’un périmètre irrigué',
    'Coopérative Fanga (fictive)',
    ['segou', 'Niono'],
    13,
    false,
    { audience: 'Brevet agricole' },
  ],
  ['training', 'Cuisine et conservation', 'Centre Sigida Kalan (fictif)', LAFIA, -2, true, { places: 20 }],
  ['job', 'Magasinier', 'Coopérative Jèkafo (fictive)', BANCONI, -9, true],
  ['internship', 'Stage de communication', 'Radio Jamana kuma (fictive)', MAGNAM, -20, true],
  ['call', 'Fonds pour jeunes entrepreneurs', 'Fonds Musow ka baara (fictif)', LAFIA, -31, true],
  ['training', 'Élevage de poules', 'Ferme école Shɛ so (fictive)', ['koulikoro', 'Koulikoro'], -45, false],
  ['job', 'Enquêteuses et enquêteurs', 'Bureau d’études fictif', SEGOU, -60, false],
  ['job', 'Boulangère ou boulanger', 'Boulangerie coopérative (fictive)', SIKASSO, -75, true],
];

/** Who applies: the offer by its place in the list, a name or the place of somebody known, how long ago, where it stands, what comes next. */
const ASKED: readonly (readonly [offer: number, who: string | number, ago: number, status: string, next?: string])[] = [
  [0, 0, 2, 'noted', 'Trouver une photo'],
  [0, 3, 2, 'noted', 'Prévenir sa mère'],
  [0, 'Assitan KAMATÉ', 5, 'sent'],
  [0, 'Assitan KAMATÉ', 1, 'noted', 'Notée deux fois, une seule personne'],
  [1, 5, 1, 'sent', 'Rappeler le magasin'],
  [1, 'Fanta SAMAKÉ', 3, 'answered', 'Y aller jeudi'],
  [2, 7, 4, 'noted', 'Demander à l’atelier'],
  [2, 'Bakary SANGARÉ', 6, 'sent'],
  [3, 'Groupement de Korofina, Awa SISSOKO', 3, 'noted', 'Remplir la fiche ensemble'],
  [12, 2, 2, 'sent'],
  [17, 4, 12, 'taken', 'Commence lundi'],
  [18, 6, 16, 'refused', 'Garder son dossier'],
  [18, 'Moussa KANTÉ', 15, 'taken'],
];

const phoneOf = (at: number): string => `70 00 08 ${String(10 + at)}`;

/** Everything that is offered, then who was helped to apply; and the training of the network itself, which leads to its programme. */
export function tellOffers({ home, now, source, programme, office, write }: OffersStage): readonly RecordId[] {
  const never = { next: () => 0 } as Parameters<typeof placed>[2];
  const day = (days: number): string => dayOf(now + days * DAY);
  const offer = (body: Body): Act => ({ do: 'create', type: 'offer', home, shared: [SHARED], body });
  const acts = OFFERS.map(([kind, name, by, place, left, listed, more], at) =>
    offer({
      kind,
      name,
      by,
      place: placed(...place, never),
      deadline: day(left),
      phone: phoneOf(at),
      listed,
      opens: day(Math.min(left - 20, -3)),
      ...more,
    }),
  );
  const own = offer({
    kind: 'training',
    name: 'Entreprendre ensemble, prochain groupe',
    by: 'RENAPESS et Ville de Bamako (exemple)',
    place: 'Bamako',
    deadline: day(16),
    audience: 'Jeunes de Bamako, femmes d’abord',
    phone: phoneOf(60),
    listed: true,
    programme,
  });
  const made = write([...acts, own]).map(({ record }) => record);
  const people = source
    .list('person')
    .filter((one) => one.home === home && !isVoided(one) && textOf(one, 'sex') !== '')
    .slice(0, 8);
  const helper = source.record(office);
  const who = helper ? textOf(helper, 'name') : '';
  write(
    ASKED.flatMap(([at, whose, ago, status, next]): Act[] => {
      const to = made[at];
      const person = typeof whose === 'number' ? people[whose]?.id : undefined;
      if (!to || (typeof whose === 'number' && !person)) return [];
      const known: Body = person ? { person } : { name: String(whose), phone: phoneOf(70 + String(whose).length) };
      const body = { offer: to, on: day(-ago), status, who, ...(next && { next }), ...known };
      return [{ do: 'create', type: 'offer_application', home: sensitiveScope(home), body }];
    }),
  );
  return made;
}
