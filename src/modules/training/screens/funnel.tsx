/** Where are we toward the target, and where do people stop? Every figure opens the list behind it. */
import '../messages/screens/index.ts';
import { useMemo, useState } from 'preact/hooks';
import { textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { linksTo } from '../../../kernel/links.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { useLater } from '../../../ui/later.ts';
import { momentText, spanText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice } from '../../../ui/parts.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { dayAndHour } from '../../../ui/when.ts';
import { titleOf } from '../../../ui/words.ts';
import { ageDayOf } from '../ages.ts';
import { creationIn } from '../created.ts';
import {
  DIMENSIONS,
  type Dimension,
  type Funnel,
  funnelOf,
  leakOf,
  MANY,
  monthsLeft,
  peopleAt,
  type Slice,
  STAGES,
  type Stage,
  type Step,
  slicesOf,
  stepsIn,
  toldTo,
} from '../reports.ts';
import type { Outcome } from '../stages.ts';
import { FUNNEL } from './addresses.ts';
import { ICONS, People, type Props, sliceName } from './funnel-people.tsx';
import { useReckoning } from './reckoning.ts';
import { byName } from './roll.tsx';

const AFTER: { readonly [outcome in Outcome]: IconName } = {
  mentored: 'handshake',
  financed: 'cauris',
  enterprise: 'stall',
  job6: 'pot',
  job12: 'pot',
  job24: 'pot',
};
/** One name for one place: the map comes with the first funnel. */
const naming = () => import('../../places/naming.ts');
const ALL = 'toutes';
const SEXES = ['f', 'm', 'x'] as const;
const TONES = { f: 'women', m: 'men', x: 'unsaid' } as const;

/** `programmes/entonnoir/<programme>/<cohort or toutes>/<stage>/<dimension>/<key>`. */
export default function FunnelScreen({ rest: [id, only = ALL, stage, by, ...key] }: { readonly rest: Path }) {
  const { replica, me, now } = useOpen();
  useLater(naming);
  const named = isRecordId(id) ? replica.record(id) : null;
  const programme = named?.type === 'programme' ? named : null;
  const back = { href: href('programmes'), label: t('funnel.back') };
  const day = dayOf(now);
  const { version } = replica;
  const coming = useReckoning(programme?.id);
  const funnel = useMemo(
    () =>
      programme && !coming
        ? toldTo(funnelOf(replica, programme, day, isRecordId(only) ? (only as RecordId) : undefined), (type) =>
            replica.may(me.person, 'read', type, me.home, now),
          )
        : null,
    [replica, version, programme, day, only, me, !coming],
  );
  if (coming)
    return (
      <Frame title={t('funnel.title')} back={back}>
        <section class="stack">
          <p role="status">{t('funnel.coming', { done: coming[0], all: coming[1] })}</p>
          <progress style={{ inlineSize: '100%' }} max={coming[1]} value={coming[0]} aria-hidden="true" />
        </section>
      </Frame>
    );
  if (!funnel || !programme)
    return (
      <Frame title={t('funnel.title')} back={back}>
        <Empty text={t('funnel.unknown')} />
      </Frame>
    );
  if (funnel.cohorts.length === 0 && funnel.standings.size === 0)
    return (
      <Frame title={titleOf(replica, programme.id)} sub={t('funnel.title')} back={back}>
        <Notice tone="wait" icon="info" title={t('funnel.absent')}>
          <p>{t('funnel.absent.text')}</p>
        </Notice>
      </Frame>
    );
  const props = { funnel, only };
  const step = stepsIn(funnel).find((one) => one === stage);
  if (step)
    return (
      <People
        {...props}
        title={stepName(step)}
        all={peopleAt(funnel, step)}
        by={by as Dimension | undefined}
        which={key.join('/')}
      />
    );
  return <Drawn {...props} />;
}

const stepName = (step: Step): string => t(`funnel.${isStage(step) ? 'stage' : 'after'}.${step}`);
const isStage = (step: string): step is Stage => (STAGES as readonly string[]).includes(step);

/** How many of each sex, without a look at anybody's sheet. */
function bySex(funnel: Funnel, people: readonly RecordId[]): { f: number; m: number; x: number } {
  const sums = { f: 0, m: 0, x: 0 };
  for (const id of people) sums[funnel.person(id).sex || 'x']++;
  return sums;
}

/** Rolls that are not here, not whole, or of a session that was cancelled, by group. */
function Missing({
  what,
  of,
}: {
  readonly what: 'silent' | 'unfinished' | 'uncounted';
  readonly of: Funnel['silent'];
}) {
  const { replica } = useOpen();
  if (of.size === 0) return null;
  const sum = [...of.values()].reduce((all, n) => all + n, 0);
  return (
    <Notice tone="wait" icon={what === 'uncounted' ? 'warning' : 'clock'} title={t(`funnel.${what}`, { n: sum })}>
      <ul>
        {[...of].map(([cohort, n]) => (
          <li key={cohort}>
            <a class="tall" href={href('cohortes', cohort, 'session.cohort')}>
              {titleOf(replica, cohort)}
              {t('list.of')}
              {t(`funnel.${what}.of`, { n })}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Drawn({ funnel, only }: Props) {
  const { replica, me, now } = useOpen();
  const day = dayOf(now);
  const [by, setBy] = useState<Dimension>('sex');
  const [of, setOf] = useState<Step>('enrolled');
  const { programme, stages, trained, target, cohorts, silent, unfinished, uncounted } = funnel;
  const to = (...rest: Path) => href('programmes', FUNNEL, programme.id, only, ...rest);
  const women = bySex(funnel, trained).f;
  const counts = textOf(programme, 'counts') as Stage;
  const left = monthsLeft(programme, day);
  // Who may not read the applications would be told that everybody who asked was chosen.
  const reads = replica.may(me.person, 'read', 'application', me.home, now);
  const told = reads ? STAGES : STAGES.slice(STAGES.indexOf('enrolled'));
  const steps = stepsIn(funnel).filter((one) => !isStage(one) || told.includes(one));
  const widest = Math.max(1, stages[told[0] as Stage].length);
  const rule = STAGES.includes(counts) ? counts : 'completed';
  const leak = leakOf(funnel);
  const slices = slicesOf(funnel, peopleAt(funnel, of), by);
  const line = ({ key, persons }: Slice) => (
    <li key={key}>
      <span>{sliceName(replica, by, key)}</span>
      <a
        class="num"
        href={to(of, by, key || '-')}
        aria-label={t('funnel.see', { what: sliceName(replica, by, key), n: persons.length })}
      >
        {formatNumber(persons.length)}
      </a>
    </li>
  );
  return (
    <Frame
      title={titleOf(replica, programme.id)}
      sub={[t('funnel.title'), spanText(textOf(programme, 'from'), textOf(programme, 'to'))]
        .filter(Boolean)
        .join('\u00a0· ')}
      back={{ href: href('programmes', programme.id), label: t('funnel.back.programme') }}
    >
      <div class="stack">
        <section class="stack s2 narrow">
          <p class="big toward">
            <a class="num" href={to(rule)}>
              {t(`funnel.sum.${rule}`, { n: trained.length })}
            </a>{' '}
            {t('funnel.sum.of', { target, n: women })} {left !== null && t('funnel.left', { n: left })}
          </p>
          <Bar parts={[{ tone: 'reached', n: trained.length }]} all={Math.max(target, trained.length, 1)} />
          <p class="sm dim">{t(`funnel.rule.${rule}`)}</p>
          <p class="sm dim">
            {replica.meta.lastExchange > 0
              ? t('funnel.fresh', { when: dayAndHour(replica.meta.lastExchange, now) })
              : t('funnel.fresh.never')}
          </p>
        </section>
        {cohorts.length > 0 && (
          <div class="field narrow">
            <label for="funnel-cohort">{t('funnel.cohort')}</label>
            <select
              class="in"
              id="funnel-cohort"
              value={only}
              onChange={(event) => go(href('programmes', FUNNEL, programme.id, event.currentTarget.value), 'replace')}
            >
              <option value={ALL}>{t('funnel.cohort.all')}</option>
              {byName(
                replica,
                linksTo(replica, 'cohort', 'programme', programme.id).map((one) => one.id),
              ).map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
        <Missing what="silent" of={silent} />
        <Missing what="unfinished" of={unfinished} />
        <Missing what="uncounted" of={uncounted} />
        <div class="wide2">
          <section class="card pad stack s2">
            <Head title={t('funnel.stop')} />
            <Keys />
            <ol class="funnel">
              {told.map((stage, at) => {
                const people = stages[stage];
                const before = told[at - 1];
                const n = bySex(funnel, people);
                return (
                  <li key={stage} class={leak?.at === stage ? 'leak' : ''}>
                    <a class="step" href={to(stage)}>
                      <span>
                        <Icon name={ICONS[stage]} size="s" /> {t(`funnel.stage.${stage}`)}
                      </span>
                      <span>
                        <b class="num">{formatNumber(people.length)}</b>
                        {before && <small class="dim"> {t(`funnel.of.${before}`, { n: stages[before].length })}</small>}
                      </span>
                      <Bar parts={[...SEXES.map((sex) => ({ tone: TONES[sex], n: n[sex] }))]} all={widest} />
                    </a>
                    {leak?.at === stage && <p class="sm">{t('funnel.leak', { n: leak.n })}</p>}
                  </li>
                );
              })}
            </ol>
            <p class="sm dim">{t('funnel.further')}</p>
            <Afterwards funnel={funnel} to={to} />
          </section>
          <section class="stack s3">
            <Head title={t('funnel.by')} />
            <div class="field">
              <label for="funnel-stage">{t('funnel.by.stage')}</label>
              <select
                class="in"
                id="funnel-stage"
                value={of}
                onChange={(event) => setOf(event.currentTarget.value as Step)}
              >
                {steps.map((step) => (
                  <option key={step} value={step}>
                    {stepName(step)}
                  </option>
                ))}
              </select>
            </div>
            <div class="chips">
              {DIMENSIONS.map((one) => (
                <button key={one} type="button" class="chip" aria-pressed={one === by} onClick={() => setBy(one)}>
                  {t(`funnel.by.${one}`)}
                </button>
              ))}
            </div>
            <ul class="card pad mini">{slices.slice(0, MANY).map(line)}</ul>
            {slices.length > MANY && (
              <details>
                <summary>{t('funnel.by.rest', { n: slices.length - MANY })}</summary>
                <ul class="card pad mini">{slices.slice(MANY).map(line)}</ul>
              </details>
            )}
            {by === 'cohort' && <p class="sm dim">{t('funnel.by.cohort.hint')}</p>}
            {by === 'age' && <p class="sm dim">{t('funnel.by.age.hint', { on: momentText(ageDayOf(programme)) })}</p>}
          </section>
        </div>
      </div>
    </Frame>
  );
}

/** What became of those who have their certificate: of all of them, and of those somebody reached. */
function Afterwards({ funnel, to }: { readonly funnel: Funnel; readonly to: (...rest: Path) => string }) {
  const { certified } = funnel.stages;
  if (funnel.after.length === 0 || certified.length === 0) return null;
  return (
    <>
      <Head title={t('funnel.after')} />
      <ol class="funnel">
        {funnel.after.map(({ outcome, persons, known }) => {
          const sums = bySex(funnel, persons);
          return (
            <li key={outcome}>
              <a class="step" href={to(outcome)}>
                <span>
                  <Icon name={AFTER[outcome]} size="s" /> {t(`funnel.after.${outcome}`)}
                </span>
                <span>
                  {/* Of whom nobody was asked, nothing is known: that is no zero. */}
                  {known?.length === 0 ? (
                    <small class="dim">{t('funnel.after.notasked')}</small>
                  ) : (
                    <>
                      <b class="num">{formatNumber(persons.length)}</b>
                      <small class="dim">
                        {' '}
                        {[
                          t('funnel.after.of', { n: certified.length }),
                          ...(known ? [t('funnel.after.known', { n: known.length })] : []),
                        ].join(', ')}
                      </small>
                    </>
                  )}
                </span>
                <Bar parts={SEXES.map((sex) => ({ tone: TONES[sex], n: sums[sex] }))} all={certified.length} />
              </a>
            </li>
          );
        })}
      </ol>
      <p class="sm dim">
        {t('funnel.after.hint')} {t(`funnel.created.${creationIn(funnel.programme)}`)}
      </p>
    </>
  );
}

/** Parts of a whole, each as wide as its share; what they say stands in words beside them. */
function Bar(props: {
  readonly parts: readonly { readonly tone: string; readonly n: number }[];
  readonly all: number;
}) {
  let x = 0;
  return (
    <svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      {props.parts.map(({ tone, n }) => {
        const width = (n / props.all) * 100;
        x += width;
        return <rect key={tone} class={tone} x={x - width} width={width} height="4" />;
      })}
    </svg>
  );
}

function Keys() {
  return (
    <p class="legend">
      {SEXES.map((sex) => (
        <span key={sex}>
          <svg viewBox="0 0 1 1" aria-hidden="true">
            <rect class={TONES[sex]} width="1" height="1" />
          </svg>
          {t(`funnel.sex.${sex}`)}
        </span>
      ))}
    </p>
  );
}
