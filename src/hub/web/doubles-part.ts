/** Who may decide about a pair of records on the pages, and how much of each they see. */
import type { RecordState } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import type { MergeSource } from '../../kernel/merging.ts';
import type { Change, ChangeId, RecordId } from '../../kernel/types.ts';
import { type Candidate, canonicalPhone, type Verdict } from '../../modules/directory/duplicates.ts';
import type { FoundPair } from '../../modules/directory/finder.ts';
import '../../modules/directory/messages/duplicates/index.ts';
import { reasonsText } from '../../modules/directory/reasons.ts';
import { t } from '../../ui/i18n.ts';
import { type Described, doublesOf, type Found, type MergedRecord, type NetworkDoubles } from '../doubles.ts';
import type { Visit } from './visit.ts';
import { type BranchNames, placeWords } from './words.ts';

/** Milliseconds a page waits for a search that is under way: a network of some thousands of records is searched by then. */
export const PATIENCE = 4000;

/** Does this person decide about doubles anywhere? */
export const decides = (visit: Visit): boolean =>
  visit.grants.some(({ scope }) => visit.may('void', 'organisation', scope));

export const searchOf = (visit: Visit): NetworkDoubles => doublesOf(visit.network, visit.decl);

/** Whoever may give a record up answers for it, and reads its sheet. */
const answersFor = (visit: Visit, record: Pick<Described, 'type' | 'home'>): boolean =>
  visit.may('void', record.type, record.home);

export interface SeenPair extends FoundPair {
  readonly sides: readonly [Side, Side];
}
export interface Side extends Described {
  readonly id: RecordId;
  readonly own: boolean;
}

/** Pairs with at least one record this person answers for. */
export function pairsSeen(visit: Visit, found: Found | null): readonly SeenPair[] {
  return (found?.pairs ?? []).flatMap((pair): SeenPair[] => {
    const side = (id: RecordId): Side | null => {
      const described = found?.described.get(id);
      return described ? { id, ...described, own: answersFor(visit, described) } : null;
    };
    const [a, b] = [side(pair.a), side(pair.b)];
    return a && b && (a.own || b.own) ? [{ ...pair, sides: [a, b] }] : [];
  });
}

/** Merges of records this person answers for: they may be parted again. */
export const mergesSeen = (visit: Visit, found: Found | null): readonly MergedRecord[] =>
  (found?.merged ?? []).filter((merged) => answersFor(visit, merged));

export const isPressing = ({ level }: Pick<FoundPair, 'level'>): boolean => level !== 'possible';

/** For the badge: pressing pairs as they were last found; null where this person decides nothing. */
export const waiting = (visit: Visit): number | null =>
  decides(visit) ? pairsSeen(visit, searchOf(visit).glance(visit.now)).filter(isPressing).length : null;

/** `Même nom, même téléphone, mais lieux différents`. */
export function reasonWords({ reasons }: Pick<Verdict, 'reasons'>): string {
  const text = reasonsText(
    reasons,
    ({ field, how }) => t(`duplicate.${field}.${how}`),
    (same, different) => t('duplicate.but', { same, different }),
  );
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The reduced card of a record that somebody else answers for: enough to tell whether it is the same, and nothing more. Name, place, year of birth, the
 * last two digits of the telephone, the branch.
 */
export function cardFacts(
  { candidate, home }: Pick<Described, 'candidate' | 'home'>,
  branches: BranchNames,
): readonly string[] {
  const year = /^\d{4}/.exec(candidate.birth ?? '')?.[0];
  const ends = endsOf(candidate);
  return [
    candidate.place ?? '',
    year ? t(candidate.birth?.endsWith('~') ? 'bureau.doubles.born.about' : 'bureau.doubles.born', { year }) : '',
    ends.length > 0
      ? t('bureau.doubles.phone', { ends: ends.map((end) => `··\u00a0${end}`).join(t('bureau.doubles.and')) })
      : '',
    placeWords(home, branches),
  ].filter((fact) => fact !== '');
}

const endsOf = ({ phones }: Candidate): readonly string[] => [
  ...new Set(phones.map((phone) => (canonicalPhone(phone) ?? phone).replace(/\D/g, '').slice(-2)).filter(Boolean)),
];

/**
 * What merging and parting read of these records, as far as this visit reads it.
 * @param ids records with whose companions and histories something is decided.
 */
export async function sourceFor(visit: Visit, ids: readonly RecordId[]): Promise<MergeSource> {
  const { network, decl } = visit;
  const mains = (await Promise.all(ids.map((id) => network.record(id)))).flatMap((state) => state ?? []);
  const companions = mains.flatMap(({ id, type }) =>
    Object.values(decl.types).flatMap((one) => (one.companionOf === type ? [derivedId(one.name, id)] : [])),
  );
  const parts = (await Promise.all(companions.map((id) => visit.record(id)))).flatMap((state) => state ?? []);
  const states = new Map<RecordId, RecordState>([...mains, ...parts].map((state) => [state.id, state]));
  const histories = new Map<RecordId, readonly Change[]>();
  const changes = new Map<ChangeId, Change>();
  for (const id of states.keys()) {
    const history = (await network.history(id)).map(({ change }) => change);
    histories.set(id, history);
    for (const change of history) changes.set(`${change.device}.${change.seq}` as ChangeId, change);
  }
  return {
    decl,
    record: (id) => states.get(id) ?? null,
    change: (id) => changes.get(id) ?? null,
    changes: (record) => histories.get(record) ?? [],
  };
}
