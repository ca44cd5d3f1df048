// Many sessions at once: the list follows from the group's own contents and what it has already, what somebody changed stays, and all of it fits in
// one group of acts that a hub takes in.
import { expect, it } from 'vitest';
import { branchScope } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { groupsOf } from '../../src/kernel/wire.ts';
import {
  changed,
  clashes,
  likely,
  MOST,
  modulesOf,
  propose,
  seriesActs,
  told,
  type Wish,
  withdrawActs,
} from '../../src/modules/training/series.ts';
import { begunFrom, begunText } from '../../src/modules/training/series-draft.ts';
import { slotsOfCohort } from '../../src/modules/training/timetable.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

const HOME = branchScope('segou');
const TODAY = '2026-10-01';

function world(hours: readonly number[] = [8, 6]) {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'P', target: 1, counts: 'started' });
  const contents = (version: number) =>
    copy.create('curriculum', { name: `V${version}`, programme, version, attendance: 75 });
  const [curriculum, newer] = [contents(1), contents(2)];
  const modules = hours.map((n, at) =>
    copy.create('course_module', { name: `M${at}`, curriculum, hours: n, rank: at + 1 }),
  );
  // The next version is not what this group follows.
  copy.create('course_module', { name: 'Autre', curriculum: newer, hours: 40 });
  const awa = copy.person('Awa');
  const group = (name: string) =>
    copy.create('cohort', { name, programme, curriculum, site: 'Centre', 'trainers.a': { person: awa } }, HOME);
  const [cohort, other] = [group('A'), group('B')];
  const session = (of: RecordId, on: string, more: Body = {}) =>
    copy.create(
      'session',
      { module: modules[0] as RecordId, cohort: of, on, start: '8h30', end: '12h30', ...more },
      HOME,
    );
  const state = () => copy.replica.record(cohort) as NonNullable<ReturnType<typeof copy.replica.record>>;
  const asked = (more: Partial<Wish> = {}): Wish => ({ ...likely(copy.replica, state(), TODAY), ...more });
  const lines = (wish: Wish) => propose(wish, modulesOf(copy.replica, state()), slotsOfCohort(copy.replica, cohort));
  return { copy, modules, cohort, other, awa, session, state, asked, lines };
}

it('from tomorrow, module after module of the version the group follows, until each has its hours; what is planned counts', () => {
  const { copy, modules, cohort, awa, session, state, asked, lines } = world();
  const wish = asked();
  expect([wish.first, [...wish.weekdays], [...wish.parts], wish.trainer]).toEqual([
    '2026-10-02',
    [1, 2, 3, 4, 5],
    ['morning'],
    awa,
  ]);
  const all = (of: Wish) => lines(of).lines.map(({ key, module }) => `${key} M${modules.indexOf(module)}`);
  // A Friday, then the next week; 6 hours are two half days: never less than the contents ask.
  expect(all(wish)).toEqual([
    '2026-10-02 morning M0',
    '2026-10-05 morning M0',
    '2026-10-06 morning M1',
    '2026-10-07 morning M1',
  ]);
  const sums = told(wish, modulesOf(copy.replica, state()), lines(wish).lines);
  expect([sums.hours, sums.all, sums.list.map(({ will }) => will)]).toEqual([14, 14, [8, 8]]);

  // A session it has: its hours are planned, its half day is taken, and the rest of the series is like it. A cancelled one is neither.
  session(cohort, '2026-10-06', { room: 'Salle 1' });
  session(cohort, '2026-10-07', { state: 'cancelled' });
  const next = asked({ first: TODAY, weekdays: new Set([2, 3]), parts: new Set(['morning', 'afternoon']) });
  expect(next.room).toBe('Salle 1');
  expect(all(next)).toEqual(['2026-10-06 afternoon M0', '2026-10-07 morning M1', '2026-10-07 afternoon M1']);
  expect(asked().first).toBe('2026-10-07');
  expect([...asked().weekdays]).toEqual([2]);
});

