// The demonstration: a story with a bit of everything, told the same way on every installation, through the same gate as real work. It is the short one;
// DEMO_SIZE=full npm test -- --only demo looks at the whole network, which `npm start` makes.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemo, demoLogins } from '../../src/hub/demo/demo.ts';
import { fillDemo } from '../../src/hub/demo/filling.ts';
import { featureOf } from '../../src/hub/derived/open.ts';
import { sseLine } from '../../src/hub/derived/sse.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { publicPages } from '../../src/hub/public/index.ts';
import { HUB_SCHEMA } from '../../src/hub/schema.ts';
import { Accounts, sheetsOf, webPages } from '../../src/hub/web/index.ts';
import { WEB_SCHEMA } from '../../src/hub/web/schema.ts';
import { stampOf } from '../../src/kernel/clock.ts';
import { aliasOf, conflictsOf, type RecordState, textOf, valueOf } from '../../src/kernel/fold.ts';
import { isCurrent } from '../../src/kernel/grant.ts';
import { branchOf } from '../../src/kernel/scopes.ts';
import type { RecordId, Scope } from '../../src/kernel/types.ts';
import { ledgerOf } from '../../src/modules/certificates/ledger.ts';
import { belongingsOf, zonesOf } from '../../src/modules/directory/belongings.ts';
import { findingsOf } from '../../src/modules/directory/checks.ts';
import { levelsOf } from '../../src/modules/directory/levels.ts';
import { entriesOfRegister, membersOn, ownNetwork, polesOn } from '../../src/modules/directory/rules.ts';
import { type Seats, seatsOn } from '../../src/modules/directory/seats.ts';
import { publicFace } from '../../src/modules/directory/shown.ts';
import type { Source } from '../../src/modules/directory/source.ts';
import { declarations } from '../../src/modules/index.ts';
import { waysOn } from '../../src/modules/legalform/rules.ts';
import { memberOf } from '../../src/modules/people/rules.ts';
import { zoneOverlaps } from '../../src/modules/places/rules.ts';
import { frozenOf } from '../../src/modules/training/snapshot.ts';
import { openHub, type TestHub } from '../hub/world.ts';
import { appForLooks, everyPage, Looking, routing, TONGUE } from './every-page.ts';
import { Visitor } from './site.ts';

const SIZE = process.env['DEMO_SIZE'] === 'full' ? 'full' : 'small';
const isFull = SIZE === 'full';
const DAY = 24 * 3600 * 1000;
const PATIENCE = isFull ? 900_000 : 300_000;
const hubs: TestHub[] = [];
/** From where every page is reached. */
const STARTS = ['/admin/reseau', '/reseau', '/en/reseau', '/verifier', '/aide'];
/** What is no page, leads to one, or belongs to another day: a second step at the door, a hub without a network. */
const NO_PAGE =
  /^\/api\/|\.(css|json|csv|geojson|txt|xml)$|^(\/en)?\/reseau$|^(\/en)?\/reseau\/(annonce|territoire)\/:|\/\*$|^\/(admin|en)$|^\/agenda\/|\/connexion\/|^\/admin\/sons\/:|\/fonder$|\/import\/(modele|fichier\/:id\/remarques)/;
let demo: HubNetwork;

/** Every address the first of them answers. */
const routes: string[] = [];
let app: Awaited<ReturnType<typeof appForLooks>>;

