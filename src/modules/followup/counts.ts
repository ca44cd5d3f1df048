/** Tells the indicators of training what is known of enterprises, of jobs, and of who works so many months after their certificate. */
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { linksTo } from '../../kernel/links.ts';
import { type Counted, countOf, NOTHING, plugCounts, plugPaid } from '../training/counts.ts';
import { qualifies, supportedBy } from './enterprises.ts';
import { jobsOfYoung } from './jobs.ts';
import { isCreated, isRunning, wasGiven } from './life.ts';
import { fundsOf, insertionOf } from './reports.ts';
import { isDirect, jobsOn } from './rules.ts';
import { FUNDS, OUTCOME } from './screens/addresses.ts';

const idsOf = (states: readonly { readonly id: Counted['records'][number] }[]) => states.map(({ id }) => id);

plugCounts({
  counts: ['supported', 'enterprises', 'active', 'strengthened'],
  count(source, { id }, today, what) {
    const all = supportedBy(source, id);
    const created = all.filter((one) => isCreated(source, one, today, id));
    const found = {
      supported: all,
      enterprises: created,
      active: created.filter((one) => isRunning(one, today)),
      strengthened: all.filter((one) => wasGiven(source, one, 'strengthened', id)),
    };
    return countOf(idsOf(found[what as keyof typeof found]), all.length > 0);
  },
});

plugCounts({
  counts: ['sse'],
  count(source, { id }, today) {
    const all = supportedBy(source, id);
    const active = all.filter((one) => isCreated(source, one, today, id) && isRunning(one, today));
    const found = active.filter(qualifies);
    return { ...countOf(idsOf(found), all.length > 0), unknown: active.length - found.length };
  },
});

plugCounts({
  counts: ['jobs', 'jobsnew', 'young', 'youngnew'],
  count(source, programme, today, what) {
    const all = jobsOn(source, programme.id, today).filter(isDirect);
    // Created is not kept, and kept is not improved; what nobody said is not created.
    const effect = (one: RecordState): string => textOf(one, 'effect');
    const onlyNew = what === 'jobsnew' || what === 'youngnew';
    const isTold = !onlyNew || all.length === 0 || all.some((one) => effect(one) !== '');
    const known = isTold && linksTo(source, 'job', 'programme', programme.id).length > 0;
    const jobs = onlyNew ? all.filter((one) => effect(one) === 'created') : all;
    const unsaid = onlyNew ? all.filter((one) => effect(one) === '') : [];
    const counted = (list: readonly RecordState[]): Counted => ({
      ...countOf(idsOf(list), known),
      unsaid: list.filter((one) => valueOf(one, 'direct') !== true).length,
    });
    if (what === 'jobs') return counted(jobs);
    if (what === 'jobsnew') return { ...counted(jobs), unknown: unsaid.length };
    const [young, maybe] = [jobsOfYoung(source, programme, jobs), jobsOfYoung(source, programme, unsaid)];
    if (!young || !maybe) return NOTHING;
    const unknown = young.unknown.length + maybe.within.length + maybe.unknown.length;
    return { ...counted(young.within), unknown };
  },
});

plugPaid((source, programme) => ({
  sum: fundsOf(source, programme).paid,
  path: ['programmes', OUTCOME, programme, FUNDS, 'paid'],
}));

plugCounts({
  counts: ['job6', 'job12', 'job24'],
  count(source, { id }, today, what) {
    const one = insertionOf(source, id, today).find(({ months }) => what === `job${months}`);
    return one ? { ...countOf(one.inserted, one.reached.length > 0), of: one.reached.length } : NOTHING;
  },
});
