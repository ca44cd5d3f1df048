/** A programme's funnel as one visit may see it. */
import type { RecordState } from '../../kernel/fold.ts';
import { dayOf, isReached } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { type Funnel, reckoned, toldTo } from '../../modules/training/reports.ts';
import { bookOf } from '../programmes/kept.ts';
import type { Visit } from './visit.ts';

/** The funnel as this person may see it: of the groups and requests of the places they answer for. */
export async function funnelFor(
  visit: Visit,
  id: string,
  only?: string,
): Promise<{ readonly programme: RecordState; readonly funnel: Funnel; readonly all: readonly RecordState[] } | null> {
  if (!isRecordId(id)) return null;
  const programme = await visit.record(id);
  const kept = programme?.type === 'programme' ? await bookOf(visit.network).open(id) : null;
  if (!programme || !kept) return null;
  const { view, source } = kept;
  const mine = view.cohorts(id).filter((cohort) => visit.reads(cohort));
  const one = isRecordId(only) ? only : undefined;
  const seen = {
    ...view,
    cohorts: () => mine,
    group: view.group,
    groupOf: view.groupOf,
    person: view.person,
    requests: () => [...view.requests(id)].filter(({ home }) => isReached(visit.reach, 'application', [home])),
  };
  // One total for all these groups: told to who may read what says so in each of them.
  const reads = (type: string): boolean => mine.every(({ home }) => isReached(visit.reach, type, [home]));
  const funnel = toldTo(reckoned(source, seen, programme, dayOf(visit.now), one), reads);
  return { programme, funnel, all: mine };
}
