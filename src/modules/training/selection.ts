/**
 * Choosing who gets a place, from figures alone: what the marks of a jury make of a request, and which requests the places go to, one step after the
 * other, so that anybody can do it again by hand. Pure: the same marks in any order give the same list on every phone.
 */
import type { RecordId } from '../../kernel/types.ts';

// ---- marks ---------------------------------------------------------------------------------------------------------------------------

export interface Criterion {
  readonly key: string;
  readonly name: string;
  readonly weight: number;
  /** Highest mark. */
  readonly most: number;
}

/** What one juror wrote of one request. */
export interface MarkSheet {
  readonly juror: RecordId;
  /** Marks by criterion. */
  readonly marks: ReadonlyMap<string, number>;
  /** The tie the juror declared; '' without one. */
  readonly conflict: string;
}

/** `begun`: a mark is missing, or above the highest. `tie`: declared, so not counted. `outside`: not of this jury. */
export type SheetStand = 'counted' | 'begun' | 'tie' | 'outside';

export interface JurorPoints {
  readonly juror: RecordId;
  readonly stand: SheetStand;
  /** Out of 100, two decimals; null unless every criterion is marked. */
  readonly points: number | null;
}

export interface Scored {
  /** Mean of the sheets that count, out of 100, two decimals; null while too few count. */
  readonly points: number | null;
  /** Mean on the heaviest criterion, which comes first between equals. */
  readonly heaviest: number;
  readonly counted: number;
  readonly by: readonly JurorPoints[];
}

/** What is compared is what is shown: two decimals. */
const rounded = (n: number): number => Math.round((n + Number.EPSILON) * 100) / 100;
const mean = (all: readonly number[]): number => all.reduce((sum, n) => sum + n, 0) / all.length;

/** A sheet out of 100 by the weights of the grid; null while it is not whole. */
export function pointsOf({ marks }: Pick<MarkSheet, 'marks'>, grid: readonly Criterion[]): number | null {
  let [sum, weights] = [0, 0];
  for (const { key, weight, most } of grid) {
    const mark = marks.get(key);
    if (mark === undefined || mark > most || most <= 0) return null;
    sum += (weight * mark) / most;
    weights += weight;
  }
  return weights > 0 ? (100 * sum) / weights : null;
}

/** The criterion that weighs most; the first by its key where several do. */
export const heaviestOf = (grid: readonly Criterion[]): Criterion | undefined =>
  [...grid].sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))[0];

/**
 * What a jury's sheets make of one request. A juror with a tie is left out and the mean is that of the others.
 * @param jury who is of it; empty: everybody who marked.
 * @param least sheets needed before there is a result.
 */
export function scoreOf(
  sheets: readonly MarkSheet[],
  grid: readonly Criterion[],
  jury: ReadonlySet<RecordId>,
  least: number,
): Scored {
  // One order on every phone: sums of fractions depend on it.
  const ordered = [...sheets].sort((a, b) => (a.juror < b.juror ? -1 : 1));
  const first = heaviestOf(grid);
  const counted: { readonly points: number; readonly heaviest: number }[] = [];
  const by = ordered.map((sheet): JurorPoints => {
    const points = pointsOf(sheet, grid);
    const shown = points === null ? null : rounded(points);
    if (jury.size > 0 && !jury.has(sheet.juror)) return { juror: sheet.juror, stand: 'outside', points: shown };
    if (sheet.conflict !== '') return { juror: sheet.juror, stand: 'tie', points: null };
    if (points === null) return { juror: sheet.juror, stand: 'begun', points: null };
    const top = first ? (100 * (sheet.marks.get(first.key) ?? 0)) / first.most : 0;
    counted.push({ points, heaviest: top });
    return { juror: sheet.juror, stand: 'counted', points: shown };
  });
  const enough = counted.length >= Math.max(1, least);
  return {
    points: enough ? rounded(mean(counted.map(({ points }) => points))) : null,
    heaviest: counted.length > 0 ? rounded(mean(counted.map(({ heaviest }) => heaviest))) : 0,
    counted: counted.length,
    by,
  };
}

// ---- places --------------------------------------------------------------------------------------------------------------------------

export type Group = 'women' | 'displaced' | 'disability' | 'commune';

/** At least this share of the places, for people of this group, of this commune where one is named. */
export interface Quota {
  readonly key: string;
  readonly group: Group;
  readonly where: string;
  /** Out of 100. */
  readonly share: number;
}

export interface Candidate {
  readonly id: RecordId;
  readonly points: number;
  readonly heaviest: number;
  /** Day the request was received: between equals the earlier comes first. */
  readonly on: string;
  /** Keys of the quotas this person counts for. */
  readonly counts: ReadonlySet<string>;
  /** Place the jury gave among equals. */
  readonly pick?: number | undefined;
}

export interface Ranked extends Candidate {
  /** Equals have the same rank. */
  readonly rank: number;
}

export interface Step {
  readonly kind: 'quota' | 'rest' | 'waiting';
  readonly quota?: Quota;
  /** Places this step is about, those already given to people of the group included. */
  readonly asked: number;
  /** Chosen in an earlier step, and of this group. */
  readonly already: number;
  readonly taken: readonly Ranked[];
  /** Equals for fewer places: the jury says who comes first, and everything after this waits for it. */
  readonly equals: readonly Ranked[];
  readonly left: number;
  /** Places of the quota that nobody could fill; they go to the others. */
  readonly short: number;
}

