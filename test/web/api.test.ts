// The JSON API: the same rights as a phone, the same judge, and nothing told of what may not be read.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import type { RecordId, Ruling } from '../../src/kernel/types.ts';
import { organisation, type People, SEGOU, SIKASSO, settle } from '../hub/world.ts';
import { openSite, type Site, type Visitor } from './site.ts';

interface Told {
  readonly id: RecordId;
  readonly ruling: Ruling;
  readonly record: { readonly fields: Record<string, string>; readonly voided: boolean; readonly home: string };
  readonly error: { readonly code: string; readonly fr: string; readonly en: string; readonly fields?: string[] };
}

let site: Site;
let network: HubNetwork;
let people: People;
let animator: Visitor;
let card: RecordId;

beforeAll(async () => {
  site = await openSite();
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  people = await settle(network);
  animator = await site.visitor(network, people.animator);
  const made = await network.act(people.animator, [organisation('Groupement Benkadi')]);
  card = made.changes[0]?.record as RecordId;
}, 60_000);
afterAll(() => site.end());

const card1 = { home: SIKASSO, shared: [SHARED], body: { name: 'GIE Faso', kind: 'gie', place: 'Kadiolo' } };

describe('the API', () => {
  it('asks who is there', async () => {
    const nobody = await fetch(`${site.url}/api/v1/records/organisation`);
    expect(nobody.status).toBe(401);
    expect(((await nobody.json()) as Told).error.code).toBe('HUB-SESSION');
    const session = await animator.api<{ name: string; network: string }>('GET', '/session');
    expect(session.body).toMatchObject({ name: 'Coumba Diarra', network: network.card.network });
  });

  it('creates, reads, changes, hides and brings back, each answer with its ruling', async () => {
    const made = await animator.api<Told>('POST', '/records/organisation', card1);
    expect(made.status).toBe(201);
    expect(made.body.ruling).toMatchObject({ state: 'confirmed', size: 1 });
    const path = `/records/organisation/${made.body.id}`;
    const changed = await animator.api<Told>('PATCH', path, { body: { place: 'Zégoua' } });
    expect(changed.status).toBe(200);
    expect(changed.body.record.fields).toEqual({ name: 'GIE Faso', kind: 'gie', place: 'Zégoua' });
    const coordinator = await site.visitor(network, people.coordinator);
    expect((await coordinator.api<Told>('POST', `${path}/void`, { voided: true })).body.record.voided).toBe(true);
    expect((await coordinator.api<Told>('POST', `${path}/void`, { voided: false })).body.record.voided).toBe(false);
    const history = await network.history(made.body.id);
    expect(history.map((one) => one.change.by)).toContain(people.coordinator);
  });

  it('keeps the sensitive fields of a record under the same rights', async () => {
    const home = sensitiveScope(SIKASSO);
    const made = await animator.api<Told>('POST', '/records/organisation_contact', {
      home,
      body: { of: card, phone: '76 00' },
    });
    expect(made.status).toBe(201);
    expect(made.body.ruling.flags).toEqual([{ code: 'FLAG-PHONE', field: 'phone' }]);
    const stranger = await site.visitor(network, people.other);
    const asked = await stranger.api<Told>('GET', `/records/organisation_contact/${made.body.id}`);
    expect(asked.status).toBe(404);
    const list = await stranger.api<{ records: unknown[] }>('GET', '/records/organisation_contact');
    expect(list.body.records).toEqual([]);
  });

  it('answers alike for what does not exist and for what may not be read', async () => {
    const hidden = (await network.act(people.other, [{ ...organisation('Secret', SEGOU), shared: [] } as never]))
      .changes[0];
    const answers = await Promise.all(
      [hidden?.record, '~aaaaaaaaaaaaaaaa', 'rien'].flatMap((id) => [
        animator.api('GET', `/records/organisation/${id}`),
        animator.api('PATCH', `/records/organisation/${id}`, { body: { place: 'x' } }),
        animator.api('POST', `/records/organisation/${id}/void`, { voided: true }),
      ]),
    );
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, body: { error: { code: 'HUB-NOTHING-HERE' } } });
    // A record is found under its own type only.
    expect((await animator.api('GET', `/records/person/${card}`)).status).toBe(404);
    expect((await animator.api('GET', '/records/nothing')).status).toBe(404);
    expect((await animator.api('GET', '/records/constructor')).status).toBe(404);
  });

  it('refuses with the code of the rule, and leaves nothing to correct behind', async () => {
    const elsewhere = await animator.api<Told>('POST', '/records/organisation', { ...card1, home: SEGOU });
    expect(elsewhere.status).toBe(403);
    expect(elsewhere.body.error).toMatchObject({ code: 'RIGHT-NONE' });
    expect(elsewhere.body.error.en).toContain('Your role does not allow this here.');
    expect(elsewhere.body.ruling.state).toBe('returned');
    const incomplete = await animator.api<Told>('POST', '/records/organisation', {
      ...card1,
      body: { name: 'Sans lieu' },
    });
    expect(incomplete.status).toBe(422);
    expect(incomplete.body.error).toMatchObject({ code: 'RULE-REQUIRED', fields: ['kind'] });
    expect(await network.groups('returned', 10)).toEqual([]);
    const waiting = { home: sensitiveScope(SIKASSO), body: { of: '~aaaaaaaaaaaaaaaa', phone: '76 00 00 00' } };
    const held = await animator.api<Told>('POST', '/records/organisation_contact', waiting);
    expect(held.status).toBe(202);
    expect(held.body.ruling).toMatchObject({ state: 'held', code: 'HOLD-CAUSE' });
  });

  it('takes nothing malformed', async () => {
    const bad: unknown[] = [
      null,
      [],
      'text',
      { home: 'n', body: {} },
      { ...card1, shared: 'n/shared/' },
      { ...card1, shared: ['elsewhere'] },
      { ...card1, body: { ':place': { home: SEGOU, shared: [] } } },
      { ...card1, body: { constructor: 'x' } },
      { ...card1, body: [] },
    ];
    for (const body of bad)
      expect((await animator.api<Told>('POST', '/records/organisation', body)).status, JSON.stringify(body)).toBe(400);
    expect((await animator.api('PATCH', `/records/organisation/${card}`, { body: { ':void': true } })).status).toBe(
      400,
    );
    expect((await animator.api('POST', `/records/organisation/${card}/void`, {})).status).toBe(400);
    expect((await animator.api('GET', '/records/organisation?limit=0')).status).toBe(400);
    const text = await animator.request('POST', '/api/v1/records/organisation', {
      body: '{"home":',
      headers: { 'content-type': 'application/json' },
    });
    expect(text.status).toBe(400);
  });

  it('writes only with the token of the session, from its own site', async () => {
    const count = async (): Promise<number> => (await network.list('organisation')).length;
    const before = await count();
    const post = (headers: Record<string, string>) =>
      animator.request('POST', '/api/v1/records/organisation', {
        body: JSON.stringify(card1),
        headers: { 'content-type': 'application/json', ...headers },
      });
    const { csrf } = (await animator.api<{ csrf: string }>('GET', '/session')).body;
    const refused = [
      await post({}),
      await post({ 'x-jekulu-csrf': 'wrong' }),
      await post({ 'x-jekulu-csrf': csrf, origin: 'https://ailleurs.example' }),
      await post({ 'x-jekulu-csrf': csrf, 'sec-fetch-site': 'same-site' }),
    ];
    expect(refused.map((one) => one.status)).toEqual([403, 403, 403, 403]);
    expect(await count()).toBe(before);
    expect((await post({ 'x-jekulu-csrf': csrf })).status).toBe(201);
  });

  it('limits a list, latest first', async () => {
    const list = await animator.api<{ records: { updated: { at: string } }[] }>('GET', '/records/organisation?limit=2');
    const dates = list.body.records.map((one) => one.updated.at);
    expect(dates).toHaveLength(2);
    expect([...dates].sort().reverse()).toEqual(dates);
  });
});
