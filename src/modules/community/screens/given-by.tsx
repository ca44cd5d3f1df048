/** What one person gave to their quarter: each action with its day, its place and their hours. */
import { textOf, valueOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { placeText } from '../../../ui/place.ts';
import { Behind } from '../../../ui/records/behind.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { actionsWith, thereAt } from '../hours.ts';

/** `actions/de/<person>`. */
export default function GivenBy({ rest: [id] }: { readonly rest: Path }) {
  const { replica, now } = useOpen();
  if (!isRecordId(id)) return null;
  const person = replica.resolve(id);
  const actions = actionsWith(replica, person, dayOf(now));
  const hoursOf = (action: (typeof actions)[number]): number => thereAt(replica, action).get(person) ?? 0;
  return (
    <Behind
      title={t('actions.theirs', { name: titleOf(replica, person) })}
      sub={t('actions.sum', { n: actions.reduce((sum, one) => sum + hoursOf(one), 0) })}
      back={{ href: href('personnes', person), label: t('actions.back.person') }}
      ids={actions.map((one) => one.id)}
      none={t('actions.none')}
      elsewhere={(n) => t('actions.away', { n })}
      words={(action) => [
        textOf(action, 'name'),
        [
          t('actions.hours', { n: hoursOf(action) }),
          momentText(textOf(action, 'on')),
          placeText(valueOf(action, 'place')),
        ].join('\u00a0· '),
      ]}
    />
  );
}
