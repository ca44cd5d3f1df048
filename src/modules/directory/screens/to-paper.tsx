/** From a part of the register to what can be printed or taken of it. */
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';

export function ToPaper({ to }: { readonly to: string }) {
  return (
    <a class="ib" href={to} aria-label={t('records.out')}>
      <Icon name="print" />
    </a>
  );
}
