/** Who are they, are they in order, what changed last and by whom? */
import { useState } from 'preact/hooks';
import { conflictsOf, isVoided, type RecordState, textOf } from '../../../kernel/fold.ts';
import { isRecordId, SHARED } from '../../../kernel/ids.ts';
import type { RecordId, Refusal } from '../../../kernel/types.ts';
import { Clash } from '../../../ui/clash.tsx';
import { flaggedFields, partsOf } from '../../../ui/flags.ts';
import { Frame } from '../../../ui/frame.tsx';
import { History } from '../../../ui/history.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Head, Notice, Sign, State } from '../../../ui/parts.tsx';
import { digitsOf } from '../../../ui/phone.ts';
import { branchName } from '../../../ui/place.ts';
import { companionId, formOf } from '../../../ui/record-form.ts';
import { codeWords, RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { href } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { fieldLabel, titleOf, valueText } from '../../../ui/words.ts';
import { fixesOf, fixingRecords, standOf } from '../../../ui/work.ts';
import { kindIcon, kindName } from './list.tsx';

const toMembers = () => ({ href: href('membres'), label: t('back.members') });

export function NotHere({ id }: { readonly id: string }) {
  const { replica, me } = useOpen();
  const returned = fixingRecords(fixesOf(replica, me.person)).has(id as RecordId);
  const name = isRecordId(id) ? titleOf(replica, id) : '';
  return (
    <Frame title={name || t('organisation.nothere')} back={toMembers()}>
      <Notice tone={returned ? 'fix' : 'wait'} icon={returned ? 'fix' : 'info'}>
        <p>{t(returned ? 'organisation.returned' : 'organisation.unknown')}</p>
        {returned && (
          <a class="btn" href={href('corriger')}>
            {t('organisation.tofix')}
          </a>
        )}
      </Notice>
    </Frame>
  );
}

export function Organisation({ id }: { readonly id: string }) {
  const { replica, me, now } = useOpen();
  const state = isRecordId(id) ? replica.record(id) : null;
  if (!state?.created) return <NotHere id={id} />;
  const parts = partsOf(replica, state);
  const clashes = parts.flatMap((part) =>
    conflictsOf(part)
      .filter((field) => !field.startsWith(':'))
      .map((field) => ({ part, field })),
  );
  const may = replica.may(me.person, 'edit', state.type, state.home, now);
  const phone = textOf(parts[1] ?? state, 'phone');
  const kind = textOf(state, 'kind');
  const branch = branchName(state.home);
  const fixing = fixingRecords(fixesOf(replica, me.person));
  return (
    <Frame
      title={textOf(state, 'name')}
      sub={t('list.dot', { a: kindName(kind), b: textOf(state, 'place') })}
      back={toMembers()}
      acts={(phone || may) && <Acts phone={phone} id={state.id} may={may} />}
    >
      <div class="stack">
        <div class="sum">
          <Sign icon={kindIcon(kind)} large />
          <div class="grow stack s1">
            <p>
              <State of={standOf(replica, parts, fixing)} />
            </p>
            <p class="sm dim">{branch ? t('organisation.kept', { branch }) : t('organisation.kept.network')}</p>
          </div>
        </div>
        <Remarks state={state} parts={parts} fixing={parts.some((part) => fixing.has(part.id))} />
        {clashes.map(({ part, field }) => (
          <Clash key={`${part.id} ${field}`} part={part} field={field} />
        ))}
        <div class="two facing">
          <Facts state={state} may={may} />
          <section class="stack s3" aria-labelledby="history">
            <Head id="history" title={t('history.title')} />
            <History records={parts.map((part) => part.id)} />
          </section>
        </div>
      </div>
    </Frame>
  );
}

function Acts(props: { readonly phone: string; readonly id: RecordId; readonly may: boolean }) {
  const number = props.phone.trim().startsWith('+') ? `+${digitsOf(props.phone)}` : digitsOf(props.phone);
  return (
    <>
      {props.phone && (
        <a class="btn" href={`tel:${number}`}>
          <Icon name="phone" />
          {t('organisation.call')}
        </a>
      )}
      {props.may && (
        <a class="btn go" href={href('membres', props.id, 'modifier')}>
          <Icon name="pencil" />
          {t('organisation.change')}
        </a>
      )}
    </>
  );
}

/** What one must know before reading on: returned, hidden, to be checked, waiting. */
function Remarks(props: {
  readonly state: RecordState;
  readonly parts: readonly RecordState[];
  readonly fixing: boolean;
}) {
  const { replica } = useOpen();
  const flags = props.parts.flatMap((part) => flaggedFields(replica, part).map((flag) => ({ ...flag, part })));
  return (
    <>
      {props.fixing && (
        <Notice tone="fix" icon="fix" title={t('organisation.fixing')}>
          <a class="btn" href={href('corriger')}>
            {t('organisation.tofix')}
          </a>
        </Notice>
      )}
      {isVoided(props.state) && <Hidden state={props.state} />}
      {flags.map(({ code, field, part }) => (
        <Notice key={`${part.id} ${field} ${code}`} tone="wait" icon="flag" title={codeWords(code).text}>
          <p>{codeWords(code).way}</p>
        </Notice>
      ))}
    </>
  );
}

/** Hides or shows again; what was done can be undone for ten seconds from the message, and any time from the sheet. */
function useHiding(state: RecordState) {
  const { jekulu } = useOpen();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const set = async (voided: boolean): Promise<void> => {
    try {
      await jekulu.save([{ do: 'void', record: state.id, voided }]);
      toast(t(voided ? 'organisation.hidden' : 'organisation.shown'), {
        label: t('undo'),
        run: () => void set(!voided),
      });
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return { refusal, set };
}

function Hidden({ state }: { readonly state: RecordState }) {
  const { replica, me, now } = useOpen();
  const { refusal, set } = useHiding(state);
  return (
    <Notice tone="wait" icon="eye-off" title={t('organisation.ishidden')}>
      <p>{t('organisation.ishidden.hint')}</p>
      {replica.may(me.person, 'void', state.type, state.home, now) && (
        <button type="button" class="btn" onClick={() => void set(false)}>
          {t('organisation.show')}
        </button>
      )}
      {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
    </Notice>
  );
}

function Facts({ state, may }: { readonly state: RecordState; readonly may: boolean }) {
  const { replica, me, now } = useOpen();
  const { refusal, set } = useHiding(state);
  const form = formOf(replica.id.decl, state.type);
  // The name stands above, as the title.
  const lines = form.questions
    .filter(({ field }) => field !== 'name')
    .map((question) => {
      const home = question.type === form.type ? state : replica.record(companionId(question.type, state.id));
      const reads =
        question.type === form.type || home !== null || replica.may(me.person, 'edit', state.type, state.home, now);
      const value = home ? textOf(home, question.field) : '';
      return { question, reads, value };
    });
  const mayHide = !isVoided(state) && replica.may(me.person, 'void', state.type, state.home, now);
  return (
    <section class="stack s3" aria-labelledby="facts">
      <Head id="facts" title={t('organisation.sheet')}>
        {may && (
          <a class="sm" href={href('membres', state.id, 'modifier')}>
            {t('organisation.change')}
          </a>
        )}
      </Head>
      <dl class="card pad facts">
        {lines.map(({ question, reads, value }) => (
          <div key={question.field}>
            <dt>{fieldLabel(question.type.name, question.field)}</dt>
            <dd class={value === '' ? 'dim' : ''}>
              {reads ? valueText(replica, question.type.name, question.field, value, now) : t('organisation.closed')}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('organisation.seen')}</dt>
          <dd>{t(state.shared.includes(SHARED) ? 'organisation.seen.all' : 'organisation.seen.home')}</dd>
        </div>
      </dl>
      {mayHide && (
        <button type="button" class="btn bare" onClick={() => void set(true)}>
          <Icon name="eye-off" />
          {t('organisation.hide')}
        </button>
      )}
      {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
    </section>
  );
}
