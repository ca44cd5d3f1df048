/** A payment, and the hand that takes it: the sum, then a signature, a thumb with its witness, or the paper that was signed. */
import '../messages/screens/index.ts';
import { useState } from 'preact/hooks';
import type { Act } from '../../../kernel/author.ts';
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId, sensitiveScope } from '../../../kernel/ids.ts';
import type { Body, RecordId, Refusal } from '../../../kernel/types.ts';
import { Field } from '../../../ui/field.tsx';
import { moneyText } from '../../../ui/format.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Notice } from '../../../ui/parts.tsx';
import { type Answers, formOf, type Problem, problemOf } from '../../../ui/record-form.ts';
import { encode } from '../../../ui/records/codec.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { type Balance, balanceOf, futureFault, named, numberOf, paymentFault, signatureOf } from '../rules.ts';
import { isDrawn, pathOf, type Stroke } from '../signature.ts';
import { Pad } from './pad.tsx';
import { faultText } from './words.ts';

const HOW: readonly { readonly value: string; readonly icon: IconName }[] = [
  { value: 'hand', icon: 'pencil' },
  { value: 'thumb', icon: 'person' },
  { value: 'paper', icon: 'doc' },
];
const ASKED: readonly string[] = ['amount', 'on', 'way'];

/** `appuis/payer/<appui>`, `appuis/payer/<appui>/<paiement>` for one that is not signed yet. */
export default function Pay({ rest: [id, paid] }: { readonly rest: Path }) {
  const { replica, me, now } = useOpen();
  const state = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  const payment = isRecordId(paid) ? replica.record(paid) : null;
  const back = state
    ? { href: href('appuis', state.id), label: t('after.back.support') }
    : { href: href('appuis'), label: t('after.back.supports') };
  if (state?.type !== 'financing')
    return (
      <Frame title={t('after.pay.title')} back={back}>
        <Empty text={t('after.unknown')} />
      </Frame>
    );
  const balance = balanceOf(replica, state);
  const stop = !replica.may(me.person, 'create', 'payment', state.home, now)
    ? 'noright'
    : payment
      ? signatureOf(replica, payment.id) && 'signed'
      : balance.granted === null
        ? 'undecided'
        : balance.toPay === 0
          ? 'paid'
          : balance.payable === 0 && 'waits';
  if (stop)
    return (
      <Frame title={t('after.pay.title')} sub={titleOf(replica, state.id)} back={back}>
        <Notice tone="wait" icon="info" title={t(`after.pay.${stop}`)}>
          <a class="btn" href={back.href}>
            {back.label}
          </a>
        </Notice>
      </Frame>
    );
  return <Signing {...{ state, payment, balance, back }} />;
}

function Signing(props: {
  readonly state: RecordState;
  readonly payment: RecordState | null;
  readonly balance: Balance;
  readonly back: { readonly href: string; readonly label: string };
}) {
  const { state, payment, balance, back } = props;
  const { jekulu, replica, now } = useOpen();
  const today = dayOf(now);
  const [answers, setAnswers] = useState<Answers>({
    amount: String(balance.payable),
    on: today,
    way: textOf(state, 'kind') === 'kit' ? 'goods' : '',
  });
  const [how, setHow] = useState('hand');
  const [witness, setWitness] = useState('');
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [shown, setShown] = useState(false);
  const [against, setAgainst] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const of = named(replica, state, 'of');
  const name = of ? titleOf(replica, of) : '';
  const questions = payment
    ? []
    : ASKED.flatMap((name) => formOf(replica.id.decl, 'payment').questions.find(({ field }) => field === name) ?? []);
  const problems = new Map<string, Problem>();
  for (const question of questions) {
    const problem = problemOf(question, answers[question.field] ?? '');
    if (problem && problem.kind !== 'check') problems.set(question.field, problem);
  }
  const sum = payment ? (numberOf(payment, 'amount') ?? 0) : Number((answers['amount'] ?? '').replace(/\D/g, ''));

  const wrong = (): string => {
    if (problems.size > 0) return t('after.pay.missing');
    if (!payment) {
      const fault = paymentFault(balance, sum) ?? futureFault(answers['on'] ?? '', today);
      if (fault) return faultText(fault);
    }
    if (how === 'thumb' && witness.trim() === '') return t('after.pay.witness.missing');
    if (how !== 'paper' && !isDrawn(strokes)) return t(`after.pay.${how}.missing`);
    return '';
  };
  const save = async () => {
    setShown(true);
    const why = wrong();
    setAgainst(why);
    if (why !== '') return;
    const signature: Body = {
      how,
      ...(how !== 'paper' && { path: pathOf(strokes) }),
      ...(how === 'thumb' && { witness: witness.trim() }),
    };
    const signed = (record: RecordId): Act => ({
      do: 'create',
      type: 'payment_signature',
      home: sensitiveScope(state.home),
      body: { of: record, ...signature },
    });
    const body: Body = {
      financing: state.id,
      ...Object.fromEntries(questions.map(({ field, decl }) => [field, encode(decl, answers[field] ?? '')])),
    };
    try {
      await jekulu.save(
        payment
          ? [signed(payment.id)]
          : (ids) => [{ do: 'create', type: 'payment', home: state.home, body }, signed(ids(0))],
      );
      toast(t('after.pay.kept', { sum: moneyText(sum) }));
      go(back.href, 'replace');
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return (
    <Frame
      title={t('after.pay.title')}
      sub={[titleOf(replica, state.id), name].filter(Boolean).join('\u00a0· ')}
      back={back}
      acts={
        <button type="button" class="btn go" onClick={() => void save()}>
          <Icon name="check" />
          {t('after.pay.keep', { sum: moneyText(sum) })}
        </button>
      }
    >
      <div class="stack narrow">
        {payment ? (
          <p class="big">{t('after.pay.of', { sum: moneyText(sum) })}</p>
        ) : (
          <p class="sm dim">{t('after.pay.left', { sum: moneyText(balance.toPay) })}</p>
        )}
        {questions.map((question) => (
          <Field
            key={question.field}
            question={question}
            answer={answers[question.field] ?? ''}
            problem={shown ? (problems.get(question.field) ?? null) : null}
            onAnswer={(answer) => setAnswers((all) => ({ ...all, [question.field]: answer }))}
          />
        ))}
        <fieldset class="field">
          <legend>{t('after.pay.how', { name })}</legend>
          <div class="opts">
            {HOW.map(({ value, icon }) => (
              <label class="opt" key={value}>
                <input type="radio" name="how" value={value} checked={how === value} onChange={() => setHow(value)} />
                <Icon name={icon} />
                <span class="grow">
                  <b>{t(`payment_signature.how.${value}`)}</b>
                  <small>{t(`after.pay.how.${value}`)}</small>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        {how === 'thumb' && (
          <div class="field">
            <label for="witness">{t('after.pay.witness')}</label>
            <input
              class="in"
              id="witness"
              maxLength={80}
              autocomplete="off"
              value={witness}
              onInput={(event) => setWitness(event.currentTarget.value)}
            />
          </div>
        )}
        {how !== 'paper' && (
          <Pad
            label={how === 'hand' ? t('after.pay.signs', { name }) : t('after.pay.signs.witness')}
            strokes={strokes}
            onStrokes={setStrokes}
          />
        )}
        {against !== '' && (
          <Notice tone="bad" icon="warning" live>
            <p>{against}</p>
          </Notice>
        )}
        {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
        <p class="sm dim">{t('after.pay.private')}</p>
      </div>
    </Frame>
  );
}
