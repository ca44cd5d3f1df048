/** Screens beside the lists and the sheets that modules bring (`extend`), each at the address of a record. */
import type { Page } from 'playwright-core';
import type { Scene } from './scenes.ts';

const query = 'scene=open&follow&leads';
const stands = (page: Page) => page.locator('main .stack, main .btn, main .paper').first().waitFor();

/** `#/<at>/<first record of the type>`. */
const beside = (name: string, type: string, at: string): Scene => ({
  name,
  query,
  act: async (page) => {
    await page.evaluate(
      ([of, to]) => {
        const [one] = window.fake.replica.list(of);
        if (one) location.hash = `#/${to}/${one.id}`;
      },
      [type, at] as const,
    );
    await page.waitForFunction(() => document.querySelector('h1')?.textContent !== 'Aujourd’hui');
    await stands(page);
  },
});

/** Two of the group that has finished cleaned the drains; her own screens are opened at the addresses that `at` makes of what was done. */
const action = (
  name: string,
  at: (made: {
    readonly action: string;
    readonly programme: string;
    readonly cohort: string;
    readonly person: string;
  }) => string,
  text: string | RegExp,
): Scene => ({
  name,
  query,
  act: async (page) => {
    const made = await page.evaluate(async () => {
      const { fake } = window;
      const [cohort] = fake.replica.list('cohort').filter((one) => one.fields['name']?.[0]?.value === 'Ségou 1');
      const [programme] = fake.replica.list('programme');
      const of = (field: string) => (one: { fields: { [name: string]: readonly { value: unknown }[] } }) =>
        one.fields[field]?.[0]?.value;
      const there = fake.replica.list('enrolment').filter((one) => of('cohort')(one) === cohort?.id);
      const people = there.slice(0, 2).map((one) => String(of('person')(one)));
      const ids = { programme: programme?.id ?? '', cohort: cohort?.id ?? '' };
      const body = { name: 'Curage des caniveaux', on: '2026-12-20', place: 'Ségou, Médine', hours: 4, ...ids };
      const ticked = Object.fromEntries(people.map((person, at) => [`people.${person}`, at === 0 ? {} : { hours: 2 }]));
      const home = 'n/branch/segou/' as never;
      const [done] = await fake.save([{ do: 'create', type: 'action', home, body: { ...body, ...ticked } }]);
      return { action: String(done?.record), person: people[0] ?? '', ...ids };
    });
    await page.evaluate((to) => {
      location.hash = to;
    }, at(made));
    await page.getByText(text).first().waitFor();
  },
});

