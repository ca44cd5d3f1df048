/** The hub gives certificates: to everybody of a group who completed, in one batch, with numbers that nobody else gets. */
import { type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { type Day, isAbout, momentFault, precisionOf } from '../../kernel/moment.ts';
import type { Millis, RecordId, Refusal, Result } from '../../kernel/types.ts';
import { numberOf } from '../../modules/certificates/acts.ts';
import {
  type Group,
  givingActs,
  groupOf,
  nextSerial,
  type Signing,
  takenBack,
  toGive,
  type Wording,
} from '../../modules/certificates/giving.ts';
import { type Issuers, issuersOf, partyIds } from '../../modules/certificates/issuers.ts';
import { prints, printsBody } from '../../modules/certificates/letters.ts';
import { ruleText } from '../../modules/training/reasons.ts';
import { formatNumber, saidIn } from '../../ui/i18n.ts';
import { momentText, spanText } from '../../ui/moment.ts';
import type { HubNetwork } from '../network.ts';
import { bringRecords, followed, Gathered, gatherGroups } from '../programmes/gather.ts';
import { bookOf } from '../programmes/kept.ts';
// Names of the months.
import '../../ui/messages/index.ts';

/** Certificates of one group at most: what one PDF was measured with. */
export const MOST = 300;
/** Acts of one group of changes. */
const ACTS = 25;

const hours = (n: number): string => formatNumber(Math.round(n * 10) / 10);

/** « née en 2003 », « né vers 2003 », « née le 12 mai 2003 ». */
export function bornText(person: RecordState): string {
  const birth = textOf(person, 'birth');
  if (birth === '' || momentFault(birth) !== null) return '';
  const sex = textOf(person, 'sex');
  const born = sex === 'f' ? 'née' : sex === 'm' ? 'né' : 'né(e)';
  const when = isAbout(birth)
    ? momentText(birth)
    : `${precisionOf(birth) === 'day' ? 'le' : 'en'} ${momentText(birth)}`;
  return `${born} ${when}`;
}

/** Who usually signs for the network, as the paper says it, in French. */
export const USUALLY: Partial<Signing> = { signer: 'La présidente du conseil d’administration' };

/** How a certificate says it: in French, whatever the reader of the page speaks. */
export const WORDS: Wording = {
  born: bornText,
  done: ({ attended, total }) => `${hours(attended)} heures suivies sur ${hours(total)}`,
  criteria: ruleText,
  cohort: (cohort, first, last) =>
    [textOf(cohort, 'name'), spanText(textOf(cohort, 'from') || first, textOf(cohort, 'to') || last)]
      .filter((one) => one !== '')
      .join(', '),
};

export interface Gathering {
  readonly source: Gathered;
  readonly group: Group;
}

/** A group as it is now. */
export async function gatherGroup(network: HubNetwork, cohort: RecordState): Promise<Gathering> {
  const programme = refOf(cohort, 'programme');
  const kept = programme && (await bookOf(network).open(programme));
  await network.links.bring(followed());
  const source = await gatherGroups(network.links, [cohort], true);
  return { source, group: groupOf(source, cohort, kept?.lent(cohort)) };
}

/** Who gives them by the convention of the programme, as far as somebody may read it: whoever verifies a certificate reads both names. */
export async function issuersAgreed(
  { links }: HubNetwork,
  cohort: RecordState,
  day: Day,
  reads: (state: RecordState) => boolean,
): Promise<Issuers> {
  const source = new Gathered();
  const programme = refOf(cohort, 'programme');
  if (programme) {
    await links.bring({ convention: ['programme'] });
    await bringRecords(links, source, [programme]);
    const ids = source.list('programme').map(({ id }) => id);
    source.add((await links.naming('convention', 'programme', ids)).filter(reads));
    const naming = [...source.list('programme'), ...source.list('convention')];
    await bringRecords(links, source, naming.flatMap(partyIds));
  }
  return issuersOf(source, programme && source.resolve(programme), day);
}

/** One batch after the other: two people who press together give nobody two certificates, and no number twice. */
const turns = new WeakMap<HubNetwork, Promise<unknown>>();

/** Does acts in the name of whoever gives. */
export type Act = (acts: ReturnType<typeof givingActs>) => Promise<Result<unknown, Refusal>>;

/** Those who are given one. */
export interface Chosen {
  /** Of those who completed and never had one. */
  readonly first: ReadonlySet<RecordId>;
  /** Of those whose certificate was withdrawn, and why they have another. */
  readonly again: ReadonlySet<RecordId>;
  readonly why: string;
  /** Names in Latin letters by enrolment, for people whose own the paper cannot write. */
  readonly latin: ReadonlyMap<RecordId, string>;
}

/**
 * Gives them, or none where one of the papers could not be written. What of it was done stays done when a later part is refused.
 * @param chosen by their enrolments; others are left out.
 * @returns how many were given, or the refusal.
 */
export function giveAll(
  network: HubNetwork,
  cohort: RecordState,
  signing: Signing,
  chosen: Chosen,
  act: Act,
): Promise<number | Refusal> {
  const mine = (turns.get(network) ?? Promise.resolve()).then(async () => {
    const { source, group } = await gatherGroup(network, cohort);
    const learners = [
      ...toGive(group).filter(({ enrolment }) => chosen.first.has(enrolment.id)),
      ...takenBack(group).filter(({ enrolment, completion }) => completion.done && chosen.again.has(enrolment.id)),
    ]
      .slice(0, MOST)
      .map((one) => (prints(one.name) ? one : { ...one, name: chosen.latin.get(one.enrolment.id) ?? one.name }));
    if (learners.length === 0) return { code: 'HUB-CERTIFICATE-NONE' };
    if (chosen.why === '' && learners.some(({ withdrawn }) => withdrawn)) return { code: 'HUB-CERTIFICATE-AGAIN' };
    const year = Number(signing.day.slice(0, 4));
    const numberAt = (serial: number): string => numberOf(signing.place || 'Mali', year, network.web, serial);
    const prefix = numberAt(0).replace(/-\d+$/, '');
    const given = await network.list('certificate');
    const first = nextSerial(
      given.map((one) => textOf(one, 'number')),
      prefix,
    );
    const acts = saidIn('fr', () =>
      givingActs(source, group, learners, signing, WORDS, (n) => numberAt(first + n), chosen.why),
    );
    if (!acts.every((one) => one.do !== 'create' || printsBody(one.body))) return { code: 'HUB-CERTIFICATE-LETTERS' };
    let done = 0;
    for (let at = 0; at < acts.length; at += ACTS) {
      const part = acts.slice(at, at + ACTS);
      const answer = await act(part);
      if (!answer.ok) return done > 0 ? done : answer.error;
      done += part.length;
    }
    return done;
  });
  turns.set(
    network,
    mine.catch(() => undefined),
  );
  return mine;
}

/** Day of today as it stands on paper. */
export const dayText = (now: Millis): string => new Date(now).toISOString().slice(0, 10);
