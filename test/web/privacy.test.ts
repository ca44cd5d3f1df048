// Privacy and settings on the office pages: what is held about one person as one file, erasure (SX-07), agreements, settings with their history,
// and the first page of an empty hub.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { ownOrganisation } from '../../src/hub/own.ts';
import { bookOf } from '../../src/hub/programmes/kept.ts';
import { overdue } from '../../src/hub/retention.ts';
import { Accounts } from '../../src/hub/web/accounts.ts';
import { stepKey } from '../../src/hub/web/second-door.ts';
import { codeAt } from '../../src/hub/web/totp.ts';
import { Visit } from '../../src/hub/web/visit.ts';
import { type RecordState, textOf, valueOf } from '../../src/kernel/fold.ts';
import { sensitiveScope } from '../../src/kernel/ids.ts';
import { toBase64Url } from '../../src/kernel/keys.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { checkOf } from '../../src/modules/network/checks.ts';
import { settingsRecord } from '../../src/modules/network/model.ts';
import { rollId } from '../../src/modules/training/rules.ts';
import { noteActs, soundIn, soundRecord } from '../../src/modules/voices/notes.ts';
import { type People, SIKASSO, settle } from '../hub/world.ts';
import { webm } from '../modules/voice.ts';
import { foundsItsNetwork } from './founding-suite.ts';
import { openSite, PASSWORD, type Site, Visitor, wordsOf } from './site.ts';

let site: Site;
let network: HubNetwork;
let people: People;
let office: Visitor;
let person: RecordId;
/** What she said in her own voice. */
let voice: RecordId;
/** Brings back what rolls and tests said before somebody was erased; what it gives looks at them after a restart. */
let programmesAsBefore: () => Promise<() => Promise<void>>;

beforeAll(async () => {
  site = await openSite(undefined, undefined, {
    founding: {
      word: 'le-mot-de-passage',
      found: async (founding) => {
        const made = await site.hub.networks.create(founding);
        return { network: made, accounts: site.accounts(made) };
      },
    },
  });
}, 60_000);
afterAll(() => site.end());

foundsItsNetwork(() => site);