async function tell(): Promise<TestHub> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jekulu-demo-'));
  const parts = [HUB_SCHEMA, WEB_SCHEMA];
  const first = hubs.length === 0;
  const test = await openHub({
    dataDir,
    appDir: app.folder,
    parts: [WEB_SCHEMA],
    prepare: (hub) => createDemo(hub, { decl: declarations, dataDir, parts, size: SIZE }),
    register: async (web, hub) => {
      web.addHook('onRoute', ({ method, url }) => {
        if (first && [method].flat().includes('GET')) routes.push(url);
      });
      const sheets = sheetsOf(app.folder);
      const hosted = () =>
        hub.networks
          .all()
          .map((network) => ({ network, accounts: new Accounts(hub.pools.pages, network.card.network) }));
      await webPages(web, { decl: declarations, hosted, now: Date.now, sheets, watch: hub.watch });
      await publicPages(web, { networks: () => hub.networks.all(), now: Date.now, sheets });
    },
  });
  hubs.push(test);
  // The programme at its scale comes after the doors are open.
  const beside = { decl: declarations, dataDir, parts, pools: test.hub.pools };
  const report = (what: string, error: unknown): void => {
    throw new Error(`${what}: ${error}`);
  };
  if (isFull) await fillDemo({ ...beside, say: () => {}, isStopped: () => false, report });
  return test;
}

beforeAll(async () => {
  app = await appForLooks();
  const test = await tell();
  demo = test.hub.networks.bySlug('demo') as HubNetwork;
}, PATIENCE);
afterAll(async () => {
  for (const test of hubs) await test.end();
  for (const { folder } of hubs) rmSync(folder, { recursive: true, force: true });
  app.remove();
});

/** What the hub holds, as the rules read it. */
async function sourceOf(network: HubNetwork): Promise<Source> {
  const names = Object.keys(declarations.types);
  const lists = new Map(await Promise.all(names.map(async (name) => [name, await network.list(name)] as const)));
  const byId = new Map([...lists.values()].flat().map((state) => [state.id, state]));
  return {
    version: 0,
    list: (type) => lists.get(type) ?? [],
    record: (id) => byId.get(id) ?? null,
    resolve: (id) => id,
  };
}

