/** What became of the people of a programme, brought from the database as far as somebody may read it. */
import { entriesOf, type RecordState, refOf } from '../../kernel/fold.ts';
import { derivedId, isRecordId } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import { RULES } from '../../modules/followup/declared.ts';
import type { Followed, LinkBook } from '../links.ts';
import { bringArrivals, bringRecords, followed, Gathered } from './gather.ts';

/** Beside what the funnel follows: the funnel need not be reckoned anew for a visit or a receipt. */
const AFTER: Followed = {
  mentoring: ['programme', 'mentee'],
  visit: ['mentee'],
  financing: ['programme'],
  payment: ['financing'],
  receipt: ['financing'],
  job: ['programme'],
  aim: ['programme'],
  indicator: ['aim'],
  action: ['programme'],
};

export interface After {
  readonly source: Gathered;
  /** People of the groups that this visit reads. */
  readonly persons: readonly RecordId[];
}

/** @param reads what the one who asks may read: the rest is in no figure of theirs. */
export async function gatherAfter(
  links: LinkBook,
  programme: RecordState,
  reads: (state: RecordState) => boolean,
): Promise<After> {
  await links.bring(followed());
  await links.bring(AFTER);
  const source = new Gathered();
  const take = async (type: string, field: string, ids: readonly RecordId[]): Promise<readonly RecordState[]> => {
    const states = (await links.naming(type, field, ids)).filter(reads);
    source.add(states);
    return states;
  };
  source.add([programme]);
  const of = [programme.id];
  const cohorts = await take('cohort', 'programme', of);
  const enrolments = await take('enrolment', 'cohort', idsOf(cohorts));
  await bringRecords(links, source, named(enrolments, 'person'));
  const persons = source.list('person').map(({ id }) => id);
  await bringArrivals(links, source, { persons, programmes: of }, reads);
  const [, , , , financing] = await Promise.all([
    take('enterprise', 'programme', of),
    take('enterprise', 'supports.*.programme', of),
    take('job', 'programme', of),
    take('mentoring', 'programme', of),
    take('financing', 'programme', of),
    take('action', 'programme', of),
  ]);
  const aims = await take('aim', 'programme', of);
  await Promise.all([
    take('indicator', 'aim', idsOf(aims)),
    take('payment', 'financing', idsOf(financing)),
    take('receipt', 'financing', idsOf(financing)),
    take('visit', 'mentee', named(source.list('mentoring'), 'mentee')),
  ]);
  // Not everybody who was hired followed a training.
  await bringRecords(links, source, named(source.list('job'), 'person'));
  const rules = RULES.map(({ value }) => derivedId('follow_rule', programme.id, value));
  const paths = persons.map((id) => derivedId('person_path', id));
  // What is kept apart of their enrolments and of their answers; who may not read it has it in no figure.
  const apart = [
    ...enrolments.map(({ id }) => derivedId('enrolment_status', id)),
    ...source.list('situation').map(({ id }) => derivedId('situation_private', id)),
  ];
  source.add((await links.records([...rules, ...paths, ...apart])).filter(reads));
  await bringRecords(links, source, named(source.list('mentoring'), 'mentor'));
  // Groups by their names, of whom this person may read: those that were founded, helped with money, accompanied.
  const groups = new Gathered();
  await bringRecords(links, groups, [
    ...named(source.list('enterprise'), 'organisation'),
    ...named(source.list('financing'), 'of'),
    ...named(source.list('mentoring'), 'mentee'),
  ]);
  source.add(groups.list('organisation').filter(reads));
  // Nor everybody who came to help.
  const there = source.list('action').flatMap((action) => entriesOf(action, 'people').map(([key]) => key));
  await bringRecords(links, source, there.filter(isRecordId));
  return { source, persons };
}

const idsOf = (states: readonly RecordState[]): readonly RecordId[] => states.map(({ id }) => id);
const named = (states: readonly RecordState[], field: string): readonly RecordId[] => [
  ...new Set(states.flatMap((state) => refOf(state, field) ?? [])),
];
