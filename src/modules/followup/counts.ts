/** Tells the indicators of training what is known of enterprises, of jobs, and of who works so many months after their certificate. */
import { linksTo } from '../../kernel/links.ts';
import { type Counted, countOf, NOTHING, plugCounts } from '../training/counts.ts';
import { qualifies, supportedBy } from './enterprises.ts';
import { jobsOfYoung } from './jobs.ts';
import { isCreated, isRunning, wasGiven } from './life.ts';
import { insertionOf } from './reports.ts';
import { jobsOn } from './rules.ts';

const idsOf = (states: readonly { readonly id: Counted['records'][number] }[]) => states.map(({ id }) => id);

plugCounts({
  counts: ['supported', 'enterprises', 'active', 'strengthened'],
  count(source, { id }, today, what) {
    const all = supportedBy(source, id);
    const created = all.filter((one) => isCreated(source, one, today));
    const found = {
      supported: all,
      enterprises: created,
      active: created.filter((one) => isRunning(one, today)),
      strengthened: all.filter((one) => wasGiven(one, 'strengthened')),
    };
    return countOf(idsOf(found[what as keyof typeof found]), all.length > 0);
  },
});

plugCounts({
  counts: ['sse'],
  count(source, { id }, today) {
    const all = supportedBy(source, id);
    const active = all.filter((one) => isCreated(source, one, today) && isRunning(one, today));
    const found = active.filter(qualifies);
    return { ...countOf(idsOf(found), all.length > 0), unknown: active.length - found.length };
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
