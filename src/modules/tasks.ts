/** Tasks that come from the rules of the modules: one line a module. They come after the first screen. */
import type { TaskSight, TasksOf, WaysOf } from '../ui/tasks.ts';
import { clubTasks } from './clubs/tasks.ts';
import { looksAtZones } from './directory/checks.ts';
import { directorySteps, onlooker } from './directory/tasks.ts';
import { followupTasks } from './followup/tasks.ts';
import { legalformTasks } from './legalform/tasks.ts';
import { offerTasks } from './offers/tasks.ts';
import { savingsTasks } from './savings/tasks.ts';
import { selectionTasks } from './training/selection-tasks.ts';
import { trainingTasks, trainingWays } from './training/tasks.ts';
import { trainingWeek } from './training/week.ts';

/** In pieces, between which the screen answers: all of them together would hold up a slow phone for a second. */
export const ruleSteps: readonly TasksOf[] = [
  ...directorySteps,
  trainingTasks,
  trainingWeek,
  selectionTasks,
  legalformTasks,
  followupTasks,
  offerTasks,
  clubTasks,
  savingsTasks,
];

/** The first screen's ways of those whose work is one module's; none for everybody else. */
export const ownWays: WaysOf = trainingWays;

/** Does this person have tasks that need the map of Mali (`directory/zones.ts`)? */
export const needsMap = (sight: TaskSight): boolean => looksAtZones(onlooker(sight));
