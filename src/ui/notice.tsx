/** A banner: what is the case, and the way on. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'wait' | 'recv' | 'ok' | 'fix' | 'clash' | 'bad';

export function Notice(props: {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly title?: string;
  readonly children?: ComponentChildren;
  readonly live?: boolean;
}) {
  return (
    <div class={`note ${props.tone}`} {...(props.live && { role: 'status' })}>
      <Icon name={props.icon} />
      <div class="grow sm">
        {props.title && <b class="block">{props.title}</b>}
        {props.children}
      </div>
    </div>
  );
}
