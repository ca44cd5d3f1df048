/** The forms in which something sensitive is asked of somebody, and what of anything may go to a partner. */
import { isRecordId } from '../../../kernel/ids.ts';
import { EVERY, extend } from '../../../ui/records/extend.ts';
import { statusActs } from '../../people/status.ts';
import { alongPerson } from './asking.ts';

// Whoever is written into a group is written with where they stand that day.
extend('enrolment', {
  along: ({ replica, me }, form, _known, record) =>
    record
      ? null
      : {
          form,
          before: {},
          acts({ person = '', cohort = '' }, enrolment) {
            if (!isRecordId(person) || !isRecordId(cohort)) return [];
            const home = replica.record(replica.resolve(cohort))?.home ?? me.home;
            return statusActs(replica, replica.resolve(person), enrolment, home);
          },
        },
});

extend(EVERY, { partner: () => import('./giving.ts') });
for (const type of ['person', 'situation', 'job', 'enrolment']) extend(type, { along: alongPerson });
