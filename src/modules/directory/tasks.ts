/** What the checks of the directory ask of the open person, in words; several of a kind are one task that opens their list. */
import { stampOf } from '../../kernel/clock.ts';
import { dayOf } from '../../kernel/grant.ts';
import { t } from '../../ui/i18n.ts';
import type { IconName } from '../../ui/icon.tsx';
import { href } from '../../ui/router.ts';
import type { RuleTask, TaskSight, TasksOf } from '../../ui/tasks.ts';
import { titleOf } from '../../ui/words.ts';
import { SILENCE } from './branches.ts';
import { type Finding, LOOKS, type Onlooker, type Rule } from './checks.ts';
import { CHECKS } from './screens/addresses.ts';
import './messages/rules/index.ts';

const ICONS: { readonly [rule in Rule]: IconName } = {
  applied: 'coop',
  undecided: 'doc',
  few: 'people',
  consent: 'phone',
  sensitive: 'lock',
  support: 'sprout',
  silent: 'antenna',
  zones: 'globe',
  circles: 'network',
  seats: 'flag',
};
/** Applications wait for somebody; the rest can wait itself. */
const LOW: readonly Rule[] = ['undecided', 'few', 'consent', 'sensitive', 'support'];

export function onlooker({ replica, me, now }: TaskSight): Onlooker {
  // Rights are the same for all records of a type in one place.
  const rights = new Map<string, boolean>();
  return {
    source: replica,
    person: me.person,
    home: me.home,
    day: dayOf(now),
    silentBefore: stampOf(now - SILENCE),
    mayEdit(type, home) {
      const key = `${type} ${home}`;
      const known = rights.get(key) ?? replica.may(me.person, 'edit', type, home, now);
      rights.set(key, known);
      return known;
    },
  };
}

/** One task a rule: the first records under its title, and the list that says what it means and what to do. */
export function taskOf({ replica }: TaskSight, rule: Rule, findings: readonly Finding[]): readonly RuleTask[] {
  if (findings.length === 0) return [];
  return [
    {
      key: rule,
      icon: ICONS[rule],
      title: t(`rule.${rule}`, { n: findings.length }),
      sub: findings
        .slice(0, 2)
        .map(({ record }) => titleOf(replica, record))
        .join(t('list.comma')),
      href: href('membres', CHECKS, rule),
      ...(LOW.includes(rule) && { low: true }),
    },
  ];
}

/** One rule after the other: each walks over much of the copy. */
export const directorySteps: readonly TasksOf[] = (Object.keys(LOOKS) as (keyof typeof LOOKS)[]).map(
  (rule) => (sight) => taskOf(sight, rule, LOOKS[rule](onlooker(sight))),
);
