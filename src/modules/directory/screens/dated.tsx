/** What is told with its dates: who was in a delegation and what they were then; who leads a body; what an organisation was given since it joined, and before. */
import { type RecordState, textOf, valueOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { linksTo } from '../../../kernel/links.ts';
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
import { helpedBy, supportsOf } from '../belongings.ts';
import { delegatesOf, meetingsBy, organisersOf } from '../delegation.ts';
import { ownNetwork } from '../rules.ts';
import { type Lead, leadsOn } from '../seats.ts';

/** Somebody, or an organisation, by their name; they open where they have a sheet here. */
function Somebody(props: { readonly to: string | null; readonly name: string; readonly sub: string }) {
  const { to, name, sub } = props;
  if (to) return <Row href={to} title={name} sub={sub} end={<Icon name="next" />} />;
  return (
    <div class="row">
      <span class="grow">
        <b>{name}</b>
        <small>{sub}</small>
      </span>
    </div>
  );
}

const line = (...parts: readonly string[]): string => parts.filter(Boolean).join('\u00a0· ');

/** Who organised a meeting, and who was there for the network. */
export function Meeting({ state }: SheetPart) {
  const { replica } = useOpen();
  const [by, members] = [organisersOf(replica, state), delegatesOf(replica, state)];
  if (by.length + members.length === 0) return null;
  return (
    <section class="stack s2">
      {by.length > 0 && (
        <>
          <Head title={t('delegation.by')} />
          <div class="card rows">
            {by.map(({ key, organisation, name, role, task }) => (
              <Somebody key={key} to={href('membres', organisation)} name={name} sub={line(role, task)} />
            ))}
          </div>
        </>
      )}
      {members.length > 0 && (
        <>
          {by.length > 0 && <Head title={t('delegation.with')} />}
          <div class="card rows">
            {members.map(({ key, person, name, as, of, organisation }) => (
              <Somebody
                key={key}
                to={person ? href('personnes', person) : organisation && href('membres', organisation)}
                name={name}
                sub={line(as, of)}
              />
            ))}
          </div>
        </>
      )}
      <p class="sm dim">{t('delegation.then')}</p>
    </section>
  );
}

/** On the sheet of an organisation: the meetings it organised, under the name it had then where that is another. */
export function Meetings({ state }: SheetPart) {
  const { replica } = useOpen();
  const all = meetingsBy(replica, state.id);
  if (all.length === 0) return null;
  return (
    <section class="stack s2">
      <Head title={t('delegation.organised')} count={all.length} />
      <div class="card rows">
        {all.map(({ meeting, by }) => (
          <Somebody
            key={`${meeting.id} ${by.key}`}
            to={href('delegations', meeting.id)}
            name={textOf(meeting, 'name')}
            sub={line(
              momentText(textOf(meeting, 'on')),
              by.name === textOf(state, 'name') ? '' : t('delegation.as', { name: by.name }),
              by.role,
              by.task,
            )}
          />
        ))}
      </div>
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
              to={lead.person && replica.record(lead.person) ? href('personnes', lead.person) : null}
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

const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);

/** Above the supports of an organisation. */
export function SupportSums({ state }: { readonly state: RecordState }) {
  const { replica } = useOpen();
  const { joined, since, before } = supportsOf(replica, state.id, ownNetwork(replica));
  if (since.length + before.length === 0) return null;
  const cost = sum(since.map((one) => Number(valueOf(one, 'cost')) || 0));
  const people = since.map((one) => helpedBy(replica, one));
  const [women, men] = [sum(people.map((one) => one.women)), sum(people.map((one) => one.men))];
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
          t('support.people', { women, men }),
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
