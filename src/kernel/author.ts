/**
 * Writing: from what a person did ("create this, settle that") to the changes of one group. The same on a phone, on the hub for its own
 * acts, and in the simulator. Time and randomness come in.
 */
import { type ClockState, estimate, tick } from './clock.ts';
import type { Action, Declarations } from './declare.ts';
import { ALIAS_FIELD, citations, creates, fold, type RecordState, VOID_FIELD } from './fold.ts';
import { allows, type Grant, isCurrent } from './grant.ts';
import { chainNext } from './hash.ts';
import { changeIdOf, derivedId, isEarlierIn, parseChangeId } from './ids.ts';
import type { SettleWay } from './judge.ts';
import { toBase64Url } from './keys.ts';
import { withShares } from './sharing.ts';
import type {
  Body,
  Change,
  ChangeId,
  DeviceId,
  Json,
  Millis,
  NetworkId,
  RecordId,
  Scope,
  Source,
  Stamp,
} from './types.ts';

export type Act =
  | {
      readonly do: 'create';
      readonly type: string;
      readonly body: Body;
      readonly home: Scope;
      readonly shared?: readonly Scope[];
      readonly record?: RecordId;
    }
  | { readonly do: 'edit'; readonly record: RecordId; readonly body: Body }
  | { readonly do: 'void'; readonly record: RecordId; readonly voided: boolean }
  /** This record is the same as `into`, which goes on for both; null parts them again. `saw`: the writes its author knew of it. */
  | {
      readonly do: 'alias';
      readonly record: RecordId;
      readonly into: RecordId | null;
      readonly saw?: readonly ChangeId[];
    }
  /** What the record said is taken out of every copy, for good; `body` is what is left. */
  | { readonly do: 'erase'; readonly record: RecordId; readonly body: Body }
  | { readonly do: 'settle'; readonly of: Change; readonly how: SettleWay; readonly to?: RecordId | Scope };

/** Ids the creating acts of this group will have, so that later acts can refer to them: `ids(0)` is the first act's record. */
export type Acts = readonly Act[] | ((ids: (act: number) => RecordId) => readonly Act[]);

/** What a writer knows. */
export interface Desk {
  readonly decl: Declarations;
  readonly network: NetworkId;
  readonly device: DeviceId;
  readonly last: number;
  readonly link: string;
  readonly clock: ClockState;
  readonly by: RecordId | '';
  readonly grants: readonly Grant[];
  record(id: RecordId): RecordState | null;
  confirmed(id: RecordId): RecordState | null;
}

export interface Written {
  readonly changes: readonly Change[];
  /** Chain link after each change. */
  readonly links: readonly string[];
  readonly clock: ClockState;
}

export interface WriteEnv {
  readonly now: Millis;
  random(bytes: number): Uint8Array;
  /** The salt of a change by its place in the log (`salts.ts`); otherwise it is drawn. */
  salt?(seq: number): string;
  readonly source?: Source;
  readonly witness?: string;
  readonly batch?: string;
}

/** Makes the changes of one group. Pure but for the randomness passed in; nothing is refused here, the hub rules. */
export function write(acts: Acts, desk: Desk, env: WriteEnv): Written {
  const idAt = (act: number): RecordId =>
    changeIdOf({ device: desk.device, seq: desk.last + 1 + act }) as string as RecordId;
  const list = withShares(typeof acts === 'function' ? acts(idAt) : acts, desk, idAt);
  const born = new Map<RecordId, RecordState | null>();
  const here: Desk = { ...desk, record: (id) => desk.record(id) ?? born.get(id) ?? null };
  const { stamp, clock } = tick(desk.clock, env.now);
  const changes: Change[] = [];
  const links: string[] = [];
  let link = desk.link;
  for (const [i, act] of list.entries()) {
    const seq = desk.last + 1 + i;
    const change = changeOf(act, {
      desk: here,
      env,
      seq,
      stamp,
      group: list.length > 1 ? [desk.last + 1, list.length] : undefined,
    });
    const inGroup = changes.find((other) => changeIdOf(other) === (change.record as string))?.salt;
    link = chainNext(link, desk.network, change, change.salt ?? inGroup ?? '');
    changes.push(change);
    if (creates(change)) born.set(change.record, fold([{ change, eff: stamp, state: 'pending' }]));
    links.push(link);
  }
  return { changes, links, clock };
}

interface Slot {
  readonly desk: Desk;
  readonly env: WriteEnv;
  readonly seq: number;
  readonly stamp: Stamp;
  readonly group: readonly [number, number] | undefined;
}

