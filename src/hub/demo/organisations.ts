/**
 * Organisations of the demonstration: invented, with the kinds, crafts and towns that a federation in Mali would meet. Names of towns are facts
 * (GeoNames, see NOTICE); numbers are in the unused series 70 00 00 xx.
 */
import type { Dice } from './random.ts';

export interface Sketch {
  readonly name: string;
  readonly kind: string;
  readonly place: string;
  readonly phone: string;
}

const TOWNS: Readonly<Record<string, readonly string[]>> = {
  sikasso: ['Sikasso', 'Koutiala', 'Bougouni', 'Yorosso', 'Kolondiéba', 'Kadiolo', 'Yanfolila', 'Zégoua'],
  segou: ['Ségou', 'Markala', 'San', 'Ké-Macina', 'Barouéli', 'Bla', 'Niono', 'Tominian', 'Pèlèngana', 'Dougabougou'],
  kayes: ['Kayes', 'Bafoulabé', 'Kita', 'Diéma', 'Mahina', 'Nioro', 'Yélimané'],
  mopti: ['Mopti', 'Djenné', 'Douentza', 'Ténenkou', 'Bandiagara', 'Bankass', 'Koro', 'Youwarou'],
  gao: ['Gao', 'Ansongo', 'Bamba', 'Bourem'],
};
/** How many each branch registers: sixty in all. */
export const SHARE: Readonly<Record<string, number>> = { sikasso: 17, segou: 19, kayes: 9, mopti: 8, gao: 7 };

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
};

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

/** Sketches of a branch, each name once. */
export function sketchesOf(branch: string, count: number, luck: Dice): readonly Sketch[] {
  const towns = TOWNS[branch] ?? [];
  const trades = TRADES[branch] ?? [];
  const models = MODELS.flatMap((model) => Array.from({ length: model[1] }, () => model));
  const names = new Set<string>();
  const sketches: Sketch[] = [];
  while (sketches.length < count) {
    const [kind, , name] = luck.pick(models);
    const place = luck.pick(towns);
    const full = name(luck.pick(trades), place).replaceAll('de Ansongo', 'd’Ansongo');
    if (names.has(full)) continue;
    names.add(full);
    sketches.push({ name: full, kind, place, phone: `70 00 00 ${String(luck.between(0, 99)).padStart(2, '0')}` });
  }
  return sketches;
}
