/** What community actions add to the sheets: who was there, the hours of a programme, what somebody gave. */
import '../messages/screens/index.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Head, Row, Sign } from '../../../ui/parts.tsx';
import { RecordSign } from '../../../ui/records/describe.tsx';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { actionsOf, actionsWith, type Given, givenIn, hoursEach, thereAt } from '../hours.ts';
import { GIVEN, OF, THERE } from './addresses.ts';

/** `3 actions · 24 personnes`. */
export const fewWords = ({ actions, people }: Given): string =>
  [t('actions.of', { n: actions.length }), t('actions.by', { n: people.length })].join('\u00a0· ');

/** Who was there; those who stayed longer or less long have their own hours beside their name. */
function There({ state }: SheetPart) {
  const { replica, me, now } = useOpen();
  const there = [...thereAt(replica, state)]
    .map(([id, hours]) => ({ id, hours, name: titleOf(replica, id) || t('value.unknown'), of: replica.record(id) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const may = replica.may(me.person, 'edit', 'action', state.home, now);
  const { hours } = givenIn(replica, [state]);
  return (
    <section class="stack s2">
      <Head title={t('actions.tick')} count={there.length} />
      {there.length === 0 ? (
        <p class="dim">{t('actions.nobody')}</p>
      ) : (
        <p>
          <b class="num">{t('actions.sum', { n: hours })}</b>
          {`\u00a0· ${t('actions.by', { n: there.length })}`}
        </p>
      )}
      {may && (
        <p>
          <a class={there.length === 0 ? 'btn go' : 'btn'} href={href('actions', THERE, state.id)}>
            <Icon name="check" />
            {t('actions.tick.sub')}
          </a>
        </p>
      )}
      {there.length > 0 && (
        <div class="card rows">
          {there.map(({ id, name, of, hours }) => (
            <Row
              key={id}
              href={href('personnes', id)}
              sign={of && <RecordSign state={of} />}
              title={name}
              {...(hours !== hoursEach(state) && { sub: t('actions.hours', { n: hours }) })}
              end={<Icon name="next" />}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function ToGiven({ state }: SheetPart) {
  const { replica, now } = useOpen();
  const actions = actionsOf(replica, state.id, dayOf(now));
  if (actions.length === 0) return null;
  const given = givenIn(replica, actions);
  return (
    <div class="card rows">
      <Row
        href={href('programmes', GIVEN, state.id)}
        sign={<Sign icon="sprout" />}
        title={t('actions.title')}
        sub={`${t('actions.sum', { n: given.hours })}\u00a0· ${fewWords(given)}`}
        end={<Icon name="next" />}
      />
    </div>
  );
}

function Theirs({ state }: SheetPart) {
  const { replica, now } = useOpen();
  const actions = actionsWith(replica, state.id, dayOf(now));
  if (actions.length === 0) return null;
  const hours = actions.reduce((sum, one) => sum + (thereAt(replica, one).get(state.id) ?? 0), 0);
  return (
    <div class="card rows">
      <Row
        href={href('actions', OF, state.id)}
        sign={<Sign icon="sprout" />}
        title={t('actions.title')}
        sub={`${t('actions.sum', { n: hours })}\u00a0· ${t('actions.of', { n: actions.length })}`}
        end={<b class="num">{formatNumber(hours)}</b>}
      />
    </div>
  );
}

extend('action', {
  Check: There,
  screens: { [THERE]: () => import('./tick.tsx'), [OF]: () => import('./given-by.tsx') },
});
extend('programme', { Part: ToGiven, screens: { [GIVEN]: () => import('./given.tsx') } });
extend('person', { Part: Theirs });
