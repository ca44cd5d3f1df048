/** Which lines of a list are in sight: searched and filtered, with the counts beside each filter. */
import type { Replica } from '../../kernel/replica.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { has, t } from '../i18n.ts';
import { folded, SearchIndex } from '../search.ts';
import { areaName } from '../words.ts';
import type { Stand } from '../work.ts';
import { type Line, linesOf } from './lines.ts';

/** Records to refer to: those whose words hold what was typed, by name; without a word the ones with the latest news. */
export function lookFor(
  replica: Replica,
  me: RecordId,
  types: readonly string[],
  wanted: string,
  limit: number,
): readonly Line[] {
  const asked = wanted.trim();
  const all = types.flatMap((type) => linesOf(replica, me, type).filter((line) => !line.unborn && !line.hidden));
  if (asked === '') return all.sort((a, b) => b.news - a.news).slice(0, limit);
  const begins = (line: Line) => Number(!folded(line.name).startsWith(folded(asked)));
  return [...new SearchIndex(all).search(asked)]
    .sort((a, b) => begins(a) - begins(b) || a.name.localeCompare(b.name))
    .slice(0, limit);
}

/** What a filter calls the lines of which nobody said. */
export const UNSAID = '';

/** How the chip of a value is called; where nobody said, a type may have its own word for it (`type.field.unsaid`). */
export function valueName(type: string, field: string, value: string): string {
  const key = `${type}.${field}.${value}`;
  if (value !== UNSAID) return has(key) ? t(key) : value;
  return has(`${type}.${field}.unsaid`) ? t(`${type}.${field}.unsaid`) : t('records.unsaid');
}

/** The same of where something lies. */
export const regionName = (area: string): string => (area === UNSAID ? t('records.noregion') : areaName(area));

/** What a list is narrowed to: a state or the hidden ones, and a value for each filter field, `UNSAID` included. */
export interface Filter {
  readonly stand: Stand | 'hidden' | null;
  readonly fields: { readonly [field: string]: string };
}
export const NO_FILTER: Filter = { stand: null, fields: {} };

const holds = (line: Line, field: string, wanted: string): boolean => {
  const value = line.filed(field);
  if (wanted === UNSAID) return isUnsaid(value);
  return Array.isArray(value) ? value.includes(wanted as Json) : value === wanted;
};

const isUnsaid = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** @param but one filter field that is left out: its chips are counted as if it were not set. */
function passing(filter: Filter, but = ''): (line: Line) => boolean {
  const { stand } = filter;
  const fields = Object.entries(filter.fields).filter(([field]) => field !== but);
  return (line) => {
    if (stand === 'hidden' ? !line.hidden : line.hidden) return false;
    if (stand && stand !== 'hidden' && line.stand !== stand) return false;
    for (const [field, value] of fields) if (!holds(line, field, value)) return false;
    return true;
  };
}

/**
 * What a line must be to be shown under a filter. What came back shows when one looks for it, and is not counted with the network's.
 * @param looks is a text looked for?
 */
export function shownBy(filter: Filter, looks: boolean): (line: Line) => boolean {
  const passes = passing(filter);
  return looks || filter.stand === 'fix' ? passes : (line) => !line.unborn && passes(line);
}

/** Records of the network in sight: neither hidden nor returned. */
export const inSight = (lines: readonly Line[]): number =>
  lines.reduce((n, line) => (line.hidden || line.unborn ? n : n + 1), 0);

/** How many lines each state would show, under the other filters; those that show none are left out. */
export function standCounts(lines: readonly Line[], filter: Filter): ReadonlyMap<Stand | 'hidden', number> {
  const counts = new Map<Stand | 'hidden', number>();
  const shown = passing({ ...filter, stand: null });
  const away = passing({ ...filter, stand: 'hidden' });
  for (const line of lines) {
    const one = line.hidden ? 'hidden' : line.stand;
    if (one === 'confirmed' || !(line.hidden ? away : shown)(line)) continue;
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return counts;
}

/** How many lines lie in an area, under the other filters, and in each area inside it. */
export interface Within {
  n: number;
  readonly inside: Map<string, number>;
}

/** The widest areas in which lines lie, and under `UNSAID` those of which no area of the map is known. */
export function areaCounts(lines: readonly Line[], filter: Filter, field: string): ReadonlyMap<string, Within> {
  const areas = new Map<string, Within>();
  const passes = passing(filter, field);
  for (const line of lines) {
    if (line.unborn || !passes(line)) continue;
    const [area = UNSAID, part] = line.filed(field) as readonly string[];
    const within = areas.get(area) ?? { n: 0, inside: new Map() };
    within.n++;
    if (part !== undefined) within.inside.set(part, (within.inside.get(part) ?? 0) + 1);
    areas.set(area, within);
  }
  return areas;
}

/** How many lines each value of a field would show, under the other filters; those of which nobody said count as well, so that no row disappears. */
export function valueCounts(lines: readonly Line[], filter: Filter, field: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const passes = passing(filter, field);
  const add = (value: Json) => counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  for (const line of lines) {
    if (line.unborn || !passes(line)) continue;
    const value = line.filed(field);
    if (isUnsaid(value)) add(UNSAID);
    else if (Array.isArray(value)) value.forEach(add);
    else add(value as Json);
  }
  return counts;
}
