/**
 * Mali as twenty equal squares, one a region, placed about as on the ground: no boundary is drawn, none can be wrong. Each square that has somebody
 * leads to them; the same counts stand beside it as a list.
 */
import type { Language } from '../derived/words.ts';
import { type Html, html } from '../web/html.ts';
import { regionName } from './face.ts';
import { counted, numberText, say } from './words.ts';

/** Column and row of each region. */
const SQUARES: readonly (readonly [region: string, x: number, y: number])[] = [
  ['ml-09', 5, 1],
  ['ml-08', 6, 1],
  ['ml-06', 5, 2],
  ['ml-07', 6, 2],
  ['ml-10', 7, 2],
  ['ml-11', 2, 3],
  ['ml-14', 3, 3],
  ['ml-05', 4, 3],
  ['ml-18', 5, 3],
  ['ml-01', 1, 4],
  ['ml-12', 2, 4],
  ['ml-02', 3, 4],
  ['ml-04', 4, 4],
  ['ml-19', 5, 4],
  ['ml-00', 2, 5],
  ['ml-13', 3, 5],
  ['ml-16', 4, 5],
  ['ml-17', 5, 5],
  ['ml-15', 3, 6],
  ['ml-03', 4, 6],
];
const SIDE = 52;

/** @param href where the organisations of a region are. */
export function cartogram(lang: Language, counts: ReadonlyMap<string, number>, href: (region: string) => string): Html {
  const most = Math.max(1, ...SQUARES.map(([region]) => counts.get(region) ?? 0));
  return html`<svg viewBox="0 0 ${7 * SIDE} ${6 * SIDE}" role="group" aria-label="${say(lang, 'public.map')}">${SQUARES.map(
    ([region, x, y]) => {
      const n = counts.get(region) ?? 0;
      const name = regionName(region);
      const [left, top] = [(x - 1) * SIDE, (y - 1) * SIDE];
      const square = html`<rect x="${left + 1}" y="${top + 1}" width="${SIDE - 2}" height="${SIDE - 2}" rx="4"/><text aria-hidden="true" x="${left + SIDE / 2}" y="${top + 20}">${codeOf(name)}</text>`;
      if (n === 0) return html`<g><title>${say(lang, 'public.map.none', { name })}</title>${square}</g>`;
      const strength = n > (2 * most) / 3 ? 'h' : n > most / 3 ? 'm' : 'l';
      return html`<a class="${strength}" href="${href(region)}"><title>${counted(lang, 'public.map', n, { name })}</title>${square}<text aria-hidden="true" class="n" x="${left + SIDE / 2}" y="${top + 41}">${numberText(lang, n)}</text></a>`;
    },
  )}</svg>`;
}

/** `SÉG`; two regions begin alike with three letters. */
const codeOf = (name: string): string => (name === 'Koutiala' ? 'KTL' : name.slice(0, 3).toUpperCase());
