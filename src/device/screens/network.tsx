/** What this device knows of the network: its exchanges, who shares the phone, and the phones of the branch. */

import { useEffect, useState } from 'preact/hooks';
import { isVoided, refOf, textOf } from '../../kernel/fold.ts';
import { branchOf } from '../../kernel/ids.ts';
import { deviceRecord } from '../../kernel/judge.ts';
import { Frame } from '../../ui/frame.tsx';
import { t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { useOpen } from '../../ui/open.ts';
import { Head, Notice, PersonSign, Sign, State } from '../../ui/parts.tsx';
import { RefusalNotice } from '../../ui/refusal.tsx';
import { roleName } from '../../ui/roles.ts';
import { href } from '../../ui/router.ts';
import { dayAndHour } from '../../ui/when.ts';
import { placeName, titleOf } from '../../ui/words.ts';
import { isWhole } from '../kept.ts';

const DAY = 24 * 3600 * 1000;

export default function Network() {
  const { jekulu, me, now } = useOpen();
  const network = jekulu.network.value;
  const sync = jekulu.sync.value;
  return (
    <Frame title={t('nav.network')} sub={t('list.dot', { a: network?.name ?? '', b: placeName(me.place, me.home) })}>
      <div class="two">
        <section class="stack s3" aria-labelledby="exchange">
          <Head id="exchange" title={t('network.exchange')} />
          <dl class="card pad facts">
            <div>
              <dt>{t('network.last')}</dt>
              <dd>{sync.last === 0 ? t('sync.never') : dayAndHour(sync.last, now)}</dd>
            </div>
            <div>
              <dt>{t('network.hub')}</dt>
              <dd>
                <span class="line">
                  <Icon name={sync.unreachable ? 'cloud-off' : 'cloud-ok'} size="s" />
                  {t(sync.unreachable ? 'network.away' : sync.last === 0 ? 'network.untried' : 'network.there')}
                </span>
              </dd>
            </div>
            <App />
          </dl>
          {sync.refused && <RefusalNotice refusal={sync.refused} />}
          {jekulu.trouble.value && <RefusalNotice refusal={jekulu.trouble.value} />}
          {Math.abs(sync.clockOff) >= DAY && (
            <Notice tone="fix" icon="clock" title={t('network.clock')}>
              <p>
                {t(sync.clockOff > 0 ? 'network.clock.ahead' : 'network.clock.behind', {
                  n: Math.round(Math.abs(sync.clockOff) / DAY),
                })}
              </p>
            </Notice>
          )}
          <a class="btn" href={href('envois')}>
            <Icon name="send" />
            {t('network.sent')}
          </a>
          <People />
        </section>
        <Devices />
      </div>
    </Frame>
  );
}

/** Whoever leaves for a place without a network knows beforehand what will open there. */
function App() {
  const [whole, setWhole] = useState<boolean | null>(null);
  useEffect(() => {
    const look = () => isWhole().then(setWhole, () => undefined);
    void look();
    // It arrives while somebody watches.
    const again = setInterval(look, 3_000);
    return () => clearInterval(again);
  }, []);
  if (whole === null) return null;
  return (
    <div>
      <dt>{t('network.app')}</dt>
      <dd>
        <span class="line">
          <Icon name={whole ? 'check' : 'clock'} size="s" />
          {t(whole ? 'network.app.whole' : 'network.app.part')}
        </span>
      </dd>
    </div>
  );
}

function People() {
  const { jekulu } = useOpen();
  return (
    <>
      <Head title={t('network.people')} count={jekulu.faces.value.length} />
      <ul class="card rows">
        {jekulu.faces.value.map((face) => (
          <li class="row" key={`${face.network} ${face.person}`}>
            <PersonSign sign={face.sign} color={face.color} />
            <span class="grow">
              <b>{face.name}</b>
              <small>{t('list.dot', { a: roleName(face.role), b: face.place })}</small>
              <span class="line wrap">
                {face.fix > 0 && <State of="fix" text={t('door.fix', { n: face.fix })} />}
                {face.pending > 0 && <State of="pending" text={t('sync.pending', { n: face.pending })} />}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

const STATUS = { active: 'ok', ended: '', blocked: 'bad' } as const;

function Devices() {
  const { replica, me } = useOpen();
  const own = deviceRecord(replica.id.device);
  const devices = replica
    .list('device')
    .filter((state) => !isVoided(state) && state.home.startsWith(me.home))
    .sort((a, b) => textOf(a, 'label').localeCompare(textOf(b, 'label')));
  return (
    <section class="stack s3" aria-labelledby="devices">
      <Head
        id="devices"
        title={t(branchOf(me.home) ? 'network.devices' : 'network.devices.all')}
        count={devices.length}
      />
      {devices.length === 0 ? (
        <p class="dim">{t('network.devices.none')}</p>
      ) : (
        <ul class="card rows">
          {devices.map((state) => {
            const steward = refOf(state, 'steward');
            const keeper = steward ? titleOf(replica, steward) : '';
            const status = textOf(state, 'status') as keyof typeof STATUS;
            return (
              <li class="row" key={state.id}>
                <Sign icon="phone" />
                <span class="grow">
                  <b>{textOf(state, 'label') || t('device.unnamed', { id: textOf(state, 'device').slice(0, 4) })}</b>
                  <small>
                    {[state.id === own ? t('device.here') : '', keeper ? t('device.keptby', { name: keeper }) : '']
                      .filter((part) => part !== '')
                      .join(t('list.comma'))}
                  </small>
                  <span class={`st ${STATUS[status] ?? ''}`}>
                    <Icon name={status === 'active' ? 'check' : status === 'blocked' ? 'lock' : 'x'} size="s" />
                    {t(`device.status.${status}`)}
                  </span>
                </span>
              </li>
            );
          })}
        </ul>
      )}
      <p class="sm dim">{t('network.devices.hint')}</p>
    </section>
  );
}
