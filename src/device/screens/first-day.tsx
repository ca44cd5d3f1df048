/**
 * The first minute on a new phone: whoever has just joined begins to write while the app is still on its way over a poor line. The whole form takes
 * over between two questions, never under somebody's fingers.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { FIRST_QUESTIONS, type FirstQuestion } from '../../modules/begin.ts';
import { useJekulu } from '../../ui/context.ts';
import type { Beginning } from '../../ui/contract.ts';
import { t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { useLater } from '../../ui/later.ts';
import { PersonSign } from '../../ui/parts.tsx';
import { go, href, path } from '../../ui/router.ts';
import '../../ui/messages/first/index.ts';
import '../messages/first/index.ts';
import { inside } from './behind-door.ts';
import { Gate } from './gate.tsx';

/** Last part of the address of something new, as in `ui/records/routes`. */
const NEW = 'nouvelle';
const sheets = () => Promise.all([import('../../ui/records/index.tsx'), import('../../modules/screens.ts')]);

export function FirstDay({ beginning }: { readonly beginning: Beginning }) {
  const jekulu = useJekulu();
  const screens = useLater(inside);
  const isOpen = jekulu.phase.value === 'open' && screens.part !== null;
  const [cut, setCut] = useState(false);
  const questions = FIRST_QUESTIONS.filter(({ type }) => beginning.types.includes(type));
  const [address, last] = path.value;
  const asked = last === NEW ? questions.find((one) => one.address === address) : undefined;
  useEffect(() => {
    if (isOpen && !asked) jekulu.begun();
  }, [isOpen, asked]);
  const again = async () => {
    setCut(false);
    screens.retry();
    const gone = await jekulu.goOn();
    if (!gone.ok) setCut(true);
  };
  useEffect(() => void again(), []);
  const away = (cut || screens.missing) && (
    <>
      <p role="alert">{t('first.away')}</p>
      <button type="button" class="btn full" onClick={() => void again()}>
        {t('closed.again')}
      </button>
    </>
  );

  if (asked)
    return (
      <Question key={asked.type} question={asked} isOpen={isOpen}>
        {away}
      </Question>
    );
  return (
    <Gate
      plain
      title={t('nav.today')}
      lead={
        <span class="center">
          <PersonSign sign={beginning.sign} color={beginning.color} large />
        </span>
      }
      foot={t('first.foot')}
    >
      {away || <p role="status">{t('first.coming')}</p>}
      {questions.map((one) => (
        <a key={one.type} class="btn go full" href={href(one.address, NEW)}>
          <Icon name="plus" />
          {t(`${one.type}.new`)}
        </a>
      ))}
    </Gate>
  );
}

/** The first question alone. Its answer becomes a draft, which the whole form takes up at the next question. */
function Question(props: { readonly question: FirstQuestion; readonly isOpen: boolean; readonly children: unknown }) {
  const jekulu = useJekulu();
  const { question, isOpen } = props;
  const { type, address, field, max } = question;
  const [answer, setAnswer] = useState('');
  const [missing, setMissing] = useState(false);
  const [waits, setWaits] = useState(false);
  const form = useLater(sheets);
  const input = useRef<HTMLInputElement>(null);
  const keep = (step: number) =>
    jekulu.keepDraft({ key: `/${address}/${NEW}`, type, values: { [field]: answer }, step });
  useEffect(() => {
    if (isOpen && answer !== '') void keep(1).catch(() => undefined);
  }, [isOpen, answer]);
  const isReady = isOpen && form.part !== null;
  useEffect(() => {
    if (!waits || !isReady) return;
    void keep(2)
      .catch(() => undefined)
      .then(() => {
        go(href(address, NEW, '2'), 'replace');
        jekulu.begun();
      });
  }, [waits, isReady]);

  const id = `${type}-${field}`;
  return (
    <Gate plain title={t(`${type}.new`)} foot={t('first.foot')}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const isEmpty = answer.trim() === '';
          setMissing(isEmpty);
          setWaits(!isEmpty);
          if (isEmpty) input.current?.focus();
          if (form.missing) form.retry();
        }}
      >
        <div class="field alone">
          <label for={id}>{t(`${type}.${field}.ask`)}</label>
          <p class="hint" id={`${id}-hint`}>
            {t(`${type}.${field}.hint`)}
          </p>
          <div id={`${id}-error`} role="alert">
            {missing && (
              <p class="err">
                <Icon name="warning" size="s" />
                {t(`${type}.${field}.missing`)}
              </p>
            )}
          </div>
          <input
            id={id}
            ref={input}
            class="in"
            type="text"
            autocomplete="off"
            maxLength={max}
            aria-required
            aria-describedby={`${id}-error ${id}-hint`}
            {...(missing && { 'aria-invalid': true as const })}
            value={answer}
            onInput={(event) => setAnswer(event.currentTarget.value)}
          />
        </div>
        <p role="status">{waits && t('first.next')}</p>
        {props.children}
        <button type="submit" class="btn go full">
          {t('next')}
          <Icon name="next" />
        </button>
      </form>
      <a class="btn bare full" href={href()}>
        <Icon name="back" />
        {t('first.back')}
      </a>
    </Gate>
  );
}
