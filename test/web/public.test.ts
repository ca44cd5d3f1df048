// The public face: only those who agreed, only what each agreed to, gone with the next page when they withdraw it; light, and without any script.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { publicPages } from '../../src/hub/public/index.ts';
import en from '../../src/hub/public/messages/en.json';
import fr from '../../src/hub/public/messages/fr.json';
import { STYLE, TABLES_STYLE } from '../../src/hub/public/style.ts';
import type { RecordState } from '../../src/kernel/fold.ts';
import { SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import type { Body, RecordId, Scope } from '../../src/kernel/types.ts';
import { agreed, isListed, SHOWABLE } from '../../src/modules/directory/shown.ts';
import { openHub, SEGOU, settle, type TestHub } from '../hub/world.ts';
import { wordsOf } from './site.ts';

const EVERYTHING = SHOWABLE.map(({ value }) => value);
/** The app's first style sheet, minified, may weigh so much; `weight.test.ts` holds it. */
const FIRST_SHEET = 13_500;
const MOST = 30 * 1024;
const SEEN = {
  kind: 'group',
  place: { text: 'Markala', area: 'ml-0401', geo: 'ml-2023' },
  sectors: ['fishing'],
  about: 'Nous fumons le silure.',
  founded: '2011',
  email: 'bonjour@exemple.ml',
  website: 'exemple.ml',
  quarter: 'Diamarabougou',
};

let test: TestHub;
let network: HubNetwork;
const ids = new Map<string, RecordId>();

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(test.hub.url + path, { redirect: 'manual', headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const change = (id: RecordId | undefined, body: Body) =>
  network.actAsAuthority([{ do: 'edit', record: id as RecordId, body }]);
const linkTo = (page: string, name: string): string =>
  new RegExp(`href="([^"]+/membres/[^"]+)"[^>]*>(?:(?!</li>).)*<b>${name}</b>`).exec(page)?.[1] ?? '';

async function organisation(of: HubNetwork, name: string, more: Body, contact: Body = {}): Promise<RecordId> {
  const [made] = await of.actAsAuthority((id) => [
    { do: 'create', type: 'organisation', home: SEGOU, shared: [SHARED], body: { ...SEEN, name, ...more } },
    {
      do: 'create',
      type: 'organisation_contact',
      home: sensitiveScope(SEGOU),
      body: { of: id(0), phone: '70 00 00 42', consent: 'oral', ownerName: 'Fanta Sacko', ...contact },
    },
  ]);
  ids.set(name, made?.record as RecordId);
  return made?.record as RecordId;
}

beforeAll(async () => {
  test = await openHub({
    register: (app, hub) =>
      publicPages(app, { networks: () => hub.networks.all(), now: Date.now, sheets: { app: ['/first.css'], own: '' } }),
  });
  network = await test.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  await settle(network);
  const us = await organisation(network, 'Notre réseau', { own: true, kind: 'network', listed: true });
  await organisation(network, 'Tout', { listed: true, shown: EVERYTHING }, { owner: 'own' });
  await organisation(network, 'Nom seul', { listed: true });
  await organisation(network, 'Sans numéro', { listed: true, shown: ['phone'] }, { owner: 'shared' });
  await organisation(network, 'Refuse', { listed: false, shown: EVERYTHING });
  await organisation(network, 'Ne dit rien', {});
  await organisation(network, '=1+1', { listed: true, shown: ['place'], place: 'Kayes', kind: 'union' });
  const partie = await organisation(network, 'Partie', { listed: true });
  await network.actAsAuthority([
    {
      do: 'create',
      type: 'membership',
      home: SEGOU,
      shared: [SHARED],
      body: { member: partie, group: us, kind: 'member', 'spans.a': { from: '2010', to: '2020', status: 'active' } },
    },
  ]);
}, 60_000);
afterAll(() => test.end());

describe('who is shown', () => {
  it('is whoever agreed and is no former member, in the list, the files and the map of the site', async () => {
    const { text } = await get('/reseau/un');
    const { text: csv } = await get('/reseau/un/membres.csv');
    for (const name of ['Tout', 'Nom seul', 'Sans numéro', '=1+1'])
      expect(linkTo(text, name.replace('+', '\\+')), name).not.toBe('');
    for (const name of ['Refuse', 'Ne dit rien', 'Partie'])
      for (const page of [text, csv, (await get('/reseau/un/membres.geojson')).text]) expect(page).not.toContain(name);
    expect(csv.trim().split('\r\n')).toHaveLength(5);
    expect(csv).toContain(";'=1+1;");
    const { text: map } = await get('/sitemap.xml');
    expect(map.match(/<loc>[^<]*membres/g)).toHaveLength(8);
    expect(map).toContain(`<loc>${test.hub.url}/en/reseau/un/membres/`);
    // Each page names itself in the other language as well, so that a partner abroad is led to the English one.
    for (const [, loc = '', links = ''] of map.matchAll(/<url><loc>([^<]*)<\/loc>(.*?)<\/url>/g)) {
      const path = loc.slice(test.hub.url.length).replace(/^\/en/, '');
      for (const [lang, at] of [
        ['fr', path],
        ['en', `/en${path}`],
      ])
        expect(links, loc).toContain(`hreflang="${lang}" href="${test.hub.url}${at}"`);
    }
    expect(map).toContain(`<loc>${test.hub.url}/en/verifier</loc>`);
  });

  it('shows each thing only where it was agreed, and never a person', async () => {
    const { text } = await get('/reseau/un');
    const [all, alone, shared] = await Promise.all(
      ['Tout', 'Nom seul', 'Sans numéro'].map(async (name) => (await get(linkTo(text, name))).text),
    );
    const secrets = ['Markala', 'Pêche', 'silure', '2011', '70 00 00 42', 'bonjour@', 'exemple.ml', 'Diamarabougou'];
    for (const secret of secrets) {
      expect(wordsOf(all ?? ''), secret).toContain(secret);
      expect(wordsOf(alone ?? ''), secret).not.toContain(secret);
      expect(wordsOf(shared ?? ''), secret).not.toContain(secret);
    }
    const files = ['membres.csv', 'membres.json', 'membres.geojson', 'membres-sse.csv', 'murmurations.json'];
    for (const path of ['', ...files.map((file) => `/${file}`)])
      expect((await get(`/reseau/un${path}`)).text, path).not.toMatch(/Fanta|Sacko|Traoré|Coumba/);
    const one = JSON.parse((await get(`${linkTo(text, 'Nom seul')}.jsonld`)).text);
    expect(Object.keys(one).sort()).toEqual(['@context', '@id', '@type', 'description', 'memberOf', 'name']);
  });

  it('is gone with the next page when it is withdrawn, a field or all of it', async () => {
    const before = await get('/reseau/un');
    const own = linkTo(before.text, 'Tout');
    await change(ids.get('Tout'), { shown: ['place'] });
    const less = await get(own);
    expect(wordsOf(less.text)).toContain('Markala');
    expect(wordsOf(less.text)).not.toMatch(/70 00|silure|Pêche/);
    await change(ids.get('Tout'), { listed: false });
    expect((await get(own)).status).toBe(404);
    expect((await get(`${own}.jsonld`)).status).toBe(404);
    expect((await get('/reseau/un', { 'if-none-match': before.headers.get('etag') ?? '' })).text).not.toContain(
      'Tout<',
    );
    await change(ids.get('Tout'), { listed: true, shown: EVERYTHING });
    expect((await get(own)).status).toBe(200);
  });

  it('counts two answers that contradict each other as no', () => {
    const head = (value: unknown) => ({ id: 'a.1', value, eff: 0, by: '' });
    const state = (listed: unknown[], shown: unknown[]) =>
      ({ fields: { listed: listed.map(head), shown: shown.map(head) } }) as unknown as RecordState;
    expect(isListed(state([true, false], []))).toBe(false);
    expect(agreed(state([true], [['place', 'phone'], ['place']]), 'place')).toBe(true);
    expect(agreed(state([true], [['place', 'phone'], ['place']]), 'phone')).toBe(false);
  });
});

describe('the pages', () => {
  it('find by words, region, activity and form, with nothing but an address', async () => {
    const names = async (query: string) =>
      [...(await get(`/reseau/un?${query}`)).text.matchAll(/<b>([^<]+)<\/b><span>/g)].map(([, name]) => name);
    expect(await names('q=peche+markala')).toEqual(['Tout']);
    expect(await names('region=ml-04')).toEqual(['Tout']);
    expect(await names('sector=fishing')).toEqual(['Tout']);
    expect(await names('kind=union&region=ml-01')).toEqual(['=1+1']);
    expect(await names('kind=union&region=ml-04')).toEqual([]);
    expect((await get('/reseau/un?q=%3Cscript%3E&from=-1&kind[]=x')).text).not.toContain('<script');
  });

  it('hold no script and no style, weigh at most 30 KB with what they need, and are asked for once', async () => {
    const { text } = await get('/reseau/un');
    const own = linkTo(text, 'Tout');
    for (const path of [
      '/reseau/un',
      '/en/reseau/un',
      own,
      `/en${own}`,
      '/reseau/un/donnees',
      '/reseau/un/membres/rien',
    ]) {
      const seen = await get(path, { 'accept-encoding': 'identity' });
      expect(seen.text, path).not.toMatch(/<script|<style|\son\w+=|\sstyle=|javascript:/i);
      expect(seen.headers.get('content-security-policy'), path).toMatch(/^default-src 'none'/);
      expect(seen.headers.get('set-cookie'), path).toBeNull();
      expect(seen.text.match(/<h1/g), path).toHaveLength(1);
      // Everything, before any compression.
      expect(Buffer.byteLength(seen.text) + STYLE.length + FIRST_SHEET, path).toBeLessThan(MOST);
    }
    const raw = await fetch(test.hub.url + own, { headers: { 'accept-encoding': 'br' } });
    expect(raw.headers.get('content-encoding')).toBe('br');
    const again = await get(own, { 'accept-encoding': 'br', 'if-none-match': raw.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('says how many seats of the board are filled, and who sits there of those who agreed to be shown', async () => {
    const us = ids.get('Notre réseau') as RecordId;
    const board: Body = { name: 'Conseil', kind: 'board', of: us, seats: 3 };
    const [made] = await network.actAsAuthority([
      { do: 'create', type: 'body', home: 'n/' as Scope, shared: [SHARED], body: board },
    ]);
    const body = made?.record as RecordId;
    const told = async (base = '') => wordsOf((await get(`${base}/reseau/un`)).text);
    // Nobody noted who sits: that is not three vacant seats.
    expect(await told()).toContain('Conseil, 3 sièges');
    await network.actAsAuthority(
      ['Nom seul', 'Refuse'].map((name) => ({
        do: 'create',
        type: 'membership',
        home: SEGOU,
        shared: [SHARED],
        body: { member: ids.get(name) as RecordId, group: body, kind: 'board', 'spans.a': { from: '2025-06-28' } },
      })),
    );
    const page = await told();
    expect(page).toContain('Conseil : 2 sièges pourvus sur 3, 1 vacant');
    expect(page).toContain('1 autre organisation siège et n’a pas choisi d’être montrée ici.');
    expect(page).not.toContain('Refuse');
    expect(await told('/en')).toContain('Conseil: 2 seats filled of 3, 1 vacant');
    const { text } = await get('/reseau/un');
    const list = text.slice(text.indexOf('Qui siège</summary>'));
    expect(list).toMatch(/^[^<]*<\/summary><ul><li><a href="\/reseau\/un\/membres\/[^"]+" lang="fr">Nom seul<\/a>/);
  });

  it('name the partners and the networks of this day, and the roles that are held this day', async () => {
    const us = ids.get('Notre réseau') as RecordId;
    const ends = { 'spans.a': { from: '2010', to: '2019' } };
    const goesOn = { 'spans.a': { from: '2010', to: '2199', status: 'active' } };
    const begins = { 'spans.a': { from: '2198' } };
    const suspended = { ...goesOn, 'spans.b': { from: '2019', status: 'suspended' } };
    const ties: readonly (readonly [name: string, kind: string, spans: Body])[] = [
      ['Ministère parti', 'partner', ends],
      ['Ministère présent', 'partner', goesOn],
      ['Ministère à venir', 'partner', begins],
      ['Réseau quitté', 'member', ends],
      ['Réseau suspendu', 'member', suspended],
      ['Réseau tenu', 'host', goesOn],
      ['Réseau tenu', 'board', begins],
    ];
    const made = new Map<string, RecordId>();
    for (const [name, kind, spans] of ties) {
      const type = kind === 'partner' ? 'public' : 'network';
      const other = made.get(name) ?? (await organisation(network, name, { kind: type }));
      made.set(name, other);
      const [member, group] = kind === 'partner' ? [other, us] : [us, other];
      await network.actAsAuthority([
        { do: 'create', type: 'membership', home: SEGOU, shared: [SHARED], body: { member, group, kind, ...spans } },
      ]);
    }
    const page = wordsOf((await get('/reseau/un')).text);
    expect(page).toMatch(/Partenaires\s+Ministère présent\s/);
    expect(page).toMatch(/Réseau tenu · en abrite le secrétariat depuis 2010\s/);
    expect(page).not.toMatch(/ministère (parti|à venir)|réseau (quitté|suspendu)|2198/i);
  });

  it('speak French and English, each at its address', async () => {
    expect(Object.keys(en)).toEqual(Object.keys(fr));
    expect((await get('/reseau', { 'accept-language': 'en-GB,fr;q=0.5' })).headers.get('location')).toBe('/en/reseau');
    expect((await get('/reseau', { 'accept-language': 'bm, fr' })).headers.get('location')).toBe('/reseau/un');
    const page = (await get('/en/reseau/un')).text;
    expect(page).toContain('<html lang="en"');
    expect(wordsOf(page)).toContain('Find a cooperative');
    // RIPESS and GSEF read it: every page of a network has its English one, and says so to people and to search engines; its own words stay French.
    const { text } = await get('/reseau/un');
    for (const path of ['', '/chiffres', '/territoire', '/donnees', '/annonces', linkTo(text, 'Tout').slice(10)])
      for (const [base, lang, other, way] of [
        ['', 'fr-ML', 'en', `href="/en/reseau/un${path}"`],
        ['/en', 'en', 'fr', `href="/reseau/un${path}"`],
      ]) {
        const { text: one, headers } = await get(`${base}/reseau/un${path}`);
        expect(one, path).toContain(`<html lang="${lang}"`);
        expect(one, path).toMatch(new RegExp(`<link rel="alternate" hreflang="${other}" ${way}>`));
        expect(one, path).toMatch(new RegExp(`<a ${way} hreflang="${other}" lang="${other}">`));
        expect(headers.get('vary'), path).toBe('accept-encoding');
        // Paper says where it is from, by the name under which the hub was asked.
        expect(one, path).toContain(` ${new URL(test.hub.url).host}${base}/reseau/un${path}</p>`);
      }
    const named = await get('/reseau/un', { 'x-forwarded-host': 'kita.exemple.ml' });
    expect(named.text).toContain('Imprimé depuis kita.exemple.ml/reseau/un</p>');
    expect((await get(`/en${linkTo(text, 'Tout')}`)).text).toContain('lang="fr">Nous fumons le silure.');
    // A poster's address knows no language: the browser of whoever scans it does.
    const gone = await get('/reseau/annonce/rien', { 'accept-language': 'en' });
    expect([gone.status, gone.headers.get('vary')]).toEqual([404, 'accept-language, accept-encoding']);
    expect(gone.text).toContain('<html lang="en"');
  });

  // Somebody copied an address from a paper with a letter too many, and read a line of code instead of a page.
  it('say in words that there is nothing at a mistyped address, and lead back', async () => {
    for (const [path, lang, way] of [
      ['/reseau/un/membre', 'fr-ML', '/reseau'],
      ['/reseau/un/membres/a/b', 'fr-ML', '/reseau'],
      ['/en/reseau/un/x/y', 'en', '/en/reseau'],
      ['/en/annonces', 'en', '/en/reseau'],
    ] as const) {
      const { status, text } = await get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(text, path).toContain(`<html lang="${lang}"`);
      expect(text, path).toContain(`<a href="${way}">`);
    }
    expect((await get('/en')).headers.get('location')).toBe('/en/reseau');
  });

  it('of a demonstration say so everywhere and stay out of search engines; a place to practise has none', async () => {
    const demo = await test.hub.networks.create({ slug: 'demo', name: 'Démonstration', mode: 'real', demo: true });
    await organisation(demo, 'Inventée', { listed: true });
    await test.hub.networks.create({ slug: 'essai', name: 'Essai', mode: 'practice', demo: true });
    const { text } = await get('/reseau/demo');
    for (const path of ['/reseau/demo', '/reseau/demo/donnees', linkTo(text, 'Inventée')]) {
      const page = (await get(path)).text;
      expect(wordsOf(page), path).toContain('personnes, organisations et chiffres fictifs');
      expect(page, path).toContain('content="noindex"');
    }
    expect((await get('/reseau/demo/membres.csv')).text).toContain(';true');
    expect((await get('/reseau/demo/membres.json')).text).toContain('fictifs');
    expect((await get('/reseau/demo/murmurations.json')).status).toBe(404);
    expect((await get('/robots.txt')).text).toContain('Disallow: /reseau/demo');
    expect((await get('/sitemap.xml')).text).not.toContain('/demo');
    expect((await get('/reseau/essai')).status).toBe(404);
    expect((await get('/reseau/un')).text).not.toContain('noindex');
  });
});

describe('the network in figures', () => {
  /** Words of the cells of the table of people, by the first of their line. */
  const table = (page: string): ReadonlyMap<string, readonly string[]> =>
    new Map(
      [...page.matchAll(/<tr>(?:(?!<\/tr>).)*<\/tr>/gs)].map(([row]) => {
        const cells = [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => wordsOf(cell ?? '').trim());
        return [cells[0] ?? '', cells.slice(1)] as const;
      }),
    );

  it('counts people by region and sex without telling on anybody, and leaves out who did not agree', async () => {
    const figures = await test.hub.networks.create({ slug: 'chiffres', name: 'Chiffres', mode: 'real', demo: false });
    const person = (area: string, sex: string) => ({
      do: 'create' as const,
      type: 'person',
      home: SEGOU,
      body: { name: 'Awa', sex, place: { text: 'x', area, geo: 'ml-2023' } },
    });
    const some = (n: number, area: string, sex: string) => Array.from({ length: n }, () => person(area, sex));
    const people = [
      ...some(12, 'ml-04', 'f'),
      ...some(3, 'ml-04', 'm'),
      ...some(9, 'ml-03', 'f'),
      ...some(8, 'ml-03', 'm'),
    ];
    await figures.actAsAuthority((id) => [
      ...people,
      {
        do: 'create',
        type: 'consent',
        home: SEGOU,
        body: { person: id(0), purpose: 'support', answer: 'yes', withdrawn: '2026-01-01' },
      },
    ]);
    const us = await organisation(figures, 'Nous', { own: true, kind: 'network' });
    const forms = { 'forms.a': { kind: 'group', from: '2010' }, 'forms.b': { kind: 'coop', from: '2198' } };
    const joining = await Promise.all(
      [
        { kind: 'coop', ...forms, sectors: ['trade', 'fishing', 'crafts'] },
        { kind: 'mutual', sectors: ['trade'] },
        { kind: 'mutual', sectors: [] },
      ].map((more, at) => organisation(figures, `Membre ${at}`, more)),
    );
    await figures.actAsAuthority(
      joining.map((member) => ({
        do: 'create',
        type: 'membership',
        home: SEGOU,
        shared: [SHARED],
        body: { member, group: us, kind: 'member' },
      })),
    );
    const { text } = await get('/reseau/chiffres/chiffres');
    const rows = table(text);
    // S0-31: the priorities of the network before the others, a member in two of them once in their sum, and who said nothing is said.
    const sectors = ['Agriculture', 'Élevage', 'Artisanat', 'Pêche', 'Commerce', 'Non dit'];
    expect(sectors.map((sector) => rows.get(sector)?.at(-1))).toEqual(['0', '0', '1', '1', '2', '1']);
    expect([...rows.keys()].filter((key) => sectors.includes(key))).toEqual(sectors);
    expect(wordsOf(text)).toContain('Membres dans un secteur prioritaire au moins, chacun une fois : 1.');
    // Three men of Ségou would be known from the total and from the men of Sikasso: those are hidden with them.
    expect(rows.get('Ségou')).toEqual(['n.p.', 'n.p.', '0', '14']);
    expect(rows.get('Sikasso')).toEqual(['n.p.', 'n.p.', '0', '17']);
    expect(rows.get('Total')).toEqual(['20', '11', '0', '31']);
    const words = wordsOf(text);
    // Members are counted by the form they have that day, as in the register on a phone.
    expect(words).toMatch(/Groupement 1 /);
    expect(words).not.toContain('Coopérative');
    for (const said of ['Ce qui est compté', 'Quand', 'De qui', 'Ce qui manque', 'plus petit que 5'])
      expect(words).toContain(said);
    expect(text).not.toMatch(/Awa|<script/);
    expect(Buffer.byteLength(text) + STYLE.length + TABLES_STYLE.length + FIRST_SHEET).toBeLessThan(MOST);
  });
});
