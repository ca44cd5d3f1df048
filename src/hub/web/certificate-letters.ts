/** What an office is told of certificates: names that their paper cannot write and what to do, and why one was withdrawn. */
import '../../modules/certificates/messages/group/index.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import { unprinted } from '../../modules/certificates/letters.ts';
import { t } from '../../ui/i18n.ts';
import { dateWords } from './dates.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { said } from './tongue.ts';
import { fieldWords } from './words.ts';

const note = (what: readonly Html[], way: string): Html =>
  html`<div class="note fix">${icon('warning')}<div><p><b>${t('group.letters')}</b></p><ul class="lines">${what.map((one) => html`<li>${one}</li>`)}</ul><p>${way}</p></div></div>`;
// Some scripts run from right to left: each name keeps its own way.
const turned = (text: string): Html => html`<bdi>${text}</bdi>`;

/** « Retiré le 12 mars 2027 : obtenu par fraude. » @param day as the withdrawal keeps it. */
export const goneText = (day: string, why: string): string =>
  t('cours.gone', {
    on: dateWords(Date.parse(day)),
    why: fieldWords(`why.${why}`, 'certificate_withdrawal').toLowerCase(),
  });

/** Before they are given: names of people, then those of the group, its curriculum and its programme. Nothing where all can be written. */
export const beforeGiving = (people: readonly string[], around: readonly string[]): Html =>
  html`${people.length > 0 && note(people.map(turned), t('cours.letters.people'))}${around.length > 0 && note(around.map(turned), t('cours.letters.around'))}`;

/** Given ones that no PDF holds. */
export const notPrinted = (certificates: readonly RecordState[]): Html | false =>
  certificates.length > 0 &&
  note(
    certificates.map(
      (one) =>
        html`<a href="/admin/certificats/${one.id}">${said('cours.numbered', { name: turned(textOf(one, 'name')), number: textOf(one, 'number') })}</a>`,
    ),
    t('cours.letters.given'),
  );

/** The one that is open: in place of the way to print it. */
export const cannotPrint = (certificate: RecordState): Html => {
  const [first = '', ...more] = unprinted(certificate);
  const way = first === textOf(certificate, 'name') ? t('cours.letters.name') : t('cours.letters.text');
  return note([first, ...more].map(turned), way);
};
