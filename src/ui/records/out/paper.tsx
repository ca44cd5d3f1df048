/** A page to be printed, as it will be, with its button. What stands at its head stands on every page: what it is, of which network, from which day. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Frame } from '../../frame.tsx';
import { t } from '../../i18n.ts';
import { Icon } from '../../icon.tsx';
import { useOpen } from '../../open.ts';
import { longDay } from '../../when.ts';
import { usePaperStyle } from './style.ts';

export interface Back {
  readonly href: string;
  readonly label: string;
}

/** The screen around the paper; only the paper is printed. */
export function PaperScreen(props: {
  readonly title: string;
  readonly back: Back;
  readonly note?: string | false;
  readonly children: ComponentChildren;
}) {
  usePaperStyle();
  const sheet = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { current: paper } = sheet;
    if (!paper) return;
    fit(paper);
    let width = paper.clientWidth;
    const again = () => {
      if (paper.clientWidth === width && paper.scrollWidth <= width) return;
      fit(paper);
      width = paper.clientWidth;
    };
    // What stands on it may come later, and a phone is turned. In the next frame: what is observed must not change while it is told.
    const sized = new ResizeObserver(() => requestAnimationFrame(again));
    sized.observe(paper);
    return () => sized.disconnect();
  }, []);
  return (
    <Frame
      title={props.title}
      back={props.back}
      acts={
        <button type="button" class="btn go" onClick={() => print()}>
          <Icon name="print" />
          {t('out.print')}
        </button>
      }
    >
      {props.note && <p class="cut">{props.note}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where a browser cannot show it smaller it scrolls sideways, and a keyboard must reach it */}
      <section ref={sheet} class="paper" aria-label={t('out.preview')} tabIndex={0}>
        {props.children}
      </section>
    </Frame>
  );
}

/** A sheet wider than the screen is shown smaller, whole: what is cut off at the side is taken for missing. On paper it stays as it is. */
function fit(paper: HTMLElement): void {
  paper.style.setProperty('--fit', '1');
  if (paper.scrollWidth <= paper.clientWidth) return;
  const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(paper);
  const room = paper.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd);
  // A point more than its width: the half of its border that lies outside.
  const widest = Math.max(room, ...[...paper.querySelectorAll('table')].map((table) => table.offsetWidth + 2));
  paper.style.setProperty('--fit', String(room / widest));
}

/** First line of the head of a table; browsers repeat it on every page. */
export function DocHead(props: { readonly title: string; readonly sub: string; readonly columns: number }) {
  const { jekulu, me, now } = useOpen();
  return (
    <tr class="doc">
      <td colSpan={props.columns}>
        <div>
          <p>
            <b>{props.title}</b>
            <span>{props.sub}</span>
          </p>
          <p>
            <span>{jekulu.network.value?.name ?? me.place}</span>
            <span>{t('out.printed', { when: longDay(now) })}</span>
          </p>
        </div>
      </td>
    </tr>
  );
}
