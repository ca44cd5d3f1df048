/** The people behind one figure of a funnel, and how its parts are called. */
import '../messages/screens/index.ts';
import { useState } from 'preact/hooks';
import type { Replica } from '../../../kernel/replica.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Row, Sign } from '../../../ui/parts.tsx';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { DIMENSIONS, type Dimension, type Funnel, STAGES, type Stage, slicesOf } from '../reports.ts';
import { FUNNEL } from './addresses.ts';
import { byName } from './roll.tsx';

export const ICONS: { readonly [stage in Stage]: IconName } = {
  applied: 'letter',
  selected: 'check',
  enrolled: 'doc',
  started: 'person',
  completed: 'graduation',
  certified: 'checks',
};

export interface Props {
  readonly funnel: Funnel;
  readonly only: string;
}

export function sliceName(replica: Replica, by: Dimension, key: string): string {
  if (key === '') return t('funnel.notsaid');
  if (by === 'sex') return t(`funnel.sex.${key}`);
  if (by === 'status') return t(`funnel.status.${key}`);
  if (by === 'cohort') return titleOf(replica, key as RecordId);
  if (by === 'commune') return key;
  const [from, to] = key.split('-');
  return to ? t('funnel.ages', { from: from ?? '', to }) : t('funnel.ages.up', { from: from ?? '' });
}

const SHOWN = 50;

/** The people behind one figure. */
export function People(
  props: Props & {
    readonly title: string;
    readonly all: readonly RecordId[];
    readonly by?: Dimension | undefined;
    readonly which: string;
  },
) {
  const { funnel, only, title, all, by, which } = props;
  const { replica } = useOpen();
  const [shown, setShown] = useState(SHOWN);
  const key = which === '-' ? '' : which;
  const asked = by && DIMENSIONS.includes(by);
  const ids = asked ? (slicesOf(funnel, all, by).find((one) => one.key === key)?.persons ?? []) : all;
  const people = byName(replica, ids);
  const reached = (id: RecordId) => STAGES[funnel.standings.get(id)?.stage ?? 0] ?? 'applied';
  const more = people.length - shown;
  return (
    <Frame
      title={asked ? `${title}\u00a0· ${sliceName(replica, by, key)}` : title}
      sub={t('funnel.people', { n: people.length })}
      back={{ href: href('programmes', FUNNEL, funnel.programme.id, only), label: t('funnel.back.figures') }}
    >
      {people.length === 0 ? (
        <Empty text={t('funnel.nobody')} />
      ) : (
        <div class="stack">
          <div class="card rows narrow">
            {people.slice(0, shown).map(({ id, name }) => (
              <Row
                key={id}
                href={href('personnes', id)}
                sign={<Sign icon={ICONS[reached(id)]} />}
                title={name}
                sub={[
                  t(`funnel.person.${funnel.standings.get(id)?.status ?? 'applied'}`),
                  ...(funnel.standings.get(id)?.cohorts ?? []).map((one) => titleOf(replica, one)),
                ].join('\u00a0· ')}
                end={<Icon name="next" />}
              />
            ))}
          </div>
          {more > 0 && (
            <button type="button" class="btn" onClick={() => setShown(shown + SHOWN)}>
              {t('list.next', { n: Math.min(more, SHOWN) })}
            </button>
          )}
        </div>
      )}
    </Frame>
  );
}
