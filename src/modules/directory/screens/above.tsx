/** Above the list of organisations: the ways into the register and the levels, where the copy has something to show there. */
import { dayOf } from '../../../kernel/grant.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { href } from '../../../ui/router.ts';
import { topsOn } from '../levels.ts';
import { ownNetwork } from '../rules.ts';
import '../messages/rules/index.ts';
import { LEVELS, REGISTER } from './addresses.ts';

export function Above() {
  const { replica, now } = useOpen();
  const ways = [
    { to: REGISTER, icon: 'book', key: 'register.title', is: ownNetwork(replica) !== null },
    { to: LEVELS, icon: 'network', key: 'levels.title', is: topsOn(replica, dayOf(now)).length > 0 },
  ] as const;
  const open = ways.filter(({ is }) => is);
  if (open.length === 0) return null;
  return (
    <nav class="chips" aria-label={t('register.ways')}>
      {open.map(({ to, icon, key }) => (
        <a class="chip" key={to} href={href('membres', to)}>
          <Icon name={icon} size="s" />
          {t(key)}
        </a>
      ))}
    </nav>
  );
}
