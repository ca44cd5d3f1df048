/** Tells the funnels of training who founded an enterprise and who has work 6, 12 and 24 months after their certificate. */
import type { Glance } from '../../kernel/glance.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { glancesIn, isHidden, type LinkSource } from '../../kernel/links.ts';
import { type Asked, plugStage } from '../training/stages.ts';
import { enterpriseByGroup } from './enterprises.ts';
import { createdOn } from './life.ts';
import { isInserted, MONTHS, type Months } from './rules.ts';

plugStage({
  stage: 'enterprise',
  reads: [
    { type: 'involvement', by: 'person', resolves: 'organisation' },
    { type: 'enterprise', by: 'programme', resolves: 'organisation' },
  ],
  *arrivals(source, { persons, programme, today }) {
    const enterprises = enterpriseByGroup(source, programme);
    for (const tie of glancesIn(source, 'involvement')) {
      if (isHidden(tie) || tie.value('kind') !== 'founder') continue;
      const [person, organisation] = [tie.value('person'), tie.value('organisation')];
      if (!isRecordId(person) || !isRecordId(organisation) || !persons.has(source.resolve(person))) continue;
      const enterprise = enterprises.get(source.resolve(organisation));
      const on = enterprise ? createdOn(source, enterprise, today) : null;
      if (enterprise && on !== null) yield { person, on, record: enterprise.id };
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
