/**
 * Who belongs, on a day. Nothing counted is ever kept: "67" is a question to the register on a date, and the same question about another date has
 * another answer. Every number comes with the records behind it, and with how sure it is.
 */
import { entriesOf, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { glancesIn, linksTo } from '../../kernel/links.ts';
import { ageOn, compareMoments, countsOn, type Day, firstDay, type Moment, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import {
  asEnded,
  begins,
  isThere,
  type Period,
  periodOf,
  remembered,
  type Source,
  type Standing as Stand,
  standingOn,
  together,
} from './source.ts';

/** Ways to belong that make somebody a member. A partner, a host or a seat on the board does not. */
export const BELONGING: readonly string[] = ['member', 'founder'];

export type Standing = 'active' | 'suspended' | 'applied';

/** One line of the register on a day. */
export interface Member {
  readonly member: RecordId;
  readonly standing: Standing;
  /** Of the period that counts that day; since when is that of the first period of the same uninterrupted standing. */
  readonly since: Moment;
  readonly category: string;
  readonly decision: string;
  /** Member, founder: in what quality, each once. */
  readonly kinds: readonly string[];
  /** False where the dates are too vague to be sure of that day. */
  readonly sure: boolean;
  readonly memberships: readonly RecordId[];
}

export interface Register {
  readonly day: Day;
  readonly active: readonly Member[];
  readonly suspended: readonly Member[];
  readonly applied: readonly Member[];
  /** How many are members that day at the least and at the most, where dates are vague. `atLeast` ≤ active ≤ `atMost`. */
  readonly atLeast: number;
  readonly atMost: number;
}

/** Periods of a membership, by what is written of their beginning. One without any period is in force, nobody knows since when. */
export function periodsOf(membership: RecordState): readonly Period[] {
  const periods = entriesOf(membership, 'spans').map(([, entry]) => periodOf(entry));
  return periods.length > 0 ? [...asEnded(periods)].sort((a, b) => compareMoments(a.from, b.from)) : [periodOf({})];
}

interface Held {
  readonly membership: RecordState;
  readonly period: Period;
}

/** Memberships of a group that make members, by member; the same organisation under two records is one member. */
const byMember: (source: Source, group: RecordId) => ReadonlyMap<RecordId, readonly Held[]> = remembered(members);

function members(source: Source, group: RecordId): ReadonlyMap<RecordId, readonly Held[]> {
  const found = new Map<RecordId, Held[]>();
  for (const membership of linksTo(source, 'membership', 'group', group)) {
    const member = refOf(membership, 'member');
    if (!member || !BELONGING.includes(textOf(membership, 'kind'))) continue;
    const id = source.resolve(member);
    if (!isThere(source, id)) continue;
    const held = periodsOf(membership).map((period) => ({ membership, period }));
    const list = found.get(id);
    if (list) list.push(...held);
    else found.set(id, held);
  }
  // A founder that is put out belongs no more as a member either.
  return new Map([...found].map(([id, held]) => [id, endedTogether(held)]));
}

function endedTogether(held: readonly Held[]): readonly Held[] {
  const periods = asEnded(held.map(({ period }) => period));
  return held.map((one, at) => ({ ...one, period: periods[at] ?? one.period }));
}

/** An application waits until something was decided after it: admission, or whatever else the register says next. */
const isAnswered = (application: Period, all: readonly Held[], day: Day): boolean =>
  all.some(
    ({ period }) => period.status !== 'applied' && begins(period) >= begins(application) && begins(period) <= day,
  );

/** A period and how it stands on the day asked about: reckoned once, dates are costly to read. */
interface OnDay extends Held {
  readonly stand: Stand;
}

/** The line of one member, and the bounds of whether it is one; a suspension inside an admission suspends. */
function lineOf(member: RecordId, held: readonly Held[], day: Day) {
  const all = held.map((one): OnDay => ({ ...one, stand: standingOn(one.period, day) }));
  const having = (status: string) => all.filter(({ period }) => period.status === status);
  const on = (list: readonly OnDay[]) => together(list.map((one) => one.stand));
  const [active, suspended] = [on(having('active')), on(having('suspended'))];
  const waits = () => on(having('applied').filter(({ period }) => !isAnswered(period, held, day))).counts;
  const standing: Standing | null = suspended.counts
    ? 'suspended'
    : active.counts
      ? 'active'
      : waits()
        ? 'applied'
        : null;
  const surely = active.holds === 'yes' && suspended.holds === 'no';
  const perhaps = active.holds !== 'no' && suspended.holds !== 'yes';
  return { line: standing && memberLine(member, standing, all, surely), surely, perhaps };
}

function memberLine(member: RecordId, standing: Standing, all: readonly OnDay[], surely: boolean): Member | null {
  const counted = all.filter(({ period, stand }) => period.status === standing && stand.counts);
  const [first] = counted;
  if (!first) return null;
  const last = counted.findLast(({ period }) => period.decision) ?? first;
  return {
    member,
    standing,
    since: all.length === 1 ? first.period.from : beginningOf(first.period, all),
    category: counted.findLast(({ period }) => period.category)?.period.category ?? '',
    decision: last.period.decision,
    kinds: [...new Set(counted.map(({ membership }) => textOf(membership, 'kind')))],
    sure: standing === 'active' ? surely : counted.some(({ stand }) => stand.holds === 'yes'),
    memberships: [...new Set(counted.map(({ membership }) => membership.id))],
  };
}

/** Since when, over periods that follow each other without a day between them. */
function beginningOf(period: Period, held: readonly Held[]): Moment {
  const before = held.find(
    ({ period: other }) =>
      other !== period &&
      !other.cut &&
      other.status === period.status &&
      other.to !== '' &&
      other.from !== '' &&
      period.from !== '' &&
      compareMoments(other.from, period.from) < 0 &&
      countsOn(other, firstDay(period.from)),
  );
  return before ? beginningOf(before.period, held) : period.from;
}

/**
 * The register of a group on a day: members, and apart from them those suspended and those who asked. Dates count as written: from the first
 * day of `from` until the last of `to`. Organisations taken off the list are left out, those found to be one count once.
 */
export const membersOn: (source: Source, group: RecordId, day: Day) => Register = remembered(register);

function register(source: Source, group: RecordId, day: Day): Register {
  const lines = [...byMember(source, group)].map(([member, held]) => lineOf(member, held, day));
  const of = (standing: Standing) => lines.flatMap(({ line }) => (line?.standing === standing ? [line] : []));
  return {
    day,
    active: of('active'),
    suspended: of('suspended'),
    applied: of('applied'),
    atLeast: lines.filter((line) => line.surely).length,
    atMost: lines.filter((line) => line.perhaps).length,
  };
}

/** One decision of the register, in the order of time (AUSCOOP art. 9: the register is chronological). */
export interface Entry extends Period {
  readonly member: RecordId;
  readonly kind: string;
  readonly membership: RecordId;
}

/** Every period of every member of a group, oldest first. */
export function entriesOfRegister(source: Source, group: RecordId): readonly Entry[] {
  return [...byMember(source, group)]
    .flatMap(([member, held]) =>
      held.map(({ membership, period }) => ({
        ...period,
        member,
        kind: textOf(membership, 'kind'),
        membership: membership.id,
      })),
    )
    .sort((a, b) => compareMoments(a.from, b.from));
}

/** The network's own organisation, where the copy knows it: the first of them by its id, should there be two. */
export const ownNetwork = remembered((source: Source): RecordId | null => {
  const found: RecordId[] = [];
  for (const glance of glancesIn(source, 'organisation'))
    if (glance.value('own') === true && isThere(source, glance.id)) found.push(source.resolve(glance.id));
  return found.sort()[0] ?? null;
});

export interface Pole {
  readonly body: RecordId;
  readonly members: readonly RecordId[];
}

/** Why the poles do not add up to the total: `sum` = members placed + extra places of those in several. */
export interface Poles {
  readonly poles: readonly Pole[];
  /** Members of the organisation that day. */
  readonly total: number;
  /** Places in poles, held by members: the sum of the poles. */
  readonly sum: number;
  readonly several: readonly RecordId[];
  readonly none: readonly RecordId[];
  /** In a pole that day without being a member: said, and counted in no sum. */
  readonly outside: readonly RecordId[];
}

const poleNumber = (pole: RecordState): number => Number(valueOf(pole, 'number') ?? Number.POSITIVE_INFINITY);

/** The poles of an organisation, by their number, with its members that work in each on a day. */
export const polesOn: (source: Source, organisation: RecordId, day: Day) => Poles = remembered(placesInPoles);

function placesInPoles(source: Source, organisation: RecordId, day: Day): Poles {
  const members = new Set(membersOn(source, organisation, day).active.map((line) => line.member));
  const bodies = linksTo(source, 'body', 'of', organisation)
    .filter((body) => textOf(body, 'kind') === 'pole')
    .sort((a, b) => poleNumber(a) - poleNumber(b));
  const all = bodies.map((body) => ({
    body: body.id,
    in: membersOn(source, body.id, day).active.map((line) => line.member),
  }));
  const poles = all.map(({ body, in: inside }) => ({ body, members: inside.filter((id) => members.has(id)) }));
  const places = new Map<RecordId, number>();
  for (const pole of poles) for (const id of pole.members) places.set(id, (places.get(id) ?? 0) + 1);
  return {
    poles,
    total: members.size,
    sum: poles.reduce((sum, pole) => sum + pole.members.length, 0),
    several: [...places].filter(([, n]) => n > 1).map(([id]) => id),
    none: [...members].filter((id) => !places.has(id)),
    outside: [...new Set(all.flatMap((pole) => pole.in))].filter((id) => !members.has(id)),
  };
}

/** Whole years something has existed for on a day, at the least and at the most; null before it began or where nobody said when. */
export const seniorityOn = (founded: string, day: Day): readonly [least: number, most: number] | null =>
  founded === '' || momentFault(founded) !== null ? null : ageOn(founded, day);