/** An offer that ends in a month, opened beside the list of offers. */
const offer = (name: string, at: string, text: string): Scene => ({
  name,
  query,
  act: async (page) => {
    await page.evaluate(async (to) => {
      const { fake } = window;
      const body = { kind: 'job', name: 'Deux maçons', by: 'Coopérative Jèkafo', place: 'San', phone: '76 00 00 12' };
      const home = 'n/branch/segou/' as never;
      const deadline = new Date(fake.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
      const shared = ['n/shared/'] as never;
      const [made] = await fake.save([
        { do: 'create', type: 'offer', home, shared, body: { ...body, deadline, listed: true } },
      ]);
      location.hash = `#/annonces/${to}/${made?.record}`;
    }, at);
    await page.getByText(text).first().waitFor();
  },
});

/** Two clubs at one school: the first did nothing for a year. @param at where one goes, from what was made. */
const clubs = (
  name: string,
  at: (made: { readonly club: string; readonly programme: string; readonly today: string }) => string,
  text: string | RegExp,
): Scene => ({
  name,
  query,
  act: async (page) => {
    const made = await page.evaluate(async () => {
      const { fake } = window;
      const home = 'n/branch/segou/' as never;
      const create = async (type: string, body: object, shared: readonly string[] = []) => {
        const [done] = await fake.save([{ do: 'create', type, home, shared, body } as never]);
        return String(done?.record);
      };
      const today = new Date(fake.now()).toISOString().slice(0, 10);
      const programme = String(fake.replica.list('programme')[0]?.id);
      const card = { name: 'Institut de Ségou', kind: 'vocational', place: 'Ségou' };
      const institution = await create('organisation', card, ['n/shared/']);
      const body = { institution, programme, founded: '2021' };
      const states = { 'states.a': { is: 'active', from: '2022-01' } };
      const club = await create('club', { ...body, ...states, name: 'Jeunes teinturières' });
      const other = await create('club', { ...body, name: 'Club de l’atelier' });
      for (const [nth, { id: person }] of fake.replica.list('person').slice(0, 9).entries()) {
        const span = { year: String(1 + (nth % 3)), from: `202${4 + (nth % 2)}-10` };
        await create('club_member', { person, club, 'spans.a': span });
        if (nth % 4 === 0) await create('club_member', { person, club: other, 'spans.a': { from: '2025-10' } });
      }
      return { club, programme, today };
    });
    await page.evaluate((to) => {
      location.hash = to;
    }, at(made));
    await page.getByText(text).first().waitFor();
  },
});

/** What Chromium 147 wrote of its first half second (`MediaRecorder`, 8 kbit/s). */
export const BEEP =
  'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwH_________FUmpZpkq17GDD0JATYCGQ2hyb21lV0GGQ2hyb21lFlSua7-uvdeBAXPFh0iR71VWF1SDgQKGhkFfT1BVU2Oik09wdXNIZWFkAQEAAIC7AAAAAADhjbWERzuAAJ-BAWJkgSAfQ7Z1Af_________ngQCjk4EAAIAYAvkuaC8hSsxLxHDgM6ijkoEAPIAYAfGsw4zYC9cFtr0Q0qOSgQB4gBgB8azDjNgL1wW2vRDSo5KBALSAGAHxrMOM2AvXBba9ENI';

/** Somebody was heard, and a second note is not kept yet. @param to behind the tab of the notes. */
const voice = (name: string, to: (note: string) => string, button: string | RegExp): Scene => ({
  name,
  query,
  act: async (page) => {
    const [about, note] = await page.evaluate(async (data) => {
      const { fake } = window;
      const of = fake.replica.list('organisation')[0]?.id as never;
      const home = fake.replica.record(of)?.home as never;
      const body = { about: of, speaks: 'other', agreed: true, language: 'bam', seconds: 12 };
      const sound = { seconds: 12, data };
      const [made] = await fake.save((ids) => [
        { do: 'create', type: 'voice', home, body },
        { do: 'create', type: 'voice_sound', home, body: { of: ids(0), sound } },
      ]);
      const values = { speaks: 'me', agreed: '', language: '', seconds: '40', data };
      await fake.keepDraft({ key: `/membres/${of}/voice.about/nouvelle`, type: 'voice', step: 0, values });
      return [String(of), String(made?.record)] as const;
    }, BEEP);
    await page.evaluate(
      (at) => {
        location.hash = at;
      },
      `#/membres/${about}/voice.about${to(note)}`,
    );
    await page.getByRole('button', { name: button }).waitFor();
  },
});

export const BESIDE_SCENES: readonly Scene[] = [
  action('actions-participants', ({ action, cohort }) => `#/actions/participants/${action}/${cohort}`, /cocher/i),
  action('actions-programme', ({ programme }) => `#/programmes/actions/${programme}`, /heures/),
  action('actions-personne', ({ person }) => `#/actions/de/${person}`, 'Curage des caniveaux'),
  clubs('club', ({ club }) => `#/clubs/${club}`, 'Pas maintenant'),
  clubs('clubs-chiffres', ({ programme, today }) => `#/clubs/chiffres/${programme}/${today}`, 'Année d’études'),
  voice('notes-vocales', () => '', /^Écouter la note/),
  voice('note-vocale', (note) => `/${note}`, /^Écouter/),
  voice('note-vocale-nouvelle', () => '/nouvelle', 'Garder'),
  offer('annonce-postuler', 'postuler', 'Deux maçons'),
  offer('annonce-partager', 'partager', 'Le message'),
  offer('annonce-affiche', 'affiche', 'Postulez avant'),
  beside('remplacer', 'session', 'cohortes/remplacer'),
  beside('resultats', 'selection', 'selections/resultats'),
  beside('candidature-papier', 'programme', 'programmes/fiche'),
  beside('profil', 'programme', 'programmes/profil'),
  beside('suivi-pour', 'person', 'suivis/pour'),
  beside('entreprise-etape', 'enterprise', 'entreprises/etape'),
  {
    name: 'sieges',
    query,
    act: async (page) => {
      await page.evaluate(async () => {
        const { fake } = window;
        const list = fake.replica.list('organisation');
        const us = list.find((one) => one.fields['own']?.[0]?.value === true);
        const home = 'n/' as never;
        const create = { do: 'create', home, shared: [] } as const;
        const body = { name: 'Conseil d’administration', kind: 'board', of: String(us?.id), seats: 3 };
        const [made] = await fake.save([{ ...create, type: 'body', body }]);
        const group = String(made?.record);
        for (const [at, from] of ['2024', '2022', '2015/2019'].entries()) {
          const [since = '', to = ''] = from.split('/');
          const span = { from: since, status: 'active', ...(to && { to }) };
          const seat = { member: String(list[at + 1]?.id), group, kind: 'member', 'spans.a': span };
          await fake.save([{ ...create, type: 'membership', body: seat }]);
        }
        location.hash = `#/instances/sieges/${group}`;
      });
      await page.getByRole('heading', { name: 'Conseil d’administration' }).waitFor();
    },
  },
  { name: 'emploi-du-temps-moi', query, hash: '#/cohortes/emploi-du-temps/moi', act: stands },
];