describe('the demonstration', () => {
  it('is two networks that say what they are', () => {
    expect(demo.card).toMatchObject({ name: 'RENAPESS · démonstration', mode: 'real', demo: true });
    const practice = hubs[0]?.hub.networks.bySlug('essai');
    expect(practice?.card).toMatchObject({ mode: 'practice', demo: true });
    expect(hubs[0]?.hub.networks.all()).toHaveLength(2);
  });

  it('registers the members of its branches, each with its card shared and its telephone kept', async () => {
    const cards = await demo.list('organisation');
    expect(new Set(cards.map((card) => branchOf(card.home))).size).toBe(isFull ? 11 : 7);
    expect(await demo.list('branch')).toHaveLength(10);
    expect(new Set(cards.map((card) => textOf(card, 'name'))).size).toBe(cards.length);
    expect(cards.every((card) => card.shared.includes('n/shared/' as never))).toBe(true);
    const contacts = await demo.list('organisation_contact');
    expect(contacts.length).toBeGreaterThanOrEqual(77);
    for (const contact of contacts) {
      expect(textOf(contact, 'phone')).toMatch(/^70 00 0\d \d/);
      expect(contact.home).toMatch(/sensitive\/$/);
    }
  });

  it('has 67 members today and had 60 on 1 January 2014, some of them suspended, gone or asking to join since', async () => {
    const source = await sourceOf(demo);
    const us = ownNetwork(source) as RecordId;
    expect(textOf(source.record(us) as RecordState, 'acronym')).toBe('RENAPESS');
    const now = membersOn(source, us, new Date().toISOString().slice(0, 10));
    expect([now.active.length, now.suspended.length, now.applied.length]).toEqual([67, 2, 3]);
    const on = (day: string) => membersOn(source, us, day).active.length;
    expect([on('2003-07-09'), on('2003-07-10'), on('2014-01-01')]).toEqual([0, 12, 60]);
    const entries = entriesOfRegister(source, us);
    expect(entries.some((entry) => entry.decision === '')).toBe(true);
    expect(entries.map(({ status }) => status)).toEqual(expect.arrayContaining(['refused', 'left', 'excluded']));
  });

  it('has the six poles of the network, twelve organisations in two of them', async () => {
    const source = await sourceOf(demo);
    const seen = polesOn(source, ownNetwork(source) as RecordId, '2026-11-26');
    expect(seen.poles).toHaveLength(6);
    expect(seen.poles.every((pole) => pole.members.length > 0)).toBe(true);
    expect([seen.several.length, seen.none.length, seen.outside.length]).toEqual([12, 3, 0]);
    expect(seen.sum).toBe(67 - 3 + 12);
  });

  it('belongs to other networks with its dates, has levels, branches that overlap, and people in several organisations', async () => {
    const source = await sourceOf(demo);
    const us = ownNetwork(source) as RecordId;
    const roles = belongingsOf(source, us).flatMap((one) => one.roles.map((role) => `${role.kind} ${role.from}`));
    expect(roles.sort()).toEqual(['founder 2010', 'host 2016-04', 'member 2003', 'member 2019-01']);
    const top = source.list('organisation').find((card) => textOf(card, 'kind') === 'confederation');
    const below = levelsOf(source, top?.id as RecordId, '2026-11-26');
    expect([below.base.length, below.byForm.get('union')?.length, below.circles.length]).toEqual([12, 4, 0]);
    expect(zoneOverlaps(zonesOf(source)).map((one) => one.place)).toEqual(['ml-1801']);
    const awa = source.list('person').find((person) => textOf(person, 'name') === 'Awa SANOGHO');
    expect(memberOf(source, awa?.id as RecordId, '2026-11-26')).toHaveLength(3);
    const abroad = source
      .list('organisation')
      .filter((card) => JSON.stringify(valueOf(card, 'place')).includes('"EC"'));
    expect(abroad).toHaveLength(1);
  });

  it('has something to look at for every rule of the secretariat', async () => {
    const source = await sourceOf(demo);
    const seat = source.list('person').find((person) => textOf(person, 'name') === 'Aminata KONATÉ');
    const found = findingsOf({
      source,
      person: seat?.id as RecordId,
      home: 'n/' as Scope,
      day: new Date().toISOString().slice(0, 10),
      silentBefore: stampOf(Date.now() - 30 * DAY),
      mayEdit: () => true,
    });
    expect(found.applied).toHaveLength(3);
    expect(found.undecided.length).toBeGreaterThan(0);
    expect(found.few.map(({ few }) => few)).toContainEqual({ members: 4, minimum: 5, article: '204' });
    const branches = found.silent.map(({ record }) => textOf(source.record(record) as RecordState, 'name'));
    expect(branches).toContain('Kayes');
    expect(found.circles).toEqual([]);
  });

  it('spreads over five months, and nothing in it lies in the future', async () => {
    const cards = await demo.list('organisation');
    const received = (await Promise.all(cards.map((card) => demo.history(card.id)))).flat().map((one) => one.received);
    expect(Math.max(...received)).toBeLessThanOrEqual(Date.now());
    expect(Math.min(...received)).toBeLessThan(Date.now() - 90 * DAY);
    expect(new Set(received.map((time) => new Date(time).toISOString().slice(0, 7))).size).toBeGreaterThanOrEqual(4);
  });

  it('holds corrections, a conflict, a return, something that waits, a blocked phone, somebody provisional', async () => {
    const cards = await demo.list('organisation');
    const conflicts = cards.flatMap((card) => conflictsOf(card)).sort();
    if (isFull) expect(conflicts).toEqual(expect.arrayContaining(['place', 'stage', 'women']));
    else expect(conflicts).toEqual(['place']);
    const histories = await Promise.all(cards.map((card) => demo.history(card.id)));
    expect(histories.filter((history) => history.length > 1).length).toBeGreaterThanOrEqual(5);
    const codes = async (state: 'returned' | 'held' | 'quarantined') =>
      (await demo.groups(state, 50)).map((group) => group[0]?.ruling?.code);
    expect(await codes('returned')).toEqual(isFull ? ['RIGHT-ENDED', 'RIGHT-ENDED', 'RIGHT-ENDED'] : ['RIGHT-ENDED']);
    expect(await codes('held')).toEqual(['HOLD-CAUSE']);
    expect(await codes('quarantined')).toEqual(['DEVICE-BLOCKED']);
    const statuses = (await demo.list('device')).map((device) => textOf(device, 'status'));
    expect(statuses.filter((status) => status === 'blocked')).toHaveLength(1);
    const provisional = (await demo.list('grant')).filter((grant) => grant.fields['provisional']?.[0]?.value === true);
    expect(provisional).toHaveLength(1);
    const contacts = await demo.contacts();
    expect(contacts.filter((contact) => Math.abs(contact.skew) > 365 * DAY)).toHaveLength(1);
    expect(await Promise.all(contacts.map(async (one) => one.last - (await demo.lastSeq(one.device))))).toContain(2);
  });

  it('gives every role a person with a right in force', async () => {
    const persons = await demo.list('person');
    const roles = new Set<string>();
    for (const person of persons)
      for (const grant of await demo.grantsOf(person.id)) if (isCurrent(grant, Date.now())) roles.add(grant.role);
    expect([...roles].sort()).toEqual(Object.keys(declarations.roles).sort());
  });

  it('shows organisations on the map of Mali only where they agreed to it, and says of all of them that they are invented', async () => {
    const cards = await demo.list('organisation');
    const shown = cards.map(featureOf).filter((feature) => feature !== null);
    expect(shown.length).toBeGreaterThan(10);
    // What goes to RIPESS is the same organisations.
    const handed = cards.flatMap((card) => publicFace(card) ?? []).filter((face) => sseLine(face) !== null);
    expect(handed).toHaveLength(shown.length);
    expect(shown.length).toBeLessThan(cards.length / 2);
    expect(shown.filter((feature) => feature['geometry'] !== null).length).toBeGreaterThan(shown.length / 2);
    const ofBranches = cards.filter((card) => textOf(card, 'about').includes('inventée'));
    expect(ofBranches.length).toBeGreaterThanOrEqual(77);
  });

  it.runIf(isFull)(
    'has thousands of people, a board of twenty-three seats with two vacant, and doubles that were joined',
    async () => {
      const source = await sourceOf(demo);
      const persons = source.list('person');
      expect(persons.length).toBeGreaterThan(2500);
      expect(source.list('contact').length).toBeGreaterThan(200);
      expect(persons.filter((person) => aliasOf(person) !== null).length).toBeGreaterThan(3);
      const board = source.list('body').find((body) => textOf(body, 'kind') === 'board') as RecordState;
      const day = new Date().toISOString().slice(0, 10);
      const { held, seats, vacant, before } = seatsOn(source, board.id, day) as Seats;
      expect([held.length, seats, vacant, before.length]).toEqual([21, 23, 2, 3]);
      expect(await demo.exports(20)).toHaveLength(6);
    },
  );

  it('gives its accounts of the office to people with a right in force, not to others of the same name', async () => {
    const { rows } = await (hubs[0] as TestHub).hub.pools.pages.query<{ login: string; person: RecordId }>(
      `select login, person from n_${demo.card.network}.account order by login`,
    );
    expect(rows.map(({ login }) => login)).toEqual(['cooperative', 'secretariat', 'segou']);
    for (const { login, person } of rows)
      expect(
        (await demo.grantsOf(person)).some((grant) => isCurrent(grant, Date.now())),
        login,
      ).toBe(true);
  });

  it('keeps its passwords where only the hub’s account reads them', () => {
    const [test] = hubs;
    if (!test) throw new Error('no hub');
    expect(demoLogins(test.hub, test.folder).map((one) => one.login)).toEqual([
      'secretariat',
      'segou',
      'cooperative',
      'essai',
    ]);
    if (process.platform !== 'win32')
      expect(statSync(join(test.folder, 'demo-accounts.json')).mode & 0o777).toBe(0o600);
  });

  it('has certificates that count, one that was corrected and one withdrawn; agreements given in several ways; figures that were kept', async () => {
    const ledger = ledgerOf(await sourceOf(demo));
    const given = (await demo.list('certificate')).map((one) => textOf(one, 'number'));
    const why = given.flatMap((number) => ledger.withdrawal(number)?.why ?? []);
    expect([ledger.keys.length, why.sort(), given.length > 10]).toEqual([1, ['corrected', 'mistake'], true]);
    const said = await demo.list('consent');
    const of = (field: string) => new Set(said.map((one) => textOf(one, field)).filter((one) => one !== ''));
    expect([said.length >= 20, of('way').size, of('answer').size, of('withdrawn').size]).toEqual([true, 3, 2, 1]);
    const [kept] = await demo.list('programme_figures');
    expect(kept && frozenOf(textOf(kept, 'figures'))?.trained).toBeGreaterThan(20);
  });

  it(
    'tells the same story on every installation',
    async () => {
      const other = (await tell()).hub.networks.bySlug('demo') as HubNetwork;
      const story = async (network: HubNetwork): Promise<string[]> =>
        (await network.list('organisation'))
          .map((card) => ['name', 'kind', 'place'].map((field) => textOf(card, field)).join(' | '))
          .sort();
      expect(await story(other)).toEqual(await story(demo));
    },
    PATIENCE,
  );

  it('four are on their way to a legal form: one waits for a fifth member and a union for a second cooperative, one is ready, one has begun', async () => {
    const ways = waysOn(await sourceOf(demo), new Date().toISOString().slice(0, 10));
    expect(ways.map(({ standing }) => standing)).toEqual(['few', 'few', 'ready', 'going']);
    expect(ways.map(({ record }) => record.unconfirmed)).toEqual([0, 0, 0, 0]);
  });

  it(
    'every page of its hub and of its public face can be read and touched by everybody, on a phone and on a desk',
    async () => {
      const { hub, folder } = hubs[0] as TestHub;
      const [secretariat] = demoLogins(hub, folder);
      const visitor = new Visitor(hub.url);
      expect((await visitor.signIn('demo', 'secretariat', secretariat?.password ?? '')).status).toBe(303);
      const { pages, files } = await everyPage(visitor, routes, STARTS);
      const looking = await Looking.open(visitor, hub.url);
      const seen = new Set([...pages.keys(), ...files, TONGUE]);
      const here = async () => {
        seen.add(routing(routes)(new URL(looking.page.url()).pathname) ?? '');
        await looking.here();
      };
      const press = (name: RegExp) => looking.page.getByRole('button', { name }).first().click();
      try {
        for (const path of pages.values()) await looking.at(path);
        // A list is brought in, step by step.
        await looking.page.goto(`${hub.url}/admin/import`);
        const buffer = Buffer.from(
          'Nom;Forme;Lieu\nPêcheurs de Dioro;Groupement;Dioro\nForgerons;Association;Bla\n;;Ségou\n',
        );
        await looking.page
          .locator('input[type=file]')
          .setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer });
        await press(/^Lire/);
        await here();
        await press(/^Vérifier/);
        await here();
        await press(/^Faire entrer|^Inscrire|^Importer/);
        await here();
        await looking.page.locator('a[href*="/import/annuler/"]').first().click();
        await here();
        await looking.page.goto(`${hub.url}${pages.get('/admin/personnes/:id')}`);
        await press(/^Faire un code/);
        await here();
        await looking.page.context().clearCookies();
        await looking.page.goto(`${hub.url}/admin/connexion`);
        await here();
      } finally {
        await looking.close();
      }
      expect(looking.faults).toEqual([]);
      expect(routes.filter((one) => !seen.has(one) && !NO_PAGE.test(one))).toEqual([]);
    },
    PATIENCE,
  );
});
