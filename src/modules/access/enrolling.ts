/** Which roles somebody may give on this phone: whoever has none to give is not sent to a screen that asks for one. */
import { delegates, GRANT, isCurrent } from '../../kernel/grant.ts';
import type { Open } from '../../ui/open.ts';

type Who = Pick<Open, 'replica' | 'me' | 'now'>;

/** In the order of the declaration; none while one's own right is provisional. */
export function rolesToGive({ replica, me, now }: Who): readonly string[] {
  const { decl } = replica.id;
  const mine = replica.grantsOf(me.person).filter((own) => isCurrent(own, now));
  const roles = decl.types[GRANT]?.fields['role']?.choices ?? [];
  return roles.flatMap(({ value }) =>
    mine.some((own) => delegates(decl, own, { role: value, scope: own.scope })) ? [value] : [],
  );
}

export const mayEnrol = (who: Who): boolean =>
  who.replica.may(who.me.person, 'create', 'person', who.me.home, who.now) && rolesToGive(who).length > 0;
