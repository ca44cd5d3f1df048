/** Things to do that come from the rules of a module: one shape for all of them, so that the first screen shows them without knowing any. */
import type { Day } from '../kernel/moment.ts';
import type { Replica } from '../kernel/replica.ts';
import type { Millis } from '../kernel/types.ts';
import type { Me } from './contract.ts';
import { weekdayText } from './format.ts';
import { t } from './i18n.ts';
import type { IconName } from './icon.tsx';

export interface RuleTask {
  readonly key: string;
  readonly icon: IconName;
  readonly title: string;
  readonly sub: string;
  readonly href: string;
  /** Stands after everything else: good to do, and nothing is lost by waiting. */
  readonly low?: boolean;
  /** Stands at the end of its row: the hour of what is today, the day of what comes. */
  readonly end?: string;
  /** Comes in the week, and is not to be done yet: its day and minute, as they are sorted; empty where none is planned. */
  readonly on?: string;
}

const DAY: Millis = 24 * 3600 * 1000;
/** As far as the first screen looks ahead. */
export const AHEAD = 7 * DAY;

/** `demain`, `samedi`, `jeudi 18`: a day of the coming week. A calendar's days are those of Mali, which are UTC's. */
export function comingDay(day: Day, today: Day): string {
  const at = Date.parse(day);
  const days = Math.round((at - Date.parse(today)) / DAY);
  if (days === 1) return t('date.tomorrow');
  return days < 7 ? weekdayText(at, 'utc') : `${weekdayText(at, 'utc')} ${new Date(at).getUTCDate()}`;
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
