/** Beside the lists of the network: the register and the levels, where the copy has something to show there. */
import { dayOf } from '../../../kernel/grant.ts';
import { t } from '../../../ui/i18n.ts';
import type { Open } from '../../../ui/open.ts';
import type { TabLink } from '../../../ui/records/tabs.tsx';
import { href } from '../../../ui/router.ts';
import { topsOn } from '../levels.ts';
import { ownNetwork } from '../rules.ts';
import '../messages/rules/index.ts';
import { LEVELS, REGISTER } from './addresses.ts';

export function ways({ replica, now }: Open): readonly TabLink[] {
  const all = [
    { key: REGISTER, label: t('register.title'), is: ownNetwork(replica) !== null },
    { key: LEVELS, label: t('levels.title'), is: topsOn(replica, dayOf(now)).length > 0 },
  ];
  return all.filter(({ is }) => is).map(({ key, label }) => ({ key, label, href: href('membres', key) }));
}
