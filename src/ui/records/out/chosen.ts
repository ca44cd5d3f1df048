/** The lines of a list as they were chosen on its screen: searched, narrowed to the branch, filtered. What goes out is what was in sight. */
import type { TypeDecl } from '../../../kernel/declare.ts';
import { branchOf } from '../../../kernel/ids.ts';
import { t } from '../../i18n.ts';
import type { Open } from '../../open.ts';
import { SearchIndex } from '../../search.ts';
import { regionName, shownBy, valueName } from '../find.ts';
import { type Line, linesOf } from '../lines.ts';
import { lookingAt } from '../looking.ts';

export interface Chosen {
  /** By name. */
  readonly lines: readonly Line[];
  /** What it was narrowed to, in words; '' for everything. */
  readonly filter: string;
}

export function chosenOf({ replica, me }: Open, type: TypeDecl): Chosen {
  const { wanted, ours, filter } = lookingAt(me.person, type.name);
  const all = linesOf(replica, me.person, type.name);
  const mine = all.filter((line) => line.home.startsWith(me.home));
  const only = branchOf(me.home) !== null && mine.length > 0 && mine.length < all.length && (ours.value ?? true);
  const passes = shownBy(filter.value, wanted.value.trim() !== '');
  const found = new SearchIndex(only ? mine : all).search(wanted.value, passes);
  const { stand, fields } = filter.value;
  const words = [
    only ? me.place : '',
    stand === null ? '' : t(stand === 'hidden' ? 'records.hidden' : `state.${stand}`),
    ...Object.entries(fields).map(([field, value]) =>
      type.fields[field]?.widget === 'place' ? regionName(value) : valueName(type.name, field, value),
    ),
    wanted.value.trim(),
  ];
  return {
    // On paper one looks for a name.
    lines: found.filter((line) => !line.unborn).sort((a, b) => a.name.localeCompare(b.name, 'fr')),
    filter: words.filter((word) => word !== '').join(' · '),
  };
}
