/** The small pieces every screen is made of. */
import type { ComponentChildren } from 'preact';
import { t } from './i18n.ts';
import { Icon, type IconName } from './icon.tsx';
import type { Stand } from './work.ts';

export { Notice, type Tone } from './notice.tsx';
export { PersonSign } from './person-sign.tsx';

/** Pictogram of a thing, on a tint. */
export function Sign(props: { readonly icon: IconName; readonly tone?: string; readonly large?: boolean }) {
  return (
    <span class={`sign ${props.tone ?? 'own'}${props.large ? ' l' : ''}`}>
      <Icon name={props.icon} {...(props.large && { size: 'l' })} />
    </span>
  );
}

type Look = { readonly icon: IconName; readonly tone: string };
export const STANDS: { readonly [stand in Stand]: Look } = {
  pending: { icon: 'clock', tone: 'wait' },
  received: { icon: 'received', tone: 'recv' },
  held: { icon: 'hold', tone: 'wait' },
  confirmed: { icon: 'checks', tone: 'ok' },
  fix: { icon: 'fix', tone: 'fix' },
  clash: { icon: 'clash', tone: 'clash' },
};

/** Where a change or a record stands: icon, word, then colour. */
export function State({ of, text }: { readonly of: Stand; readonly text?: string }) {
  const { icon, tone } = STANDS[of];
  return (
    <span class={`st ${tone}`}>
      <Icon name={icon} size="s" />
      {text ?? t(`state.${of}`)}
    </span>
  );
}

/** One line of a list that opens something: sign, bold name, one line of context, and what stands at the end. */
export function Row(props: {
  readonly href: string;
  readonly sign?: ComponentChildren;
  readonly title: string;
  readonly sub?: ComponentChildren;
  readonly end?: ComponentChildren;
  readonly tone?: string;
}) {
  return (
    <a class={`row${props.tone ? ` ${props.tone}` : ''}`} href={props.href}>
      {props.sign}
      <span class="grow">
        <b>{props.title}</b>
        {props.sub && <small>{props.sub}</small>}
      </span>
      {props.end}
    </a>
  );
}

/** Nothing here yet: one sentence, one button. */
export function Empty(props: { readonly text: string; readonly hint?: string; readonly children?: ComponentChildren }) {
  return (
    <div class="card empty">
      <div class="band" aria-hidden="true" />
      <div class="pad stack">
        <p class="big">{props.text}</p>
        {props.hint && <p class="dim">{props.hint}</p>}
        {props.children}
      </div>
    </div>
  );
}

/** Heading of a section with its count and, at the end, a way to more. */
export function Head(props: {
  readonly id?: string;
  readonly title: string;
  readonly count?: number;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="head">
      <h2 {...(props.id && { id: props.id })}>
        {props.title}
        {props.count !== undefined && <span class="dim num"> {props.count}</span>}
      </h2>
      {props.children}
    </div>
  );
}
