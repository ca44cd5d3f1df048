/** What screens share that answer for any day: the day in their address and the field that asks it, a figure that opens its list. */

import { type Day, momentFault, precisionOf } from '../../kernel/moment.ts';
import { formatNumber, t } from '../i18n.ts';
import { go } from '../router.ts';

export const isDay = (text: string | undefined): text is Day =>
  text !== undefined && momentFault(text) === null && precisionOf(text) === 'day' && !text.endsWith('~');

/** @param to the address of the same screen on another day. */
export function DayField(props: { readonly day: Day; readonly to: (day: Day) => string }) {
  return (
    <div class="field">
      <label for="on-day">{t('records.day')}</label>
      <input
        class="in"
        id="on-day"
        type="date"
        value={props.day}
        max="2199-12-31"
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (isDay(value)) go(props.to(value), 'replace');
        }}
      />
    </div>
  );
}

/** One number, and the list it opens. */
export function Count(props: { readonly label: string; readonly n: number; readonly to: string }) {
  return (
    <li>
      <span>{props.label}</span>
      <a href={props.to} class="num" aria-label={t('records.see', { what: `${props.label}, ${props.n}` })}>
        {formatNumber(props.n)}
      </a>
    </li>
  );
}
