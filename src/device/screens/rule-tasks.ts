/** Brings in the rules behind the first screen, then asks them again whenever the copy or the day changes: once for all screens, in pieces. */
import { signal } from '@preact/signals-core';
import { useEffect, useMemo } from 'preact/hooks';
import { dayOf } from '../../kernel/grant.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { RecordId } from '../../kernel/types.ts';
import { doublesToDo } from '../../modules/directory/doubles.ts';
import { language, t } from '../../ui/i18n.ts';
import { useLater } from '../../ui/later.ts';
import { useOpen } from '../../ui/open.ts';
import { href } from '../../ui/router.ts';
import { inSlices } from '../../ui/slices.ts';
import type { QuickWay, RuleTask, TasksOf } from '../../ui/tasks.ts';

const rules = () => import('../../modules/tasks.ts');
const zones = () => import('../../modules/directory/zones.ts').then((part) => part.zoneTasks);
const none = (): Promise<TasksOf> => Promise.resolve(() => []);

interface Asked {
  readonly replica: Replica;
  readonly person: RecordId;
  readonly tasks: readonly RuleTask[];
}

/** What the rules answered last, to whom; what it was before stays while they are asked again. */
const asked = signal<Asked | null>(null);

/** What the rules ask of the open person, as far as they were asked. */
export function useRuleTasks(): readonly RuleTask[] {
  const { replica, me } = useOpen();
  const known = asked.value;
  return known?.replica === replica && known.person === me.person ? known.tasks : NONE;
}
const NONE: readonly RuleTask[] = [];

/** Asks the rules, behind whatever screen stands. */
export function useAskRules(): void {
  const { jekulu, replica, me, now } = useOpen();
  const { part } = useLater(rules);
  // The map of Mali only for those who settle zones.
  const map = useLater(part?.needsMap({ replica, me, now }) ? zones : none).part;
  const version = jekulu.version.value;
  const [day, words, doubles] = [dayOf(now), language.value, doublesToDo.value];
  useEffect(() => {
    if (!part) return;
    const steps = [...part.ruleSteps, ...(map ? [map] : [])];
    const tasks: RuleTask[] = [];
    return inSlices(
      (goOn) => {
        for (let step = steps.shift(); step; step = steps.shift()) {
          tasks.push(...step({ replica, me, now }));
          if (!goOn()) return false;
        }
        return true;
      },
      () => {
        asked.value = { replica, person: me.person, tasks: [...tasks, ...(doubles > 0 ? [doublesTask(doubles)] : [])] };
      },
    );
  }, [part, map, replica, me.person, version, day, words, doubles]);
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
