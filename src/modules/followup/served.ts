/**
 * Enterprises by domain and whom they serve. The same people come again month after month: months give an average and a sum of person-months, and are
 * never added up as people.
 */
import { entriesOf, type RecordState, textOf } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import { momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { SECTORS } from '../training/sectors.ts';
import { supportedBy } from './enterprises.ts';

/** Those there are, and what nobody said. */
export const DOMAINS = [...SECTORS.map(({ value }) => value), ''] as const;
export type Domain = (typeof DOMAINS)[number];

export interface Served {
  /** Months of which somebody said how many; each once. */
  readonly months: number;
  readonly personMonths: number;
  /** People in a month, on average over the months that were told; null without any. */
  readonly average: number | null;
}

/** Users of these enterprises: of an enterprise, a month that was told twice is the later answer. */
export function servedBy(enterprises: readonly RecordState[]): Served {
  let [months, personMonths, average] = [0, 0, 0];
  for (const one of enterprises) {
    const told = new Map<string, number>();
    for (const [, entry] of entriesOf(one, 'users')) {
      if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) continue;
      const { on, users } = entry as { readonly on?: unknown; readonly users?: unknown };
      if (typeof on !== 'string' || typeof users !== 'number' || on.length < 7 || momentFault(on) !== null) continue;
      told.set(on.slice(0, 7), users);
    }
    if (told.size === 0) continue;
    const sum = [...told.values()].reduce((all, n) => all + n, 0);
    months += told.size;
    personMonths += sum;
    average += sum / told.size;
  }
  return { months, personMonths, average: months === 0 ? null : Math.round(average) };
}

export interface DomainLine extends Served {
  readonly domain: Domain;
  readonly enterprises: readonly RecordState[];
}

/** The enterprises of a programme by domain, in the order of the programme; domains of nobody are left out. */
export function domainsOf(source: LinkSource, programme: RecordId): readonly DomainLine[] {
  const all = supportedBy(source, programme);
  const domainOf = (one: RecordState): Domain => DOMAINS.find((each) => each === textOf(one, 'domain')) ?? '';
  return DOMAINS.map((domain) => {
    const enterprises = all.filter((one) => domainOf(one) === domain);
    return { domain, enterprises, ...servedBy(enterprises) };
  }).filter(({ enterprises }) => enterprises.length > 0);
}
