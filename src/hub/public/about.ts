/** What the network says of itself: from its own sheet, its bodies, its branches and what it belongs to, each with the source that was written down. */

import type { Moment } from '../../kernel/moment.ts';
import type { E164 } from '../../kernel/phone.ts';
import { phoneLinks, phonePairs } from '../../kernel/phone.ts';
import { SETTINGS } from '../../modules/network/model.ts';
import { fieldWords, type Language } from '../derived/words.ts';
import { type Html, html, type Part } from '../web/html.ts';
import type { Face, Instance, Tie } from './face.ts';
import { baseOf } from './layout.ts';
import { counted, type Key, momentText, say } from './words.ts';

/** A telephone that can be called by a touch. */
export const phoneLink = (phone: string): Html =>
  html`<a class="p-tel" href="${phoneLinks(phone as E164).tel}">${phonePairs(phone as E164)}</a>`;

/** An address of the web; what is none stands as it was written. */
export function webLink(written: string): Html {
  const url = /^https?:\/\//i.test(written) ? written : `https://${written}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return html`${written}`;
  return html`<a class="u-url" href="${url}" rel="nofollow noopener">${written}</a>`;
}
export const mailLink = (address: string): Html => {
  const at = address.indexOf('@') + 1;
  // On a narrow screen it goes on after its sign, not within a word.
  return html`<a class="u-email" href="mailto:${address}">${address.slice(0, at)}<wbr>${address.slice(at)}</a>`;
};

export const fact = (name: string, said: Part): Part =>
  said !== '' && said !== null && said !== false && html`<div><dt>${name}</dt><dd>${said}</dd></div>`;

const ROLES: Readonly<Record<string, Key>> = {
  member: 'public.role.member',
  founder: 'public.role.founder',
  section: 'public.role.section',
  board: 'public.role.board',
  host: 'public.role.host',
  partner: 'public.role.partner',
};

/** What was written of it, with its source. */
const told = (about: string): Part => about && html`<p class="sm dim" lang="fr">${about}</p>`;

function tieLine(lang: Language, { name, full, about, roles }: Tie): Html {
  const said = roles.map(({ kind, from, source }) => {
    const key = Object.hasOwn(ROLES, kind) ? ROLES[kind] : undefined;
    const since = from && say(lang, 'public.since', { when: momentText(lang, from) });
    return [key ? say(lang, key) : kind, since, source && `(${say(lang, 'public.about.source', { source })})`]
      .filter(Boolean)
      .join(' ');
  });
  return html`<li><b>${name}</b>${full && html` <span lang="fr">${full}</span>`}${said.length > 0 && ` · ${said.join(' · ')}`}${told(about)}</li>`;
}

/** A rule with its state: nobody may take for certain what was not read in the statutes. */
function ruleLine(lang: Language, { field, n, check }: Face['rules'][number]): Html {
  const name = fieldWords(SETTINGS, field)[lang];
  const state = check
    ? `${say(lang, 'public.about.rule.checked', { when: momentText(lang, check.on as Moment) })} (${say(lang, 'public.about.source', { source: check.source })})`
    : say(lang, 'public.about.rule.unverified');
  return html`<li>${say(lang, 'public.about.rule', { name, n })} <span class="sm dim">· ${state}</span></li>`;
}

/** A body with its seats: how many are filled and vacant, and who sits there as far as they agreed to be shown. */
function bodyLine(lang: Language, face: Face, { name, about, seats }: Instance): Html {
  if (seats === null) return html`<li><span lang="fr">${name}</span>${told(about)}</li>`;
  const { held, vacant, sitting } = seats;
  if (held === null) return html`<li>${counted(lang, 'public.about.seats', seats.seats, { name })}${told(about)}</li>`;
  const filled = counted(lang, 'public.about.filled', held, { name, of: seats.seats });
  const empty = vacant > 0 && `, ${counted(lang, 'public.about.vacant', vacant)}`;
  const others = held - sitting.length;
  return html`<li>${filled}${empty}${told(about)}${
    sitting.length > 0 &&
    html`<details><summary>${say(lang, 'public.about.sitting')}</summary><ul>${sitting.map(
      (one) => html`<li><a href="${baseOf(lang)}/${face.slug}/membres/${one.id}" lang="fr">${one.name}</a></li>`,
    )}</ul>${others > 0 && html`<p class="sm dim">${counted(lang, 'public.about.unshown', others)}</p>`}</details>`
  }</li>`;
}

const list = (items: readonly Part[]): Part => items.length > 0 && html`<ul>${items}</ul>`;

export function aboutPart(lang: Language, face: Face): Part {
  return html`<section id="nous"><div class="head"><h2>${say(lang, 'public.about')}</h2></div>
<div class="card pad">${face.about && html`<p class="p-note" lang="fr">${face.about}</p>`}<dl class="facts">${[
    fact(say(lang, 'public.about.founded'), face.founded && momentText(lang, face.founded)),
    fact(say(lang, 'public.about.bodies'), list(face.bodies.map((body) => bodyLine(lang, face, body)))),
    fact(say(lang, 'public.about.rules'), list(face.rules.map((rule) => ruleLine(lang, rule)))),
    fact(
      say(lang, 'public.about.poles'),
      list(face.poles.map(({ number, name }) => html`<li lang="fr">${number}. ${name}</li>`)),
    ),
    fact(say(lang, 'public.about.networks'), list(face.networks.map((tie) => tieLine(lang, tie)))),
    fact(say(lang, 'public.about.partners'), list(face.partners.map((tie) => tieLine(lang, tie)))),
    fact(
      say(lang, 'public.about.branches'),
      list(
        face.branches.map(
          ({ name, place, phone }) =>
            html`<li>${name}${place && place !== name && `, ${place}`}${phone && html` · ${phoneLink(phone)}`}</li>`,
        ),
      ),
    ),
    fact(say(lang, 'public.about.address'), face.address),
    fact(say(lang, 'public.fact.email'), face.email && mailLink(face.email)),
    fact(say(lang, 'public.fact.website'), face.website && webLink(face.website)),
  ]}</dl></div></section>`;
}
