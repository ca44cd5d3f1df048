/** What came of a programme, for anybody: figures of a day, what was received by then, who stands behind it with the source, and stories of people who agree. */
import type { Line, PackWords, Told } from '../../modules/training/pack-words.ts';
import type { Language } from '../derived/words.ts';
import { type Html, html, type Part } from '../web/html.ts';
import type { Face } from './face.ts';
import { baseOf, type Frame, publicPage, Signs, TABLES_SHEET } from './layout.ts';
import type { ShownPartner, ShownResults, ShownStory } from './results-shown.ts';
import { momentText, say } from './words.ts';

const addressOf = (lang: Language, face: Face, one: ShownResults): string =>
  `${baseOf(lang)}/${face.slug}/programmes/${one.id}`;

/** The way to the results, where there are any. */
export const resultsPart = (lang: Language, face: Face): Part =>
  face.results.length > 0 &&
  html`<section><div class="head"><h2>${say(lang, 'public.results')}</h2></div><div class="regs card">${face.results.map(
    (one) => html`<a lang="fr" href="${addressOf(lang, face, one)}">${one.name}</a>`,
  )}</div></section>`;

const bar = ({ label, n, text, of }: Line, widest: number): Html =>
  html`<tr><th scope="row">${label}${of && html`<br><span class="sm dim">${of}</span>`}</th><td aria-hidden="true"><progress max="${widest}" value="${n}"></progress></td><td class="num">${text}</td></tr>`;
const bars = (title: string, lines: readonly Line[], widest: number): Part =>
  lines.length > 0 &&
  html`<section class="card pad"><h2>${title}</h2><table class="bars"><tbody>${lines.map((line) => bar(line, widest))}</tbody></table></section>`;
const told = ({ groups }: Told): Part =>
  groups
    .filter(({ rows }) => rows.length > 0)
    .map(
      ({ title, rows }) =>
        html`<section class="card pad"><h2>${title}</h2><table class="bars"><tbody>${rows.map(
          ({ label, text }) => html`<tr><th scope="row">${label}</th><td class="num">${text}</td></tr>`,
        )}</tbody></table></section>`,
    );

/** What was aimed at, and what each indicator told that day, as it was frozen. Aims and indicators are called as they were written, in French. */
const aims = ({ title, pages }: NonNullable<PackWords['aims']>): Html =>
  html`<section class="card pad stack"><h2>${title}</h2>${pages
    .flat()
    .map(({ is, label, text, how }) =>
      is === 'aim'
        ? html`<h3 lang="fr">${label}</h3>`
        : is === 'level'
          ? html`<p class="sm dim"><b>${label}</b></p>`
          : html`<p><span lang="fr">${label}</span><br><b>${text}</b>${how !== '' && html`<br><span class="sm dim">${how}</span>`}</p>`,
    )}</section>`;

const partner = (lang: Language, { name, role, source, signed }: ShownPartner): Html =>
  html`<li><span lang="fr"><b>${name}</b>${role && ` · ${role}`}</span>${
    source &&
    html` <span class="sm dim">(${say(lang, 'public.results.source', { source, when: signed && momentText(lang, signed) })})</span>`
  }</li>`;

const story = (lang: Language, { name, called, text, on, agreed }: ShownStory): Html =>
  html`<article class="card pad" lang="fr"><h3>${name}</h3>${text
    .split(/\n+/)
    .map(
      (line) => html`<p class="p-note">${line}</p>`,
    )}<p><b>${called}</b>, ${momentText('fr', on)}</p><p class="sm dim" lang="${lang}">${say(lang, 'public.results.agreed', { when: momentText(lang, agreed) })}</p></article>`;

/** The page of one programme. */
export function resultsPage(lang: Language, face: Face, one: ShownResults, frame: Frame): string {
  const words = one.words[lang];
  return publicPage({
    lang,
    ...frame,
    face,
    title: one.name,
    path: `/${face.slug}/programmes/${one.id}`,
    more: TABLES_SHEET,
    hero: html`<h1 lang="fr">${one.name}</h1><p>${words.title}</p>`,
    main: html`<section class="stack"><p class="big"><b class="fig">${words.sum}</b>${words.women && html`<br>${words.women}`}</p>
<p>${words.rule}</p><p class="sm dim">${words.received} ${words.frozen}</p>${one.about && html`<p lang="fr">${one.about}</p>`}
<div class="cards">${bars(words.path.title, words.path.lines, words.path.widest)}${bars(words.after.title, words.after.lines, words.after.widest)}${told(words.who)}${words.jobs && told(words.jobs)}</div>${words.aims && aims(words.aims)}</section>
${
  one.partners.length > 0 &&
  html`<section><div class="head"><h2>${say(lang, 'public.results.partners')}</h2></div><ul class="card pad stack">${one.partners.map((each) => partner(lang, each))}</ul></section>`
}
${
  one.stories.length > 0 &&
  html`<section><div class="head"><h2>${say(lang, 'public.results.stories')}</h2></div><div class="cards">${one.stories.map((each) => story(lang, each))}</div></section>`
}
<section class="card pad"><h2>${words.howTitle}</h2><ul>${words.how.map((line) => html`<li>${line}</li>`)}</ul></section>
<p class="go-on head"><a href="${baseOf(lang)}/${face.slug}/chiffres">${say(lang, 'public.figures')}</a></p>`,
    signs: new Signs(),
  });
}
