/** The sessions of a group, twenty at a time: the list is proposed from its contents and its days, looked through, and recorded by one touch. */
import '../messages/series/index.ts';
import '../messages/timetable/index.ts';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { RecordId, Refusal } from '../../../kernel/types.ts';
import type { Draft } from '../../../ui/contract.ts';
import { dropDraft } from '../../../ui/drafts.ts';
import { Field } from '../../../ui/field.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useKeeping } from '../../../ui/keeping.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice } from '../../../ui/parts.tsx';
import { draftKeyOf } from '../../../ui/records/routes.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { toast } from '../../../ui/toast.tsx';
import { moment } from '../../../ui/when.ts';
import { titleOf } from '../../../ui/words.ts';
import { hourSaid } from '../rules.ts';
import {
  type Changed,
  changed,
  clashes,
  isDay,
  type Line,
  likely,
  modulesOf,
  PARTS,
  propose,
  seriesActs,
  told,
  type Wish,
  withdrawActs,
} from '../series.ts';
import { begunFrom, begunText, type Changes } from '../series-draft.ts';
import { type Busy, type Conflict, slotsOfCohort } from '../timetable.ts';
import { SERIES, TIMES } from './addresses.ts';
import { Chips, Modules, NO_DAY, partName, questionOf, When, wholeDay } from './series-parts.tsx';
import { dayText } from './timetable.tsx';

/** `cohortes/planifier/<group>`. */
export default function Series({ rest: [id] }: { readonly rest: Path }) {
  const { replica, me, now } = useOpen();
  const cohort = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  if (cohort?.type !== 'cohort' || !cohort.created)
    return (
      <Frame title={t('series.title')} back={{ href: href('cohortes'), label: t('roll.back') }}>
        <Empty text={t('series.unknown')} />
      </Frame>
    );
  const contents = refOf(cohort, 'curriculum');
  const may = replica.may(me.person, 'create', 'session', cohort.home, now);
  const empty = modulesOf(replica, cohort).length === 0;
  if (may && !empty) return <Planning key={cohort.id} cohort={cohort} />;
  return (
    <Frame title={t('series.title')} sub={textOf(cohort, 'name')} back={backTo(cohort)}>
      {may ? (
        <Empty text={t('series.nocontents')} hint={t('series.nocontents.hint')}>
          {contents && (
            <a class="btn" href={href('contenus', replica.resolve(contents))}>
              {t('series.contents')}
            </a>
          )}
        </Empty>
      ) : (
        <Notice tone="wait" icon="lock" title={t('series.noright')} />
      )}
    </Frame>
  );
}

const backTo = (cohort: RecordState) => ({ href: href('cohortes', TIMES, cohort.id), label: t('times.back') });

/** Waits for the draft, which comes from this device's disk. */
function Planning({ cohort }: { readonly cohort: RecordState }) {
  const { jekulu } = useOpen();
  const [draft, setDraft] = useState<Draft | null | undefined>(undefined);
  const key = draftKeyOf(['cohortes', SERIES, cohort.id]);
  useEffect(() => {
    let here = true;
    jekulu.draft(key).then((found) => here && setDraft(found));
    return () => {
      here = false;
    };
  }, [jekulu, key]);
  return draft === undefined ? null : <Listing cohort={cohort} draftKey={key} draft={draft} />;
}

