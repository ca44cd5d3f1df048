// An office gives certificates to those of a group who completed, prints them, puts a name right and withdraws; what the hub prints is what a phone finds
// true, what it withdrew is not printed, and the funnel of the programme says the same.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issuerOf, paperOf } from '../../src/hub/certificates/office.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { Gathered } from '../../src/hub/programmes/gather.ts';
import { bookOf } from '../../src/hub/programmes/kept.ts';
import type { RecordState } from '../../src/kernel/fold.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { give, withdraw } from '../../src/modules/certificates/acts.ts';
import { ledgerOf } from '../../src/modules/certificates/ledger.ts';
import { verifyCode } from '../../src/modules/certificates/verify.ts';
import { declarations } from '../../src/modules/index.ts';
import { type Funnel, funnelOf, reckoned, STAGES } from '../../src/modules/training/reports.ts';
import { rollId } from '../../src/modules/training/rules.ts';
import { enlist, type People, SEGOU, SIKASSO, settle } from '../hub/world.ts';
import { FACTS } from '../ui/paper-code.ts';
import { openSite, type Site, type Visitor } from './site.ts';

let site: Site;
let network: HubNetwork;
let people: People;
let secretary: Visitor;
let animator: Visitor;

beforeAll(async () => {
  site = await openSite();
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  people = await settle(network);
  secretary = await site.visitor(network, people.secretary);
  animator = await site.visitor(network, people.animator);
}, 60_000);
afterAll(() => site.end());

const pdf = async (visitor: Visitor, query: string): Promise<{ readonly status: number; readonly bytes: string }> => {
  const cookie = [...visitor.cookies].map((one) => one.join('=')).join('; ');
  const answer = await fetch(`${site.url}/api/v1/certificates.pdf${query}`, { headers: { cookie } });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()).toString('latin1') };
};
const pagesOf = (bytes: string): number => bytes.match(/\/Type \/Page\b/g)?.length ?? 0;
const csrfIn = (text: string): string => /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
/** What a phone of the network has been told, asked of the certificate that the hub would print. */
const asPhone = async (state: RecordState) => {
  const records = new Map<string, readonly RecordState[]>();
  for (const type of ['certificate_key', 'certificate_withdrawal']) records.set(type, await network.list(type));
  const { code } = await paperOf(state, await issuerOf(network), network.card);
  return verifyCode(code, ledgerOf({ list: (type) => records.get(type) ?? [] }));
};

