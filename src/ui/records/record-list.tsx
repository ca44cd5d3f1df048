/** Records by their name, so many at a time; each opens. */
import { useState } from 'preact/hooks';
import type { RecordState } from '../../kernel/fold.ts';
import type { RecordId } from '../../kernel/types.ts';
import { t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { type Open, useOpen } from '../open.ts';
import { Notice, Row } from '../parts.tsx';
import { titleOf } from '../words.ts';
import { lineText, RecordSign } from './describe.tsx';
import { addressOfRecord } from './routes.ts';

const SHOWN = 50;

export interface RecordListProps {
  readonly ids: readonly RecordId[];
  /** How many of them this device does not hold, in words. */
  elsewhere(n: number): string;
  /** Where one leads; else to its own sheet. */
  opens?(state: RecordState): string | null;
  /** What one is called and what stands under it; else as in its list. */
  words?(state: RecordState, open: Open): readonly [name: string, sub: string];
}

export function RecordList({ ids, elsewhere, opens, words }: RecordListProps) {
  const open = useOpen();
  const { replica } = open;
  const [shown, setShown] = useState(SHOWN);
  const found = ids.flatMap((id) => {
    const state = replica.record(id);
    const to = state && (opens ? opens(state) : addressOfRecord(replica, state.type, id));
    if (!to) return [];
    const [name, line] = words?.(state, open) ?? [titleOf(replica, id), lineText(open, state)];
    return [{ state, to, name, line }];
  });
  found.sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const [away, more] = [ids.length - found.length, found.length - shown];
  return (
    <>
      {found.length > 0 && (
        <div class="card rows">
          {found.slice(0, shown).map(({ state, to, name, line }) => (
            <Row
              key={state.id}
              href={to}
              sign={<RecordSign state={state} />}
              title={name}
              sub={line}
              end={<Icon name="next" />}
            />
          ))}
        </div>
      )}
      {away > 0 && (
        <Notice tone="wait" icon="info">
          <p>{elsewhere(away)}</p>
        </Notice>
      )}
      {more > 0 && (
        <button type="button" class="btn" onClick={() => setShown(shown + SHOWN)}>
          {t('list.next', { n: Math.min(more, SHOWN) })}
        </button>
      )}
    </>
  );
}
