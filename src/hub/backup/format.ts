/**
 * What a backup is: lines of JSON, gzipped, in one file of the age format, so that the public `age` tool and `gunzip` read it too.
 *
 *     {"jekulu":"backup","v":1,…}          when, by which program, how far the tables were
 *     {"network":{…},"keys":"…"}           then, for each network, its line in the list and its keys
 *     {"table":"change","columns":[…]}     then each of its tables, a row a line, every value as PostgreSQL writes it
 *     {"rows":1234}                        and at the end how many there were: a file that was cut off is not taken for a whole one
 *
 * Records are left out, because they follow from the changes. So is what a restored hub must not believe: sessions and codes.
 */
import type { NetworkId } from '../../kernel/types.ts';

export type Cell = string | null;

export interface Opening {
  readonly jekulu: 'backup';
  readonly v: 1;
  readonly at: number;
  readonly app: string;
  /** Per schema and part, the step its tables were at. */
  readonly steps: { readonly [schema: string]: { readonly [part: string]: number } };
}

export interface NetworkLine {
  /** Columns of its row in the list of networks. */
  readonly network: { readonly id: NetworkId; readonly [column: string]: Cell };
  readonly keys: string;
}

export interface TableLine {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface ClosingLine {
  readonly rows: number;
}

export type Line = Opening | NetworkLine | TableLine | ClosingLine | readonly Cell[];

/** Made again from the rest, or not to be believed on another day. */
export const LEFT_OUT: readonly string[] = ['record', 'snapshot', 'segment', 'session', 'code'];

/** After a restore the hub's own logs go on this much further: what they said after the backup is known to phones under the numbers between. */
export const JUMP = 1_000_000;

/** Why a backup cannot be restored. */
export type BackupFault = 'locked' | 'damaged' | 'newer' | 'occupied';
