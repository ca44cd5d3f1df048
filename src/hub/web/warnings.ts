/** What the machine tells those in charge, as notes on their first page. */
import type { Warning } from '../watch.ts';
import { delayWords } from './dates.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { refusalEntry } from './words.ts';

export function warningNote(warning: Warning): Html {
  const { fr, frWay } = refusalEntry(warning);
  const detail = detailWords(warning);
  return html`<div class="note" role="status">${icon('warning')}<div><p><b>${fr}</b></p><p>${detail && `${detail} `}${frWay}</p><p class="xs dim">Code <a href="/aide/codes#${warning.code}">${warning.code}</a></p></div></div>`;
}

function detailWords(warning: Warning): string {
  if (warning.code === 'HUB-DISK-LOW') return `Il reste ${Math.floor(warning.free / 1024 / 1024)} Mo.`;
  if (warning.code !== 'HUB-CLOCK') return '';
  const doubt = warning.doubt;
  const size = delayWords(doubt.by);
  if (doubt.sign !== 'phones')
    return doubt.sign === 'jumped'
      ? `Elle vient de reculer de ${size}.`
      : `Elle dit ${size} de moins que ce que ce serveur a déjà noté.`;
  return `La plupart des téléphones (${doubt.phones} cette semaine) disent ${size} de ${doubt.by < 0 ? 'plus' : 'moins'}.`;
}