describe('about one person', () => {
  beforeAll(async () => {
    network = await site.hub.networks.create({ slug: 'prive', name: 'Réseau', mode: 'real', demo: false });
    people = await settle(network);
    office = await site.visitor(network, people.secretary);
    const made = await network.act(people.animator, (ids) => [
      { do: 'create', type: 'person', body: { name: 'Kadiatou Sangaré', sex: 'f' }, home: SIKASSO },
      { do: 'create', type: 'person_contact', body: { of: ids(0), phone: '76543210' }, home: sensitiveScope(SIKASSO) },
      { do: 'create', type: 'consent', body: { person: ids(0), purpose: 'photo', answer: 'yes' }, home: SIKASSO },
    ]);
    person = made.changes[0]?.record as RecordId;
    const sound = { seconds: 12, data: toBase64Url(webm(4000)) };
    const said = await network.act(
      people.animator,
      noteActs({ about: person, speaks: 'other', agreed: true }, sound, SIKASSO),
    );
    voice = said.changes[0]?.record as RecordId;
  }, 60_000);

  it('is one file, and the book says who took it', async () => {
    const file = await office.get(`/admin/personnes/${person}/donnees.html`);
    expect(file.headers.get('content-disposition')).toContain('attachment');
    const words = wordsOf(file.text);
    for (const word of ['Kadiatou Sangaré', '76 54 32 10', 'Prendre et garder sa photo', 'Coumba Diarra', '2013-015'])
      expect(words).toContain(word);
    const json = JSON.parse((await office.get(`/admin/personnes/${person}/donnees.json`)).text) as {
      records: unknown[];
    };
    expect(json.records).toHaveLength(5);
    expect((await network.exports(2)).map(({ what, records }) => [what, records])).toEqual([
      ['donnees-personne.json', 5],
      ['donnees-personne.html', 5],
    ]);
  });

  it('lets her voice be heard by who may read it, as a sound and as nothing else', async () => {
    const shown = await office.get(`/admin/personnes/${person}/donnees`);
    const [, heard = ''] = /<audio [^>]*src="([^"]+)"/.exec(shown.text) ?? [];
    expect(shown.headers.get('content-security-policy')).toContain("media-src 'self'");
    const sound = await office.get(heard);
    expect(sound.headers.get('content-type')).toBe('audio/webm');
    expect(sound.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await office.get(`/admin/sons/${person}`)).status).toBe(404);
    expect((await new Visitor(site.hub.url).get(heard)).status).toBe(303);
    const file = await office.get(`/admin/personnes/${person}/donnees.html`);
    expect(file.text).toContain('<audio controls preload="none" src="data:audio/webm;base64,');
  });

  it('an agreement is taken back, and stays in the history', async () => {
    const page = `/admin/personnes/${person}/donnees`;
    const [, action = ''] =
      /action="(\/admin\/personnes\/[^"]+\/accords\/[^"]+)"/.exec((await office.get(page)).text) ?? [];
    expect((await office.fill(page, action, {})).status).toBe(303);
    expect(wordsOf((await office.get(page)).text)).toContain('Repris le');
  });

  it('taken back, the agreement takes what it covered with it: sensitive answers of the person, not those of somebody else', async () => {
    const closed = sensitiveScope(SIKASSO);
    const made = await network.act(people.animator, (ids) => [
      { do: 'create', type: 'person', body: { name: 'Fily Dembélé' }, home: SIKASSO },
      {
        do: 'create',
        type: 'person_private',
        body: { of: ids(0), displacement: 'displaced', idNumber: 'N7' },
        home: closed,
      },
      { do: 'create', type: 'person_private', body: { of: person, displacement: 'returned' }, home: closed },
      { do: 'create', type: 'consent', body: { person: ids(0), purpose: 'sensitive', answer: 'yes' }, home: SIKASSO },
    ]);
    const [fily, own, other, consent] = made.changes.map(({ record }) => record) as RecordId[];
    const page = `/admin/personnes/${fily}/donnees`;
    await office.fill(page, `/admin/personnes/${fily}/accords/${consent}`, {});
    const said = async (id: RecordId | undefined, field: string) =>
      valueOf((await network.record(id as RecordId)) as RecordState, field) ?? null;
    expect([await said(own, 'displacement'), await said(own, 'idNumber')]).toEqual([null, 'N7']);
    expect(await said(other, 'displacement')).toBe('returned');
    expect(wordsOf((await office.get(`${page}?fait=reprisvide`)).text)).toContain('réponses sensibles sont effacées');
  });

  it('is erased only by an account with two steps, and is then nowhere', async () => {
    const page = `/admin/personnes/${person}/effacer`;
    const fields = { why: 'demande', sure: '1' };
    const [, csrf = ''] = /name="csrf" value="([^"]+)"/.exec((await office.get(page)).text) ?? [];
    const early = await office.send(page, { csrf, ...fields });
    expect(wordsOf(early.text)).toContain('deux temps');
    await secondStep();
    // The reason outlives what it erased, and stands in French whoever erases.
    await office.get('/admin/langue/en');
    expect((await office.fill(page, page, fields)).status).toBe(303);
    await office.get('/admin/langue/fr');
    expect((await network.history(person)).at(-1)?.change.witness).toBe('À la demande de la personne');
    expect(wordsOf((await office.get(`/admin/personnes/${person}/donnees`)).text)).not.toMatch(/Kadiatou|76 54/);
    expect(await everything()).not.toMatch(/Kadiatou|76543210/);
    // Her voice goes with her, though its record names only the note.
    expect(soundIn(await network.record(soundRecord(voice)))).toBeNull();
    expect(await everything()).not.toContain(toBase64Url(webm(4000)).slice(-60));
    const counted = (await network.list('person')).find(({ id }) => id === person);
    expect(counted?.fields['sex']?.[0]?.value).toBe('f');
  });
});

