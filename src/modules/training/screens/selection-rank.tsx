/** Who gets a place, and why? Each step in words that anybody can follow; nothing is decided before somebody says so. */
import { useState } from 'preact/hooks';
import { entriesOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { Frame } from '../../../ui/frame.tsx';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice, Row } from '../../../ui/parts.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import type { Choice, Ranked, Step } from '../selection.ts';
import { freed } from '../selection-acts.ts';
import { type Out, type Request, type Round, STATUSES_UNSEEN } from '../selection-read.ts';
import { MARK } from './selection-addresses.ts';
import { Decide } from './selection-decide.tsx';
import { ToGroups } from './selection-enrol.tsx';
import {
  aboutOf,
  groupText,
  NoRound,
  nameOf,
  outText,
  pointsText,
  stepText,
  stepWhy,
  useRound,
  whyOf,
} from './selection-parts.tsx';
import { Table } from './selection-table.tsx';

/** `selections/classement/<round>`. */
export default function Ranking({ rest: [id] }: { readonly rest: Path }) {
  const round = useRound(id);
  if (!round) return <NoRound />;
  return round.decided === '' ? <Reckoned round={round} /> : <Decided round={round} />;
}

interface Props {
  readonly round: Round;
}

const useFrame = ({ round }: Props) => {
  const { replica } = useOpen();
  return {
    title: t('selection.rank'),
    sub: titleOf(replica, round.selection.id),
    back: { href: href('selections', round.selection.id), label: t('selection.back') },
  };
};

function Reckoned({ round }: Props) {
  const open = useOpen();
  const { replica, me, now } = open;
  const { selection, choice, requests, places, unseen, quotas } = round;
  const may = replica.may(me.person, 'edit', 'selection', selection.home, now);
  const out = (kind: Out) => requests.filter((one) => one.out === kind);
  const unmarked = out('unmarked');
  const left = requests.filter((one) => one.out !== null && one.out !== 'unmarked');
  const ready = choice !== null && !choice.open && choice.ranking.length > 0;
  return (
    <Frame {...useFrame({ round })} {...(may && ready && { acts: <Decide round={round} choice={choice} /> })}>
      <div class="stack">
        <Figures round={round} />
        {places === 0 && (
          <Notice tone="fix" icon="warning">
            <p>{t('selection.noplaces')}</p>
          </Notice>
        )}
        {unmarked.length > 0 && (
          <Notice tone="wait" icon="clock" title={t('selection.unmarked', { n: unmarked.length })}>
            <p>
              {round.least > 1 && `${t('selection.unmarked.least', { least: round.least })} `}
              {t('selection.unmarked.hint', { n: unmarked.length })}
            </p>
            <a class="btn" href={href('selections', MARK, selection.id)}>
              {t('selection.mark')}
            </a>
          </Notice>
        )}
        {unseen.length > 0 && (
          <Notice tone="wait" icon="lock" title={t('selection.unseen')}>
            <p>
              {t('selection.unseen.hint', {
                groups: [
                  ...quotas.filter(({ key }) => unseen.includes(key)).map(groupText),
                  ...(unseen.includes(STATUSES_UNSEEN) ? [t('programme.statuses').toLowerCase()] : []),
                ].join(t('list.comma')),
              })}
            </p>
          </Notice>
        )}
        {choice && choice.ranking.length > 0 ? (
          <>
            <section class="stack s3">
              <Head title={t('selection.how')} />
              <p class="sm dim narrow">{t('selection.how.why')}</p>
              <ol class="steps-told">
                {choice.steps.map((step, at) => (
                  <Told key={at} {...{ step, at, round, choice, may }} />
                ))}
              </ol>
            </section>
            <Table round={round} choice={choice} />
          </>
        ) : (
          unseen.length === 0 && <Empty text={t('selection.norank')} hint={t('selection.norank.hint')} />
        )}
        {left.length > 0 && (
          <section class="stack s2">
            <Head title={t('selection.left')} count={left.length} />
            <p class="sm dim">{t('selection.left.hint')}</p>
            <div class="card rows">
              {[...new Set(left.map(({ out }) => out as Out))].map((kind) => (
                <details key={kind}>
                  <summary class="row">
                    <span class="grow">{t(`selection.kind.${kind}`, { n: out(kind).length })}</span>
                    <b class="num">{out(kind).length}</b>
                    <Icon name="down" />
                  </summary>
                  <Requests of={out(kind)} open={open} said={(request) => outText(round, request)} />
                </details>
              ))}
            </div>
          </section>
        )}
      </div>
    </Frame>
  );
}

/** What stands before all else: how many asked, how many are ranked, how many places. */
function Figures({ round: { requests: all, places, waiting } }: Props) {
  const requests = all.filter(({ out }) => out !== 'early' && out !== 'decided');
  const ranked = requests.filter(({ out }) => out === null).length;
  return (
    <p class="big">
      {t('selection.sum', { n: requests.length, ranked: formatNumber(ranked) })}{' '}
      {t('selection.sum.places', { n: places })}
      {waiting > 0 && ` ${t('selection.sum.waiting', { n: waiting })}`}
    </p>
  );
}

function Told(props: {
  readonly step: Step;
  readonly at: number;
  readonly round: Round;
  readonly choice: Choice;
  readonly may: boolean;
}) {
  const { step, at, round, may } = props;
  const { taken, equals } = step;
  return (
    <li class="card pad stack s2">
      <h3>
        <span class="no num" aria-hidden="true">
          {at + 1}
        </span>
        {stepText(step)}
      </h3>
      <p class="sm dim">{stepWhy(step, round.places)}</p>
      {taken.length > 0 ? (
        <ul class="mini">
          {taken.map((one) => (
            <Line key={one.id} round={round} one={one} />
          ))}
        </ul>
      ) : (
        equals.length === 0 && <p class="sm">{t('selection.step.nobody')}</p>
      )}
      {equals.length > 0 && <Equals round={round} step={step} may={may} />}
    </li>
  );
}

