/** On the sheet that goes on: with which it was made one, the way back, and what somebody has written on the other since. */
import '../messages/merged/index.ts';
import { useMemo, useState } from 'preact/hooks';
import type { Acts } from '../../../kernel/author.ts';
import { millisOf } from '../../../kernel/clock.ts';
import { ALIAS_FIELD, type RecordState } from '../../../kernel/fold.ts';
import { type LateWrite, lateActs, lateWrites, mergeActs } from '../../../kernel/merging.ts';
import type { Json, Refusal } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import type { SheetPart } from '../../../ui/records/extend.ts';
import { addressOfRecord } from '../../../ui/records/routes.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { href } from '../../../ui/router.ts';
import { leaving, soon, toast } from '../../../ui/toast.tsx';
import { day } from '../../../ui/when.ts';
import { fieldLabel, titleOf, valueText, who } from '../../../ui/words.ts';
import { keyOf, mayGiveUp, mayWrite, mergedInto, partingBy, sourceOf } from '../merges.ts';
import { mayOf } from './finding.ts';

export function Merged({ state }: SheetPart) {
  const { jekulu, replica } = useOpen();
  const version = jekulu.version.value;
  const others = useMemo(() => mergedInto(replica, state), [replica, state, version]);
  return (
    <>
      {others.map((other) => (
        <One key={other.id} kept={state} other={other} />
      ))}
    </>
  );
}

function One({ kept, other }: { readonly kept: RecordState; readonly other: RecordState }) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const source = sourceOf(replica);
  const may = mayOf(open);
  const parting = partingBy(source, may, other);
  const head = other.fields[ALIAS_FIELD]?.[0];
  const late = lateWrites(source, other.id);
  const answers = mayGiveUp(may, other);
  const save = (acts: Acts, then: () => void = () => {}) =>
    jekulu.save(acts).then(then, (error) => setRefusal(refusalOf(error)));
  const part = (acts: Acts) =>
    save(acts, () =>
      toast(t('merged.parted'), { label: t('undo'), run: () => void save(mergeActs(source, kept.id, other.id, [])) }),
    );
  return (
    <>
      <Notice tone="recv" icon="handshake" title={t('merged.with', { name: titleOf(replica, other.id) })}>
        {head && <p>{t('merged.by', { who: who(replica, head.by, me.person), when: day(millisOf(head.eff), now) })}</p>}
        <p class="line wrap">
          <a class="btn" href={addressOfRecord(replica, other.type, other.id) ?? href()}>
            {t('merged.open')}
          </a>
          {parting && (
            <button type="button" class="btn" onClick={() => void part(parting)}>
              <Icon name="undo" />
              {t('merged.part')}
            </button>
          )}
        </p>
        {!parting && <p class="dim">{t('merged.nopart')}</p>}
      </Notice>
      {[...new Set(late.map(({ head }) => head.id))].map((id) => {
        const looked = late.filter(({ head }) => head.id === id);
        // One save is one thing to answer, whatever fields it wrote.
        const take = looked.filter(({ type }) => mayWrite(may, kept, type));
        const answer = (taken: typeof take, said: string) => () =>
          soon(id, said, () => jekulu.save(lateActs(source, other.id, looked, taken)));
        if (leaving.value.has(id)) return null;
        return (
          <Late
            key={id}
            late={looked}
            onTake={answers && take.length > 0 ? answer(take, t('merged.taken')) : null}
            onLeave={answers ? answer([], t('merged.left')) : null}
          />
        );
      })}
      {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
    </>
  );
}

function Late(props: {
  readonly late: readonly LateWrite[];
  readonly onTake: (() => void) | null;
  readonly onLeave: (() => void) | null;
}) {
  const { replica, me, now } = useOpen();
  const { late } = props;
  const said = ({ type, field }: LateWrite, value: Json) => valueText(replica, type, field, value, now);
  return (
    <Notice
      tone="clash"
      icon="clash"
      title={t('merged.late', { who: who(replica, late[0]?.head.by ?? '', me.person) })}
    >
      {late.map((one) => (
        <p key={keyOf(one)}>
          <b>{t('merged.late.line', { field: fieldLabel(one.type, one.field), value: said(one, one.other) })}</b>
          <span class="block dim">{t('merged.late.here', { value: said(one, one.kept) })}</span>
        </p>
      ))}
      <p class="line wrap">
        {props.onTake && (
          <button type="button" class="btn" onClick={props.onTake}>
            <Icon name="check" />
            {t('merged.take')}
          </button>
        )}
        {props.onLeave && (
          <button type="button" class="btn" onClick={props.onLeave}>
            {t('merged.leave')}
          </button>
        )}
      </p>
    </Notice>
  );
}
