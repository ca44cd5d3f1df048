/** What the first screen says of the network: its members today, and the levels where there are some. */
import { dayOf } from '../../../kernel/grant.ts';
import { orgOf } from '../../../kernel/sharing.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { href } from '../../../ui/router.ts';
import { BELONGING, personsOf } from '../../people/rules.ts';
import { entriesOfRegister, membersOn, ownNetwork } from '../rules.ts';
import { REGISTER } from './addresses.ts';
import '../messages/rules/index.ts';

export default function Members() {
  const { me } = useOpen();
  const organisation = orgOf(me.home);
  return (
    <>
      {organisation && <Own organisation={organisation} />}
      <Network />
    </>
  );
}

/** Whoever answers for an organisation opens its sheet from here. */
function Own({ organisation }: { readonly organisation: RecordId }) {
  const { replica, now } = useOpen();
  const people = personsOf(replica, organisation, BELONGING, dayOf(now)).length;
  const label = t('register.own');
  return (
    <li>
      <span>
        <Icon name="coop" size="s" /> {label}
      </span>
      <a
        href={href('membres', organisation)}
        class="num"
        aria-label={t('register.see', { what: `${label}, ${people}` })}
      >
        {formatNumber(people)}
      </a>
    </li>
  );
}

function Network() {
  const { replica, now } = useOpen();
  const us = ownNetwork(replica);
  if (!us || entriesOfRegister(replica, us).length === 0) return null;
  const day = dayOf(now);
  const n = membersOn(replica, us, day).active.length;
  const label = t('register.home', { day: momentText(day) });
  return (
    <li>
      <span>
        <Icon name="coop" size="s" /> {label}
      </span>
      <a href={href('membres', REGISTER)} class="num" aria-label={t('register.see', { what: `${label}, ${n}` })}>
        {formatNumber(n)}
      </a>
    </li>
  );
}
