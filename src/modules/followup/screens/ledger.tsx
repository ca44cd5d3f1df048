/** The way of a sum: asked for, decided, paid and signed, justified; and what is left, which opens onto each of these. */
import type { ComponentChildren } from 'preact';
import { type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { sensitiveScope } from '../../../kernel/ids.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import type { SheetPart } from '../../../ui/records/extend.ts';
import { COMPLETE, EDIT, NEW } from '../../../ui/records/routes.ts';
import { href } from '../../../ui/router.ts';
import { committeeFault, committeeOf } from '../committee.ts';
import { type Balance, balanceOf, justifyBy, named, numberOf, ruleOf, signatureOf } from '../rules.ts';
import { PAY } from './addresses.ts';
import { faultText } from './words.ts';

export function Ledger({ state, base }: SheetPart) {
  const { replica, me, now } = useOpen();
  const balance = balanceOf(replica, state);
  const { granted, paid, toPay, toJustify } = balance;
  const may = (action: 'create' | 'edit', type: string) => replica.may(me.person, action, type, state.home, now);
  const cap = ruleOf(replica, named(replica, state, 'programme'), 'cap');
  const due = justifyBy(replica, state, balance);
  const late = due !== null && due < dayOf(now);
  const rule = ruleOf(replica, named(replica, state, 'programme'), 'justify');
  const over = (granted !== null && paid > granted) || balance.justified > paid;
  return (
    <section class="card pad stack s3 ledger" aria-labelledby="ledger">
      <div class="stack s1">
        <h2 id="ledger" class="big">
          {headline(balance, textOf(state, 'outcome'))}
        </h2>
        {paid > 0 && <Bar {...balance} />}
        {paid > 0 && (
          <p class="sm dim">
            {t('after.ledger.sum', { justified: moneyText(balance.justified), paid: moneyText(paid) })}
          </p>
        )}
      </div>
      {over && (
        <Notice tone="fix" icon="warning" title={t(paid > (granted ?? 0) ? 'after.over.paid' : 'after.over.spent')}>
          <p>{t('after.over.hint')}</p>
        </Notice>
      )}
      {late && rule && (
        <Notice tone="fix" icon="clock" title={t('after.late', { by: momentText(due) })}>
          <p>{t('after.late.rule', { n: rule.limit, source: rule.source })}</p>
        </Notice>
      )}
      {cap && (granted ?? balance.asked) > cap.limit && (
        <Notice tone="wait" icon="info" title={t('after.cap', { sum: moneyText(cap.limit) })}>
          <p>{t('after.source', { source: cap.source })}</p>
        </Notice>
      )}
      <Committee state={state} base={base} may={may('edit', 'financing')} />
      <ol class="time">
        <Step icon="letter" title={t('after.step.asked')} sum={balance.asked} on={textOf(state, 'on')} />
        <Decision state={state} balance={balance} />
        {balance.payments.map((payment) => (
          <Payment key={payment.id} payment={payment} to={href(...base, 'payment.financing', payment.id)} />
        ))}
        {balance.receipts.map((receipt) => (
          <Step
            key={receipt.id}
            icon="doc"
            title={textOf(receipt, 'what')}
            sum={numberOf(receipt, 'amount') ?? 0}
            on={textOf(receipt, 'on')}
            more={t(`receipt.paper.${textOf(receipt, 'paper')}`)}
            href={href(...base, 'receipt.financing', receipt.id)}
          />
        ))}
      </ol>
      <div class="line wrap">
        {granted === null && may('edit', 'financing') && (
          <a class="btn" href={href(...base, COMPLETE)}>
            <Icon name="check" />
            {t('after.decide')}
          </a>
        )}
        {toPay > 0 && may('create', 'payment') && (
          <a class="btn" href={href('appuis', PAY, state.id)}>
            <Icon name="cauris" />
            {t('after.pay', { sum: moneyText(toPay) })}
          </a>
        )}
        {toJustify > 0 && may('create', 'receipt') && (
          <a class="btn" href={href(...base, 'receipt.financing', NEW)}>
            <Icon name="plus" />
            {t('after.receipt')}
          </a>
        )}
      </div>
    </section>
  );
}

/** What is wrong with who decided, where something is decided. */
function Committee({ state, base, may }: SheetPart & { readonly may: boolean }) {
  const { replica, now } = useOpen();
  if (textOf(state, 'outcome') === '') return null;
  const sitting = committeeOf(replica, state);
  const fault = committeeFault(replica, refOf(state, 'of'), sitting, dayOf(now));
  const isUntold = sitting.voted.length + sitting.aside.length === 0;
  if (!fault && !isUntold) return null;
  return (
    <Notice tone={fault ? 'fix' : 'wait'} icon="people" title={t(`after.committee.${fault?.why ?? 'none'}`)}>
      <p>{fault ? faultText(fault) : t('after.committee.hint')}</p>
      {may && (
        <a class="btn" href={href(...base, EDIT, 'committee')}>
          <Icon name="people" />
          {t('after.committee.write')}
        </a>
      )}
    </Notice>
  );
}

function headline({ granted, paid, toPay, toJustify }: Balance, outcome: string): string {
  if (granted === null) return t('after.head.waiting');
  if (outcome !== 'granted') return t(`after.head.${outcome}`);
  if (toJustify > 0) return t('after.head.justify', { sum: moneyText(toJustify) });
  if (toPay > 0) return t('after.head.pay', { sum: moneyText(toPay) });
  return t(paid > 0 ? 'after.head.done' : 'after.head.nothing');
}

/** Justified of paid of granted. */
function Bar({ granted, paid, justified }: Balance) {
  const all = Math.max(granted ?? 0, paid, justified, 1);
  const width = (n: number) => (Math.min(n, all) / all) * 100;
  return (
    <svg class="share money" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="paid" width={width(paid)} height="4" />
      <rect class="justified" width={width(justified)} height="4" />
    </svg>
  );
}

function Step(props: {
  readonly icon: IconName;
  readonly title: string;
  readonly sum?: number;
  readonly on?: string;
  readonly more?: ComponentChildren;
  readonly href?: string;
}) {
  const { icon, title, sum, on, more } = props;
  const words = (
    <>
      <b>{title}</b>
      {sum !== undefined && <span class="num">{moneyText(sum)}</span>}
      <small>
        {on ? momentText(on) : ''}
        {on && more ? '\u00a0· ' : ''}
        {more}
      </small>
    </>
  );
  return (
    <li>
      <span class="dotx">
        <Icon name={icon} size="s" />
      </span>
      {props.href ? (
        <a class="fact" href={props.href}>
          {words}
        </a>
      ) : (
        <div class="fact">{words}</div>
      )}
    </li>
  );
}

const DECIDED: { readonly [outcome: string]: IconName } = { granted: 'check', delayed: 'hold', refused: 'x' };

function Decision({ state, balance }: { readonly state: RecordState; readonly balance: Balance }) {
  const { replica } = useOpen();
  const outcome = textOf(state, 'outcome');
  const { voted, aside } = committeeOf(replica, state);
  const told = [
    voted.length > 0 && t('after.voted', { n: voted.length }),
    aside.length > 0 && t('after.aside', { n: aside.length }),
    textOf(state, 'reason'),
  ].filter((one) => one !== false && one !== '');
  return (
    <Step
      icon={DECIDED[outcome] ?? 'clock'}
      title={outcome ? t(`after.step.${outcome}`) : t('after.step.waiting')}
      on={textOf(state, 'decided')}
      {...(balance.granted && { sum: balance.granted })}
      {...(told.length > 0 && { more: told.join('\u00a0· ') })}
    />
  );
}

function Payment({ payment, to }: { readonly payment: RecordState; readonly to: string }) {
  const { replica, me, now } = useOpen();
  const signature = signatureOf(replica, payment.id);
  const reads = replica.may(me.person, 'read', 'payment_signature', sensitiveScope(payment.home), now);
  const how = signature
    ? t(`after.mark.${textOf(signature, 'how')}`)
    : reads && (
        <span class="st fix">
          <Icon name="pencil" size="s" />
          {t('after.mark.none')}
        </span>
      );
  return (
    <Step
      icon="cauris"
      title={t('after.step.paid', { way: t(`payment.way.${textOf(payment, 'way')}`).toLowerCase() })}
      sum={numberOf(payment, 'amount') ?? 0}
      on={textOf(payment, 'on')}
      more={how}
      href={to}
    />
  );
}
