import { addMessages, addWords } from '../../../../ui/i18n.ts';
import fr from './fr.json';

addMessages(fr, () => import('./en.json'));
// All that packs say, months and stages included: nothing else speaks Spanish.
addWords('es', () => import('./es.json'));
