import { addMessages } from '../../../../ui/i18n.ts';
import fr from './fr.json';

addMessages(fr, () => import('./en.json'));
