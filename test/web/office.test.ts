// What an office does on its pages: people and rights, codes, lost phones, what was set aside.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { schemaOf } from '../../src/hub/schema.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import { changeIdOf, ROOT } from '../../src/kernel/ids.ts';
import { deviceRecord, holderRecord } from '../../src/kernel/judge.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { Device } from '../hub/client.ts';
import { enlist, organisation, type People, phoneOf, SEGOU, SIKASSO, settle } from '../hub/world.ts';
import { openSite, type Site, tokenIn, type Visitor, wordsOf } from './site.ts';

const DAY = 24 * 3600 * 1000;
const today = dayOf(Date.now());
let site: Site;
let network: HubNetwork;
let people: People;
let secretary: Visitor;
let coordinator: Visitor;

beforeAll(async () => {
  site = await openSite();
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  people = await settle(network);
  secretary = await site.visitor(network, people.secretary);
  coordinator = await site.visitor(network, people.coordinator);
}, 60_000);
afterAll(() => site.end());

const personPage = (person: RecordId): string => `/admin/personnes/${person}`;

/** Enrols somebody through the form and gives their record. */
async function enrol(visitor: Visitor, fields: Record<string, string>): Promise<RecordId> {
  const page = '/admin/personnes/nouvelle';
  const seen = await visitor.fill(page, page, { from: today, to: '', ...fields });
  expect(seen.status).toBe(303);
  return (seen.headers.get('location') ?? '').split('/')[3]?.split('?')[0] as RecordId;
}

