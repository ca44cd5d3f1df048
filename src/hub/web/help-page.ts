/** Help anybody may open: the questions people ask, the same as on the phone and those of the office; every refusal one can meet, with the way forward. */
import type { CodeEntry } from '../../kernel/codes.ts';
import { CODES } from '../../kernel/codes.ts';
import { QUESTIONS, SUBJECTS } from '../../ui/help.ts';
import { plainLanguage, t } from '../../ui/i18n.ts';
import '../../ui/messages/help/index.ts';
import { START_CODES } from '../start-codes.ts';
import { WEB_CODES } from './codes.ts';
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

const OFFICE = ['backup', 'step', 'block', 'erase', 'apdp'] as const;

/** Everything people ask, those of the office first: it is they who come here. */
export function questionsBody(): Html {
  const list = (subject: string, keys: readonly string[]): Html =>
    html`<section class="stack tight"><h2>${t(`questions.${subject}`)}</h2>${keys.map(
      (key) =>
        html`<details class="card"><summary class="pad">${t(`ask.${key}`)}</summary><p class="pad">${t(`answer.${key}`)}</p></details>`,
    )}</section>`;
  return html`<div class="stack loose">${ways('/aide', html`<a class="btn" href="/admin/reseau">${icon('back', 's')}${t('questions.back')}</a>`)}
<h1>${t('questions.title')}</h1><p>${t('questions.lead')}</p>
${list('office', OFFICE)}${SUBJECTS.map((subject) => list(subject, QUESTIONS[subject]))}
<div class="card rows"><a class="row" href="${inLanguage('/aide/codes')}"><span class="grow"><b>${t('questions.codes')}</b><small>${t('questions.codes.hint')}</small></span>${icon('next', 's')}</a></div></div>`;
}

/** These pages are linked from outside: their addresses say in which language they are read. */
const inLanguage = (path: string, lang = plainLanguage()): string => `${path}?langue=${lang}`;

/** The way back, and the other language. */
function ways(path: string, back: Html): Html {
  const other = plainLanguage() === 'fr' ? 'en' : 'fr';
  return html`<div class="line wrap">${back}<a class="btn" href="${inLanguage(path, other)}" hreflang="${other}" lang="${other}">${t('frame.tongue')}</a></div>`;
}

/** Every code, in the language of the page first. */
export function helpBody(): Html {
  const back = html`<a class="btn" href="${inLanguage('/aide')}">${icon('back', 's')}${t('frame.help')}</a>`;
  const title = (prefix: string): string => (FAMILIES.includes(prefix) ? t(`codes.${prefix}`) : prefix);
  return html`${ways('/aide/codes', back)}<h1>${t('codes.title')}</h1>
<p>${t('codes.lead')}</p>
<div class="stack loose codelist">${families().map((prefix) => {
    const codes = Object.keys(ALL_CODES).filter((code) => code.startsWith(`${prefix}-`));
    if (codes.length === 0) return null;
    return html`<section><h2>${title(prefix)}</h2><div class="card rows">${codes.map((code) => codeSection(code, ALL_CODES[code] as CodeEntry))}</div></section>`;
  })}</div>`;
}

function codeSection(code: string, { fr, frWay, en, enWay, does }: CodeEntry): Html {
  const isEnglish = plainLanguage() === 'en';
  const [own, way, second] = isEnglish ? [en, enWay, `${fr} ${frWay}`] : [fr, frWay, `${en} ${enWay}`];
  return html`<section class="pad stack tight" id="${code}"><h3>${code}</h3>
<p><b>${own}</b> ${way}</p><p class="sm dim">${t(`codes.does.${does}`)}</p>
<p class="sm dim" lang="${isEnglish ? 'fr' : 'en'}">${second}</p></section>`;
}
