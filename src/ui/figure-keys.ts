/** The figures of a keyboard, for pads that show them as large keys. */
import { useLayoutEffect, useRef } from 'preact/hooks';

/** @param press a figure, or `erase`. */
export function useFigureKeys(press: (key: string) => void): void {
  const latest = useRef(press);
  latest.current = press;
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^\d$/.test(event.key)) latest.current(event.key);
      else if (event.key === 'Backspace') latest.current('erase');
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
