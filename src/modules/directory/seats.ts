/**
 * Seats of a body on a day: how many the statutes give it, who sits there, how many are vacant; and who leads it. A seat is a membership of the body in
 * its dates, so that whoever resigned stays written down where they sat. One too many is said and refused by nobody: two offices write without seeing
 * each other.
 */
import { partOf } from '../../kernel/declare.ts';
import { entriesOf, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { linksTo } from '../../kernel/links.ts';
import { compareMoments, countsOn, type Day, lastDay, type Moment, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { checkOf } from '../network/checks.ts';
import { settingsRecord } from '../network/model.ts';
import { ownNetwork, periodsOf } from './rules.ts';
import { isThere, type Period, remembered, type Source, standingOn } from './source.ts';

/** In what quality one sits in a body; whoever is its partner or gives it a roof has no seat. */
export const SITTING: readonly string[] = ['board', 'member'];
/** Of a body without a number of its own, the rule of the network that gives it. */
const RULE = 'boardSize';

/** One seat: who holds it, or held it, since when and until when. */
export interface Seat {
  readonly member: RecordId;
  readonly membership: RecordId;
  readonly from: Moment;
  readonly to: Moment;
  /** As what: what was written beside the dates. */
  readonly title: string;
  readonly decision: string;
  /** Who sits in its name, where it was said; the sheet where they have one. */
  readonly person?: RecordId;
  readonly name?: string;
}

export interface Seats {
  readonly seats: number;
  /** False where the number is a rule of the network that nobody has found in the statutes yet. */
  readonly checked: boolean;
  readonly held: readonly Seat[];
  /** Those who sat before that day and do not sit on it, the last to leave first. */
  readonly before: readonly Seat[];
  readonly vacant: number;
  /** How many sit without there being a seat for them. */
  readonly over: number;
}

interface Given {
  readonly seats: number;
  readonly checked: boolean;
}

/** How many seats a body has: its own number, else, for the board of our network, the number in the network's settings. Null where nobody said. */
function seatsGiven(source: Source, body: RecordState): Given | null {
  const own = valueOf(body, 'seats');
  if (typeof own === 'number' && own > 0) return { seats: own, checked: true };
  const of = refOf(body, 'of');
  if (textOf(body, 'kind') !== 'board' || !of || source.resolve(of) !== ownNetwork(source)) return null;
  const settings = source.record(settingsRecord);
  const rule = settings && valueOf(settings, RULE);
  return typeof rule === 'number' && rule > 0 ? { seats: rule, checked: checkOf(settings, RULE) !== null } : null;
}

const seatOf = (member: RecordId, membership: RecordState, period: Period): Seat => ({
  member,
  membership: membership.id,
  from: period.from,
  to: period.to,
  title: period.category,
  decision: period.decision,
  ...(period.person && { person: period.person }),
  ...(period.name && { name: period.name }),
});

/** Of several periods the one that ended last, or that counts on the day. */
const latest = (seats: readonly Seat[]): Seat | undefined =>
  [...seats].sort((a, b) => compareMoments(a.to || a.from, b.to || b.from)).at(-1);

/** Who sits in a body on a day, an organisation once; null where nobody said how many seats it has. */
export const seatsOn: (source: Source, body: RecordId, day: Day) => Seats | null = remembered(seatsOf);

function seatsOf(source: Source, id: RecordId, day: Day): Seats | null {
  const body = source.record(id);
  const given = body && seatsGiven(source, body);
  if (!given) return null;
  const [now, past] = [new Map<RecordId, Seat[]>(), new Map<RecordId, Seat[]>()];
  for (const membership of linksTo(source, 'membership', 'group', id)) {
    const named = refOf(membership, 'member');
    const member = named && source.resolve(named);
    if (!member || !SITTING.includes(textOf(membership, 'kind')) || !isThere(source, member)) continue;
    for (const period of periodsOf(membership).filter(({ status }) => status === 'active')) {
      const counts = standingOn(period, day).counts;
      if (!counts && (period.to === '' || lastDay(period.to) >= day)) continue;
      const seats = counts ? now : past;
      seats.set(member, [...(seats.get(member) ?? []), seatOf(member, membership, period)]);
    }
  }
  const held = [...now.values()].flatMap((seats) => latest(seats) ?? []);
  const before = [...past].flatMap(([member, seats]) => (now.has(member) ? [] : (latest(seats) ?? [])));
  return {
    ...given,
    held,
    before: before.sort((a, b) => compareMoments(b.to, a.to)),
    vacant: Math.max(0, given.seats - held.length),
    over: Math.max(0, held.length - given.seats),
  };
}

/**
 * The place of a seat that is about to be written down, where there is none left for it: `24` on a board of 23. Null where there is one, where the
 * organisation sits there already, and where what is written down is over.
 * @param besides who takes a seat along with it and is in no copy yet.
 */
export function seatTooMany(
  source: Source,
  asked: { readonly body: RecordId; readonly member: RecordId | null; readonly kind: string },
  day: Day,
  besides: readonly RecordId[] = [],
): { readonly seat: number; readonly seats: number } | null {
  if (!SITTING.includes(asked.kind)) return null;
  const found = seatsOn(source, asked.body, day);
  if (!found) return null;
  const held = new Set([...found.held.map(({ member }) => member), ...besides]);
  const sits = asked.member !== null && held.has(source.resolve(asked.member));
  return sits || held.size < found.seats ? null : { seat: held.size + 1, seats: found.seats };
}

/** One mandate at the head of a body. */
export interface Lead {
  readonly key: string;
  readonly person: RecordId | null;
  /** Where they have no sheet. */
  readonly name: string;
  readonly of: RecordId | null;
  readonly from: Moment;
  readonly to: Moment;
  readonly decision: string;
}

/** Who leads a body on a day, and who did before it, the last to leave first. */
export function leadsOn(
  source: Source,
  body: RecordState,
  day: Day,
): { readonly now: readonly Lead[]; readonly before: readonly Lead[] } {
  const all = entriesOf(body, 'leads').map(([key, entry]): Lead => {
    const part = (name: string): string => String(partOf(entry, name) ?? '');
    const known = (name: string): RecordId | null => {
      const id = part(name);
      return isRecordId(id) ? source.resolve(id) : null;
    };
    return {
      key,
      person: known('person'),
      name: part('name'),
      of: known('of'),
      from: part('from'),
      to: part('to'),
      decision: part('decision'),
    };
  });
  return {
    now: all.filter((lead) => countsOn(lead, day)),
    before: all
      .filter(({ to }) => to !== '' && momentFault(to) === null && lastDay(to) < day)
      .sort((a, b) => compareMoments(b.to, a.to)),
  };
}
