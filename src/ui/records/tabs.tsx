/** One line of tabs. It may be longer than a phone is wide: the open one is always in sight, and changing it moves nothing else. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { stay } from '../frame.tsx';

export interface TabLink {
  readonly key: string;
  readonly href: string;
  readonly label: string;
  readonly count?: number | null;
}

export function Tabs(props: {
  readonly label: string;
  readonly tabs: readonly TabLink[];
  readonly current: string;
  /** They belong to one page: opening one keeps the place and the focus. */
  readonly within?: boolean;
}) {
  const { current, within } = props;
  const line = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const open = line.current?.querySelector<HTMLElement>('[aria-current]');
    // By hand: scrolling it into view would move the page as well.
    if (open && line.current)
      line.current.scrollLeft = open.offsetLeft - (line.current.clientWidth - open.offsetWidth) / 2;
  }, [current]);
  return (
    <nav class="tabs" aria-label={props.label} ref={line}>
      {props.tabs.map(({ key, href, label, count }) => (
        <a
          key={key}
          href={href}
          {...(within && { onClick: stay })}
          {...(key === current && { 'aria-current': 'page' as const })}
        >
          {label}
          {typeof count === 'number' && <span class="num dim">{count}</span>}
        </a>
      ))}
    </nav>
  );
}
