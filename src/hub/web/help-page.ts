/** Help anybody may open: the questions people ask, the same as on the phone and those of the office; every refusal one can meet, with the way forward. */
import type { CodeEntry } from '../../kernel/codes.ts';
import { CODES } from '../../kernel/codes.ts';
import { QUESTIONS, SUBJECTS } from '../../ui/help.ts';
import en from '../../ui/messages/help/en.json';
import fr from '../../ui/messages/help/fr.json';
import type { Language } from '../derived/words.ts';
import { START_CODES } from '../start-codes.ts';
import { WEB_CODES } from './codes.ts';
import { say } from './first-steps-words.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';

export const ALL_CODES: Readonly<Record<string, CodeEntry>> = { ...START_CODES, ...WEB_CODES, ...CODES };

const FAMILIES: readonly (readonly [prefix: string, title: string])[] = [
  ['RIGHT', 'Qui peut faire quoi'],
  ['RULE', 'Ce qui est à corriger'],
  ['HOLD', 'Ce qui attend'],
  ['QUARANTINE', 'Ce qui a été mis de côté'],
  ['DEVICE', 'Les téléphones'],
  ['FLAG', 'Les remarques, qui n’arrêtent rien'],
  ['CLOCK', 'Les horloges'],
  ['KEY', 'Le code personnel à six chiffres'],
  ['CODE', 'Les codes d’activation'],
  ['SYNC', 'Les échanges avec le serveur'],
  ['NET', 'Le réseau'],
  ['STORE', 'La mémoire du téléphone'],
  ['TAB', 'Les onglets'],
  ['HUB', 'Le serveur'],
];

const DOES: Readonly<Record<CodeEntry['does'], string>> = {
  returned: 'Le travail revient à son auteur, entier.',
  held: 'Le travail est gardé et repart seul.',
  quarantined: 'Le travail est mis de côté ; une personne décide.',
  flag: 'Le travail est accepté, avec une remarque.',
  refused: 'Rien n’est pris ; rien n’est perdu.',
};

/** Families in their order; a family this list does not name yet comes last under its own name. */
function families(): readonly (readonly [prefix: string, title: string])[] {
  const known = new Set(FAMILIES.map(([prefix]) => prefix));
  const others = new Set(
    Object.keys(ALL_CODES)
      .map((code) => code.split('-')[0] as string)
      .filter((prefix) => !known.has(prefix)),
  );
  return [...FAMILIES, ...[...others].map((prefix) => [prefix, prefix] as const)];
}

const SHARED: Readonly<Record<Language, Readonly<Record<string, string>>>> = { fr, en };
const OFFICE = ['backup', 'step', 'block', 'erase', 'apdp'] as const;

/** Everything people ask, those of the office first: it is they who come here. */
export function questionsBody(lang: Language): Html {
  const word = (key: string): string => SHARED[lang][key] ?? say(lang, key);
  const list = (subject: string, keys: readonly string[]): Html =>
    html`<section class="stack tight"><h2>${word(`questions.${subject}`)}</h2>${keys.map(
      (key) =>
        html`<details class="card"><summary class="pad">${word(`ask.${key}`)}</summary><p class="pad">${word(`answer.${key}`)}</p></details>`,
    )}</section>`;
  const other = lang === 'fr' ? 'en' : 'fr';
  return html`<div class="stack loose" lang="${lang}"><div class="line wrap"><a class="btn" href="/admin/reseau">${icon('back', 's')}${word('questions.back')}</a><a class="btn" href="/aide${other === 'en' ? '?langue=en' : ''}" lang="${other}">${other === 'en' ? 'English' : 'Français'}</a></div>
<h1>${word('questions.title')}</h1><p>${word('questions.lead')}</p>
${list('office', OFFICE)}${SUBJECTS.map((subject) => list(subject, QUESTIONS[subject]))}
<div class="card rows"><a class="row" href="/aide/codes"><span class="grow"><b>${word('questions.codes')}</b><small>${word('questions.codes.hint')}</small></span>${icon('next', 's')}</a></div></div>`;
}

export function helpBody(): Html {
  return html`<h1>Que veut dire ce code ?</h1>
<p>Rien n’est refusé en silence. Chaque retour porte un code, une phrase et une façon d’avancer.</p>
<div class="stack loose codelist">${families().map(([prefix, title]) => {
    const codes = Object.keys(ALL_CODES).filter((code) => code.startsWith(`${prefix}-`));
    if (codes.length === 0) return null;
    return html`<section><h2>${title}</h2><div class="card rows">${codes.map((code) => codeSection(code, ALL_CODES[code] as CodeEntry))}</div></section>`;
  })}</div>`;
}

const codeSection = (code: string, entry: CodeEntry): Html =>
  html`<section class="pad stack tight" id="${code}"><h3>${code}</h3>
<p><b>${entry.fr}</b> ${entry.frWay}</p><p class="sm dim">${DOES[entry.does]}</p>
<p class="sm dim" lang="en">${entry.en} ${entry.enWay}</p></section>`;