describe('what is past its time', () => {
  it('is told of a request that was refused and of the marks it had, not of the juror who gave them; old reasons go, marks stay', async () => {
    const made = (acts: Parameters<HubNetwork['actAsAuthority']>[0]) => network.actAsAuthority(acts);
    const create = async (type: string, body: Body): Promise<RecordId> =>
      (await made([{ do: 'create', type, home: SIKASSO, body }]))[0]?.record as RecordId;
    const [awa, ali] = [
      await create('person', { name: 'Awa REFUSÉE' }),
      await create('person', { name: 'Ali CHOISI' }),
    ];
    const juror = await create('person', { name: 'Une JURÉE' });
    const programme = await create('programme', { name: 'P', target: 10, counts: 'certified' });
    const asked = async (person: RecordId, outcome: string) => {
      const body = { person, programme, on: '2020-01', outcome, project: `Projet de ${outcome}` };
      const application = await create('application', body);
      await create('score', { application, juror, comment: `Avis sur ${outcome}`, 'marks.a': { is: 7 } });
    };
    await asked(awa, 'refused');
    await asked(ali, 'selected');
    const curriculum = await create('curriculum', { name: 'V', programme, version: 1, attendance: 75 });
    const cohort = await create('cohort', { name: 'C', programme, curriculum });
    const module = await create('course_module', { name: 'M', curriculum, hours: 4 });
    const held = (on: string) => create('session', { module, cohort, on, hours: 4, state: 'held' });
    const [old, fresh] = [await held('2020-03-02'), await held(new Date().toISOString().slice(0, 10))];
    for (const session of [old, fresh])
      await create('roll', { session, [`marks.${ali}`]: { is: 'excused', why: 'ill' } });
    // As if fourteen months had passed without a word.
    const in14 = Date.now() + 14 * 30.5 * 24 * 3600 * 1000;
    const later = await Visit.begin(network, declarations, { person: people.secretary, login: 'x', secret: 'x' }, in14);
    const past = await overdue(later!);
    const told = past.flatMap(({ name, what }) => what.map(({ type }) => `${name} ${type.name}`));
    expect(told.filter((one) => /REFUS|CHOISI|JUR/.test(one))).toEqual([
      'Awa REFUSÉE application',
      'Awa REFUSÉE score',
    ]);

    // A note about a group is told of whoever speaks in it, and of nobody where that is whoever wrote it.
    const voice = { about: cohort, seconds: 3, speaks: 'other', agreed: true };
    await create('voice', { ...voice, speaker: juror });
    await create('voice', voice);
    const in40 = Date.now() + 40 * 30.5 * 24 * 3600 * 1000;
    const years = await Visit.begin(network, declarations, { person: people.secretary, login: 'x', secret: 'x' }, in40);
    const spoken = (await overdue(years!)).filter(({ what }) => what.some(({ type }) => type.name === 'voice'));
    expect(spoken.map(({ name }) => name)).toEqual(['Une JURÉE']);

    const page = '/admin/conservation';
    expect(wordsOf((await office.get(page)).text)).toMatch(/Motifs d’absence de plus d’un an : 1/);
    expect((await office.fill(page, `${page}/motifs`, {})).status).toBe(303);
    const why = async (session: RecordId) => {
      const roll = await network.record(rollId(session));
      return (roll?.fields[`marks.${ali}`]?.[0]?.value as { readonly is: string; readonly why?: string }) ?? null;
    };
    expect([await why(old), await why(fresh)]).toEqual([{ is: 'excused' }, { is: 'excused', why: 'ill' }]);
    expect((await office.get(page)).text).not.toContain('Retirer ces motifs');

    // Of an organisation that left long ago its numbers are told, and go by one act; a member's and a partner's stay.
    const us =
      (await ownOrganisation(network))?.id ??
      (await create('organisation', { name: 'Nous', kind: 'network', place: 'Bamako', own: true }));
    const joins = async (name: string, kind: string, spans: Body): Promise<RecordId> => {
      const member = await create('organisation', { name, kind: 'group', place: 'Sikasso' });
      await create('membership', { member, group: us, kind, ...spans });
      const contact = { of: member, phone: '70 00 00 55' };
      await made([
        { do: 'create', type: 'organisation_contact', home: sensitiveScope(SIKASSO), body: contact },
        {
          do: 'create',
          type: 'contact',
          home: sensitiveScope(SIKASSO),
          body: { of: member, kind: 'radio', value: 'Kayira' },
        },
      ]);
      return member;
    };
    const gone = await joins('Partie en 2020', 'member', { 'spans.a': { from: '2012', to: '2020-06' } });
    await joins('Membre', 'member', { 'spans.a': { from: '2012' } });
    await joins('Partie ce mois', 'member', { 'spans.a': { from: '2012', to: new Date().toISOString().slice(0, 7) } });
    const partner = await joins('Partenaire maintenant', 'member', { 'spans.a': { from: '2012', to: '2020' } });
    await create('membership', { member: partner, group: us, kind: 'partner', 'spans.a': { from: '2021' } });
    const seen = wordsOf((await office.get(page)).text);
    expect(seen).toMatch(/Partie en 2020 Dernière date au registre : 30 juin 2020 · 2 contacts gardés/);
    expect(seen).not.toMatch(/Membre Dernière|Partie ce mois|Partenaire maintenant/);
    expect((await office.fill(page, `${page}/numeros`, { organisation: gone })).status).toBe(303);
    expect(wordsOf((await office.get(page)).text)).not.toContain('Partie en 2020');
    const kept = JSON.stringify([await network.list('organisation_contact'), await network.list('contact')]);
    expect([kept.match(/70 00 00 55/g)?.length, kept.match(/Kayira/g)?.length]).toEqual([3, 3]);
    expect(textOf((await network.record(gone)) as RecordState, 'name')).toBe('Partie en 2020');

    // Erased with Awa: her words and what was thought of them. Erased with the juror: nothing of Ali's.
    for (const one of [awa, juror])
      expect(
        (
          await office.fill(`/admin/personnes/${one}/effacer`, `/admin/personnes/${one}/effacer`, {
            why: 'delai',
            sure: '1',
          })
        ).status,
      ).toBe(303);
    const left = JSON.stringify([await network.list('application'), await network.list('score')]);
    expect(
      [/Projet de refused/, /Avis sur refused/, /Projet de selected/, /Avis sur selected/].map((one) => one.test(left)),
    ).toEqual([false, false, true, true]);

    // Ali completed by a test and a roll that says why he was away once: erased, he still counts as having completed, and neither is told any more.
    const course = await create('curriculum', { name: 'W', programme, version: 2, attendance: 50, pass: 50 });
    const part = await create('course_module', { name: 'N', curriculum: course, hours: 8 });
    const group = await create('cohort', { name: 'D', programme, curriculum: course });
    const enrolment = await create('enrolment', {
      person: ali,
      cohort: group,
      on: '2026-01',
      needs: ['ground'],
      'tests.a': { which: 'pre', on: '2026-01-04', points: 3, of: 20 },
      'steps.a': { is: 'left', on: '2026-06', why: 'Parti chez sa tante' },
    });
    for (const [on, mark] of [
      ['2026-01-05', { is: 'present' }],
      ['2026-01-06', { is: 'excused', why: 'illness' }],
    ] as const) {
      const session = await create('session', { module: part, cohort: group, on, hours: 4, state: 'held' });
      await create('roll', { session, [`marks.${ali}`]: mark, [`marks.${awa}`]: { is: 'absent', why: 'family' } });
    }
    const points = { [`points.${ali}`]: { is: 15, of: 20 }, [`points.${awa}`]: { is: 9, of: 20 } };
    const sheet = await create('test_sheet', { cohort: group, which: 'post', on: '2026-02', ...points });
    const stage = async () => {
      const kept = await bookOf(network).open(programme);
      return kept?.view.group((await network.record(group)) as RecordState).people.get(ali)?.stage;
    };
    expect(await stage()).toBe('completed');
    const toErase = `/admin/personnes/${ali}/effacer`;
    const before = wordsOf((await office.get(toErase)).text);
    for (const told of [
      'Inscriptions en formation : 1',
      'Motifs d’absence dans les appels : 2',
      'Notes aux tests d’une cohorte : 1',
    ])
      expect(before).toContain(told);
    const log = `n_${network.card.network}`;
    const { rows: asBefore } = await site.hub.pools.pages.query<{ id: string; state: string }>(
      `select id, state::text from ${log}.record where type in ('roll', 'test_sheet') or id in ($1, $2)`,
      [ali, enrolment],
    );
    expect((await office.fill(toErase, toErase, { why: 'demande', sure: '1' })).status).toBe(303);
    const of = async (record: RecordId) => JSON.stringify((await network.record(record))?.fields);
    expect(await of(enrolment)).not.toMatch(/tante|points|needs/);
    expect(await of(enrolment)).toMatch(/left.*completed|completed.*left/);
    expect(await of(sheet)).toMatch(/"is":9/);
    expect(await of(sheet)).not.toMatch(/"is":15/);
    expect(JSON.stringify(await network.list('roll'))).not.toMatch(/illness/);
    expect(JSON.stringify(await network.list('roll'))).toMatch(/family/);
    expect(await stage()).toBe('completed');
    expect(JSON.stringify(await network.history(enrolment))).not.toMatch(/tante/);

    // A phone that had not heard brings a roll and a mark of his, with those of others: they are taken in, and say nothing more of him.
    const late = await create('session', { module: part, cohort: group, on: '2026-01-07', hours: 4, state: 'held' });
    await network.act(people.secretary, [
      {
        do: 'create',
        type: 'roll',
        home: SIKASSO,
        body: {
          session: late,
          [`marks.${ali}`]: { is: 'excused', why: 'illness' },
          [`marks.${awa}`]: { is: 'present' },
        },
      },
      { do: 'edit', record: sheet, body: { [`points.${ali}`]: { is: 15, of: 20 } } },
    ]);
    expect(await of(rollId(late))).toMatch(/excused.*present|present.*excused/);
    expect(`${await of(rollId(late))} ${await of(sheet)}`).not.toMatch(/illness|"is":15/);

    programmesAsBefore = async () => {
      for (const { id, state } of asBefore)
        await site.hub.pools.pages.query(`update ${log}.record set state = $2::json where id = $1`, [id, state]);
      expect(JSON.stringify([await network.list('roll'), await network.record(sheet)])).toMatch(/illness.*"is":15/);
      return async () => {
        const again = JSON.stringify([await network.list('roll'), await network.list('test_sheet')]);
        expect(again).not.toMatch(/illness|"is":15/);
        expect(again).toMatch(/family.*"is":9/);
        expect(await stage()).toBe('completed');
      };
    };
  });
});

