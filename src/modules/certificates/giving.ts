/**
 * From a group that has finished to its certificates: who completed and has none yet, whose was withdrawn, who did not complete and why, and what is written
 * when they are given.
 */
import type { Act } from '../../kernel/author.ts';
import { isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Day, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { type Completion, type Course, completionOf, courseOf } from '../training/completion.ts';
import type { Lent } from '../training/makeup.ts';
import { give } from './acts.ts';

/** Id of the withdrawal of a certificate, whoever writes it. */
export const withdrawalId = (certificate: RecordId): RecordId => derivedId('certificate_withdrawal', certificate);

/** Does it count? */
export function stands(source: LinkSource, certificate: RecordState): boolean {
  const withdrawal = source.record(withdrawalId(certificate.id));
  return !isVoided(certificate) && !(withdrawal?.created && !isVoided(withdrawal));
}

export interface Learner {
  readonly enrolment: RecordState;
  readonly person: RecordState | null;
  readonly name: string;
  readonly completion: Completion;
  /** The one that counts. */
  readonly certificate: RecordState | null;
  /** Where none counts: the one that was withdrawn. Its holder is given another only by a choice of its own. */
  readonly withdrawn: Withdrawn | null;
}

export interface Withdrawn {
  readonly certificate: RecordState;
  readonly day: Day;
  /** As `WHY_WITHDRAWN` has it. */
  readonly why: string;
}

/** Of the certificates of one enrolment, the one that was withdrawn for what it was; one that was only corrected stands in its correction. */
function withdrawnOf(source: LinkSource, certificates: readonly RecordState[]): Withdrawn | null {
  const all = certificates.flatMap((certificate): readonly Withdrawn[] => {
    const withdrawal = source.record(withdrawalId(certificate.id));
    if (isVoided(certificate) || !withdrawal) return [];
    return [{ certificate, day: textOf(withdrawal, 'day'), why: textOf(withdrawal, 'why') }];
  });
  return all.find(({ why }) => why !== 'corrected') ?? all[0] ?? null;
}

export interface Group {
  readonly cohort: RecordState;
  readonly course: Course;
  /** By name. */
  readonly learners: readonly Learner[];
}

/** Everybody of a group, each once. @param lent what they made up in other groups. */
export function groupOf(source: LinkSource, cohort: RecordState, lent?: Lent): Group {
  const course = courseOf(source, cohort, { ...(lent && { lent }) });
  const byPerson = new Map<string, Learner>();
  for (const enrolment of linksTo(source, 'enrolment', 'cohort', cohort.id)) {
    const of = refOf(enrolment, 'person');
    const person = of && source.record(source.resolve(of));
    const certificates = linksTo(source, 'certificate', 'enrolment', enrolment.id);
    const certificate = certificates.find((one) => stands(source, one));
    const learner: Learner = {
      enrolment,
      person,
      name: person ? textOf(person, 'name') : '',
      completion: completionOf(source, enrolment, course),
      certificate: certificate ?? null,
      withdrawn: certificate ? null : withdrawnOf(source, certificates),
    };
    const key = person?.id ?? enrolment.id;
    // Of two sheets of one person the one that has a certificate, or came further, stands.
    const before = byPerson.get(key);
    if (!before || rank(learner) > rank(before)) byPerson.set(key, learner);
  }
  const learners = [...byPerson.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  return { cohort, course, learners };
}

const rank = ({ certificate, withdrawn, completion }: Learner): number =>
  certificate ? 3 : withdrawn ? 2 : completion.done ? 1 : 0;

/** Who completed and never had a certificate: those to give. */
export const toGive = ({ learners }: Group): readonly Learner[] =>
  learners.filter((one) => one.completion.done && !one.certificate && !one.withdrawn && one.name !== '');
/** Whose certificate was withdrawn: told apart, and given again to nobody who is not chosen for it. */
export const takenBack = ({ learners }: Group): readonly Learner[] => learners.filter(({ withdrawn }) => withdrawn);
export const refused = ({ learners }: Group): readonly Learner[] =>
  learners.filter(({ completion, certificate, withdrawn }) => !completion.done && !certificate && !withdrawn);

/** What is the same on all papers of a batch. */
export interface Signing {
  readonly issuer: string;
  readonly day: Day;
  readonly place: string;
  readonly signer: string;
  readonly partner: string;
  readonly partnerSigner: string;
}

/** Words of the papers, which are in French whatever the screen speaks. */
export interface Wording {
  /** « née en 2003 »; '' when it is not known. */
  born(person: RecordState): string;
  done(completion: Completion): string;
  criteria(course: Course): string;
  /** Its name and its time; without days of its own, those of its first and last lesson. */
  cohort(cohort: RecordState, first: Day | '', last: Day | ''): string;
}

/** The acts that give one certificate to each. @param numberAt of the n-th of them. @param againWhy why somebody has one after theirs was withdrawn. */
export function givingActs(
  source: LinkSource,
  { cohort, course }: Group,
  learners: readonly Learner[],
  signing: Signing,
  words: Wording,
  numberAt: (at: number) => string,
  againWhy = '',
): readonly Act[] {
  const named = (field: string): RecordState | null => {
    const id = refOf(cohort, field);
    return id ? source.record(source.resolve(id)) : null;
  };
  const [curriculum, programme] = [named('curriculum'), named('programme')];
  const days = course.lessons.map(({ day }) => day).filter((day) => day !== '');
  const [from, to] = [days[0], days.at(-1)];
  return learners.map(({ enrolment, person, name, completion, withdrawn }, at) => {
    const born = person ? words.born(person) : '';
    return give(
      {
        number: numberAt(at),
        name,
        issuer: signing.issuer,
        issued: signing.day,
        achievement: {
          id: curriculum?.id ?? cohort.id,
          name: curriculum ? textOf(curriculum, 'name') : textOf(cohort, 'name'),
          description: (curriculum ? textOf(curriculum, 'about') : '').slice(0, 300),
          criteria: words.criteria(course).slice(0, 300),
        },
        ...(completion.attended > 0 && { done: words.done(completion).slice(0, 160) }),
        ...(from !== undefined && momentFault(from) === null && { from }),
        ...(to !== undefined && momentFault(to) === null && { to }),
      },
      cohort.home,
      {
        ...(person && { person: person.id }),
        enrolment: enrolment.id,
        ...(programme && { programme: textOf(programme, 'name').slice(0, 120) }),
        cohort: words.cohort(cohort, from ?? '', to ?? '').slice(0, 120),
        ...(born !== '' && { born }),
        ...(signing.place !== '' && { place: signing.place }),
        ...(signing.signer !== '' && { signer: signing.signer }),
        ...(signing.partner !== '' && { partner: signing.partner }),
        ...(signing.partnerSigner !== '' && { partnerSigner: signing.partnerSigner }),
        ...(withdrawn && { replaces: withdrawn.certificate.id, againWhy }),
      },
    );
  });
}

/** The next serial of a place, year and device: numbers given are never given again, those of withdrawn certificates neither. */
export function nextSerial(numbers: Iterable<string>, prefix: string): number {
  let last = 0;
  for (const number of numbers) {
    if (!number.startsWith(`${prefix}-`)) continue;
    const serial = Number(/^\d+/.exec(number.slice(prefix.length + 1))?.[0] ?? 0);
    if (serial > last) last = serial;
  }
  return last + 1;
}
