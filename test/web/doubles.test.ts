// Who is in the directory twice across branches: whoever answers for one of two decides, and sees no more of the other than a reduced card.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { doublesOf } from '../../src/hub/doubles.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import type { Act } from '../../src/kernel/author.ts';
import { aliasOf, textOf } from '../../src/kernel/fold.ts';
import { derivedId, SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import type { RecordId, Scope } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { enlist, type People, SEGOU, SIKASSO, settle } from '../hub/world.ts';
import { openSite, type Site, tokenIn, type Visitor, wordsOf } from './site.ts';

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

const person = (home: Scope, body: Record<string, string>, contact: Record<string, string> = {}) =>
  made((id) => [
    { do: 'create', type: 'person', home, body },
    { do: 'create', type: 'person_contact', home: sensitiveScope(home), body: { of: id, ...contact } },
  ]);
const organisation = (home: Scope, body: Record<string, string>, contact: Record<string, string> = {}) =>
  made((id) => [
    { do: 'create', type: 'organisation', home, shared: [SHARED], body: { kind: 'group', ...body } },
    { do: 'create', type: 'organisation_contact', home: sensitiveScope(home), body: { of: id, ...contact } },
  ]);
async function made(acts: (id: RecordId) => readonly Act[]): Promise<RecordId> {
  const [first] = await network.actAsAuthority((ids) => acts(ids(0)));
  return first?.record as RecordId;
}

const LIST = '/admin/doublons';
/** SIZE=10000 for a network ten times as big. */
const SIZE = Number(process.env['SIZE'] ?? 1000);
const pathOf = async (visitor: Visitor, ...ids: readonly RecordId[]): Promise<string> => {
  const page = (await visitor.get(LIST)).text;
  const [a, b] = [...ids].sort();
  const found = [`${LIST}/${a}/${b}`].find((path) => page.includes(`href="${path}"`));
  if (!found) throw new Error(`no pair of ${ids} on the page`);
  return found;
};
const state = async (id: RecordId) => (await network.record(id))!;

it('is looked for while whoever decides about it comes in, before any page is opened; for nobody else', async () => {
  const other = await site.hub.networks.create({ slug: 'porte', name: 'Réseau à la porte', mode: 'real', demo: false });
  const { animator, secretary: office } = await settle(other);
  /** What is known, without looking. */
  const known = () => doublesOf(other, declarations).glance(0);
  await site.visitor(other, animator);
  await doublesOf(network, declarations).refresh();
  expect(known()).toBeNull();
  await site.visitor(other, office);
  await vi.waitFor(() => expect(known()).not.toBeNull());
});

describe('two branches with the same person', () => {
  let ours: RecordId;
  let theirs: RecordId;
  beforeAll(async () => {
    ours = await person(
      SIKASSO,
      { name: 'Mariam SANOGO', birth: '1985', place: 'Klela', sex: 'f' },
      { phone: '76 45 12 38' },
    );
    theirs = await person(
      SEGOU,
      { name: 'SANOGO Mariam', birth: '1985', place: 'Klela', sex: 'f', job: 'Teinturière' },
      { phone: '76 45 12 38', ownerName: 'Son frère Issa' },
    );
  });

  it('the secretariat sees both sheets, with the reasons in words', async () => {
    const path = await pathOf(secretary, ours, theirs);
    expect(wordsOf((await secretary.get(LIST)).text)).toContain(
      'Noms dans un autre ordre, même téléphone, même année de naissance, même lieu',
    );
    const page = wordsOf((await secretary.get(path)).text);
    for (const word of ['Teinturière', 'Son frère Issa', '76 45 12 38', 'Ce qui diffère']) expect(page).toContain(word);
  });

  it('a coordinator sees of the other only name, place, year, two digits and branch', async () => {
    const path = await pathOf(coordinator, ours, theirs);
    const pages = (await coordinator.get(LIST)).text + (await coordinator.get(path)).text;
    const words = wordsOf(pages);
    expect(words).toContain('SANOGO Mariam');
    expect(words).toContain('Klela · naissance en 1985 · téléphone en ·· 38 · Ségou');
    expect(words).toContain('montrée en abrégé');
    for (const word of ['Teinturière', 'Issa']) expect(pages).not.toContain(word);
    // The same number stands on their own sheet: once, with its name.
    expect(words.split('76 45 12 38')).toHaveLength(2);
  });

  it('nobody else sees anything: no entry, no page, no pair', async () => {
    const outsider = await enlist(network, 'Fanta Samaké', 'coordinator', 'n/branch/kayes/' as Scope);
    const member = await enlist(network, 'Une adhérente', 'member', SIKASSO);
    const path = await pathOf(secretary, ours, theirs);
    const kayes = await site.visitor(network, outsider);
    expect(wordsOf((await kayes.get(LIST)).text)).toContain('Aucune fiche ne semble en double.');
    expect((await kayes.get(path)).status).toBe(404);
    for (const one of [member, people.animator]) {
      const visitor = await site.visitor(network, one);
      expect((await visitor.get('/admin/reseau')).text).not.toContain(LIST);
      expect([(await visitor.get(LIST)).status, (await visitor.get(path)).status]).toEqual([404, 404]);
    }
  });

  it('a made-up pair opens no card of anybody', async () => {
    const stranger = await person(SEGOU, { name: 'Bourama DAO', birth: '1960', place: 'Dioro' });
    expect((await coordinator.get(`${LIST}/${ours}/${stranger}`)).status).toBe(404);
    const csrf = tokenIn((await coordinator.get('/admin/reseau')).text);
    const sent = await coordinator.send(`${LIST}/${ours}/${stranger}`, { csrf, choix: 'reunir', garde: stranger });
    expect(sent.status).toBe(404);
    expect(aliasOf(await state(ours))).toBe(null);
  });

  it('a coordinator gives up their own for the other’s, writes nothing there, and takes it back', async () => {
    const path = await pathOf(coordinator, ours, theirs);
    const page = (await coordinator.get(path)).text;
    expect(page).not.toContain(`value="${ours}"`);
    const against = await coordinator.fill(path, path, { choix: 'reunir', garde: ours });
    expect([against.status, wordsOf(against.text).includes('Votre rôle ne permet pas')]).toEqual([403, true]);
    const before = JSON.stringify((await state(theirs)).fields);
    const done = await coordinator.fill(path, path, { choix: 'reunir', garde: theirs, 'f:person:job': ours });
    expect(done.headers.get('location')).toBe(`${LIST}?fait=reuni`);
    expect(aliasOf(await state(ours))).toBe(theirs);
    expect(JSON.stringify((await state(theirs)).fields)).toBe(before);
    const list = (await coordinator.get(LIST)).text;
    expect(wordsOf(list)).toContain('Mariam SANOGO mène à SANOGO Mariam');
    expect(list).not.toContain(path);
    expect((await coordinator.get(path)).status).toBe(404);
    const back = await coordinator.fill(LIST, `${LIST}/${ours}/separer`, {});
    expect(back.headers.get('location')).toBe(`${LIST}?fait=separe`);
    expect(aliasOf(await state(ours))).toBe(null);
    expect((await coordinator.get(path)).status).toBe(200);
  });

  it('« deux fiches différentes » is said once for both branches', async () => {
    const path = await pathOf(coordinator, ours, theirs);
    expect((await coordinator.fill(path, path, { choix: 'deux' })).status).toBe(303);
    for (const visitor of [coordinator, secretary]) expect((await visitor.get(LIST)).text).not.toContain(path);
    const made = (await network.list('distinct'))[0]!;
    expect([made.id, made.home, made.shared]).toEqual([
      derivedId('distinct', ...[ours, theirs].sort()),
      SIKASSO,
      [SEGOU],
    ]);
  });
});

describe('two sheets of one branch', () => {
  it('are merged field by field; parted later, what was written since stays, and history tells it', async () => {
    const kept = await organisation(
      SIKASSO,
      { name: 'Groupement Sinsibere de Loulouni', place: 'Loulouni', registration: 'REC-0042' },
      { phone: '70 11 22 33' },
    );
    const other = await organisation(
      SIKASSO,
      { name: 'Sinsibèrè', place: 'Loulouni', quarter: 'Marché' },
      { phone: '70 11 22 33', ownerName: 'Awa' },
    );
    const path = await pathOf(coordinator, kept, other);
    const page = wordsOf((await coordinator.get(path)).text);
    for (const word of ['Nom Groupement', 'Marché', 'Awa', 'REC-0042']) expect(page).toContain(word);
    expect((await coordinator.get('/admin/reseau')).text).toMatch(/Doublons<\/span><span class="badge">\d/);
    const done = await coordinator.fill(path, path, {
      choix: 'reunir',
      garde: kept,
      'f:organisation:name': other,
      'f:organisation_contact:ownerName': other,
    });
    expect(done.status).toBe(303);
    const contact = derivedId('organisation_contact', kept);
    expect([textOf(await state(kept), 'name'), textOf(await state(kept), 'quarter')]).toEqual(['Sinsibèrè', '']);
    expect(textOf(await state(contact), 'ownerName')).toBe('Awa');

    await network.act(people.animator, [{ do: 'edit', record: kept, body: { landmark: 'Près du puits' } }]);
    const back = await coordinator.fill(LIST, `${LIST}/${other}/separer`, {});
    expect(back.status).toBe(303);
    expect([textOf(await state(kept), 'name'), textOf(await state(kept), 'landmark')]).toEqual([
      'Groupement Sinsibere de Loulouni',
      'Près du puits',
    ]);
    expect(textOf(await state(contact), 'ownerName')).toBe('');
    const kinds = (await network.history(other)).map(({ change }) => [change.kind, change.by]);
    expect(kinds.slice(-2)).toEqual([
      ['alias', people.coordinator],
      ['alias', people.coordinator],
    ]);
    expect(await pathOf(coordinator, kept, other)).toBe(path);
  });
});

it('the search of a whole network holds up nobody and is kept until the log moves', async () => {
  const many = await site.hub.networks.create({ slug: 'grand', name: 'Grand réseau', mode: 'practice', demo: false });
  const names = ['Benkadi', 'Jigiya', 'Sabougnouma', 'Kotognogontala', 'Badenya', 'Sinignesigi', 'Yeelen'];
  const trades = ['femmes', 'producteurs', 'éleveurs', 'pêcheurs', 'maraîchères', 'apiculteurs'];
  for (let at = 0; at < SIZE; at += 60)
    await many.actAsAuthority(
      Array.from({ length: 60 }, (_, i): Act => {
        const n = at + i;
        const name = `${names[n % 7]} ${trades[n % 6]} ${(n * 7919).toString(36)}`;
        const body = { name, kind: 'group', place: `Village ${(n * 31) % 900}` };
        return { do: 'create', type: 'organisation', home: n % 2 ? SIKASSO : SEGOU, shared: [SHARED], body };
      }),
    );
  const doubles = doublesOf(many, declarations);
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const first = await doubles.refresh();
  const took = performance.now() - started;
  clearInterval(beat);
  const { user, system } = process.cpuUsage(cpu);
  const work = Math.round((user + system) / 1000);
  console.log(`${SIZE} records: ${Math.round(took)} ms, work ${work} ms, longest wait ${Math.round(longest)} ms`);
  expect(longest).toBeLessThan(1000);
  expect(await doubles.refresh()).toBe(first);
}, 180_000);
