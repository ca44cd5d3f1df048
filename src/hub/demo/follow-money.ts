/** Kits and grants of the demonstration, one on each part of its way; sums, people and papers are invented. */
import { sensitiveScope } from '../../kernel/ids.ts';
import type { Body, RecordId } from '../../kernel/types.ts';
import { dayAt, type FollowStage } from './follow.ts';
import { type Add, group } from './movement.ts';

/** A hand's line, as a finger draws it. */
const HANDS = [
  'M38 64l6-22 9-8 8 6-3 22-9 10-7-4 5-16 14-12 12 2 3 12-8 12 2 4 12-10 8-18 3 24 6-2 10-18 4 16 8 2 12-14 14 8 20-10 22 4 30-8',
  'M44 30l4 44 6-30 16-14 12 8-4 16-16 8-10-2M92 62l10-16 8 2-2 14-8 8 14-6 10-14 4 16 8-2 10-16 6 14 12 2 16-12 24 6 28-10',
] as const;

/** A request on every part of its way. */
export function money(stage: FollowStage, people: readonly RecordId[]): void {
  const { home, programme, mentor, office, write } = stage;
  const day = dayAt(stage);
  const ask = (add: Add, at: number, body: Body): RecordId =>
    add('financing', { of: people[at] as RecordId, programme, ...body }, home);
  const committee: Body = {
    'committee.a': { person: office, aside: 'no' },
    'committee.b': { person: mentor, aside: 'yes' },
  };
  const granted = (sum: number, on: number): Body => ({
    outcome: 'granted',
    granted: sum,
    decided: day(on),
    ...committee,
  });
  write(
    group((add) => {
      const paid = (financing: RecordId, amount: number, on: number, way: string, how: string | null, at: number) => {
        const payment = add('payment', { financing, amount, on: day(on), way, payer: office }, home);
        if (how)
          add(
            'payment_signature',
            { of: payment, how, path: HANDS[at % 2] ?? '', ...(how === 'thumb' && { witness: 'Drissa KONÉ' }) },
            sensitiveScope(home),
          );
      };
      const bought = (financing: RecordId, list: readonly (readonly [string, number, number])[]) => {
        for (const [what, amount, on] of list)
          add(
            'receipt',
            { financing, what, amount, on: day(on), paper: amount > 50_000 ? 'invoice' : 'handwritten' },
            home,
          );
      };
      const sewing = ask(add, 0, {
        name: 'Kit de couture',
        kind: 'kit',
        asked: 300_000,
        on: day(-150),
        ...granted(300_000, -130),
      });
      paid(sewing, 300_000, -110, 'goods', 'hand', 0);
      bought(sewing, [
        ['Machine à coudre', 185_000, -110],
        ['Tissu et fil', 67_500, -104],
        ['Table de coupe', 35_000, -98],
      ]);
      const tools = ask(add, 1, {
        name: 'Outils de maçon',
        kind: 'kit',
        asked: 240_000,
        on: day(-90),
        ...granted(220_000, -70),
      });
      paid(tools, 120_000, -60, 'goods', 'thumb', 1);
      paid(tools, 100_000, -20, 'goods', null, 1);
      bought(tools, [['Bétonnière d’occasion', 120_000, -58]]);
      const kitchen = ask(add, 4, {
        name: 'Cuisine de rue',
        kind: 'grant',
        asked: 180_000,
        on: day(-120),
        ...granted(150_000, -100),
      });
      paid(kitchen, 150_000, -90, 'mobile', 'hand', 0);
      bought(kitchen, [
        ['Réchauds et marmites', 96_000, -88],
        ['Bâche et tables', 54_000, -85],
      ]);
      ask(add, 13, { name: 'Réparation de motos', kind: 'kit', asked: 280_000, on: day(-40), ...granted(250_000, -9) });
      ask(add, 6, {
        name: 'Séchoir à mangues',
        kind: 'grant',
        asked: 450_000,
        on: day(-12),
        why: 'Sécher et vendre à plusieurs pendant la saison.',
      });
      // In two parts: the second waits for the papers of the first.
      const stall = ask(add, 12, {
        name: 'Étal de légumes',
        kind: 'grant',
        asked: 160_000,
        on: day(-60),
        ...granted(160_000, -45),
        'tranches.1': { number: 1, amount: 100_000 },
        'tranches.2': { number: 2, amount: 60_000, after: 'receipts' },
      });
      paid(stall, 100_000, -40, 'mobile', 'hand', 0);
      bought(stall, [['Table et parasol', 70_000, -36]]);
      ask(add, 3, {
        name: 'Achat d’une voiture',
        kind: 'grant',
        asked: 2_500_000,
        on: day(-80),
        outcome: 'refused',
        decided: day(-70),
        reason: 'Trop cher pour un premier appui. Revenir avec un projet plus petit.',
        ...committee,
      });
    }),
  );
}
