/** Gives the question of a place its map of Mali, which comes when the first such question is asked. */
import { setPlaceSearch } from '../../ui/place-search.ts';

setPlaceSearch(() => import('./screens/suggest.ts').then(({ search }) => search));
