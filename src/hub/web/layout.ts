/** The frame of the hub's pages: no script, the app's own style sheet, usable on a phone and with a keyboard alone. */

import type { Refusal } from '../../kernel/types.ts';
import { plainLanguage, t } from '../../ui/i18n.ts';
import { type Html, html, trusted } from './html.ts';
import { icon, LOGO } from './icons.ts';
import type { Visit } from './visit.ts';
import { fieldWords, refusalWords } from './words.ts';

/** Addresses of the style sheets: the app's, when it was built and in the order of its page, and ours. */
export interface Sheets {
  readonly app: readonly string[];
  readonly own: string;
}

const NEAR = [
  ['reseau', 'network'],
  ['personnes', 'people'],
  ['programmes', 'graduation'],
  ['appareils', 'phone'],
] as const;
/** On a desk beside the others; on a phone behind « Plus », so that the bar stays one line of five. */
export const FAR = [
  ['examiner', 'warning'],
  ['retours', 'fix'],
  ['doublons', 'coop'],
  ['fichiers', 'doc'],
  ['import', 'plus'],
  ['reglages', 'key'],
] as const;
export type Entry = (typeof NEAR)[number][0] | (typeof FAR)[number][0] | 'plus';

export interface Page {
  readonly title: string;
  readonly subtitle?: string;
  readonly entry: Entry;
  readonly body: Html;
  /** The page one came from, and its name. */
  readonly back?: readonly [address: string, words: string];
  readonly notice?: Html;
  /** What waits under an entry, for its badge; null where the entry is not for this person. */
  readonly waiting: { readonly [entry in Entry]?: number | null };
}

export function document(
  sheets: Sheets,
  title: string,
  body: Html,
  { practice = false }: { readonly practice?: boolean } = {},
): string {
  const lang = plainLanguage();
  const page = html`<!doctype html>
<html lang="${lang === 'en' ? 'en' : 'fr-ML'}" dir="ltr"${practice && trusted(' data-practice')}>
<head>
<meta charset="utf-8">
<title>${title} · Jɛkulu</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="theme-color" content="#262c72">
<meta name="robots" content="noindex">
${sheets.app.map((sheet) => html`<link rel="stylesheet" href="${sheet}">`)}
<link rel="stylesheet" href="${sheets.own}">
</head>
<body>
${body}
</body>
</html>
`.text;
  return lang === 'fr' ? spaced(page) : page;
}

/** French spaces before « : ; ? ! » and inside quotes never break a line. Only between tags: what is in a field stays as it was typed. */
const spaced = (page: string): string =>
  page
    .split(/(<[^>]*>)/)
    .map((part) =>
      part.startsWith('<') ? part : part.replace(/ (?=[;?!])/g, '\u202f').replace(/ (?=[:»])|(?<=«) /g, '\u00a0'),
    )
    .join('');

/** A page behind the door. */
export function adminPage(sheets: Sheets, visit: Visit, page: Page): string {
  const { card } = visit.network;
  const strip = card.mode === 'practice' ? t('frame.practice') : card.demo ? t('frame.demo') : null;
  return document(
    sheets,
    page.title,
    html`<a class="skip" href="#main">${t('frame.skip')}</a>
${strip && html`<aside class="${card.mode === 'practice' ? 'demo practice' : 'demo'}" aria-label="${t('frame.note')}">${strip}</aside>`}
<div class="app">
<header class="top"><h1>${page.title}<small>${page.subtitle ?? card.name}</small></h1>
<form method="post" action="/admin/deconnexion" class="who">${token(visit)}<a class="btn wider" href="/aide">${icon('help', 's')}${t('frame.help')}</a><a class="btn wider" href="/admin/securite">${icon('lock', 's')}${t('frame.security')}</a>${tongueLink('btn wider')}<button class="btn">${icon('x', 's')}${t('frame.leave')}</button></form></header>
<main id="main"><div class="stack loose wide">${page.back && backLink(page.back)}${page.notice}${page.body}</div></main>
<nav class="nav" aria-label="${t('frame.main')}"><a class="brand" href="/admin/reseau">${LOGO}</a>${navigation(page)}</nav>
</div>`,
    { practice: card.mode === 'practice' },
  );
}

/** The way to the other language: behind the door on a desk, on a phone it stands behind « Plus ». */
export const tongueLink = (look: string): Html => {
  const other = plainLanguage() === 'en' ? 'fr' : 'en';
  return html`<a class="${look}" href="/admin/langue/${other}" lang="${other}" hreflang="${other}">${t('frame.tongue')}</a>`;
};

const backLink = ([address, words]: readonly [string, string]): Html =>
  html`<p class="up"><a href="${address}">${icon('back', 's')}${words}</a></p>`;

function navigation({ entry, waiting }: Page): Html {
  const link = (name: Entry, sign: string, where: string, count: number, here: boolean): Html =>
    html`<a${where !== '' && trusted(` class="${where}"`)} href="/admin/${name}"${here && trusted(' aria-current="page"')}>${icon(sign)}<span>${t(`entry.${name}`)}</span>${
      count > 0 && html`<span class="badge">${count}<span class="vh"> ${t('frame.toexamine')}</span></span>`
    }</a>`;
  const behind = FAR.filter(([name]) => waiting[name] !== null);
  const all = behind.reduce((sum, [name]) => sum + (waiting[name] ?? 0), 0);
  const isBehind = entry === 'plus' || FAR.some(([name]) => name === entry);
  return html`${NEAR.map(([name, sign]) => link(name, sign, '', 0, name === entry))}${behind.map(([name, sign]) =>
    link(name, sign, 'wider', waiting[name] ?? 0, name === entry),
  )}${link('plus', 'more', 'pocket', all, isBehind)}`;
}

/** A page anybody may open: sign-in, help, an error. */
export function doorPage(
  sheets: Sheets,
  title: string,
  lead: string,
  body: Html,
  { wide = false }: { readonly wide?: boolean } = {},
): string {
  return document(
    sheets,
    title,
    html`<a class="skip" href="#main">${t('frame.skip')}</a>
<div class="door"><header>${LOGO}<p>${lead}</p></header><div class="band"></div>
<main id="main"><div class="${wide ? 'stack loose wide' : 'stack slim'}">${body}</div></main></div>`,
  );
}

/** The token every form carries. */
export const token = (visit: Pick<Visit, 'csrf'>): Html =>
  html`<input type="hidden" name="csrf" value="${visit.csrf}">`;

/** A refusal in words: what it means, the way forward, and the code in small for the helpline. */
export function refusalNote(refusal: Refusal): Html {
  const [said, way] = refusalWords(refusal);
  const fields = (refusal.fields ?? []).map((field) => fieldWords(field)).join(', ');
  return html`<div class="note fix" role="alert">${icon('fix')}<div><p><b>${said}</b></p><p>${way}${
    fields && html` <span class="dim">(${fields})</span>`
  }</p><p class="xs dim">${t('frame.code')} <a href="/aide/codes#${refusal.code}">${refusal.code}</a></p></div></div>`;
}

export const doneNote = (text: string): Html =>
  html`<div class="note ok" role="status">${icon('check')}<p>${text}</p></div>`;
