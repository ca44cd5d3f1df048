/** Who accompanies how many, and who too many: above the list of accompaniments. */
import { dayOf } from '../../../kernel/grant.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Head, Row } from '../../../ui/parts.tsx';
import { RecordSign } from '../../../ui/records/describe.tsx';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { loadsOn } from '../rules.ts';

export function Loads() {
  const { replica, now } = useOpen();
  const loads = loadsOn(replica, dayOf(now));
  if (loads.length === 0) return null;
  return (
    <section class="stack s2 narrow" aria-labelledby="loads">
      <Head id="loads" title={t('after.loads')} count={loads.length} />
      <div class="card rows">
        {loads.map(({ mentor, mentees, rule, over }) => {
          const state = replica.record(mentor);
          const n = mentees.length;
          return (
            <Row
              key={mentor}
              href={href('personnes', mentor)}
              sign={state && <RecordSign state={state} />}
              title={titleOf(replica, mentor)}
              sub={
                over && rule ? (
                  <>
                    <span class="block">{t('after.load.at', { n, limit: rule.limit })}</span>
                    <span class="block">{rule.source}</span>
                    <span class="st fix">
                      <Icon name="warning" size="s" />
                      {t('after.load.beyond', { n: n - rule.limit })}
                    </span>
                  </>
                ) : rule ? (
                  t('after.load.at', { n, limit: rule.limit })
                ) : (
                  t('after.load', { n })
                )
              }
              end={<Icon name="next" />}
            />
          );
        })}
      </div>
    </section>
  );
}
