/** Who has a card in an address book, and an address on paper. */
import { language } from '../../../ui/i18n.ts';
import { extend } from '../../../ui/records/extend.ts';
import { addressOf } from '../../places/address.ts';

const card = () => import('./cards.ts');
const country = (code: string): string => new Intl.DisplayNames([language.value], { type: 'region' }).of(code) ?? code;
extend('person', { card });
extend('organisation', { card, address: (state) => addressOf(state, country) });
