/** A whole meeting by taps, step by step; it goes on where it stood, whatever happened to the phone. */
import '../messages/screens/index.ts';
import { isVoided, type RecordState } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { isDay } from '../../../ui/day-input.tsx';
import { dateText } from '../../../ui/format.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Listen } from '../../../ui/listen.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Notice } from '../../../ui/parts.tsx';
import { RefusalNotice } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { bookOf, membersOn, sittingOn } from '../book.ts';
import { STEPS, type Step } from '../model.ts';
import { isEnded } from '../rules-of.ts';
import { SAVINGS, stepAt, toCycle, toMeeting } from './addresses.ts';
import { Shares } from './buying.tsx';
import { Call } from './call.tsx';
import { Close, CloseActs } from './closing-step.tsx';
import { Fines, Social } from './dues.tsx';
import { useKeeper } from './keeping.ts';
import { Loans } from './lending.tsx';
import { useBookLook } from './look.ts';
import { useTyping } from './typing.ts';

const SHOWN = { call: Call, fines: Fines, social: Social, shares: Shares, loans: Loans, close: Close } as const;
const ORDER: readonly Step[] = STEPS.map(({ value }) => value);

/** `epargne/reunion/<cycle>/<day>[/<step>]`. */
export default function Meeting({ rest: [id, on, part] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const cycle = isRecordId(id) ? replica.record(id) : null;
  if (!cycle?.created || cycle.type !== 'savings_cycle' || isVoided(cycle) || !isDay(on))
    return (
      <Frame title={t('type.savings_meeting')} back={{ href: href(SAVINGS), label: t('savings.back.list') }}>
        <Empty text={t('records.unknown')} />
      </Frame>
    );
  return <Sitting key={`${id} ${on}`} cycle={cycle} on={on} wanted={stepAt(part)} />;
}

function Sitting(props: { readonly cycle: RecordState; readonly on: string; readonly wanted: Step | undefined }) {
  const { cycle, on } = props;
  useBookLook();
  const { replica, me, now } = useOpen();
  const keeper = useKeeper(cycle, on);
  const typing = useTyping(cycle, on);
  const book = bookOf(replica, cycle);
  const sitting = sittingOn(book, on);
  const members = membersOn(book, on);
  const step = props.wanted ?? typing.step ?? sitting.step;
  const at = ORDER.indexOf(step);
  const may = replica.may(me.person, 'edit', 'savings_meeting', cycle.home, now) && !isEnded(cycle);
  const closed = !may || (sitting.isClosed && step !== 'close');
  const here = [...sitting.entries.there.values()].filter(Boolean).length;
  const next = ORDER[at + 1];
  const onward = async () => {
    if (!next) return;
    keeper.reach(next);
    await keeper.kept();
    go(toMeeting(cycle.id, on, next));
  };
  const Shown = SHOWN[step];
  return (
    <Frame
      title={titleOf(replica, cycle.id)}
      sub={t('savings.sub', { no: sitting.no, n: here, all: members.length })}
      back={{ href: toCycle(cycle.id), label: t('savings.leave') }}
      end={<Listen of="#main" at={step} />}
      {...(may &&
        members.length > 0 && {
          acts:
            step === 'close' && !sitting.isClosed ? (
              <CloseActs {...{ sitting, keeper, typing }} />
            ) : (
              <>
                <button type="button" class="btn" disabled={!keeper.canUndo} onClick={keeper.undo}>
                  <Icon name="undo" />
                  {t('undo')}
                </button>
                {next ? (
                  <button type="button" class="btn go" onClick={onward}>
                    {t(`savings_meeting.step.${next}`)}
                    <Icon name="next" />
                  </button>
                ) : (
                  <a class="btn go" href={toCycle(cycle.id)}>
                    <Icon name="check" />
                    {t('savings.finish')}
                  </a>
                )}
              </>
            ),
        })}
    >
      <div class="stack book">
        <nav class="sixsteps" aria-label={t('savings.steps')}>
          {STEPS.map(({ value: one, icon }, nth) => (
            <a
              key={one}
              href={toMeeting(cycle.id, on, one)}
              class={nth < ORDER.indexOf(sitting.step) || sitting.isClosed ? 'done' : ''}
              {...(one === step && { 'aria-current': 'step' as const })}
            >
              <Icon name={nth < at ? 'check' : icon} />
              {t(`savings_meeting.step.${one}`)}
            </a>
          ))}
        </nav>
        {on !== dayOf(now) && <p class="sm dim">{dateText(Date.parse(on), { weekday: true, year: true }, 'utc')}</p>}
        {keeper.refusal && <RefusalNotice refusal={keeper.refusal} />}
        {sitting.isDisputed && sitting.state && (
          <Notice tone="fix" icon="clash" title={t('savings.disputed')}>
            <a class="btn" href={href('versions', sitting.state.id)}>
              {t('savings.disputed.open')}
            </a>
          </Notice>
        )}
        {!may && (
          <Notice tone="wait" icon="lock">
            <p>{t(isEnded(cycle) ? 'savings.ended' : 'savings.mayonly')}</p>
          </Notice>
        )}
        {may && closed && (
          <Notice tone="ok" icon="lock">
            <p>{t('savings.shut')}</p>
          </Notice>
        )}
        {members.length === 0 ? (
          <Empty text={t('savings.nobody')} hint={t('savings.nobody.hint')}>
            <a class="btn" href={href(SAVINGS, cycle.id, 'passbook.cycle')}>
              {t('savings.nobody.add')}
            </a>
          </Empty>
        ) : (
          <Shown {...{ book, sitting, members, keeper, typing, closed }} />
        )}
      </div>
    </Frame>
  );
}
