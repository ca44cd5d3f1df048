import { icons } from './icons.ts';
import type { pictograms } from './pictograms.ts';
import type { signs } from './signs.ts';

export type IconName = keyof typeof icons | keyof typeof signs | keyof typeof pictograms;

const drawings: { [name: string]: readonly string[] } = { ...icons };

/** Brings in the pictograms of a group of screens, once it is there. */
export function addIcons(more: { readonly [name: string]: readonly string[] }): void {
  Object.assign(drawings, more);
}

/** Always beside a word, or inside something that has an `aria-label`. A sign drawn by a newer version shows as a person. */
export function Icon({ name, size = '' }: { readonly name: string; readonly size?: '' | 's' | 'l' }) {
  const strokes = drawings[name] ?? drawings['person'] ?? [];
  return (
    <svg class={size ? `i ${size}` : 'i'} viewBox="0 0 24 24" aria-hidden="true">
      {strokes.map((stroke) => {
        const how = stroke.charAt(0);
        if (how === '~') return <path key={stroke} d={stroke.slice(1)} fill="currentColor" fill-opacity=".16" />;
        if (how === '*') return <path key={stroke} d={stroke.slice(1)} fill="currentColor" stroke="none" />;
        return <path key={stroke} d={stroke} />;
      })}
    </svg>
  );
}
