/** Offers as anybody may see them: those marked public, with what is public of them in their declaration, and whether they are open on this day. */
import { isVoided, type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { type Day, lastDay, momentFault } from '../../kernel/moment.ts';
import { normalPhone } from '../../kernel/phone.ts';
import type { Json } from '../../kernel/types.ts';
import { deadlineOf } from '../../modules/offers/rules.ts';
import { daysLeft } from '../../ui/ending.ts';
import { placeText } from '../../ui/place.ts';

export interface ShownOffer {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly by: string;
  readonly place: string;
  /** Region of today's map, where it is known. */
  readonly region: string;
  /** Its last day. */
  readonly deadline: Day | '';
  /** Days until then, below 0 once it is over; null without a day. */
  readonly left: number | null;
  readonly audience: string;
  readonly ageFrom: number | null;
  readonly ageTo: number | null;
  readonly languages: readonly string[];
  readonly how: string;
  readonly phone: string;
  readonly contact: string;
  readonly about: string;
  readonly pay: string;
  readonly places: number | null;
  readonly opens: string;
  readonly link: string;
}

const number = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null);

/** The one that ends first first. What is over is kept: its poster may still hang on a wall. @param regionOf a place. */
export function offersShown(
  offers: readonly RecordState[],
  day: Day,
  regionOf: (place: Json | undefined) => string,
): readonly ShownOffer[] {
  return offers
    .filter((offer) => !isVoided(offer) && valueOf(offer, 'listed') === true)
    .map((offer): ShownOffer => {
      const read = (field: string): string => textOf(offer, field);
      const [end, place, spoken] = [read('deadline'), valueOf(offer, 'place'), valueOf(offer, 'languages')];
      const phone = normalPhone(read('phone'));
      return {
        id: offer.id,
        kind: read('kind'),
        name: read('name'),
        by: read('by'),
        place: placeText(place),
        region: regionOf(place),
        deadline: momentFault(end) === null ? lastDay(end) : '',
        left: daysLeft(deadlineOf(offer), day),
        audience: read('audience'),
        ageFrom: number(valueOf(offer, 'ageFrom')),
        ageTo: number(valueOf(offer, 'ageTo')),
        languages: Array.isArray(spoken) ? spoken.map(String) : [],
        how: read('how'),
        phone: phone.ok ? phone.value : '',
        contact: read('contact'),
        about: read('about'),
        pay: read('pay'),
        places: number(valueOf(offer, 'places')),
        opens: read('opens'),
        link: read('link'),
      };
    })
    .sort((a, b) => (a.left ?? 9e9) - (b.left ?? 9e9) || a.name.localeCompare(b.name, 'fr'));
}

export const isOpen = ({ left }: ShownOffer): boolean => left === null || left >= 0;
