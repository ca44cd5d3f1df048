/**
 * Registre et dossier APDP: what is kept about people, why, on what ground and how long, who reads it, how it is protected. Read from the declarations
 * and the settings of the network, so that it says what the program does; made to be printed and handed in.
 */
import type { FieldClass } from '../../kernel/declare.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import { listText } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { declaredWords, type Processing, registerOf, SAFEGUARDS } from '../derived/register.ts';
import { dateWords } from './dates.ts';
import type { Desk, View } from './desk.ts';
import { type Html, html } from './html.ts';
import { settingsOf } from './settings-page.ts';
import { own } from './tongue.ts';
import type { Visit } from './visit.ts';
import { fieldWords, roleWords } from './words.ts';

const CLASSES: readonly FieldClass[] = ['public', 'network', 'branch', 'restricted'];

export function registerRegister(desk: Desk): void {
  desk.page('/admin/registre', show);
}

async function show(visit: Visit): Promise<View> {
  const register = registerOf(visit.decl);
  const settings = await settingsOf(visit);
  const body = html`<p>${t('gens.register.lead')}</p>
${controller(visit, settings)}
${register.map(card)}
<section class="card pad stack tight"><h2>${t('gens.register.rights')}</h2><p>${t('gens.register.rights.text')}</p></section>
<section class="card pad stack tight"><h2>${t('gens.register.given')}</h2><p>${t('gens.register.given.who')}</p><p>${t('gens.register.given.where')}</p></section>
<section class="card pad stack tight"><h2>${t('gens.register.safe')}</h2><ul class="lines">${SAFEGUARDS.map((line) => html`<li>${own(line)}</li>`)}</ul></section>
<p class="files"><a href="/admin/fichiers">${t('gens.register.files')}</a> · <a href="/admin/conservation">${t('entry.conservation.hint')}</a> · <a href="/admin/reglages">${t('entry.reglages')}</a></p>`;
  return {
    title: t('gens.register.title'),
    subtitle: t('gens.register.sub'),
    entry: 'reglages',
    back: ['/admin/reglages', t('entry.reglages')],
    body,
  };
}

/** Who answers for all this; what is not written yet is said. */
function controller(visit: Visit, settings: RecordState | null): Html {
  const say = (field: string): string => (settings ? textOf(settings, field) : '') || t('gens.register.unwritten');
  const facts: readonly (readonly [string, string])[] = [
    [t('entry.reseau'), visit.network.card.name],
    [fieldWords('seat', 'network_settings'), say('seat')],
    [t('gens.register.controller.name'), say('controller')],
    [t('gens.register.controller.reach'), say('controllerContact')],
    [fieldWords('receipt', 'network_settings'), say('receipt')],
    [t('gens.register.on'), dateWords(visit.now)],
    [t('gens.register.law'), t('gens.register.law.text')],
  ];
  return html`<section class="card pad stack tight"><h2>${t('gens.register.controller')}</h2><dl class="known">${facts.map(([title, words]) => html`<div><dt>${title}</dt><dd>${words}</dd></div>`)}</dl></section>`;
}

function card(one: Processing): Html {
  const { months } = one;
  const time = own(declaredWords(one.retention));
  const facts: readonly (readonly [string, string])[] = [
    [t('gens.register.why'), own(declaredWords(one.purpose))],
    [t('gens.register.basis'), own(declaredWords(one.basis))],
    [t('gens.register.time'), months === undefined ? time : t('gens.register.months', { time, months })],
    [t('gens.register.erasing'), t(one.left ? 'gens.register.erasing.yes' : 'gens.register.erasing.no')],
    [t('gens.register.readers'), readerWords(one)],
    [t('gens.register.where'), keptWords(one)],
    ...CLASSES.flatMap((grade) => {
      const fields = one.fields[grade];
      return fields.length > 0
        ? [[t(`gens.register.class.${grade}`), listText(fields.map(({ label }) => own(label)))] as const]
        : [];
    }),
  ];
  return html`<section class="card pad stack tight" id="${one.type}"><h2>${own(one.label)}</h2>
<dl class="known">${facts.map(([title, words]) => html`<div><dt>${title}</dt><dd>${words}</dd></div>`)}</dl></section>`;
}

function readerWords({ readers, shareable }: Processing): string {
  const roles = listText(readers.map(roleWords));
  return t(shareable ? 'gens.register.readers.shared' : 'gens.register.readers.place', { roles });
}

function keptWords({ closed, keep }: Processing): string {
  const where = t(keep === 'hub' ? 'gens.register.where.hub' : 'gens.register.where.phones');
  return closed ? t('gens.register.where.closed', { where }) : where;
}
