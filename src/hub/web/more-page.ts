/** Plus: on a phone, the way to what stands beside the four first entries of a desk. */
import { counted, type Desk } from './desk.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { FAR } from './layout.ts';

const OTHERS = [
  ['territoire', 'pin', 'Territoires', 'Membres, emplois, personnes formées et fonds, par lieu'],
  ['registre', 'doc', 'Registre et dossier APDP', 'Ce qui est gardé, pourquoi, combien de temps'],
  ['conservation', 'clock', 'Conservation', 'Ce qui a passé son délai'],
  ['securite', 'lock', 'Sécurité', 'Votre mot de passe, votre double vérification'],
] as const;

export function registerMore(desk: Desk): void {
  desk.page('/admin/plus', async (visit) => {
    const waiting = await counted(visit);
    const row = (name: string, sign: string, label: string, hint: string, count = 0): Html =>
      html`<a class="row" href="/admin/${name}"><span class="sign">${icon(sign)}</span><span class="grow"><b>${label}</b><small>${hint}</small></span>${
        count > 0 && html`<span class="badge">${count}<span class="vh"> à examiner</span></span>`
      }${icon('next', 's')}</a>`;
    const body = html`<div class="card rows">${FAR.map(([name, sign, label, hint]) => {
      const count = waiting[name];
      return count !== null && row(name, sign, label, hint, count);
    })}${OTHERS.map(([name, sign, label, hint]) => row(name, sign, label, hint))}<a class="row" href="/aide"><span class="sign">${icon('help')}</span><span class="grow"><b>Aide</b><small>Les questions qu’on pose le plus</small></span>${icon('next', 's')}</a></div>`;
    return { title: 'Plus', entry: 'plus', body };
  });
}
