/** Below the supports of an organisation: what else it was given, apart, so that nothing is added up twice. */
import '../messages/screens/index.ts';
import type { RecordState } from '../../../kernel/fold.ts';
import { firstDay, lastDay, type Moment, momentFault } from '../../../kernel/moment.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Head, Row } from '../../../ui/parts.tsx';
import { extend } from '../../../ui/records/extend.ts';
import { addressOfRecord } from '../../../ui/records/routes.ts';
import { titleOf } from '../../../ui/words.ts';
import { joinedOn } from '../../directory/belongings.ts';
import { ownNetwork } from '../../directory/rules.ts';
import { givenTo, trainedOf } from '../supports.ts';

const said = (...parts: readonly (string | false)[]): string => parts.filter(Boolean).join('\u00a0· ');
const sum = (list: readonly number[]): string => moneyText(list.reduce((all, n) => all + n, 0));

function OtherSupports({ state }: { readonly state: RecordState }) {
  const { replica } = useOpen();
  const [given, trained] = [givenTo(replica, state.id), trainedOf(replica, state.id)];
  const us = ownNetwork(replica);
  const joined = us ? joinedOn(replica, state.id, us) : '';
  /** The day, and whether it was before the organisation joined. */
  const dated = (on: Moment): string => {
    if (on === '' || momentFault(on) !== null) return on;
    const before = joined !== '' && lastDay(on) < firstDay(joined);
    return before ? t('given.before', { when: momentText(on) }) : momentText(on);
  };
  const people = new Set(trained.flatMap((one) => one.people)).size;
  return (
    <>
      {given.length > 0 && (
        <>
          <Head title={t('given.funds')} count={given.length} />
          <p class="sm dim">
            {t('given.funds.sum', {
              granted: sum(given.map(({ granted }) => granted)),
              paid: sum(given.map(({ paid }) => paid)),
            })}
          </p>
          <div class="card rows">
            {given.map(({ financing, on, granted, paid }) => (
              <Row
                key={financing}
                href={addressOfRecord(replica, 'financing', financing) ?? ''}
                title={titleOf(replica, financing)}
                sub={said(dated(on), t('given.funds.sum', { granted: moneyText(granted), paid: moneyText(paid) }))}
                end={<Icon name="next" />}
              />
            ))}
          </div>
        </>
      )}
      {trained.length > 0 && (
        <>
          <Head title={t('given.trained')} count={trained.length} />
          <p class="sm dim">{t('given.trained.sum', { n: people })}</p>
          <div class="card rows">
            {trained.map(({ cohort, on, people: { length }, certified }) => (
              <Row
                key={cohort}
                href={addressOfRecord(replica, 'cohort', cohort) ?? ''}
                title={titleOf(replica, cohort)}
                sub={said(
                  dated(on),
                  t('given.people', { n: length }),
                  certified > 0 && t('given.certified', { n: certified }),
                )}
                end={<Icon name="next" />}
              />
            ))}
          </div>
        </>
      )}
    </>
  );
}

extend('organisation', { under: { support: OtherSupports } });
