/**
 * On the sheet of an organisation: the way it is on, where one looks first; all of its ways in a tab; and for a group without papers the questions
 * that lead to one, also where people of a programme have just founded it.
 */

import { refOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Row, Sign } from '../../../ui/parts.tsx';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { href, path } from '../../../ui/router.ts';
import { formCalled } from '../law.ts';
import { goesOn, waysOfGroup } from '../rules.ts';
import { GUIDE, WAYS } from './addresses.ts';
import { WayRow } from './way-row.tsx';

function AskGuide({ state }: SheetPart) {
  return (
    <div class="card rows">
      <Row
        href={href(GUIDE, state.id)}
        sign={<Sign icon="flag" />}
        title={t('way.guide')}
        sub={t('way.guide.hint')}
        end={<Icon name="next" />}
      />
    </div>
  );
}

function WaysTab(part: SheetPart) {
  const { replica, now } = useOpen();
  const ways = waysOfGroup(replica, part.state.id, dayOf(now));
  return (
    <section class="stack s3" aria-label={t('way.tab')}>
      {ways.length > 0 && (
        <div class="card rows">
          {ways.map((way) => (
            <WayRow key={way.record.id} way={way} byForm />
          ))}
        </div>
      )}
      <AskGuide {...part} />
    </section>
  );
}

/** Where there is no tab worth looking at: a group without papers and without a way. */
function Offer(part: SheetPart) {
  const { replica, now } = useOpen();
  const informal = formCalled(textOf(part.state, 'kind'))?.informal === true;
  return informal && waysOfGroup(replica, part.state.id, dayOf(now)).length === 0 ? <AskGuide {...part} /> : null;
}

/** Ways that go on: whoever opens the sheet of the group between two steps finds the next one. */
function Going({ state }: SheetPart) {
  const { replica, now } = useOpen();
  const ways = waysOfGroup(replica, state.id, dayOf(now)).filter(goesOn);
  // In their tab they stand below already.
  if (ways.length === 0 || path.value.at(-1) === WAYS) return null;
  return (
    <div class="card rows">
      {ways.map((way) => (
        <WayRow key={way.record.id} way={way} byForm />
      ))}
    </div>
  );
}

/** The same where one stands after founding a group. */
function OfEnterprise(part: SheetPart) {
  const { replica } = useOpen();
  const of = refOf(part.state, 'organisation');
  const organisation = of && replica.record(replica.resolve(of));
  if (!organisation?.created) return null;
  return (
    <>
      <Going {...part} state={organisation} />
      <Offer {...part} state={organisation} />
    </>
  );
}

extend('enterprise', { Check: OfEnterprise });
extend('organisation', {
  Check: Going,
  Part: Offer,
  tabs: [
    {
      name: WAYS,
      label: () => t('way.tab'),
      count: ({ replica, now }, state) => waysOfGroup(replica, state.id, dayOf(now)).length,
      Shown: WaysTab,
    },
  ],
});
