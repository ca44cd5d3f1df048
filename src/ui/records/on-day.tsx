/** What screens share that answer for any day: the day in their address and the field that asks it, a figure that opens its list. */

import type { Day } from '../../kernel/moment.ts';
import { DayInput } from '../day-input.tsx';
import { formatNumber, t } from '../i18n.ts';
import { go } from '../router.ts';

/** @param to the address of the same screen on another day. */
export function DayField(props: { readonly day: Day; readonly to: (day: Day) => string }) {
  return (
    <DayInput id="on-day" label={t('records.day')} value={props.day} onDay={(day) => go(props.to(day), 'replace')} />
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