describe('settings of the network', () => {
  it('are a record: who changed what is told, and each rule of the statutes is to be checked until somebody says where it stands', async () => {
    const page = '/admin/reglages';
    const read = { 'boardSize-source': 'article 21, statuts de 2003', 'boardSize-on': '2026-03-12' };
    const fields = { name: 'Réseau de Sikasso', quorumFirst: '50', boardSize: '23', ...read, secondStep: 'required' };
    office = await site.visitor(network, people.secretary);
    await secondStep();
    expect((await office.fill(page, page, fields)).headers.get('location')).toContain('fait=reglages');
    const words = wordsOf((await office.get(page)).text);
    for (const word of ['Réseau de Sikasso', 'à vérifier', 'Quorum, première convocation (%) : 50', 'Awa Traoré'])
      expect(words).toContain(word);
    expect(network.card.name).toBe('Réseau de Sikasso');
    expect(words).toContain('vérifié le 12 mars 2026');
    expect(words.match(/à vérifier(?! tant| de)/g)).toHaveLength(1);
    // Another number is to be checked again, whatever stands beside it.
    expect((await office.fill(page, page, { ...fields, boardSize: '25' })).status).toBe(303);
    const settings = await network.record(settingsRecord);
    expect([checkOf(settings, 'boardSize'), settings && valueOf(settings, 'boardSize')]).toEqual([null, 25]);
    expect(wordsOf((await office.get('/admin/registre')).text)).toContain('à écrire dans les réglages');
    // From now on every account enters in two steps.
    const other = new Visitor(site.hub.url);
    await site.accounts(network).set('autre', PASSWORD, people.coordinator);
    expect((await other.signIn('prive', 'autre', PASSWORD)).headers.get('location')).toContain('application');
  });
});