function Line({ round, one }: { readonly round: Round; readonly one: Ranked }) {
  const open = useOpen();
  const request = round.requests.find(({ application }) => application.id === one.id) as Request;
  return (
    <li>
      <span>
        {t('selection.rank.n', { n: one.rank })} {nameOf(open, request)}
      </span>
      <b class="num">{pointsText(one.points)}</b>
    </li>
  );
}

/** Equals for fewer places: whoever answers for the round taps them in the order of the jury. Each tap is kept, and can be taken back. */
function Equals({ round, step, may }: { readonly round: Round; readonly step: Step; readonly may: boolean }) {
  const open = useOpen();
  const { jekulu } = open;
  const picked = step.equals.filter(({ pick }) => pick !== undefined);
  const put = (id: string, rank: number | null) =>
    void jekulu.save([
      { do: 'edit', record: round.selection.id, body: { [`picks.${id}`]: rank === null ? null : { rank } } },
    ]);
  return (
    <Notice
      tone="fix"
      icon="clash"
      title={t('selection.equals', { n: step.equals.length, places: t('selection.places', { n: step.left }) })}
    >
      <p>{t(may ? 'selection.equals.hint' : 'selection.equals.others')}</p>
      {may && (
        <div class="stack s2">
          {step.equals.map(({ id, pick }) => {
            const request = round.requests.find(({ application }) => application.id === id) as Request;
            return (
              <button
                key={id}
                type="button"
                class="btn full"
                aria-pressed={pick !== undefined}
                onClick={() =>
                  put(id, pick === undefined ? Math.max(0, ...picked.map((one) => one.pick ?? 0)) + 1 : null)
                }
              >
                {pick !== undefined && <b class="num">{t('selection.rank.n', { n: pick })}</b>}
                {nameOf(open, request)}
              </button>
            );
          })}
        </div>
      )}
    </Notice>
  );
}

/** What was decided stands as it was written, whatever marks came since. */
function Decided({ round }: Props) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const [done, setDone] = useState(false);
  const { selection, requests, decided } = round;
  const may = replica.may(me.person, 'edit', 'selection', selection.home, now);
  const { free, next } = freed(round);
  const of = (outcome: string) =>
    requests
      .filter(({ application }) => textOf(application, 'outcome') === outcome)
      .sort((a, b) => rankOf(a) - rankOf(b) || (nameOf(open, a) < nameOf(open, b) ? -1 : 1));
  const steps = entriesOf(selection, 'steps').map(([, step]) => step as { readonly what: string; readonly n?: number });
  const promote = async (request: Request) => {
    const body = { outcome: 'selected', decided: dayOf(now), why: t('selection.why.promoted', { n: rankOf(request) }) };
    await jekulu.save([{ do: 'edit', record: request.application.id, body }]);
    setDone(true);
  };
  return (
    <Frame {...useFrame({ round })}>
      <div class="stack">
        <Notice tone="ok" icon="checks" title={t('selection.over', { on: momentText(decided) })}>
          <p>{t('selection.decided.hint')}</p>
        </Notice>
        {round.programme && <ToGroups programme={round.programme.id} />}
        {free > 0 && (
          <Notice tone="fix" icon="info" title={t('selection.freed', { n: free })} live>
            {next ? (
              <>
                <p>{t('selection.freed.next', { name: nameOf(open, next), n: rankOf(next) })}</p>
                {may && (
                  <button type="button" class="btn" onClick={() => promote(next)}>
                    {t('selection.freed.give', { name: nameOf(open, next) })}
                  </button>
                )}
              </>
            ) : (
              <p>{t('selection.freed.nobody')}</p>
            )}
          </Notice>
        )}
        {done && free === 0 && (
          <p class="sm" role="status">
            {t('selection.freed.done')}
          </p>
        )}
        {steps.length > 0 && (
          <section class="stack s2 narrow">
            <Head title={t('selection.how')} />
            <ol class="card pad mini">
              {steps.map(({ what, n }) => (
                <li key={what}>
                  <span>{what}</span>
                  <b class="num">{n ?? 0}</b>
                </li>
              ))}
            </ol>
          </section>
        )}
        <div class="wide2">
          {(['selected', 'waiting', 'withdrawn', 'refused'] as const).map((outcome) => {
            const list = of(outcome);
            return (
              list.length > 0 && (
                <section key={outcome} class="stack s2">
                  <Head title={t(`selection.list.${outcome}`)} count={list.length} />
                  <Requests of={list} open={open} said={({ application }) => whyOf(open, application)} />
                </section>
              )
            );
          })}
        </div>
      </div>
    </Frame>
  );
}

const rankOf = ({ application }: Request): number => {
  const rank = application.fields['rank']?.[0]?.value;
  return typeof rank === 'number' ? rank : Number.POSITIVE_INFINITY;
};

function Requests(props: {
  readonly of: readonly Request[];
  readonly open: Open;
  readonly said: (request: Request) => string;
}) {
  return (
    <div class="card rows">
      {props.of.map((request) => (
        <Row
          key={request.application.id}
          href={href('personnes', request.personId)}
          title={nameOf(props.open, request)}
          sub={props.said(request) || aboutOf(request)}
          end={<Icon name="next" />}
        />
      ))}
    </div>
  );
}
