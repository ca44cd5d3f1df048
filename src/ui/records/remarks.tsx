/** What one must know before reading a sheet: returned, hidden, merged, to be checked. And the way to hide a record or show it again. */
import { useState } from 'preact/hooks';
import { aliasOf, isVoided, type RecordState } from '../../kernel/fold.ts';
import { mayHide } from '../../kernel/own-import.ts';
import type { Refusal } from '../../kernel/types.ts';
import { flaggedFields } from '../flags.ts';
import { t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { Notice } from '../notice.tsx';
import { useOpen } from '../open.ts';
import { codeWords, RefusalNotice, refusalOf } from '../refusal.tsx';
import { href } from '../router.ts';
import { toast } from '../toast.tsx';
import { fieldLabel, titleOf } from '../words.ts';
import { addressOfRecord } from './routes.ts';

export function Remarks(props: {
  readonly state: RecordState;
  readonly parts: readonly RecordState[];
  readonly fixing: boolean;
}) {
  const { replica } = useOpen();
  const { state } = props;
  const flags = props.parts.flatMap((part) => flaggedFields(replica, part).map((flag) => ({ ...flag, part })));
  return (
    <>
      {aliasOf(state) !== null && <Merged state={state} />}
      {props.fixing && (
        <Notice tone="fix" icon="fix" title={t('records.fixing')}>
          <a class="btn" href={href('corriger')}>
            {t('records.tofix')}
          </a>
        </Notice>
      )}
      {isVoided(state) && <Hidden state={state} />}
      {flags.map(({ code, field, part }) => (
        <Notice key={`${part.id} ${field} ${code}`} tone="wait" icon="flag" title={codeWords(code).text}>
          <p>
            {fieldLabel(part.type, field)}
            {t('list.of')}
            {codeWords(code).way}
          </p>
        </Notice>
      ))}
    </>
  );
}

/** This sheet is read as another one now: nothing of it is lost, and new work belongs there. */
function Merged({ state }: { readonly state: RecordState }) {
  const { replica } = useOpen();
  const kept = replica.resolve(state.id);
  if (kept === state.id) return null;
  const to = addressOfRecord(replica, state.type, kept);
  return (
    <Notice tone="recv" icon="info" title={t('records.merged', { name: titleOf(replica, kept) || t('value.unknown') })}>
      <p>{t('records.merged.hint')}</p>
      {to && (
        <a class="btn" href={to}>
          {t('records.merged.open')}
        </a>
      )}
    </Notice>
  );
}

/** Hides or shows again; what was done can be undone for ten seconds from the message, and any time from the sheet. */
function useHiding(state: RecordState) {
  const { jekulu } = useOpen();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const set = async (voided: boolean): Promise<void> => {
    try {
      await jekulu.save([{ do: 'void', record: state.id, voided }]);
      toast(t(voided ? 'records.hid' : 'records.shown'), {
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
    <Notice tone="wait" icon="eye-off" title={t('records.ishidden')}>
      <p>{t('records.ishidden.hint')}</p>
      {mayHide(replica, me.person, state, now) && (
        <button type="button" class="btn" onClick={() => void set(false)}>
          {t('records.unhide')}
        </button>
      )}
      {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
    </Notice>
  );
}

export function HideButton({ state }: { readonly state: RecordState }) {
  const { replica, me, now } = useOpen();
  const { refusal, set } = useHiding(state);
  if (isVoided(state) || !mayHide(replica, me.person, state, now)) return null;
  return (
    <>
      <button type="button" class="btn bare" onClick={() => void set(true)}>
        <Icon name="eye-off" />
        {t('records.hide')}
      </button>
      {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
    </>
  );
}
