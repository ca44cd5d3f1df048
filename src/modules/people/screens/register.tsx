/** Who has a card in an address book, and an address on paper; under the list of people the way to how many they are. */
import { language, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { extend } from '../../../ui/records/extend.ts';
import { addressOf } from '../../places/address.ts';
import { COUNTED, countedHref } from '../counted.ts';

const card = () => import('./cards.ts');
const country = (code: string): string => new Intl.DisplayNames([language.value], { type: 'region' }).of(code) ?? code;

const ToCount = () => (
  <p>
    <a class="btn" href={countedHref({})}>
      <Icon name="people" />
      {t('counted.way')}
    </a>
  </p>
);

extend('person', { card, Below: ToCount, screens: { [COUNTED]: () => import('./counted.tsx') } });
extend('organisation', { card, address: (state) => addressOf(state, country) });