function Listing(props: { readonly cohort: RecordState; readonly draftKey: string; readonly draft: Draft | null }) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const { cohort, draftKey, draft } = props;
  const [first] = useState(() => likely(replica, cohort, dayOf(now)));
  const [begun] = useState(() => begunFrom(draft?.values['list'] ?? '', modulesOf(replica, cohort)));
  const [wish, setWish] = useState<Wish>(begun?.wish ?? first);
  const [changes, setChanges] = useState<Changes>(begun?.changes ?? new Map());
  const [resumed, setResumed] = useState(begun && draft);
  // What it is called in the list of what is left to do.
  const name = t('series.of', { name: textOf(cohort, 'name') });
  const list = begunText(wish, changes);
  const values = useMemo(() => ({ name, list }), [name, list]);
  const before = { name, list: begunText(first, new Map()) };
  const keep = useKeeping(jekulu, { key: draftKey, type: 'session', before }, values, 1);
  const [chosen, choose] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const modules = modulesOf(replica, cohort);
  const { lines: proposed, left } = propose(wish, modules, slotsOfCohort(replica, cohort.id));
  const lines = changed(proposed, changes);
  const off = lines.filter((line) => line.off);
  const kept = lines.filter((line) => !line.off);
  const against = clashes(replica, cohort, wish, lines);
  const sum = told(wish, modules, lines);
  const onWish = (parts: Partial<Wish>) => setWish((before) => ({ ...before, ...parts }));
  const change = (key: string, parts: Changed | null) =>
    setChanges((before) => {
      const next = new Map(before);
      if (parts) next.set(key, { ...next.get(key), ...parts });
      else next.delete(key);
      return next;
    });
  /** The half days that were taken off have none: what follows moves on. */
  const shift = () => {
    onWish({ skip: new Set([...wish.skip, ...off.map(({ key }) => key)]) });
    for (const { key } of off) change(key, null);
  };
  const restart = () => {
    setWish(first);
    setChanges(new Map());
    setResumed(null);
    const back = () => {
      setWish(wish);
      setChanges(changes);
      setResumed(resumed);
    };
    toast(t('form.restarted'), { label: t('undo'), run: back });
  };
  const record = async () => {
    setBusy(true);
    try {
      const made = await jekulu.save(seriesActs(cohort, wish, lines));
      keep.stop();
      await dropDraft(jekulu, draftKey);
      const sessions = made.flatMap((one) => (one.type === 'session' ? [one.record] : []));
      toast(t('series.done', { n: sessions.length }), { label: t('undo'), run: () => void withdraw(sessions) });
      go(href('cohortes', TIMES, cohort.id), 'replace');
    } catch (error) {
      setRefusal(refusalOf(error));
      setBusy(false);
    }
  };
  const withdraw = (sessions: readonly RecordId[]) => {
    const mayHide = replica.may(me.person, 'void', 'session', cohort.home, now);
    return jekulu.save(withdrawActs(sessions, mayHide, t('series.undone.why'))).then(
      () => toast(t('series.undone')),
      (error) => toast(refusalOf(error).code),
    );
  };
  const line = lines.find(({ key }) => key === chosen);
  return (
    <Frame
      title={t('series.title')}
      sub={textOf(cohort, 'name')}
      back={backTo(cohort)}
      {...(kept.length > 0 && {
        acts: (
          <button type="button" class="btn go full" disabled={busy} onClick={record}>
            <Icon name="check" />
            {t('series.go', { n: kept.length })}
          </button>
        ),
      })}
    >
      <div class="two facing">
        <div class="stack">
          {resumed && (
            <Notice tone="wait" icon="history">
              <p>{t('form.resumed', { when: moment(resumed.at, now) })}</p>
              <button type="button" class="btn" onClick={restart}>
                {t('form.restart')}
              </button>
            </Notice>
          )}
          {!keep.works && <Notice tone="fix" icon="warning" title={t('form.unkept')} />}
          <When cohort={cohort} wish={wish} onWish={onWish} />
          <Modules list={sum.list} wish={wish} onWish={onWish} />
        </div>
        <section class="stack s3" aria-labelledby="series-lines">
          <Head id="series-lines" title={t('series.lines')} count={kept.length}>
            <b class="num" role="status">
              {t('series.hours', { hours: formatNumber(sum.hours), all: formatNumber(sum.all) })}
            </b>
          </Head>
          {refusal && <RefusalNotice refusal={refusal} />}
          {lines.length === 0 && (
            <Notice
              tone={sum.hours >= sum.all ? 'ok' : 'wait'}
              icon={sum.hours >= sum.all ? 'check' : 'info'}
              title={t(sum.hours >= sum.all ? 'series.whole' : 'series.none')}
            >
              {sum.hours < sum.all && <p>{t('series.none.hint')}</p>}
            </Notice>
          )}
          {off.length > 0 && (
            <Notice tone="wait" icon="info" title={t('series.missing', { n: off.length })}>
              <button type="button" class="btn" onClick={shift}>
                <Icon name="clock" />
                {t('series.shift')}
              </button>
            </Notice>
          )}
          {against.size > 0 && (
            <Notice tone="fix" icon="clash" title={t('series.clashes', { n: against.size })}>
              <p>{t('series.clashes.hint')}</p>
            </Notice>
          )}
          <ul class="opts">
            {lines.map((one) => (
              <li key={one.key} class="line">
                <OneLine
                  line={one}
                  wish={wish}
                  against={against.get(one.key) ?? []}
                  onOff={() => change(one.key, { off: !one.off })}
                  onOpen={() => choose(one.key)}
                />
              </li>
            ))}
          </ul>
          {left > 0 && lines.length > 0 && (
            <Notice tone="wait" icon="info" title={t('series.left', { n: formatNumber(left) })}>
              <p>{t('series.left.hint')}</p>
            </Notice>
          )}
        </section>
      </div>
      {line && (
        <EditLine
          line={line}
          wish={wish}
          modules={modules.map(({ module }) => module)}
          onChange={(parts) => {
            change(line.key, parts);
            choose(null);
          }}
          onClose={() => choose(null)}
        />
      )}
    </Frame>
  );
}

