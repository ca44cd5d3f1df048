/**
 * A group of the programme of 3,000, told whole: who asked, who was chosen, who was there, what they learnt, who gave up, who has the certificate. Written
 * on a telephone like everything else; what it says of people follows from luck with a seed and is the same on every installation.
 */
import type { Act, Acts } from '../../kernel/author.ts';
import { dayOf } from '../../kernel/grant.ts';
import { derivedId, sensitiveScope } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Body, Change, Millis, RecordId, Scope } from '../../kernel/types.ts';
import { rollId } from '../../modules/training/rules.ts';
import { type CohortSketch, GIVEN } from './cohorts.ts';
import type { Young } from './crowd.ts';
import { type Add, group } from './movement.ts';
import { type Dice, dice } from './random.ts';
import { certificatesOf, inPieces } from './training-end.ts';

const DAY: Millis = 24 * 3600 * 1000;
const SEED = 7000;
/** People of one group of changes: each with a request, a place and what is kept apart. */
const CHUNK = 15;

/** Those who work in a commune: where its groups meet, who gives their sessions and accompanies their people. */
export interface Team {
  readonly home: Scope;
  readonly venues: readonly RecordId[];
  readonly people: readonly RecordId[];
}

export interface CohortStage {
  readonly programme: RecordId;
  /** The version of the contents they follow, and its modules in their order. */
  readonly curriculum: RecordId;
  readonly modules: readonly RecordId[];
  readonly team: Team;
  /** The day the demonstration is told. */
  readonly now: Millis;
  /** The copy it is written on, and the device part of its numbers. */
  readonly source: LinkSource;
  readonly device: string;
  write(acts: Acts): readonly Change[];
}

/** What became of somebody in their group. */
type Fate = 'never' | 'left' | 'irregular' | 'good';

export interface Learner {
  readonly id: RecordId;
  readonly young: Young;
  readonly fate: Fate;
  /** Place among the lessons of the last one they came to, where they gave up. */
  readonly leaves: number;
}

export interface ToldCohort {
  readonly cohort: RecordId;
  readonly sketch: CohortSketch;
  readonly luck: Dice;
  /** Who has a certificate, and its day. */
  readonly certified: readonly Learner[];
  day(from: number): Day;
}

const WHY_LEFT = ['Un travail', 'Un déménagement', 'La famille', 'Trop loin', 'Un mariage'] as const;
const REASONS = ['illness', 'family', 'work', 'road'] as const;

const fateIn = (luck: Dice): Fate => {
  const is = luck.next();
  return is < 0.025 ? 'never' : is < 0.075 ? 'left' : is < 0.1 ? 'irregular' : 'good';
};

/** Tells the group. @returns who has its certificate, for what came after. */
export function tellCohort(stage: CohortStage, sketch: CohortSketch): ToldCohort {
  const { team, write } = stage;
  const luck = dice(SEED + sketch.n);
  const day = (from: number): Day => dayOf(stage.now + from * DAY);
  const [begin = 0] = sketch.lessons;
  const [made] = write(
    group((add) => {
      const trainer = { person: team.people[sketch.rank % team.people.length] as RecordId, from: day(begin) };
      add(
        'cohort',
        {
          name: sketch.name,
          programme: stage.programme,
          curriculum: stage.curriculum,
          venue: team.venues[sketch.rank % team.venues.length] as RecordId,
          from: day(begin),
          to: day(sketch.lessons.at(-1) ?? begin),
          capacity: 30,
          'trainers.a': trainer,
        },
        team.home,
      );
    }),
  );
  const cohort = made?.record as RecordId;
  const learners = enrol(stage, sketch, { cohort, luck, day });
  turnedAway(stage, sketch, luck, day);
  hold(stage, sketch, { cohort, learners, luck, day });
  const over = { cohort, sketch, luck, day };
  if (sketch.phase !== 'over') return { ...over, certified: [] };
  test(stage, sketch, { cohort, learners, luck, day });
  return { ...over, certified: certify(stage, sketch, { cohort, learners, luck, day }) };
}

