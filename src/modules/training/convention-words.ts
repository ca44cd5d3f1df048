/** What is said of a promise, on a phone and on the hub alike. */
import './messages/convention/index.ts';
import { textOf } from '../../kernel/fold.ts';
import { moneyText, percentText } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import type { IconName } from '../../ui/icon.tsx';
import { momentText } from '../../ui/moment.ts';
import type { Tone } from '../../ui/parts.tsx';
import type { Promised, Received, Standing, Wording } from './convention.ts';

/** How each state looks. */
export const LOOKS: { readonly [standing in Standing]: { readonly icon: IconName; readonly tone: Tone } } = {
  late: { icon: 'warning', tone: 'fix' },
  waits: { icon: 'hold', tone: 'wait' },
  soon: { icon: 'clock', tone: 'fix' },
  coming: { icon: 'clock', tone: 'wait' },
  undated: { icon: 'clock', tone: 'wait' },
  done: { icon: 'check', tone: 'ok' },
  dropped: { icon: 'x', tone: 'wait' },
};

/** Days ahead that nobody counts. */
const FAR = 90;

/** « En retard de 12 jours », « Dans 24 jours », « Fait le 12 mai ». */
export function standingText({ obligation, standing, days, first }: Promised): string {
  if (first && standing === 'waits') return t('promise.waits', { name: textOf(first, 'name') });
  if (standing === 'done') return t('promise.done', { on: momentText(textOf(obligation, 'done')) });
  const n = Math.abs(days ?? 0);
  if (standing === 'coming' && n > FAR) return t('promise.far');
  if (standing === 'soon' && n === 0) return t('promise.today');
  return t(standing === 'coming' || standing === 'soon' ? 'promise.in' : `promise.${standing}`, { n });
}

/** A date and a sum, as one wording has them. */
export const wordingText = ({ due, amount, dropped }: Wording): string =>
  dropped
    ? t('promise.dropped')
    : [due === '' ? t('promise.nodate') : momentText(due), ...(amount === null ? [] : [moneyText(amount)])].join(
        '\u00a0· ',
      );

/** « 6 000 000 F CFA reçus sur 10 000 000 F CFA : 60 % ». */
export const receivedText = ({ sum, of }: Received): string =>
  of
    ? t('promise.received.of', { sum: moneyText(sum), of: moneyText(of), share: percentText(sum / of) })
    : t('promise.received', { sum: moneyText(sum) });