it('prints, corrects and withdraws', { timeout: 60_000 }, async () => {
  expect((await pdf(secretary, '')).status).toBe(422);
  const around = { cohort: 'Cohorte Ségou 2', place: 'Ségou', partner: 'la Ville' };
  const names = ['Djénɛba KONATÉ', 'Ŋɛɲɔ TRAORÉ', '<b>Awa</b> BAH'];
  const [first] = await network.actAsAuthority(
    names.map((name, n) => give({ ...FACTS, name, number: `SEG-2027-K3A-000${n + 1}` }, SEGOU, around)),
  );
  const id = first?.record as RecordState['id'];

  const all = await pdf(secretary, `?cohort=${encodeURIComponent(around.cohort)}`);
  expect([all.status, all.bytes.slice(0, 5), pagesOf(all.bytes)]).toEqual([200, '%PDF-', 3]);
  // To print is to give: it is for an office.
  expect((await pdf(animator, '')).status).toBe(422);
  const old = (await network.record(id)) as RecordState;
  expect(await asPhone(old)).toMatchObject({ state: 'valid', facts: { name: 'Djénɛba KONATÉ' } });

  const address = `/admin/certificats/${id}`;
  const page = await secretary.get(address);
  expect(page.text).toContain('SEG-2027-K3A-0001');
  const csrf = csrfIn(page.text);
  const corrected = await secretary.send(address, { csrf, acte: 'corriger', nom: 'Djénéba KONATÉ' });
  expect(corrected.status).toBe(303);
  const made = /certificats\/([^?]+)/.exec(corrected.headers.get('location') ?? '')?.[1] as RecordState['id'];
  expect(await asPhone(old)).toMatchObject({ state: 'replaced', withdrawal: { by: 'SEG-2027-K3A-0001-B' } });
  const fresh = (await network.record(made)) as RecordState;
  expect(await asPhone(fresh)).toMatchObject({ state: 'valid', facts: { name: 'Djénéba KONATÉ' } });
  expect((await pdf(secretary, `?of=${id}`)).status).toBe(422);

  expect((await secretary.send(`/admin/certificats/${made}`, { csrf, acte: 'retirer', pourquoi: 'x' })).status).toBe(
    422,
  );
  const gone = await secretary.send(`/admin/certificats/${made}`, { csrf, acte: 'retirer', pourquoi: 'fraud' });
  expect(gone.status).toBe(303);
  expect(await asPhone(fresh)).toMatchObject({ state: 'withdrawn', withdrawal: { why: 'fraud' } });
  const list = (await secretary.get('/admin/certificats')).text;
  expect(list).toContain('Retiré le');
  expect(list).toContain('&lt;b&gt;Awa');

  // Her name is in letters that the fonts of the paper lack: she came out as boxes, and nobody was told.
  const [foreign] = await network.actAsAuthority([
    give({ ...FACTS, name: '王芳 SOW', number: 'SEG-2027-K3A-0004' }, SEGOU, around),
  ]);
  const one = `/admin/certificats/${foreign?.record}`;
  const told = (await secretary.get('/admin/certificats')).text;
  expect(told).toMatch(/Le papier ne sait pas écrire.*王芳 SOW<\/bdi>, nº SEG-2027-K3A-0004.*ne s’impriment pas/s);
  expect((await secretary.get(one)).text).not.toContain('Imprimer (PDF)');
  expect(pagesOf((await pdf(secretary, `?cohort=${encodeURIComponent(around.cohort)}`)).bytes)).toBe(2);
  const refused = await pdf(secretary, `?of=${foreign?.record}`);
  expect([refused.status, refused.bytes.includes('HUB-CERTIFICATE-LETTERS')]).toEqual([422, true]);
  expect((await secretary.send(one, { csrf, acte: 'corriger', nom: '王芳' })).status).toBe(422);
  // In N’Ko it is printed, and a phone reads it as it is written.
  const right = await secretary.send(one, { csrf, acte: 'corriger', nom: 'ߊߥߊ SOW' });
  expect(right.status).toBe(303);
  const nko = /certificats\/([^?]+)/.exec(right.headers.get('location') ?? '')?.[1] as RecordId;
  expect(await asPhone((await network.record(nko)) as RecordState)).toMatchObject({
    state: 'valid',
    facts: { name: 'ߊߥߊ SOW' },
  });
  expect((await secretary.get('/admin/certificats')).text).not.toContain('ne sait pas écrire');
  expect(pagesOf((await pdf(secretary, `?cohort=${encodeURIComponent(around.cohort)}`)).bytes)).toBe(3);
});

