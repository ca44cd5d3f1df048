/** What the screens of the directory share that answer for any day: the day in their address and the field that asks it, a figure that opens its list. */

import { dayOf } from '../../../kernel/grant.ts';
import { type Day, momentFault, precisionOf } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { formatNumber, has, t } from '../../../ui/i18n.ts';
import type { Open } from '../../../ui/open.ts';
import { go } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { calledOn } from '../forms.ts';
import '../messages/rules/index.ts';

export const isDay = (text: string | undefined): text is Day =>
  text !== undefined && momentFault(text) === null && precisionOf(text) === 'day' && !text.endsWith('~');

/** A form in words; '' is one that nobody said. */
export const formName = (kind: string): string =>
  has(`organisation.kind.${kind}`) ? t(`organisation.kind.${kind}`) : kind || t('register.unknown');

/** @param to the address of the same screen on another day. */
export function DayField(props: { readonly day: Day; readonly to: (day: Day) => string }) {
  return (
    <div class="field">
      <label for="on-day">{t('register.day')}</label>
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
      <a href={props.to} class="num" aria-label={t('register.see', { what: `${props.label}, ${props.n}` })}>
        {formatNumber(props.n)}
      </a>
    </li>
  );
}

/** What an organisation was called on a past day, with its name of today beside where that is another. */
export function namedOn(
  { replica, now }: Open,
  id: RecordId,
  day: Day,
): { readonly name: string; readonly now: string } {
  const today = titleOf(replica, id);
  const then = day < dayOf(now) ? calledOn(replica, id, day) : '';
  return then === '' || then === today ? { name: today, now: '' } : { name: then, now: today };
}
