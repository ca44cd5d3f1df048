/** The records behind a figure, by name, so many at a time; each opens. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RecordState } from '../../kernel/fold.ts';
import type { RecordId } from '../../kernel/types.ts';
import { Frame } from '../frame.tsx';
import { t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { type Open, useOpen } from '../open.ts';
import { Empty, Notice, Row } from '../parts.tsx';
import { titleOf } from '../words.ts';
import { lineText, RecordSign } from './describe.tsx';
import { addressOfRecord } from './routes.ts';

const SHOWN = 50;

export interface BehindProps {
  readonly title: string;
  readonly sub: string;
  readonly back: { readonly href: string; readonly label: string };
  readonly ids: readonly RecordId[];
  /** What is said where there is none. */
  readonly none: string;
  /** How many of them this device does not hold, in words. */
  elsewhere(n: number): string;
  /** Where one leads; else to its own sheet. */
  opens?(state: RecordState): string | null;
  /** What one is called and what stands under it; else as in its list. */
  words?(state: RecordState, open: Open): readonly [name: string, sub: string];
  /** Said above all of them. */
  readonly children?: ComponentChildren;
}

export function Behind({ title, sub, back, ids, none, elsewhere, opens, words, children }: BehindProps) {
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
    <Frame title={title} sub={sub} back={back}>
      <div class="stack narrow">
        {children}
        {ids.length === 0 && <Empty text={none} />}
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
      </div>
    </Frame>
  );
}
