// A timetable that a calendar subscribes to: it gives what its owner may read and gives, no learner and no reason; stopped, guessed, made for somebody else
// or left behind by somebody without a right any more, it gives nothing, and all of that looks alike.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import type { RecordState } from '../../src/kernel/fold.ts';
import type { Body, RecordId, Scope } from '../../src/kernel/types.ts';
import { agendaActs, agendaId } from '../../src/modules/training/agenda.ts';
import { type People, SEGOU, SIKASSO, settle } from '../hub/world.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let network: HubNetwork;
let people: People;
const SECRET = 'a1'.repeat(20);
const OTHER = 'b2'.repeat(20);
const TODAY = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  site = await openSite();
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  people = await settle(network);
}, 60_000);
afterAll(() => site.end());

const make = async (type: string, body: Body, home: Scope = SIKASSO): Promise<RecordId> =>
  (await network.actAsAuthority([{ do: 'create', type, home, body }]))[0]?.record as RecordId;
const read = async (secret: string): Promise<{ readonly status: number; readonly text: string }> => {
  const answer = await fetch(`${site.url}/agenda/${secret}.ics`);
  return { status: answer.status, text: await answer.text() };
};
const titles = (text: string): readonly string[] =>
  [...text.matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, one]) => one ?? '');
const write = (person: RecordId, state: RecordState | null, secret: string | null, what: 'mine' | 'all' = 'mine') =>
  network.act(person, agendaActs(state, { person, home: SIKASSO }, secret === null ? null : { secret, what }));

it('gives the sessions of its owner, then everything they read, then nothing', { timeout: 60_000 }, async () => {
  const programme = await make('programme', { name: 'P', target: 10, counts: 'started' });
  const curriculum = await make('curriculum', { name: 'V', programme, version: 1, attendance: 75 });
  const module = await make('course_module', { name: 'Tenir ses comptes', curriculum, hours: 8 });
  const venue = await make('venue', { name: 'Maison des jeunes', place: 'Sikasso' });
  const cohort = await make('cohort', { name: 'Sikasso 1', programme, curriculum, venue });
  const far = await make('cohort', { name: 'Ségou 1', programme, curriculum }, SEGOU);
  const learner = await make('person', { name: 'Salimata SANOGO' });
  await make('enrolment', { person: learner, cohort, on: TODAY });
  const session = (of: RecordId, trainer: RecordId, more: Body = {}, home: Scope = SIKASSO) =>
    make(
      'session',
      { module, cohort: of, on: TODAY, start: '8h', end: '12h', room: 'Salle 1', trainer, ...more },
      home,
    );
  await session(cohort, people.animator);
  await session(cohort, people.coordinator, { state: 'cancelled', why: 'Salimata SANOGO est malade' });
  await session(far, people.animator, {}, SEGOU);
  // Nobody is named: the trainers of the group give it.
  const hers = await make('cohort', {
    name: 'Sikasso 2',
    programme,
    curriculum,
    'trainers.a': { person: people.animator },
  });
  await make('session', { module, cohort: hers, on: TODAY, start: '14h', end: '16h' });
  await session(hers, people.coordinator, { start: '16h', end: '18h' });
  expect((await read(SECRET)).status).toBe(404);

  await write(people.animator, null, SECRET);
  const mine = await read(SECRET);
  expect(mine.status).toBe(200);
  // What one gives in a branch one does not read stays out.
  expect(titles(mine.text)).toEqual(['Tenir ses comptes · Sikasso 1', 'Tenir ses comptes · Sikasso 2']);
  expect(mine.text).toContain('LOCATION:Salle 1\\, Maison des jeunes\\, Sikasso');
  expect(mine.text).not.toMatch(/SANOGO|malade/);

  const state = async () => network.record(agendaId(people.animator));
  await write(people.animator, await state(), OTHER, 'all');
  // The new address is the only one.
  expect((await read(SECRET)).status).toBe(404);
  const all = await read(OTHER);
  expect(titles(all.text)).toHaveLength(4);
  expect(all.text).toContain('STATUS:CANCELLED');
  expect(all.text).not.toMatch(/SANOGO|malade|Ségou/);

  // Somebody else writes a mark of theirs over it: they read nothing by another's rights.
  await write(people.coordinator, await state(), SECRET, 'all');
  expect((await read(SECRET)).status).toBe(404);
  expect((await read(OTHER)).status).toBe(404);
  await write(people.animator, await state(), OTHER, 'all');
  expect((await read(OTHER)).status).toBe(200);
  await write(people.animator, await state(), null);
  expect((await read(OTHER)).status).toBe(404);
  for (const guess of ['', 'x', `${OTHER}0`, '%00', '..%2f..'])
    expect((await fetch(`${site.url}/agenda/${guess}`)).status, guess).toBe(404);
});

it('ends with the right of its owner, and slows down who guesses', { timeout: 60_000 }, async () => {
  await write(people.animator, await network.record(agendaId(people.animator)), SECRET);
  expect((await read(SECRET)).status).toBe(200);
  const grants = (await network.list('grant')).filter((one) => one.fields['person']?.[0]?.value === people.animator);
  await network.actAsAuthority(grants.map(({ id }) => ({ do: 'edit', record: id, body: { to: '2025-01-01' } })));
  expect((await read(SECRET)).status).toBe(404);
  const statuses = new Set<number>();
  for (let n = 0; n < 40; n++) statuses.add((await read(n.toString(16).padStart(40, '0'))).status);
  expect([...statuses].sort()).toEqual([404, 429]);
});
