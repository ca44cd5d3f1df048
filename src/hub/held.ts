/** What the network holds about one person: every record that is theirs or names them, with what it says and how it came to say it. */

import type { Act } from '../kernel/author.ts';
import { millisOf } from '../kernel/clock.ts';
import { references, refsOf, type TypeDecl } from '../kernel/declare.ts';
import { ERASED_NAME, leftOf } from '../kernel/erase.ts';
import { aliasOf, isErased, isShare, isVoided, type RecordState, refOf } from '../kernel/fold.ts';
import type { Body, Change, ChangeState, Json, Millis, RecordId } from '../kernel/types.ts';
import type { Visit } from './web/visit.ts';

const PERSON = 'person';

export interface Held {
  readonly state: RecordState;
  readonly type: TypeDecl;
}

/** What became of one change, for whoever asks how something came to be known. */
export interface Told {
  readonly at: Millis;
  readonly by: RecordId | '';
  readonly change: Change;
  readonly state: ChangeState;
}

/** Types whose records may be about a person: their own sheet first, then what names them. */
const typesAbout = (visit: Visit): readonly TypeDecl[] =>
  [...Object.values(visit.decl.types)]
    .sort(ownFirst)
    .filter(
      (type) =>
        type.name === PERSON ||
        Object.values(type.fields).some((field) =>
          [field, ...Object.values(field.entry ?? {})].some((one) => refsOf(one).includes(PERSON)),
        ),
    );

const ownFirst = (a: TypeDecl, b: TypeDecl): number => Number(b.name === PERSON) - Number(a.name === PERSON);

/** Sheets found to be the same person count as theirs. */
export async function sheetsOf(visit: Visit, person: RecordId): Promise<ReadonlySet<RecordId>> {
  const same = new Set([person]);
  for (let news: readonly RecordId[] = [person]; news.length > 0; ) {
    const found = await visit.naming(PERSON, news);
    const led = found.filter((state) => same.has(aliasOf(state) ?? ('' as RecordId)) && !same.has(state.id));
    news = led.map(({ id }) => id);
    for (const id of news) same.add(id);
  }
  return same;
}

/** As far as this visit may read; the secretariat reads all. */
export async function heldAbout(visit: Visit, person: RecordId): Promise<readonly Held[]> {
  const same = await sheetsOf(visit, person);
  const held: Held[] = [];
  for (const type of typesAbout(visit))
    for (const state of await visit.naming(type.name, [...same]))
      if (same.has(state.id) || names(type, state, same)) held.push({ state, type });
  return [...held, ...(await heldBeside(visit, held))];
}

/** What is about them though it names a record of theirs: what stands apart of it, what was thought of it, and what stands apart of that. */
async function heldBeside(visit: Visit, held: readonly Held[], known = new Set<RecordId>()): Promise<readonly Held[]> {
  const ids = held.map(({ state }) => state.id);
  const before = new Set([...known, ...ids]);
  const found: Held[] = [];
  for (const type of Object.values(visit.decl.types)) {
    const { about } = type.personal ?? {};
    if (about === undefined || ids.length === 0) continue;
    for (const state of await visit.naming(type.name, ids))
      if (!before.has(state.id) && before.has(refOf(state, about) as RecordId)) found.push({ state, type });
  }
  return found.length === 0 ? [] : [...found, ...(await heldBeside(visit, found, before))];
}

function names(type: TypeDecl, state: RecordState, same: ReadonlySet<RecordId>): boolean {
  const body: Record<string, Json> = {};
  for (const [field, heads] of Object.entries(state.fields)) if (heads[0]) body[field] = heads[0].value;
  return references(type, body as Body).some(([, types, id]) => types.includes(PERSON) && same.has(id));
}

/** How a record came to say what it says, the latest first. */
export async function historyOf(visit: Visit, record: RecordId): Promise<readonly Told[]> {
  const all = await visit.network.history(record);
  return all
    .filter((one) => one.state === 'confirmed' || visit.answersFor(one.change))
    .map(({ change, eff, state }) => ({ at: millisOf(eff), by: change.by, change, state }))
    .reverse();
}

/** What is erased with a person: every record about them that may be. Rights and devices stay: each change names the right it was made under. */
export function erasingActs(held: readonly Held[]): readonly Act[] {
  const ids = new Set(held.map(({ state }) => state.id));
  return held.flatMap(({ state, type }) => {
    const { about } = type.personal ?? {};
    // What somebody wrote of another is about the other.
    if (about !== undefined && !ids.has(refOf(state, about) as RecordId)) return [];
    const body = isErased(state) ? null : leftOf(type, state, ERASED_NAME);
    return body ? [{ do: 'erase' as const, record: state.id, body }] : [];
  });
}

/** When anybody last wrote something about the person. */
export const lastTouch = (held: readonly Held[]): Millis =>
  Math.max(0, ...held.map(({ state }) => millisOf(state.updated.eff)));

export const isLive = ({ state }: Held): boolean => !isVoided(state) && !isErased(state);
/** Fields a reader is shown. */
export const shownFields = ({ state, type }: Held): readonly string[] =>
  Object.keys(state.fields).filter(
    (field) => !field.startsWith(':') && !isShare(field) && type.fields[field]?.widget !== 'hidden',
  );
