/** What becomes of them: insertion over those reached and those certified, work, enterprises, money. Every figure says how it is reckoned and opens. */
import '../messages/screens/index.ts';
import { useMemo } from 'preact/hooks';
import type { RecordState } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId, sensitiveScope } from '../../../kernel/ids.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { percentText } from '../../../ui/format.ts';
import { Frame } from '../../../ui/frame.tsx';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head } from '../../../ui/parts.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { dayAndHour } from '../../../ui/when.ts';
import { titleOf } from '../../../ui/words.ts';
import { type Insertion, insertionOf, workOn } from '../reports.ts';
import { jobPart } from '../words.ts';
import { ENTERPRISES, FUNDS, JOBS, OUTCOME } from './addresses.ts';
import { Enterprises, EnterprisesCard } from './outcome-enterprises.tsx';
import { DecentWork, Jobs, JobsTold } from './outcome-jobs.tsx';
import { Leaves } from './outcome-leaving.tsx';
import { Money, Requests } from './outcome-money.tsx';
import { People } from './outcome-people.tsx';
import { ToPublish } from './publish.tsx';

const LISTS = ['inserted', 'not', 'reached', 'unreached', 'unasked', 'certified', 'early'] as const;
type List = (typeof LISTS)[number];

/** `programmes/devenir/<programme>`, `programmes/devenir/<programme>/<mois>/<qui>`, `…/emplois/<par>/<quoi>`. */
export default function Outcome({ rest: [id, months, list, ...which] }: { readonly rest: Path }) {
  const { replica, now } = useOpen();
  const programme = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  const day = dayOf(now);
  const { version } = replica;
  const insertion = useMemo(
    () => (programme?.type === 'programme' ? insertionOf(replica, programme.id, day) : []),
    [replica, version, programme, day],
  );
  if (programme?.type !== 'programme')
    return (
      <Frame title={t('after.title')} back={{ href: href('programmes'), label: t('after.back.programmes') }}>
        <Empty text={t('after.unknown')} />
      </Frame>
    );
  if (months === ENTERPRISES)
    return <Enterprises programme={programme} which={[list, ...which].filter((one) => one !== undefined)} />;
  if (months === FUNDS) return <Requests programme={programme} {...(list && { which: list })} />;
  if (months === JOBS) return <Jobs programme={programme} day={day} by={list} which={which.join('/')} />;
  const one = insertion.find((each) => String(each.months) === months);
  if (one && (LISTS as readonly string[]).includes(list ?? ''))
    return (
      <People
        programme={programme}
        title={t(`after.list.${list}`)}
        sub={t(`after.list.at.${one.months}`)}
        ids={idsOf(one, list as List)}
      />
    );
  return <Drawn programme={programme} insertion={insertion} />;
}

/** Reached, and without work: what is left of those reached. */
const idsOf = (of: Insertion, list: List): readonly RecordId[] =>
  list === 'not' ? of.reached.filter((id) => !of.inserted.includes(id)) : of[list];

