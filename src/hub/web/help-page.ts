/** Help anybody may open: the questions people ask, the same as on the phone and those of the office; every refusal one can meet, with the way forward. */
import type { CodeEntry } from '../../kernel/codes.ts';
import { CODES } from '../../kernel/codes.ts';
import { QUESTIONS, SUBJECTS } from '../../ui/help.ts';
import enShared from '../../ui/messages/help/en.json';
import frShared from '../../ui/messages/help/fr.json';
import type { Language } from '../derived/words.ts';
import { START_CODES } from '../start-codes.ts';
import { WEB_CODES } from './codes.ts';
import { say } from './first-steps-words.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';

export const ALL_CODES: Readonly<Record<string, CodeEntry>> = { ...START_CODES, ...WEB_CODES, ...CODES };

/** In the order in which one meets them. */
const FAMILIES: readonly string[] = [
  'RIGHT',
  'RULE',
  'HOLD',
  'QUARANTINE',
  'DEVICE',
  'FLAG',
  'CLOCK',
  'KEY',
  'CODE',
  'SYNC',
  'NET',
  'STORE',
  'TAB',
  'HUB',
];

/** A family this list does not name yet comes last under its own name. */
const families = (): readonly string[] => [
  ...new Set([...FAMILIES, ...Object.keys(ALL_CODES).map((code) => code.split('-')[0] as string)]),
];

const SHARED: Readonly<Record<Language, Readonly<Record<string, string>>>> = { fr: frShared, en: enShared };
const OFFICE = ['backup', 'step', 'block', 'erase', 'apdp'] as const;

/** Everything people ask, those of the office first: it is they who come here. */
export function questionsBody(lang: Language): Html {
  const word = (key: string): string => SHARED[lang][key] ?? say(lang, key);
  const list = (subject: string, keys: readonly string[]): Html =>
    html`<section class="stack tight"><h2>${word(`questions.${subject}`)}</h2>${keys.map(
      (key) =>
        html`<details class="card"><summary class="pad">${word(`ask.${key}`)}</summary><p class="pad">${word(`answer.${key}`)}</p></details>`,
    )}</section>`;
  return html`<div class="stack loose">${ways(lang, '/aide', html`<a class="btn" href="/admin/reseau">${icon('back', 's')}${word('questions.back')}</a>`)}
<h1>${word('questions.title')}</h1><p>${word('questions.lead')}</p>
${list('office', OFFICE)}${SUBJECTS.map((subject) => list(subject, QUESTIONS[subject]))}
<div class="card rows"><a class="row" href="${inLanguage('/aide/codes', lang)}"><span class="grow"><b>${word('questions.codes')}</b><small>${word('questions.codes.hint')}</small></span>${icon('next', 's')}</a></div></div>`;
}

/** French is at the address itself. */
const inLanguage = (path: string, lang: Language): string => (lang === 'en' ? `${path}?langue=en` : path);

/** The way back, and the other language. */
function ways(lang: Language, path: string, back: Html): Html {
  const other = lang === 'fr' ? 'en' : 'fr';
  return html`<div class="line wrap">${back}<a class="btn" href="${inLanguage(path, other)}" hreflang="${other}" lang="${other}">${say(lang, 'desk.tongue')}</a></div>`;
}

/** Every code, in the language of the page first. */
export function helpBody(lang: Language): Html {
  const back = html`<a class="btn" href="${inLanguage('/aide', lang)}">${icon('back', 's')}${say(lang, 'desk.help')}</a>`;
  const title = (prefix: string): string => (FAMILIES.includes(prefix) ? say(lang, `codes.${prefix}`) : prefix);
  return html`${ways(lang, '/aide/codes', back)}<h1>${say(lang, 'codes.title')}</h1>
<p>${say(lang, 'codes.lead')}</p>
<div class="stack loose codelist">${families().map((prefix) => {
    const codes = Object.keys(ALL_CODES).filter((code) => code.startsWith(`${prefix}-`));
    if (codes.length === 0) return null;
    return html`<section><h2>${title(prefix)}</h2><div class="card rows">${codes.map((code) => codeSection(lang, code, ALL_CODES[code] as CodeEntry))}</div></section>`;
  })}</div>`;
}

function codeSection(lang: Language, code: string, { fr, frWay, en, enWay, does }: CodeEntry): Html {
  const [own, way, second] = lang === 'en' ? [en, enWay, `${fr} ${frWay}`] : [fr, frWay, `${en} ${enWay}`];
  return html`<section class="pad stack tight" id="${code}"><h3>${code}</h3>
<p><b>${own}</b> ${way}</p><p class="sm dim">${say(lang, `codes.does.${does}`)}</p>
<p class="sm dim" lang="${lang === 'en' ? 'fr' : 'en'}">${second}</p></section>`;
}
