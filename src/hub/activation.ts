/** Letting a device in by a code: the authority registers it and enrols the code's person, in one group. */
import type { Act } from '../kernel/author.ts';
import { isVoided, textOf } from '../kernel/fold.ts';
import { branchOf, branchScope, ROOT } from '../kernel/ids.ts';
import { DEVICE, deviceRecord, HOLDER, holderRecord } from '../kernel/judge.ts';
import { fail, type Millis, ok, type Refusal, type Result, type Scope } from '../kernel/types.ts';
import type { Activation } from '../kernel/wire.ts';
import type { ActivationCodes } from './activation-codes.ts';
import type { HubNetwork, Joining } from './network.ts';

export interface ActivationDeps {
  readonly network: Pick<HubNetwork, 'card' | 'record' | 'holdingOf' | 'beginsOf' | 'actAsAuthority'>;
  readonly codes: ActivationCodes;
  now(): Millis;
}

/**
 * The code is marked before anything is registered, so that two devices never get in by one; the same device may ask again with it (its
 * answer was lost on the way), but not to come back after it was ended or its person was taken off it.
 */
export async function activate(joining: Joining, deps: ActivationDeps): Promise<Result<Activation, Refusal>> {
  const { network, codes } = deps;
  const { device, key, label } = joining;
  const known = await network.record(deviceRecord(device));
  if (known && textOf(known, 'status') === 'blocked') return fail({ code: 'DEVICE-BLOCKED' });
  const redeemed = await codes.redeem(joining.code, deps.now(), true, device);
  if (!redeemed.ok) return redeemed;
  const { person, createdBy, again } = redeemed.value;

  const [who, holder] = [await network.record(person), await network.record(holderRecord(device, person))];
  if (!who) throw new Error(`code for an unknown person ${person}`);
  const ended = known !== null && textOf(known, 'status') !== 'active';
  if (again && (ended || (holder && isVoided(holder)))) return fail({ code: 'CODE-USED' });

  const acts: Act[] = [];
  if (!known) {
    const body = { device, key, label, status: 'active', ...(createdBy && { steward: createdBy }) };
    acts.push({ do: 'create', type: DEVICE, body, home: homeOf(who.home) });
  } else if (ended) acts.push({ do: 'edit', record: known.id, body: { status: 'active' } });
  if (!holder) acts.push({ do: 'create', type: HOLDER, body: { device, person }, home: who.home });
  else if (isVoided(holder)) acts.push({ do: 'void', record: holder.id, voided: false });
  if (acts.length > 0) await network.actAsAuthority(acts);

  const time = deps.now();
  const holding = await network.holdingOf(person, device, time);
  const begins = await network.beginsOf(person, device, time);
  return ok({ card: network.card, person, name: textOf(who, 'name'), time, holding, begins });
}

/** A device belongs to the branch of the person it was given to, or to the network. */
function homeOf(person: Scope): Scope {
  const branch = branchOf(person);
  return branch === null ? ROOT : branchScope(branch);
}
