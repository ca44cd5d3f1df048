/** The people behind one figure; each opens what became of them. */
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Behind } from '../../../ui/records/behind.tsx';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { JOURNEY, OUTCOME } from './addresses.ts';

export const elsewhere = (n: number): string => t('after.people.elsewhere', { n });

export function People(props: {
  readonly programme: RecordState;
  readonly title: string;
  readonly sub: string;
  readonly ids: readonly RecordId[];
}) {
  const { programme, title, sub, ids } = props;
  return (
    <Behind
      title={title}
      sub={`${sub}\u00a0· ${t('after.people', { n: ids.length })}`}
      back={{ href: href('programmes', OUTCOME, programme.id), label: t('after.back.figures') }}
      ids={ids}
      none={t('after.people.none')}
      elsewhere={elsewhere}
      opens={({ id }) => href('personnes', id, JOURNEY)}
      words={(state, { replica }) => [titleOf(replica, state.id), textOf(state, 'job')]}
    />
  );
}
