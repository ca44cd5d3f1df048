/** What is told with its dates: who was in a delegation and what they were then; what an organisation was given since it joined, and before. */
import { type RecordState, valueOf } from '../../../kernel/fold.ts';
import { linksTo } from '../../../kernel/links.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Row } from '../../../ui/parts.tsx';
import type { SheetPart } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { countedHref } from '../../people/counted.ts';
import { supportsOf } from '../belongings.ts';
import { delegatesOf } from '../delegation.ts';
import { ownNetwork } from '../rules.ts';

export function Delegates({ state }: SheetPart) {
  const { replica } = useOpen();
  const all = delegatesOf(replica, state);
  if (all.length === 0) return null;
  return (
    <section class="stack s2">
      <div class="card rows">
        {all.map(({ key, person, name, as, of }) => {
          const sub = [as, of].filter(Boolean).join('\u00a0· ');
          return person ? (
            <Row key={key} href={href('personnes', person)} title={name} sub={sub} end={<Icon name="next" />} />
          ) : (
            <div key={key} class="row">
              <span class="grow">
                <b>{name}</b>
                <small>{sub}</small>
              </span>
            </div>
          );
        })}
      </div>
      <p class="sm dim">{t('delegation.then')}</p>
    </section>
  );
}

const sum = (list: readonly RecordState[], field: string): number =>
  list.reduce((all, one) => all + (Number(valueOf(one, field)) || 0), 0);

/** Above the supports of an organisation. */
export function SupportSums({ state }: { readonly state: RecordState }) {
  const { replica } = useOpen();
  const { joined, since, before } = supportsOf(replica, state.id, ownNetwork(replica));
  if (since.length + before.length === 0) return null;
  const cost = sum(since, 'cost');
  return (
    <div class="card pad stack s1">
      <p>
        <b>
          {joined
            ? t('support.since', { when: momentText(joined), n: since.length })
            : t('support.all', { n: since.length })}
        </b>
      </p>
      <p class="sm dim">
        {[
          cost > 0 && moneyText(cost),
          t('support.people', { women: sum(since, 'women'), men: sum(since, 'men') }),
          before.length > 0 && t('support.before', { n: before.length }),
        ]
          .filter(Boolean)
          .join('\u00a0· ')}
      </p>
    </div>
  );
}

/** Above the people of an organisation: how many, by sex and age. */
export function PeopleSums({ state }: { readonly state: RecordState }) {
  const { replica } = useOpen();
  if (linksTo(replica, 'involvement', 'organisation', state.id).length === 0) return null;
  return (
    <p>
      <a class="btn" href={countedHref({ of: state.id })}>
        <Icon name="people" />
        {t('counted.way')}
      </a>
    </p>
  );
}
