/** Registre: what is kept about people, why, on what ground and how long; who reads it; and the files that left the hub. Made to be printed. */
import type { FieldClass } from '../../kernel/declare.ts';
import { type Processing, registerOf } from '../derived/register.ts';
import { manyWords } from '../derived/words.ts';
import type { Exported } from '../network.ts';
import { timeWords } from './dates.ts';
import type { Desk, View } from './desk.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { Visit } from './visit.ts';
import { roleWords } from './words.ts';

const SHOWN = 50;

const CLASSES: Readonly<Record<FieldClass, string>> = {
  public: 'Peut être publié',
  network: 'Dans le réseau',
  branch: 'Dans l’antenne',
  restricted: 'Réservé',
};

export function registerRegister(desk: Desk): void {
  desk.page('/admin/registre', show);
}

async function show(visit: Visit): Promise<View> {
  const register = registerOf(visit.decl);
  const audits = visit.grants.some(({ role }) => visit.decl.roles[role]?.audits);
  const exports = await visit.network.exports(SHOWN, audits ? undefined : visit.person);
  const body = html`<p>Ce que le réseau garde au sujet des personnes. Cette page est tirée du programme lui-même : elle dit ce qu’il fait.</p>
${register.map(card)}
${files(visit)}
<section class="stack tight"><h2>Fichiers sortis du réseau</h2><p class="sm dim">${
    audits ? 'Les derniers, par tout le monde.' : 'Les derniers que vous avez pris.'
  }</p>${
    exports.length === 0
      ? html`<p class="card pad">Aucun fichier pour l’instant.</p>`
      : html`<ul class="card pad lines">${await Promise.all(exports.map((one) => exportLine(visit, one)))}</ul>`
  }</section>`;
  return { title: 'Registre', subtitle: 'Données personnelles', entry: 'personnes', body };
}

/** What this person may take out, as files for a spreadsheet; each is noted below. */
function files(visit: Visit): Html {
  const types = Object.values(visit.decl.types).filter(
    ({ access, shareable }) => shareable || visit.grants.some(({ role }) => access.read.includes(role)),
  );
  return html`<section class="stack tight files"><h2>Prendre un fichier</h2>
<p class="sm dim">Pour un tableur (CSV). Chaque fichier pris est noté ci-dessous.</p>
<div class="card rows">${types.map(
    ({ name }) =>
      html`<a class="row" href="/api/v1/records/${name}.csv">${icon('down')}<span class="grow">${manyWords(name).fr}</span></a>`,
  )}<a class="row" href="/api/v1/exports/sse.csv">${icon('down')}<span class="grow">Annuaire au format SSE, pour d’autres réseaux</span></a></div></section>`;
}

const list = (names: readonly string[]): string => names.join(', ');

function card(one: Processing): Html {
  const facts: readonly (readonly [string, string])[] = [
    ['Pourquoi', one.purpose],
    ['Sur quelle base', one.basis],
    ['Combien de temps', one.retention],
    ['Qui peut lire', readerWords(one)],
    ['Où c’est gardé', keptWords(one)],
    ...Object.entries(CLASSES).flatMap(([grade, title]) => {
      const fields = one.fields[grade as FieldClass];
      return fields.length > 0 ? [[title, list(fields.map(({ label }) => label.fr))] as const] : [];
    }),
  ];
  return html`<section class="card pad stack tight" id="${one.type}"><h2>${one.label.fr}</h2>
<dl class="known">${facts.map(([title, words]) => html`<div><dt>${title}</dt><dd>${words}</dd></div>`)}</dl></section>`;
}

function readerWords({ readers, shareable }: Processing): string {
  const roles = list(readers.map(roleWords));
  return shareable
    ? `${roles}, chacun pour son lieu ; tout le réseau quand la fiche est partagée`
    : `${roles}, chacun pour son lieu`;
}

function keptWords({ closed, keep }: Processing): string {
  const where =
    keep === 'hub'
      ? 'Sur le serveur du réseau'
      : 'Sur le serveur du réseau et, sous scellé, sur les téléphones de qui peut lire';
  return closed ? `${where}, dans la partie réservée` : where;
}

async function exportLine(visit: Visit, { at, person, what, records }: Exported): Promise<Html> {
  const size = records === null ? 'interrompu' : `${records}\u00a0${records > 1 ? 'lignes' : 'ligne'}`;
  return html`<li><b>${what}</b>, ${size}<br><span class="sm dim">${await visit.nameOf(person)} · ${timeWords(at, visit.now)}</span></li>`;
}