it('stays erased when a backup of before comes back: the book of erasures is kept apart', async () => {
  const { pools } = site.hub;
  const n = `n_${network.card.network}`;
  await pools.pages.query(
    `update ${n}.record set state = (replace(replace(state::text, 'Personne effacée', 'Kadiatou Sangaré'), ':erased', 'x'))::json where id = $1`,
    [person],
  );
  expect(await everything()).toContain('Kadiatou');
  const programmesSayNoMore = await programmesAsBefore();
  await site.restart();
  network = site.hub.networks.bySlug('prive') as HubNetwork;
  expect(await everything()).not.toContain('Kadiatou');
  await programmesSayNoMore();
});

/** The office's account enters in two steps from now on. */
async function secondStep(): Promise<void> {
  const accounts = new Accounts(site.hub.pools.pages, network.card.network);
  const key = stepKey({ network, accounts });
  for (const { login } of await accounts.list()) {
    const secret = await accounts.steps.begin(login, key);
    if (secret) await accounts.steps.confirm(login, key, codeAt(secret, Math.floor(Date.now() / 30_000)), Date.now());
  }
}

async function everything(): Promise<string> {
  const n = `n_${network.card.network}`;
  const { rows } = await site.hub.pools.pages.query<{ all: string }>(
    `select (select json_agg(c)::text from ${n}.change c) || (select json_agg(r)::text from ${n}.record r) as all`,
  );
  return rows[0]?.all ?? '';
}
