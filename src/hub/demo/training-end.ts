/** How a group of the demonstration ends: who gave up, what its tests said, who has the certificate. */
import { derivedId } from '../../kernel/ids.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Body, RecordId } from '../../kernel/types.ts';
import { numberOf } from '../../modules/certificates/acts.ts';
import { givingActs, groupOf, toGive } from '../../modules/certificates/giving.ts';
import { WORDS } from '../certificates/giving.ts';
import type { GroupSketch, Told, TrainingStage } from './training.ts';

/** A group holds 32 KB. */
const CHUNK = 20;

/** Who gave up, what the tests said, and who has the certificate. */
export function follow(stage: TrainingStage, sketch: GroupSketch, { cohort, people, day }: Told): void {
  const { write } = stage;
  const [first = 0] = sketch.sessions;
  const last = sketch.sessions.at(-1) ?? 0;
  const steps = people.map((person, at): readonly [RecordId, Body] => {
    const left = at % 13 === 5;
    // The first test was written by the branch, person by person; the last one by the trainer, on the sheet of her group.
    const tests = { 'tests.a': { which: 'pre', on: day(first), points: 4 + ((at * 5) % 7), of: 20 } };
    if (left)
      return [person, { ...tests, 'steps.a': { is: 'left', on: day(sketch.sessions[3] ?? last), why: 'Un travail' } }];
    const given = sketch.over && !stage.source && at % 6 !== 4;
    return [person, { ...tests, ...(given && { 'steps.a': { is: 'certified', on: day(last + 20) } }) }];
  });
  for (let at = 0; at < steps.length; at += CHUNK)
    write(
      steps
        .slice(at, at + CHUNK)
        .map(([person, body]) => ({ do: 'edit', record: derivedId('enrolment', person, cohort), body })),
    );
  if (!sketch.over) return;
  // Most learn, a few do not reach half.
  const after = (at: number): number => (at % 12 === 7 ? 8 : 11 + ((at * 3) % 9));
  const marks = people.flatMap((person, at) =>
    at % 13 === 5 ? [] : [[`points.${person}`, { is: after(at), of: 20 }] as const],
  );
  const sheet = { cohort, which: 'post', on: day(last), ...Object.fromEntries(marks) };
  write([{ do: 'create', type: 'test_sheet', home: stage.home, body: sheet }]);
  certify(stage, cohort, day(last + 20));
}

/** The office gives them, as it does from its pages. */
function certify({ source, device = 'dem', write }: TrainingStage, cohort: RecordId, day: Day): void {
  const state = source?.record(cohort);
  if (!source || !state) return;
  const group = groupOf(source, state);
  const learners = toGive(group);
  const signing = {
    issuer: 'RENAPESS et Ville de Bamako (démonstration)',
    day,
    place: 'Bamako',
    signer: 'La présidente du conseil d’administration',
    partner: 'la Ville de Bamako',
    partnerSigner: 'La chargée de l’économie sociale et solidaire',
  };
  const serials = source.list('certificate').length;
  for (let at = 0; at < learners.length; at += CHUNK) {
    const numberAt = (n: number): string => numberOf('Bamako', Number(day.slice(0, 4)), device, serials + at + n + 1);
    write(givingActs(source, group, learners.slice(at, at + CHUNK), signing, WORDS, numberAt));
  }
}
