/** The pad that is open and the figures on it: kept like any draft, so that they stand there again when the phone died or somebody left the meeting. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RecordState } from '../../../kernel/fold.ts';
import type { Day } from '../../../kernel/moment.ts';
import { useKeeping } from '../../../ui/keeping.ts';
import { useOpen } from '../../../ui/open.ts';
import type { Step } from '../model.ts';

/** Where each pad stands. */
const STEP_OF = {
  fines: 'fines',
  social: 'social',
  helped: 'social',
  shares: 'shares',
  repaid: 'loans',
  lend: 'loans',
  expense: 'loans',
  count: 'close',
} as const satisfies { readonly [pad: string]: Step };
export type Pad = keyof typeof STEP_OF;
const isPad = (text: string | undefined): text is Pad => text !== undefined && text in STEP_OF;

interface Typed {
  readonly pad: Pad;
  /** Whom or what it is about. */
  readonly of: string;
  /** Figures of the sum; null until the first key. */
  readonly sum: string | null;
  /** What else is chosen with the sum, '' for nothing: months of a loan, what was counted in the other box. */
  readonly beside: string;
}

const NOTHING = {};

export interface Typing {
  /** Step of the pad that was left open; null for none. */
  readonly step: Step | null;
  readonly sum: string | null;
  readonly beside: string;
  /** Whom or what this pad asks about; null while it is closed. */
  of(pad: Pad): string | null;
  open(pad: Pad, of: string, beside?: string): void;
  type(next: (sum: string | null) => string): void;
  choose(beside: string): void;
  close(): void;
}

/** One pad at a time in a meeting. */
export function useTyping(cycle: RecordState, on: Day): Typing {
  const { jekulu } = useOpen();
  const [typed, setTyped] = useState<Typed | null>(null);
  const key = `reunion ${cycle.id} ${on}`;
  useEffect(() => {
    void jekulu.draft(key).then((draft) => {
      const { pad, of = '', sum = null, beside = '' } = draft?.values ?? {};
      if (isPad(pad)) setTyped((before) => before ?? { pad, of, sum, beside });
    });
  }, []);
  // An open pad without figures is nothing to come back to.
  const kept = useMemo(() => {
    if (!typed || !(typed.sum || typed.beside)) return NOTHING;
    const { sum, ...rest } = typed;
    return { ...rest, ...(sum && { sum }) };
  }, [typed]);
  useKeeping(jekulu, { key, type: 'savings_meeting', before: NOTHING }, kept, 0);
  return {
    step: typed && STEP_OF[typed.pad],
    sum: typed?.sum ?? null,
    beside: typed?.beside ?? '',
    of: (pad) => (typed?.pad === pad ? typed.of : null),
    open: (pad, of, beside = '') => setTyped({ pad, of, sum: null, beside }),
    type: (next) => setTyped((before) => before && { ...before, sum: next(before.sum) }),
    choose: (beside) => setTyped((before) => before && { ...before, beside }),
    close: () => setTyped(null),
  };
}
