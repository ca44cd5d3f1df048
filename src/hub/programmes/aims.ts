/** The aims of a programme as one visit may count them: its funnel, and what became of people, of the places they answer for. */
import type { RecordState } from '../../kernel/fold.ts';
import { type Aim, aimsOf, countingOf } from '../../modules/training/aims.ts';
import { packsOf } from '../../modules/training/aims-over-time.ts';
import { NOTHING } from '../../modules/training/counts.ts';
import type { Funnel } from '../../modules/training/reports.ts';
import type { Frozen } from '../../modules/training/snapshot.ts';
import type { Visit } from '../web/visit.ts';
import { type After, gatherAfter } from './after.ts';

export interface AimsSeen extends After {
  readonly aims: readonly Aim[];
  /** Packs that this visit may read. */
  readonly packs: readonly Frozen[];
}

export async function gatherAims(
  visit: Visit,
  programme: RecordState,
  funnel: Funnel,
  today: string,
): Promise<AimsSeen> {
  const after = await gatherAfter(visit.network.links, programme, (state) => visit.reads(state));
  const count = countingOf(after.source, programme, today, () => funnel);
  // Who may not read the requests would be told that everybody who asked was chosen.
  const reads = visit.mayAnywhere('read', 'application');
  const { links } = visit.network;
  const packs = await links.naming('programme_figures', 'programme', [programme.id]);
  after.source.add(packs.filter((one) => visit.reads(one)));
  return {
    ...after,
    packs: packsOf(after.source, programme.id),
    aims: aimsOf(after.source, programme.id, (what) => (what === 'selected' && !reads ? NOTHING : count(what))),
  };
}
