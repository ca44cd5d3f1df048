/** The figures of a programme take seconds the first time on a weak phone: they are reckoned group by group, and the screen says how far it is. */
import { useEffect, useState } from 'preact/hooks';
import type { RecordId } from '../../../kernel/types.ts';
import { useOpen } from '../../../ui/open.ts';
import { figuresOf } from '../figures.ts';

/** So many groups are reckoned before the screen is drawn: after a roll it is one, or the one its people came from as well. */
const AT_ONCE = 2;

/** Lets everything else go first. */
export const pause = (): Promise<void> => new Promise((done) => setTimeout(done, 4));

/** How many groups of a programme are reckoned, of how many; null once the rest is done at one go. */
export function useReckoning(programme: RecordId | undefined): readonly [done: number, all: number] | null {
  const { replica } = useOpen();
  const [, tell] = useState(0);
  const { left, all } = programme ? figuresOf(replica).waiting(programme) : { left: 0, all: 0 };
  const waits = left > AT_ONCE;
  const { version } = replica;
  useEffect(() => {
    if (!waits || !programme) return;
    let here = true;
    const next = (): Promise<void> => {
      if (here) tell((n) => n + 1);
      return pause();
    };
    void figuresOf(replica).warm(programme, next);
    return () => {
      here = false;
    };
  }, [replica, version, programme, waits]);
  return waits ? [all - left, all] : null;
}
