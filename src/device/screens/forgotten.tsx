/** A personal code found again with the steward's word. Needed rarely: it comes when it is. */
import { useEffect, useState } from 'preact/hooks';
import { type CodeFault, CodeInput, type CodeShape, lettersMissing } from '../../ui/code-input.tsx';
import { useJekulu } from '../../ui/context.ts';
import { t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TwicePad } from '../../ui/twice-pad.tsx';
import { lead, type Props } from './code-parts.tsx';
import { Gate } from './gate.tsx';

const WORD: CodeShape = { groups: 4, size: 4 };

/** Forgotten: a number to tell the steward, the word they read out, then a new code. All without a network. */
export function Forgotten({ face, onBack }: Props) {
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
