/** What is told with its dates: who was in a delegation and what they were then; who leads a body; what an organisation was given since it joined, and before. */
import { type RecordState, valueOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { linksTo } from '../../../kernel/links.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText, spanText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Head, Row } from '../../../ui/parts.tsx';
import type { SheetPart } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { countedHref } from '../../people/counted.ts';
import { supportsOf } from '../belongings.ts';
import { delegatesOf } from '../delegation.ts';
import { ownNetwork } from '../rules.ts';
import { type Lead, leadsOn } from '../seats.ts';

/** Somebody by their name; they open where they have a sheet here. */
function Somebody(props: { readonly person: RecordId | null; readonly name: string; readonly sub: string }) {
  const { person, name, sub } = props;
  if (person) return <Row href={href('personnes', person)} title={name} sub={sub} end={<Icon name="next" />} />;
  return (
    <div class="row">
      <span class="grow">
        <b>{name}</b>
        <small>{sub}</small>
      </span>
    </div>
  );
}

export function Delegates({ state }: SheetPart) {
  const { replica } = useOpen();
  const all = delegatesOf(replica, state);
  if (all.length === 0) return null;
  return (
    <section class="stack s2">
      <div class="card rows">
        {all.map(({ key, person, name, as, of }) => (
          <Somebody key={key} person={person} name={name} sub={[as, of].filter(Boolean).join('\u00a0· ')} />
        ))}
      </div>
      <p class="sm dim">{t('delegation.then')}</p>
    </section>
  );
}

/** Who leads a body today, and before them. Whoever may not read the sheet of a person is told where they come from. */
export function Leads({ state }: SheetPart) {
  const { replica, now } = useOpen();
  const leads = leadsOn(replica, state, dayOf(now));
  if (leads.now.length + leads.before.length === 0) return null;
  const nameOf = ({ person, name, of }: Lead): string =>
    (person && titleOf(replica, person)) || name || (of && titleOf(replica, of)) || t('value.unknown');
  const said = (lead: Lead): string => {
    const house = lead.of ? titleOf(replica, lead.of) : '';
    return [house === nameOf(lead) ? '' : house, spanText(lead.from, lead.to), lead.decision]
      .filter(Boolean)
      .join(t('list.comma'));
  };
  return (
    <section class="stack s2">
      <Head title={t('body.lead')} />
      {leads.now.length === 0 ? (
        <p class="dim">{t('body.lead.none')}</p>
      ) : (
        <div class="card rows">
          {leads.now.map((lead) => (
            <Somebody
              key={lead.key}
              person={lead.person && replica.record(lead.person) ? lead.person : null}
              name={nameOf(lead)}
              sub={said(lead)}
            />
          ))}
        </div>
      )}
      {leads.before.length > 0 && (
        <p class="sm dim">
          {t('body.lead.over', {
            names: leads.before
              .map((lead) => t('body.lead.span', { name: nameOf(lead), when: spanText(lead.from, lead.to) }))
              .join(t('list.comma')),
          })}
        </p>
      )}
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
