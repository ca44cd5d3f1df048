/** Cells that many rows of a list have alike, drawn once: where the same one stands again, a weak phone looks at nothing. */
import type { VNode } from 'preact';
import type { TypeDecl } from '../../kernel/declare.ts';
import { language } from '../i18n.ts';
import { Sign, State } from '../parts.tsx';
import { PersonSign } from '../person-sign.tsx';
import type { Stand } from '../work.ts';
import { signOf } from './describe.tsx';
import type { Line } from './lines.ts';

const cells = new Map<string, VNode>();
/** Preact passes over an element that is the very one it drew before, a copy of it included. */
function cell(area: string, name: string, draw: () => VNode): VNode {
  const key = `${language.value} ${area} ${name}`;
  const before = cells.get(key);
  if (before) return before;
  const made = <td data-a={area}>{draw()}</td>;
  cells.set(key, made);
  return made;
}

/** The sign of the record. */
export function signCell(type: TypeDecl, line: Line): VNode {
  const [sign, color] = [line.read('sign'), line.read('color')];
  if (typeof sign === 'string' && typeof color === 'string')
    return cell('i', `${sign} ${color}`, () => <PersonSign sign={sign} color={color} />);
  const { icon, tone } = signOf(type, (field) => line.read(field));
  return cell('i', `${icon} ${tone ?? ''}`, () => <Sign icon={icon} {...(tone && { tone })} />);
}

/** Where the record stands. */
export const stateCell = (stand: Stand): VNode => cell('s', stand, () => <State of={stand} />);
