/**
 * Organisations of the demonstration: invented, and they say so; with the kinds, crafts and towns that a federation in Mali would meet. Numbers are in
 * the unused series 70 00 00 xx.
 */
import type { Dice } from './random.ts';
import { placed, type SaidPlace, TOWNS } from './towns.ts';

export interface Sketch {
  readonly name: string;
  readonly kind: string;
  readonly place: SaidPlace;
  readonly phone: string;
  readonly sectors?: readonly string[];
  readonly women?: number;
  readonly men?: number;
  readonly about?: string;
  readonly founded?: string;
  /** Nobody asked yet whether the number may be kept. */
  readonly unasked?: boolean;
}

/** How many each branch registers: seventy-seven in all, the paper register of the network (see `register.ts`). */
export type Share = Readonly<Record<string, number>>;

const TRADES: Readonly<Record<string, readonly string[]>> = {
  sikasso: [
    'productrices de karité',
    'planteurs de mangues',
    'maraîchères',
    'producteurs de coton',
    'transformatrices de fonio',
    'apiculteurs',
    'menuisiers',
  ],
  segou: [
    'riziculteurs',
    'tisserandes',
    'potières',
    'maraîchères',
    'pêcheurs',
    'éleveurs',
    'transformatrices d’échalote',
    'teinturières',
  ],
  kayes: ['producteurs d’arachide', 'éleveurs', 'maraîchères', 'transformatrices de gomme', 'maçons'],
  mopti: [
    'pêcheurs',
    'transformatrices de poisson',
    'éleveurs',
    'tisserands de couvertures',
    'guides et artisans',
    'cultivateurs d’oignon',
  ],
  gao: ['éleveurs', 'riziculteurs', 'artisanes du cuir', 'maraîchères', 'pêcheurs'],
  bamako: [
    'teinturières',
    'couturières',
    'menuisiers',
    'transformatrices de fruits',
    'jeunes recycleurs',
    'maraîchères',
  ],
  koulikoro: [
    'producteurs de mil',
    'maraîchères',
    'apiculteurs',
    'transformatrices de karité',
    'pêcheurs',
    'forgerons',
  ],
  tombouctou: ['riziculteurs', 'artisanes du cuir', 'éleveurs', 'maraîchères', 'guides et artisans'],
  nioro: ['éleveurs', 'maraîchères', 'transformatrices de gomme'],
  kidal: ['éleveurs', 'artisanes du cuir'],
};
/** Those of the capital that are no producers. */
const OTHERS: Readonly<Record<string, readonly (Sketch & { readonly place: string })[]>> = {
  bamako: [
    {
      name: 'ONG Baara ni Hèrè (exemple)',
      kind: 'ngo',
      place: 'Korofina',
      phone: '70 00 07 01',
      sectors: ['education'],
    },
    {
      name: 'ONG Jigiya (exemple)',
      kind: 'ngo',
      place: 'Banconi',
      phone: '70 00 07 02',
      sectors: ['health', 'environment'],
    },
    {
      name: 'Syndicat des artisans et ouvriers (exemple)',
      kind: 'trade-union',
      place: 'Lafiabougou',
      phone: '70 00 07 03',
      sectors: ['crafts', 'services'],
    },
  ],
};
const SECTORS_OF: readonly (readonly [trade: RegExp, sectors: readonly string[]])[] = [
  [/karité|gomme|apiculteurs/, ['gathering', 'processing']],
  [/fonio|échalote|fruits|poisson/, ['processing', 'trade']],
  [/pêcheurs/, ['fishing']],
  [/éleveurs/, ['livestock']],
  [/tisser|tisserand|teintur|coutur/, ['textile', 'crafts']],
  [/potières|menuisiers|cuir|artisans|forgerons/, ['crafts', 'trade']],
  [/maçons/, ['housing']],
  [/recycleurs/, ['environment', 'services']],
  [/./, ['agriculture']],
];
const sectorsOf = (kind: string, trade: string): readonly string[] =>
  ['mutual', 'other'].includes(kind) ? ['finance'] : (SECTORS_OF.find(([word]) => word.test(trade))?.[1] ?? []);

const MODELS: readonly (readonly [kind: string, weight: number, name: (trade: string, town: string) => string])[] = [
  ['scoops', 5, (trade, town) => `Coopérative simplifiée des ${trade} de ${town}`],
  ['coop-ca', 2, (trade, town) => `Coopérative des ${trade} de ${town}`],
  ['group', 4, (trade, town) => `Groupement des ${trade} de ${town}`],
  ['association', 4, (trade, town) => `Association des ${trade} de ${town}`],
  ['mutual', 1, (_trade, town) => `Mutuelle de solidarité de ${town}`],
  ['gie', 2, (trade, town) => `GIE des ${trade} de ${town}`],
  ['union', 1, (trade, town) => `Union locale des ${trade} de ${town}`],
  ['other', 1, (_trade, town) => `Caisse villageoise de ${town}`],
];

/** Names that the story gives by itself (`story.ts`, `mishaps.ts`). */
const TOLD_APART: readonly string[] = [
  'GIE des menuisiers de Sikasso',
  'Association des maraîchères de Kolondiéba',
  'Groupement des potières de Dioro',
  'Association des pêcheurs de Youwarou',
  'Groupement des maçons de Kita',
  'Groupement des maçons de Mahina',
];
const INVENTED = 'Organisation inventée pour la démonstration.';

/** Sketches of a branch, each name once. */
export function sketchesOf(branch: string, count: number, luck: Dice): readonly Sketch[] {
  const towns = TOWNS[branch] ?? [];
  const trades = TRADES[branch] ?? [];
  const models = MODELS.flatMap((model) => Array.from({ length: model[1] }, () => model));
  const others = (OTHERS[branch] ?? []).map((one) => ({
    ...one,
    place: placed(branch, one.place, luck),
    about: INVENTED,
  }));
  const sketches: Sketch[] = [...others];
  const names = new Set(TOLD_APART);
  while (sketches.length < count) {
    const [kind, , name] = luck.pick(models);
    const town = luck.pick(towns);
    const trade = luck.pick(trades);
    const full = name(trade, town).replaceAll('de Ansongo', 'd’Ansongo');
    if (names.has(full)) continue;
    names.add(full);
    const women = /(euses|ères|trices|andes|anes) /.test(`${trade} `) || kind === 'mutual';
    const size = luck.between(kind === 'scoops' ? 6 : 12, 48);
    sketches.push({
      name: full,
      kind,
      place: placed(branch, town, luck),
      about: INVENTED,
      phone: `70 00 00 ${String(luck.between(0, 99)).padStart(2, '0')}`,
      sectors: sectorsOf(kind, trade),
      // Some never said how many they are; one cooperative has fewer members than its form asks.
      ...(sketches.length % 4 !== 3 && { women: women ? size : Math.floor(size / 3), men: women ? 2 : size }),
      ...(kind === 'scoops' && sketches.length % 4 === 3 && { women: 3, men: 1 }),
      ...(sketches.length % 5 === 4 && { unasked: true }),
    });
  }
  return sketches;
}
