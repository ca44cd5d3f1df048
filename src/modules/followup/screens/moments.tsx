/** Where somebody stood at the beginning and 6, 12, 24 months after their certificate: four steps, those to come with their day. */
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import { linksTo } from '../../../kernel/links.ts';
import type { Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Head } from '../../../ui/parts.tsx';
import { href } from '../../../ui/router.ts';
import { certifiedOn, MONTHS, type Months, monthsAfter, named, situationAt } from '../rules.ts';
import { ABOUT } from './addresses.ts';

/** Programmes in whose groups this person was. */
function programmesOf(replica: ReturnType<typeof useOpen>['replica'], person: RecordId): readonly RecordId[] {
  const ids = linksTo(replica, 'enrolment', 'person', person).flatMap((one) => {
    const cohort = named(replica, one, 'cohort');
    const state = cohort && replica.record(cohort);
    return (state && named(replica, state, 'programme')) || [];
  });
  return [...new Set(ids)];
}

export function Moments({ person, today }: { readonly person: RecordState; readonly today: Day }) {
  const { replica } = useOpen();
  return (
    <>
      {programmesOf(replica, person.id).map((programme) => (
        <section key={programme} class="stack s2">
          <Head title={t('after.moments')} />
          <ol class="moments card">
            {(['entry', ...MONTHS] as const).map((at) => (
              <Moment key={at} {...{ person, programme, at, today }} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function Moment(props: {
  readonly person: RecordState;
  readonly programme: RecordId;
  readonly at: Months | 'entry';
  readonly today: Day;
}) {
  const { person, programme, at, today } = props;
  const { replica, me, now } = useOpen();
  const state = situationAt(replica, person.id, programme, at);
  const certified = certifiedOn(replica, person.id, programme);
  const due = at === 'entry' || certified === '' ? '' : monthsAfter(certified, at);
  const reached = state !== null && textOf(state, 'reached') === 'yes';
  const isDue = due !== '' && due <= today;
  const [icon, tone]: readonly [IconName, string] = reached
    ? ['check', 'ok']
    : state
      ? ['eye-off', 'wait']
      : isDue
        ? ['fix', 'fix']
        : ['clock', 'wait'];
  const words = state
    ? reached
      ? t(`situation.is.${textOf(state, 'is') || 'unknown'}`)
      : t('situation.reached.no')
    : isDue
      ? t('after.moment.due')
      : due === ''
        ? t(at === 'entry' ? 'after.moment.none' : 'after.moment.uncertified')
        : momentText(due);
  const may = replica.may(me.person, 'create', 'situation', person.home, now);
  const inside = (
    <>
      <span class={`knot ${tone}`}>
        <Icon name={icon} size="s" />
      </span>
      <b>{t(`after.at.${at}`)}</b>
      <small>{words}</small>
    </>
  );
  const isOpen = may && (isDue || at === 'entry');
  const to = state ? href('suivis', state.id) : isOpen ? href('suivis', ABOUT, person.id, String(at), programme) : '';
  return <li>{to ? <a href={to}>{inside}</a> : <div>{inside}</div>}</li>;
}
