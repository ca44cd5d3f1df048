/** Who sits in a body today, which seats are vacant, and who sat before: the list behind the figure of its sheet. */
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { lastDay } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText, spanText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice, Row } from '../../../ui/parts.tsx';
import { RecordSign } from '../../../ui/records/describe.tsx';
import { tabName } from '../../../ui/records/routes.ts';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { calledOn } from '../forms.ts';
import { type Seat, seatsOn } from '../seats.ts';
import { seatsText } from './seats-words.tsx';
import '../messages/rules/index.ts';

/** `instances/sieges/<body>`. */
export default function SeatsScreen({ rest }: { readonly rest: Path }) {
  const { replica, now } = useOpen();
  const [body] = rest;
  const day = dayOf(now);
  const seats = isRecordId(body) ? seatsOn(replica, body, day) : null;
  if (!isRecordId(body) || !seats)
    return (
      <Frame title={t('seats.title')} back={{ href: href('instances'), label: t('directory.back') }}>
        <Empty text={t('seats.none')} />
      </Frame>
    );
  const { held, before, over, checked } = seats;
  return (
    <Frame
      title={titleOf(replica, body)}
      sub={t('register.on', { day: momentText(day) })}
      back={{ href: href('instances', body), label: t('seats.body') }}
    >
      <div class="stack narrow">
        <p class="big">{seatsText(seats)}</p>
        {!checked && <p class="sm dim">{t('seats.unchecked')}</p>}
        {over > 0 && (
          <Notice tone="wait" icon="info">
            <p>{t('seats.over.hint')}</p>
          </Notice>
        )}
        <Head title={t('seats.title')} count={held.length} />
        {held.length === 0 ? <Empty text={t('seats.none')} /> : <Lines body={body} seats={held} byName />}
        {before.length > 0 && (
          <>
            <Head title={t('seats.before')} count={before.length} />
            <Lines body={body} seats={before} />
          </>
        )}
      </div>
    </Frame>
  );
}

/** Each opens its membership, where its dates are. */
function Lines(props: { readonly body: RecordId; readonly seats: readonly Seat[]; readonly byName?: boolean }) {
  const { body, seats, byName } = props;
  const { replica } = useOpen();
  const lines = seats.map((seat) => ({
    ...seat,
    // Whoever sat before is called as they were when they left.
    name: (!byName && seat.to && calledOn(replica, seat.member, lastDay(seat.to))) || titleOf(replica, seat.member),
    // Whoever may not read the sheet of a person is told the seat without them.
    who: (seat.person && titleOf(replica, replica.resolve(seat.person))) || (seat.name ?? ''),
  }));
  if (byName) lines.sort((a, b) => a.name.localeCompare(b.name));
  return (
    <div class="card rows">
      {lines.map(({ member, membership, name, who, title, from, to, decision }) => {
        const state = replica.record(member);
        return (
          <Row
            key={member}
            href={href('instances', body, tabName({ type: 'membership', by: 'group' }), membership)}
            sign={state && <RecordSign state={state} />}
            title={name}
            sub={[who, title, spanText(from, to), decision].filter((text) => text !== '').join(t('list.comma'))}
            end={<Icon name="next" />}
          />
        );
      })}
    </div>
  );
}
