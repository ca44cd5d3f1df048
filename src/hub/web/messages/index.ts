/** Words of the office, by the part of it that says them. English is brought in when the pages are opened to visitors (`tongue.ts`). */
import { addMessages } from '../../../ui/i18n.ts';
import frame from './frame/fr.json';
import office from './office/fr.json';
import people from './people/fr.json';
import programmes from './programmes/fr.json';

addMessages(frame, () => import('./frame/en.json'));
addMessages(office, () => import('./office/en.json'));
addMessages(people, () => import('./people/en.json'));
addMessages(programmes, () => import('./programmes/en.json'));
