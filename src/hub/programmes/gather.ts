/** Records of a programme brought from the database as the rules read them: no more than what one question needs. */
import { aliasOf, type RecordState, refOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import { resolveIn } from '../../kernel/links.ts';
import type { RecordId } from '../../kernel/types.ts';
import { hasMoved } from '../../modules/training/completion.ts';
import { rollId } from '../../modules/training/rules.ts';
import { stageSources } from '../../modules/training/stages.ts';
import '../../modules/stages.ts';
import type { Followed, LinkBook } from '../links.ts';

/** What is followed from a programme to its people and what became of them. */
export function followed(): Followed {
  const all: Record<string, string[]> = {
    cohort: ['programme'],
    curriculum: ['programme'],
    course_module: ['curriculum'],
    enrolment: ['cohort', 'person'],
    session: ['cohort', 'trainer'],
    test_sheet: ['cohort'],
    application: ['programme'],
    certificate: ['enrolment', 'person'],
    certificate_request: ['cohort'],
    // Found by their own ids, or by others; what is said of them changes figures all the same.
    certificate_withdrawal: ['certificate'],
    roll: ['session'],
    person: [],
    programme: [],
    programme_figures: ['programme'],
    enterprise: ['programme'],
    organisation: [],
  };
  for (const { reads } of stageSources())
    for (const { type, by } of reads) {
      const fields = all[type] ?? [];
      all[type] = fields.includes(by) ? fields : [...fields, by];
    }
  return all;
}

export class Gathered implements LinkSource {
  readonly version = 0;
  readonly #byId = new Map<RecordId, RecordState>();
  readonly #byType = new Map<string, RecordState[]>();

  add(states: Iterable<RecordState>): void {
    for (const state of states) {
      if (this.#byId.has(state.id)) continue;
      this.#byId.set(state.id, state);
      const list = this.#byType.get(state.type);
      if (list) list.push(state);
      else this.#byType.set(state.type, [state]);
    }
  }

  list = (type: string): readonly RecordState[] => this.#byType.get(type) ?? [];
  record = (id: RecordId): RecordState | null => this.#byId.get(id) ?? null;
  resolve = (id: RecordId): RecordId => resolveIn(this.record, id);
}

/** Records by id, and those they were found to be the same as. */
export async function bringRecords(links: LinkBook, source: Gathered, ids: Iterable<RecordId>): Promise<void> {
  for (let wanted = new Set(ids); wanted.size > 0; ) {
    const states = await links.records([...wanted].filter((id) => !source.record(id)));
    source.add(states);
    wanted = new Set(states.flatMap((state) => aliasOf(state) ?? []).filter((id) => !source.record(id)));
  }
}

/** Records that were found to be the same as one of these, so that what names them is read as naming the one that stands. */
export async function bringMerged(links: LinkBook, source: Gathered, ids: Iterable<RecordId>): Promise<void> {
  source.add(await links.records([...(await links.merges([...ids])).keys()]));
}

const named = (states: readonly RecordState[], field: string): readonly RecordId[] => [
  ...new Set(states.flatMap((state) => refOf(state, field) ?? [])),
];

/** People of whom rolls and sheets of tests say something, whether they are of the group or not. */
const markedIn = (states: readonly RecordState[]): readonly RecordId[] => [
  ...new Set(
    states.flatMap(({ fields }) =>
      Object.keys(fields)
        .map((name) => name.slice(name.indexOf('.') + 1))
        .filter(isRecordId),
    ),
  ),
];

/** Groups from which some of these people moved. @returns their sessions. */
async function bringLeft(
  links: LinkBook,
  source: Gathered,
  enrolments: readonly RecordState[],
): Promise<readonly RecordState[]> {
  const all = await links.naming('enrolment', 'person', named(enrolments, 'person'));
  const left = all.filter((one) => !source.record(one.id) && hasMoved(one));
  source.add(left);
  const groups = named(left, 'cohort').filter((id) => !source.record(id));
  await bringRecords(links, source, groups);
  const sessions = await links.naming('session', 'cohort', groups);
  source.add(sessions);
  return sessions;
}

/** Everything that says who completed in these groups. @param withPeople their names and certificates too. */
export async function gatherGroups(
  links: LinkBook,
  cohorts: readonly RecordState[],
  withPeople: boolean,
): Promise<Gathered> {
  const source = new Gathered();
  source.add(cohorts);
  const ids = cohorts.map(({ id }) => id);
  await bringRecords(links, source, [...named(cohorts, 'curriculum'), ...named(cohorts, 'programme')]);
  const curricula = source.list('curriculum').map(({ id }) => id);
  const [modules, sessions, sheets, enrolments] = await Promise.all([
    links.naming('course_module', 'curriculum', curricula),
    links.naming('session', 'cohort', ids),
    links.naming('test_sheet', 'cohort', ids),
    links.naming('enrolment', 'cohort', ids),
  ]);
  source.add([...modules, ...sessions, ...sheets, ...enrolments]);
  const before = await bringLeft(links, source, enrolments);
  const rolls = await links.records([...sessions, ...before].map(({ id }) => rollId(id)));
  source.add(rolls);
  const people = [...named(enrolments, 'person'), ...markedIn([...rolls, ...sheets])];
  await bringMerged(links, source, [...ids, ...curricula, ...modules.map(({ id }) => id), ...people]);
  if (!withPeople) return source;
  await bringRecords(links, source, named(enrolments, 'person'));
  const programmes = named(cohorts, 'programme');
  await bringArrivals(links, source, { persons: source.list('person').map(({ id }) => id), programmes });
  return source;
}

/** What stages read of these people in a programme. @param reads what whoever asks may read; left out, all of it. */
export async function bringArrivals(
  links: LinkBook,
  source: Gathered,
  of: { readonly persons: Iterable<RecordId>; readonly programmes: readonly RecordId[] },
  reads: (state: RecordState) => boolean = () => true,
): Promise<void> {
  const persons = [...of.persons];
  await bringMerged(links, source, persons);
  for (const { type, by, of: through, beside, resolves } of stageSources().flatMap(({ reads }) => reads)) {
    const ids = through
      ? source.list(through).map(({ id }) => id)
      : /(^|\.)programme$/.test(by)
        ? of.programmes
        : persons;
    const states = (await links.naming(type, by, ids)).filter(reads);
    source.add(states);
    if (resolves) await bringMerged(links, source, named(states, resolves));
    if (beside) source.add(await links.records(states.map(beside).filter(isRecordId)));
  }
}
