/** Tells the funnels of training who has a certificate that counts. */
import { isVoided, refOf } from '../../kernel/fold.ts';
import { linksTo } from '../../kernel/links.ts';
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
  *revoked(source) {
    for (const withdrawal of source.list('certificate_withdrawal')) {
      const of = refOf(withdrawal, 'certificate');
      const certificate = of && source.record(source.resolve(of));
      const enrolment = certificate && refOf(certificate, 'enrolment');
      if (!enrolment || isVoided(withdrawal)) continue;
      const id = source.resolve(enrolment);
      if (!linksTo(source, 'certificate', 'enrolment', id).some((one) => stands(source, one))) yield id;
    }
  },
});
