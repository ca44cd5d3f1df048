/**
 * The training programme of the demonstration: three groups, one that has finished, one in the middle, one about to begin, on two versions of the
 * contents. The City of Bamako and RENAPESS did agree on such a programme; the people, the groups and every figure are invented.
 */
import type { Acts } from '../../kernel/author.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Body, Change, Millis, RecordId, Scope } from '../../kernel/types.ts';
import { rollId } from '../../modules/training/rules.ts';
import { group } from './movement.ts';
import { follow } from './training-end.ts';

const DAY: Millis = 24 * 3600 * 1000;
const WOMEN = [
  'Aminata',
  'Assitan',
  'Awa',
  'Bintou',
  'Djénéba',
  'Fanta',
  'Hawa',
  'Kadiatou',
  'Mariam',
  'Nana',
  'Oumou',
  'Rokia',
  'Safiatou',
];
const MEN = [
  'Adama',
  'Bakary',
  'Cheick',
  'Fousseyni',
  'Ibrahim',
  'Lassana',
  'Modibo',
  'Moussa',
  'Nouhoum',
  'Seydou',
  'Yacouba',
];
const FAMILIES = [
  'BAGAYOKO',
  'CAMARA',
  'CISSÉ',
  'COULIBALY',
  'DEMBÉLÉ',
  'DIALLO',
  'DIARRA',
  'DOUMBIA',
  'KANTÉ',
  'KEÏTA',
  'KONATÉ',
  'KOUYATÉ',
  'MAÏGA',
  'SANGARÉ',
  'SISSOKO',
  'TANGARA',
  'TOURÉ',
  'TRAORÉ',
];
const QUARTERS = [
  'Commune I, Korofina',
  'Commune II, Bakaribougou',
  'Commune III, Darsalam',
  'Commune IV, Lafiabougou',
  'Commune V, Badalabougou',
  'Commune VI, Sogoniko',
];

/** Born between 1988 and 2007; some by the day, most by the year, some about, some never said. */
function birthAt(at: number): Body {
  const year = 1988 + ((at * 7) % 20);
  const birth = [`${year}`, `${year}-0${1 + (at % 9)}-1${at % 10}`, `${year}~`, `${year}`, ''][at % 5] ?? '';
  return birth === '' ? {} : { birth };
}

/** The n-th invented learner; no two of the first two hundred have the same name. */
export function learnerAt(at: number): Body {
  const woman = at % 11 < 6;
  const given = woman ? WOMEN[at % WOMEN.length] : MEN[at % MEN.length];
  return {
    name: `${given} ${FAMILIES[(at + Math.floor(at / FAMILIES.length)) % FAMILIES.length]}`,
    ...(at % 17 !== 9 && { sex: woman ? 'f' : 'm' }),
    ...birthAt(at),
    place: QUARTERS[(at * 5) % QUARTERS.length] ?? '',
  };
}

/** Somebody who gives sessions for a branch, and the right to do so. */
export const trainer =
  (home: Scope, from: Millis): Acts =>
  (ids) => [
    {
      do: 'create',
      type: 'person',
      home,
      body: { name: 'Assitan DIAKITÉ', sex: 'f', sign: 'graduation', color: 'p6' },
    },
    { do: 'create', type: 'grant', home, body: { person: ids(0), role: 'trainer', scope: home, from: dayOf(from) } },
  ];

export interface TrainingStage {
  readonly home: Scope;
  readonly now: Millis;
  /** Who gives the sessions. */
  readonly trainer: RecordId;
  write(acts: Acts): readonly Change[];
  /** The copy it is written on: who completed is asked of it, and has a certificate. */
  readonly source?: LinkSource;
  /** Device part of the numbers. */
  readonly device?: string;
  /** In its third year, with groups in the communes besides those told here. */
  readonly isLarge?: boolean;
}

/** What the programme says of itself where it is told at its scale. */
export const LARGE =
  'Programme de démonstration à l’échelle de 3 000 personnes. Les personnes, les groupes et les chiffres sont inventés.';
/** Days from today of its first day and of its last. */
export const spanOf = ({ isLarge }: Pick<TrainingStage, 'isLarge'>): readonly [from: number, to: number] =>
  isLarge ? [-870, 225] : [-160, 560];

/** A group of learners of the story. */
export interface GroupSketch {
  readonly name: string;
  readonly site: string;
  readonly size: number;
  /** Of the contents. */
  readonly version: 1 | 2;
  /** Days from today of its sessions, in their order. */
  readonly sessions: readonly number[];
  /** Full days, with a roll for each half. */
  readonly days?: boolean;
  /** Place among the sessions of one that was called off. */
  readonly cancelled?: number;
  /** People who were in the room at its last roll without being enrolled. */
  readonly guests?: number;
  /** People whom the trainer did not come to at its last roll: it is begun, and not finished. */
  readonly unmarked?: number;
  /** Place among the sessions of one that the trainer gives for a colleague. */
  readonly replaced?: number;
  /** Its learners have their certificates, but for those who gave up. */
  readonly over?: boolean;
}

