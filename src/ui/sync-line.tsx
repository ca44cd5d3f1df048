/** The line that is always there: what is kept here and what has gone. The network is never an error. */
import type { FourNumbers } from '../kernel/replica.ts';
import type { SyncState } from './contract.ts';
import { sizeText, waitText } from './format.ts';
import { t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { useOpen } from './open.ts';
import { href } from './router.ts';
import { moment } from './when.ts';
import { placeName } from './words.ts';
import { numbersOf } from './work.ts';

/** The bold part: what is on its way. Before the first exchange nothing has been sent, and nothing has come. */
export function onItsWay(numbers: FourNumbers, sync: SyncState): string {
  const { arriving: n, coming } = sync;
  if (coming && coming.came < coming.of) {
    const { came, of, left } = coming;
    if (left === null) return t('sync.awaited', { size: sizeText(of - came) });
    return t('sync.coming', { came: sizeText(came), of: sizeText(of), left: waitText(left) });
  }
  if (n > 0) return t('sync.arriving', { n });
  if (numbers.pending > 0) return t('sync.pending', { n: numbers.pending });
  if (sync.last === 0) return t(sync.running ? 'sync.first' : 'sync.never');
  return t('sync.nothing');
}

/** The same for those who hear it, when it changes; what grows is not told at every step. */
export function SyncSaid() {
  const { jekulu, me } = useOpen();
  const sync = jekulu.sync.value;
  return (
    <p role="status" class="vh">
      {sync.arriving > 0 || (sync.coming && sync.coming.left !== null)
        ? t('sync.first')
        : onItsWay(numbersOf(jekulu, me.person), sync)}
    </p>
  );
}

export function SyncLine() {
  const { jekulu, me, now } = useOpen();
  const sync = jekulu.sync.value;
  const numbers = numbersOf(jekulu, me.person);
  const quiet = numbers.pending === 0 && !sync.unreachable;
  return (
    <a class="sync" href={href('envois')} {...(numbers.fix > 0 && { 'data-fix': true })}>
      <Icon name={quiet ? 'cloud-ok' : 'cloud-off'} size="s" />
      <span class="grow">
        <b>{onItsWay(numbers, sync)}</b>
        {numbers.fix > 0 && <span class="vh">{t('sync.fix', { n: numbers.fix })}</span>}
        {sync.refused ? (
          <span>{t('sync.refused')}</span>
        ) : (
          sync.last > 0 && (
            <span>
              <span class="w">{t('sync.last')} </span>
              {t('sync.exchange', { when: moment(sync.last, now) })}
            </span>
          )
        )}
        <span class="where">
          <span class="w">{placeName(me.place, me.home)}</span>
          <span class="m">{me.place}</span>
        </span>
      </span>
      <Icon name="next" size="s" />
    </a>
  );
}