it('gives a group that has finished its certificates in one batch, and the funnel follows them', {
  timeout: 60_000,
}, async () => {
  const write = (acts: Parameters<HubNetwork['actAsAuthority']>[0]) =>
    network.actAsAuthority(acts).then((changes) => changes.map((one) => one.record));
  const shared = { shared: ['n/shared/' as never] };
  const [programme, curriculum] = await write((id) => [
    { do: 'create', type: 'programme', home: SEGOU, ...shared, body: { name: 'P', target: 10, counts: 'certified' } },
    {
      do: 'create',
      type: 'curriculum',
      home: SEGOU,
      ...shared,
      body: { name: 'Tenir ses comptes', programme: id(0), version: 1, attendance: 75, pass: 50 },
    },
    { do: 'create', type: 'course_module', home: SEGOU, ...shared, body: { name: 'M', curriculum: id(1), hours: 8 } },
  ]);
  const [cohort] = await write([
    {
      do: 'create',
      type: 'cohort',
      home: SEGOU,
      body: { name: 'Ségou 3', programme: programme!, curriculum: curriculum! },
    },
  ]);
  const people = await write(
    ['Awa', 'Bintou', 'Coumba'].map((name) => ({
      do: 'create',
      type: 'person',
      home: SEGOU,
      body: { name: `${name} SOW`, sex: 'f', birth: '2001' },
    })),
  );
  const test = (points: number) => ({ 'tests.a': { which: 'post', on: '2026-03-05', points, of: 20 } });
  const enrolments = await write(
    people.map((person, at) => ({
      do: 'create',
      type: 'enrolment',
      home: SEGOU,
      body: { person, cohort: cohort!, on: '2026-03-01', ...(at > 0 && test(at === 1 ? 8 : 15)) },
    })),
  );
  // The mark of the first was written by her trainer, on the sheet of the group.
  const sheet = { cohort: cohort!, which: 'post', on: '2026-03-05', [`points.${people[0]}`]: { is: 15, of: 20 } };
  await write([{ do: 'create', type: 'test_sheet', home: SEGOU, body: sheet }]);
  const module = (await network.list('course_module'))[0]!.id;
  const [session] = await write([
    {
      do: 'create',
      type: 'session',
      home: SEGOU,
      body: { module, cohort: cohort!, on: '2026-03-02', hours: 8, state: 'held' },
    },
  ]);
  const marks = Object.fromEntries(
    people.map((person, at) => [`marks.${person}`, { is: at === 2 ? 'absent' : 'present' }]),
  );
  await write([
    { do: 'create', type: 'roll', record: rollId(session!), home: SEGOU, body: { session: session!, ...marks } },
  ]);

  // Asked for on a phone, it stands where the office looks every day, until it is given.
  const asked = async () => (await secretary.get('/admin/programmes')).text.includes('Certificats demandés');
  expect(await asked()).toBe(false);
  await write([
    { do: 'create', type: 'certificate_request', home: SEGOU, body: { cohort: cohort!, on: '2026-03-06', count: 1 } },
  ]);
  expect(await asked()).toBe(true);

  // Both sides of the convention give them: who verifies one reads « par RENAPESS et Ville de Bamako » (S2-28).
  const party = (name: string, more = {}) =>
    write([
      {
        do: 'create',
        type: 'organisation',
        home: SEGOU,
        ...shared,
        body: { name, kind: 'public', place: 'Bamako', ...more },
      },
    ]);
  const [[us], [city]] = [await party('RENAPESS', { own: true }), await party('Ville de Bamako')];
  const parties = {
    'parties.1': { organisation: city!, signatory: 'A. T.', as: 'Maire' },
    'parties.2': { organisation: us! },
  };
  const convention = { name: 'Convention', programme: programme!, signed: '2026-01-10', ...parties };
  await write([{ do: 'create', type: 'convention', home: SEGOU, body: convention }]);

  const address = `/admin/certificats/cohorte/${cohort}`;
  const page = await secretary.get(address);
  // One completed; one was there and failed the test, one had the points and was not there: each reason is told.
  expect(page.text).toContain('Ont terminé : 1'.replace(' :', '\u00a0:'));
  expect(page.text).toMatch(/Bintou SOW.*8 points sur 20 au dernier test/s);
  expect(page.text).toMatch(/Coumba SOW.*0\sh suivies/s);
  expect((await animator.get(address)).status).toBe(404);
  const offered = (name: string) => new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(page.text)?.[1] ?? '';
  expect(['issuer', 'partner', 'partnerSigner'].map(offered)).toEqual([
    'RENAPESS et Ville de Bamako',
    'Ville de Bamako',
    'A. T., Maire',
  ]);
  const fields = { csrf: csrfIn(page.text), issuer: offered('issuer'), place: 'Ségou', signer: 'La présidente' };
  // Who did not complete gets none, whatever a form says; nobody gets two.
  const all = Object.fromEntries(enrolments.map((id) => [`e.${id}`, 'on']));
  // She reads the office in English; what is signed and printed is French.
  expect((await secretary.get(`${address}?langue=en`)).text).toMatch(/Have completed: 1.*Give the certificates/s);
  expect((await secretary.send(`${address}?langue=en`, { ...fields, ...all })).status).toBe(303);
  expect((await secretary.send(address, { ...fields, ...all })).status).toBe(422);
  const given = (await network.list('certificate')).filter((one) => one.fields['enrolment']);
  expect(given).toHaveLength(1);
  expect(given[0]?.fields['enrolment']?.[0]?.value).toBe(enrolments[0]);
  expect(given[0]?.fields['criteria']?.[0]?.value).toMatch(/^Il faut suivre 6 heures sur 8/);
  expect(await asPhone(given[0]!)).toMatchObject({
    state: 'valid',
    facts: { name: 'Awa SOW', issuer: 'RENAPESS et Ville de Bamako', done: '8 heures suivies sur 8' },
  });
  expect(pagesOf((await pdf(secretary, `?groupe=${cohort}`)).bytes)).toBe(1);

  const certified = async () =>
    /(\d+) personnes? certifiée/.exec((await secretary.get(`/admin/programmes/${programme}`)).text)?.[1];
  expect(await certified()).toBe('1');
  expect(await asked()).toBe(false);
  // Of whom nobody was asked yet, no zero is said.
  expect((await secretary.get(`/admin/programmes/${programme}`)).text).toContain('pas encore demandé');
  const list = await secretary.get(`/admin/programmes/${programme}/certified`);
  expect([list.text.includes('Awa SOW'), list.text.includes('Bintou SOW')]).toEqual([true, false]);
  // A name put right keeps its enrolment: still one. Withdrawn, none.
  const one = `/admin/certificats/${given[0]?.id}`;
  const corrected = await secretary.send(one, { csrf: fields.csrf, acte: 'corriger', nom: 'Awa SOW DIARRA' });
  const made = /certificats\/([^?]+)/.exec(corrected.headers.get('location') ?? '')?.[1];
  expect(await certified()).toBe('1');
  // Figures frozen now stay as they are; of one person a pack says that they are few.
  const frozen = await secretary.send(`/admin/programmes/${programme}/figer`, { csrf: fields.csrf });
  const dossier = frozen.headers.get('location') ?? '';
  await secretary.send(`/admin/certificats/${made}`, { csrf: fields.csrf, acte: 'retirer', pourquoi: 'fraud' });
  expect(await certified()).toBe('0');
  expect((await secretary.get(dossier)).text).toContain('Moins de 5 personnes formées sur 10');
  expect((await secretary.get(`${dossier}?langue=en`)).text).toContain('Fewer than 5 people trained out of 10');
  // Her certificate was withdrawn for fraud: she is told apart, and has another only by a choice of its own that says why.
  const after = (await secretary.get(address)).text;
  expect(after).not.toContain('Ont terminé');
  expect(after).toMatch(/Certificat retiré\u00a0: 1.*Awa SOW.*Retiré le .*\u00a0: obtenu par fraude/s);
  const again = { [`r.${enrolments[0]}`]: 'on' };
  const press = async (more: Record<string, string>) => (await secretary.send(address, { ...fields, ...more })).status;
  expect([await press(all), await press(again)]).toEqual([422, 422]);
  // Written in Chinese on her sheet, her name waits for its Latin letters beside it: no paper of boxes is given.
  await network.actAsAuthority([{ do: 'edit', record: people[0]!, body: { name: '王芳 SOW' } }]);
  expect((await secretary.get(address)).text).toMatch(/Le papier ne sait pas écrire.*<bdi>王芳 SOW<\/bdi>/s);
  const why = { ...again, encore: 'Enquête close : elle avait bien suivi.' };
  expect(await press(why)).toBe(422);
  expect(await press({ ...why, [`n.${enrolments[0]}`]: 'Awa SOW' })).toBe(303);
  const last = (await network.list('certificate')).find((state) => state.fields['againWhy']);
  expect(last?.fields['name']?.[0]?.value).toBe('Awa SOW');
  expect(last?.fields['replaces']?.[0]?.value).toBe(made);
  expect(await certified()).toBe('1');
});

