/** What the question of a place offers: names of the map of Mali, homonyms told apart by what they are and where they lie. */
import { t } from '../../../ui/i18n.ts';
import type { PlaceFound, PlaceSearch } from '../../../ui/place-search.ts';
import '../messages/index.ts';
import { liesIn } from '../lies-in.ts';
import { GEO } from '../place.ts';
import { chainOf, type Place, placeOf, searchPlaces } from '../rules.ts';

/** French says « cercle d’Ansongo », « région de Kayes ». */
const of = (name: string): string =>
  t(/^[aeiou]/i.test(name.normalize('NFD')) ? 'places.of.vowel' : 'places.of', { name });

/** `région`, `cercle, région de Kayes`, `commune, cercle d’Ansongo`, `Commune II, Bamako`. */
export function detailOf(place: Place): string {
  const [, parent, above] = chainOf(place.id);
  switch (place.level) {
    case 'country':
    case 'region':
    case 'district':
      return t(`places.${place.level}`);
    case 'cercle':
      return t('places.cercle', { of: of(parent?.name ?? '') });
    case 'commune':
      return parent?.level === 'district'
        ? t('places.commune.city', { city: parent.name })
        : t('places.commune', { of: of(parent?.name ?? '') });
    case 'quarter':
      return t('places.quarter', { commune: parent?.name ?? '', city: above?.name ?? '' });
  }
}

const found = (place: Place): PlaceFound => ({ area: place.id, geo: GEO, name: place.name, detail: detailOf(place) });

export const search: PlaceSearch = {
  find: (text, limit) => searchPlaces(text, { limit }).map(found),
  named: (area) => {
    const place = placeOf(area);
    return place ? found(place) : null;
  },
  called: (area) => placeOf(area)?.name ?? '',
  around: (place) => {
    const lies = liesIn(place);
    return lies ? [lies.region, lies.cercle].filter(Boolean) : [];
  },
};