export const GROUPS: readonly GroupSketch[] = [
  {
    name: 'Bamako 1',
    site: 'Commune II, Bakaribougou',
    size: 24,
    version: 1,
    sessions: [-96, -89, -82, -75, -68],
    days: true,
    over: true,
  },
  {
    name: 'Bamako 2',
    site: 'Commune IV, Lafiabougou',
    size: 22,
    version: 1,
    sessions: [-27, -24, -20, -17, -13, -10, -3, 4, 11, 18],
    cancelled: 4,
    guests: 2,
    unmarked: 3,
    replaced: 7,
  },
  { name: 'Bamako 3', site: 'Commune VI, Sogoniko', size: 20, version: 2, sessions: [12, 15, 19, 22] },
];

/** As it stands on a certificate: the version is a field of its own. */
const contentsOf = (version: 1 | 2): string =>
  `Entrepreneuriat social${version === 1 ? '' : ' et coopérative'}, niveau 1`;
const MODULES = {
  1: [
    ['L’économie sociale et solidaire', 8],
    ['Choisir une activité', 8],
    ['Tenir ses comptes', 12],
    ['Travailler en groupe', 12],
  ],
  2: [
    ['L’économie sociale et solidaire', 8],
    ['Choisir une activité', 12],
    ['Tenir ses comptes', 12],
    ['Travailler en groupe', 12],
    ['Se former en coopérative', 4],
  ],
} as const;

/** Two in a group need something prepared; the roll says what, never why. */
const needsOf = (at: number): Body =>
  at === 3 ? { needs: ['ground'] } : at === 11 ? { needs: ['oral', 'tongue'] } : {};

/** A site with two rooms; the people of the demonstration always meet in the large one. */
const siteAt = (place: string): Body => ({
  name: `Maison des jeunes, ${place.split(', ').at(-1)}`,
  place,
  'rooms.a': { name: ROOM, seats: 60 },
  'rooms.b': { name: 'Petite salle', seats: 15 },
  access: ['ground', 'water', 'power'],
});
const ROOM = 'Grande salle';

/** Where the n-th learner was at a session: most are there, some come late, one in thirteen gives up after the third. */
function markAt(learner: number, session: number): Body | null {
  if (learner % 13 === 5 && session >= 3) return session === 3 ? { is: 'absent' } : null;
  if ((learner * 7 + session * 3) % 17 === 0) return { is: 'absent' };
  if ((learner * 5 + session) % 19 === 0) return { is: 'late', at: '9h10' };
  if ((learner * 3 + session * 2) % 23 === 0) return { is: 'excused', why: 'illness' };
  return { is: 'present' };
}

/** A group holds 64 KB. */
const CHUNK = 20;

/** Tells the whole programme. @returns the ids by which a test finds its way. */
export function tellTraining(stage: TrainingStage, groups: readonly GroupSketch[] = GROUPS) {
  const { home, write } = stage;
  const day = (from: number): Day => dayOf(stage.now + from * DAY);
  const [begins, ends] = spanOf(stage);
  const made = (acts: Acts): readonly RecordId[] => write(acts).map((change) => change.record);
  const [programme, ...contents] = made(
    group((add) => {
      const of = add(
        'programme',
        {
          name: 'Former 3 000 jeunes à l’entrepreneuriat social',
          target: 3000,
          counts: 'certified',
          created: 'operating',
          from: day(begins).slice(0, 7),
          to: day(ends).slice(0, 7),
          ageFrom: 18,
          ageTo: 35,
          ageOn: day(begins),
          ...(stage.isLarge && { about: LARGE }),
          sectors: ['craft', 'food', 'sanitation', 'building', 'health', 'education'],
          'quotas.a': { group: 'women', share: 50 },
          'quotas.b': { group: 'displaced', share: 10 },
        },
        home,
      );
      for (const version of [1, 2] as const) {
        const curriculum = add(
          'curriculum',
          { name: contentsOf(version), programme: of, version, attendance: 75, ...(version === 1 && { pass: 50 }) },
          home,
        );
        for (const [at, [module, hours]] of MODULES[version].entries())
          add('course_module', { name: module, curriculum, hours, rank: at + 1 }, home);
      }
    }),
  ) as readonly [RecordId, ...RecordId[]];
  const versionAt = { 1: 0, 2: 1 + MODULES[1].length } as const;
  let met = 0;
  const cohorts = groups.map((sketch) => {
    const at = versionAt[sketch.version];
    const curriculum = contents[at] as RecordId;
    const modules = contents.slice(at + 1, at + 1 + MODULES[sketch.version].length);
    const from = day(sketch.sessions[0] ?? 0);
    const [, cohort] = made(
      group((add) => {
        const trainers = { 'trainers.a': { person: stage.trainer, from } };
        const venue = add('venue', siteAt(sketch.site), home);
        const told = { name: sketch.name, programme, curriculum, venue, from, capacity: sketch.size + 3 };
        add('cohort', { ...told, ...trainers }, home);
      }),
    ) as [RecordId, RecordId];
    const people = learners(stage, {
      programme,
      cohort,
      first: met,
      size: sketch.size,
      applied: day((sketch.sessions[0] ?? 0) - 30),
      from,
      // Chosen lately, and not in the group yet: somebody enrols them, all at once.
      unplaced: (sketch.sessions[0] ?? 0) > 0 ? 3 : 0,
    });
    met += sketch.size + Math.ceil(sketch.size / 3);
    const sessions = hold(stage, sketch, { cohort, modules, people, day });
    if (sketch.over || sketch.sessions.length > 4) follow(stage, sketch, { cohort, people, day });
    return { cohort, people, sessions };
  });
  return { programme, cohorts };
}