function Drawn({
  programme,
  insertion,
}: {
  readonly programme: RecordState;
  readonly insertion: readonly Insertion[];
}) {
  const { replica, me, now } = useOpen();
  const day = dayOf(now);
  const work = workOn(replica, programme.id, day);
  const fte = Math.round(work.fte * 10) / 10;
  const reads = (type: string) => replica.may(me.person, 'read', type, programme.home, now);
  const private_ = replica.may(me.person, 'read', 'situation_private', sensitiveScope(me.home), now);
  return (
    <Frame
      title={t('after.title')}
      sub={titleOf(replica, programme.id)}
      back={{ href: href('programmes', programme.id), label: t('after.back.programme') }}
    >
      <div class="stack">
        <div class="wide2">
          <section class="stack s3" aria-labelledby="insertion">
            <Head id="insertion" title={t('after.insertion')} />
            {insertion.map((one) => (
              <Inserted key={one.months} programme={programme.id} of={one} />
            ))}
            <p class="sm dim">{t('after.insertion.how')}</p>
          </section>
          <div class="stack">
            <section class="card pad stack s3" aria-labelledby="work">
              <h2 id="work">{t('after.work')}</h2>
              <p class="big">
                <a href={href('programmes', OUTCOME, programme.id, JOBS)}>{t('after.jobs', { n: work.jobs.length })}</a>{' '}
                {t('after.jobs.people', { n: work.persons.length })}
                {work.nameless > 0 && `, ${t('after.jobs.nameless', { n: work.nameless })}`}
              </p>
              <p>
                <b class="num">{formatNumber(fte)}</b> {t('after.fte', { n: fte })}
                <small class="block dim">
                  {t('after.fte.how', { hours: work.fullTime.limit, source: work.fullTime.source })}
                  {!work.fullTime.checked && ` ${t('after.unchecked')}`}
                </small>
              </p>
              {work.without > 0 && (
                <ul class="mini">
                  <li>
                    <span>{t('after.fte.without', { n: work.without })}</span>
                    <a
                      class="num"
                      href={href('programmes', OUTCOME, programme.id, JOBS, 'hours', '-')}
                      aria-label={t('after.open', { label: jobPart('hours', ''), n: work.without })}
                    >
                      {formatNumber(work.without)}
                    </a>
                  </li>
                </ul>
              )}
              <DecentWork programme={programme} jobs={work.jobs} />
              <JobsTold programme={programme} jobs={work.jobs} />
            </section>
            <EnterprisesCard programme={programme} />
            {reads('financing') && <Money programme={programme.id} />}
            {private_ && <Leaves programme={programme.id} />}
          </div>
        </div>
        <ToPublish programme={programme} jobs={work.jobs} />
        <p class="sm dim">
          {replica.meta.lastExchange > 0
            ? t('after.fresh', { when: dayAndHour(replica.meta.lastExchange, now) })
            : t('after.fresh.never')}
        </p>
      </div>
    </Frame>
  );
}

const TONES = ['inserted', 'not', 'unreached', 'unasked'] as const;

/** Of those certified long enough ago: one bar, two rates, both with what they are made of. */
function Inserted({ programme, of }: { readonly programme: RecordId; readonly of: Insertion }) {
  const { months, certified, reached, inserted, unreached, unasked, early } = of;
  const to = (list: List) => href('programmes', OUTCOME, programme, String(months), list);
  const counts = {
    inserted: inserted.length,
    not: reached.length - inserted.length,
    unreached: unreached.length,
    unasked: unasked.length,
  };
  let x = 0;
  return (
    <article class="card pad stack s2">
      <h3>{t(`after.at.${months}`)}</h3>
      {certified.length === 0 ? (
        <p class="dim">{t('after.notyet', { n: early.length })}</p>
      ) : (
        <>
          {reached.length === 0 ? (
            <p>{t('after.nodata')}</p>
          ) : (
            <p class="big">
              <a href={to('inserted')}>{t('after.inserted', { n: inserted.length })}</a>
            </p>
          )}
          <svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            {TONES.map((tone) => {
              const width = (counts[tone] / certified.length) * 100;
              x += width;
              return <rect key={tone} class={tone} x={x - width} width={width} height="4" />;
            })}
          </svg>
          {reached.length > 0 && (
            <dl class="rates">
              <Rate label={t('after.rate.reached')} n={inserted.length} of={reached.length} to={to('reached')} />
              <Rate label={t('after.rate.certified')} n={inserted.length} of={certified.length} to={to('certified')} />
            </dl>
          )}
          <ul class="mini">
            {TONES.map(
              (tone) =>
                counts[tone] > 0 && (
                  <Count key={tone} tone={tone} label={t(`after.list.${tone}`)} n={counts[tone]} to={to(tone)} />
                ),
            )}
            {early.length > 0 && <Count label={t('after.list.early')} n={early.length} to={to('early')} />}
          </ul>
        </>
      )}
    </article>
  );
}

function Rate(props: { readonly label: string; readonly n: number; readonly of: number; readonly to: string }) {
  const { label, n, of, to } = props;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <a class="num" href={to}>
          {t('after.of', { n, of })}
        </a>
        <span class="num dim">{percentText(n / of)}</span>
      </dd>
    </div>
  );
}

function Count(props: { readonly label: string; readonly n: number; readonly to: string; readonly tone?: string }) {
  const { label, n, to, tone } = props;
  return (
    <li class="legend">
      <span>
        {tone && (
          <svg viewBox="0 0 1 1" class="share key" aria-hidden="true">
            <rect class={tone} width="1" height="1" />
          </svg>
        )}
        {label}
      </span>
      <a class="num" href={to} aria-label={t('after.open', { label, n })}>
        {formatNumber(n)}
      </a>
    </li>
  );
}