export interface Choice {
  readonly ranking: readonly Ranked[];
  readonly steps: readonly Step[];
  readonly fates: ReadonlyMap<RecordId, 'selected' | 'waiting' | 'refused'>;
  /** Some equals wait for the jury: nothing may be decided yet. */
  readonly open: boolean;
}

const before = (a: Candidate, b: Candidate): number =>
  b.points - a.points || b.heaviest - a.heaviest || (a.on < b.on ? -1 : a.on > b.on ? 1 : 0);

/** The list from the best to the last. Between equals on points: the heaviest criterion, then the day of the request, then what the jury said. */
export function ranked(candidates: readonly Candidate[]): readonly Ranked[] {
  const pick = ({ pick }: Candidate): number => pick ?? Number.POSITIVE_INFINITY;
  const sorted = [...candidates].sort(
    (a, b) => before(a, b) || (pick(a) === pick(b) ? (a.id < b.id ? -1 : 1) : pick(a) - pick(b)),
  );
  const list: Ranked[] = [];
  for (const [at, one] of sorted.entries()) {
    const last = list.at(-1);
    list.push({ ...one, rank: last && before(last, one) === 0 ? last.rank : at + 1 });
  }
  return list;
}

/** The first of a sorted list. Where the line falls among equals, those the jury picked; without its word, nobody of them. */
function best(
  list: readonly Ranked[],
  places: number,
): { readonly taken: readonly Ranked[]; readonly equals: readonly Ranked[] } {
  const [last, next] = [list[places - 1], list[places]];
  if (places <= 0) return { taken: [], equals: [] };
  if (!last || !next || last.rank !== next.rank) return { taken: list.slice(0, places), equals: [] };
  const equals = list.filter(({ rank }) => rank === last.rank);
  const sure = list.slice(0, places).filter(({ rank }) => rank !== last.rank);
  const left = places - sure.length;
  const picks = equals.filter(({ pick }) => pick !== undefined);
  const clear = picks.length >= left && picks[left - 1]?.pick !== picks[left]?.pick;
  return clear ? { taken: [...sure, ...picks.slice(0, left)], equals: [] } : { taken: sure, equals };
}

/** Places a share stands for: at least, so rounded up. */
export const placesOf = (quota: Quota, places: number): number => Math.ceil((places * quota.share) / 100);

/** The narrowest group first, so that a wide one does not take its places; then the smaller share. */
export const inOrder = (quotas: readonly Quota[]): readonly Quota[] => {
  const narrow = ({ group, where }: Quota): number =>
    where !== '' && group !== 'commune' ? 0 : group === 'women' ? 2 : 1;
  return [...quotas].sort((a, b) => narrow(a) - narrow(b) || a.share - b.share || (a.key < b.key ? -1 : 1));
};

/** Gives the places, step by step: each share of the programme, then the rest by rank, then the waiting list. */
export function choose(
  candidates: readonly Candidate[],
  round: { readonly places: number; readonly waiting: number; readonly quotas: readonly Quota[] },
): Choice {
  const ranking = ranked(candidates);
  const chosen = new Set<RecordId>();
  const steps: Step[] = [];
  const free = () => ranking.filter(({ id }) => !chosen.has(id));
  const add = (
    step: Omit<Step, 'taken' | 'equals' | 'left' | 'short'>,
    among: readonly Ranked[],
    wanted: number,
  ): boolean => {
    const places = Math.min(wanted, round.places - chosen.size);
    const { taken, equals } = best(among, places);
    const left = equals.length > 0 ? places - taken.length : 0;
    steps.push({ ...step, taken, equals, left, short: Math.max(0, wanted - taken.length - left) });
    for (const { id } of taken) chosen.add(id);
    return equals.length === 0;
  };
  const goesOn = inOrder(round.quotas).every((quota) => {
    const asked = placesOf(quota, round.places);
    const already = ranking.filter(({ id, counts }) => chosen.has(id) && counts.has(quota.key)).length;
    const among = free().filter(({ counts }) => counts.has(quota.key));
    return add({ kind: 'quota', quota, asked, already }, among, Math.max(0, asked - already));
  });
  const rest = round.places - chosen.size;
  const open = !(goesOn && add({ kind: 'rest', asked: rest, already: chosen.size }, free(), rest));
  const fates = new Map<RecordId, 'selected' | 'waiting' | 'refused'>();
  if (!open) {
    const [selected, others] = [new Set(chosen), free()];
    // Equals at the end of the waiting list all stand on it: nobody loses a place by that.
    const cut = others[round.waiting - 1]?.rank ?? (round.waiting > 0 ? Number.POSITIVE_INFINITY : 0);
    const waiting = others.filter(({ rank }) => rank <= cut);
    steps.push({ kind: 'waiting', asked: round.waiting, already: 0, taken: waiting, equals: [], left: 0, short: 0 });
    for (const { id, rank } of ranking)
      fates.set(id, selected.has(id) ? 'selected' : rank <= cut ? 'waiting' : 'refused');
  }
  return { ranking, steps, fates, open };
}

/** Does a place lie in the commune a share names? Whole words: « Commune I » is not « Commune II ». */
export function liesIn(place: string, where: string): boolean {
  const words = (text: string): string =>
    ` ${text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .join(' ')} `;
  return where.trim() !== '' && words(place).includes(words(where));
}
