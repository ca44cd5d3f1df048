/** Keeps what is typed as a draft: a moment after the last letter, and at once when the screen goes away. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Jekulu } from './contract.ts';
import { dropDraft, keepDraft } from './drafts.ts';

const AFTER = 250;

export interface Kept {
  readonly key: string;
  readonly type: string;
  /** What stood there before anything was typed: when all is as before, there is nothing to keep. */
  readonly before: { readonly [field: string]: string };
}

export interface Keeping {
  /** Whether the device took the last draft. */
  readonly works: boolean;
  /** What was typed is recorded or given up: nothing more to keep. */
  stop(): void;
}

export function useKeeping(
  jekulu: Jekulu,
  { key, type, before }: Kept,
  answers: { readonly [field: string]: string },
  step: number,
): Keeping {
  const [works, setWorks] = useState(true);
  const pending = useRef<(() => void) | null>(null);
  const first = useRef(true);
  const flush = () => {
    pending.current?.();
    pending.current = null;
  };

  // Before the next frame: a screen that goes away at once keeps its last letter too.
  useLayoutEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const isBefore = Object.keys({ ...before, ...answers }).every(
      (name) => (answers[name] ?? '') === (before[name] ?? ''),
    );
    pending.current = () => {
      const done = isBefore ? dropDraft(jekulu, key) : keepDraft(jekulu, { key, type, values: answers, step });
      done.then(
        () => setWorks(true),
        () => setWorks(false),
      );
    };
    const timer = setTimeout(flush, AFTER);
    return () => clearTimeout(timer);
  }, [answers, step]);
  useEffect(() => {
    document.addEventListener('visibilitychange', flush);
    addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      removeEventListener('pagehide', flush);
      flush();
    };
  }, []);
  return {
    works,
    stop: () => {
      pending.current = null;
    },
  };
}
