/** Tells the indicators of training what is known of enterprises, of jobs, and of who works so many months after their certificate. */
import { linksTo } from '../../kernel/links.ts';
import { type Counted, countOf, NOTHING, plugCounts } from '../training/counts.ts';
import { jobsOfYoung } from './jobs.ts';
import { insertionOf } from './reports.ts';
import { isActive, jobsOn } from './rules.ts';

const idsOf = (states: readonly { readonly id: Counted['records'][number] }[]) => states.map(({ id }) => id);

plugCounts({
  counts: ['enterprises', 'active'],
  count(source, { id }, today, what) {
    const all = linksTo(source, 'enterprise', 'programme', id);
    return countOf(idsOf(what === 'active' ? all.filter((one) => isActive(one, today)) : all), all.length > 0);
  },
});

plugCounts({
  counts: ['jobs', 'young'],
  count(source, programme, today, what) {
    const known = linksTo(source, 'job', 'programme', programme.id).length > 0;
    const jobs = jobsOn(source, programme.id, today);
    if (what === 'jobs') return countOf(idsOf(jobs), known);
    const young = jobsOfYoung(source, programme, jobs);
    return young ? { ...countOf(idsOf(young.within), known), unknown: young.unknown.length } : NOTHING;
  },
});

plugCounts({
  counts: ['job6', 'job12', 'job24'],
  count(source, { id }, today, what) {
    const one = insertionOf(source, id, today).find(({ months }) => what === `job${months}`);
    return one ? { ...countOf(one.inserted, one.reached.length > 0), of: one.reached.length } : NOTHING;
  },
});
