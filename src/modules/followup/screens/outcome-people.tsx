/** The people behind one figure; each opens what became of them. */
import { useState } from 'preact/hooks';
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Notice, Row } from '../../../ui/parts.tsx';
import { RecordSign } from '../../../ui/records/describe.tsx';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { JOURNEY, OUTCOME } from './addresses.ts';

const SHOWN = 50;

export function People(props: {
  readonly programme: RecordState;
  readonly title: string;
  readonly sub: string;
  readonly ids: readonly RecordId[];
}) {
  const { programme, title, sub, ids } = props;
  const { replica } = useOpen();
  const [shown, setShown] = useState(SHOWN);
  const people = ids
    .flatMap((id) => {
      const state = replica.record(id);
      return state ? [{ state, name: titleOf(replica, id) }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  return (
    <Frame
      title={title}
      sub={`${sub}\u00a0· ${t('after.people', { n: ids.length })}`}
      back={{ href: href('programmes', OUTCOME, programme.id), label: t('after.back.figures') }}
    >
      <div class="stack narrow">
        {people.length === 0 ? (
          <Empty text={t('after.people.none')} />
        ) : (
          <div class="card rows">
            {people.slice(0, shown).map(({ state, name }) => (
              <Row
                key={state.id}
                href={href('personnes', state.id, JOURNEY)}
                sign={<RecordSign state={state} />}
                title={name}
                sub={textOf(state, 'job')}
                end={<Icon name="next" />}
              />
            ))}
          </div>
        )}
        {people.length < ids.length && (
          <Notice tone="wait" icon="info">
            <p>{t('after.people.elsewhere', { n: ids.length - people.length })}</p>
          </Notice>
        )}
        {people.length > shown && (
          <button type="button" class="btn" onClick={() => setShown(shown + SHOWN)}>
            {t('list.next', { n: Math.min(people.length - shown, SHOWN) })}
          </button>
        )}
      </div>
    </Frame>
  );
}
