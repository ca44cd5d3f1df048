/** What does the programme want to change, and does it? What was done stands apart from what it changed; what nobody counted is said. */
import '../messages/convention/index.ts';
import { textOf, valueOf } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { moneyText } from '../../../ui/format.ts';
import { Frame } from '../../../ui/frame.tsx';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head } from '../../../ui/parts.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { aimsOf, budgetOf, type Followed } from '../convention.ts';

/** `programmes/buts/<programme>`. */
export default function Aims({ rest: [id] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const programme = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  if (programme?.type !== 'programme')
    return (
      <Frame title={t('aims.title')} back={{ href: href('programmes'), label: t('funnel.back') }}>
        <Empty text={t('funnel.unknown')} />
      </Frame>
    );
  const aims = aimsOf(replica, programme.id);
  const budget = budgetOf(replica, programme.id);
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
              {indicators.every(({ last }) => last === null) && (
                <p class="dim">{t(indicators.length === 0 ? 'aims.noindicator' : 'aims.nodata')}</p>
              )}
              {indicators.map((one) => (
                <Indicator key={one.indicator.id} {...one} />
              ))}
            </li>
          ))}
        </ol>
        {budget.lines.length > 0 && (
          <section class="stack s2 narrow">
            <Head title={t('programme.tab.budget_line.programme')}>
              <a href={to('budget_line.programme')}>{t('aims.lines', { n: budget.lines.length })}</a>
            </Head>
            <p>
              {t('aims.budget', { planned: moneyText(budget.planned), spent: moneyText(budget.spent) })}{' '}
              {budget.told < budget.lines.length && t('aims.budget.unsaid', { n: budget.lines.length - budget.told })}
            </p>
            <ul class="card pad mini">
              {budget.lines.map((line) => {
                const [planned, spent] = [valueOf(line, 'planned'), valueOf(line, 'spent')];
                return (
                  <li key={line.id}>
                    <span class="stack s1">
                      <span>{titleOf(replica, line.id)}</span>
                      <small class="dim">
                        {typeof spent === 'number' ? t('aims.spent', { spent: moneyText(spent) }) : t('aims.spent.not')}
                      </small>
                    </span>
                    <b class="num">{typeof planned === 'number' ? moneyText(planned) : '—'}</b>
                  </li>
                );
              })}
            </ul>
          </section>
        )}
      </div>
    </Frame>
  );
}

function Indicator({ indicator, baseline, target, last, progress }: Followed) {
  const level = textOf(indicator, 'level');
  const share = progress === null ? 0 : Math.max(0, Math.min(1, progress));
  return (
    <div class="stack s1 indicator">
      <p>
        <b class="block">{textOf(indicator, 'name')}</b>
        <small class="dim">{t(`indicator.level.${level}`)}</small>
      </p>
      {last === null ? (
        <p class="sm">{t('aims.nodata')}</p>
      ) : (
        <>
          <p class="sm">
            <b class="num">{formatNumber(last.value)}</b> {target !== null && t('aims.of', { target })}{' '}
            {t('aims.on', { on: momentText(last.on) })}
            {last.source !== '' && ` ${last.source}.`}
          </p>
          {progress !== null ? (
            <svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect class="reached" width={share * 100} height="4" />
            </svg>
          ) : (
            <p class="sm dim">{t(baseline === null ? 'aims.nobaseline' : 'aims.notarget')}</p>
          )}
        </>
      )}
    </div>
  );
}
