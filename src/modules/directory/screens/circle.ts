/** Why one organisation cannot join another, said before anything is saved. */

import type { Day } from '../../../kernel/moment.ts';
import type { Replica } from '../../../kernel/replica.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { titleOf } from '../../../ui/words.ts';
import { circleWith } from '../levels.ts';
import { BELONGING } from '../rules.ts';
import '../messages/rules/index.ts';

export interface Joining {
  readonly member: RecordId;
  readonly group: RecordId;
  readonly kind: string;
}

/** The explanation for the form of a membership; null where nothing stands against it. Partners and hosts may be so both ways. */
export function circleProblem(replica: Replica, { member, group, kind }: Joining, day: Day): string | null {
  const circle = BELONGING.includes(kind) ? circleWith(replica, member, group, day) : null;
  if (!circle) return null;
  if (circle.length === 1) return t('levels.itself');
  return t('levels.refused', { names: circle.map((id) => titleOf(replica, id)).join(t('levels.has')) });
}
