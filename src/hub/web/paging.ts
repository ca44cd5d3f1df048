/** The one way the office shows a long list: so many at a time, its count whole, searched by name, the other pages one link away. */
import { t } from '../../ui/i18n.ts';
import { folded } from '../../ui/search.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';

/** Rows of a page: three screens of a desk. */
export const PAGE_ROWS = 50;
const PAGE = 'page';
/** What an address carries that belongs to one answer only. */
const PASSING = ['fait'];

export interface Paged<T> {
  readonly shown: readonly T[];
  /** Where one is, and the way to the pages beside it; nothing where all is shown. */
  readonly links: Html | false;
}

/**
 * @param query of the address, which the other pages keep.
 * @param key under which the address says the page: a second list on one page has its own.
 */
export function paged<T>(list: readonly T[], query: Fields, rows = PAGE_ROWS, key = PAGE): Paged<T> {
  const pages = Math.max(1, Math.ceil(list.length / rows));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(query[key]) || 1)));
  const kept = Object.entries(query).filter(([name]) => name !== key && !PASSING.includes(name));
  const to = (n: number, words: Html): Html =>
    html`<a class="btn" href="?${new URLSearchParams([...kept, [key, String(n)]]).toString()}">${words}</a>`;
  return {
    shown: list.slice((page - 1) * rows, page * rows),
    links:
      pages > 1 &&
      html`<nav class="line wrap pages" aria-label="${t('gens.paging.pages')}">${page > 1 && to(page - 1, html`${icon('back', 's')}${t('gens.paging.before')}`)}<span class="sm dim num">${t('gens.paging.range', { from: (page - 1) * rows + 1, to: Math.min(page * rows, list.length), all: list.length })}</span>${
        page < pages && to(page + 1, html`${t('gens.paging.after')}${icon('next', 's')}`)
      }</nav>`,
  };
}

/** What was asked for under « nom ». */
export const askedName = (query: Fields): string => (query['nom'] ?? '').trim().slice(0, 80);

/** Does a word of the name begin with each word that was asked for, whatever its accents? */
export function isNamed(name: string, asked: string): boolean {
  const said = ` ${folded(name).replace(/[’'-]/g, ' ')}`;
  return folded(asked)
    .split(/[\s’'-]+/)
    .every((word) => said.includes(` ${word}`));
}

/** The form that searches a list by name. @param all words of the way back to the whole list. */
export const searchByName = (path: string, asked: string, told: string, all: string): Html =>
  html`<form method="get" action="${path}" class="stack tight" role="search"><div class="line wrap ends"><div class="field mid"><label for="nom">${t('gens.paging.find')}</label><input class="in" id="nom" name="nom" type="search" value="${asked}" maxlength="80"></div><button class="btn">${icon('search', 's')}${t('gens.paging.go')}</button></div>
<p class="sm dim">${told}${asked !== '' && html` <a href="${path}">${all}</a>`}</p></form>`;
