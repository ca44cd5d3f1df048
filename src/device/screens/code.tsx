/** The personal code of six digits: chosen twice, given at the door, and found again with the steward's word. */
import { useEffect, useState } from 'preact/hooks';
import type { Refusal } from '../../kernel/types.ts';
import { type CodeFault, CodeInput, type CodeShape, lettersMissing } from '../../ui/code-input.tsx';
import { useJekulu } from '../../ui/context.ts';
import type { Face } from '../../ui/contract.ts';
import { t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { Keypad } from '../../ui/keypad.tsx';
import { firstName } from '../../ui/names.ts';
import { Notice, PersonSign } from '../../ui/parts.tsx';
import { RefusalError } from '../../ui/refusal.tsx';
import { TwicePad } from '../../ui/twice-pad.tsx';
import { inside, sheets } from './behind-door.ts';
import { Gate } from './gate.tsx';

interface Props {
  readonly face: Face;
  readonly onBack: () => void;
}

const WORD: CodeShape = { groups: 4, size: 4 };

function NotMe({ onBack }: { readonly onBack: () => void }) {
  return (
    <button type="button" class="btn bare full" onClick={onBack}>
      <Icon name="swap" />
      {t('pin.notme')}
    </button>
  );
}

export function Code(props: Props) {
  return props.face.needsPin ? <ChooseCode {...props} /> : <GiveCode {...props} />;
}

const lead = (face: Face) => (
  <span class="center">
    <PersonSign sign={face.sign} color={face.color} large />
  </span>
);

function ChooseCode({ face, onBack }: Props) {
  const jekulu = useJekulu();
  return (
    <Gate plain title={t('pin.hello', { name: firstName(face.name) })} lead={lead(face)} foot={t('pin.choose.foot')}>
      <TwicePad
        onChosen={async (pin) => {
          const chosen = await jekulu.choosePin(face.person, pin, face.network);
          return chosen.ok ? null : chosen.error;
        }}
      />
      <NotMe onBack={onBack} />
    </Gate>
  );
}

/** Seconds left to wait after a wrong code; 0 when one may try. */
function useWait(): readonly [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

function GiveCode({ face, onBack }: Props) {
  const jekulu = useJekulu();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [forgotten, setForgotten] = useState(false);
  const [left, wait] = useWait();
  useEffect(() => {
    // They come from this device while the digits are typed.
    inside()
      .then(sheets)
      .catch(() => undefined);
  }, []);
  if (forgotten) return <Forgotten face={face} onBack={() => setForgotten(false)} />;
  const open = async (pin: string) => {
    const opened = await jekulu.open(face.person, pin, face.network);
    if (opened.ok) return;
    setRefusal(opened.error);
    wait(Math.ceil(Number(opened.error.detail ?? 0)) || 0);
  };
  return (
    <Gate plain title={t('pin.hello', { name: firstName(face.name) })} lead={lead(face)} foot={t('pin.foot')}>
      <p class="dim center">{t('pin.yours')}</p>
      <RefusalError refusal={left === 0 ? refusal : null} id="pin-error" />
      <div role="timer" class="center">
        {left > 0 && (
          <p class="err">
            <Icon name="clock" size="s" />
            {t('pin.wait', { n: left })}
          </p>
        )}
      </div>
      <Keypad label={t('pin.yours')} disabled={left > 0} onDone={open} onForgotten={() => setForgotten(true)} />
      <NotMe onBack={onBack} />
    </Gate>
  );
}

/** Forgotten: a number to tell the steward, the word they read out, then a new code. All without a network. */
function Forgotten({ face, onBack }: Props) {
  const jekulu = useJekulu();
  const [number, setNumber] = useState<number | null | undefined>(undefined);
  const [word, setWord] = useState('');
  const [fault, setFault] = useState<CodeFault | null>(null);
  const [choosing, setChoosing] = useState(false);
  useEffect(() => {
    void jekulu.recoveryNumber(face.person, face.network).then(setNumber);
  }, [jekulu, face]);

  if (choosing)
    return (
      <Gate plain title={t('forgot.new')} lead={lead(face)} foot={t('pin.choose.foot')}>
        <TwicePad
          onChosen={async (pin) => {
            const done = await jekulu.recover(face.person, word, pin, face.network);
            if (done.ok) return null;
            if (done.error.code === 'KEY-SIX') return done.error;
            setFault(done.error);
            setChoosing(false);
            return null;
          }}
        />
      </Gate>
    );
  return (
    <Gate plain title={t('forgot.title')} lead={lead(face)} foot={t('forgot.foot')}>
      {number === null && (
        <Notice tone="wait" icon="info">
          <p>{t('forgot.near')}</p>
        </Notice>
      )}
      {typeof number === 'number' && (
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (lettersMissing(word, WORD) > 0) setFault('short');
            else setChoosing(true);
          }}
        >
          <ol class="how">
            <li>
              <p>{t('forgot.call')}</p>
            </li>
            <li>
              <p>{t('forgot.tell', { name: face.name })}</p>
              <p class="fig num">{number}</p>
            </li>
            <li>
              <CodeInput
                id="word"
                label={t('forgot.word')}
                hint={t('forgot.word.hint')}
                shape={WORD}
                value={word}
                fault={fault}
                onValue={setWord}
              />
            </li>
          </ol>
          <button type="submit" class="btn go full">
            {t('next')}
            <Icon name="next" />
          </button>
        </form>
      )}
      <button type="button" class="btn bare full" onClick={onBack}>
        <Icon name="back" />
        {t('forgot.back')}
      </button>
    </Gate>
  );
}
