/** One indicator: the figure, how it is counted, and the people or facts behind it. */
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import type { Open } from '../../../ui/open.ts';
import { Behind } from '../../../ui/records/behind.tsx';
import { href } from '../../../ui/router.ts';
import { howText, targetText, verdictText } from '../aim-words.ts';
import { type Counting, countingOf, type Followed } from '../aims.ts';
import { CURVE, curveOf, type Point } from '../aims-over-time.ts';
import { type Counted, NOTHING } from '../counts.ts';
import { funnelOf } from '../reports.ts';
import { AIMS } from './addresses.ts';

/** Counts with what this copy knows. Who may not read the requests would be told that everybody who asked was chosen. */
export function countingHere({ replica, me, now }: Open, programme: RecordState): Counting {
  const day = dayOf(now);
  const count = countingOf(replica, programme, day, () => funnelOf(replica, programme, day));
  const reads = replica.may(me.person, 'read', 'application', me.home, now);
  return (what) => (what === 'selected' && !reads ? NOTHING : count(what));
}

export function Indicator(props: {
  readonly programme: RecordState;
  readonly of: Followed;
  readonly points: readonly Point[];
}) {
  const { programme, of, points } = props;
  const { indicator, what, counted, value, baseline, target, progress, reached } = of;
  const share = progress === null ? 0 : Math.max(0, Math.min(1, progress));
  return (
    <div class="stack s1 indicator">
      <b class="block">{textOf(indicator, 'name')}</b>
      {value === null ? (
        <p class="sm">{t('aims.nodata')}</p>
      ) : (
        <>
          <p>
            {counted ? (
              <a
                class="num tall"
                href={href('programmes', AIMS, programme.id, indicator.id)}
                aria-label={t('aims.open', { what: textOf(indicator, 'name'), n: value })}
              >
                <b>{formatNumber(value)}</b>
              </a>
            ) : (
              <b class="num">{formatNumber(value)}</b>
            )}{' '}
            {targetText(of)}{' '}
            {reached !== null && (
              <span class={`st ${reached ? 'ok' : 'wait'}`}>
                <Icon name={reached ? 'check' : 'clock'} size="s" />
                {verdictText(reached)}
              </span>
            )}
          </p>
          {progress !== null ? (
            <svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect class="reached" width={share * 100} height="4" />
            </svg>
          ) : (
            target !== baseline && <p class="sm dim">{t(baseline === null ? 'aims.nobaseline' : 'aims.notarget')}</p>
          )}
        </>
      )}
      <p class="sm dim">
        {value !== null && <Icon name={what ? 'check' : 'pencil'} size="s" />} {howText(programme, of)}
      </p>
      <OverTime points={points} />
    </div>
  );
}

/** How the figure came there: drawn, and told in a table. */
function OverTime({ points }: { readonly points: readonly Point[] }) {
  const curve = curveOf(points);
  if (!curve) return null;
  return (
    <>
      <svg class="curve" viewBox={`0 0 ${CURVE.width} ${CURVE.height}`} aria-hidden="true">
        <path d={`M0 ${curve.zero}H${CURVE.width}`} style={{ stroke: 'var(--line)' }} />
        {curve.lines.map((line) => (
          <polyline key={line} points={line} />
        ))}
        {curve.dots.map(([x, y]) => (
          <circle key={x} cx={x} cy={y} r="3" />
        ))}
      </svg>
      <details>
        <summary class="row" style={{ minBlockSize: 'var(--tap)', padding: 0 }}>
          <Icon name="down" size="s" />
          {t('aims.time', { n: points.length })}
        </summary>
        <ul class="mini">
          {points.map(({ on, value }) => (
            <li key={on}>
              <span>{momentText(on)}</span>
              <b class="num">{value === null ? t('aims.time.hidden') : formatNumber(value)}</b>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** The people, jobs or enterprises that make the figure. */
export function ListBehind(props: {
  readonly programme: RecordState;
  readonly of: Followed;
  readonly counted: Counted;
}) {
  const { programme, of, counted } = props;
  return (
    <Behind
      title={textOf(of.indicator, 'name')}
      sub={`${formatNumber(counted.value ?? counted.records.length)} ${targetText(of)}`}
      back={{ href: href('programmes', AIMS, programme.id), label: t('aims.back') }}
      ids={counted.records}
      none={t('funnel.nobody')}
      elsewhere={(n) => t('aims.elsewhere', { n })}
    >
      <p class="sm dim">{howText(programme, of)}</p>
    </Behind>
  );
}
