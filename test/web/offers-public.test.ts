// What a network tells anybody besides its members: offers marked public and open today; results somebody decided to show; stories as long as they are agreed to.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { publicPages } from '../../src/hub/public/index.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import { SHARED } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { openHub, SEGOU, settle, type TestHub } from '../hub/world.ts';
import { wordsOf } from './site.ts';

const DAY = 24 * 3600 * 1000;
const MOST = 30 * 1024;
let test: TestHub;
let network: HubNetwork;
let now = Date.now();
const day = (days: number): string => dayOf(Date.now() + days * DAY);

const get = async (path: string) => {
  const response = await fetch(test.hub.url + path, { redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
async function make(type: string, body: Body): Promise<RecordId> {
  const shared = declarations.types[type]?.shareable ? [SHARED] : [];
  const [made] = await network.actAsAuthority([{ do: 'create', type, home: SEGOU, shared, body }]);
  return made?.record as RecordId;
}
const offer = (name: string, left: number, more: Body = {}) =>
  make('offer', {
    kind: 'job',
    name,
    by: 'Coopérative Jèkafo',
    deadline: day(left),
    place: { text: 'Markala', area: 'ml-0401', geo: 'ml-2023' },
    phone: '70 00 08 10',
    listed: true,
    ...more,
  });

beforeAll(async () => {
  test = await openHub({
    register: (app, hub) =>
      publicPages(app, {
        networks: () => hub.networks.all(),
        now: () => now,
        sheets: { app: ['/first.css'], own: '' },
      }),
  });
  network = await test.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  await settle(network);
}, 60_000);
afterAll(() => test?.end(), 60_000);

it('shows offers that are public and open, by kind and region; what is over stays on its own page and nowhere else', async () => {
  const id = await offer('Vendeuse', 1, { contact: 'Fanta Sacko' });
  await offer('Formation en teinture', 20, { kind: 'training', place: 'Kayes' });
  await offer('Entre nous', 5, { listed: false });
  const past = await offer('Magasinier', -1);
  const list = await get('/reseau/un/annonces');
  expect(list.status).toBe(200);
  expect(list.text).toContain('2 annonces ouvertes');
  expect(wordsOf(list.text)).toMatch(/Vendeuse[\s\S]*Plus qu’un jour[\s\S]*Formation en teinture/);
  for (const hidden of ['Entre nous', 'Magasinier', '<script', 'style=']) expect(list.text).not.toContain(hidden);
  expect(Buffer.byteLength(list.text)).toBeLessThan(MOST);
  expect(wordsOf((await get('/reseau/un/annonces?genre=training')).text)).toMatch(/1 annonce ouverte[\s\S]*teinture/);
  expect((await get('/reseau/un/annonces?region=ml-04')).text).not.toContain('teinture');

  const page = await get(`/reseau/un/annonces/${id}`);
  expect(page.text).toContain('tel:+22370000810');
  expect(wordsOf((await get(`/en/reseau/un/annonces/${id}`)).text)).toContain('One day left');
  const over = await get(`/reseau/un/annonces/${past}`);
  expect(wordsOf(over.text)).toContain('cette annonce est finie');
  expect(over.text).not.toContain('tel:');
  // What a poster bears.
  expect((await get(`/reseau/annonce/${id}`)).headers.get('location')).toBe(`/reseau/un/annonces/${id}`);
  expect((await get('/reseau/annonce/rien')).status).toBe(404);

  const map = (await get('/sitemap.xml')).text;
  expect([map.includes(`annonces/${id}`), map.includes(past)]).toEqual([true, false]);
  const csv = (await get('/reseau/un/annonces.csv')).text.trim().split('\r\n');
  expect(csv).toHaveLength(3);
  expect(csv.join()).not.toContain('Fanta Sacko');
  expect(JSON.parse((await get('/reseau/un/annonces.json')).text).offers).toHaveLength(2);

  // The day alone takes it away, though nobody wrote anything.
  now += 2 * DAY;
  expect((await get('/reseau/un/annonces')).text).toContain('1 annonce ouverte');
  now -= 2 * DAY;
});

/** An indicator as a pack froze it, read by hand; null: too few to be told. */
const read = (name: string, value: number | null) =>
  ({
    name,
    level: 'output',
    what: null,
    on: day(-3),
    known: true,
    value,
    target: 10,
    baseline: null,
    more: false,
  }) as const;

it('shows the figures of a day somebody decided to show, and a story only as long as its person agrees to it', async () => {
  const programme = await make('programme', { name: 'Former ensemble', target: 100, counts: 'certified' });
  const frozen = {
    v: 1,
    day: day(-3),
    received: Date.now() - 4 * DAY,
    target: 100,
    rule: 'certified',
    trained: 40,
    women: 25,
    stages: [
      ['applied', 80, 50],
      ['certified', 40, 3],
    ],
    after: [],
    by: {},
    groups: 2,
    silent: [0, 0],
    aims: {
      ages: null,
      list: [{ name: 'Du travail pour tous', indicators: [read('Ateliers ouverts', 12), read('Prêts', null)] }],
    },
  };
  const pack = await make('programme_figures', { programme, on: day(-3), figures: JSON.stringify(frozen) });
  const path = `/reseau/un/programmes/${programme}`;
  expect((await get(path)).status).toBe(404);
  const shown = await make('figures_shown', { figures: pack, shown: true });
  const page = await get(path);
  expect(page.status).toBe(200);
  expect(Buffer.byteLength(page.text)).toBeLessThan(MOST);
  for (const hidden of ['<script', 'style=']) expect(page.text).not.toContain(hidden);
  expect(wordsOf(page.text)).toMatch(/40[\s\S]*80/);
  // Three women of forty would tell on them.
  expect(wordsOf(page.text)).not.toMatch(/\b3 femmes/);
  expect((await get('/reseau/un/chiffres')).text).toContain(path);
  // Its aims too, as they were frozen: what is reached, and what is too small to be told.
  expect(wordsOf(page.text)).toMatch(
    /1\. Du travail pour tous[\s\S]*Ateliers ouverts[\s\S]*12 sur 10[^P]*Prêts\s+n\.p\./,
  );
  expect(wordsOf((await get(`/en${path}`)).text)).toMatch(/Ateliers ouverts[\s\S]*12 of 10/);

  const person = await make('person', { name: 'Awa KONÉ' });
  const told = {
    name: 'Mon atelier',
    person,
    called: 'Awa, couturière',
    text: 'Nous sommes trois.',
    on: day(-9),
    programme,
  };
  await make('story', { ...told, shown: true });
  expect((await get(path)).text).not.toContain('Mon atelier');
  const consent = await make('consent', { person, purpose: 'publish', answer: 'yes' });
  // A yes of which nobody knows the day is none.
  expect((await get(path)).text).not.toContain('Mon atelier');
  const change = (record: RecordId, body: Body) => network.actAsAuthority([{ do: 'edit', record, body }]);
  await change(consent, { on: day(-10) });
  const agreed = await get(path);
  expect(agreed.text).toContain('Mon atelier');
  expect(agreed.text).not.toContain('KONÉ');
  await change(consent, { withdrawn: day(0) });
  expect((await get(path)).text).not.toContain('Mon atelier');
  await change(consent, { withdrawn: null });
  expect((await get(path)).text).toContain('Mon atelier');

  // What was agreed on another sheet of the same person and taken back there counts too.
  const twin = await make('person', { name: 'Awa KONE' });
  await make('consent', { person: twin, purpose: 'publish', answer: 'yes', on: day(-20), withdrawn: day(-1) });
  expect((await get(path)).text).toContain('Mon atelier');
  await network.actAsAuthority([{ do: 'alias', record: twin, into: person }]);
  // Sheets made one are heard with the next change of what is shown.
  await make('offer', { kind: 'job', name: 'x', by: 'y', deadline: day(1) });
  expect((await get(path)).text).not.toContain('Mon atelier');

  await change(shown, { shown: false });
  expect((await get(path)).status).toBe(404);
});

it('tells what the network is in a place; a phone finds the page by the network it is of, and a place that is none is none', async () => {
  // Six of seven jobs are in one commune: the seventh would be what is left.
  const programme = await make('programme', { name: 'Lieux', target: 10, counts: 'certified' });
  for (let n = 0; n < 7; n++) {
    const place = n === 0 ? 'Commune IV, Lafiabougou' : 'Commune I, Korofina';
    const person = await make('person', { name: `P${n}`, place });
    await make('job', { name: 'Couture', person, programme, kind: 'own', from: '2024-06' });
  }
  const page = await get('/reseau/un/territoire?lieu=ml-00');
  const jobs = (commune: string) =>
    new RegExp(`${commune}</a></th><td class="num">[^<]*</td><td class="num">[^<]*</td><td class="num">([^<]*)<`).exec(
      page.text,
    )?.[1];
  expect([jobs('Commune\u00a0I'), jobs('Commune\u00a0IV')]).toEqual(['n.p.', 'n.p.']);
  expect(wordsOf(page.text)).toMatch(/Emplois 7/);
  expect([page.status, Buffer.byteLength(page.text) < MOST]).toEqual([200, true]);
  expect(wordsOf(page.text)).toMatch(/Bamako[\s\S]*Le réseau, lieu par lieu[\s\S]*Personnes formées/);
  for (const hidden of ['<script', 'style=']) expect(page.text).not.toContain(hidden);
  expect((await get('/en/reseau/un/territoire')).status).toBe(200);
  for (const none of ['un/territoire?lieu=rien', 'territoire/rien'])
    expect((await get(`/reseau/${none}`)).status).toBe(404);
  const found = await get(`/reseau/territoire/${network.card.network}`);
  expect(found.headers.get('location')).toBe('/reseau/un/territoire');
});