describe('persons and rights', () => {
  it('enrols a person with a right, in a branch that did not exist before', async () => {
    const person = await enrol(secretary, {
      name: 'Fanta SISSOKO',
      role: 'coordinator',
      place: 'n/',
      other: 'Kayes Rive',
    });
    const page = wordsOf((await secretary.get(personPage(person))).text);
    expect(page).toContain('Fanta SISSOKO');
    expect(page).toContain('Coordination d’antenne · Kayes Rive');
    expect(page).toContain('donné par Awa Traoré');
    expect(page).toContain('sans fin prévue');
    const [grant] = await network.grantsOf(person);
    expect(grant).toMatchObject({ role: 'coordinator', scope: 'n/branch/kayes-rive/' });
    const [first] = await network.history(person);
    expect(first?.change.by).toBe(people.secretary);
  });

  it('shows an office its own scope and nothing beside it', async () => {
    const page = wordsOf((await coordinator.get('/admin/personnes')).text);
    expect(page).toContain('Coumba Diarra');
    expect(page).not.toContain('Drissa Coulibaly');
    expect((await coordinator.get(personPage(people.other))).status).toBe(404);
  });

  it('SYNC-14: gives nobody more than the giver has, and says so with a way forward', async () => {
    const csrf = tokenIn((await coordinator.get('/admin/personnes/nouvelle')).text);
    const give = (fields: Record<string, string>) =>
      coordinator.send(`${personPage(people.animator)}/acces`, { csrf, from: today, to: '', ...fields });
    const before = (await network.grantsOf(people.animator)).length;
    const sideways = await give({ role: 'animator', place: SEGOU });
    expect(sideways.status).toBe(403);
    // A rule judged this, not the form: the visitor holds no right there at all.
    expect(wordsOf(sideways.text)).toContain('Votre rôle ne permet pas de faire cela ici.');
    expect(sideways.text).toContain('/aide/codes#RIGHT-NONE');
    const upwards = await give({ role: 'coordinator', place: SIKASSO });
    expect(upwards.status).toBe(403);
    expect(wordsOf(upwards.text)).toContain('Vous ne pouvez pas donner cet accès');
    expect(upwards.text).toContain('/aide/codes#RIGHT-DELEGATE');
    expect((await network.grantsOf(people.animator)).length).toBe(before);
    // Told at once to whoever sits there: nothing is left for them to correct.
    const returned = (await network.groups('returned', 50))
      .flat()
      .filter((one) => one.change.by === people.coordinator);
    expect(returned).toEqual([]);
  });

  it('ends a right at once, or on a day, with its history', async () => {
    const person = await enrol(coordinator, { name: 'Moussa BERTHÉ', role: 'animator', place: SIKASSO });
    const [grant] = await network.grantsOf(person);
    const action = `${personPage(person)}/acces/${grant?.id}`;
    const last = dayOf(Date.now() + 10 * DAY);
    expect((await coordinator.fill(personPage(person), action, { acte: 'date', to: last })).status).toBe(303);
    expect(dayOf(((await network.grantsOf(person))[0]?.ends ?? 0) - 1)).toBe(last);
    expect((await coordinator.fill(personPage(person), action, { acte: 'fin' })).status).toBe(303);
    const [ended] = await network.grantsOf(person);
    expect(ended?.ends).toBeLessThanOrEqual(Date.now() + 1000);
    expect(wordsOf((await coordinator.get(personPage(person))).text)).toContain('Terminé');
    expect((await network.history(grant?.id as RecordId)).map((one) => one.change.kind)).toEqual([
      'set',
      'set',
      'void',
    ]);
  });

  it('confirms what was enrolled offline for a time', async () => {
    const phone = await phoneOf(site.url, network, people.animator);
    await phone.exchange();
    const [from, to] = [today, dayOf(Date.now() + 44 * DAY)];
    const changes = phone.write((ids) => [
      { do: 'create', type: 'person', home: SIKASSO, body: { name: 'Nana SOGOBA' } },
      {
        do: 'create',
        type: 'grant',
        home: SIKASSO,
        body: { person: ids(0), role: 'member', scope: SIKASSO, from, to, provisional: true },
      },
    ]);
    await phone.exchange();
    const [person, grant] = changes.map((change) => change.record) as [RecordId, RecordId];
    const page = await coordinator.get(personPage(person));
    expect(wordsOf(page.text)).toContain('Provisoire');
    expect(
      (
        await coordinator.fill(personPage(person), `${personPage(person)}/acces/${grant}`, {
          acte: 'confirmer',
          to: '',
        })
      ).status,
    ).toBe(303);
    expect((await network.grantsOf(person))[0]?.ends).toBe(Number.POSITIVE_INFINITY);
    expect(wordsOf((await coordinator.get(personPage(person))).text)).toContain('sans fin prévue');
    expect(wordsOf((await coordinator.get(personPage(person))).text)).not.toContain('Provisoire');
  });

  it('makes a code that is shown once and lets one phone in', async () => {
    const seen = await coordinator.fill(personPage(people.animator), `${personPage(people.animator)}/code`, {});
    expect(seen.status).toBe(200);
    expect(seen.headers.get('cache-control')).toBe('no-store');
    const code = /[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}/.exec(seen.text)?.[0] ?? '';
    expect(seen.text).toContain(`/#a=${code}`);
    expect(seen.text).toContain('<svg');
    expect((await coordinator.get(personPage(people.animator))).text).not.toContain(code);
    const phone = await Device.join(site.url, code);
    expect(phone.person).toBe(people.animator);
    await expect(Device.join(site.url, code)).rejects.toThrow('CODE-USED');
  });

  it('makes no code for somebody with more rights than the visitor could give', async () => {
    const chief = await enrol(secretary, { name: 'Chef OUATTARA', role: 'coordinator', place: SIKASSO });
    const csrf = tokenIn((await coordinator.get('/admin/reseau')).text);
    const seen = await coordinator.send(`${personPage(chief)}/code`, { csrf });
    expect(seen.status).toBe(403);
    expect(seen.text).toContain('RIGHT-DELEGATE');
  });
});

