/** A page to be printed, as it will be, with its button. What stands at its head stands on every page: what it is, of which network, from which day. */
import type { ComponentChildren } from 'preact';
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a phone, and a keyboard must reach it */}
      <section class="paper" aria-label={t('out.preview')} tabIndex={0}>
        {props.children}
      </section>
    </Frame>
  );
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
