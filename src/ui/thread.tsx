/** The thread: where my changes are, from this phone to everybody. Each number opens its list. */
import type { FourNumbers } from '../kernel/replica.ts';
import { formatNumber, t } from './i18n.ts';
import { Icon, type IconName } from './icon.tsx';
import { href } from './router.ts';

export const FOUR = ['pending', 'received', 'confirmed', 'fix'] as const satisfies readonly (keyof FourNumbers)[];
export type Four = (typeof FOUR)[number];

const KNOTS: { readonly [one in Four]: { readonly icon: IconName; readonly tone: string } } = {
  pending: { icon: 'clock', tone: '' },
  received: { icon: 'received', tone: 'recv' },
  confirmed: { icon: 'checks', tone: 'ok' },
  fix: { icon: 'fix', tone: 'fix' },
};
/** The last part of an address that opens one of the four lists. */
export const ADDRESS: { readonly [one in Four]: string } = {
  pending: 'a-envoyer',
  received: 'recus',
  confirmed: 'confirmes',
  fix: 'a-corriger',
};

export function Thread({ numbers, current }: { readonly numbers: FourNumbers; readonly current?: Four }) {
  return (
    <ol class="thread">
      {FOUR.map((one) => (
        <li key={one} {...(one === 'fix' && { class: 'out' })}>
          <a href={href('envois', ADDRESS[one])} {...(one === current && { 'aria-current': 'true' as const })}>
            <span class={`knot ${KNOTS[one].tone}`}>
              <Icon name={KNOTS[one].icon} />
            </span>
            <b class="num">{formatNumber(numbers[one])}</b>
            <span>{t(`thread.${one}`, { n: numbers[one] })}</span>
          </a>
        </li>
      ))}
    </ol>
  );
}
