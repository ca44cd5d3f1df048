// The timetable and its file: what clashes is said, and any program of RFC 5545 reads what we write.
import { expect, it } from 'vitest';
import { branchScope } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { clock } from '../../src/modules/training/rules.ts';
import { needsIn, unmetIn, whereText } from '../../src/modules/training/sites.ts';
import {
  conflictsIn,
  foldedLine,
  icalendar,
  mondayOf,
  slotsOfAll,
  slotsOfCohort,
} from '../../src/modules/training/timetable.ts';
import { Copy } from './copy.ts';

const HOME = branchScope('segou');

it('two groups in one room of one site, one trainer in two rooms, one group twice: each is said once; another site or hour is none', () => {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'P', target: 1, counts: 'started' });
  const curriculum = copy.create('curriculum', { name: 'V', programme, version: 1, attendance: 75 });
  const module = copy.create('course_module', { name: 'M', curriculum, hours: 8 });
  const cohort = (name: string, site: string) => copy.create('cohort', { name, programme, curriculum, site }, HOME);
  const [a, b, far] = [cohort('A', 'Centre'), cohort('B', 'Centre'), cohort('C', 'Niono')] as [
    RecordId,
    RecordId,
    RecordId,
  ];
  const [awa, ali] = [copy.person('Awa'), copy.person('Ali')];
  const session = (cohort: RecordId, start: string, end: string, room: string, trainer: RecordId, more: Body = {}) =>
    copy.create('session', { module, cohort, on: '2026-03-02', start, end, room, trainer, ...more }, HOME);
  session(a, '8h', '12h', 'Salle 1', awa);
  session(b, '11h30', '13h', 'salle 1', ali);
  session(far, '8h', '12h', 'Salle 1', ali, { replaces: awa });
  session(a, '14h', '16h', 'Salle 1', awa);
  session(a, '15h', '17h', 'Salle 2', ali);
  session(b, '8h', '12h', 'Salle 1', awa, { state: 'cancelled' });
  const { replica } = copy;
  const said = conflictsIn(replica, slotsOfAll(replica)).map(
    ({ kind, one, other }) => `${kind} ${clock(one.start)} ${clock(other.start)}`,
  );
  expect(said).toEqual(['trainer 08:00 11:30', 'room 08:00 11:30', 'cohort 14:00 15:00']);
  // One site under two groups is one place; a session elsewhere than its group is not there.
  const venue = copy.create(
    'venue',
    { name: 'Maison des jeunes', place: 'Ségou', 'rooms.1': { name: 'Salle 9' } },
    HOME,
  );
  const elsewhere = copy.create('venue', { name: 'Mairie', place: 'Ségou' }, HOME);
  const at = (name: string) => copy.create('cohort', { name, programme, curriculum, venue }, HOME);
  const nine = (cohort: RecordId, more: Body = {}) =>
    copy.create(
      'session',
      { module, cohort, on: '2026-03-05', start: '8h', end: '9h', room: 'Salle 9', ...more },
      HOME,
    );
  const [one] = [nine(at('D')), nine(at('E')), nine(at('F'), { venue: elsewhere })];
  const clashes = conflictsIn(
    replica,
    slotsOfAll(replica).filter(({ room }) => room === 'Salle 9'),
  );
  expect(clashes.map(({ kind }) => kind)).toEqual(['room']);
  expect(whereText(replica, replica.record(one as RecordId), replica.list('cohort').at(-1) ?? null)).toBe(
    'Maison des jeunes, Ségou',
  );
  expect(slotsOfCohort(replica, a).map(({ start }) => start)).toEqual([480, 840, 900]);
  expect(slotsOfAll(replica, ali)).toHaveLength(3);
  expect(mondayOf('2026-03-08')).toBe('2026-03-02');

  // Planned by the plain form, without a name: it is of the trainers of the group, and where there is one she cannot be elsewhere.
  const group = (trainers: readonly RecordId[]) => {
    const list = trainers.map((person, at) => [`trainers.${at}`, { person }]);
    return copy.create('cohort', { name: 'G', programme, curriculum, site: 'X', ...Object.fromEntries(list) }, HOME);
  };
  const [sira, issa] = [copy.person('Sira'), copy.person('Issa')];
  const plain = (cohort: RecordId, more: Body = {}) =>
    copy.create('session', { module, cohort, on: '2026-03-12', start: '8h', end: '10h', ...more }, HOME);
  const alone = plain(group([sira]));
  const both = plain(group([sira, issa]));
  expect(slotsOfAll(replica, sira).map(({ key }) => key)).toEqual([alone, both].sort());
  expect(slotsOfAll(replica, issa).map(({ key }) => key)).toEqual([both]);
  const on12 = () =>
    conflictsIn(
      replica,
      slotsOfAll(replica).filter(({ day }) => day === '2026-03-12'),
    );
  // Issa may give the other one.
  expect(on12()).toEqual([]);
  plain(group([issa]), { trainer: sira });
  expect(on12().map(({ kind, one }) => [kind, one.givers])).toEqual([['trainer', [sira]]]);
});

