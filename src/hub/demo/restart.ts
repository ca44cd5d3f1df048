/**
 * A second, small programme of the demonstration: for people who had to leave their home or came back only. One request of each kind: of whom it is for,
 * of whom it is not, and of whom nobody knows yet. The people and every figure are invented.
 */
import { dayOf } from '../../kernel/grant.ts';
import { sensitiveScope } from '../../kernel/ids.ts';
import type { Body, Millis } from '../../kernel/types.ts';
import { group } from './movement.ts';
import type { Jury } from './selection.ts';
import { learnerAt, type TrainingStage } from './training.ts';

const DAY: Millis = 24 * 3600 * 1000;
/** Learners of a number nobody else of the story has. */
const FIRST = 460;

const PATHS = ['displaced', 'repatriated', 'rural', ''] as const;

/** Tells the programme, its requests and a round that waits for the marks of the jury. */
export function tellRestart({ home, now, write }: TrainingStage, { first, second }: Jury): void {
  const on = dayOf(now - 12 * DAY);
  const apart = sensitiveScope(home);
  write(
    group((add) => {
      const programme = add(
        'programme',
        {
          name: 'Recommencer ici',
          target: 60,
          counts: 'completed',
          from: dayOf(now - 40 * DAY).slice(0, 7),
          statuses: ['returned', 'repatriated', 'displaced', 'refugee'],
        },
        home,
      );
      add(
        'selection',
        {
          name: 'Recommencer ici, première cohorte',
          programme,
          opens: dayOf(now - 20 * DAY),
          closes: dayOf(now + 20 * DAY),
          places: 20,
          least: 1,
          'criteria.1': { name: 'Le projet', weight: 1, most: 10 },
          'jurors.1': { person: first },
          'jurors.2': { person: second },
        },
        home,
      );
      for (const [at, path] of PATHS.entries()) {
        const person = add('person', learnerAt(FIRST + at), home);
        add('application', { person, programme, on }, home);
        if (path === '') continue;
        const said: Body = { person, purpose: 'sensitive', answer: 'yes', way: 'signed', language: 'bam', on };
        add('consent', said, home);
        if (path === 'displaced') add('person_private', { of: person, displacement: path }, apart);
        else add('person_path', { of: person, migration: path }, apart);
      }
    }),
  );
}
