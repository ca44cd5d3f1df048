/** What does the programme want to change, and does it? What was done stands apart from what it changed; what nobody counted is said. */
import '../messages/convention/index.ts';
import { textOf, valueOf } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { moneyText } from '../../../ui/format.ts';
import { Frame } from '../../../ui/frame.tsx';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice, Row } from '../../../ui/parts.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { dayAndHour } from '../../../ui/when.ts';
import { titleOf } from '../../../ui/words.ts';
import { type Aim, aimsOf, byLevel, goalsOf } from '../aims.ts';
import { packsOf, pointsOf } from '../aims-over-time.ts';
import { budgetOf, type Component, componentsOf } from '../convention.ts';
import { paidIn } from '../counts.ts';
import { countingHere, Indicator, ListBehind } from './convention-indicator.tsx';

/** `programmes/buts/<programme>`, `programmes/buts/<programme>/<indicator>`. */
export default function Aims({ rest: [id, indicator] }: { readonly rest: Path }) {
  const open = useOpen();
  const { replica, me, now } = open;
  const programme = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  if (programme?.type !== 'programme')
    return (
      <Frame title={t('aims.title')} back={{ href: href('programmes'), label: t('funnel.back') }}>
        <Empty text={t('funnel.unknown')} />
      </Frame>
    );
  const aims = aimsOf(replica, programme.id, countingHere(open, programme));
  const asked = aims.flatMap(({ indicators }) => indicators).find((one) => one.indicator.id === indicator);
  if (asked?.counted) return <ListBehind programme={programme} of={asked} counted={asked.counted} />;
  const packs = packsOf(replica, programme.id);
  const goals = goalsOf(aims);
  const budget = budgetOf(replica, programme.id);
  // Who may not read all of the payments would be shown a part of them as the sum.
  const paid = replica.may(me.person, 'read', 'payment', programme.home, now) ? paidIn(replica, programme.id) : null;
  const components = componentsOf(replica, programme.id);
  const to = (...rest: Path) => href('programmes', programme.id, ...rest);
  return (
    <Frame
      title={t('aims.title')}
      sub={textOf(programme, 'name')}
      back={{ href: to(), label: t('funnel.back.programme') }}
    >
      <div class="stack">
        {aims.length === 0 && (
          <Empty text={t('aims.none')} hint={t('aims.none.hint')}>
            <a class="btn" href={to('aim.programme', 'nouvelle')}>
              {t('aims.add')}
            </a>
          </Empty>
        )}
        <ol class="steps-told">
          {aims.map(({ aim, indicators }, at) => (
            <li key={aim.id} class="card pad stack s2">
              <h2>
                <span class="no num" aria-hidden="true">
                  {at + 1}
                </span>
                <a href={to('aim.programme', aim.id)}>{textOf(aim, 'name')}</a>
              </h2>
              {indicators.length === 0 && <p class="dim">{t('aims.noindicator')}</p>}
              {byLevel(indicators).map(([level, list]) => (
                <section key={level} class="stack s2">
                  <h3>
                    <small class="dim">{t(`indicator.level.${level}`)}</small>
                  </h3>
                  {list.map((one) => (
                    <Indicator
                      key={one.indicator.id}
                      programme={programme}
                      of={one}
                      points={pointsOf(aim, one, packs)}
                    />
                  ))}
                </section>
              ))}
            </li>
          ))}
        </ol>
        {aims.some(({ indicators }) => indicators.some(({ what }) => what)) && (
          <p class="sm dim">
            {replica.meta.lastExchange > 0
              ? t('funnel.fresh', { when: dayAndHour(replica.meta.lastExchange, now) })
              : t('funnel.fresh.never')}
          </p>
        )}
        {goals.length > 0 && (
          <section class="stack s2 narrow">
            <Head title={t('aims.goals')} count={goals.length} />
            <div class="card rows">
              {goals.map(([goal, list]) => (
                <div key={goal} class="row">
                  <span class="grow">
                    <b>{t(`indicator.sdg.${goal}`)}</b>
                    {list.map(({ indicator, value }) => (
                      <small key={indicator.id}>
                        {textOf(indicator, 'name')}
                        {t('list.of')}
                        {value === null ? t('aims.nodata').toLowerCase() : formatNumber(value)}
                      </small>
                    ))}
                  </span>
                </div>
              ))}
            </div>
          </section>
        )}
        {components.length > 0 && <Components list={components} aims={aims} to={to('component.programme')} />}
        {budget.lines.length > 0 && (
          <section class="stack s2 narrow">
            <Head title={t('programme.tab.budget_line.programme')}>
              <a href={to('budget_line.programme')}>{t('aims.lines', { n: budget.lines.length })}</a>
            </Head>
            <p>
              {t('aims.budget', { planned: moneyText(budget.planned), spent: moneyText(budget.spent) })}{' '}
              {budget.told < budget.lines.length && t('aims.budget.unsaid', { n: budget.lines.length - budget.told })}
            </p>
            {paid && paid.sum > 0 && (
              <p>
                <a class="tall" href={href(...paid.path)}>
                  {t('aims.paid', { paid: moneyText(paid.sum) })}
                </a>
              </p>
            )}
            <div class="card rows sums">
              {budget.lines.map((line) => {
                const [planned, spent] = [valueOf(line, 'planned'), valueOf(line, 'spent')];
                return (
                  <Row
                    key={line.id}
                    href={to('budget_line.programme', line.id)}
                    title={titleOf(replica, line.id)}
                    sub={typeof spent === 'number' ? t('aims.spent', { spent: moneyText(spent) }) : t('aims.spent.not')}
                    end={<b class="num">{typeof planned === 'number' ? moneyText(planned) : '—'}</b>}
                  />
                );
              })}
            </div>
          </section>
        )}
      </div>
    </Frame>
  );
}

/** What the programme is made of: the share that was agreed, and the one its lines give it. */
function Components(props: {
  readonly list: readonly Component[];
  readonly aims: readonly Aim[];
  readonly to: string;
}) {
  const { list, to } = props;
  /** By the numbers they have above. */
  const served = (ids: readonly RecordId[]): string =>
    props.aims.flatMap(({ aim }, at) => (ids.includes(aim.id) ? [formatNumber(at + 1)] : [])).join(t('list.comma'));
  const shares = list.map(({ share }) => share);
  const agreed = shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  return (
    <section class="stack s2 narrow">
      <Head title={t('programme.tab.component.programme')} count={list.length}>
        <a href={to}>{t('aims.components.all')}</a>
      </Head>
      {!shares.includes(null) && agreed !== 100 && (
        <Notice tone="wait" icon="info" title={t('aims.shares', { sum: agreed })} />
      )}
      <div class="card rows sums">
        {list.map(({ component, share, planned, all, spent, lines, aims }) => (
          <Row
            key={component.id}
            href={`${to}/${component.id}`}
            title={textOf(component, 'name')}
            sub={
              <>
                <span class="block">
                  {lines === 0
                    ? t('aims.component.noline')
                    : t('aims.component.lines', {
                        planned: moneyText(planned),
                        part: Math.round((planned / Math.max(1, all)) * 100),
                      })}
                  {lines > 0 &&
                    ` ${spent === null ? t('aims.spent.not') : t('aims.spent', { spent: moneyText(spent) })}.`}
                </span>
                {aims.length > 0 && t('aims.serves', { n: aims.length, list: served(aims) })}
              </>
            }
            end={<b class="num">{share === null ? '—' : t('aims.share', { share })}</b>}
          />
        ))}
      </div>
    </section>
  );
}
