/** The forms in which something sensitive is asked of somebody. */
import { extend } from '../../../ui/records/extend.ts';
import { alongPerson } from './asking.ts';

for (const type of ['person', 'situation', 'job', 'enrolment']) extend(type, { along: alongPerson });
