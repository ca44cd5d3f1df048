/** What an office is told of names that the paper of a certificate cannot write: which they are, and what to do. */
import { type RecordState, textOf } from '../../kernel/fold.ts';
import { unprinted } from '../../modules/certificates/letters.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';

const note = (what: readonly Html[], way: string): Html =>
  html`<div class="note fix">${icon('warning')}<div><p><b>Le papier ne sait pas écrire toutes ces lettres</b></p><ul class="lines">${what.map((one) => html`<li>${one}</li>`)}</ul><p>${way}</p></div></div>`;
// Some scripts run from right to left: each name keeps its own way.
const said = (text: string): Html => html`<bdi>${text}</bdi>`;

/** Before they are given: names of people, then those of the group, its curriculum and its programme. Nothing where all can be written. */
export const beforeGiving = (people: readonly string[], around: readonly string[]): Html =>
  html`${people.length > 0 && note(people.map(said), 'Écrivez chaque nom en lettres latines, à côté de la personne. Sans cela, rien n’est donné.')}${around.length > 0 && note(around.map(said), 'Corrigez ce nom sur sa fiche avant de donner les certificats.')}`;

/** Given ones that no PDF holds. */
export const notPrinted = (certificates: readonly RecordState[]): Html | false =>
  certificates.length > 0 &&
  note(
    certificates.map(
      (one) =>
        html`<a href="/admin/certificats/${one.id}">${said(textOf(one, 'name'))}, nº ${textOf(one, 'number')}</a>`,
    ),
    'Ces certificats ne s’impriment pas. Ouvrez chacun pour le corriger.',
  );

/** The one that is open: in place of the way to print it. */
export const cannotPrint = (certificate: RecordState): Html => {
  const [first = '', ...more] = unprinted(certificate);
  const way =
    first === textOf(certificate, 'name')
      ? 'Ce certificat ne s’imprime pas. Écrivez le nom en lettres latines, ci-dessous.'
      : 'Ce certificat ne s’imprime pas. Corrigez ce texte là où il est écrit, retirez ce certificat, puis donnez-en un autre.';
  return note([first, ...more].map(said), way);
};
