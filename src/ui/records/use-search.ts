/** Searching without making anybody wait: the first rows with the key, the rest between two frames. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Search, Searchable, SearchIndex } from '../search.ts';
import { SLICE, until } from '../slices.ts';

/** Of the time a key may take, so much is for looking; the rest is for drawing the rows. ms. */
const AT_ONCE = 12;

const worn = new WeakSet<object>();

/**
 * Looks for a text in an index, and goes on for as long as the screen shows. When nothing is left to look for, the lines get ready for the next
 * letter.
 * @param index null: nothing to look for now.
 * @param passes what else a line must be; the same function as long as that is the same.
 * @param rows so many are shown: once they are found, they are drawn before the rest is counted.
 */
export function useSearch<T extends Searchable>(
  index: SearchIndex<T> | null,
  text: string,
  passes: (line: T) => boolean,
  rows = Number.POSITIVE_INFINITY,
): Search<T> | null {
  const looking = useMemo(() => index?.look(text, passes) ?? null, [index, text, passes]);
  const [, told] = useState(0);
  if (looking && !looking.done && looking.found.length < rows) {
    const inTime = until(AT_ONCE);
    looking.go(() => looking.found.length < rows && inTime());
  }
  useEffect(() => {
    if (!index || !looking) return;
    // A timer would wait for some milliseconds each time, and let less urgent work in.
    const turns = new MessageChannel();
    let waiting = !looking.done;
    turns.port1.onmessage = () => {
      const goOn = until(SLICE);
      if (waiting) {
        if (looking.go(goOn)) {
          waiting = false;
          told((n) => n + 1);
        }
        turns.port2.postMessage(0);
      } else if (!index.warm(goOn)) turns.port2.postMessage(0);
      // Drawn once more when nobody waits: the first letter then finds the way worn.
      else if (!worn.has(index)) {
        worn.add(index);
        told((n) => n + 1);
      }
    };
    // Rows that are there are drawn before anything gets ready.
    const drawn = waiting ? null : requestAnimationFrame(() => turns.port2.postMessage(0));
    if (waiting) turns.port2.postMessage(0);
    return () => {
      if (drawn !== null) cancelAnimationFrame(drawn);
      turns.port1.close();
    };
  }, [index, looking]);
  return looking;
}

/** What is told beside the rows, counted once they are drawn; until then what it was before. */
export function useAfter<T>(count: () => T, deps: readonly unknown[]): T {
  const first = useMemo(count, []);
  const [value, setValue] = useState(first);
  const counted = useRef(false);
  useEffect(() => {
    if (!counted.current) {
      counted.current = true;
      return;
    }
    const later = requestAnimationFrame(() => {
      turns.port2.postMessage(0);
    });
    const turns = new MessageChannel();
    turns.port1.onmessage = () => {
      turns.port1.close();
      setValue(count);
    };
    return () => {
      cancelAnimationFrame(later);
      turns.port1.close();
    };
  }, deps);
  return value;
}