describe('phones', () => {
  it('shows every phone with who, when and how its clock goes, the most silent first', async () => {
    const odd = await phoneOf(site.url, network, people.other);
    await odd.exchange(Date.now() + 3 * 365 * DAY);
    const silent = await phoneOf(site.url, network, people.secretary);
    const whole = wordsOf((await secretary.get('/admin/reseau')).text);
    const page = whole.slice(whole.indexOf('Téléphones, les plus silencieux'));
    expect(page).toContain('horloge fausse de 3 ans (en avance)');
    expect(page).toContain('Drissa Coulibaly');
    expect(page.indexOf('jamais venu')).toBeLessThan(page.indexOf('dernier échange'));
    expect(page).toContain('version test 1');
    expect((await secretary.get(`/admin/appareils/${deviceRecord(silent.id)}`)).status).toBe(200);
    expect((await coordinator.get(`/admin/appareils/${deviceRecord(odd.id)}`)).status).toBe(404);
  });

  it('SYNC-16: blocks a lost phone: what it sends later is set aside, and a person decides, sending by sending', async () => {
    const phone = await phoneOf(site.url, network, people.animator);
    await phone.exchange();
    phone.write([organisation('Groupement d’avant')]);
    await phone.exchange();
    const path = `/admin/appareils/${deviceRecord(phone.id)}`;
    expect((await coordinator.fill(path, path, { etat: 'bloque' })).headers.get('location')).toBe(
      `${path}?fait=bloque`,
    );
    expect(wordsOf((await coordinator.get(path)).text)).toContain('Bloqué');

    const [hers] = phone.write([organisation('Coopérative à elle')]) as [Change];
    const [thief] = phone.write([organisation('Envoi d’un autre')]) as [Change];
    await phone.exchange();
    expect(phone.replica.numbers().fix).toBe(2);
    const page = wordsOf((await coordinator.get('/admin/examiner')).text);
    expect(page).toContain('Nouvelle organisation « Coopérative à elle »');
    expect(page).toContain('Coumba Diarra, Sikasso');
    expect(page).not.toContain('Groupement d’avant');
    expect((await coordinator.get('/admin/reseau')).text).toMatch(/class="badge">2</);

    const decide = (of: Change, choix: string) =>
      coordinator.fill('/admin/examiner', `/admin/examiner/${changeIdOf(of)}`, { choix });
    expect((await decide(hers, 'accepted')).status).toBe(303);
    expect((await decide(thief, 'refused')).status).toBe(303);
    const names = (await network.list('organisation')).map((state) => state.fields['name']?.[0]?.value);
    expect(names).toContain('Coopérative à elle');
    expect(names).not.toContain('Envoi d’un autre');
    expect(wordsOf((await coordinator.get('/admin/examiner')).text)).toContain('Rien à examiner');
    const returns = wordsOf((await coordinator.get('/admin/retours')).text);
    expect(returns).toContain('Envoi d’un autre');
    expect(returns).toContain('QUARANTINE-REFUSED');
    const again = await coordinator.send(`/admin/examiner/${changeIdOf(hers)}`, {
      csrf: tokenIn((await coordinator.get('/admin/examiner')).text),
      choix: 'refused',
    });
    expect(again.text).toContain('RULE-SETTLED');
  });

  it('lets a phone work again, and takes one out with what it still had to send', async () => {
    const phone = await phoneOf(site.url, network, people.animator);
    await phone.exchange();
    const path = `/admin/appareils/${deviceRecord(phone.id)}`;
    await coordinator.fill(path, path, { etat: 'bloque' });
    await coordinator.fill(path, path, { etat: 'actif' });
    phone.write([organisation('Après le déblocage')]);
    await phone.exchange();
    expect(phone.replica.numbers()).toMatchObject({ confirmed: 1, fix: 0 });
    expect((await coordinator.fill(path, path, { etat: 'nom', label: 'Tecno rouge' })).status).toBe(303);
    // Who answers for it is somebody who could block it, and nobody else.
    const nobody = await coordinator.fill(path, path, { etat: 'responsable', steward: people.animator });
    expect(nobody.status).toBe(422);
    await coordinator.fill(path, path, { etat: 'responsable', steward: people.coordinator });
    const device = await network.record(deviceRecord(phone.id));
    expect(device?.fields['steward']?.[0]?.value).toBe(people.coordinator);
    await coordinator.fill(path, path, { etat: 'sorti' });
    phone.write([organisation('Dernier envoi')]);
    await phone.exchange();
    expect(phone.replica.numbers()).toMatchObject({ confirmed: 2 });
    const page = wordsOf((await coordinator.get(path)).text);
    expect(page).toContain('Tecno rouge');
    expect(page).toContain('Sorti');
  });

  it('leaves to an animator the phones to see, not to block', async () => {
    const animator = await site.visitor(network, people.animator);
    const phone = await phoneOf(site.url, network, people.animator);
    const path = `/admin/appareils/${deviceRecord(phone.id)}`;
    const page = await animator.get(path);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('Bloquer');
    const refused = await animator.send(path, { csrf: tokenIn(page.text), etat: 'bloque' });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('RIGHT-NONE');
  });

  it('tells what came back and what waits, with the reason', async () => {
    const phone = await phoneOf(site.url, network, people.animator);
    await phone.exchange();
    phone.write([{ ...organisation('Sans sorte'), body: { name: 'Sans sorte', place: 'Loulouni' } } as never]);
    const [lost] = phone.write([organisation('Ailleurs', SEGOU)]) as [Change];
    phone.write([{ do: 'edit', record: lost.record, body: { place: 'Ségou' } }]);
    await phone.exchange();
    const page = wordsOf((await secretary.get('/admin/retours')).text);
    expect(page).toContain('Il manque une réponse nécessaire. Complétez le champ indiqué et renvoyez. (Forme)');
    expect(page).toContain('Fiche changée « Ailleurs » Lieu : Ségou');
    expect(page).toContain('En attente');
    // Work at home in Ségou is not this office's to see, except what its own people wrote there.
    expect(wordsOf((await coordinator.get('/admin/retours')).text)).not.toContain('Ailleurs');
    expect(await network.record(holderRecord(phone.id, people.animator))).not.toBeNull();
  });
});

