/** Joining with the code the branch gave: on a new phone, or for one more person on a shared one. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RecordId } from '../../kernel/types.ts';
import { type CodeFault, CodeInput, type CodeShape, lettersMissing } from '../../ui/code-input.tsx';
import { useJekulu } from '../../ui/context.ts';
import { t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { bringCodes } from '../../ui/refusal.tsx';
import '../messages/welcome/index.ts';
import { Gate } from './gate.tsx';

const SHAPE: CodeShape = { groups: 3, size: 4 };

export function Welcome(props: {
  /** What came with a link, and what stood against it. */
  readonly given?: { readonly code: string; readonly fault: CodeFault };
  readonly onJoined: (person: RecordId) => void;
  readonly onBack?: () => void;
}) {
  const jekulu = useJekulu();
  const [code, setCode] = useState(props.given?.code ?? '');
  const [fault, setFault] = useState<CodeFault | null>(props.given?.fault ?? null);
  const [asking, setAsking] = useState(false);
  const asked = useRef(false);
  const input = useRef<HTMLFormElement>(null);

  const join = async (given: string) => {
    if (asked.current) return;
    if (lettersMissing(given, SHAPE) > 0) {
      setAsking(false);
      setFault('short');
      input.current?.querySelector('input')?.focus();
      return;
    }
    asked.current = true;
    setAsking(true);
    setFault(null);
    const joined = await jekulu.activate(given);
    asked.current = false;
    setAsking(false);
    if (joined.ok) props.onJoined(joined.value);
    else {
      setFault(joined.error);
      input.current?.querySelector('input')?.focus();
    }
  };
  // What stands against a code is said in words, also where the network fails just then.
  useEffect(bringCodes, []);

  return (
    <Gate title={t(props.onBack ? 'welcome.another' : 'welcome.title')} foot={t('welcome.foot')} busy={asking}>
      <form
        ref={input}
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void join(code);
        }}
      >
        <CodeInput
          id="code"
          label={t('welcome.code')}
          hint={t('welcome.hint')}
          shape={SHAPE}
          value={code}
          fault={fault}
          onValue={setCode}
        />
        <button type="submit" class="btn go full" aria-disabled={asking}>
          {t(asking ? 'welcome.asking' : 'welcome.go')}
          {!asking && <Icon name="next" />}
        </button>
        <p class="sm dim" role="status">
          {asking && t('welcome.patience')}
        </p>
      </form>
      <p class="sm">{t('welcome.nocode')}</p>
      {props.onBack && (
        <button type="button" class="btn bare full" onClick={props.onBack}>
          <Icon name="back" />
          {t('welcome.back')}
        </button>
      )}
    </Gate>
  );
}
