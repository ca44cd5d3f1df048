/**
 * Registre et dossier APDP: what is kept about people, why, on what ground and how long, who reads it, how it is protected. Read from the declarations
 * and the settings of the network, so that it says what the program does; made to be printed and handed in.
 */
import type { FieldClass } from '../../kernel/declare.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import { type Processing, registerOf, SAFEGUARDS } from '../derived/register.ts';
import { dateWords } from './dates.ts';
import type { Desk, View } from './desk.ts';
import { type Html, html } from './html.ts';
import { settingsOf } from './settings-page.ts';
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
  const settings = await settingsOf(visit);
  const body = html`<p>Ce que le réseau garde au sujet des personnes. Cette page est tirée du programme lui-même : elle dit ce qu’il fait. Imprimée, elle est le dossier à remettre à l’APDP.</p>
${controller(visit, settings)}
${register.map(card)}
<section class="card pad stack tight"><h2>Droits des personnes</h2><p>Chaque personne est informée avant, dit oui ou non pour chaque usage, et peut changer d’avis. Elle peut demander à lire ce qui est gardé à son sujet (en un fichier), à le faire corriger et à le faire effacer. Un effacement atteint chaque téléphone à son prochain échange.</p></section>
<section class="card pad stack tight"><h2>Qui reçoit ces données</h2><p>Les personnes du réseau, selon leur rôle et leur lieu, comme dit plus haut. Personne d’autre, sauf par un fichier : chaque fichier sorti est noté avec son auteur, sa date et son contenu. Le public ne voit que ce qu’une organisation a accepté de montrer, et jamais un nombre de personnes plus petit que cinq.</p><p>Le programme n’envoie rien hors du serveur du réseau, ni au Mali ni ailleurs. Si le serveur lui-même est loué à l’étranger, c’est un transfert à déclarer.</p></section>
<section class="card pad stack tight"><h2>Mesures de sécurité</h2><ul class="lines">${SAFEGUARDS.map((line) => html`<li>${line.fr}</li>`)}</ul></section>
<p class="files"><a href="/admin/fichiers">Fichiers sortis du réseau</a> · <a href="/admin/conservation">Ce qui a passé son délai</a> · <a href="/admin/reglages">Réglages</a></p>`;
  return {
    title: 'Registre',
    subtitle: 'Données personnelles',
    entry: 'reglages',
    back: ['/admin/reglages', 'Réglages'],
    body,
  };
}

/** Who answers for all this; what is not written yet is said. */
function controller(visit: Visit, settings: RecordState | null): Html {
  const say = (field: string): string => (settings ? textOf(settings, field) : '') || 'à écrire dans les réglages';
  const facts: readonly (readonly [string, string])[] = [
    ['Réseau', visit.network.card.name],
    ['Siège', say('seat')],
    ['Responsable du traitement', say('controller')],
    ['Pour le joindre', say('controllerContact')],
    ['Récépissé de l’APDP', say('receipt')],
    ['État au', dateWords(visit.now)],
    [
      'Textes',
      'Loi n° 2013-015 du 21 mai 2013 sur la protection des données à caractère personnel, modifiée en 2017 ; Autorité de protection des données à caractère personnel (APDP). Aucune collecte sans autorisation ou avis de l’APDP.',
    ],
  ];
  return html`<section class="card pad stack tight"><h2>Responsable</h2><dl class="known">${facts.map(([title, words]) => html`<div><dt>${title}</dt><dd>${words}</dd></div>`)}</dl></section>`;
}

const list = (names: readonly string[]): string => names.join(', ');

function card(one: Processing): Html {
  const facts: readonly (readonly [string, string])[] = [
    ['Pourquoi', one.purpose],
    ['Sur quelle base', one.basis],
    ['Combien de temps', one.retention + (one.months ? ` (signalé après ${one.months} mois sans écriture)` : '')],
    [
      'Effacement',
      one.left
        ? 'À la demande, ou quand le délai est passé'
        : 'Gardé : chaque écrit cite sous quel droit il a été fait',
    ],
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
