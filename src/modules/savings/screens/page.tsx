/** The page of a passbook: its shares meeting by meeting, carried on, and what its loans still owe. */
import '../messages/screens/index.ts';
import { type RecordState, refOf } from '../../../kernel/fold.ts';
import { dateText, moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { Head, Row } from '../../../ui/parts.tsx';
import { bookOf } from '../book.ts';
import { carried } from '../closing.ts';
import { sumIn } from '../rules-of.ts';
import { toMeeting } from './addresses.ts';
import { owesText } from './parts.tsx';

export default function Page({ state }: { readonly state: RecordState }) {
  const { replica } = useOpen();
  const cycle = replica.record(refOf(state, 'cycle') ?? state.id);
  if (cycle?.type !== 'savings_cycle') return null;
  const book = bookOf(replica, cycle);
  const own = book.loans.filter(({ passbook }) => passbook === state.id);
  const day = (on: string) => dateText(Date.parse(on), { year: true }, 'utc');
  const bought = book.sittings.map(({ entries }) => entries.bought.get(state.id) ?? 0);
  const start = sumIn(state, 'before');
  const all = carried(start, bought);
  return (
    <>
      <section class="stack s3">
        <Head title={t('savings.page.shares', { n: all, sum: moneyText(all * book.rules.value) })} />
        <nav class="card rows" aria-label={t('savings_meeting.step.shares')}>
          {book.sittings.map(({ on }, at) => (
            <Row
              key={on}
              href={toMeeting(cycle.id, on, 'shares')}
              title={day(on)}
              sub={t('savings.page.line', { n: bought[at] ?? 0, all: carried(start, bought.slice(0, at + 1)) })}
            />
          ))}
        </nav>
      </section>
      {own.length > 0 && (
        <section class="stack s3">
          <Head title={t('savings_meeting.step.loans')} />
          <nav class="card rows" aria-label={t('savings_meeting.step.loans')}>
            {own.map(({ id, meeting, terms, standing }) => {
              const on = book.sittings.find((one) => one.state.id === meeting)?.on ?? '';
              return (
                <Row
                  key={id}
                  href={toMeeting(cycle.id, on, 'loans')}
                  title={t('savings.lent.of', { sum: moneyText(terms.principal), n: terms.months })}
                  sub={
                    <>
                      {owesText(standing.owed)}
                      {on && <span class="block">{t('savings.lent.on', { day: day(on) })}</span>}
                    </>
                  }
                />
              );
            })}
          </nav>
        </section>
      )}
    </>
  );
}
