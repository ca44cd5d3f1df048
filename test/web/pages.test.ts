// What every page of the hub keeps: no script, no style of its own, a strict policy; and the help page knows every code.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { START_CODES } from '../../src/hub/start-codes.ts';
import { WEB_CODES } from '../../src/hub/web/codes.ts';
import { html } from '../../src/hub/web/html.ts';
import deskEn from '../../src/hub/web/messages/office/en.json';
import deskFr from '../../src/hub/web/messages/office/fr.json';
import { isNamed, paged } from '../../src/hub/web/paging.ts';
import { CODES } from '../../src/kernel/codes.ts';
import { deviceRecord } from '../../src/kernel/judge.ts';
import phoneEn from '../../src/ui/messages/help/en.json';
import phoneFr from '../../src/ui/messages/help/fr.json';
import { organisation, type People, phoneOf, settle } from '../hub/world.ts';
import { openSite, type Site, type Visitor, wordsOf } from './site.ts';

let site: Site;
let network: HubNetwork;
let people: People;
let visitor: Visitor;
let pages: readonly string[];

beforeAll(async () => {
  site = await openSite();
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau <un>', mode: 'real', demo: false });
  people = await settle(network);
  visitor = await site.visitor(network, people.secretary);
  const phone = await phoneOf(site.url, network, people.animator);
  await phone.exchange();
  phone.write([organisation('<script>alert(1)</script>', 'n/branch/segou/' as never)]);
  await phone.exchange();
  pages = [
    '/admin/connexion',
    '/admin/reseau',
    '/admin/plus',
    '/admin/personnes',
    '/admin/personnes/nouvelle',
    `/admin/personnes/${people.animator}`,
    '/admin/appareils',
    `/admin/appareils/${deviceRecord(phone.id)}`,
    '/admin/examiner',
    '/admin/retours',
    '/admin/versions',
    '/admin/securite',
    '/admin/securite/application',
    '/admin/debut',
    '/admin/debut/sauvegarde',
    '/admin/conservation',
    '/aide',
    '/aide?langue=en',
    '/aide/codes',
    '/aide/codes?langue=en',
  ];
}, 60_000);
afterAll(() => site.end());

