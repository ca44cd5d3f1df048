/** The app's pictograms and logo, drawn by the hub. They always stand beside a word, so a screen reader skips them. */
import { icons } from '../../ui/icons.ts';
import { pictograms } from '../../ui/pictograms.ts';
import { signs } from '../../ui/signs.ts';
import { type Html, html, trusted } from './html.ts';

const drawings: Readonly<Record<string, readonly string[]>> = { ...icons, ...signs, ...pictograms };

/** A sign drawn by a newer version shows as a person. */
export function icon(name: string, size: '' | 's' | 'l' = ''): Html {
  const strokes = Object.hasOwn(drawings, name) ? drawings[name] : drawings['person'];
  return html`<svg class="${size ? `i ${size}` : 'i'}" viewBox="0 0 24 24" aria-hidden="true">${(strokes ?? []).map(
    (stroke) => {
      const path = stroke.replace(/^[~*]/, '');
      const fill = stroke.startsWith('~')
        ? ' fill="currentColor" fill-opacity=".16"'
        : stroke.startsWith('*')
          ? ' fill="currentColor" stroke="none"'
          : '';
      return html`<path d="${path}"${trusted(fill)}/>`;
    },
  )}</svg>`;
}

export const LOGO = trusted(
  '<svg class="logo" width="140" height="32" viewBox="0 0 208 48" role="img" aria-label="Jɛkulu">' +
    '<path d="M39.59 15A18 18 0 0 1 39.59 33M39.59 33A18 18 0 0 1 24 42M24 42A18 18 0 0 1 8.41 33M8.41 33A18 18 0 0 1 8.41 15M8.41 15A18 18 0 0 1 24 6" fill="none" stroke="#fff" stroke-width="3.2"/>' +
    '<circle cx="24" cy="6" r="4.5" fill="#fff"/>' +
    '<circle cx="39.59" cy="15" r="4.5" fill="#fff"/>' +
    '<circle cx="39.59" cy="33" r="4.5" fill="#fff"/>' +
    '<circle cx="24" cy="42" r="4.5" fill="#fff"/>' +
    '<circle cx="8.41" cy="33" r="4.5" fill="#fff"/>' +
    '<circle cx="8.41" cy="15" r="4.5" fill="#fff"/>' +
    '<circle cx="33" cy="8.41" r="3" fill="#e09a26"/>' +
    '<path transform="translate(59 2)" d="M12 8v22.5a8.5 8.5 0 0 1-8.5 8.5H2M40.5 20.2a9.5 9.5 0 0 0-7-3.2c-4.6 0-7.7 2.1-7.7 5.4 0 3.4 3 5.4 7.2 5.4h1.6-2c-4.5 0-7.8 2.2-7.8 5.7s3.6 5.5 8.4 5.5c3.2 0 6.1-1.2 8.1-3.6M54 4v35M70.5 17 55 29.5M61.5 24.6 72 39M82 17v12.5a9 9 0 0 0 9.2 9.5 9 9 0 0 0 9.3-9.5V17M100.500 17v22M113 4v35M125.500 17v12.5a9 9 0 0 0 9.2 9.5 9 9 0 0 0 9.3-9.5V17M144 17v22" fill="none" stroke="#fff" stroke-width="5.6" stroke-linecap="round" stroke-linejoin="round"/>' +
    '</svg>',
);
