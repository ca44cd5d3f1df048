/**
 * The work of one branch in a year, as in `research/peers-bench`: about 25,000 records. People and organisations, training sessions with who was there,
 * savings meetings with who brought what, things to do, articles. Plain JSON with natural ids, so that other engines are given just the same.
 */
import { type Dice, dice } from '../../src/hub/demo/random.ts';
import { prose } from './french.ts';
import { FAMILY, FEMALE, GROUPS, MALE, TRADES, VILLAGES, weighted } from './malian-names.ts';

export type Value = string | number | readonly string[];
export interface Doc {
  readonly id: string;
  readonly type: string;
  readonly [field: string]: Value;
}
/** Fields that name another document. */
export const REFERENCES = ['person', 'session', 'group', 'owner', 'author'] as const;

export interface Slice {
  /** In the order they were written; documents of one list are one act. */
  readonly acts: readonly (readonly Doc[])[];
  /** The n-th day of work on top: 335 new ones, in acts, and 65 corrections. */
  day(n: number): Day;
}
export interface Day {
  readonly created: readonly (readonly Doc[])[];
  readonly edits: readonly Edit[];
}
export interface Edit {
  readonly id: string;
  readonly body: { readonly [field: string]: Value };
}

const [ORGANISATIONS, PEOPLE, SESSIONS, ACTIONS, ARTICLES, SAVERS] = [67, 334, 120, 200, 500, 17];
const MEETINGS = 50;
const EACH = 20;

const three = (n: number): string => String(n).padStart(3, '0');
const two = (n: number): string => String(n).padStart(2, '0');
const dateOf = (week: number): string =>
  new Date(Date.UTC(2025, 0, 6) + week * 7 * 86_400_000).toISOString().slice(0, 10);

/** @param scale 1 for the whole, less for a trial. */
export function slice(scale = 1, seed = 11): Slice {
  const d = dice(seed);
  const some = (n: number): number => Math.max(1, Math.round(n * scale));
  const place = (): string => d.pick(VILLAGES)[0];
  const acts: Doc[][] = [];
  for (let i = 0; i < some(ORGANISATIONS); i++)
    acts.push([
      {
        id: `o${three(i)}`,
        type: 'organisation',
        name: `Groupement des ${d.pick(TRADES)} ${weighted(d, GROUPS)}`,
        kind: d.pick(['group', 'scoops', 'association', 'gie']),
        place: place(),
        sectors: ['agriculture'],
        women: d.between(0, 60),
        men: d.between(0, 40),
        about: prose(d, d.between(8, 24), 600),
      },
    ]);
  const people = Array.from({ length: Math.max(EACH, some(PEOPLE)) }, (_, i) => `p${three(i)}`);
  for (const id of people) {
    const sex = d.next() < 0.6 ? 'f' : 'm';
    acts.push([
      {
        id,
        type: 'person',
        name: `${weighted(d, sex === 'f' ? FEMALE : MALE)} ${weighted(d, FAMILY).toUpperCase()}`,
        sex,
        birth: String(d.between(1950, 2006)),
        place: place(),
        job: d.pick(TRADES),
      },
    ]);
  }
  const sessions = Array.from({ length: some(SESSIONS) }, (_, i) => `s${three(i)}`);
  const present = someOf(d, sessions, people, some(PEOPLE) * EACH);
  for (const [i, session] of sessions.entries()) {
    const on = dateOf(Math.floor((i * 50) / sessions.length));
    acts.push([
      {
        id: session,
        type: 'workshop',
        name: prose(d, d.between(5, 9), 120),
        on,
        place: place(),
        hours: d.between(2, 8),
        author: d.pick(people),
        summary: prose(d, d.between(10, 30), 600),
      },
    ]);
    for (const list of inActs(present.get(session) ?? []))
      acts.push(list.map((person) => attendance(d, session, person, on)));
  }
  for (let i = 0; i < some(ACTIONS); i++)
    acts.push([
      {
        id: `a${three(i)}`,
        type: 'errand',
        name: prose(d, d.between(4, 10), 120),
        owner: d.pick(people),
        due: dateOf(d.between(0, 60)),
        state: d.pick(['open', 'doing', 'done']),
        note: prose(d, d.between(8, 20), 600),
      },
    ]);
  for (let i = 0; i < some(ARTICLES); i++)
    acts.push([
      {
        id: `t${three(i)}`,
        type: 'article',
        name: prose(d, d.between(4, 9), 120),
        author: d.pick(people),
        on: dateOf(d.between(0, 50)),
        text: prose(d, d.between(150, 800), 12_000),
      },
    ]);
  const groups = Array.from({ length: SAVERS }, (_, i) => `g${two(i)}`);
  const members = new Map(
    groups.map((group, i) => {
      const own = people.filter((_, at) => at % SAVERS === i);
      return [group, [...new Set([...own, ...people])].slice(0, EACH)];
    }),
  );
  for (const group of groups)
    acts.push([
      {
        id: group,
        type: 'savings',
        name: `${weighted(d, GROUPS)} de ${place()}`,
        place: place(),
        share: d.pick([250, 500, 1000]),
      },
    ]);
  for (let week = 0; week < some(MEETINGS); week++)
    for (const group of groups)
      acts.push((members.get(group) ?? []).map((person) => saving(d, group, person, dateOf(week))));

  return { acts, day: (n) => dayAfter(dice(seed + 1 + n), n, { people, groups, members, actions: some(ACTIONS) }) };
}