it('the file is RFC 5545: escaped, folded at 75 octets without cutting a letter, in UTC, and one session keeps its UID', () => {
  const event = {
    uid: 'aaaaaaaaaaaaaaaa.7@jekulu',
    day: '2026-03-01',
    start: 510,
    end: 750,
    summary: 'Tenir ses comptes, « séance 2 »; suite',
    place: 'Grande salle\nCommune IV',
    about: `Formatrice : Assitan DIAKITÉ. ${'ɛ'.repeat(60)}`,
    cancelled: false,
    changed: Date.UTC(2026, 1, 20, 9, 30, 5),
  };
  const text = icalendar(
    'Bamako 2',
    [event, { ...event, uid: 'b@jekulu', cancelled: true, place: '', about: '' }],
    Date.UTC(2026, 1, 21),
  );
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  const lines = text.split('\r\n').slice(0, -1);
  expect(lines.filter((line) => new TextEncoder().encode(line).length > 75)).toEqual([]);
  expect(text).not.toMatch(/[^\r]\n/);
  const whole = text.replaceAll('\r\n ', '').split('\r\n');
  expect(whole).toEqual(
    expect.arrayContaining([
      'VERSION:2.0',
      'UID:aaaaaaaaaaaaaaaa.7@jekulu',
      'DTSTAMP:20260221T000000Z',
      'LAST-MODIFIED:20260220T093005Z',
      'DTSTART:20260301T083000Z',
      'DTEND:20260301T123000Z',
      'SUMMARY:Tenir ses comptes\\, « séance 2 »\\; suite',
      'LOCATION:Grande salle\\nCommune IV',
      'STATUS:CONFIRMED',
      'STATUS:CANCELLED',
    ]),
  );
  expect(whole.find((line) => line.startsWith('DESCRIPTION'))).toBe(`DESCRIPTION:${event.about}`);
  const sequence = Number(whole.find((line) => line.startsWith('SEQUENCE'))?.slice(9));
  expect(sequence).toBeGreaterThan(0);
  expect(sequence).toBeLessThan(2 ** 31);
  expect(foldedLine('a'.repeat(75))).toBe('a'.repeat(75));
  expect(
    foldedLine('a'.repeat(76))
      .split('\r\n')
      .map((line) => line.length),
  ).toEqual([75, 2]);
});

it('S2-29: the roll knows what to prepare, and a site without it is said; what a site does not say of itself is no lack', () => {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'P', target: 1, counts: 'started' });
  const curriculum = copy.create('curriculum', { name: 'V', programme, version: 1, attendance: 75 });
  const upstairs = copy.create('venue', { name: 'Étage', place: 'Ségou', access: ['water'] }, HOME);
  const unsaid = copy.create('venue', { name: 'Mairie', place: 'Ségou' }, HOME);
  const group = (venue: RecordId) => copy.create('cohort', { name: 'A', programme, curriculum, venue }, HOME);
  const [a, b] = [group(upstairs), group(unsaid)];
  const awa = copy.person('Awa');
  for (const cohort of [a, b])
    copy.create('enrolment', { person: awa, cohort, on: '2026-01-05', needs: ['ground'] }, HOME);
  const { replica } = copy;
  const of = (id: RecordId) => replica.record(id) as NonNullable<ReturnType<typeof replica.record>>;
  expect([...needsIn(replica, a, '2026-02-01')]).toEqual([[awa, ['ground']]]);
  expect(unmetIn(replica, of(a), '2026-02-01')).toEqual([['ground', 1]]);
  expect(unmetIn(replica, of(b), '2026-02-01')).toEqual([]);
});
