/** Where the question of a place finds the places it offers. The kit knows no map: a module that has one says how to bring it. */
import { signal } from '@preact/signals-core';
import type { Json } from '../kernel/types.ts';
import type { Load } from './later.ts';

export interface PlaceFound {
  /** Id of the place, and the version of the map it stands on. */
  readonly area: string;
  readonly geo: string;
  readonly name: string;
  /** What it is and where it lies, to tell homonyms apart. */
  readonly detail: string;
}

export interface PlaceSearch {
  /** Places whose names begin as typed, best first. */
  find(text: string, limit: number): readonly PlaceFound[];
  /** A place by its id; null when this map does not have it. */
  named(area: string): PlaceFound | null;
  /** Its name alone, asked of many; '' where this map does not have it. */
  called(area: string): string;
  /** Areas by which a kept place is looked for, the widest first, each within the one before; none where that is not known. */
  around(place: Json | undefined): readonly string[];
}

const WORDS_ONLY: PlaceSearch = { find: () => [], named: () => null, called: () => '', around: () => [] };
let load: Load<PlaceSearch> = async () => WORDS_ONLY;
const here = signal(WORDS_ONLY);

/** Called once, before the first form is drawn. */
export function setPlaceSearch(bring: Load<PlaceSearch>): void {
  load = async () => {
    here.value = await bring();
    return here.value;
  };
}

export const placeSearch = (): Load<PlaceSearch> => load;
/** The map as far as it is here already: knows nothing before it was asked for. What is drawn by it is drawn again when it comes. */
export const placesHere = (): PlaceSearch => here.value;