it('a trainer without network wrote « AWA » anew and marked her there: once the two sheets are one, the hub counts as her phone does', {
  timeout: 60_000,
}, async () => {
  const make = async (type: string, body: Body, record?: RecordId): Promise<RecordId> => {
    const act = { do: 'create' as const, type, home: SEGOU, body, ...(record && { record }) };
    return (await network.actAsAuthority([act]))[0]?.record as RecordId;
  };
  const merge = (record: RecordId, into: RecordId | null) => network.actAsAuthority([{ do: 'alias', record, into }]);
  const programme = await make('programme', { name: 'Deux fiches', target: 10, counts: 'completed' });
  const curriculum = await make('curriculum', { name: 'V', programme, version: 1, attendance: 75, pass: 50 });
  const module = await make('course_module', { name: 'M', curriculum, hours: 8 });
  const cohort = await make('cohort', { name: 'Ségou 9', programme, curriculum });
  const [awa, marked, tested] = [
    await make('person', { name: 'Awa DIALLO', sex: 'f' }),
    await make('person', { name: 'AWA DIALLO' }),
    await make('person', { name: 'Awa D.' }),
  ];
  await make('application', { person: tested, programme, on: '2026-01', outcome: 'selected' });
  const enrolment = await make('enrolment', { person: awa, cohort, on: '2026-03-01' });
  const session = await make('session', { module, cohort, on: '2026-03-02', hours: 8, state: 'held' });
  await make('roll', { session, [`marks.${marked}`]: { is: 'present' } }, rollId(session));
  const points = { [`points.${tested}`]: { is: 15, of: 20 } };
  await make('test_sheet', { cohort, which: 'post', on: '2026-03-05', ...points });
  const group = await make('organisation', { name: 'Karité', kind: 'group', place: 'Ségou' });
  await make('involvement', { person: tested, organisation: group, kind: 'founder' });
  const twin = await make('organisation', { name: 'KARITÉ', kind: 'group', place: 'Ségou' });
  const enterprise = await make('enterprise', { organisation: twin, programme, on: '2026-04-01' });
  const mentor = await make('person', { name: 'Moussa' });
  await make('mentoring', { mentee: twin, mentor, programme, from: '2026-04-02' });
  const ask = { name: 'Kit', of: twin, programme, kind: 'kit', asked: 90_000, on: '2026-04-03' };
  await make('payment', { financing: await make('financing', ask), on: '2026-05-01', amount: 90_000, way: 'goods' });

  /** Stage and enterprise of everybody, as a phone that holds all of it says, and as the hub does. */
  const both = async () => {
    const phone = new Gathered();
    for (const type of Object.keys(declarations.types)) phone.add(await network.list(type));
    const kept = await bookOf(network).open(programme);
    const state = phone.record(programme) as RecordState;
    const told = (funnel: Funnel) => ({
      stages: [...funnel.standings.values()].map(({ person, stage }) => `${person} ${STAGES[stage]}`).sort(),
      founders: funnel.after.find(({ outcome }) => outcome === 'enterprise')?.persons.length,
      given: ['mentored', 'financed'].map((is) => funnel.after.find(({ outcome }) => outcome === is)?.persons.length),
    });
    const hub = reckoned(kept!.source, kept!.view, state, '2026-06-30', undefined);
    return [told(funnelOf(phone, state, '2026-06-30')), told(hub)] as const;
  };
  const page = async () => (await secretary.get(`/admin/certificats/cohorte/${cohort}`)).text;
  const [apart, alike] = await both();
  expect(alike).toEqual(apart);
  expect(apart.stages).toHaveLength(2);
  expect(await page()).not.toContain('Ont terminé');

  await merge(tested, marked);
  await merge(marked, awa);
  const [phone, hub] = await both();
  expect(phone).toEqual({ stages: [`${awa} completed`], founders: 0, given: [0, 0] });
  expect(hub).toEqual(phone);
  expect(await page()).toMatch(/Ont terminé\u00a0: 1/);

  // A certificate and a mark that come later, still under the dead sheets.
  await network.actAsAuthority([give({ ...FACTS, number: 'SEG-2026-K3A-0007' }, SEGOU, { person: tested, enrolment })]);
  const [then, there] = await both();
  expect(then).toEqual({ stages: [`${awa} certified`], founders: 0, given: [0, 0] });
  expect(there).toEqual(then);

  expect(there.founders).toBe(0);
  await merge(group, twin);
  const [one, other] = await both();
  expect([one.founders, other.founders]).toEqual([1, 1]);
  expect([one.given, other.given]).toEqual([
    [1, 1],
    [1, 1],
  ]);

  // Known through another programme, and helped to come into being by this one: still the enterprise of its founder here.
  const elsewhere = await make('programme', { name: 'Un autre', target: 10, counts: 'completed' });
  const created = { 'supports.1': { kind: 'created', on: '2026-04-01', programme } };
  await network.actAsAuthority([{ do: 'edit', record: enterprise, body: { programme: elsewhere, ...created } }]);
  expect((await both()).map(({ founders }) => founders)).toEqual([1, 1]);
  await network.actAsAuthority([{ do: 'edit', record: enterprise, body: { 'supports.1': null } }]);
  expect((await both()).map(({ founders }) => founders)).toEqual([0, 0]);

  // Two women after all.
  await merge(marked, null);
  const [back, again] = await both();
  expect(back.stages).toEqual([`${awa} enrolled`, `${marked} certified`].sort());
  expect(again).toEqual(back);

  // Sira followed all of it before she moved: what is heard of the group she left changes what she has in the other, here too.
  const sira = await make('person', { name: 'Sira BA' });
  const next = await make('cohort', { name: 'Ségou 10', programme, curriculum });
  const test = { 'tests.a': { which: 'post', on: '2026-03-05', points: 15, of: 20 } };
  await make('enrolment', { person: sira, cohort: next, on: '2026-03-04', ...test });
  await make('enrolment', { person: sira, cohort, on: '2026-03-01', 'steps.a': { is: 'moved', on: '2026-03-03' } });
  for (const [is, stage] of [
    ['present', 'completed'],
    ['absent', 'enrolled'],
  ] as const) {
    const body = { [`marks.${sira}`]: { is } };
    await network.actAsAuthority([{ do: 'edit', record: rollId(session), body }]);
    const [phone, hub] = await both();
    expect(phone.stages).toContain(`${sira} ${stage}`);
    expect(hub).toEqual(phone);
  }

  // Oumou missed the only session of her group and went to that of the other: a guest there, she has its hours in her own, on the paper too.
  const oumou = await make('person', { name: 'Oumou SY' });
  await make('enrolment', { person: oumou, cohort: next, on: '2026-03-01', ...test });
  for (const [is, stage, told] of [
    ['present', 'completed', /Ont terminé\u00a0: 1/],
    ['absent', 'enrolled', /^(?!.*Ont terminé)/s],
    ['late', 'completed', /Ont terminé\u00a0: 1/],
  ] as const) {
    const body = { [`marks.${oumou}`]: { is } };
    await network.actAsAuthority([{ do: 'edit', record: rollId(session), body }]);
    const [phone, hub] = await both();
    expect(phone.stages).toContain(`${oumou} ${stage}`);
    expect(hub).toEqual(phone);
    expect((await secretary.get(`/admin/certificats/cohorte/${next}`)).text).toMatch(told);
  }
});

it('an office elsewhere withdraws nothing here: a withdrawal lives with its certificate', async () => {
  const [made] = await network.actAsAuthority([give({ ...FACTS, number: 'SEG-2027-K3A-0099' }, SEGOU)]);
  const other = await enlist(network, 'Fatim Kéïta', 'coordinator', SIKASSO);
  const acts = [withdraw(made!.record, { number: 'SEG-2027-K3A-0099', day: '2027-04-01', why: 'fraud' }, SIKASSO)];
  const { admission } = await network.act(other, acts);
  expect(admission.ok && admission.rulings.at(-1)).toMatchObject({ state: 'returned', code: 'RULE-SCOPE' });
  expect(await asPhone((await network.record(made!.record)) as RecordState)).toMatchObject({ state: 'valid' });
});
