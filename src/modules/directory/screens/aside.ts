/** Pairs that somebody could not decide about: put aside on this device, never lost from it. */
import { signal } from '@preact/signals-core';
import { remember, remembered } from '../../../ui/prefs.ts';
import { pairKey } from '../candidates.ts';

/** More would be a list nobody looks at. */
const MOST = 200;

export const aside = signal<readonly string[]>((remembered('aside') ?? '').split(',').filter((key) => key !== ''));

export const isAside = ({ a, b }: { readonly a: string; readonly b: string }): boolean =>
  aside.value.includes(pairKey(a, b));

/** Looks at the pair again, as if nobody had put it aside. */
export function takeUp(a: string, b: string): void {
  keep(aside.value.filter((key) => key !== pairKey(a, b)));
}

export function putAside(a: string, b: string): void {
  keep([...new Set([pairKey(a, b), ...aside.value])].slice(0, MOST));
}

function keep(keys: readonly string[]): void {
  aside.value = keys;
  remember('aside', keys.join(','));
}
