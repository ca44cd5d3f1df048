/** The two boxes of a group, in figures and in words; and sums of lines that come out exactly. */
import { formatNumber, moneyText } from '../../../ui/format.ts';
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

export interface Line {
  readonly label: string;
  readonly how?: string;
  readonly sum: number;
  readonly sign: '' | '+' | '−';
  readonly to: string;
}

/** A sum of lines that comes out exactly; each opens onto what it is made of. */
export function Sum({
  lines,
  total,
  box,
}: {
  readonly lines: readonly Line[];
  readonly total: number;
  readonly box: string;
}) {
  return (
    <ul class="card pad eq">
      {lines
        .filter(({ sum, sign }) => sign === '' || sum > 0)
        .map(({ label, how, sum, sign, to }) => (
          <li key={label}>
            <a href={to}>
              <span>{label}</span>
              {how && <span class="dim num">{how}</span>}
              <b class="num">
                {sign} {formatNumber(sum)}
              </b>
            </a>
          </li>
        ))}
      <li>
        <p class="line">
          <b class="grow">{box}</b>
          <b class="num">{moneyText(total)}</b>
        </p>
      </li>
    </ul>
  );
}
