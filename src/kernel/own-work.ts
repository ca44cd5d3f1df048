/**
 * What has become of the work written on a device: the four numbers of the sync line. Shown before anybody has opened, so it stands alone.
 */
import { effective } from './clock.ts';
import type { Change, ChangeState, Known, RecordId, Ruling, Stamp } from './types.ts';

export type { FixItem } from './to-fix.ts';

/** One own change in the device's log. */
export interface OwnRow {
  readonly seq: number;
  readonly by: RecordId | '';
  readonly group: readonly [first: number, size: number];
  readonly link: string;
  readonly state: ChangeState;
  readonly ruling?: Ruling;
  /** Absent when the person who opened the device cannot read it. */
  readonly change?: Change;
  /** The change sealed to the hub, until the hub has it. */
  readonly sealed?: string;
}

/** The four numbers of the sync line, in groups (what a person did at one go). */
export interface FourNumbers {
  readonly pending: number;
  readonly received: number;
  readonly confirmed: number;
  readonly fix: number;
}

/** Counts groups. With `settled` the sum is everything written here, by this person or by all. */
export function numbersOf(rows: Iterable<OwnRow>, person?: RecordId): FourNumbers & { readonly settled: number } {
  const sum = { pending: 0, received: 0, confirmed: 0, fix: 0, settled: 0 };
  for (const row of rows)
    if (row.seq === row.group[0] && (person === undefined || row.by === person)) sum[numberOf(row)]++;
  return sum;
}

/** Which number a group counts in: held work was received and waits by itself; what somebody else was asked to put right is closed here. */
function numberOf({ state, ruling, by }: OwnRow): keyof FourNumbers | 'settled' {
  switch (state) {
    case 'pending':
      return 'pending';
    case 'received':
    case 'held':
      return 'received';
    case 'confirmed':
    case 'erased':
      return 'confirmed';
    case 'returned':
    case 'quarantined':
      return ruling?.handed && ruling.handed !== by ? 'settled' : 'fix';
    case 'settled':
      return 'settled';
  }
}

/** A row the hub has was received; one that a restored hub may no longer have is given back. */
export function acknowledged(row: OwnRow, ack: number, restored: boolean): OwnRow {
  if (row.seq <= ack) return row.state === 'pending' ? { ...row, state: 'received' } : row;
  if (!restored || row.state === 'pending') return row;
  const { ruling: _lost, ...rest } = row;
  return { ...rest, state: 'pending' };
}

/** An own change as one of those that are known. */
export function asKnown(row: OwnRow, change: Change): Known {
  const eff = row.ruling ? effective(change.stamp, row.ruling.received) : change.stamp;
  return { change, eff, state: row.state, ...(row.ruling && { ruling: row.ruling }) };
}

/** The latest stamp of what the hub has not got yet, or 0. */
export const lastUnsent = (rows: Iterable<OwnRow>): Stamp =>
  Math.max(0, ...[...rows].filter((row) => row.state === 'pending').map((row) => row.change?.stamp ?? 0));
