/** Narrows a list to where its records lie: a region first, then what lies inside it. Names come with the map, which comes when one asks for them. */
import { useEffect } from 'preact/hooks';
import type { TypeDecl } from '../../kernel/declare.ts';
import { t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { type PlaceSearch, placeSearch, placesHere } from '../place-search.ts';
import { areaName } from '../words.ts';
import { areaCounts, type Filter, regionName, UNSAID } from './find.ts';
import type { Line } from './lines.ts';
import { useAfter } from './use-search.ts';

/** The map, as far as it is here; brought once somebody wants it. Without it places are found by what was said of them. */
export function useMap(wanted: boolean): PlaceSearch {
  useEffect(() => {
    if (wanted) placeSearch()().catch(() => undefined);
  }, [wanted]);
  return placesHere();
}

/** Does any record of this type lie somewhere? */
export const hasPlace = (type: TypeDecl): boolean =>
  Object.values(type.fields).some(({ widget }) => widget === 'place');

export function AreaFilter(props: {
  readonly field: string;
  readonly lines: readonly Line[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}) {
  const { field, lines, filter } = props;
  const map = useMap(true);
  // Its own filter changes nothing in its counts.
  const { [field]: chosen, ...others } = filter.fields;
  const counts = useAfter(
    () => areaCounts(lines, filter, field),
    [lines, JSON.stringify({ ...filter, fields: others }), field, map],
  );
  const around =
    chosen === undefined ? undefined : [...counts].find(([area, { inside }]) => area === chosen || inside.has(chosen));
  const chips = (
    areas: readonly (readonly [area: string, n: number])[],
    on: (area: string) => boolean,
    wider?: string,
  ) =>
    [...areas]
      .sort(([a], [b]) => Number(a === UNSAID) - Number(b === UNSAID) || areaName(a).localeCompare(areaName(b)))
      .map(([area, n]) => {
        const next = on(area) ? wider : area;
        return (
          <button
            type="button"
            class="chip"
            key={area}
            aria-pressed={on(area)}
            onClick={() =>
              props.onFilter({ ...filter, fields: { ...others, ...(next !== undefined && { [field]: next }) } })
            }
          >
            <Icon name={area === UNSAID ? 'help' : 'pin'} size="s" />
            {regionName(area)} <span class="num">{n}</span>
          </button>
        );
      });
  if (![...counts.keys()].some((area) => area !== UNSAID)) return null;
  return (
    <fieldset class="field">
      <legend>{t('records.region')}</legend>
      {/* Once one is chosen the others make way for what lies inside it; a touch brings them back. */}
      <div class="line wrap">
        {chips(
          (around ? [around] : [...counts]).map(([area, { n }]) => [area, n]),
          (area) => area === around?.[0],
        )}
      </div>
      {around && around[1].inside.size > 0 && (
        <fieldset class="field">
          <legend>{t('records.inside', { name: areaName(around[0]) })}</legend>
          <div class="line wrap">{chips([...around[1].inside], (area) => area === chosen, around[0])}</div>
        </fieldset>
      )}
    </fieldset>
  );
}
