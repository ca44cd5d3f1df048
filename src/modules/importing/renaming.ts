/**
 * A list that calls an organisation otherwise: the form asks since when (`directory/screens/dating.ts`), a list does not say. The name it had stays
 * among its names, until the day before the list came in.
 */
import type { Act } from '../../kernel/author.ts';
import { mapOf, partOf } from '../../kernel/declare.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import type { Day } from '../../kernel/moment.ts';
import { folded } from '../../ui/search.ts';
import { formerName } from '../directory/dating.ts';
import { type Remark, short } from './remarks.ts';

/**
 * The acts of a row, and what is said of them where they rename an organisation.
 * @param day of the import: since then it bears the name of the list.
 * @returns the acts as they came, with no remark, where only letters or accents were put right or the row itself tells of the name before.
 */
export function keepingName(
  acts: readonly Act[],
  state: RecordState,
  day: Day,
): { readonly acts: readonly Act[]; readonly remark: Remark | null } {
  const before = textOf(state, 'name');
  const same = { acts, remark: null };
  const edit = acts.find((act) => act.do === 'edit' && act.record === state.id);
  if (state.type !== 'organisation' || edit?.do !== 'edit') return same;
  const { name } = edit.body;
  if (typeof name !== 'string' || folded(name) === folded(before)) return same;
  const told = Object.entries(edit.body).some(
    ([field, entry]) => mapOf(field) === 'names' && entry !== null && partOf(entry, 'name') === before,
  );
  const kept = told ? {} : formerName(state, name, day);
  if (Object.keys(kept).length === 0) return same;
  const body = { ...edit.body, ...kept };
  return {
    acts: acts.map((act) => (act === edit ? { ...edit, body } : act)),
    remark: { kind: 'warning', code: 'name', target: 'name', value: short(before) },
  };
}