/** « Grande salle est prise : Bamako 2 ». */
function clashText({ replica }: Open, { kind, one, other }: Conflict<Busy>): string {
  const whose = other.session ? titleOf(replica, other.session.id) : '';
  const group = other.cohort ? titleOf(replica, other.cohort) : '';
  return t(`series.clash.${kind}`, {
    room: one.room,
    trainer: one.givers.map((id) => titleOf(replica, id)).join(t('list.comma')),
    what: [kind === 'cohort' ? '' : group, whose].filter((text) => text !== '').join(t('list.comma')),
  });
}

function OneLine(props: {
  readonly line: Line;
  readonly wish: Wish;
  readonly against: readonly Conflict<Busy>[];
  readonly onOff: () => void;
  readonly onOpen: () => void;
}) {
  const open = useOpen();
  const { line, wish } = props;
  const day = dayText(line.day);
  return (
    <>
      <label class="opt grow">
        <input type="checkbox" checked={!line.off} onChange={props.onOff} />
        <span class="grow">
          <b>{t('series.line.at', { day, start: hourSaid(wish.times[line.part].start) })}</b>
          <small>{titleOf(open.replica, line.module)}</small>
          {props.against.map((clash) => (
            <span class="st fix" key={`${clash.kind} ${clash.other.key}`}>
              <Icon name="clash" size="s" />
              {clashText(open, clash)}
            </span>
          ))}
        </span>
      </label>
      <button type="button" class="ib" aria-label={t('series.change.of', { day })} onClick={props.onOpen}>
        <Icon name="pencil" />
      </button>
    </>
  );
}

/** Another day, another half, another module for one line. */
function EditLine(props: {
  readonly line: Line;
  readonly wish: Wish;
  readonly modules: readonly RecordId[];
  readonly onChange: (parts: Changed | null) => void;
  readonly onClose: () => void;
}) {
  const open = useOpen();
  const { line } = props;
  const [day, setDay] = useState<string>(line.day);
  const [part, setPart] = useState(line.part);
  const [module, setModule] = useState(line.module);
  const [tried, setTried] = useState(false);
  const keep = () => (isDay(day) ? props.onChange({ day, part, module, off: false }) : setTried(true));
  return (
    <Sheet title={dayText(line.day)} onClose={props.onClose}>
      <Field
        question={wholeDay(questionOf(open, 'session', 'on'))}
        answer={day}
        problem={tried && !isDay(day) ? NO_DAY : null}
        onAnswer={setDay}
      />
      <Chips
        legend={t('series.parts')}
        of={PARTS.map((one) => [one, partName(one)])}
        chosen={new Set([part])}
        onTouch={setPart}
      />
      <fieldset class="field">
        <legend>{t('session.module')}</legend>
        <div class="opts">
          {props.modules.map((one) => (
            <label class="opt" key={one}>
              <input type="radio" name="series-module" checked={one === module} onChange={() => setModule(one)} />
              <b>{titleOf(open.replica, one)}</b>
            </label>
          ))}
        </div>
      </fieldset>
      <div class="line wrap">
        <button type="button" class="btn go grow" onClick={keep}>
          <Icon name="check" />
          {t('series.change.keep')}
        </button>
        <button type="button" class="btn" onClick={() => props.onChange(null)}>
          <Icon name="undo" />
          {t('series.change.back')}
        </button>
      </div>
    </Sheet>
  );
}
