/** Who pays back, who is lent money, what the group spends: all out of the loan fund, never more than is in it. */
import { useState } from 'preact/hooks';
import { entryKey } from '../../../kernel/declare.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Head } from '../../../ui/parts.tsx';
import type { Loan, Member } from '../book.ts';
import { limitFor, payingBack, takingOut } from '../closing.ts';
import { scheduleOf } from '../schedule.ts';
import { MemberLine, owesText, type StepProps, Who } from './parts.tsx';
import { Pick } from './pick.tsx';
import { type Against, refusedBy, SumPad } from './sum-pad.tsx';
import { Sums } from './sums.tsx';

export function Loans(props: StepProps) {
  return (
    <>
      <Repaying {...props} />
      <Lending {...props} />
      <Spending {...props} />
    </>
  );
}

const memberOf = (members: readonly Member[], loan: Loan): Member | undefined =>
  members.find(({ id }) => id === loan.passbook);

function Repaying({ book, sitting, keeper, typing, closed }: StepProps) {
  const { repaid } = sitting.entries;
  // Lent before this meeting, and not paid back before it.
  const open = book.loans.filter(
    ({ id, meeting, standing }) => meeting !== sitting.state?.id && (standing.owed > 0 || repaid.has(id)),
  );
  const loanOf = (id: string): Loan | undefined => open.find((loan) => loan.id === id);
  const owed = (id: string): number => loanOf(id)?.standing.owed ?? 0;
  const due = (id: string): number => {
    const loan = loanOf(id);
    return loan ? Math.min(scheduleOf(loan.terms)[0]?.due ?? 0, owed(id)) : 0;
  };
  return (
    <section class="stack s3">
      <Head title={t('savings_meeting.repaid')} />
      {open.length === 0 && <p class="dim">{t('savings.repaid.none')}</p>}
      <Sums
        {...{ typing }}
        pad="repaid"
        lines={open.flatMap((loan) => {
          const member = memberOf(book.members, loan);
          return member ? [{ id: loan.id, member, sub: owesText(loan.standing.owed) }] : [];
        })}
        sums={repaid}
        title={t('savings.repaid.pad')}
        ask={({ id }) => t('savings.repaid.ask', { sum: moneyText(due(id)) })}
        done={t('savings.paid')}
        tone="ok"
        icon="handshake"
        word={t('savings.repaid.do')}
        closed={closed}
        label={(name) => t('savings.repaid.of', { name })}
        against={(sum, id) => refusedBy(payingBack(sum, owed(id) + (repaid.get(id) ?? 0)))}
        onPut={(id, sum) => keeper.put({ [entryKey('repaid', id)]: sum === 0 ? null : { sum } })}
      />
    </section>
  );
}

function Lending({ book, sitting, members, keeper, typing, closed }: StepProps) {
  const { rules } = book;
  const [picking, setPicking] = useState(false);
  const to = closed ? undefined : members.find(({ id }) => id === typing.of('lend'));
  const months = Number(typing.beside) || 1;
  const given = book.loans.filter(({ meeting }) => meeting === sitting.state?.id);
  const against = (sum: number): Against => {
    const refused = refusedBy(takingOut(sum, sitting.reckoned.loan));
    if (refused.refused) return refused;
    const limit = limitFor((to?.shares ?? 0) * rules.value, rules.times);
    return sum > limit ? { warning: t('savings.over', { times: rules.times, limit: moneyText(limit) }) } : {};
  };
  return (
    <section class="stack s3">
      <Head title={t('savings.lent')} />
      {given.length > 0 && (
        <ol class="card rolls">
          {given.map((loan) => {
            const member = memberOf(book.members, loan);
            return (
              member && (
                <MemberLine
                  key={loan.id}
                  member={member}
                  tone="late"
                  sub={t('savings.lent.of', { sum: moneyText(loan.terms.principal), n: loan.terms.months })}
                >
                  <button
                    type="button"
                    class="tick bad"
                    aria-label={t('savings.lent.undo', { name: member.name })}
                    disabled={closed}
                    onClick={() => keeper.unlend(loan.id)}
                  >
                    <Icon name="x" />
                  </button>
                </MemberLine>
              )
            );
          })}
        </ol>
      )}
      {!closed && (
        <button type="button" class="btn full" onClick={() => setPicking(true)}>
          <Icon name="handshake" />
          {t('savings.lend')}
        </button>
      )}
      {picking && (
        <Pick
          title={t('savings.lend.who')}
          members={members}
          onPick={(member) => {
            setPicking(false);
            typing.open('lend', member.id);
          }}
          onClose={() => setPicking(false)}
        />
      )}
      {to && (
        <SumPad
          title={t('savings.lend')}
          head={<Who member={to} sub={t('savings.saved', { sum: moneyText(to.shares * rules.value) })} />}
          ask={t('savings.lend.ask')}
          typing={typing}
          done={t('savings.given')}
          against={against}
          onDone={(principal) => {
            keeper.lend(to.id, { principal, months, rate: rules.rate, way: rules.way });
            typing.close();
          }}
        >
          <div class="line wrap">
            <span class="sm">{t('savings.lend.months')}</span>
            {Array.from({ length: rules.months }, (_, at) => at + 1).map((one) => (
              <button
                key={one}
                type="button"
                class="chip num"
                aria-pressed={one === months}
                onClick={() => typing.choose(String(one))}
              >
                {t('savings.months', { n: one })}
              </button>
            ))}
          </div>
        </SumPad>
      )}
    </section>
  );
}

function Spending({ sitting, keeper, typing, closed }: StepProps) {
  const { expense } = sitting.flows;
  const put = (sum: number) => {
    keeper.put({ expense: sum === 0 ? null : sum });
    typing.close();
  };
  return (
    <section class="stack s3">
      <Head title={t('savings_meeting.expense')} />
      <button type="button" class="btn full" disabled={closed} onClick={() => typing.open('expense', 'group')}>
        <Icon name="coins" />
        {expense > 0 ? t('savings.spent.of', { sum: moneyText(expense) }) : t('savings.spend')}
      </button>
      {!closed && typing.of('expense') && (
        <SumPad
          title={t('savings_meeting.expense')}
          ask={t('savings.spend.ask')}
          start={expense}
          typing={typing}
          done={t('savings.given')}
          against={(sum) => refusedBy(takingOut(sum, sitting.reckoned.loan + expense))}
          onDone={put}
        />
      )}
    </section>
  );
}