interface Telling {
  readonly cohort: RecordId;
  readonly luck: Dice;
  day(from: number): Day;
}
interface Called extends Telling {
  readonly learners: readonly Learner[];
}

/** A request, and what was decided a week before the group began. */
const asked = (person: RecordId, outcome: string, { programme, on, decided }: Asking): Body => ({
  person,
  programme,
  on,
  outcome,
  ...(decided !== '' && { decided }),
});
interface Asking {
  readonly programme: RecordId;
  readonly on: Day;
  readonly decided: Day | '';
}

function enrol(stage: CohortStage, sketch: CohortSketch, { cohort, luck, day }: Telling): readonly Learner[] {
  const { team, write } = stage;
  const [begin = 0] = sketch.lessons;
  const learners: Learner[] = [];
  for (const some of inPieces(sketch.learners, CHUNK)) {
    const fates = some.map(() => ({
      fate: sketch.phase === 'ahead' ? ('good' as const) : fateIn(luck),
      leaves: luck.between(1, 3),
    }));
    const changes = write(
      group((add) => {
        for (const [at, young] of some.entries()) {
          const { fate, leaves } = fates[at] as (typeof fates)[number];
          const person = add('person', young.person, team.home);
          const on = day(begin - luck.between(20, 60));
          add('application', asked(person, 'selected', { ...stage, on, decided: day(begin - 8) }), team.home);
          const gone = fate === 'left' ? sketch.lessons[leaves] : fate === 'never' ? sketch.lessons[2] : undefined;
          const left =
            gone !== undefined && gone < 0
              ? {
                  'steps.a': {
                    is: 'left',
                    on: day(gone),
                    why: fate === 'never' ? 'Pas de nouvelles' : luck.pick(WHY_LEFT),
                  },
                }
              : {};
          const needs = luck.next() < 0.06 ? { needs: [luck.pick(['oral', 'tongue', 'child', 'front'])] } : {};
          add('enrolment', { person, cohort, on: day(begin), signed: true, ...needs, ...left }, team.home);
          if (young.displaced) displaced(add, { person, cohort, home: team.home, on });
        }
      }),
    );
    const people = changes.filter(({ type }) => type === 'person');
    for (const [at, young] of some.entries())
      learners.push({ id: people[at]?.record as RecordId, young, ...(fates[at] as (typeof fates)[number]) });
  }
  return learners;
}

/** What is kept apart, with the agreement that it may be. */
function displaced(
  add: Add,
  { person, cohort, home, on }: { person: RecordId; cohort: RecordId; home: Scope; on: Day },
): void {
  const apart = sensitiveScope(home);
  add('person_private', { of: person, displacement: 'displaced' }, apart);
  add('enrolment_status', { of: derivedId('enrolment', person, cohort), status: 'displaced' }, apart);
  add('consent', { person, purpose: 'sensitive', answer: 'yes', way: 'signed', language: 'bam', on }, home);
}

/** Some are chosen and are in no group yet; where a group is over nobody waits for that. */
function outcomeIn(luck: Dice, phase: CohortSketch['phase']): string {
  const is = luck.next();
  if (is < 0.13 && phase !== 'over') return 'selected';
  return is < 0.6 ? 'refused' : is < 0.94 ? 'waiting' : 'withdrawn';
}

/** Those who have no place. */
function turnedAway(stage: CohortStage, sketch: CohortSketch, luck: Dice, day: Telling['day']): void {
  const { team, write } = stage;
  const [begin = 0] = sketch.lessons;
  for (const some of inPieces(sketch.others, CHUNK))
    write(
      group((add) => {
        for (const young of some) {
          const person = add('person', young.person, team.home);
          const outcome = outcomeIn(luck, sketch.phase);
          const decided = outcome === 'selected' || outcome === 'refused' ? day(begin - 8) : '';
          const on = day(begin - luck.between(20, 60));
          add('application', asked(person, outcome, { ...stage, on, decided }), team.home);
        }
      }),
    );
}