interface Branch {
  readonly people: readonly string[];
  readonly groups: readonly string[];
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly actions: number;
}

/** A session with 94 who came, twelve savings meetings, corrections. */
function dayAfter(d: Dice, n: number, { people, groups, members, actions }: Branch): Day {
  const [session, on] = [`s${three(900 + n)}`, dateOf(MEETINGS + n)];
  const place = (): string => d.pick(VILLAGES)[0];
  const opening: Doc = {
    id: session,
    type: 'workshop',
    name: prose(d, 7, 120),
    on,
    place: place(),
    hours: 4,
    author: d.pick(people),
    summary: prose(d, 20, 600),
  };
  const there = [...new Set(Array.from({ length: 600 }, () => d.pick(people)))].slice(0, 94);
  const created = [
    [opening],
    ...inActs(there).map((list) => list.map((person) => attendance(d, session, person, on))),
    ...groups.slice(0, 12).map((group) => (members.get(group) ?? []).map((person) => saving(d, group, person, on))),
  ];
  const edits = Array.from(
    { length: 65 },
    (_, i): Edit =>
      i % 2 === 0 || actions < 65
        ? { id: people[(i + n * 65) % people.length] as string, body: { place: place(), job: d.pick(TRADES) } }
        : { id: `a${three((i + n * 65) % actions)}`, body: { state: 'done', note: prose(d, d.between(8, 20), 600) } },
  );
  return { created, edits };
}

/** So many pairs of a session and somebody who was there, each once. */
function someOf(d: Dice, sessions: readonly string[], people: readonly string[], count: number): Map<string, string[]> {
  const wanted = Math.min(count, sessions.length * people.length);
  const found = new Map<string, Set<string>>(sessions.map((session) => [session, new Set()]));
  for (let n = 0; n < wanted; ) {
    const there = found.get(d.pick(sessions)) as Set<string>;
    const before = there.size;
    n += there.add(d.pick(people)).size - before;
  }
  return new Map([...found].map(([session, there]) => [session, [...there]]));
}

/** A list is saved by the sheet. */
const inActs = <T>(list: readonly T[], size = 50): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));

const attendance = (d: Dice, session: string, person: string, on: string): Doc => ({
  id: `${session}-${person}`,
  type: 'attendance',
  session,
  person,
  on,
  state: d.next() < 0.85 ? 'present' : d.pick(['absent', 'excused', 'late']),
  ...(d.next() < 0.1 && { note: prose(d, d.between(2, 6), 120) }),
});

const saving = (d: Dice, group: string, person: string, on: string): Doc => ({
  id: `${group}-${person}-${on}`,
  type: 'saving',
  group,
  person,
  on,
  shares: d.between(0, 5),
  social: d.next() < 0.9 ? 100 : 0,
  ...(d.next() < 0.12 && { loan: d.between(5, 60) * 1000 }),
  ...(d.next() < 0.18 && { repaid: d.between(2, 30) * 500 }),
});
