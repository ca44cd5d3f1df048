/** Is it the same? Two sheets side by side, what differs field by field, and three answers; nothing here cannot be undone. */
import { useState } from 'preact/hooks';
import type { Act, Acts } from '../../../kernel/author.ts';
import type { RecordState } from '../../../kernel/fold.ts';
import { type Difference, mergeActs, partActs } from '../../../kernel/merging.ts';
import type { Json, RecordId, Refusal } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { Head, Notice } from '../../../ui/parts.tsx';
import { RecordSign } from '../../../ui/records/describe.tsx';
import { addressOfRecord } from '../../../ui/records/routes.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href } from '../../../ui/router.ts';
import { soon, toast } from '../../../ui/toast.tsx';
import { fieldLabel, titleOf, valueText } from '../../../ui/words.ts';
import { pairKey } from '../candidates.ts';
import { choices, distinctAct, isOneSided, keptOf, keyOf, mayGiveUp, mayWrite, sourceOf } from '../merges.ts';
import { putAside, takeUp } from './aside.ts';
import { findingOf, mayOf, pairsFor, standing } from './finding.ts';
import { ADDRESS, keptSaid, levelOf, placeSaid, reasonsSaid } from './said.tsx';

interface PairProps {
  readonly a: RecordId;
  readonly b: RecordId;
}

export function DoublesPair({ a, b }: PairProps) {
  const open = useOpen();
  const [one, other] = [standing(open.replica, a), standing(open.replica, b)];
  const proposed = one && other ? keptOf(sourceOf(open.replica), mayOf(open), one, other) : null;
  return one && other && proposed ? <Deciding one={one} other={other} proposed={proposed} /> : <Gone />;
}

