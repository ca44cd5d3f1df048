import { estimate } from '../kernel/clock.ts';
import type { Replica } from '../kernel/replica.ts';
import { orgOf } from '../kernel/sharing.ts';
import type { Millis } from '../kernel/types.ts';
import { useJekulu } from './context.ts';
import type { Jekulu, Me } from './contract.ts';
import { branchCalled, titleOf } from './words.ts';

/** What a screen behind the door works with; it is drawn again whenever the copy changes. */
export interface Open {
  readonly jekulu: Jekulu;
  readonly replica: Replica;
  readonly me: Me;
  /** Best estimate of the true time, whatever the phone's clock says. */
  readonly now: Millis;
}

export function useOpen(): Open {
  const jekulu = useJekulu();
  void jekulu.version.value;
  const me = jekulu.me.value;
  if (!me) throw new Error('this screen stands behind the door');
  const { replica } = jekulu;
  // The door knows a branch by its path only; here its own record says how it is written.
  const own = orgOf(me.home);
  const place = (own && titleOf(replica, own)) || branchCalled(replica, me.home);
  const known = place === null || place === me.place ? me : { ...me, place };
  return { jekulu, replica, me: known, now: estimate(replica.meta.clock, jekulu.now()) };
}
