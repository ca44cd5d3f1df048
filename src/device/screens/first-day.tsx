/**
 * The first minute on a new phone: whoever has just joined begins to write while the app is still on its way over a poor line. The whole form takes
 * over between two questions, never under somebody's fingers.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FIRST_QUESTIONS, type FirstQuestion } from '../../modules/begin.ts';
import { useJekulu } from '../../ui/context.ts';
import type { Beginning } from '../../ui/contract.ts';
import { t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { again, useLater } from '../../ui/later.ts';
import { PersonSign } from '../../ui/person-sign.tsx';
import { go, href, path, startRouter } from '../../ui/router.ts';
import { useWatched } from '../../ui/watched.ts';
import '../../ui/messages/first/index.ts';
import '../messages/first/index.ts';
import { inside, sheets } from './behind-door.ts';
import { Gate } from './gate.tsx';

/** Last part of the address of something new, as in `ui/records/routes`. */
const NEW = 'nouvelle';
/** Under which the whole form will look for its draft. */
const keyOf = ({ address }: FirstQuestion): string => `/${address}/${NEW}`;

export function FirstDay({ beginning }: { readonly beginning: Beginning }) {
  const jekulu = useJekulu();
  useWatched(() => path.value);
  const screens = useLater(inside);
  const isOpen = jekulu.phase.value === 'open' && screens.part !== null;
  const [cut, setCut] = useState(false);
  const questions = FIRST_QUESTIONS.filter(({ type }) => beginning.types.includes(type));
  const [address, last] = path.value;
  const asked = last === NEW ? questions.find((one) => one.address === address) : undefined;
  useLayoutEffect(startRouter, []);
  useEffect(() => {
    if (isOpen && !asked) jekulu.begun();
  }, [isOpen, asked]);
  useEffect(() => {
    void jekulu.goOn().then((gone) => setCut(!gone.ok));
    const begun = questions.find((one) => beginning.drafts.has(keyOf(one)));
    if (begun && !asked) go(href(begun.address, NEW), 'replace');
  }, []);
  const away = cut || screens.missing;

  if (asked) return <Question key={asked.type} question={asked} beginning={beginning} isOpen={isOpen} away={away} />;
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
      {away ? <Away /> : <p role="status">{t('first.coming')}</p>}
      {questions.map((one) => (
        <a key={one.type} class="btn go full" href={href(one.address, NEW)}>
          <Icon name="plus" />
          {t(`${one.type}.new`)}
        </a>
      ))}
    </Gate>
  );
}

function Away() {
  return (
    <>
      <p role="alert">{t('first.away')}</p>
      <button type="button" class="btn full" onClick={again}>
        {t('closed.again')}
      </button>
    </>
  );
}

/** The first question alone. Its answer is a draft from its first letter, which the whole form takes up at the next question. */
function Question(props: {
  readonly question: FirstQuestion;
  readonly beginning: Beginning;
  readonly isOpen: boolean;
  readonly away: boolean;
}) {
  const jekulu = useJekulu();
  const { question, isOpen, beginning } = props;
  const { type, address, field, max } = question;
  const key = keyOf(question);
  const before = beginning.drafts.get(key)?.values;
  const [answer, setAnswer] = useState(before?.[field] ?? '');
  const [missing, setMissing] = useState(false);
  const [waits, setWaits] = useState(false);
  const form = useLater(sheets);
  const input = useRef<HTMLInputElement>(null);
  const [isKept, setKept] = useState(true);
  const keep = (answer: string, step: number) =>
    beginning.keep({ key, type, values: { ...before, [field]: answer }, step }).then(
      () => true,
      () => false,
    );
  const isReady = isOpen && form.part !== null;
  useEffect(() => {
    if (!waits || !isReady) return;
    void keep(answer, 2).then((isKept) => {
      setKept(isKept);
      setWaits(isKept);
      if (!isKept) return;
      go(href(address, NEW, '2'), 'replace');
      jekulu.begun();
    });
  }, [waits, isReady]);

  const id = `${type}-${field}`;
  return (
    <Gate plain title={t(`${type}.new`)} foot={t(isKept ? 'first.foot' : 'first.full')}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const isEmpty = answer.trim() === '';
          setMissing(isEmpty);
          setWaits(!isEmpty);
          if (isEmpty) input.current?.focus();
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
            onInput={({ currentTarget: { value } }) => {
              setAnswer(value);
              void keep(value, 1).then(setKept);
            }}
          />
        </div>
        <p role="status">{waits && t('first.next')}</p>
        {(props.away || form.missing) && <Away />}
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
