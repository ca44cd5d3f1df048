/**
 * Small cells: a public table of counts must not tell on anybody. A count under five says too much where people know each other, and one hidden count
 * is found again from a total; so small cells are hidden, and then enough others that no total of a row, of a column or of the whole gives them back.
 *
 * Law 2013-015 asks for the precaution; five is the usual bound of statistical offices (Eurostat and INSEE hide under three to eleven).
 */

/** Counts below this are not shown; none at all (0) is. */
export const SMALLEST = 5;

/** A count to be shown, or null where it is hidden. */
export type Cell = number | null;
export interface PublicTable {
  readonly cells: readonly (readonly Cell[])[];
  /** Totals of rows and columns and of all, shown where they are not small themselves. */
  readonly rows: readonly Cell[];
  readonly columns: readonly Cell[];
  readonly total: Cell;
}

const isSmall = (count: number): boolean => count > 0 && count < SMALLEST;
const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);

/**
 * The table as the public may see it. Totals are treated like one more row and column, because a total can be worked out from the others too.
 * @param counts rows of equal length.
 */
export function hideSmall(counts: readonly (readonly number[])[]): PublicTable {
  const width = counts[0]?.length ?? 0;
  const full = counts.map((row) => [...row, sum(row)]);
  full.push(Array.from({ length: width + 1 }, (_, x) => sum(full.map((row) => row[x] as number))));
  const hidden = full.map((row) => row.map(isSmall));
  const lines = linesOf(full.length, width + 1);
  for (let more = true; more; ) {
    more = false;
    for (const line of lines) {
      const open = hiddenIn(line, hidden);
      if (open.length === 0 || !tells(open, full)) continue;
      const next = cheapest(line, hidden, full);
      if (!next) continue;
      (hidden[next[0]] as boolean[])[next[1]] = true;
      more = true;
    }
  }
  const shown = full.map((row, y) => row.map((count, x): Cell => (hidden[y]?.[x] ? null : count)));
  const last = shown[counts.length] ?? [];
  return {
    cells: shown.slice(0, counts.length).map((row) => row.slice(0, width)),
    rows: shown.slice(0, counts.length).map((row) => row[width] as Cell),
    columns: last.slice(0, width),
    total: last[width] === undefined ? 0 : last[width],
  };
}

/** One list of counts whose total is told too. */
export const hideSmallList = (counts: readonly number[]): { readonly cells: readonly Cell[]; readonly total: Cell } => {
  const { cells, rows } = hideSmall([counts]);
  return { cells: cells[0] ?? [], total: rows[0] === undefined ? 0 : rows[0] };
};

/**
 * Counts each of which holds the next (asked, chosen, trained): what lies between two of them is a count too, of who stopped there. Shown are those that
 * lie far enough apart.
 * @param order places in `counts`, those that matter most first: they are shown before others that lie too near.
 */
export function hideSmallSteps(counts: readonly Cell[], order: readonly number[]): readonly Cell[] {
  const kept = [0];
  const shown: Cell[] = counts.map(() => null);
  for (const at of order) {
    const count = counts[at] ?? null;
    if (count === null || kept.some((one) => isSmall(Math.abs(count - one)))) continue;
    kept.push(count);
    shown[at] = count;
  }
  return shown;
}

type Place = readonly [y: number, x: number];

/** Every row and column, its total included: one of its cells follows from the others. */
function linesOf(height: number, width: number): readonly (readonly Place[])[] {
  const rows = Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x): Place => [y, x]));
  const columns = Array.from({ length: width }, (_, x) => Array.from({ length: height }, (_, y): Place => [y, x]));
  return [...rows, ...columns];
}

const hiddenIn = (line: readonly Place[], hidden: readonly (readonly boolean[])[]): readonly Place[] =>
  line.filter(([y, x]) => hidden[y]?.[x]);

/** One hidden cell follows from the others; several whose sum is small are all known to be small, and nearly known. */
function tells(open: readonly Place[], full: readonly (readonly number[])[]): boolean {
  const counts = open.map(([y, x]) => full[y]?.[x] ?? 0);
  return open.length === 1 || sum(counts) < SMALLEST;
}

/** The smallest of what is still shown; what is nothing hides nothing, and goes last. */
function cheapest(
  line: readonly Place[],
  hidden: readonly (readonly boolean[])[],
  full: readonly (readonly number[])[],
): Place | null {
  const free = line.filter(([y, x]) => !hidden[y]?.[x]);
  const count = ([y, x]: Place): number => full[y]?.[x] || Number.MAX_SAFE_INTEGER;
  return free.reduce<Place | null>((best, one) => (best === null || count(one) < count(best) ? one : best), null);
}
