/** The four numbers and what is behind each; and every way out: the network now, or a file to carry. */
import { useState } from 'preact/hooks';
import { dayOf } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { RecordId } from '../../kernel/types.ts';
import { Frame } from '../../ui/frame.tsx';
import { t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { useOpen } from '../../ui/open.ts';
import { Empty, Head, Notice, Row, Sign, STANDS } from '../../ui/parts.tsx';
import { RefusalNotice } from '../../ui/refusal.tsx';
import { href, type Path } from '../../ui/router.ts';
import { folded } from '../../ui/search.ts';
import { ADDRESS, FOUR, type Four, Thread } from '../../ui/thread.tsx';
import { settled, toast } from '../../ui/toast.tsx';
import { dayAndHour } from '../../ui/when.ts';
import { deedOf, titleOf } from '../../ui/words.ts';
import { fixesOf, fixingRecords, listOf, numbersOf, type OwnGroup, ownGroups } from '../../ui/work.ts';
import { addressOf } from './address.ts';

const PAGE = 20;

export function Sent({ rest }: { readonly rest: Path }) {
  const { jekulu, me } = useOpen();
  const numbers = numbersOf(jekulu, me.person);
  const asked = FOUR.find((one) => ADDRESS[one] === rest[0]);
  const current = asked ?? FOUR.find((one) => numbers[one] > 0) ?? 'pending';
  return (
    <Frame title={t('today.sent')} sub={t('sent.sub')} back={{ href: href(), label: t('back.today') }}>
      <div class="two">
        <section class="stack s3" aria-labelledby="which">
          <div class="card pad">
            <Thread numbers={numbers} current={current} />
          </div>
          <Head id="which" title={t(`sent.${current}`)} count={numbers[current]} />
          {numbers[current] === 0 ? (
            <Empty text={t(`sent.${current}.none`)} />
          ) : (
            <Groups key={current} which={current} />
          )}
        </section>
        <section class="stack s3" aria-labelledby="ways">
          <Head id="ways" title={t('sent.ways')} />
          <Exchange />
          <Carry />
        </section>
      </div>
    </Frame>
  );
}

function Groups({ which }: { readonly which: Four }) {
  const { replica, me } = useOpen();
  const [shown, setShown] = useState(PAGE);
  if (which === 'fix') return <Fixes />;
  const groups = ownGroups(replica, me.person).filter((group) => listOf(group.state) === which);
  const more = groups.length - shown;
  return (
    <>
      <div class="card rows">
        {groups.slice(0, shown).map((group) => (
          <GroupRow key={group.key} group={group} />
        ))}
      </div>
      {more > 0 && (
        <button type="button" class="btn" onClick={() => setShown(shown + PAGE)}>
          {t('list.next', { n: Math.min(more, PAGE) })}
        </button>
      )}
    </>
  );
}

function GroupRow({ group }: { readonly group: OwnGroup }) {
  const { replica, me, now } = useOpen();
  const deed = deedOf(replica, group.changes);
  const stand = group.state === 'held' ? 'held' : (listOf(group.state) ?? 'confirmed');
  return (
    <Row
      href={addressOf(replica, deed)}
      sign={<Sign icon={STANDS[stand].icon} tone={`to${STANDS[stand].tone}`} />}
      title={deed.subject || deed.what}
      sub={
        <>
          {t('list.dot', { a: deed.what, b: dayAndHour(group.at, now) })}
          {group.state === 'held' && <span class="block">{causeOf(replica, me.person, group)}</span>}
        </>
      }
    />
  );
}

/** What held work waits for, by name. */
function causeOf(replica: Replica, me: RecordId, group: OwnGroup): string {
  const cause = group.ruling?.cause;
  if (cause?.startsWith('schema:')) return t('held.schema');
  const name = isRecordId(cause) ? titleOf(replica, cause) : '';
  if (name && fixingRecords(fixesOf(replica, me)).has(cause as RecordId)) return t('held.fix', { name });
  return name ? t('held.record', { name }) : t('held.unknown');
}

function Fixes() {
  const { replica, me, now } = useOpen();
  return (
    <div class="card rows">
      {fixesOf(replica, me.person).map((item) => {
        const deed = deedOf(replica, item.changes);
        return (
          <Row
            key={`${item.ruling.device}.${item.ruling.first}`}
            href={href('corriger')}
            sign={<Sign icon="fix" tone="tofix" />}
            title={deed.subject || deed.what}
            sub={t('list.dot', { a: deed.what, b: dayAndHour(item.ruling.received, now) })}
            end={<Icon name="next" />}
          />
        );
      })}
    </div>
  );
}

/** The last exchange in words, and one more try now. */
function Exchange() {
  const { jekulu, now } = useOpen();
  const sync = jekulu.sync.value;
  const said = sync.running
    ? t('sent.running')
    : sync.last === 0
      ? t('sent.never')
      : t('sent.last', { when: dayAndHour(sync.last, now) });
  return (
    <div class="card pad stack s3">
      <p role="status" class="line">
        <Icon name={sync.unreachable ? 'cloud-off' : 'cloud-ok'} />
        <span class="grow">
          {said}
          {sync.unreachable && !sync.running && <span class="block sm dim">{t('sent.unreachable')}</span>}
        </span>
      </p>
      {sync.refused && <RefusalNotice refusal={sync.refused} />}
      <button
        type="button"
        class="btn full"
        aria-disabled={sync.running}
        onClick={() => void settled().then(() => jekulu.exchange())}
      >
        <Icon name="sync" />
        {t('sent.retry')}
      </button>
    </div>
  );
}

/** Unsent work as a file: on a stick, by another phone, any hub of the network takes it in. */
function Carry() {
  const { jekulu, me, now } = useOpen();
  const pending = jekulu.numbers.value.pending;
  const carry = async () => {
    const address = URL.createObjectURL(await settled().then(() => jekulu.exportUnsent()));
    const link = document.createElement('a');
    link.href = address;
    link.download = `jekulu-${folded(me.place).replace(/[^a-z0-9]+/g, '-')}-${dayOf(now)}.jekulu`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    toast(t('sent.carried'));
  };
  return (
    <Notice tone="wait" icon="usb" title={t('sent.carry.title')}>
      <p>{t(pending > 0 ? 'sent.carry.text' : 'sent.carry.none')}</p>
      {pending > 0 && (
        <button type="button" class="btn" onClick={() => void carry()}>
          <Icon name="download" />
          {t('sent.carry', { n: pending })}
        </button>
      )}
    </Notice>
  );
}
