/** Plus: on a phone, the way to what stands beside the four first entries of a desk. */
import { plainLanguage, t } from '../../ui/i18n.ts';
import { counted, type Desk } from './desk.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { FAR } from './layout.ts';

const OTHERS = [
  ['territoire', 'pin'],
  ['registre', 'doc'],
  ['conservation', 'clock'],
  ['securite', 'lock'],
] as const;

export function registerMore(desk: Desk): void {
  desk.page('/admin/plus', async (visit) => {
    const waiting = await counted(visit);
    const row = (name: string, sign: string, address = `/admin/${name}`, count = 0): Html =>
      html`<a class="row" href="${address}"><span class="sign">${icon(sign)}</span><span class="grow"><b>${t(`entry.${name}`)}</b><small>${t(`entry.${name}.hint`)}</small></span>${
        count > 0 && html`<span class="badge">${count}<span class="vh"> ${t('frame.toexamine')}</span></span>`
      }${icon('next', 's')}</a>`;
    const other = plainLanguage() === 'en' ? 'fr' : 'en';
    const body = html`<div class="card rows">${FAR.map(([name, sign]) => {
      const count = waiting[name];
      return count !== null && row(name, sign, `/admin/${name}`, count);
    })}${OTHERS.map(([name, sign]) => row(name, sign))}${row('aide', 'help', '/aide')}${row('langue', 'globe', `/admin/langue/${other}`)}</div>`;
    return { title: t('entry.plus'), entry: 'plus', body };
  });
}