it('a line left out leaves its hours missing until its half day is skipped; moved or given another module, it says what clashes', () => {
  const { copy, modules, other, session, state, asked, lines } = world();
  session(other, '2026-10-05', { trainer: asked().trainer, room: 'Salle 1' });
  const wish = asked({ room: 'salle 1' });
  const first = lines(wish).lines;
  const hours = (of: Wish, list = lines(of).lines) => told(of, modulesOf(copy.replica, state()), list).hours;
  const kinds = (list: typeof first) =>
    [...clashes(copy.replica, state(), wish, list)].map(([key, all]) => `${key} ${all.map(({ kind }) => kind).join()}`);
  expect(kinds(first)).toEqual(['2026-10-05 morning room,trainer']);
  const off = changed(first, new Map([['2026-10-05 morning', { off: true }]]));
  expect([hours(wish, off), kinds(off)]).toEqual([10, []]);
  const moved = asked({ room: 'salle 1', skip: new Set(['2026-10-05 morning']) });
  expect([hours(moved), lines(moved).lines.at(-1)?.key]).toEqual([14, '2026-10-08 morning']);
  // Onto a line that stands there: the group cannot be in both.
  const onto = changed(first, new Map([['2026-10-06 morning', { day: '2026-10-07', module: modules[0] as RecordId }]]));
  expect(onto.map(({ day }) => day)).toEqual(['2026-10-02', '2026-10-05', '2026-10-07', '2026-10-07']);
  expect(kinds(onto).at(-1)).toMatch(/cohort/);
  // More of one module does not stand in for another.
  expect(hours(wish, onto)).toBe(12);
  expect(lines(asked({ first: '2026-10' })).lines).toEqual([]);
  expect(lines(asked({ weekdays: new Set() })).left).toBe(14);
});

it('the longest series, with the longest names, is one group that a hub takes in; taken back it is hidden or, without that right, cancelled', () => {
  const { copy, state, asked, lines } = world([400]);
  const wish = asked({ room: 'É'.repeat(80), weekdays: new Set([1, 2, 3, 4, 5, 6, 7]) });
  const { lines: list, left } = lines(wish);
  expect([list.length, left]).toEqual([MOST, 400 - 4 * MOST]);
  const written = copy.replica.write(seriesActs(state(), wish, list), '', {
    now: NOW,
    random: (n: number) => new Uint8Array(n).fill(255),
  });
  expect(written).toHaveLength(MOST);
  const groups = groupsOf(written);
  expect(groups.ok && groups.value.length).toBe(1);
  expect(JSON.stringify(written).length).toBeLessThan(32 * 1024 * 0.9);
  const [first] = written;
  expect(withdrawActs([first?.record as RecordId], true, 'x')).toEqual([
    { do: 'void', record: first?.record, voided: true },
  ]);
  expect(withdrawActs([first?.record as RecordId], false, 'x')).toEqual([
    { do: 'edit', record: first?.record, body: { state: 'cancelled', why: 'x' } },
  ]);
});

it('a list that was begun is found again as it was left, without what is no longer taught; anything else is no list', () => {
  const { copy, cohort, modules } = world();
  const state = copy.replica.record(cohort) as NonNullable<ReturnType<typeof copy.replica.record>>;
  const portions = modulesOf(copy.replica, state);
  const wish = { ...likely(copy.replica, state, TODAY), weekdays: new Set([3, 1]), room: 'Petite salle' };
  const changes = new Map([
    ['2026-10-05 morning', { off: true }],
    ['2026-10-02 morning', { day: '2026-10-09', part: 'afternoon' as const, module: modules[1] as RecordId }],
  ]);
  const text = begunText(wish, changes);
  const read = begunFrom(text, portions);
  expect(read?.wish).toEqual(wish);
  expect(read && new Map([...read.changes].sort())).toEqual(new Map([...changes].sort()));
  // Touched in another order it is the same list: nothing new to keep.
  expect(begunText({ ...wish, weekdays: new Set([1, 3]) }, new Map([...changes].reverse()))).toBe(text);
  const fewer = begunFrom(text, portions.slice(0, 1));
  expect([fewer?.wish.modules.size, fewer?.changes.size]).toEqual([1, 1]);
  for (const wrong of ['', '{', '{}', '{"wish":{"first":3},"changes":[]}'])
    expect(begunFrom(wrong, portions)).toBeNull();
});
