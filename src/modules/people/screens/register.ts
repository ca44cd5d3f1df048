/** Who has a card in an address book. */
import { extend } from '../../../ui/records/extend.ts';

const card = () => import('./cards.ts');
for (const type of ['person', 'organisation']) extend(type, { card });
