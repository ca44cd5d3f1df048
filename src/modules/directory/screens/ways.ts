/** Beside the lists of the network: the register and the levels, where the copy has something to show there. */
import { t } from '../../../ui/i18n.ts';
import type { Open } from '../../../ui/open.ts';
import type { TabLink } from '../../../ui/records/tabs.tsx';
import { href } from '../../../ui/router.ts';
import { bringsTogether } from '../levels.ts';
import { ownNetwork } from '../rules.ts';
import '../messages/rules/index.ts';
import { LEVELS, REGISTER } from './addresses.ts';

/** Looked up before the first row is drawn: who belongs to what is only reckoned behind these doors. */
export function ways({ replica }: Open): readonly TabLink[] {
  const all = [
    { key: REGISTER, label: t('register.title'), is: ownNetwork(replica) !== null },
    { key: LEVELS, label: t('levels.title'), is: bringsTogether(replica) },
  ];
  return all.filter(({ is }) => is).map(({ key, label }) => ({ key, label, href: href('membres', key) }));
}
