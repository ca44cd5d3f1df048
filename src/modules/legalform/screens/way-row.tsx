/** A way as one line of a list: whose it is or where it leads, how far, how it stands. */

import { textOf } from '../../../kernel/fold.ts';
import { t } from '../../../ui/i18n.ts';
import type { IconName } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Row, Sign } from '../../../ui/parts.tsx';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { goesOn, type Way } from '../rules.ts';
import { WAYS } from './addresses.ts';
import { countText, formName, Marks, StandingSign, shortName, stepInside } from './said.tsx';

export function WayRow({ way, byForm = false }: { readonly way: Way; readonly byForm?: boolean }) {
  const { replica } = useOpen();
  const form = textOf(way.record, 'form');
  return (
    <Row
      href={href(WAYS, way.record.id)}
      sign={<Sign icon={(way.form?.icon ?? 'help') as IconName} tone="p4" />}
      title={byForm ? formName(form) : titleOf(replica, way.organisation) || t('value.unknown')}
      sub={
        <>
          <span class="block">
            {byForm ? countText(way) : t('list.dot', { a: shortName(form), b: countText(way) })}
          </span>
          {way.form && <Marks done={way.done} all={way.lines.length} />}
          {goesOn(way) && way.next && (
            <span class="block">
              {t('way.next')}
              {t('list.of')}
              {stepInside(way.next.step.step)}
            </span>
          )}
          <span class="m">
            <StandingSign of={way} />
          </span>
        </>
      }
      end={
        <span class="w">
          <StandingSign of={way} />
        </span>
      }
    />
  );
}
