/** Enterprises and sums of a programme as the lists that stand behind its figures: one address a figure, on a phone and on the hub alike. */
import type { RecordState } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { FATES, type Fate, PLACES, type Place, pipelineOf, supportedBy, survivalOf } from './enterprises.ts';
import { isRunning, SUPPORTS, type Support } from './life.ts';
import type { Funds } from './reports.ts';
import type { Months } from './rules.ts';
import { domainsOf } from './served.ts';

/** `reached` and `all` are what a rate is reckoned over. */
export const WHOLES = ['reached', 'all'] as const;
export type Whole = (typeof WHOLES)[number];

export type Figure =
  | { readonly of: 'all' | 'running' | 'created' | 'lacking' }
  | { readonly of: 'support'; readonly kind: Support }
  | { readonly of: 'place'; readonly place: Place }
  | { readonly of: 'domain'; readonly domain: string }
  | { readonly of: 'fate'; readonly months: Months; readonly fate: Fate | Whole };

const RUNNING = 'actives';
const CREATED = 'creees';
const LACKING = 'sans-preuve';
const PLACE = 'etape';
const DOMAIN = 'domaine';
/** An empty key has an address too. */
const NONE = '-';

/** The parts of the address of a figure. */
export function figurePath(figure: Figure): readonly string[] {
  switch (figure.of) {
    case 'all':
      return [];
    case 'running':
      return [RUNNING];
    case 'created':
      return [CREATED];
    case 'lacking':
      return [LACKING];
    case 'support':
      return [figure.kind];
    case 'place':
      return [PLACE, figure.place];
    case 'domain':
      return [DOMAIN, figure.domain || NONE];
    case 'fate':
      return [String(figure.months), figure.fate];
  }
}

const SIMPLE: { readonly [address: string]: Figure } = {
  [RUNNING]: { of: 'running' },
  [CREATED]: { of: 'created' },
  [LACKING]: { of: 'lacking' },
};

/** The figure of an address; one that this version does not know is all of them. */
export function figureAt([which = '', more = '']: readonly string[]): Figure {
  const support = SUPPORTS.find((one) => one === which);
  if (support) return { of: 'support', kind: support };
  const place = which === PLACE ? PLACES.find((one) => one === more) : undefined;
  if (place) return { of: 'place', place };
  if (which === DOMAIN) return { of: 'domain', domain: more === NONE ? '' : more };
  const fate = [...FATES, ...WHOLES].find((one) => one === more);
  const months = ([6, 12, 24] as const).find((one) => String(one) === which);
  if (months && fate) return { of: 'fate', months, fate };
  return SIMPLE[which] ?? { of: 'all' };
}

/** The enterprises a figure is made of. */
export function behindFigure(
  source: LinkSource,
  programme: RecordId,
  today: Day,
  figure: Figure,
): readonly RecordState[] {
  switch (figure.of) {
    case 'all':
      return supportedBy(source, programme);
    case 'running':
      return supportedBy(source, programme).filter((one) => isRunning(one, today));
    case 'created':
    case 'lacking':
      return pipelineOf(source, programme, today)[figure.of];
    case 'support':
      return supportedBy(source, programme, figure.kind);
    case 'place':
      return pipelineOf(source, programme, today).at[figure.place];
    case 'domain':
      return domainsOf(source, programme).find(({ domain }) => domain === figure.domain)?.enterprises ?? [];
    case 'fate': {
      const at = survivalOf(source, programme, today).find(({ months }) => months === figure.months);
      if (!at) return [];
      const reached = [...at.alive, ...at.closed];
      if (figure.fate === 'reached') return reached;
      return figure.fate === 'all' ? [...reached, ...at.unreached, ...at.unasked] : at[figure.fate];
    }
  }
}

// ---- money -------------------------------------------------------------------------------------------------------------------------------

export const FUND_LISTS = ['all', 'granted', 'paid', 'justified', 'toJustify', 'undecided'] as const;
export type FundList = (typeof FUND_LISTS)[number];
export interface FundLine {
  readonly request: RecordState;
  /** What of the figure is this request's. */
  readonly sum: number;
}

/** The requests a sum is made of, each with its part of it: the parts add up. */
export function behindFunds({ requests, balances, undecided }: Funds, list: FundList): readonly FundLine[] {
  return requests.flatMap((request): readonly FundLine[] => {
    const balance = balances.get(request.id);
    if (!balance || (list === 'undecided' && !undecided.includes(request))) return [];
    const sum = list === 'all' || list === 'undecided' ? balance.asked : (balance[list] ?? 0);
    return sum > 0 || list === 'all' || list === 'undecided' ? [{ request, sum }] : [];
  });
}
