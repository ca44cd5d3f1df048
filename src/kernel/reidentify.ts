/**
 * Work that was never sent, written again under another device's identity: the way out for a phone that is a copy of another.
 *
 * Both wrote under the same numbers, so an id may mean one thing here and another on the hub. What a person did stays as it is (groups,
 * bodies, authors, times); only names change, and only those that these changes gave: their own ids, and those of the records they created.
 */
import { creates } from './fold.ts';
import { chainNext } from './hash.ts';
import { changeIdOf, derivedId } from './ids.ts';
import type { Body, Change, ChangeId, DeviceId, Json, NetworkId, RecordId, Scope } from './types.ts';

/** Old name → new name. A change and a record of the same name are not the same thing: the record may be the other phone's. */
export interface Names {
  readonly changes: ReadonlyMap<string, ChangeId>;
  readonly records: ReadonlyMap<string, RecordId>;
}

export interface NewIdentity {
  readonly network: NetworkId;
  readonly from: DeviceId;
  readonly to: DeviceId;
  /** Where the new log stands. */
  readonly last: number;
  readonly link: string;
  /** Names given by earlier rewritings of the same log. */
  readonly names: Names;
  /** Key fields of a type whose records are named by them. */
  keysOf(type: string): readonly string[] | undefined;
  random(bytes: number): string;
}

export interface Rewritten {
  readonly changes: readonly Change[];
  /** Chain link after each change. */
  readonly links: readonly string[];
  readonly names: Names;
}

/** @param old changes of one log in its order, in whole groups. */
export function reidentify(old: readonly Change[], identity: NewIdentity): Rewritten {
  const { to, last, network } = identity;
  const seqs = new Map(old.map((change, i) => [change.seq, last + 1 + i]));
  const names = namesOf(old, seqs, identity);
  const changes: Change[] = [];
  const links: string[] = [];
  const salts = new Map<string, string>();
  let { link } = identity;
  for (const change of old) {
    const renamed = renamedIn(change, names, identity);
    const { group, salt } = change;
    const seq = seqs.get(change.seq) as number;
    // A log can be checked by itself: only a record born in it lends its salt.
    const own = salt ?? (salts.has(renamed.record) ? undefined : identity.random(8));
    const next: Change = {
      ...renamed,
      device: to,
      seq,
      ...(group && { group: [seqs.get(group[0]) as number, group[1]] as const }),
      ...(own !== undefined && { salt: own }),
    };
    if (own !== undefined && changeIdOf(next) === (next.record as string)) salts.set(next.record, own);
    link = chainNext(link, network, next, own ?? salts.get(next.record) ?? '');
    changes.push(next);
    links.push(link);
  }
  return { changes, links, names };
}

/** Does a group speak of something by one of these names? Then it is rewritten with or after what bears it. */
export const speaksOf = (group: readonly Change[], names: ReadonlySet<string>): boolean =>
  group.some((change) => mentions(change as unknown as Json, names));

function mentions(value: Json, names: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return names.has(value) || value.split('/').some((part) => names.has(part));
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((item) => mentions(item, names));
}

function namesOf(old: readonly Change[], seqs: ReadonlyMap<number, number>, identity: NewIdentity): Names {
  const changes = new Map(identity.names.changes);
  const records = new Map(identity.names.records);
  for (const change of old) {
    const id = changeIdOf(change);
    const renamed = changeIdOf({ device: identity.to, seq: seqs.get(change.seq) as number });
    changes.set(id, renamed);
    if (creates(change) && (change.record as string) === id) records.set(id, renamed as string as RecordId);
  }
  // Names computed from key fields, which may hold such names themselves: until nothing new follows.
  for (let more = true; more; ) {
    more = false;
    for (const change of old) {
      const keys = creates(change) ? identity.keysOf(change.type) : undefined;
      if (!keys) continue;
      const nameBy = (body: Body | null): RecordId =>
        derivedId(change.type, ...keys.map((key) => String(body?.[key] ?? '')));
      if (nameBy(change.body) !== change.record) continue;
      const renamed = nameBy(renamedIn(change, { changes, records }, identity).body);
      if (renamed === (records.get(change.record) ?? change.record)) continue;
      records.set(change.record, renamed);
      more = true;
    }
  }
  return { changes, records };
}

/** The change with the new names in every place where a name may stand. */
function renamedIn(change: Change, names: Names, { from, to }: NewIdentity): Change {
  const record = <T extends string>(id: T): T => (names.records.get(id) as string as T | undefined) ?? id;
  const cited = (id: ChangeId): ChangeId => names.changes.get(id) ?? id;
  const scope = (path: Scope): Scope => path.split('/').map(record).join('/') as Scope;
  // Who is enrolled on a device is enrolled on this one, not on the one it is a copy of.
  const device = (text: string): string => (creates(change) && text === from ? to : text);
  const value = (json: Json): Json => {
    if (typeof json === 'string') return json.startsWith('n/') ? scope(json as Scope) : device(record(json));
    if (typeof json !== 'object' || json === null) return json;
    if (Array.isArray(json)) return json.map((item) => value(item as Json));
    return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, value(item)]));
  };
  const { over, shared, body } = change;
  return {
    ...change,
    by: record(change.by),
    grant: record(change.grant),
    record: record(change.record),
    scope: scope(change.scope),
    ...(shared && { shared: shared.map(scope) }),
    ...(over && { over: Object.fromEntries(Object.entries(over).map(([field, ids]) => [field, ids.map(cited)])) }),
    body: body && { ...(value(body) as Body), ...(change.kind === 'settle' && settled(body, cited)) },
  };
}

const settled = (body: Body, cited: (id: ChangeId) => ChangeId): Body =>
  typeof body['of'] === 'string' ? { of: cited(body['of'] as ChangeId) } : {};
