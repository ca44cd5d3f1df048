/** What a pole plans and what it costs: the aims and the money of the programmes that name it, those of each programme once. */
import { isVoided } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { RecordId } from '../../kernel/types.ts';
import { aimsOf } from './aims.ts';
import { budgetOf } from './convention.ts';

export interface PolePlan {
  readonly programmes: readonly RecordId[];
  readonly aims: number;
  /** Aims of which an indicator has a figure, or counts by itself. */
  readonly followed: number;
  /** Whole francs of every line of the budget. */
  readonly planned: number;
  readonly spent: number;
  readonly lines: number;
  /** Lines of which it was said what was spent: null is not zero. */
  readonly told: number;
}

export function planOf(source: LinkSource, pole: RecordId): PolePlan {
  const programmes = linksTo(source, 'programme', 'pole', pole)
    .filter((one) => !isVoided(one) && source.resolve(one.id) === one.id)
    .map(({ id }) => id);
  const aims = programmes.flatMap((id) => aimsOf(source, id));
  const budgets = programmes.map((id) => budgetOf(source, id));
  const sum = (read: (budget: ReturnType<typeof budgetOf>) => number): number =>
    budgets.reduce((all, budget) => all + read(budget), 0);
  return {
    programmes,
    aims: aims.length,
    followed: aims.filter(({ indicators }) => indicators.some(({ what, last }) => what || last)).length,
    planned: sum(({ planned }) => planned),
    spent: sum(({ spent }) => spent),
    lines: sum(({ lines }) => lines.length),
    told: sum(({ told }) => told),
  };
}
