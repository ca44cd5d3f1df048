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
import { MemberLine, type StepProps, Who } from './parts.tsx';
import { Pick } from './pick.tsx';
import { type Against, SumPad } from './sum-pad.tsx';

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

function Repaying({ book, sitting, keeper, closed }: StepProps) {
  const [asking, setAsking] = useState<Loan | null>(null);
  const { repaid } = sitting.entries;
  // Lent before this meeting, and not paid back before it.
  const open = book.loans.filter(
    ({ id, meeting, standing }) => meeting !== sitting.state?.id && (standing.owed > 0 || repaid.has(id)),
  );
  const put = (loan: Loan, sum: number) => {
    keeper.put({ [entryKey('repaid', loan.id)]: sum === 0 ? null : { sum } });
    setAsking(null);
  };
  const due = ({ terms }: Loan): number => scheduleOf(terms)[0]?.due ?? 0;
  const who = asking && memberOf(book.members, asking);
  return (
    <section class="stack s3">
      <Head title={t('savings.repaid')} />
      {open.length === 0 && <p class="dim">{t('savings.repaid.none')}</p>}
      {open.length > 0 && (
        <ol class="card rolls">
          {open.map((loan) => {
            const member = memberOf(book.members, loan);
            const sum = repaid.get(loan.id) ?? 0;
            return (
              member && (
                <MemberLine
                  key={loan.id}
                  member={member}
                  tone={sum > 0 ? 'present' : ''}
                  sub={t('savings.owes', { sum: moneyText(loan.standing.owed) })}
                >
                  <button
                    type="button"
                    class="tick wide ok"
                    aria-pressed={sum > 0}
                    aria-label={t('savings.repaid.of', { name: member.name })}
                    disabled={closed}
                    onClick={() => setAsking(loan)}
                  >
                    {sum > 0 ? <span class="num">{moneyText(sum)}</span> : <Icon name="loan" />}
                  </button>
                </MemberLine>
              )
            );
          })}
        </ol>
      )}
      {asking && who && (
        <SumPad
          title={t('savings.repaid')}
          head={<Who member={who} sub={t('savings.owes', { sum: moneyText(asking.standing.owed) })} />}
          ask={t('savings.repaid.ask', { sum: moneyText(Math.min(due(asking), asking.standing.owed)) })}
          start={repaid.get(asking.id) ?? 0}
          done={t('savings.paid')}
          against={(sum) => {
            const back = payingBack(sum, asking.standing.owed + (repaid.get(asking.id) ?? 0));
            return back.ok ? {} : { refused: back.error };
          }}
          {...(repaid.has(asking.id) && { onNothing: () => put(asking, 0) })}
          onDone={(sum) => put(asking, sum)}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}

function Lending({ book, sitting, members, keeper, closed }: StepProps) {
  const { rules } = book;
  const [picking, setPicking] = useState(false);
  const [to, setTo] = useState<Member | null>(null);
  const [months, setMonths] = useState(1);
  const given = book.loans.filter(({ meeting }) => meeting === sitting.state?.id);
  const against = (sum: number): Against => {
    const out = takingOut(sum, sitting.reckoned.loan);
    if (!out.ok) return { refused: out.error };
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
          <Icon name="loan" />
          {t('savings.lend')}
        </button>
      )}
      {picking && (
        <Pick
          title={t('savings.lend.who')}
          members={members}
          onPick={(member) => {
            setPicking(false);
            setMonths(1);
            setTo(member);
          }}
          onClose={() => setPicking(false)}
        />
      )}
      {to && (
        <SumPad
          title={t('savings.lend')}
          head={<Who member={to} sub={t('savings.saved', { sum: moneyText(to.shares * rules.value) })} />}
          ask={t('savings.lend.ask')}
          done={t('savings.given')}
          against={against}
          onDone={(principal) => {
            keeper.lend(to.id, { principal, months, rate: rules.rate, way: rules.way });
            setTo(null);
          }}
          onClose={() => setTo(null)}
        >
          <div class="line wrap">
            <span class="sm">{t('savings.lend.months')}</span>
            {Array.from({ length: rules.months }, (_, at) => at + 1).map((one) => (
              <button
                key={one}
                type="button"
                class="chip num"
                aria-pressed={one === months}
                onClick={() => setMonths(one)}
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

function Spending({ sitting, keeper, closed }: StepProps) {
  const [asking, setAsking] = useState(false);
  const { expense } = sitting.flows;
  const put = (sum: number) => {
    keeper.put({ expense: sum === 0 ? null : sum });
    setAsking(false);
  };
  return (
    <section class="stack s3">
      <Head title={t('savings.spent')} />
      <button type="button" class="btn full" disabled={closed} onClick={() => setAsking(true)}>
        <Icon name="coins" />
        {expense > 0 ? t('savings.spent.of', { sum: moneyText(expense) }) : t('savings.spend')}
      </button>
      {asking && (
        <SumPad
          title={t('savings.spent')}
          ask={t('savings.spend.ask')}
          start={expense}
          done={t('savings.given')}
          against={(sum) => {
            const out = takingOut(sum, sitting.reckoned.loan + expense);
            return out.ok ? {} : { refused: out.error };
          }}
          {...(expense > 0 && { onNothing: () => put(0) })}
          onDone={put}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
