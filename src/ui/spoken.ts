/**
 * Tells screen readers which words are not in the language of the page: Bambara is known in part, the rest of a screen is French, and a voice must
 * know which is which. Elements are marked as they are made, so that no screen has to think of it.
 */
import { type ComponentChildren, h, options, type VNode } from 'preact';
import type { Catalogue, Language } from './i18n.ts';

type Props = { lang?: string; children?: ComponentChildren; [name: string]: unknown };
/** Attributes that are read aloud or shown as the words of their element. */
const READ = ['aria-label', 'placeholder', 'title'];

/** From now on, an element whose words are of this catalogue says so in its `lang`. French in brackets stays part of the label. */
export function markSpoken(lang: Language, words: Catalogue): void {
  const known = new Set(Object.values(words).filter((text) => /\p{L}/u.test(text)));
  const before = options.vnode;
  options.vnode = (vnode: VNode) => {
    if (typeof vnode.type === 'string') mark(vnode.props as Props, lang, known);
    before?.(vnode);
  };
}

function mark(props: Props, lang: string, known: ReadonlySet<string>): void {
  if (props.lang !== undefined) return;
  const { children } = props;
  const parts = Array.isArray(children) ? children : [children];
  const says = (part: unknown): boolean => typeof part === 'string' && known.has(part);
  if (!parts.some(says)) {
    // A name that is only heard: nothing else may stand inside that this would speak for.
    if (children === undefined && READ.some((name) => says(props[name]))) props.lang = lang;
    return;
  }
  const speaks = (part: unknown): boolean =>
    typeof part === 'object' || (typeof part === 'string' && /\p{L}/u.test(part));
  if (parts.every((part) => says(part) || !part || !speaks(part))) props.lang = lang;
  else
    props.children = parts.map((part) =>
      says(part) ? h('span', { lang }, part as string) : part,
    ) as ComponentChildren;
}
