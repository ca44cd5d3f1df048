/** What the learners of the demonstration did for their quarters: invented, in communes that are real. */
import { dayOf } from '../../kernel/grant.ts';
import type { Body, Millis, RecordId } from '../../kernel/types.ts';
import type { TrainingStage } from './training.ts';

const DAY: Millis = 24 * 3600 * 1000;

/** What, where, days ago, hours of each; which group, and one in how many of it came. */
const ACTIONS: readonly (readonly [
  name: string,
  place: string,
  ago: number,
  hours: number,
  group: number,
  each: number,
  about: string,
])[] = [
  ['Curage des caniveaux avant les pluies', 'Commune II, Bakaribougou', 71, 4, 0, 1, 'La rue 12 n’a pas été inondée.'],
  ['Plantation de 60 caïlcédrats', 'Commune II, Bakaribougou', 64, 3, 0, 2, ''],
  ['Cours du soir pour les enfants', 'Commune VI, Sogoniko', 40, 2, 0, 4, ''],
  ['Nettoyage du marché', 'Commune IV, Lafiabougou', 12, 3, 1, 1, 'Les vendeuses ont payé les sacs.'],
  ['Don de sang au centre de santé', 'Commune IV, Lafiabougou', 6, 1, 1, 3, ''],
];

export function tellActions(
  { home, now, write }: TrainingStage,
  programme: RecordId,
  groups: readonly { readonly cohort: RecordId; readonly people: readonly RecordId[] }[],
): void {
  for (const [name, place, ago, hours, at, each, about] of ACTIONS) {
    const group = groups[at];
    if (!group) continue;
    const there = group.people
      .filter((_, nth) => nth % each === 0 && nth % 13 !== 5)
      // Some went before the end.
      .map((person, nth): readonly [string, Body] => [
        `people.${person}`,
        nth % 7 === 3 && hours > 1 ? { hours: hours - 1 } : {},
      ]);
    const told: Body = { name, place, on: dayOf(now - ago * DAY), programme, cohort: group.cohort, hours };
    const body = { ...told, ...(about !== '' && { about }), ...Object.fromEntries(there) };
    write([{ do: 'create', type: 'action', home, body }]);
  }
}
