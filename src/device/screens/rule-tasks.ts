/** Brings in the rules behind the first screen, then asks them again whenever the copy or the day changes. */
import { useMemo } from 'preact/hooks';
import { dayOf } from '../../kernel/grant.ts';
import { doublesToDo } from '../../modules/directory/doubles.ts';
import { language, t } from '../../ui/i18n.ts';
import { useLater } from '../../ui/later.ts';
import { useOpen } from '../../ui/open.ts';
import { href } from '../../ui/router.ts';
import type { QuickWay, RuleTask, TasksOf } from '../../ui/tasks.ts';

const rules = () => import('../../modules/tasks.ts');
const zones = () => import('../../modules/directory/zones.ts').then((part) => part.zoneTasks);
const none = (): Promise<TasksOf> => Promise.resolve(() => []);

export function useRuleTasks(): readonly RuleTask[] {
  const { jekulu, replica, me, now } = useOpen();
  const { part } = useLater(rules);
  // The map of Mali only for those who settle zones.
  const map = useLater(part?.needsMap({ replica, me, now }) ? zones : none).part;
  const version = jekulu.version.value;
  const [day, words, doubles] = [dayOf(now), language.value, doublesToDo.value];
  return useMemo(
    () => [
      ...(part?.ruleTasks({ replica, me, now }) ?? []),
      ...(map?.({ replica, me, now }) ?? []),
      ...(doubles > 0 ? [doublesTask(doubles)] : []),
    ],
    [part, map, replica, me.person, version, day, words, doubles],
  );
}

/** The ways of somebody whose work is one module's. */
export function useOwnWays(): readonly QuickWay[] {
  const { jekulu, replica, me, now } = useOpen();
  const { part } = useLater(rules);
  const [version, day, words] = [jekulu.version.value, dayOf(now), language.value];
  return useMemo(() => part?.ownWays({ replica, me, now }) ?? [], [part, replica, me.person, version, day, words]);
}

/** Pairs of records that are likely the same, counted as they are found. */
const doublesTask = (n: number): RuleTask => ({
  key: 'doubles',
  icon: 'people',
  title: t('today.doubles', { n }),
  sub: t('today.doubles.sub'),
  href: href('doublons'),
});
