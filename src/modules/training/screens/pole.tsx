/** Above the programmes of a pole: what they aim at and what they cost together. */
import '../messages/convention/index.ts';
import type { RecordState } from '../../../kernel/fold.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { extend } from '../../../ui/records/extend.ts';
import { planOf } from '../pole.ts';

function PlanSums({ state }: { readonly state: RecordState }) {
  const { replica } = useOpen();
  const { programmes, aims, followed, planned, spent, lines, told } = planOf(replica, state.id);
  if (programmes.length === 0) return null;
  return (
    <div class="card pad stack s1">
      <p>
        <b>{t('pole.plan', { n: programmes.length })}</b>
      </p>
      {aims > 0 && <p>{t('aims.sub', { n: followed, all: aims })}</p>}
      {lines > 0 && (
        <p>
          {t('pole.budget', { sum: moneyText(planned) })}
          {told > 0 && `\u00a0· ${t('pole.spent', { sum: moneyText(spent), told, lines })}`}
        </p>
      )}
    </div>
  );
}

extend('body', { sums: { programme: PlanSums } });
