/**
 * The funnel of a programme: where people stand between a first request and a certificate, and what became of them after. Pure figures from the
 * records of a copy: a trainer's phone reckons those of the groups it knows, the hub those of all. Every figure is a list of people, each once however
 * often they came.
 */
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import { type Day, firstDay, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { ageDayOf, bandAt, bandKey, bandsOf } from './ages.ts';
import { type FigureSource, type FigureView, figuresOf, type PersonFacts } from './figures.ts';
import { placeCalled } from './place-names.ts';
import { type Arrival, type Asked, OUTCOMES, type Outcome, readFor, stageSources, uncertified } from './stages.ts';

/** From a request to a certificate. Who reached a stage counts in those before it too: a paper that was lost loses nobody. */
export const STAGES = ['applied', 'selected', 'enrolled', 'started', 'completed', 'certified'] as const;
export type Stage = (typeof STAGES)[number];

/** Where somebody is now. */
export type Status = Stage | 'waiting' | 'refused' | 'withdrawn' | 'left';

export interface Standing {
  readonly person: RecordId;
  /** The furthest stage, as its place in `STAGES`. */
  readonly stage: number;
  readonly status: Status;
  /** Goes no further: gave up, or is in no group that still goes on. */
  readonly stopped: boolean;
  /** Groups this person was in. */
  readonly cohorts: readonly RecordId[];
}

/** What became of those who have their certificate. */
export interface After {
  readonly outcome: Outcome;
  readonly persons: readonly RecordId[];
  /** What says so of each. */
  readonly records: ReadonlyMap<RecordId, RecordId>;
  /** Of whom it is known: those somebody reached. Null where nobody has to be asked. */
  readonly known: readonly RecordId[] | null;
}

export interface Funnel {
  readonly programme: RecordState;
  readonly standings: ReadonlyMap<RecordId, Standing>;
  readonly stages: { readonly [stage in Stage]: readonly RecordId[] };
  /** Only those a module keeps records of. */
  readonly after: readonly After[];
  /** Who counts as trained by the programme's own rule. */
  readonly trained: readonly RecordId[];
  readonly target: number;
  readonly cohorts: readonly RecordState[];
  /** Groups with sessions that are past and have no roll yet, and how many: their figures are not all here. */
  readonly silent: ReadonlyMap<RecordId, number>;
  /** Groups with rolls that were begun before today and do not say of everybody whether they were there, and how many. */
  readonly unfinished: ReadonlyMap<RecordId, number>;
  /** Groups with rolls of sessions that were cancelled, and how many: whoever was there has nothing of it. */
  readonly uncounted: ReadonlyMap<RecordId, number>;
  /** When the latest of it was written, by group. */
  readonly news: ReadonlyMap<RecordId, number>;
  person(id: RecordId): PersonFacts;
}

interface Reached {
  stage: number;
  outcome: string;
  /** Left every group they were in. */
  left: boolean;
  /** Is in a group that has not ended, or is not in one yet. */
  goesOn: boolean;
  readonly cohorts: RecordId[];
}

const at = (stage: Stage): number => STAGES.indexOf(stage);

/** The last one reckoned of a copy: a screen asks for the same again with each touch. */
const lasts = new WeakMap<FigureSource, { readonly key: string; readonly funnel: Funnel }>();

/**
 * @param only one group, for a trainer who looks at hers.
 * @param today sessions due by then should have a roll.
 */
export function funnelOf(source: FigureSource, programme: RecordState, today: Day, only?: RecordId): Funnel {
  const key = [programme.id, source.version, today, only].join(' ');
  const last = lasts.get(source);
  if (last?.key === key) return last.funnel;
  const funnel = reckoned(source, figuresOf(source), programme, today, only);
  lasts.set(source, { key, funnel });
  return funnel;
}

/** The same from figures that are kept somewhere. @param source for what other modules add. */
export function reckoned(
  source: LinkSource,
  figures: FigureView,
  programme: RecordState,
  today: Day,
  only: RecordId | undefined,
): Funnel {
  const reached = new Map<RecordId, Reached>();
  const reach = (person: RecordId, stage: number): Reached | null => {
    const before = reached.get(person);
    if (before) {
      before.stage = Math.max(before.stage, stage);
      return before;
    }
    if (figures.person(person).hidden) return null;
    const one: Reached = { stage, outcome: '', left: false, goesOn: false, cohorts: [] };
    reached.set(person, one);
    return one;
  };
  const cohorts = figures.cohorts(programme.id).filter(({ id }) => !only || id === only);
  const silent = new Map<RecordId, number>();
  const unfinished = new Map<RecordId, number>();
  const uncounted = new Map<RecordId, number>();
  const news = new Map<RecordId, number>();
  const withdrawn = uncertified(source);
  for (const cohort of cohorts) {
    const group = figures.group(cohort);
    for (const [person, { enrolment, stage, left }] of group.people) {
      const one = reach(person, at(stage === 'certified' && withdrawn.has(enrolment) ? 'completed' : stage));
      if (!one) continue;
      // Who moved from one group to another has not left.
      one.left = left && (one.cohorts.length === 0 || one.left);
      if (!one.cohorts.includes(cohort.id)) one.cohorts.push(cohort.id);
      if (!left && (group.until === '' || group.until >= today)) one.goesOn = true;
    }
    const behind = group.uncalled.filter((day) => day <= today).length;
    if (behind > 0) silent.set(cohort.id, behind);
    // Of today, a roll is still being called.
    const begun = group.unfinished.filter((day) => day < today).length;
    if (begun > 0) unfinished.set(cohort.id, begun);
    if (group.uncounted > 0) uncounted.set(cohort.id, group.uncounted);
    if (group.news > 0) news.set(cohort.id, group.news);
  }
  for (const { person, outcome } of figures.requests(programme.id)) {
    if (only && !reached.has(person)) continue;
    const one = reach(person, at(outcome === 'selected' ? 'selected' : 'applied'));
    if (one) one.outcome = outcome;
  }
  const here = new Set(cohorts.map(({ id }) => id));
  const belongs = ({ enrolment }: Arrival): boolean => {
    const group = enrolment && figures.groupOf(enrolment);
    return enrolment === undefined || (group !== undefined && here.has(group));
  };
  const persons = new Set(reached.keys());
  for (const { stage, arrivals } of stageSources())
    if (stage === 'certified')
      for (const arrival of arrivals(source, { persons, programme: programme.id, today }))
        if (arrival.enrolment && belongs(arrival)) reach(source.resolve(arrival.person), at('certified'));
  const standings = new Map(
    [...reached].map(([person, { stage, outcome, left, goesOn, cohorts }]): readonly [RecordId, Standing] => [
      person,
      { person, stage, status: statusOf(stage, outcome, left), stopped: cohorts.length > 0 && !goesOn, cohorts },
    ]),
  );
  const all = [...standings.values()];
  const upTo = (stage: number) => all.filter((one) => one.stage >= stage).map(({ person }) => person);
  const stages = Object.fromEntries(STAGES.map((stage) => [stage, upTo(at(stage))])) as unknown as Funnel['stages'];
  const rule = textOf(programme, 'counts');
  const target = valueOf(programme, 'target');
  return {
    programme,
    standings,
    stages,
    after: afterOf(source, { persons: new Set(stages.certified), programme: programme.id, today }, belongs),
    trained: stages[(STAGES as readonly string[]).includes(rule) ? (rule as Stage) : 'completed'],
    target: typeof target === 'number' ? target : 0,
    cohorts,
    silent,
    unfinished,
    uncounted,
    news,
    person: (id) => figures.person(id),
  };
}

/** The funnel as somebody is told it: what came after is left out where they may not read what says so, because a nought there would be untrue. */
export const toldTo = (funnel: Funnel, reads: (type: string) => boolean): Funnel => ({
  ...funnel,
  after: funnel.after.filter(({ outcome }) => readFor(outcome).every(reads)),
});

function statusOf(stage: number, outcome: string, left: boolean): Status {
  const name = STAGES[stage] ?? 'applied';
  if (name === 'applied')
    return outcome === 'waiting' || outcome === 'refused' || outcome === 'withdrawn' ? outcome : name;
  return left && stage < at('completed') ? 'left' : name;
}

function afterOf(source: LinkSource, asked: Asked, belongs: (arrival: Arrival) => boolean): readonly After[] {
  const { persons } = asked;
  const order = (outcome: string): number => (OUTCOMES as readonly string[]).indexOf(outcome);
  return stageSources()
    .flatMap((one): readonly After[] => {
      if (one.stage === 'certified') return [];
      const records = new Map<RecordId, RecordId>();
      for (const arrival of one.arrivals(source, asked)) {
        const person = source.resolve(arrival.person);
        if (persons.has(person) && !records.has(person) && belongs(arrival)) records.set(person, arrival.record);
      }
      const known = one.known ? [...new Set([...one.known(source, asked)].map((id) => source.resolve(id)))] : null;
      return [
        {
          outcome: one.stage,
          persons: [...records.keys()],
          records,
          known: known?.filter((id) => persons.has(id)) ?? null,
        },
      ];
    })
    .sort((a, b) => order(a.outcome) - order(b.outcome));
}

/** What a figure is told by. */
export const DIMENSIONS = ['sex', 'age', 'commune', 'cohort', 'status'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A stage, or what came after. */
export type Step = Stage | Outcome;
/** Those that can be told apart: the stages, and what modules say came after. */
export const stepsIn = ({ after }: Funnel): readonly Step[] => [...STAGES, ...after.map(({ outcome }) => outcome)];
/** Who got so far. */
export const peopleAt = ({ stages, after }: Funnel, step: Step): readonly RecordId[] =>
  after.find(({ outcome }) => outcome === step)?.persons ?? stages[step as Stage] ?? [];

export interface Slice {
  /** `f`, `m`, a band (`15-24`), the name of a place, the id of a group, a status; '' for what is not known. */
  readonly key: string;
  readonly persons: readonly RecordId[];
}

/** Slices told at once, as many as one looks through; the others are asked for. */
export const MANY = 24;

/** People by one dimension, at the age of the programme's own day; except by group, where somebody may be in two, the slices add up to all of them. */
export function slicesOf(funnel: Funnel, persons: readonly RecordId[], by: Dimension): readonly Slice[] {
  const slices = new Map<string, RecordId[]>();
  const put = (key: string, person: RecordId): void => {
    const list = slices.get(key);
    if (list) list.push(person);
    else slices.set(key, [person]);
  };
  const keyOf = keyBy(funnel, by);
  for (const person of persons) for (const key of keyOf(person)) put(key, person);
  const order = by === 'age' ? bandsOf(funnel.programme).map(bandKey) : ORDERS[by];
  return [...slices]
    .map(([key, list]): Slice => ({ key, persons: list }))
    .sort(
      (a, b) =>
        Number(a.key === '') - Number(b.key === '') ||
        (order ? order.indexOf(a.key) - order.indexOf(b.key) : b.persons.length - a.persons.length),
    );
}

const STATUSES: readonly Status[] = ['applied', 'waiting', 'refused', 'withdrawn', ...STAGES.slice(1), 'left'];
const ORDERS: { readonly [by in Dimension]?: readonly string[] } = {
  sex: ['f', 'm'],
  status: STATUSES,
};

function keyBy(funnel: Funnel, by: Dimension): (person: RecordId) => readonly string[] {
  if (by === 'sex') return (id) => [funnel.person(id).sex];
  if (by === 'commune')
    return (id) => {
      const { place, area } = funnel.person(id);
      return [placeCalled(place, area)];
    };
  if (by === 'status') return (id) => [funnel.standings.get(id)?.status ?? ''];
  if (by === 'cohort')
    return (id) => {
      const cohorts = funnel.standings.get(id)?.cohorts ?? [];
      return cohorts.length > 0 ? cohorts : [''];
    };
  const [own, day] = [bandsOf(funnel.programme), ageDayOf(funnel.programme)];
  // Thousands of people are born in the same few years.
  const bands = new Map<string, readonly string[]>();
  return (id) => {
    const { birth } = funnel.person(id);
    let band = bands.get(birth);
    if (!band) {
      band = [bandAt(birth, day, own)];
      bands.set(birth, band);
    }
    return band;
  };
}

/** Whole months left until the end of a programme; null when it has none or is over. */
export function monthsLeft(programme: RecordState, today: Day): number | null {
  const to = textOf(programme, 'to');
  if (to === '' || momentFault(to) !== null) return null;
  const end = firstDay(to);
  const months =
    (Number(end.slice(0, 4)) - Number(today.slice(0, 4))) * 12 + Number(end.slice(5, 7)) - Number(today.slice(5, 7));
  return months > 0 ? months : null;
}

/** Before which stage most have stopped: those who gave up, and those whose group is over; null where nobody has. */
export function leakOf(funnel: Funnel): { readonly at: Stage; readonly n: number } | null {
  const stopped = STAGES.map(() => 0);
  for (const { stage, stopped: over } of funnel.standings.values())
    if (over) stopped[stage] = (stopped[stage] ?? 0) + 1;
  let worst: { readonly at: Stage; readonly n: number } | null = null;
  // Who completed waits for a paper: nobody stopped there.
  for (const at of ['started', 'completed'] as const) {
    const n = stopped[STAGES.indexOf(at) - 1] ?? 0;
    if (n > (worst?.n ?? 0)) worst = { at, n };
  }
  return worst;
}
