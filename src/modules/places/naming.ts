/** Gives figures the map of Mali: « Commune 4 » and « Commune IV » are one place. */
import { callPlaces } from '../training/place-names.ts';
import { oneName } from './find-area.ts';

callPlaces(oneName);
