/** The screen of what stands behind a figure. */
import type { ComponentChildren } from 'preact';
import { Frame } from '../frame.tsx';
import { Empty } from '../parts.tsx';
import { RecordList, type RecordListProps } from './record-list.tsx';

export interface BehindProps extends RecordListProps {
  readonly title: string;
  readonly sub: string;
  readonly back: { readonly href: string; readonly label: string };
  /** What is said where there is none. */
  readonly none: string;
  /** Said above all of them. */
  readonly children?: ComponentChildren;
}

export function Behind({ title, sub, back, none, children, ...list }: BehindProps) {
  return (
    <Frame title={title} sub={sub} back={back}>
      <div class="stack narrow">
        {children}
        {list.ids.length === 0 && <Empty text={none} />}
        <RecordList {...list} />
      </div>
    </Frame>
  );
}
