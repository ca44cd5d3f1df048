/** Of types that stay at the hub a device holds a part (`keep: 'hub'`): what it shows is never said to be all there is. */
import type { TypeDecl } from '../../kernel/declare.ts';
import { t } from '../i18n.ts';
import { Icon } from '../icon.tsx';

export const isPartHere = (type: TypeDecl | undefined): boolean => type?.keep === 'hub';

/** Said where records of such a type are listed. */
export function PartHere() {
  return (
    <p class="sm dim line wrap">
      <Icon name="info" size="s" />
      <span>{t('athub.part')}</span>
    </p>
  );
}
