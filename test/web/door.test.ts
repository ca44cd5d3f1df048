// The door of the office pages: who gets in, who does not, and when it closes again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { type People, settle } from '../hub/world.ts';
import { openSite, PASSWORD, type Site, tokenIn, Visitor, wordsOf } from './site.ts';

const HOUR = 3600 * 1000;
let site: Site;
let network: HubNetwork;
let other: HubNetwork;
let people: People;
const routes: (readonly [method: string, path: string])[] = [];

beforeAll(async () => {
  site = await openSite(undefined, (method, path) => routes.push([method, path]));
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  other = await site.hub.networks.create({ slug: 'deux', name: 'Réseau deux', mode: 'real', demo: false });
  people = await settle(network);
  await settle(other);
  await site.accounts(network).set('awa', PASSWORD, people.secretary);
}, 60_000);
afterAll(() => site.end());

describe('the door', () => {
  it('lets in with the right password, and sets a cookie no script and no other site can use', async () => {
    const visitor = new Visitor(site.url);
    const seen = await visitor.signIn('un', 'Awa', PASSWORD);
    expect(seen.status).toBe(303);
    expect(seen.headers.get('location')).toBe('/admin/reseau');
    const cookie = seen.headers.getSetCookie().find((line) => line.startsWith('jekulu-session=')) ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Max-Age=43200/);
    expect(cookie).not.toMatch(/Secure/);
    expect((await visitor.get('/admin/reseau')).status).toBe(200);
  });

  it('marks the cookie Secure behind a proxy that speaks https', async () => {
    const visitor = new Visitor(site.url);
    const page = await visitor.request('GET', '/admin/connexion', { headers: { 'x-forwarded-proto': 'https' } });
    const fields = { csrf: tokenIn(page.text), reseau: 'un', nom: 'awa', secret: PASSWORD };
    const seen = await visitor.send('/admin/connexion', fields, { 'x-forwarded-proto': 'https' });
    expect(seen.status).toBe(303);
    expect(seen.headers.getSetCookie().join('\n')).toMatch(/jekulu-session=[^\n]*Secure/);
  });

  it('keeps neither the password nor the cookie in a form that opens anything', async () => {
    const visitor = await site.visitor(network, people.secretary);
    const secret = visitor.cookies.get('jekulu-session')?.split('.')[1] ?? '';
    const schema = `n_${network.card.network}`;
    const { rows } = await site.hub.pools.pages.query(
      `select (select json_agg(a) from ${schema}.account a)::text as accounts, (select json_agg(s) from ${schema}.session s)::text as sessions`,
    );
    expect(secret).toHaveLength(43);
    expect(rows[0].sessions).not.toContain(secret);
    expect(rows[0].accounts).not.toContain(PASSWORD);
    expect(rows[0].accounts).toContain('$argon2id$');
  });

  it('refuses a wrong password and an unknown name in the same words', async () => {
    const visitor = new Visitor(site.url);
    const [wrong, unknown] = [
      await visitor.signIn('un', 'awa', 'autre chose encore'),
      await visitor.signIn('un', 'personne', 'autre chose encore'),
    ];
    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(wrong.text).toContain('HUB-SIGN-IN');
    expect(wordsOf(unknown.text)).toBe(wordsOf(wrong.text));
    expect((await visitor.signIn('deux', 'awa', PASSWORD)).status).toBe(401);
  });

  it('makes whoever guesses wait, and lets the right password in afterwards', async () => {
    await site.accounts(network).set('cible', PASSWORD, people.coordinator);
    const visitor = new Visitor(site.url);
    for (let i = 0; i < 5; i++) expect((await visitor.signIn('un', 'cible', `essai numéro ${i}`)).status).toBe(401);
    const barred = await visitor.signIn('un', 'cible', PASSWORD);
    expect(barred.status).toBe(429);
    expect(Number(barred.headers.get('retry-after'))).toBeGreaterThan(5);
    expect(barred.text).toContain('HUB-SIGN-IN-WAIT');
    const elsewhere = new Visitor(site.url);
    expect((await elsewhere.signIn('un', 'cible', PASSWORD)).status).toBe(429);
    expect((await elsewhere.signIn('un', 'awa', PASSWORD)).status).toBe(303);
    site.skip(16_000);
    expect((await visitor.signIn('un', 'cible', PASSWORD)).status).toBe(303);
  });

  it('makes an address that tries many names wait', async () => {
    const visitor = new Visitor(site.url);
    const tries = Array.from({ length: 30 }, (_, i) => `nom${i}`);
    for (const name of tries) expect((await visitor.signIn('un', name, 'un mot de passe')).status).toBe(401);
    expect((await visitor.signIn('un', 'awa', PASSWORD)).status).toBe(429);
  });

  it('refuses a sign-in that does not come from its own page', async () => {
    const visitor = new Visitor(site.url);
    const fields = { reseau: 'un', nom: 'awa', secret: PASSWORD };
    expect((await visitor.send('/admin/connexion', fields)).status).toBe(403);
    const csrf = tokenIn((await visitor.get('/admin/connexion')).text);
    const foreign = await visitor.send('/admin/connexion', { ...fields, csrf }, { origin: 'https://ailleurs.example' });
    expect(foreign.status).toBe(403);
    expect(visitor.cookies.has('jekulu-session')).toBe(false);
  });

  it('ends a session at sign-out, after two idle hours, and after twelve in any case', async () => {
    const visitor = await site.visitor(network, people.secretary);
    const copied = new Visitor(site.url);
    for (const [name, value] of visitor.cookies) copied.cookies.set(name, value);
    const out = await visitor.fill('/admin/reseau', '/admin/deconnexion', {});
    expect(out.headers.get('location')).toBe('/admin/connexion');
    expect((await copied.get('/admin/reseau')).status).toBe(303);

    const idle = await site.visitor(network, people.secretary);
    site.skip(1.9 * HOUR);
    expect((await idle.get('/admin/reseau')).status).toBe(200);
    site.skip(2.1 * HOUR);
    expect((await idle.get('/admin/reseau')).headers.get('location')).toBe('/admin/connexion?fin');
    expect((await idle.get('/admin/connexion?fin')).text).toContain('HUB-SESSION');

    const busy = await site.visitor(network, people.secretary);
    for (let hour = 0; hour < 11; hour++) {
      site.skip(HOUR);
      expect((await busy.get('/admin/reseau')).status).toBe(200);
    }
    site.skip(1.1 * HOUR);
    expect((await busy.get('/admin/reseau')).status).toBe(303);
  });

  it('refuses every form without its token, from another site, or with the token of another session', async () => {
    const visitor = await site.visitor(network, people.secretary);
    const stranger = await site.visitor(network, people.coordinator);
    const path = '/admin/personnes/nouvelle';
    const fields = { name: 'Intrus DIARRA', role: 'auditor', place: 'n/', from: '2026-01-01', to: '' };
    const csrf = tokenIn((await visitor.get(path)).text);
    const others = tokenIn((await stranger.get('/admin/reseau')).text);
    expect((await visitor.send(path, fields)).status).toBe(403);
    expect((await visitor.send(path, { ...fields, csrf: others })).status).toBe(403);
    expect((await visitor.send(path, { ...fields, csrf }, { origin: 'null' })).status).toBe(403);
    expect((await visitor.send(path, { ...fields, csrf }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await visitor.get('/admin/personnes')).text).not.toContain('Intrus');
    expect((await visitor.send(path, { ...fields, csrf })).status).toBe(303);
  });

  it('refuses every form there is: no address takes a sending without its token, and none that is no form', async () => {
    const visitor = await site.visitor(network, people.secretary);
    const posts = routes.filter(([method, path]) => method === 'POST' && path.startsWith('/admin/'));
    expect(posts.length).toBeGreaterThan(20);
    for (const [, path] of posts) {
      const address = path.replace(/:\w+/g, people.animator);
      const seen = await visitor.send(address, {});
      // Pages of the door send back to where a sign-in stands, the founding is over, and what is not there cannot be shown again.
      expect([303, 403, 404], path).toContain(seen.status);
      if (seen.status === 303) expect(seen.headers.get('location'), path).toMatch(/^\/admin\/(connexion|reseau)/);
      const odd = await visitor.request('POST', address, {
        body: JSON.stringify({ csrf: 5, nom: 5, secret: [], reseau: {} }),
        headers: { 'content-type': 'application/json' },
      });
      expect([303, 403, 404], path).toContain(odd.status);
    }
    expect((await visitor.get('/admin/reseau')).status).toBe(200);
  });

  it('SYNC-18: shows a session of one network nothing of another', async () => {
    const visitor = await site.visitor(network, people.secretary);
    const [name = '', value = ''] = [...visitor.cookies].find(([key]) => key === 'jekulu-session') ?? [];
    const secret = value.split('.')[1] ?? '';
    visitor.cookies.set(name, `${other.card.network}.${secret}`);
    expect((await visitor.get('/admin/reseau')).status).toBe(303);
    visitor.cookies.set(name, value);
    const theirs = (await other.list('person')).map((state) => state.id);
    for (const id of theirs) expect((await visitor.get(`/admin/personnes/${id}`)).status).toBe(404);
    const listed = await visitor.api<{ records: { id: string }[] }>('GET', '/records/person');
    expect(listed.body.records.map(({ id }) => id).filter((id) => theirs.some((one) => one === id))).toEqual([]);
  });

  it('shuts out whose rights have ended, in words', async () => {
    const person = people.other;
    const visitor = await site.visitor(network, person);
    expect((await visitor.get('/admin/reseau')).status).toBe(200);
    const [grant] = await network.grantsOf(person);
    await network.act(people.secretary, [{ do: 'void', record: grant?.id as never, voided: true }]);
    const seen = await visitor.get('/admin/reseau');
    expect(seen.status).toBe(403);
    expect(seen.text).toContain('HUB-NO-ACCESS');
    expect((await visitor.get('/api/v1/records/person')).status).toBe(403);
  });
});
