/**
 * The funnel of a programme: where people stand between a first request and a certificate. Pure figures from the records of a copy: a trainer's
 * phone reckons those of the groups it knows, the hub those of all. Every figure is a list of people, each once however often they came.
 */
import { isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Day, firstDay, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { type Band, countPersons, type Persons } from '../people/rules.ts';
import { completionOf, courseOf, dayOfSession, isCancelled, isDue, rollId, sessionsOf, stepsOf } from './rules.ts';

/** From a request to a certificate. Who reached a stage counts in those before it too: a paper that was lost loses nobody. */
export const STAGES = ['applied', 'selected', 'enrolled', 'started', 'completed', 'certified'] as const;
export type Stage = (typeof STAGES)[number];

/** Age bands where a programme has none of its own (UN: youth is 15 to 24; African Youth Charter: to 35). */
export const BANDS: readonly Band[] = [{ from: 0, to: 14 }, { from: 15, to: 24 }, { from: 25, to: 35 }, { from: 36 }];

export interface Standing {
  readonly person: RecordId;
  /** The furthest stage, as its place in `STAGES`. */
  readonly stage: number;
  /** Groups this person was in. */
  readonly cohorts: readonly RecordId[];
}

export interface Funnel {
  readonly programme: RecordState;
  readonly standings: ReadonlyMap<RecordId, Standing>;
  readonly stages: { readonly [stage in Stage]: readonly RecordId[] };
  /** Who counts as trained by the programme's own rule. */
  readonly trained: readonly RecordId[];
  readonly target: number;
  readonly cohorts: readonly RecordState[];
  /** Groups with sessions that are past and have no roll yet, and how many: their figures are not all here. */
  readonly silent: ReadonlyMap<RecordId, number>;
}

interface Reached {
  stage: number;
  readonly cohorts: Set<RecordId>;
}

const at = (stage: Stage): number => STAGES.indexOf(stage);

/**
 * @param only one group, for a trainer who looks at hers.
 * @param today sessions due by then should have a roll.
 */
export function funnelOf(source: LinkSource, programme: RecordState, today: Day, only?: RecordId): Funnel {
  const reached = new Map<RecordId, Reached>();
  const reach = (person: RecordId | null, stage: number, cohort?: RecordId): void => {
    if (!person) return;
    const id = source.resolve(person);
    const state = source.record(id);
    if (state && isVoided(state)) return;
    const one = reached.get(id) ?? { stage, cohorts: new Set() };
    one.stage = Math.max(one.stage, stage);
    if (cohort) one.cohorts.add(cohort);
    reached.set(id, one);
  };
  const cohorts = linksTo(source, 'cohort', 'programme', programme.id).filter(({ id }) => !only || id === only);
  for (const cohort of cohorts) {
    const course = courseOf(source, cohort);
    for (const enrolment of linksTo(source, 'enrolment', 'cohort', cohort.id)) {
      const { started, done } = completionOf(source, enrolment, course);
      const certified = stepsOf(enrolment).some(({ is }) => is === 'certified');
      const stage = certified ? 'certified' : done ? 'completed' : started ? 'started' : 'enrolled';
      reach(refOf(enrolment, 'person'), at(stage), cohort.id);
    }
  }
  for (const application of linksTo(source, 'application', 'programme', programme.id)) {
    const person = refOf(application, 'person');
    const chosen = textOf(application, 'outcome') === 'selected';
    if (!only || (person && reached.has(source.resolve(person)))) reach(person, at(chosen ? 'selected' : 'applied'));
  }
  const standings = new Map(
    [...reached].map(([person, { stage, cohorts }]) => [person, { person, stage, cohorts: [...cohorts] }]),
  );
  const upTo = (stage: number) =>
    [...standings.values()].filter((one) => one.stage >= stage).map(({ person }) => person);
  const stages = Object.fromEntries(STAGES.map((stage) => [stage, upTo(at(stage))])) as unknown as Funnel['stages'];
  const rule = textOf(programme, 'counts');
  const target = valueOf(programme, 'target');
  return {
    programme,
    standings,
    stages,
    trained: stages[(STAGES as readonly string[]).includes(rule) ? (rule as Stage) : 'completed'],
    target: typeof target === 'number' ? target : 0,
    cohorts,
    silent: silentOnes(source, cohorts, today),
  };
}

function silentOnes(source: LinkSource, cohorts: readonly RecordState[], today: Day): ReadonlyMap<RecordId, number> {
  const counts = cohorts.map(({ id }): readonly [RecordId, number] => [
    id,
    sessionsOf(source, id).filter((session) => withoutRoll(source, session, today)).length,
  ]);
  return new Map(counts.filter(([, n]) => n > 0));
}

/** A session that is past, was not cancelled, and of which nobody called the roll here. */
export const withoutRoll = (source: LinkSource, session: RecordState, today: Day): boolean =>
  isDue(session, today) &&
  dayOfSession(session) !== '' &&
  !isCancelled(session) &&
  source.record(rollId(session.id))?.created == null;

/** What a figure is told by. */
export const DIMENSIONS = ['sex', 'age', 'commune', 'cohort'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface Slice {
  /** `f`, `m`, a band (`15-24`), the name of a place, the id of a group; '' for what is not known. */
  readonly key: string;
  readonly persons: readonly RecordId[];
}

/** People by one dimension; except by group, where somebody may be in two, the slices add up to all of them. */
export function slicesOf(source: LinkSource, funnel: Funnel, persons: readonly RecordId[], by: Dimension, day: Day) {
  if (by === 'sex' || by === 'age') return countedSlices(countPersons(source, persons, BANDS, day), by);
  const keys = (person: RecordId): readonly string[] => {
    if (by === 'commune') return [placeName(source.record(person))];
    const cohorts = funnel.standings.get(person)?.cohorts ?? [];
    return cohorts.length > 0 ? cohorts : [''];
  };
  const slices = new Map<string, RecordId[]>();
  for (const person of persons) {
    for (const key of keys(person)) {
      const list = slices.get(key);
      if (list) list.push(person);
      else slices.set(key, [person]);
    }
  }
  return [...slices]
    .map(([key, list]): Slice => ({ key, persons: list }))
    .sort((a, b) => Number(a.key === '') - Number(b.key === '') || b.persons.length - a.persons.length);
}

function countedSlices({ bySex, byBand }: Persons, by: 'sex' | 'age'): readonly Slice[] {
  const all: readonly Slice[] =
    by === 'sex'
      ? (['f', 'm', ''] as const).map((key) => ({ key, persons: bySex[key] }))
      : byBand.map((persons, n) => ({ key: bandKey(BANDS[n]), persons }));
  return all.filter(({ persons }) => persons.length > 0);
}

const bandKey = (band: Band | undefined): string => (band ? `${band.from}-${band.to ?? ''}` : '');

/** Where somebody lives, as it was said. */
function placeName(state: RecordState | null): string {
  const place = state ? valueOf(state, 'place') : null;
  if (typeof place === 'string') return place.trim();
  return typeof place === 'object' && place !== null && 'text' in place ? String(place['text']).trim() : '';
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
