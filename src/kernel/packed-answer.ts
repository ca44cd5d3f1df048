/**
 * A long answer on the road: what is plain of it as columns, for whoever reads them (`arrival.ts`). Half as many bytes, and a phone that was away for
 * weeks makes no change of what nobody asks for.
 */
import type { Declarations } from './declare.ts';
import { dense } from './dense.ts';
import { isShareOnly } from './fold.ts';
import { bare, withoutId } from './segments.ts';
import type { DeviceId } from './types.ts';
import { type Delivered, type SyncAnswer, told } from './wire.ts';

/** From so many changes on, columns are shorter. */
const MANY = 20;

interface PackEnv {
  readonly decl: Declarations;
  /** The device that asks: its own log is told whole. */
  readonly device: DeviceId;
  readonly many?: number;
}

export function packedAnswer<T extends Pick<SyncAnswer, 'changes'>>(
  answer: T,
  { decl: { types }, device, many = MANY }: PackEnv,
): T & Pick<SyncAnswer, 'columns'> {
  // Confirmed without a remark, and no news of who reads a record: that is looked at by whoever hears it.
  const isPlain = ({ change, state, ruling }: Delivered): boolean =>
    state === undefined &&
    ruling === undefined &&
    change.device !== device &&
    change.body !== null &&
    !isShareOnly(change);
  const plain = answer.changes.filter(isPlain);
  if (plain.length < many) return answer;
  const known = plain.map((one) => withoutId(bare(told(one), one.change.over), types[one.change.type]));
  return { ...answer, changes: answer.changes.filter((one) => !isPlain(one)), columns: dense(known) };
}
