/**
 * A list that calls an organisation otherwise, or tells another form or stage of it: the form asks since when (`directory/screens/dating.ts`), a list does
 * not say. What the card said stays known until the day before the list came in: the name among its names, a form and a stage in their dated lists.
 */
import type { Act } from '../../kernel/author.ts';
import { mapOf, partOf } from '../../kernel/declare.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Body } from '../../kernel/types.ts';
import { folded } from '../../ui/search.ts';
import { DATED, formerName, toldAnew } from '../directory/dating.ts';
import { type Remark, short } from './remarks.ts';

/**
 * The acts of a row, and what is said of them where they change what an organisation is called or what it is.
 * @param day of the import: since then it is what the list says.
 * @returns the acts as they came, with no remark, where only letters or accents were put right or the row itself tells of what was before.
 */
export function keepingBefore(
  acts: readonly Act[],
  state: RecordState,
  day: Day,
): { readonly acts: readonly Act[]; readonly remarks: readonly Remark[] } {
  const edit = acts.find((act) => act.do === 'edit' && act.record === state.id);
  if (state.type !== 'organisation' || edit?.do !== 'edit') return { acts, remarks: [] };
  const kept: Body[] = [];
  const remarks: Remark[] = [];
  const keep = (body: Body, code: string, target: string): void => {
    if (Object.keys(body).length === 0) return;
    kept.push(body);
    remarks.push({ kind: 'warning', code, target, value: short(textOf(state, target)) });
  };
  keep(nameBefore(edit.body, state, day), 'name', 'name');
  for (const one of DATED) {
    const next = edit.body[one.field];
    const isTold = Object.entries(edit.body).some(([field, entry]) => mapOf(field) === one.map && entry !== null);
    if (typeof next === 'string' && !isTold) keep(toldAnew(state, one, next, day), 'before', one.field);
  }
  if (kept.length === 0) return { acts, remarks };
  const body = Object.assign({}, edit.body, ...kept) as Body;
  return { acts: acts.map((act) => (act === edit ? { ...edit, body } : act)), remarks };
}

function nameBefore(said: Body, state: RecordState, day: Day): Body {
  const before = textOf(state, 'name');
  const { name } = said;
  if (typeof name !== 'string' || folded(name) === folded(before)) return {};
  const isTold = Object.entries(said).some(
    ([field, entry]) => mapOf(field) === 'names' && entry !== null && partOf(entry, 'name') === before,
  );
  return isTold ? {} : formerName(state, name, day);
}