function Deciding(props: { readonly one: RecordState; readonly other: RecordState; readonly proposed: RecordState }) {
  const { one, other, proposed } = props;
  const open = useOpen();
  const { jekulu, replica } = open;
  const may = mayOf(open);
  const source = sourceOf(replica);
  const [keptId, setKept] = useState(proposed.id);
  /** What somebody chose otherwise than proposed, by field. */
  const [chosen, setChosen] = useState<{ readonly [key: string]: boolean }>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  void findingOf(replica).found.value;
  const pair = pairsFor(open).find((found) => [found.a, found.b].every((id) => id === one.id || id === other.id));
  const [kept, given] = keptId === one.id ? [one, other] : [other, one];
  const differing = choices(source, may, kept, given);
  const isTaken = (difference: Difference): boolean => chosen[keyOf(difference)] ?? isOneSided(difference);
  const distinct = distinctAct(may, one, other);

  const save = async (acts: Acts, then: () => void): Promise<void> => {
    try {
      await jekulu.save(acts);
      then();
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  const undo = (): void => {
    const acts = partActs(source, given.id);
    if (acts) void save(acts, () => toast(t('doubles.undone')));
  };
  const join = () =>
    save(mergeActs(source, kept.id, given.id, differing.filter(isTaken)), () => {
      toast(t('doubles.joined'), { label: t('undo'), run: undo });
      go(addressOfRecord(replica, kept.type, kept.id) ?? href(ADDRESS), 'replace');
    });
  const apart = (act: Act) => {
    soon(pairKey(one.id, other.id), t('doubles.two'), () => jekulu.save([act]));
    go(href(ADDRESS), 'replace');
  };
  const later = () => {
    putAside(one.id, other.id);
    toast(t('doubles.later'), { label: t('undo'), run: () => takeUp(one.id, other.id) });
    go(href(ADDRESS), 'replace');
  };
  return (
    <Frame
      title={t('doubles.ask')}
      sub={titleOf(replica, one.id)}
      back={{ href: href(ADDRESS), label: t('doubles.back') }}
      acts={
        <>
          {distinct && (
            <button type="button" class="btn" onClick={() => apart(distinct)}>
              {t('doubles.distinct')}
            </button>
          )}
          <button type="button" class="btn go" onClick={() => void join()}>
            {t('doubles.join')}
          </button>
        </>
      }
    >
      <div class="stack">
        {pair && (
          <Notice tone="wait" icon="people" title={t(`doubles.level.${levelOf(pair)}`)}>
            <p>{reasonsSaid(pair)}</p>
          </Notice>
        )}
        <fieldset class="stack s2">
          <legend>
            <h2>{t('doubles.which')}</h2>
          </legend>
          <p class="sm dim">{t('doubles.which.hint')}</p>
          <div class="vs">
            {[one, other].map((state) => (
              <Side
                key={state.id}
                state={state}
                kept={state === kept}
                may={mayGiveUp(may, state === one ? other : one)}
                onKeep={() => setKept(state.id)}
              />
            ))}
          </div>
        </fieldset>
        <section class="stack s3" aria-labelledby="differ">
          <Head id="differ" title={t('doubles.differ')} {...(differing.length > 0 && { count: differing.length })} />
          {!mayWrite(may, kept, kept.type) ? (
            <Notice tone="wait" icon="lock">
              <p>{t('doubles.notake')}</p>
            </Notice>
          ) : differing.length === 0 ? (
            <p class="dim">{t('doubles.same')}</p>
          ) : (
            differing.map((difference) => (
              <Differing
                key={`${kept.id} ${keyOf(difference)}`}
                difference={difference}
                keptFirst={kept === one}
                taken={isTaken(difference)}
                onChoose={(taken) => setChosen((all) => ({ ...all, [keyOf(difference)]: taken }))}
              />
            ))
          )}
        </section>
        {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
        <button type="button" class="btn bare" onClick={later}>
          {t('doubles.unknown')}
        </button>
      </div>
    </Frame>
  );
}

/** One of the two: who, where, by whom and since when; chosen to go on or not. */
function Side(props: {
  readonly state: RecordState;
  readonly kept: boolean;
  readonly may: boolean;
  readonly onKeep: () => void;
}) {
  const { state, kept, may } = props;
  const open = useOpen();
  const { replica } = open;
  return (
    <div class={kept ? 'v kept' : 'v'}>
      <div class="sum">
        <RecordSign state={state} />
        <div class="grow">
          <b>{titleOf(replica, state.id)}</b>
          <p class="sm">{placeSaid(open, state)}</p>
          <p class="sm dim">{keptSaid(open, state)}</p>
          <p class="sm">
            <a href={addressOfRecord(replica, state.type, state.id) ?? href()}>{t('doubles.open')}</a>
          </p>
        </div>
      </div>
      {may ? (
        <label class="opt">
          <input type="radio" name="kept" checked={kept} onChange={props.onKeep} />
          <span class="grow">
            <b>{t('doubles.keep')}</b>
            <small>{t(kept ? 'doubles.goeson' : 'doubles.joins')}</small>
          </span>
        </label>
      ) : (
        <p class="sm dim">{t('doubles.nokeep')}</p>
      )}
    </div>
  );
}

function Differing(props: {
  readonly difference: Difference;
  /** The answers stand under the sheets they come from. */
  readonly keptFirst: boolean;
  readonly taken: boolean;
  readonly onChoose: (taken: boolean) => void;
}) {
  const { difference, keptFirst, taken, onChoose } = props;
  const { replica, now } = useOpen();
  const { type, field, kept, other } = difference;
  const said = (value: Json) => valueText(replica, type, field, value, now);
  const option = (value: boolean, text: string, hint = '') => (
    <label class="opt" key={String(value)}>
      <input type="radio" name={keyOf(difference)} checked={taken === value} onChange={() => onChoose(value)} />
      <span class="grow">
        <b>{text}</b>
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
  const [here, there] = isOneSided(difference)
    ? [option(false, t('doubles.leave')), option(true, said(other), t('doubles.only'))]
    : [option(false, said(kept), t('doubles.kept')), option(true, said(other), t('doubles.given'))];
  return (
    <fieldset class="field">
      <legend>{fieldLabel(type, field)}</legend>
      <div class="opts across">{keptFirst ? [here, there] : [there, here]}</div>
    </fieldset>
  );
}

/** Decided meanwhile, or out of sight. */
function Gone() {
  return (
    <Frame title={t('doubles.ask')} back={{ href: href(ADDRESS), label: t('doubles.back') }}>
      <Notice tone="ok" icon="check" title={t('doubles.gone')}>
        <p>{t('doubles.gone.hint')}</p>
      </Notice>
    </Frame>
  );
}