describe('pages', () => {
  it('carry no script and no style, and a policy that allows none', async () => {
    for (const path of pages) {
      const { status, text, headers } = await visitor.get(path);
      expect(status, path).toBe(200);
      expect(text, path).not.toMatch(/<script|<style|\son\w+=|\sstyle=|javascript:/i);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).not.toMatch(/script-src|unsafe/);
      expect(policy, path).toContain("form-action 'self'");
      expect(headers.get('referrer-policy'), path).toBe('same-origin');
    }
  });

  it('show what a person typed as words, whatever they typed', async () => {
    const returns = await visitor.get('/admin/retours');
    expect(returns.text).toContain('&lt;script&gt;');
    expect((await visitor.get('/admin/personnes')).text).toContain('Réseau &lt;un&gt;');
    expect(html`<i title="${'a"b'}">${['<', null, false, 0]}</i>`.text).toBe('<i title="a&quot;b">&lt;0</i>');
    // A name that turns the direction of what follows would rewrite the line it stands in.
    expect(html`${'Awa \u202eEROART\u2066'}`.text).toBe('Awa EROART');
  });

  it('have one form token each, a title, a language, and a link past the navigation', async () => {
    for (const path of pages) {
      const { text } = await visitor.get(path);
      const forms = text.match(/<form[^>]*method="post"/g)?.length ?? 0;
      expect(text.match(/name="csrf" value="[^"]{20,}"/g)?.length ?? 0, path).toBe(forms);
      expect(text, path).toMatch(path.endsWith('?langue=en') ? /<html lang="en"/ : /<html lang="fr-ML"/);
      expect(text, path).toMatch(/<title>[^<]+· Jɛkulu<\/title>/);
      expect(text, path).toContain('href="#main"');
      expect(text.match(/<h1/g), path).toHaveLength(1);
      for (const [, id] of text.matchAll(/<label for="([^"]+)"/g)) expect(text, path).toContain(`id="${id}"`);
    }
  });

  it('show long lists so many at a time, whatever the address asks, with their count whole', () => {
    const list = Array.from({ length: 120 }, (_, i) => i);
    const at = (query: Record<string, string>) => paged(list, query, 50);
    expect(at({}).shown).toEqual(list.slice(0, 50));
    expect(at({ page: '3' }).shown).toEqual(list.slice(100));
    for (const [page, first] of Object.entries({ '-5': 0, '1e308': 100, NaN: 0, '2.9': 50, '': 0 }))
      expect(at({ page }).shown[0], page).toBe(first);
    const { links } = at({ page: '2', nom: 'awa', fait: 'nom' });
    const text = links ? links.text : '';
    expect(wordsOf(text)).toMatch(/Avant *51 à 100 sur 120 *Suite/);
    expect(text).toContain('?nom=awa&amp;page=3');
    expect(paged(list.slice(0, 50), {}, 50).links).toBe(false);
    // Two lists on one page: turning one leaves the other where it is.
    const beside = paged(list, { page: '3', attente: '2', fait: 'nom' }, 50, 'attente');
    expect(beside.shown[0]).toBe(50);
    expect(beside.links ? beside.links.text : '').toContain('?page=3&amp;attente=3');
    // A name is asked for by how its words begin, with or without accents.
    expect(['awa tra', 'TRAORÉ', 'n’golo', ''].map((asked) => isNamed('Awa TRAORE N’Golo', asked))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(isNamed('Penda DIAWARA', 'awa')).toBe(false);
  });

  it('answer in words where there is nothing', async () => {
    for (const path of ['/admin/rien', '/admin/personnes/~aaaaaaaaaaaaaaaa', '/admin/appareils/rien']) {
      const seen = await visitor.get(path);
      expect(seen.status, path).toBe(404);
      expect(seen.headers.get('content-type'), path).toContain('text/html');
      expect(wordsOf(seen.text), path).toContain('Il n’y a rien à cette adresse');
    }
  });

  it('refuse a form that is too big', async () => {
    const seen = await visitor.send('/admin/personnes/nouvelle', { name: 'x'.repeat(20_000) });
    expect(seen.status).toBe(413);
  });
});

describe('the language of the pages', () => {
  let english: Visitor;
  const choose = (referer: string) => english.request('GET', '/admin/langue/en', { headers: { referer } });
  beforeAll(async () => {
    english = await site.visitor(network, people.secretary);
  });

  it('is chosen by a button, which leads back to where one was, and to no other house', async () => {
    const back = await choose(`${site.url}/admin/securite?langue=fr`);
    expect([back.status, back.headers.get('location')]).toEqual([303, '/admin/securite']);
    expect((await choose('https://ailleurs.example/admin/securite')).headers.get('location')).toBe('/admin/reseau');
  });

  it('is of each reader alone, though both are answered at once', async () => {
    const [mine, theirs] = await Promise.all([english.get('/admin/reseau'), visitor.get('/admin/reseau')]);
    expect(wordsOf(mine.text)).toContain('phones seen in the last seven days');
    expect(wordsOf(theirs.text)).toContain('téléphones vus ces sept derniers jours');
  });

  it('is kept by what a form is answered, and by what never came as far as its page', async () => {
    expect(wordsOf((await english.send('/admin/reglages', {})).text)).toContain('This page is too old');
    const big = await english.send('/admin/reglages', { name: 'x'.repeat(20_000) }, { accept: 'text/html' });
    expect([big.status, wordsOf(big.text).includes('Not now')]).toEqual([413, true]);
  });

  it('leaves no French on the pages of who settles the network, and no name of a text without its words', async () => {
    const settling = [
      '/admin/connexion',
      '/admin/debut',
      '/admin/debut/sauvegarde',
      '/admin/securite',
      '/admin/securite/application',
      '/admin/reglages',
      '/admin/reglages/fiche',
      '/admin/doublons',
      '/admin/import',
      '/admin/plus',
      '/aide',
    ];
    for (const path of settling) {
      const { status, text } = await english.get(path);
      expect(status, path).toBe(200);
      expect(text, path).toContain('<html lang="en"');
      expect(wordsOf(text), path).not.toMatch(/\b(?:[cdjlmnst]|qu)’|«|\b(?:bureau|entry|frame|import|setup)\.[a-z]/i);
    }
  });
});

describe('the help page', () => {
  it('answers what the phone answers and what the office asks, in both languages, and every page of the office leads there', async () => {
    for (const [lang, shared, own] of [
      ['', phoneFr, deskFr],
      ['?langue=en', phoneEn, deskEn],
    ] as const) {
      const words = wordsOf(await (await fetch(`${site.url}/aide${lang}`)).text());
      const asked = Object.entries({ ...shared, ...own }).filter(([key]) => /^(ask|answer)\.(?!codes)/.test(key));
      expect(asked.length).toBe(2 * (18 + 5));
      for (const [key, text] of asked) expect(words, key).toContain(text.replace(/\s+/g, ' '));
    }
    for (const path of pages.filter((one) => one.startsWith('/admin/') && !one.endsWith('connexion')))
      expect((await visitor.get(path)).text, path).toContain('href="/aide"');
  });

  it('tells every code in French and English with its way forward, to anybody', async () => {
    const text = await (await fetch(`${site.url}/aide/codes`)).text();
    const words = wordsOf(text);
    // The same in English, whose own sentences come first; each page leads to the other.
    const english = await (await fetch(`${site.url}/aide/codes?langue=en`)).text();
    expect(text).toContain('<html lang="fr-ML"');
    expect(english).toContain('<html lang="en"');
    expect(text).toContain('href="/aide/codes?langue=en" hreflang="en"');
    expect(english).toContain('href="/aide/codes?langue=fr" hreflang="fr"');
    const { en, enWay, fr } = CODES['RIGHT-NONE'];
    expect(wordsOf(english)).toMatch(new RegExp(`${en} ${enWay}.*${fr}`));
    const plain = (sentence: string): string => sentence.replaceAll("'", '’').replace(/\s+/g, ' ').trim();
    for (const [code, entry] of Object.entries({ ...START_CODES, ...WEB_CODES, ...CODES })) {
      expect(text, code).toContain(`id="${code}"`);
      for (const sentence of [entry.fr, entry.frWay, entry.en, entry.enWay])
        expect(words.replaceAll('&quot;', '"').replaceAll('&amp;', '&'), code).toContain(plain(sentence));
    }
  });

  it('is where every code shown on a page leads', async () => {
    const help = (await visitor.get('/aide/codes')).text;
    const returns = (await visitor.get('/admin/retours')).text;
    const links = [...returns.matchAll(/\/aide\/codes#([A-Z-]+)/g)].map(([, code]) => code);
    expect(links.length).toBeGreaterThan(0);
    for (const code of links) expect(help).toContain(`id="${code}"`);
  });
});
