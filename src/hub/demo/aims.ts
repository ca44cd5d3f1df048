/** The four aims of the programme of the demonstration with their indicators, and what it is made of. Every figure is invented. */
import type { Day } from '../../kernel/moment.ts';
import type { Body } from '../../kernel/types.ts';

/** What it is made of: the share agreed, the aims served (by their place below), and its line of the budget. */
export const components = (isLarge: boolean) =>
  [
    ['Former', 35, [0, 1], 'Formateurs et matériel', 42_000_000, 'city', isLarge ? 31_800_000 : 11_350_000],
    ['Financer les projets', 50, [1, 2], 'Kits de démarrage', 60_000_000, 'city', null],
    ['Accompagner', 15, [1, 3], 'Suivi et accompagnement', 18_000_000, 'us', isLarge ? 12_900_000 : 2_400_000],
  ] as const;

type Sketch = readonly [name: string, level: string, more: (day: (from: number) => Day) => Body];
export const aims = (isLarge: boolean): readonly (readonly [name: string, indicators: readonly Sketch[]])[] => [
  [
    'Faire connaître les formes d’organisation de l’économie sociale et solidaire',
    [
      [
        'Personnes venues aux réunions d’information',
        'output',
        (day) => ({
          target: 6000,
          baseline: 0,
          'values.a': { on: day(isLarge ? -500 : -90), value: isLarge ? 2180 : 1240, source: 'Feuilles de présence' },
          'values.b': { on: day(-15), value: isLarge ? 5340 : 2310, source: 'Feuilles de présence' },
        }),
      ],
      [
        'Groupes qui choisissent une forme',
        'outcome',
        (day) => ({
          target: 300,
          baseline: 0,
          'values.a': { on: day(-15), value: isLarge ? 214 : 21, source: 'Fiches d’accompagnement' },
        }),
      ],
    ],
  ],
  [
    'Insérer durablement les jeunes dans la vie économique',
    [
      [
        'Jeunes certifiés',
        'output',
        (day) => ({
          target: 3000,
          counts: 'certified',
          sdg: ['4', '8'],
          ...(isLarge
            ? { 'values.a': { on: day(-365), value: 1180, source: 'Certificats' } }
            : { 'values.a': { on: day(-20), value: 19, source: 'Certificats' } }),
        }),
      ],
      ['Jeunes au travail à 12 mois', 'outcome', () => ({ target: 1500, counts: 'job12' })],
      ['Emplois directs de jeunes', 'outcome', () => ({ target: 350, more: true, counts: 'young', sdg: ['8'] })],
      ['Jeunes encore au travail à 24 mois', 'impact', () => ({ target: 1200, counts: 'job24' })],
    ],
  ],
  [
    'Améliorer l’alimentation, l’assainissement, le bâtiment, la santé et l’éducation',
    [
      ['Entreprises créées', 'output', () => ({ target: isLarge ? 60 : 10, counts: 'enterprises', sdg: ['8', '9'] })],
      [
        'Entreprises de l’économie sociale et solidaire',
        'outcome',
        () => ({ target: isLarge ? 60 : 10, counts: 'sse', sdg: ['11'] }),
      ],
      [
        'Entreprises qui servent le quartier',
        'outcome',
        (day) => ({ target: 300, 'values.a': { on: day(-15), value: isLarge ? 31 : 4, source: 'Visites' } }),
      ],
      ['Entreprises encore en activité', 'impact', () => ({ target: isLarge ? 45 : 8, counts: 'active' })],
      ['Heures données aux quartiers', 'outcome', () => ({ target: 500, counts: 'hours', sdg: ['11'] })],
    ],
  ],
  ['Maîtriser l’exode rural et la migration des jeunes', []],
];
