/** Tells the funnels of training who is accompanied, who was given money or a kit, who founded an enterprise and who has work 6, 12 and 24 months after their certificate. */
import type { Glance } from '../../kernel/glance.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { glancesIn, isHidden, type LinkSource } from '../../kernel/links.ts';
import { firstDay, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { type Asked, plugStage } from '../training/stages.ts';
import { enterpriseByGroup } from './enterprises.ts';
import { createdOn } from './life.ts';
import { isInserted, MONTHS, type Months } from './rules.ts';

const FOUNDERS = { type: 'involvement', by: 'person', resolves: 'organisation' } as const;

/** Who of these people founded each group. */
function foundersOf(source: LinkSource, persons: Asked['persons']): ReadonlyMap<RecordId, readonly RecordId[]> {
  const founders = new Map<RecordId, RecordId[]>();
  for (const tie of glancesIn(source, 'involvement')) {
    if (isHidden(tie) || tie.value('kind') !== 'founder') continue;
    const [person, organisation] = [tie.value('person'), tie.value('organisation')];
    if (!isRecordId(person) || !isRecordId(organisation) || !persons.has(source.resolve(person))) continue;
    const group = source.resolve(organisation);
    founders.set(group, [...(founders.get(group) ?? []), source.resolve(person)]);
  }
  return founders;
}

/**
 * What was given in a programme to these people or to a group they founded.
 * @param field whom it is given to.
 * @param since the day it was given; null where it was not.
 */
function* given(
  source: LinkSource,
  { persons, programme, today }: Asked,
  type: string,
  field: string,
  since: (one: Glance) => string | null,
) {
  const founders = foundersOf(source, persons);
  for (const one of glancesIn(source, type)) {
    const [to, of] = [one.value(field), one.value('programme')];
    if (isHidden(one) || !isRecordId(to) || !isRecordId(of) || source.resolve(of) !== source.resolve(programme))
      continue;
    const on = since(one);
    if (on === null || (on !== '' && momentFault(on) === null && firstDay(on) > today)) continue;
    const receiver = source.resolve(to);
    for (const person of persons.has(receiver) ? [receiver] : (founders.get(receiver) ?? []))
      yield { person, on, record: one.id };
  }
}

plugStage({
  stage: 'mentored',
  reads: [FOUNDERS, { type: 'mentoring', by: 'programme', resolves: 'mentee' }],
  arrivals: (source, asked) => given(source, asked, 'mentoring', 'mentee', (one) => wordOf(one, 'from')),
});

plugStage({
  stage: 'financed',
  reads: [
    FOUNDERS,
    { type: 'financing', by: 'programme', resolves: 'of' },
    { type: 'payment', by: 'financing', of: 'financing' },
  ],
  *arrivals(source, asked) {
    /** Of each request the first day something was paid. */
    const paid = new Map<RecordId, string>();
    for (const payment of glancesIn(source, 'payment')) {
      const financing = payment.value('financing');
      if (isHidden(payment) || !isRecordId(financing)) continue;
      const [request, on] = [source.resolve(financing), wordOf(payment, 'on')];
      const before = paid.get(request);
      if (before === undefined || on < before) paid.set(request, on);
    }
    yield* given(source, asked, 'financing', 'of', (one) => paid.get(one.id) ?? null);
  },
});

plugStage({
  stage: 'enterprise',
  reads: [
    FOUNDERS,
    { type: 'enterprise', by: 'programme', resolves: 'organisation' },
    { type: 'enterprise', by: 'supports.*.programme', resolves: 'organisation' },
  ],
  *arrivals(source, { persons, programme, today }) {
    const founders = foundersOf(source, persons);
    for (const [group, enterprise] of enterpriseByGroup(source, programme)) {
      const on = createdOn(source, enterprise, today, programme);
      if (on !== null) for (const person of founders.get(group) ?? []) yield { person, on, record: enterprise.id };
    }
  },
});

/** Follow-ups of these people at a moment, of whom somebody was reached. */
function* reached(source: LinkSource, { persons, programme }: Asked, months: Months) {
  for (const one of glancesIn(source, 'situation')) {
    if (isHidden(one) || one.value('at') !== String(months) || one.value('reached') !== 'yes') continue;
    const [person, of] = [one.value('person'), one.value('programme')];
    if (!isRecordId(person) || !isRecordId(of) || source.resolve(of) !== source.resolve(programme)) continue;
    if (persons.has(source.resolve(person))) yield { person, one };
  }
}

for (const months of MONTHS)
  plugStage({
    stage: `job${months}`,
    reads: [{ type: 'situation', by: 'person' }],
    *arrivals(source, asked) {
      for (const { person, one } of reached(source, asked, months))
        if (isInserted(wordOf(one, 'is'))) yield { person, on: wordOf(one, 'on'), record: one.id };
    },
    *known(source, asked) {
      for (const { person } of reached(source, asked, months)) yield person;
    },
  });

const wordOf = (glance: Glance, field: string): string => {
  const value = glance.value(field);
  return typeof value === 'string' ? value : '';
};
