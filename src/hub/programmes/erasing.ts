/**
 * Somebody who is erased leaves programmes as they were counted: that they were there and how far they came stays, under nobody's name. Why they were absent,
 * what had to be prepared for them and the marks of their tests go.
 */
import type { Act } from '../../kernel/author.ts';
import { type RecordState, refOf, valueOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { Body, RecordId } from '../../kernel/types.ts';
import { stepsOf } from '../../modules/training/rules.ts';
import { withoutReasons } from '../retention.ts';
import type { Visit } from '../web/visit.ts';
import { bookOf } from './kept.ts';

export interface FromProgrammes {
  /** With what erases their own records. */
  readonly acts: readonly Act[];
  readonly reasons: number;
  readonly points: number;
  /** Enrolments, rolls and tests of branches where whoever erases may not write. */
  readonly elsewhere: number;
}

/** Whoever erases: somebody on the pages, or the hub itself. */
export type Eraser = Pick<Visit, 'network' | 'now' | 'may' | 'naming'>;

/** @param people all sheets of whoever is erased. @param acts what erases the records that are about them. @param known those records, by id. */
export async function fromProgrammes(
  visit: Eraser,
  people: ReadonlySet<RecordId>,
  acts: readonly Act[],
  known: ReadonlyMap<RecordId, RecordState>,
): Promise<FromProgrammes> {
  let [reasons, points, elsewhere] = [0, 0, 0];
  const edits: Act[] = [];
  const edit = (state: RecordState, body: Body): number => {
    const n = Object.keys(body).length;
    if (n === 0) return 0;
    if (!visit.may('edit', state.type, state.home)) {
      elsewhere++;
      return 0;
    }
    edits.push({ do: 'edit', record: state.id, body });
    return n;
  };
  for (const roll of await visit.naming('roll', [...people])) reasons += edit(roll, withoutThem(roll, people));
  for (const sheet of await visit.naming('test_sheet', [...people])) points += edit(sheet, withoutThem(sheet, people));
  const erased: Act[] = [];
  for (const act of acts) {
    const state = act.do === 'erase' ? known.get(act.record) : undefined;
    if (act.do !== 'erase' || state?.type !== 'enrolment') erased.push(act);
    else if (!visit.may('void', 'enrolment', state.home)) elsewhere++;
    else erased.push({ ...act, body: { ...act.body, ...(await stageOf(visit, state)) } });
  }
  return { acts: [...erased, ...edits], reasons, points, elsewhere };
}

/** What takes out of a roll why these people were absent, and out of a test their marks. */
export function withoutThem(state: RecordState, people: ReadonlySet<RecordId>): Body {
  if (state.type === 'roll') return withoutReasons(state, people);
  const said = [...people].map((id) => `points.${id}`).filter((name) => valueOf(state, name));
  return Object.fromEntries(said.map((name) => [name, null]));
}

/** The step that says what follows from marks which go. */
async function stageOf(visit: Eraser, enrolment: RecordState): Promise<Body> {
  const group = refOf(enrolment, 'cohort');
  const cohort = group && (await visit.network.record(group));
  const programme = cohort && refOf(cohort, 'programme');
  const kept = programme ? await bookOf(visit.network).open(programme) : null;
  const people = cohort && kept ? [...kept.view.group(cohort).people.values()] : [];
  const isDone = people.some((one) => one.enrolment === enrolment.id && one.stage === 'completed');
  const isSaid = stepsOf(enrolment).some(({ is }) => is === 'completed');
  return isDone && !isSaid ? { 'steps.erased': { is: 'completed', on: dayOf(visit.now) } } : {};
}
