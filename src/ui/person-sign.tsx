import { Icon, type IconName } from './icon.tsx';

/** Pictogram of a person: solid, in the person's own colour. */
export function PersonSign(props: { readonly sign: string; readonly color: string; readonly large?: boolean }) {
  return (
    <span class={`sign solid ${props.color}${props.large ? ' l' : ''}`}>
      <Icon name={props.sign as IconName} {...(props.large && { size: 'l' })} />
    </span>
  );
}
