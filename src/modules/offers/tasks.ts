/** What offers ask of the open person, at home: one of theirs ends soon, and who was noted as applying and is not sent yet. */
import './messages/tasks/index.ts';
import { type RecordState, refOf, valueOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { orgOf } from '../../kernel/sharing.ts';
import { daysLeft, SOON } from '../../ui/ending.ts';
import { t } from '../../ui/i18n.ts';
import { href } from '../../ui/router.ts';
import type { RuleTask, TaskSight, TasksOf } from '../../ui/tasks.ts';
import { titleOf } from '../../ui/words.ts';
import { applied, endingWithin, unsent } from './rules.ts';

/** More of them wait in the list. */
const MOST = 2;

/** Theirs: they wrote it, or it is their organisation's. */
const isTheirs = ({ me }: TaskSight, state: RecordState): boolean =>
  state.created?.by === me.person || (orgOf(me.home) !== null && state.home.startsWith(me.home));

const ending: TasksOf = (sight) => {
  const { replica, now } = sight;
  return endingWithin(replica, dayOf(now), SOON)
    .filter((offer) => isTheirs(sight, offer))
    .slice(0, MOST)
    .map((offer): RuleTask => {
      const n = daysLeft(valueOf(offer, 'deadline'), dayOf(now)) ?? 0;
      const people = applied(replica, offer);
      return {
        key: `offer ${offer.id}`,
        icon: 'clock',
        title: n === 0 ? t('offer.task.last') : t('offer.task', { n }),
        sub: [titleOf(replica, offer.id), people > 0 ? t('offer.applied', { n: people }) : '']
          .filter((one) => one !== '')
          .join('\u00a0· '),
        href: href('annonces', offer.id),
        low: true,
      };
    });
};

/** Several for one offer are one thing to do. */
const sending: TasksOf = (sight) => {
  const { replica, now } = sight;
  const byOffer = new Map<string, RecordState[]>();
  for (const one of unsent(replica, dayOf(now)).filter((state) => isTheirs(sight, state))) {
    const to = replica.resolve(refOf(one, 'offer') ?? one.id);
    byOffer.set(to, [...(byOffer.get(to) ?? []), one]);
  }
  const days = (offer: string): number =>
    daysLeft(valueOf(replica.record(offer as RecordState['id']) as RecordState, 'deadline'), dayOf(now)) ?? 0;
  return [...byOffer]
    .sort(([a], [b]) => days(a) - days(b))
    .slice(0, MOST)
    .map(
      ([offer, list]): RuleTask => ({
        key: `apply ${offer}`,
        icon: 'send',
        title: t('offer.task.send', { n: list.length }),
        sub: `${titleOf(replica, offer as RecordState['id'])}\u00a0· ${days(offer) === 0 ? t('offer.task.send.last') : t('offer.task.send.left', { n: days(offer) })}`,
        href: href('annonces', offer, 'offer_application.offer'),
      }),
    );
};

export const offerTasks: TasksOf = (sight) => [...sending(sight), ...ending(sight)];
