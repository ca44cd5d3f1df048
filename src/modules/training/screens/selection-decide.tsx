/** Writing down what the jury decided: said once more in figures, then each request with its reason, a little at a time. */
import { useState } from 'preact/hooks';
import { dayOf } from '../../../kernel/grant.ts';
import type { Refusal } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { toast } from '../../../ui/toast.tsx';
import type { Choice } from '../selection.ts';
import { decisionActs, fatesOf, type Sayings } from '../selection-acts.ts';
import type { Round } from '../selection-read.ts';
import { outText, pointsText, stepText } from './selection-parts.tsx';

const sayingsOf = (round: Round): Sayings => ({
  step: stepText,
  selected: (step, at, request, rank) =>
    t('selection.why.selected', {
      step: at + 1,
      what: stepText(step),
      rank,
      points: pointsText(request.scored.points ?? 0),
    }),
  shared: (request, rank) => t('selection.why.share', { rank, points: pointsText(request.scored.points ?? 0) }),
  waiting: (request, rank) => t('selection.why.waiting', { rank, points: pointsText(request.scored.points ?? 0) }),
  refused: (request, rank) => t('selection.why.refused', { rank, points: pointsText(request.scored.points ?? 0) }),
  out: (request) => outText(round, request),
  outside: () => t('selection.why.outside'),
});

export function Decide({ round, choice }: { readonly round: Round; readonly choice: Choice }) {
  const { jekulu, replica, now } = useOpen();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const say = sayingsOf(round);
  const fates = [...fatesOf(round, choice, say).values()];
  const n = (outcome: string) => fates.filter((one) => one.outcome === outcome).length;
  const unsure = round.requests.filter(
    ({ out, age, application }) =>
      out === null &&
      choice.fates.get(application.id) === 'selected' &&
      (age.verdict === 'check' || age.verdict === 'unknown'),
  ).length;
  const toCheck = round.requests.filter(
    ({ out, suits, application }) =>
      out === null && suits === 'check' && choice.fates.get(application.id) === 'selected',
  ).length;
  const waits = round.requests.filter(({ out }) => out === 'unmarked').length;
  const decide = async () => {
    setBusy(true);
    try {
      for (const acts of decisionActs(
        round,
        choice,
        dayOf(now),
        say,
        (record) => replica.record(record)?.created != null,
      ))
        await jekulu.save(acts);
      toast(t('selection.decide.done', { n: fates.length }));
      setAsking(false);
    } catch (error) {
      setRefusal(refusalOf(error));
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" class="btn go" onClick={() => setAsking(true)}>
        <Icon name="check" />
        {t('selection.decide')}
      </button>
      {asking && (
        <Sheet title={t('selection.decide.ask')} onClose={() => setAsking(false)}>
          <ul class="mini">
            {(['selected', 'waiting', 'refused'] as const).map((outcome) => (
              <li key={outcome}>
                <span>{t(`selection.list.${outcome}`)}</span>
                <b class="num">{n(outcome)}</b>
              </li>
            ))}
          </ul>
          {unsure > 0 && (
            <Notice tone="fix" icon="info">
              <p>{t('selection.decide.unsure', { n: unsure })}</p>
            </Notice>
          )}
          {toCheck > 0 && (
            <Notice tone="fix" icon="info">
              <p>{t('selection.decide.path', { n: toCheck })}</p>
            </Notice>
          )}
          {waits > 0 && (
            <Notice tone="wait" icon="clock">
              <p>{t('selection.decide.unmarked', { n: waits })}</p>
            </Notice>
          )}
          <p class="sm">{t('selection.decide.why')}</p>
          {refusal && <RefusalNotice refusal={refusal} />}
          <button type="button" class="btn go full" disabled={busy} onClick={decide}>
            {t(busy ? 'selection.decide.busy' : 'selection.decide.yes')}
          </button>
        </Sheet>
      )}
    </>
  );
}
