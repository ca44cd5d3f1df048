/**
 * The number of each in a group, on badges and on the roll: by the day they came, by name among those of one day. Whoever joins later comes after the
 * others and whoever leaves keeps theirs, so that a badge printed in the first week is right in the last.
 */
import { refOf, textOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Day, earliest, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';

/** Those who left are numbered too. */
export function numbersIn(source: LinkSource, cohort: RecordId | null): ReadonlyMap<RecordId, number> {
  const came = new Map<RecordId, Day | ''>();
  for (const one of cohort ? linksTo(source, 'enrolment', 'cohort', cohort) : []) {
    const ref = refOf(one, 'person');
    if (!ref) continue;
    const [person, on] = [source.resolve(ref), textOf(one, 'on')];
    const day = on !== '' && momentFault(on) === null ? earliest(on) : '';
    const before = came.get(person);
    if (before === undefined || day < before) came.set(person, day);
  }
  const sorted = [...came]
    .map(([id, day]) => {
      const state = source.record(id);
      return { id, day, name: state ? textOf(state, 'name') : '' };
    })
    .sort((a, b) => {
      if (a.day !== b.day) return a.day < b.day ? -1 : 1;
      return a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1);
    });
  return new Map(sorted.map(({ id }, at) => [id, at + 1]));
}
