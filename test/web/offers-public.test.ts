// What a network tells anybody besides its members: offers marked public and open today; results somebody decided to show; stories as long as they are agreed to.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { publicPages } from '../../src/hub/public/index.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import { SHARED } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
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
  const [made] = await network.actAsAuthority([{ do: 'create', type, home: SEGOU, shared: [SHARED], body }]);
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
  expect(wordsOf(list.text)).toMatch(/Vendeuse[\s\S]*Plus que 1 jour[\s\S]*Formation en teinture/);
  for (const hidden of ['Entre nous', 'Magasinier', '<script', 'style=']) expect(list.text).not.toContain(hidden);
  expect(Buffer.byteLength(list.text)).toBeLessThan(MOST);
  expect(wordsOf((await get('/reseau/un/annonces?genre=training')).text)).toMatch(/1 annonce ouverte[\s\S]*teinture/);
  expect((await get('/reseau/un/annonces?region=ml-04')).text).not.toContain('teinture');

  const page = await get(`/reseau/un/annonces/${id}`);
  expect(page.text).toContain('tel:+22370000810');
  expect(wordsOf((await get(`/en/reseau/un/annonces/${id}`)).text)).toContain('1 day left');
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
