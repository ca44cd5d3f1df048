/** Tells the indicators of a programme how many hours its people gave: person-hours, with the people behind them. */
import { plugCounts } from '../training/counts.ts';
import { actionsOf, givenIn } from './hours.ts';

plugCounts({
  counts: ['hours'],
  count(source, { id }, today) {
    const actions = actionsOf(source, id, today);
    const { hours, people } = givenIn(source, actions);
    return { value: actions.length > 0 ? hours : null, records: people };
  },
});
