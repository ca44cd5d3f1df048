/** Registre: what is kept about people, why, on what ground and how long; who reads it. Made to be printed. */
import type { FieldClass } from '../../kernel/declare.ts';
import { type Processing, registerOf } from '../derived/register.ts';
import type { Desk, View } from './desk.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';
import { roleWords } from './words.ts';

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
  const body = html`<p>Ce que le réseau garde au sujet des personnes. Cette page est tirée du programme lui-même : elle dit ce qu’il fait.</p>
${register.map(card)}
<p class="files"><a href="/admin/fichiers">Fichiers sortis du réseau</a></p>`;
  return { title: 'Registre', subtitle: 'Données personnelles', entry: 'personnes', body };
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