/** The sessions, and the rolls of those that are past: full days, with a mark for each half. */
function hold(stage: CohortStage, sketch: CohortSketch, { cohort, learners, luck, day }: Called): void {
  const { team, modules, write } = stage;
  // The third and the fourth module take two days each.
  const moduleAt = (at: number): RecordId => modules[at < 2 ? at : Math.floor(at / 2) + 1] as RecordId;
  const trainer = team.people[sketch.rank % team.people.length] as RecordId;
  const isPast = (from: number): boolean => from < -1;
  const sessions = write(
    group((add) => {
      for (const [at, from] of sketch.lessons.entries()) {
        const times = { start: '8h30', end: '16h30', halves: 'two', hours: 8 };
        const state = isPast(from) ? { state: 'held' } : {};
        add('session', { module: moduleAt(at), cohort, on: day(from), ...times, trainer, ...state }, team.home);
      }
    }),
  );
  for (const [at, from] of sketch.lessons.entries()) {
    const session = sessions[at]?.record;
    if (!session || !isPast(from)) continue;
    const marks = learners.flatMap((learner) => {
      const mark = markAt(learner, at, luck);
      if (!mark) return [];
      // Who came late in the morning is there after the meal.
      const later = mark['is'] === 'late' ? { is: 'present' } : mark;
      return [[`marks.${learner.id}`, mark] as const, [`afternoon.${learner.id}`, later] as const];
    });
    const body = { session, ...Object.fromEntries(marks) };
    write([{ do: 'create', type: 'roll', record: rollId(session), home: team.home, body }]);
  }
}

function markAt({ fate, leaves }: Learner, at: number, luck: Dice): Body | null {
  const is = luck.next();
  const excused = { is: 'excused', why: luck.pick(REASONS) };
  if (fate === 'never') return at < 3 ? { is: 'absent' } : null;
  if (fate === 'left' && at >= leaves) return at === leaves ? { is: 'absent' } : null;
  if (fate === 'irregular' && at % 2 === 1) return is < 0.7 ? { is: 'absent' } : excused;
  if (is < 0.045) return { is: 'absent' };
  if (is < 0.065) return excused;
  return is < 0.12 ? { is: 'late', at: '9h10' } : { is: 'present' };
}

/** Before and after: most learn, a few do not reach half. */
function test({ team, write }: CohortStage, sketch: CohortSketch, { cohort, learners, luck, day }: Called): void {
  const [begin = 0] = sketch.lessons;
  const points = (who: readonly Learner[], of: () => number): Body =>
    Object.fromEntries(who.map(({ id }) => [`points.${id}`, { is: of(), of: 20 }]));
  const came = learners.filter(({ fate }) => fate !== 'never');
  const stayed = came.filter(({ fate }) => fate !== 'left');
  const sheet = (which: string, on: number, body: Body): Act => {
    const said = { cohort, which, on: day(on), ...body };
    return { do: 'create', type: 'test_sheet', home: team.home, body: said };
  };
  write([
    sheet(
      'pre',
      begin,
      points(came, () => luck.between(3, 10)),
    ),
    sheet(
      'post',
      sketch.lessons.at(-1) ?? begin,
      points(stayed, () => (luck.next() < 0.025 ? luck.between(7, 9) : luck.between(11, 19))),
    ),
  ]);
}

/** The office gives them to those who completed; some papers are not ready. */
function certify(
  stage: CohortStage,
  sketch: CohortSketch,
  { cohort, learners, luck, day }: Called,
): readonly Learner[] {
  const { source, write } = stage;
  const state = source.record(cohort);
  if (!state) return [];
  const on = day((sketch.lessons.at(-1) ?? 0) + GIVEN);
  const given = certificatesOf(source, state, { day: on, device: stage.device, has: () => luck.next() < 0.925 });
  for (const acts of inPieces(given.acts)) write(acts);
  const has = new Set(given.persons);
  return learners.filter(({ id }) => has.has(id));
}
