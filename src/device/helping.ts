/**
 * What one person does for another on this device, with no network: enrol them, give them a new code, read them the word that opens their
 * device. Nobody gives more than they have: keys can only be narrowed, and the hub judges the rest.
 */
import type { Acts } from '../kernel/author.ts';
import { dayOf, delegates, type Grant, isCurrent, type Reach, reachOf } from '../kernel/grant.ts';
import { isDeviceId, SHARED } from '../kernel/ids.ts';
import { HOLDER } from '../kernel/judge.ts';
import { classOf, type KeyClass, narrow, openWith, recoveryWord } from '../kernel/keys.ts';
import { orgScope } from '../kernel/sharing.ts';
import { fail, type Millis, ok, type RecordId, type Refusal, type Result, type Scope } from '../kernel/types.ts';
import type { Copy } from './copy.ts';
import { timeOf } from './looks.ts';
import { Ring } from './ring.ts';

const DAY = 24 * 3600 * 1000;

const currentGrants = ({ replica }: Copy, person: RecordId, now: Millis): readonly Grant[] => {
  const at = timeOf(replica, now);
  return replica.grantsOf(person).filter((grant) => isCurrent(grant, at));
};

/** What a person may read, as far as this device knows, and as many of its keys as the open person holds. */
function handOver(
  copy: Copy,
  person: RecordId,
  grants: readonly Grant[],
  now: Millis,
): { reach: readonly Reach[]; ring: Ring } {
  const { decl } = copy.replica.id;
  const reach = reachOf(decl, person, grants, timeOf(copy.replica, now));
  const stewards = grants.some((grant) => (decl.roles[grant.role]?.grants.length ?? 0) > 0);
  return { reach, ring: ringFor(copy.ring, person, reach, stewards) };
}

export interface Newcomer {
  readonly name: string;
  readonly role: string;
  readonly sign: string;
  readonly color: string;
  /** Whose account it is, where the role is given for one organisation. */
  readonly organisation?: RecordId;
}

/** The acts that enrol somebody here: who they are, what they may do for the provisional delay, and that this device knows them. */
export function enrolment(copy: Copy, newcomer: Newcomer, now: Millis): Result<Acts, Refusal> {
  const { decl, device, settings } = copy.replica.id;
  const { name, role, sign, color, organisation } = newcomer;
  const about = organisation ? copy.replica.record(copy.replica.resolve(organisation)) : null;
  if ((decl.roles[role]?.at === 'organisation') !== (about !== null)) return fail({ code: 'RIGHT-DELEGATE' });
  const place = (grant: Grant): Scope => (about ? orgScope(about.home, about.id) : grant.scope);
  const outer = currentGrants(copy, copy.person, now).find(
    (grant) => delegates(decl, grant, { role, scope: place(grant) }) !== null,
  );
  if (!outer) return fail({ code: 'RIGHT-DELEGATE' });
  const home = place(outer);
  const at = timeOf(copy.replica, now);
  const [from, to] = [dayOf(at), dayOf(at + settings.provisionalDays * DAY)];
  const acts: Acts = (ids) => [
    { do: 'create', type: 'person', home, body: { name, sign, color } },
    { do: 'create', type: 'grant', home, body: { person: ids(0), role, scope: home, from, to, provisional: true } },
    { do: 'create', type: HOLDER, home, body: { device, person: ids(0) } },
  ];
  return ok(acts);
}

/** What the newcomer may read from now on. */
export const welcome = (copy: Copy, person: RecordId, now: Millis) =>
  handOver(copy, person, currentGrants(copy, person, now), now);

/** For a steward: whoever gives rights for good where all rights of that person lie. */
export function reopen(
  copy: Copy,
  person: RecordId,
  now: Millis,
): Result<{ reach: readonly Reach[]; ring: Ring }, Refusal> {
  const { decl } = copy.replica.id;
  const mine = currentGrants(copy, copy.person, now).filter(
    (grant) => (decl.roles[grant.role]?.grants.length ?? 0) > 0,
  );
  const theirs = currentGrants(copy, person, now);
  const covered =
    theirs.length > 0 && theirs.every((grant) => mine.some((outer) => grant.scope.startsWith(outer.scope)));
  return covered ? ok(handOver(copy, person, theirs, now)) : fail({ code: 'KEY-STEWARD' });
}

/** The word for another device: derived from the steward key of the place where that person is at home. */
export function wordFor(copy: Copy, device: string, person: RecordId, n: number): Result<string, Refusal> {
  const home = copy.replica.record(person)?.home;
  const key = home && openWith(copy.ring.content.keys, 'steward', home);
  if (!key || !isDeviceId(device)) return fail({ code: 'KEY-STEWARD' });
  return ok(recoveryWord(key, device, person, n));
}

/** As much of a ring as opens a reach: what one person hands to another on this device, with no network. */
function ringFor(from: Ring, person: RecordId, reach: readonly Reach[], stewards: boolean): Ring {
  const wanted = reach.flatMap((part): { scope: Scope; class: KeyClass }[] => {
    if (classOf(part.prefix) === 'person') return [];
    const open = { scope: part.prefix, class: 'open' } as const;
    if (!part.closed || part.prefix === SHARED) return [open];
    const sensitive = { scope: part.prefix, class: 'sensitive' } as const;
    return stewards ? [open, sensitive, { scope: part.prefix, class: 'steward' }] : [open, sensitive];
  });
  return Ring.empty(person, narrow(from.content.keys, wanted));
}
