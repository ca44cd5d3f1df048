/** Prints rows of [what, figure, unit, aim] as an aligned table. */
export function table(
  rows: readonly (readonly [what: string, figure: number | string, unit: string, aim: string])[],
): void {
  const cells = [['what', 'figure', 'unit', 'aim'] as readonly (string | number)[], ...rows].map((row) =>
    row.map(String),
  );
  const widths = [0, 1, 2, 3].map((i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  for (const row of cells)
    console.log(
      row.map((cell, i) => (i === 1 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join('  '),
    );
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
