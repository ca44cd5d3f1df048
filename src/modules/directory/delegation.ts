/** What people were on a day: the mayor of 2018 is the mayor in the delegation of 2018, whoever is today. */
import { partOf } from '../../kernel/declare.ts';
import { entriesOf, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { linksTo } from '../../kernel/links.ts';
import { countsOn, type Day, firstDay, momentFault } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { nameOn } from './forms.ts';
import type { Source } from './source.ts';

/** What somebody was in an organisation on a day, or in any where none is named: their function, else their employment. */
export function functionOn(
  source: Source,
  person: RecordId,
  organisation: RecordId | null,
  day: Day,
): { readonly title: string; readonly organisation: RecordId } | null {
  const ties = linksTo(source, 'involvement', 'person', person).filter((tie) => {
    const of = refOf(tie, 'organisation');
    return (
      of !== null &&
      (organisation === null || source.resolve(of) === source.resolve(organisation)) &&
      textOf(tie, 'title') !== '' &&
      countsOn({ from: textOf(tie, 'from'), to: textOf(tie, 'to') }, day)
    );
  });
  const tie = ties.find((one) => textOf(one, 'kind') === 'function') ?? ties[0];
  const of = tie && refOf(tie, 'organisation');
  return tie && of ? { title: textOf(tie, 'title'), organisation: source.resolve(of) } : null;
}

export interface Delegate {
  readonly key: string;
  readonly person: RecordId | null;
  readonly name: string;
  /** Function of that day, and the organisation as it was called then; '' where nobody knows. */
  readonly as: string;
  readonly of: string;
}

/** Who was in a delegation; what was written of somebody stands before what their sheet says. */
export function delegatesOf(source: Source, delegation: RecordState): readonly Delegate[] {
  const on = textOf(delegation, 'on');
  const day = on !== '' && momentFault(on) === null ? firstDay(on) : '';
  return entriesOf(delegation, 'members').flatMap(([key, entry]): readonly Delegate[] => {
    const part = (name: string): Json => partOf(entry, name) ?? '';
    const known = (name: string): RecordId | null => {
      const id = part(name);
      return isRecordId(id) ? source.resolve(id) : null;
    };
    const person = known('person');
    const was = person && day !== '' ? functionOn(source, person, known('of'), day) : null;
    const of = known('of') ?? was?.organisation ?? null;
    const [sheet, house] = [person && source.record(person), of && source.record(of)];
    const name = (sheet && textOf(sheet, 'name')) || String(part('name'));
    if (name === '') return [];
    const as = String(part('as')) || (was?.title ?? '');
    return [{ key, person, name, as, of: house ? (day === '' ? textOf(house, 'name') : nameOn(house, day)) : '' }];
  });
}
