/** What voice notes add to the sheets: they are heard where they are listed, and spoken where others are typed. All of it comes when it is opened. */
import type { ComponentChildren } from 'preact';
import { useLater } from '../../../ui/later.ts';
import { extend, type LineProps, type SheetPart } from '../../../ui/records/extend.ts';
import { NOTE } from '../notes.ts';

const hear = () => import('./hear.tsx');

function Hear({ state }: SheetPart): ComponentChildren {
  const { part } = useLater(hear);
  return part && <part.default state={state} />;
}

function Line(props: LineProps): ComponentChildren {
  const { part } = useLater(hear);
  return part && <part.Line {...props} />;
}

extend(NOTE, { Check: Hear, Line, made: () => import('./record.tsx') });