function changeOf(act: Act, slot: Slot): Change {
  const { desk, env } = slot;
  const envelope = (action: Action, type: string, home: Scope): Omit<Change, 'kind' | 'record' | 'body'> => ({
    device: desk.device,
    seq: slot.seq,
    stamp: slot.stamp,
    by: desk.by,
    ...(env.source && env.source !== 'self' && { source: env.source }),
    ...(env.witness && { witness: env.witness }),
    grant: desk.by === '' ? '' : grantFor(desk, env.now, action, type, home),
    ...(slot.group && { group: slot.group }),
    ...(env.batch && { batch: env.batch }),
    schema: desk.decl.types[type]?.schema ?? 1,
    type,
    scope: home,
  });
  const origin = changeIdOf({ device: desk.device, seq: slot.seq }) as string as RecordId;
  if (act.do === 'create') {
    const keys = desk.decl.types[act.type]?.keys;
    const record =
      act.record ?? (keys ? derivedId(act.type, ...keys.map((key) => String(act.body[key] ?? ''))) : origin);
    return {
      ...envelope('create', act.type, act.home),
      kind: 'set',
      record,
      shared: act.shared ?? [],
      ...saltFor(record, slot, record === origin),
      ...overOf(desk, record, Object.keys(act.body)),
      body: act.body,
    };
  }
  if (act.do === 'settle') {
    const { of } = act;
    const body: Record<string, Json> = { of: changeIdOf(of), how: act.how, ...(act.to && { to: act.to }) };
    return {
      ...envelope('edit', of.type, of.scope),
      kind: 'settle',
      record: of.record,
      ...saltFor(of.record, slot, false),
      body,
    };
  }
  const state = desk.record(act.record);
  if (!state) throw new Error(`no record ${act.record} to ${act.do}`);
  const common = { record: act.record, ...saltFor(act.record, slot, false) };
  if (act.do === 'alias') {
    const over = overOf(desk, act.record, [ALIAS_FIELD]);
    return {
      ...envelope('void', state.type, state.home),
      kind: 'alias',
      ...common,
      ...over,
      body: { into: act.into, ...(act.saw && { saw: act.saw }) },
    };
  }
  if (act.do === 'erase')
    return {
      ...envelope('void', state.type, state.home),
      kind: 'erase',
      ...common,
      ...overOf(desk, act.record, Object.keys(act.body)),
      body: act.body,
    };
  if (act.do === 'void') {
    const over = overOf(desk, act.record, [VOID_FIELD]);
    return {
      ...envelope('void', state.type, state.home),
      kind: 'void',
      ...common,
      ...over,
      body: { voided: act.voided },
    };
  }
  return {
    ...envelope('edit', state.type, state.home),
    kind: 'set',
    ...common,
    ...overOf(desk, act.record, Object.keys(act.body)),
    body: act.body,
  };
}

/**
 * Only the change that gives a record its id lends its salt, and only within its own group, which travels whole: an erasure destroys that salt, and
 * what its author wrote later must still prove itself.
 */
function saltFor(record: RecordId, slot: Slot, isOrigin: boolean): { salt?: string } {
  const [first] = slot.group ?? [slot.seq];
  const isLent =
    !isOrigin &&
    isEarlierIn(record, slot.desk.device, slot.seq) &&
    parseChangeId(record as string as ChangeId).seq >= first;
  return isLent ? {} : { salt: slot.env.salt?.(slot.seq) ?? toBase64Url(slot.env.random(8)) };
}

function overOf(
  desk: Desk,
  record: RecordId,
  fields: readonly string[],
): { over?: { readonly [field: string]: readonly ChangeId[] } } {
  const state = desk.record(record);
  const over = state ? citations(state, desk.confirmed(record), fields) : undefined;
  return over ? { over } : {};
}

/**
 * The grant to cite: one in force that allows the act, else one that did (the hub knows what this device had been told), else none. In force by the
 * best estimate of the time, or by the last hub time heard: this device's clock may be years off.
 */
function grantFor(desk: Desk, now: Millis, action: Action, type: string, home: Scope): RecordId | '' {
  const force = (grant: Grant): number =>
    (isCurrent(grant, estimate(desk.clock, now)) ? 2 : 0) + (isCurrent(grant, desk.clock.hubTime) ? 1 : 0);
  const able = (to: Action) => desk.grants.filter((grant) => allows(desk.decl, grant, to, type, home));
  const apt = able(action);
  // Who may not hide takes out what they brought in by the right to make it (`own-import.ts`).
  const fitting = action === 'void' && apt.length === 0 ? able('create') : apt;
  const own = desk.decl.types[type]?.own;
  const forOthers = ({ role }: Grant): number => Number(own?.but.includes(role) ?? false);
  // The narrowest place says best in what quality somebody acted.
  fitting.sort(
    (a, b) => force(b) - force(a) || forOthers(b) - forOthers(a) || b.scope.length - a.scope.length || b.ends - a.ends,
  );
  return fitting[0]?.id ?? desk.grants[0]?.id ?? '';
}