describe('branches', () => {
  const line = async (visitor: Visitor, branch: string): Promise<string> => {
    const { text } = await visitor.get('/admin/reseau');
    const row = text.slice(0, text.indexOf('Téléphones, les')).split('class="row branch"');
    return row.find((part) => part.includes(`<b>${branch}</b>`)) ?? '';
  };

  it('says of each when it was heard, which phones are silent, what has two versions and came back; each figure opens its list', async () => {
    const [one, two] = [
      await phoneOf(site.url, network, people.coordinator),
      await phoneOf(site.url, network, people.animator),
    ];
    await one.exchange();
    const [made] = one.write([organisation('Benso')]) as [Change];
    await one.exchange();
    await two.exchange();
    // Two people change the same name without seeing each other.
    for (const [phone, name] of [
      [one, 'Benso de Loulouni'],
      [two, 'Benso-Ton'],
    ] as const)
      phone.write([{ do: 'edit', record: made.record, body: { name } }]);
    await one.exchange();
    await two.exchange();
    const sikasso = await line(secretary, 'Sikasso');
    expect(wordsOf(sikasso)).toMatch(/dernier échange .*1 fiche en deux versions/);
    expect(sikasso).toContain('href="/admin/versions?antenne=sikasso"');
    expect(sikasso).toContain('href="/admin/reseau?antenne=sikasso"');
    expect(sikasso).toContain('href="/admin/retours?antenne=sikasso"');
    expect(await line(secretary, 'Ségou')).not.toContain('/admin/versions');

    const versions = wordsOf((await secretary.get('/admin/versions?antenne=sikasso')).text);
    expect(versions).toMatch(/« Benso-Ton » Coumba Diarra/);
    expect(versions).toMatch(/« Benso de Loulouni » Bakary Koné/);
    expect(wordsOf((await secretary.get('/admin/versions?antenne=segou')).text)).toContain('Aucune fiche');
    const phones = wordsOf((await secretary.get('/admin/reseau?antenne=segou')).text);
    expect(phones).toContain('Drissa Coulibaly');
    expect(phones).not.toContain('Coumba Diarra');
    expect(wordsOf((await secretary.get('/admin/retours?antenne=segou')).text)).not.toContain('Sans sorte');
    // A branch answers for its own line.
    expect([await line(coordinator, 'Sikasso'), await line(coordinator, 'Ségou')].map(Boolean)).toEqual([true, false]);

    await one.exchange();
    one.write([{ do: 'edit', record: made.record, body: { name: 'Benso-Ton' } }]);
    await one.exchange();
    expect(await line(secretary, 'Sikasso')).not.toContain('/admin/versions');

    // The office chooses where it sits, as on a phone: one version for everybody, the other stays in history. Without the right there is only the way to see it.
    await two.exchange();
    for (const [phone, name] of [
      [one, 'Benso de Loulouni'],
      [two, 'Benso-Kadi'],
    ] as const)
      phone.write([{ do: 'edit', record: made.record, body: { name } }]);
    await one.exchange();
    await two.exchange();
    const page = (await secretary.get('/admin/versions?antenne=sikasso')).text;
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
    const version = /value="([^"]+)" aria-label="Prendre celle-ci[^"]*Benso de Loulouni"/.exec(page)?.[1] ?? '';
    const choice = { champ: 'name', version, vues: hidden('vues'), antenne: 'sikasso' };
    const auditor = await site.visitor(network, await enlist(network, 'Kadia Maïga', 'auditor', ROOT));
    const choose = (visitor: Visitor, seen: string, fields: Record<string, string>) =>
      visitor.send(`/admin/versions/${made.record}`, { csrf: tokenIn(seen), ...fields });
    const read = (await auditor.get('/admin/versions')).text;
    expect(read).toContain(`href="/#/versions/${made.record}"`);
    expect(read).not.toContain('name="version"');
    expect((await choose(auditor, read, choice)).status).toBe(403);
    // A version that the page did not show yet is not chosen away.
    expect((await choose(secretary, page, { ...choice, vues: version })).status).toBe(422);
    const chosen = await choose(secretary, page, choice);
    expect(chosen.headers.get('location')).toBe('/admin/versions?fait=version&antenne=sikasso');
    expect((await choose(secretary, page, choice)).status).toBe(422);
    expect(await line(secretary, 'Sikasso')).not.toContain('/admin/versions');
    await two.exchange();
    const name = two.replica.record(made.record)?.fields['name'] ?? [];
    expect(name.map(({ value }) => value)).toEqual(['Benso de Loulouni']);
    expect(two.replica.history(made.record).map(({ change }) => change.body?.['name'])).toContain('Benso-Kadi');
  });

  it('counts a phone as silent after a week', async () => {
    const phone = await phoneOf(site.url, network, people.other);
    await phone.exchange();
    const silent = async () => Number(/(\d+) silencieux/.exec(wordsOf(await line(secretary, 'Ségou')))?.[1] ?? 0);
    const was = await silent();
    await site.hub.pools.pages.query(
      `update ${schemaOf(network.card.network)}.contact set served_at = $2 where device = $1`,
      [phone.id, Date.now() - 9 * DAY],
    );
    expect(await silent()).toBe(was + 1);
    // It says as well what the phone had still to send when it was last heard.
    await site.hub.pools.pages.query(
      `update ${schemaOf(network.card.network)}.contact set last = last + 3 where device = $1`,
      [phone.id],
    );
    expect(wordsOf(await line(secretary, 'Ségou'))).toContain('3 changements encore sur les téléphones');
  });
});
