/** What the machine tells those in charge, as notes on their first page. */
import { t } from '../../ui/i18n.ts';
import type { Warning } from '../watch.ts';
import { delayWords } from './dates.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { refusalWords } from './words.ts';

export function warningNote(warning: Warning): Html {
  const [said, way] = refusalWords(warning);
  const detail = detailWords(warning);
  return html`<div class="note" role="status">${icon('warning')}<div><p><b>${said}</b></p><p>${detail && `${detail} `}${way}</p><p class="xs dim">${t('frame.code')} <a href="/aide/codes#${warning.code}">${warning.code}</a></p></div></div>`;
}

function detailWords(warning: Warning): string {
  if (warning.code === 'HUB-DISK-LOW') return t('warn.left', { n: Math.floor(warning.free / 1024 / 1024) });
  if (warning.code !== 'HUB-CLOCK') return '';
  const doubt = warning.doubt;
  const size = delayWords(doubt.by);
  if (doubt.sign !== 'phones') return t(doubt.sign === 'jumped' ? 'warn.jumped' : 'warn.behind', { size });
  return t(doubt.by < 0 ? 'warn.phones.more' : 'warn.phones.less', { n: doubt.phones, size });
}
