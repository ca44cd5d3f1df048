/** What has been kept longer than its type declares: listed, and a person decides. Nothing here erases by itself. */
import { millisOf } from '../kernel/clock.ts';
import { refsOf, type TypeDecl } from '../kernel/declare.ts';
import { entriesOf, isErased, type RecordState, refOf, textOf } from '../kernel/fold.ts';
import { GRANT } from '../kernel/grant.ts';
import type { Body, Json, Millis, RecordId } from '../kernel/types.ts';
import { peopleWithAccess } from './web/first-steps.ts';
import type { Visit } from './web/visit.ts';

const PERSON = 'person';

/** A person of whom something is past its time. */
export interface Overdue {
  readonly person: RecordId;
  readonly name: string;
  /** What, by type, with when it was last written. */
  readonly what: readonly { readonly type: TypeDecl; readonly last: Millis }[];
}

/** As many days as the calendar takes off for so many months. */
export function monthsBefore(now: Millis, months: number): Millis {
  const date = new Date(now);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.getTime();
}

/**
 * People with records that nobody touched for longer than their type says, the oldest first. Who has an access in force still acts in the network, and
 * whoever was written about lately is still followed: of them nothing is past its time.
 */
export async function overdue(visit: Visit): Promise<readonly Overdue[]> {
  const names = new Map<RecordId, string>();
  const touched = new Map<RecordId, Millis>();
  const mine = new Map<RecordId, { readonly type: TypeDecl; readonly state: RecordState }[]>();
  // What is about an organisation is no person's (`parted` tells of it), nor is what is about a group or an action.
  const people = new Set((await visit.list(PERSON)).map(({ id }) => id));
  /** What others may be about, and whose it is. */
  const owners = new Map<RecordId, { readonly person: RecordId; readonly state: RecordState }>();
  for (const type of byOwner(Object.values(visit.decl.types))) {
    const { about, when, months, left } = type.personal ?? {};
    const fields = personFields(type);
    if ((fields.length === 0 && about === undefined) || type.name === GRANT || type.name === 'holder') continue;
    // Too much to read for a date: the note that a voice belongs to tells it.
    if (Object.values(type.fields).some(({ widget }) => widget === 'audio')) continue;
    for (const state of await visit.list(type.name)) {
      const owner = about === undefined ? undefined : owners.get(refOf(state, about) as RecordId);
      const named = fields.map((field) => refOf(state, field)).find((id) => id && people.has(id));
      const person = about !== undefined ? owner?.person : type.name === PERSON ? state.id : named;
      if (!person || isErased(state)) continue;
      if (type.name === PERSON) names.set(person, textOf(state, 'name'));
      owners.set(state.id, { person, state });
      const isTold = !when || when.is.includes(textOf(owner?.state ?? state, when.field));
      const last = millisOf(state.updated.eff);
      touched.set(person, Math.max(touched.get(person) ?? 0, last));
      if (months !== undefined && left && isTold) mine.set(person, [...(mine.get(person) ?? []), { type, state }]);
    }
  }
  const inForce = await peopleWithAccess(visit);
  const found: Overdue[] = [];
  for (const [person, records] of mine) {
    const last = touched.get(person) ?? 0;
    const late = records.filter(({ type }) => last < monthsBefore(visit.now, type.personal?.months ?? 0));
    if (late.length === 0 || inForce.has(person)) continue;
    found.push({
      person,
      name: names.get(person) ?? (await visit.nameOf(person)),
      what: late.map(({ type, state }) => ({ type, last: millisOf(state.updated.eff) })),
    });
  }
  const oldest = ({ what }: Overdue): Millis => Math.min(...what.map(({ last }) => last));
  return found.sort((a, b) => oldest(a) - oldest(b));
}

/** What is about records of others comes after them. */
const byOwner = (types: readonly TypeDecl[]): readonly TypeDecl[] =>
  [...types].sort((a, b) => Number(a.personal?.about !== undefined) - Number(b.personal?.about !== undefined));

/** Why somebody was absent is kept for so many months; that they were, as long as the programme. The register says so of the roll. */
const REASON_MONTHS = 12;

/** Rolls in which reasons for absences stand that are past their time, each with the body that takes them out and leaves the marks. */
export async function oldReasons(
  visit: Visit,
): Promise<readonly { readonly roll: RecordState; readonly reasons: number; readonly body: Body }[]> {
  const before = new Date(monthsBefore(visit.now, REASON_MONTHS)).toISOString().slice(0, 10);
  const days = new Map((await visit.list('session')).map((one) => [one.id, textOf(one, 'on')]));
  return (await visit.list('roll')).flatMap((roll) => {
    const day = days.get(refOf(roll, 'session') as RecordId) ?? '';
    if (day === '' || day >= before || isErased(roll)) return [];
    const body = withoutReasons(roll);
    const reasons = Object.keys(body).length;
    return reasons > 0 ? [{ roll, reasons, body }] : [];
  });
}

/** What takes reasons for absences out of a roll and leaves its marks; nothing where there is none. @param of those of whom; everybody, left out. */
export function withoutReasons(roll: RecordState, of?: ReadonlySet<RecordId>): Body {
  const body: Record<string, Json> = {};
  for (const field of ['marks', 'afternoon'])
    for (const [key, mark] of entriesOf(roll, field)) {
      if (of && !of.has(key as RecordId)) continue;
      if (typeof mark !== 'object' || mark === null || Array.isArray(mark) || !('why' in mark)) continue;
      const { why: _, ...kept } = mark as { readonly [part: string]: Json };
      body[`${field}.${key}`] = kept;
    }
  return body;
}

/** The fields that say whom a record is about, the first of them first: one that names nobody leaves it to the next. */
const personFields = (type: TypeDecl): readonly string[] =>
  type.name === PERSON
    ? ['']
    : Object.keys(type.fields).filter((field) => refsOf(type.fields[field] ?? {}).includes(PERSON));
