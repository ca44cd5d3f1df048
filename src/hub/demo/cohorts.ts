/** The groups of the programme of 3,000 in its third year, one after the other in the six communes: those that are over, under way, and about to begin. */
import { COMMUNES, Crowd, type Young } from './crowd.ts';
import { dice } from './random.ts';

const SEED = 3000;
const [OVER, GOING, AHEAD] = [92, 10, 6];
/** Days from today of the first group, and between those that begin after one another. */
const [FIRST, APART] = [-845, 8];
/** Days of training of a group, counted from its first. */
const LESSONS = [0, 3, 7, 10, 14, 17] as const;
/** Days after the last lesson on which certificates are given. */
export const GIVEN = 20;

export interface CohortSketch {
  /** Its number among all of them: what is left to luck follows from it. */
  readonly n: number;
  readonly name: string;
  /** Place of its commune in the list. */
  readonly commune: number;
  /** Which group of its commune. */
  readonly rank: number;
  /** Days from today of its lessons. */
  readonly lessons: readonly number[];
  readonly phase: 'over' | 'going' | 'ahead';
  /** Who is in it. */
  readonly learners: readonly Young[];
  /** Who asked, and had no place. */
  readonly others: readonly Young[];
}

const firstOf = (n: number): number =>
  n < OVER ? FIRST + n * APART : n < OVER + GOING ? -15 + (n - OVER) : 9 + 3 * (n - OVER - GOING);

/** All of them, in the order in which they begin. */
export function cohortSketches(): readonly CohortSketch[] {
  const luck = dice(SEED);
  const crowd = new Crowd(luck);
  return Array.from({ length: OVER + GOING + AHEAD }, (_, n): CohortSketch => {
    const commune = n % COMMUNES.length;
    const rank = Math.floor(n / COMMUNES.length) + 1;
    const people = (count: number): readonly Young[] => Array.from({ length: count }, () => crowd.next(commune));
    return {
      n,
      name: `${COMMUNES[commune]?.[0]}, groupe ${rank}`,
      commune,
      rank,
      lessons: LESSONS.map((day) => firstOf(n) + day),
      phase: n < OVER ? 'over' : n < OVER + GOING ? 'going' : 'ahead',
      learners: people(luck.between(25, 30)),
      others: people(luck.between(11, 20)),
    };
  });
}
