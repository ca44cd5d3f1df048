/** One organisation, with what it agreed to show: for people, as an hCard, and for programs as schema.org in a file of its own. */
import type { Day, Moment } from '../../kernel/moment.ts';
import { seniorityOn } from '../../modules/directory/rules.ts';
import { choiceWords, type Language } from '../derived/words.ts';
import { html } from '../web/html.ts';
import { fact, mailLink, phoneLink, webLink } from './about.ts';
import { type Face, regionName, type Shown } from './face.ts';
import { doesWords, placeWords } from './home.ts';
import { baseOf, type Frame, publicPage, Signs } from './layout.ts';
import { counted, momentText, say } from './words.ts';

export function memberPage(lang: Language, face: Face, one: Shown, frame: Frame): string {
  const home = `${baseOf(lang)}/${face.slug}`;
  const path = `/${face.slug}/membres/${one.id}`;
  const branch = face.branches[one.branch];
  const facts = [
    fact(say(lang, 'public.fact.kind'), choiceWords('organisation', 'kind', one.kind)[lang]),
    fact(
      say(lang, 'public.fact.sectors'),
      one.sectors.map((sector) => choiceWords('organisation', 'sectors', sector)[lang]).join(', '),
    ),
    fact(
      say(lang, 'public.fact.poles'),
      one.poles.length > 0 &&
        html`<ul>${one.poles.map((at) => {
          const pole = face.poles[at];
          return pole && html`<li lang="fr"><a href="${home}?pole=${pole.number}">${pole.name}</a></li>`;
        })}</ul>`,
    ),
    fact(say(lang, 'public.fact.place'), one.place && html`<span class="p-locality">${one.place}</span>`),
    fact(
      say(lang, 'public.fact.region'),
      one.region && html`<a class="p-region" href="${home}?region=${one.region}">${regionName(one.region)}</a>`,
    ),
    fact(say(lang, 'public.fact.address'), one.address && html`<span class="p-adr">${one.address}</span>`),
    fact(say(lang, 'public.fact.founded'), one.founded && foundedWords(lang, one.founded, face.day)),
    fact(say(lang, 'public.fact.since'), one.since && momentText(lang, one.since)),
    fact(
      say(lang, 'public.fact.awards'),
      one.awards.length > 0 &&
        html`<ul>${one.awards.map(({ name, from, on }) => html`<li lang="fr">${[name, from, on && momentText(lang, on)].filter(Boolean).join(', ')}</li>`)}</ul>`,
    ),
    fact(say(lang, 'public.fact.phone'), one.phone && phoneLink(one.phone)),
    fact(say(lang, 'public.fact.email'), one.email && mailLink(one.email)),
    fact(say(lang, 'public.fact.website'), one.website && webLink(one.website)),
    fact(say(lang, 'public.fact.branch'), branch?.phone && html`${branch.name} · ${phoneLink(branch.phone)}`),
  ];
  return publicPage({
    lang,
    ...frame,
    face,
    title: one.name,
    path,
    hero: html`<h1 lang="fr">${one.name}${one.acronym && one.acronym !== one.name && ` (${one.acronym})`}</h1><p>${doesWords(lang, one)}</p>${one.place && html`<p>${placeWords(one)}</p>`}`,
    main: html`<article class="h-card card pad"><h2 class="vh p-name p-org" lang="fr">${one.name}</h2>
${one.about && html`<p class="p-note" lang="fr">${one.about}</p>`}
<dl class="facts">${facts}</dl></article>
<p class="sm dim">${say(lang, 'public.member.own')}</p>
<p class="go-on head"><a href="${home}#liste">${say(lang, 'public.back')}</a><a href="${baseOf(lang)}${path}.jsonld">${say(lang, 'public.member.file')}</a></p>`,
    signs: new Signs(),
    machine: { type: 'application/ld+json', href: `${baseOf(lang)}${path}.jsonld` },
  });
}

/** « 10 juillet 2003, 23 ans » ; without years where the date is too vague to tell. */
function foundedWords(lang: Language, founded: Moment, day: Day): string {
  const [least, most] = seniorityOn(founded, day) ?? [0, 1];
  const years = least === most && most > 0 ? `, ${counted(lang, 'public.years', most)}` : '';
  return momentText(lang, founded) + years;
}

/** schema.org. @param origin of the hub, as the visitor sees it. */
export function memberJsonLd(lang: Language, face: Face, one: Shown, origin: string): string {
  const url = one.website && (/^https?:\/\//i.test(one.website) ? one.website : `https://${one.website}`);
  const known = {
    '@context': 'https://schema.org',
    '@type': 'Organization',
    '@id': `${origin}/reseau/${face.slug}/membres/${one.id}`,
    name: one.name,
    alternateName: one.acronym,
    description: one.about || doesWords(lang, one),
    foundingDate: one.founded.replace('~', ''),
    telephone: one.phone,
    email: one.email,
    url,
    address: one.place && {
      '@type': 'PostalAddress',
      addressLocality: one.place,
      ...(one.region && { addressRegion: regionName(one.region) }),
      addressCountry: one.country,
    },
    award: one.awards.length > 0 ? one.awards.map(({ name }) => name) : '',
    memberOf: { '@type': 'Organization', name: face.full || face.name, alternateName: face.full ? face.name : '' },
    disambiguatingDescription: face.demo ? say(lang, 'public.demo') : '',
  };
  return `${JSON.stringify(known, (_, value) => (value === '' ? undefined : value), 1)}\n`;
}
