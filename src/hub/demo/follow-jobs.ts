/** Jobs of the demonstration that are not the usual: one of the season beside a main activity, and a line of somebody whose name nobody wrote. Invented. */
import type { RecordId } from '../../kernel/types.ts';
import { dayAt, type FollowStage } from './follow.ts';
import type { Add } from './movement.ts';

export function seasonJobs(add: Add, stage: FollowStage, person: RecordId): void {
  const { home, programme } = stage;
  const of = { programme, from: dayAt(stage)(-120), effect: 'created', season: ['hot'] };
  add('job', { ...of, name: 'Vente au marché', person, kind: 'own', main: true, direct: true }, home);
  const nameless = { sex: 'f', age: 27, kind: 'seasonal', hours: 48, months: 3, direct: false };
  add('job', { ...of, ...nameless, name: 'Cueillette de mangues' }, home);
}
