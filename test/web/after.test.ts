// What becomes of the people and enterprises of a programme, on the hub: rates are told with what they are made of, every figure opens, somebody reads no further than their branch, and
// where people come from is for who may read it; the table to publish hides its small cells.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { derivedId, ROOT, SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import { orgScope } from '../../src/kernel/sharing.ts';
import type { Body, RecordId, Scope } from '../../src/kernel/types.ts';
import { enlist, organisation, type People, SEGOU, SIKASSO, settle } from '../hub/world.ts';
import { openSite, type Site, wordsOf } from './site.ts';

let site: Site;
let network: HubNetwork;
let people: People;

beforeAll(async () => {
  site = await openSite();
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  people = await settle(network);
}, 60_000);
afterAll(() => site.end());

const make = async (type: string, body: Body, home: Scope): Promise<RecordId> =>
  (await network.actAsAuthority([{ do: 'create', type, home, body, ...(home === ROOT && { shared: [SHARED] }) }]))[0]
    ?.record as RecordId;
const CONTRACTS = ['yes', 'no', 'unknown'];
const cells = (html: string): readonly string[] =>
  [...html.matchAll(/<td class="r num">(?:<span[^>]*>)?([^<]*)/g)].map(([, one]) => one ?? '');

it('counts, opens its lists, and hides what is small', { timeout: 60_000 }, async () => {
  const programme = await make('programme', { name: 'P', target: 10, counts: 'certified' }, ROOT);
  const curriculum = await make('curriculum', { name: 'V', programme, version: 1, attendance: 75 }, ROOT);
  const groups = [SIKASSO, SEGOU].map(async (home) => ({
    home,
    cohort: await make('cohort', { name: home, programme, curriculum }, home),
  }));
  const steps = { 'steps.a': { is: 'certified', on: '2024-01-10' } };
  let n = 0;
  for (const { home, cohort } of await Promise.all(groups))
    for (let at = 0; at < 7; at++) {
      const person = await make('person', { name: `Personne ${++n}`, place: 'Sotuba, Commune I' }, home);
      const of = await make('enrolment', { person, cohort, on: '2023-06-01', ...steps }, home);
      await make(
        'enrolment_status',
        { of, status: at === 1 ? 'displaced' : at > 3 ? 'resident' : 'rural' },
        sensitiveScope(home),
      );
      const reached = at < 4 ? 'yes' : 'no';
      const is = at < 2 ? 'job' : 'seeking';
      if (at < 5)
        await make(
          'situation',
          { person, programme, at: '12', on: '2025-02-01', reached, ...(reached === 'yes' && { is }) },
          home,
        );
      const moments = [['entry', at < 4 ? '4' : '1'], ...(at < 5 ? [['12', at < 1 ? '3' : '0']] : [])] as const;
      for (const [moment, leaving] of moments) {
        const kept = derivedId('situation', person, programme, moment);
        if (moment === 'entry')
          await make('situation', { person, programme, at: moment, on: '2023-06-01', reached: 'yes' }, home);
        await make('situation_private', { of: kept, leaving }, sensitiveScope(home));
      }
      if (at < 3)
        await make(
          'job',
          {
            name: 'Couture',
            person,
            programme,
            kind: at < 2 ? 'own' : 'employee',
            from: '2024-06',
            contract: CONTRACTS[at]!,
          },
          home,
        );
      const origin = { text: 'Kayes', area: at === 0 ? 'ml-01' : 'ml-04', geo: 'ml-2023' };
      await make('person_path', { of: person, origin }, sensitiveScope(home));
    }
  // Ten enterprises on their way, one helped with money: what « créée » means is said, and every figure opens what it is made of.
  for (let at = 0; at < 10; at++) {
    const is = at < 7 ? 'operating' : at < 9 ? 'registered' : 'idea';
    const atelier = await make(
      'organisation',
      { name: `Atelier ${at}`, kind: 'group', place: at === 0 ? 'Derrière le puits' : 'San' },
      SEGOU,
    );
    const proof = is === 'registered' && at === 7 ? 'paper' : 'said';
    const stage = { is, on: '2024-03', proof };
    await make(
      'enterprise',
      { organisation: atelier, programme, on: '2024-01', domain: 'craft', 'stages.a': stage },
      SEGOU,
    );
    if (at > 0) continue;
    const asked = { of: atelier, programme, kind: 'kit', asked: 90_000, on: '2024-02-01' };
    const financing = await make(
      'financing',
      { name: 'Kit de couture', ...asked, outcome: 'granted', granted: 80_000 },
      SEGOU,
    );
    await make('payment', { financing, amount: 50_000, on: '2024-03-01', way: 'cash' }, SEGOU);
    await make('financing', { name: 'Machine', ...asked }, SEGOU);
  }
  const aim = await make('aim', { name: 'But', programme, rank: 1 }, ROOT);
  const counted = await make('indicator', { name: 'Emplois', aim, level: 'output', counts: 'jobs', target: 6 }, ROOT);
  const typed = { 'values.a': { on: '2025', value: 12 }, 'values.b': { on: '2026-01', value: 31 } };
  await make('indicator', { name: 'Revenu', aim, level: 'outcome', ...typed }, ROOT);
  await make('indicator', { name: 'À 12 mois', aim, level: 'outcome', counts: 'job12' }, ROOT);
  await make('indicator', { name: 'Choisis', aim, level: 'output', counts: 'selected' }, ROOT);
  const [city, ours] = (
    await network.actAsAuthority([organisation('La Ville', SEGOU), organisation('Notre réseau', SEGOU)])
  ).map(({ record }) => record) as [RecordId, RecordId];
  const CITY = orgScope(SEGOU, city);
  /** Of the whole network, and read by the City where it concerns it. */
  const agreed = async (type: string, body: Body, shared: readonly Scope[] = []): Promise<RecordId> =>
    (await network.actAsAuthority([{ do: 'create', type, home: ROOT, body, shared }]))[0]?.record as RecordId;
  const committee = { 'committee.1': { person: people.coordinator, as: 'Suivi' } };
  const accord = { name: 'Accord', programme, signed: '2024-01', ...committee };
  const convention = await agreed('convention', accord, [CITY]);
  await agreed('obligation', { name: 'Rapport', convention, by: ours, due: '2024-02', done: '2024-01-30' });
  await agreed('obligation', { name: 'Prêter la salle', convention, by: city, due: '2024-03-01' }, [CITY]);
  const money = await agreed('obligation', { name: 'Tranche', convention, by: city, due: '2199', amount: 5_000_000 }, [
    CITY,
  ]);
  const changes = { 'changes.1': { obligation: money, amount: 3_000_000 } };
  await agreed('amendment', { name: 'Avenant 1', convention, number: 1, signed: '2024-05', ...changes });
  await agreed('budget_line', { name: 'Kits', programme, planned: 900_000, spent: 120_000, from: city });
  await agreed('budget_line', { name: 'Salles', programme, planned: 100_000 });
  const address = `/admin/programmes/${programme}/suites`;
  const secretary = await site.visitor(network, people.secretary);
  const all = (await secretary.get(address)).text;
  // 4 of 8 reached, of 14 certified: neither number stands for the other.
  expect(all).toContain('4 sur 8');
  expect(all).toContain('4 sur 14');
  const list = (await secretary.get(`${address}?mois=12&qui=unreached`)).text;
  expect(list.match(/Personne \d+</g)).toHaveLength(2);
  // Two from Kayes: told inside, hidden in the table to publish, with enough others that nothing gives them back.
  const table = cells(all.slice(all.indexOf('D’où viennent-ils')));
  const [inside, outside] = [table.slice(0, table.length / 2), table.slice(table.length / 2)];
  expect(inside).toEqual(['2', '2', '12', '12', '14', '14']);
  expect(outside).toEqual(['…', '…', '…', '…', '14', '14']);

  expect(all).toContain('7 créées</b></a>');
  expect(all).toContain('veut dire ici\u00a0: en activité');
  const behind = async (query: string) => (await secretary.get(`${address}?${query}`)).text;
  const ateliers = async (figure: string) => (await behind(`entreprises=${figure}`)).match(/Atelier \d</g)?.length ?? 0;
  for (const [figure, n] of Object.entries({
    toutes: 10,
    created: 10,
    creees: 7,
    actives: 7,
    'etape.idea': 1,
    'etape.plan': 1,
    'etape.registered': 1,
    'etape.operating': 7,
    'sans-preuve': 1,
    'domaine.craft': 10,
    '12.unasked': 7,
    '12.all': 7,
  }))
    expect([figure, await ateliers(figure)]).toEqual([figure, n]);
  for (const figure of ['toutes', 'creees', 'etape.idea', 'sans-preuve', 'domaine.craft', '12.unasked'])
    expect(all).toContain(`?entreprises=${figure}"`);
  expect(await behind('entreprises=sans-preuve')).toContain('Preuve manquante');
  expect(await behind('fonds=toJustify')).toMatch(/Kit de couture<\/b><small>Atelier 0 · 50\u202f000/);
  expect(await behind('fonds=undecided')).toContain('Machine');
  for (const list of ['toJustify', 'granted', 'paid', 'undecided']) expect(all).toContain(`?fonds=${list}"`);

  // Jobs are told apart, and each part opens the people who have them.
  expect(all).toContain('?emplois=kind&amp;cle=own">4<');
  const owners = (await secretary.get(`${address}?emplois=kind&cle=own`)).text;
  expect(owners.match(/Personne \d+</g)).toHaveLength(4);
  // So does every answer to what makes work decent: who has a contract, who has none, of whom nobody said.
  expect(all).toContain('2 sur 4 connus');
  expect(all).toContain('?emplois=contract&amp;cle=no">2<');
  for (const [answer, n] of [
    ['contract&cle=yes', 2],
    ['contract&cle=no', 2],
    ['contract&cle=-', 2],
    ['hours&cle=-', 6],
  ])
    expect((await secretary.get(`${address}?emplois=${answer}`)).text.match(/Personne \d+</g)).toHaveLength(
      n as number,
    );
  // In a pack four are few, and the two others would give them away.
  const page = await secretary.get(`/admin/programmes/${programme}`);
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const frozen = await secretary.send(`/admin/programmes/${programme}/figer`, { csrf });
  const pack = (await secretary.get(frozen.headers.get('location') ?? '')).text;
  expect(pack).toContain('6 emplois');
  expect(pack).toContain('<span>À son compte</span><b class="num">n.p.</b>');
  expect(pack).toContain('<span>Employé</span><b class="num">n.p.</b>');

  // What is apart leaves the hub as totals only: no table of it, and the file for a funder names nobody and hides what is small.
  const csv = async (path: string) => (await secretary.get(`/api/v1/${path}`)).text;
  for (const type of ['enrolment_status', 'person_path', 'person_private', 'situation_private'])
    expect(await csv(`records/${type}.csv`)).not.toContain('displaced');
  const totals = await csv(`programmes/profil.csv?of=${programme}`);
  expect(totals).toContain('Statut à l’inscription;A dû quitter sa maison;À l’entrée;…');
  expect(totals).toContain('Statut à l’inscription;Venue de la campagne;À l’entrée;6');
  expect(totals).not.toContain('Personne ');
  expect(all).toContain('?profil=status&cle=displaced&quand=tous">2<');
  // The wish to leave: before, after, and the difference on those who answered twice; outside, with of how many, and nothing that is few.
  expect(all).toContain('8 sur 14 · 57,1\u00a0%');
  expect(all).toMatch(/2 sur 10 · 20.%/);
  expect(all).toContain('Des 10 personnes qui ont répondu deux fois, 8 voulaient partir au début et 2 12 mois après.');
  expect(totals).toContain('Envie de partir;Veut partir;À l’entrée;8;14;57');
  expect(totals).toMatch(/Envie de partir;Veut partir;12 mois après[^;]*;…;;/);
  const wish = (await secretary.get(`${address}?profil=leaving&cle=yes&quand=plus`)).text;
  expect(wish.match(/Personne \d+</g)).toHaveLength(2);
  const displaced = (await secretary.get(`${address}?profil=status&cle=displaced&quand=tous`)).text;
  expect(displaced.match(/Personne \d+</g)).toHaveLength(2);

  // The aims count the same, by the same definitions, and open the same people.
  const aims = (await secretary.get(`/admin/programmes/${programme}/buts`)).text;
  expect(aims).toMatch(new RegExp(`indicateur=${counted}"><b>6</b></a> sur 6 voulus.*Atteint`));
  expect(aims).toContain('Parmi 8 personnes jointes');
  expect(aims).toContain('<polyline points="4,');
  expect(aims).toContain('<li><span>janvier 2026</span><b class="num">31</b></li>');
  const workers = (await secretary.get(`/admin/programmes/${programme}/buts?indicateur=${counted}`)).text;
  expect(workers.match(/Personne \d+</g)).toHaveLength(6);

  // « Salle due le 1er mars, pas faite »: the office sees it without a phone, late ones first, and what was paid beside the lines of the budget.
  const promises = `/admin/programmes/${programme}/convention`;
  expect((await secretary.get(`/admin/programmes/${programme}`)).text).toContain(`href="${promises}"`);
  const promised = (await secretary.get(promises)).text;
  const told = wordsOf(promised);
  expect(told).toMatch(
    /1 en retard.*La Ville.*Prêter la salle.*En retard de [\d ]+ jours.*Tranche.*Notre réseau.*Rapport/,
  );
  expect(promised).toMatch(/<del>2199.· 5.000.000.F.CFA<\/del>.*3.000.000.F.CFA \(Avenant 1\)/);
  expect(told).toMatch(/Comité de suivi.*\(Suivi\)/);
  expect(told).toMatch(
    /1 000 000 F CFA prévus, 120 000 F CFA dépensés.*Kits.*Salles Dépense pas encore dite.*Payé aux personnes.*50 000/,
  );

  // Figures of a place open their people too.
  const place = '/admin/territoire?lieu=ml-00';
  const there = (await secretary.get(place)).text;
  expect(there).toContain('&liste=jobs">6<');
  expect((await secretary.get(`${place}&liste=trained`)).text.match(/Personne \d+</g)).toHaveLength(14);

  // Sixty members here and sixty-seven on the first screen: what the map does not know stands beside the figure, and opens.
  const land = (await secretary.get('/admin/territoire')).text;
  expect(wordsOf(land)).toMatch(
    /Entreprises 6 créées dans un programme et toujours là\. .{0,60}Et 1 dont le lieu n’est pas sur la carte/,
  );
  expect(land).toMatch(/liste=enterprises">1</);

  // A coordinator counts their own branch alone.
  const coordinator = await site.visitor(network, people.coordinator);
  const own = (await coordinator.get(address)).text;
  expect(own).toContain('2 sur 7');
  expect(own).not.toContain('4 sur 14');
  const part = (await coordinator.get(`/admin/programmes/${programme}/buts`)).text;
  expect(part).toContain('><b>3</b></a> sur 6 voulus');
  // What was agreed for the whole network is not theirs to read, nor a part of the payments as if it were the sum.
  expect(wordsOf((await coordinator.get(promises)).text)).not.toMatch(/Accord|Prêter|Kits|Payé/);
  // The City reads what it promised, nothing of the other side and no budget; whom none of it concerns finds no page, and no way to it.
  const mayor = await site.visitor(network, await enlist(network, 'Fanta Sacko', 'organisation', CITY));
  const theirs = wordsOf((await mayor.get(promises)).text);
  expect(theirs).toMatch(/Accord.*La Ville.*Prêter la salle.*Tranche/);
  expect(theirs).not.toMatch(/Rapport|Kits|Payé|Bakary/);
  const trainer = await site.visitor(network, await enlist(network, 'Issa Dembélé', 'trainer', ROOT));
  expect((await trainer.get(promises)).status).toBe(404);
  expect((await trainer.get(`/admin/programmes/${programme}`)).text).not.toContain(promises);
  // Who reads no request would be told that everybody who asked was chosen: nothing is said instead. A person's own scope opens every type, and is no right.
  const chosen = async (visitor: typeof secretary): Promise<string> =>
    /Choisis(.*?)(Choisi|sur|À 12 mois|$)/.exec(
      wordsOf((await visitor.get(`/admin/programmes/${programme}/buts`)).text),
    )?.[1] ?? '';
  expect(await chosen(secretary)).toMatch(/^ 14 /);
  expect(await chosen(trainer)).toContain('Pas encore de donnée');
});
