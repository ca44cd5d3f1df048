/** The two boxes of a group: what is in them in figures and in words. */
import { formatNumber } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Sign } from '../../../ui/parts.tsx';
import type { Boxes } from '../closing.ts';
import { inWords } from './sum-pad.tsx';

export function TwoBoxes({ boxes }: { readonly boxes: Boxes }) {
  const box = (of: keyof Boxes, icon: 'coins' | 'heart', tone: string) => (
    <div class="card">
      <Sign icon={icon} tone={tone} large />
      <p class="grow">
        {t(`savings.box.${of}`)}
        <b class="num">
          {formatNumber(boxes[of])} <small>{t('savings.currency')}</small>
        </b>
        <span class="sm dim">{inWords(Math.max(0, boxes[of]))}</span>
      </p>
    </div>
  );
  return (
    <div class="twobox">
      {box('loan', 'coins', 'p5')}
      {box('social', 'heart', 'p3')}
    </div>
  );
}
