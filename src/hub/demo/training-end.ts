/** How a group of the demonstration ends: who gave up, what its tests said, who has the certificate. */
import type { Act } from '../../kernel/author.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Body, RecordId } from '../../kernel/types.ts';
import { numberOf } from '../../modules/certificates/acts.ts';
import { givingActs, groupOf, nextSerial, toGive } from '../../modules/certificates/giving.ts';
import { WORDS } from '../certificates/giving.ts';
import type { GroupSketch, Told, TrainingStage } from './training.ts';

/** A group of changes holds 64 KB. */
const CHUNK = 20;

/** A list in pieces that each fit one group of changes. */
export const inPieces = <T>(list: readonly T[], size = CHUNK): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

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
  for (const some of inPieces(steps))
    write(some.map(([person, body]) => ({ do: 'edit', record: derivedId('enrolment', person, cohort), body })));
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
  for (const acts of inPieces(certificatesOf(source, state, { day, device }).acts)) write(acts);
}

/**
 * Certificates of a group for those who completed and have none.
 * @param has whether the n-th of them is given theirs now; all are where nothing is said.
 * @returns what is written, and whom it is given to.
 */
export function certificatesOf(
  source: LinkSource,
  cohort: RecordState,
  { day, device, has = () => true }: { readonly day: Day; readonly device: string; has?(): boolean },
): { readonly acts: readonly Act[]; readonly persons: readonly RecordId[] } {
  const all = groupOf(source, cohort);
  const learners = toGive(all).filter(() => has());
  const numberAt = (serial: number): string => numberOf('Bamako', Number(day.slice(0, 4)), device, serial);
  const numbers = source.list('certificate').map((one) => textOf(one, 'number'));
  const first = nextSerial(numbers, numberAt(0).replace(/-\d+$/, ''));
  return {
    acts: givingActs(source, all, learners, { ...SIGNING, day }, WORDS, (at) => numberAt(first + at)),
    persons: learners.flatMap(({ person }) => person?.id ?? []),
  };
}

const SIGNING = {
  issuer: 'RENAPESS et Ville de Bamako (démonstration)',
  place: 'Bamako',
  signer: 'La présidente du conseil d’administration',
  partner: 'la Ville de Bamako',
  partnerSigner: 'La chargée de l’économie sociale et solidaire',
};
