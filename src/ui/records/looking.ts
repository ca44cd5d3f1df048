/** What was looked for in each list stays when one comes back from a sheet. */
import { type Signal, signal } from '@preact/signals-core';
import type { RecordId } from '../../kernel/types.ts';
import { type Filter, NO_FILTER } from './find.ts';

export const PAGE = 20;

export interface Looking {
  readonly wanted: Signal<string>;
  /** Only the reader's branch; null until they choose. */
  readonly ours: Signal<boolean | null>;
  readonly filter: Signal<Filter>;
  readonly shown: Signal<number>;
  /** What is over, instead of what goes on (`Face.until`). */
  readonly over: Signal<boolean>;
}
const lookings = new Map<string, Looking>();

/** Each person of a shared phone looks for their own things. */
export function lookingAt(person: RecordId, type: string): Looking {
  const key = `${person} ${type}`;
  let looking = lookings.get(key);
  if (!looking) {
    looking = {
      wanted: signal(''),
      ours: signal(null),
      filter: signal(NO_FILTER),
      shown: signal(PAGE),
      over: signal(false),
    };
    lookings.set(key, looking);
  }
  return looking;
}

/** Changes what is looked for and begins again at the first page. */
export const again = (looking: Looking, change: () => void): void => {
  change();
  looking.shown.value = PAGE;
};
