/** Where two branches answer for the same place. Apart from the other checks because it needs the map of Mali, which is heavy. */
import { isRecordId } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import type { TasksOf } from '../../ui/tasks.ts';
import { placeOf, zoneOverlaps } from '../places/rules.ts';
import { zonesOf } from './belongings.ts';
import type { Source } from './source.ts';
import { taskOf } from './tasks.ts';

export interface ZoneFinding {
  /** Name of the region or cercle both answer for. */
  readonly place: string;
  readonly branches: readonly RecordId[];
}

export const zoneFindings = (source: Source): readonly ZoneFinding[] =>
  zoneOverlaps(zonesOf(source)).map(({ place, branches }) => ({
    place: placeOf(place)?.name ?? place,
    branches: branches.filter(isRecordId),
  }));

export const zoneTasks: TasksOf = (sight) => {
  const branches = new Set(zoneFindings(sight.replica).flatMap((finding) => finding.branches));
  return taskOf(
    sight,
    'zones',
    [...branches].map((record) => ({ record, type: 'branch' })),
  );
};
