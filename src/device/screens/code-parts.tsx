/** What both screens of a personal code have: whose it is, and the way back for whoever touched the wrong face. */
import type { Face } from '../../ui/contract.ts';
import { t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { PersonSign } from '../../ui/person-sign.tsx';

export interface Props {
  readonly face: Face;
  readonly onBack: () => void;
}

export function NotMe({ onBack }: { readonly onBack: () => void }) {
  return (
    <button type="button" class="btn bare full" onClick={onBack}>
      <Icon name="swap" />
      {t('pin.notme')}
    </button>
  );
}

export const lead = (face: Face) => (
  <span class="center">
    <PersonSign sign={face.sign} color={face.color} large />
  </span>
);
