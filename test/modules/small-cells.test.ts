// No count under five reaches the public, nor can it be worked out from what does.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Cell, hideSmall, hideSmallList, hideSmallSteps, SMALLEST } from '../../src/modules/small-cells.ts';

it('hides what is small, and what would give it back', () => {
  expect(hideSmallList([12, 3, 40])).toEqual({ cells: [null, null, 40], total: 55 });
  expect(hideSmallList([12, 0, 40])).toEqual({ cells: [12, 0, 40], total: 52 });
  expect(hideSmallList([2, 1])).toEqual({ cells: [null, null], total: null });
  expect(
    hideSmall([
      [20, 30],
      [3, 25],
    ]),
  ).toEqual({
    cells: [
      [null, null],
      [null, null],
    ],
    rows: [50, 28],
    columns: [23, 55],
    total: 78,
  });
  expect(hideSmall([]).total).toBe(0);
});

it('leaves no line of a table with one unknown, whatever the counts', () => {
  const table = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([height, width]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  );
  fc.assert(
    fc.property(table, (counts) => {
      const { cells, rows, columns, total } = hideSmall(counts);
      const shown: readonly (readonly Cell[])[] = [
        ...cells.map((row, y) => [...row, rows[y] as Cell]),
        [...columns, total],
      ];
      const lines = [...shown, ...(shown[0] ?? []).map((_, x) => shown.map((row) => row[x] as Cell))];
      for (const line of lines) {
        for (const cell of line) expect(cell === null || cell === 0 || cell >= SMALLEST).toBe(true);
        expect(line.filter((cell) => cell === null).length).not.toBe(1);
      }
    }),
    { numRuns: 300 },
  );
});

it('shows of counts that hold each other only those between which nobody few stands, what matters most first', () => {
  expect(hideSmallSteps([60, 40, 38, 19, 19], [4, 0, 1, 2, 3])).toEqual([60, 40, null, 19, 19]);
  expect(hideSmallSteps([6, 3, 0], [1, 0, 2])).toEqual([6, null, 0]);
  const chain = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(chain, (drops) => {
      const counts = drops.map((_, at) => drops.slice(at).reduce((sum, n) => sum + n, 0));
      const shown = hideSmallSteps(counts, [...counts.keys()].reverse());
      const told = [0, ...shown.filter((one) => one !== null)];
      for (const a of told) for (const b of told) expect(a === b || Math.abs(a - b) >= SMALLEST).toBe(true);
    }),
  );
});
