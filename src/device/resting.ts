/**
 * How columns rest that come off the line: as they are, in memory from now on and on the disk with the next `keep`. Brought with the first that come.
 */
import { arrivalOf, type Lot, type Resting } from '../kernel/arrival.ts';
import type { Packed } from '../kernel/columns.ts';
import { Run } from '../kernel/run.ts';
import type { Scope } from '../kernel/types.ts';
import { isFit, type Parcel, pieces } from './chunks.ts';
import type { Copy } from './copy.ts';

export const restingOf = (copy: Copy): Resting => ({
  arrivalOf,
  compartment: (home, shared) => copy.ring.compartment(home, shared),
  rest: (lots) => {
    const parcels = parcelled(lots);
    copy.parcels = [...copy.parcels, ...parcels];
    const w = copy.writes + 1;
    return parcels.flatMap(({ runs }) => runs.map((run) => ({ run, w, reads: null })));
  },
});

/** What arrived, in chunks: small lots that rest under one scope share one. */
function parcelled(lots: readonly Lot[]): readonly Parcel[] {
  const parcels: Parcel[] = [];
  const open = new Map<Scope, Parcel & { readonly size: number }>();
  for (const { under, type, length, cut } of lots)
    for (const { run, text, count } of pieces(length, (from, to) => cutAt(cut, from, to))) {
      const before = open.get(under);
      const joins = before && isFit({ count: before.count + count, size: before.size + text.length });
      if (before && !joins) parcels.push(before);
      const { runs, drawers, ...sum } = joins ? before : { count: 0, size: 0, runs: [], drawers: [] };
      open.set(under, {
        under,
        count: sum.count + count,
        size: sum.size + text.length,
        runs: [...runs, new Run(run)],
        drawers: [...drawers, [type, text]],
      });
    }
  return [...parcels, ...open.values()];
}

function cutAt(cut: Lot['cut'], from: number, to: number): { readonly run: Packed; readonly text: string } {
  const run = cut(from, to);
  return { run, text: JSON.stringify(run) };
}
