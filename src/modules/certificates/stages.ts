/** Tells the funnels of training who has a certificate that counts. */
import { refOf } from '../../kernel/fold.ts';
import { type Arrival, plugStage } from '../training/stages.ts';
import { stands, withdrawalId } from './giving.ts';

plugStage({
  stage: 'certified',
  reads: [{ type: 'certificate', by: 'person', beside: ({ id }) => withdrawalId(id) }],
  *arrivals(source, { persons }): Iterable<Arrival> {
    for (const state of source.list('certificate')) {
      const [person, enrolment] = [refOf(state, 'person'), refOf(state, 'enrolment')];
      if (!person || !enrolment || !persons.has(source.resolve(person)) || !stands(source, state)) continue;
      const on = state.fields['issued']?.[0]?.value;
      yield { person, on: typeof on === 'string' ? on : '', record: state.id, enrolment };
    }
  },
});
