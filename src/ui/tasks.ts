/** Things to do that come from the rules of a module: one shape for all of them, so that the first screen shows them without knowing any. */
import type { Replica } from '../kernel/replica.ts';
import type { Millis } from '../kernel/types.ts';
import type { Me } from './contract.ts';
import type { IconName } from './icon.tsx';

export interface RuleTask {
  readonly key: string;
  readonly icon: IconName;
  readonly title: string;
  readonly sub: string;
  readonly href: string;
  /** Stands after everything else: good to do, and nothing is lost by waiting. */
  readonly low?: boolean;
}

/** Something to begin from the first screen. */
export interface QuickWay {
  readonly to: string;
  readonly icon: IconName;
  readonly title: string;
}

export interface TaskSight {
  readonly replica: Replica;
  readonly me: Me;
  readonly now: Millis;
}

/** What somebody begins most, where their work is that of one module: in place of what an office begins. */
export type WaysOf = (sight: TaskSight) => readonly QuickWay[];

/** What a module asks of the open person, from what is in the copy alone. */
export type TasksOf = (sight: TaskSight) => readonly RuleTask[];