/** Those who applied, those who were chosen, and those who are in the group. */
function learners(
  { home, write }: TrainingStage,
  of: {
    readonly programme: RecordId;
    readonly cohort: RecordId;
    readonly first: number;
    readonly size: number;
    readonly applied: Day;
    readonly from: Day;
    readonly unplaced: number;
  },
): readonly RecordId[] {
  const all = of.size + Math.ceil(of.size / 3);
  const people: RecordId[] = [];
  for (let begin = 0; begin < all; begin += CHUNK) {
    const changes = write(
      group((add) => {
        for (let at = begin; at < Math.min(begin + CHUNK, all); at++) {
          const person = add('person', learnerAt(of.first + at), home);
          const outcome = at < of.size + of.unplaced ? 'selected' : at % 3 === 0 ? 'refused' : 'waiting';
          add('application', { person, programme: of.programme, on: of.applied, outcome }, home);
          if (at < of.size)
            add('enrolment', { person, cohort: of.cohort, on: of.from, signed: true, ...needsOf(at) }, home);
        }
      }),
    );
    people.push(...changes.filter(({ type }) => type === 'person').map(({ record }) => record));
  }
  return people.slice(0, of.size);
}

export interface Told {
  readonly cohort: RecordId;
  readonly people: readonly RecordId[];
  day(from: number): Day;
}

/** Learners of a number nobody else of the story has. */
const GUESTS = 150;

/** Another trainer of the branch. */
function colleague(write: TrainingStage['write'], scope: Scope, from: Day): RecordId | null {
  const [person] = write(
    group((add) => {
      const id = add('person', { name: 'Seydou COULIBALY', sex: 'm', sign: 'book', color: 'p2' }, scope);
      add('grant', { person: id, role: 'trainer', scope, from }, scope);
    }),
  );
  return person?.record ?? null;
}

/** The sessions, and the rolls of those that are past. */
function hold(
  { home, write, trainer }: TrainingStage,
  sketch: GroupSketch,
  told: Told & { readonly modules: readonly RecordId[] },
) {
  const { cohort, people, day, modules } = told;
  const room = ROOM;
  const other = sketch.replaced === undefined ? null : colleague(write, home, day(0));
  const sessions = write(
    group((add) => {
      for (const [at, from] of sketch.sessions.entries()) {
        const module = modules[Math.floor((at * modules.length) / sketch.sessions.length)] as RecordId;
        const times = sketch.days
          ? { start: '8h30', end: '16h30', halves: 'two', hours: 8 }
          : { start: '8h30', end: '12h30', halves: 'one' };
        const state =
          at === sketch.cancelled
            ? { state: 'cancelled', why: 'Pluie : la route était coupée.' }
            : from < 0
              ? { state: 'held' }
              : {};
        const instead = at === sketch.replaced && other ? { replaces: other, replacedWhy: 'elsewhere' } : {};
        add('session', { module, cohort, on: day(from), ...times, room, trainer, ...state, ...instead }, home);
      }
    }),
  ).map(({ record }) => record);
  // The last past session has no roll yet: the figures say so.
  const called = sketch.sessions.flatMap((from, at) => (from < -5 && at !== sketch.cancelled ? [at] : []));
  for (const at of called) {
    const session = sessions[at] as RecordId;
    const isLast = at === called.at(-1);
    const reached = isLast ? people.slice(0, people.length - (sketch.unmarked ?? 0)) : people;
    const marks = reached.flatMap((person, learner) => {
      const mark = markAt(learner, at);
      if (!mark) return [];
      // Who came late in the morning is there after the meal.
      const later = mark['is'] === 'late' ? { is: 'present' } : mark;
      return [[`marks.${person}`, mark] as const, ...(sketch.days ? [[`afternoon.${person}`, later] as const] : [])];
    });
    const guests = isLast ? (sketch.guests ?? 0) : 0;
    for (let nth = 0; nth < guests; nth++) {
      const [guest] = write(group((add) => void add('person', learnerAt(GUESTS + nth), home)));
      if (guest) marks.push([`marks.${guest.record}`, { is: 'present' }]);
    }
    write([
      { do: 'create', type: 'roll', record: rollId(session), home, body: { session, ...Object.fromEntries(marks) } },
    ]);
  }
  return sessions;
}
