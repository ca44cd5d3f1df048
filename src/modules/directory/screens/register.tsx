/** Who are the members, on any date? Every number opens the list behind it. */
import { dayOf } from '../../../kernel/grant.ts';
import type { Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { isDay } from '../../../ui/day-input.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useLater } from '../../../ui/later.ts';
import { momentText, sinceText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Row, Sign } from '../../../ui/parts.tsx';
import { Count, DayField } from '../../../ui/records/on-day.tsx';
import { OUT } from '../../../ui/records/routes.ts';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { byFormOn } from '../forms.ts';
import { entriesOfRegister, type Member, membersOn, ownNetwork, polesOn, type Register as Whole } from '../rules.ts';
import { FORMS, REGISTER } from './addresses.ts';
import { Decisions } from './register-decisions.tsx';
import { DECISIONS, decidedBy, formName, listedOf, namedOn } from './register-parts.ts';
import { ToPaper } from './to-paper.tsx';
import '../messages/rules/index.ts';

/**
 * `membres/registre`, `membres/registre/2014-01-01`, one list of it: `membres/registre/2014-01-01/forme/scoops`, the decisions until that day:
 * `membres/registre/2014-01-01/decisions`, and either of them on paper: `membres/registre/2014-01-01/sortir/forme/scoops`.
 */
export default function Register({ rest }: { readonly rest: Path }) {
  const { replica, now } = useOpen();
  const today = dayOf(now);
  const day = isDay(rest[0]) ? rest[0] : today;
  const us = ownNetwork(replica);
  if (!us)
    return (
      <Frame title={t('register.title')} back={{ href: href('membres'), label: t('directory.back') }}>
        <Empty text={t('register.nonetwork')} />
      </Frame>
    );
  // Nothing known of it is not a register of nobody.
  if (entriesOfRegister(replica, us).length === 0)
    return (
      <Frame title={t('register.title')} back={{ href: href('membres'), label: t('directory.back') }}>
        <Empty text={t('register.empty')} hint={t('register.empty.hint')} />
      </Frame>
    );
  const whole = membersOn(replica, us, day);
  if (rest[1] === OUT) return <Taken us={us} whole={whole} rest={rest.slice(2)} />;
  if (rest[1] === DECISIONS) return <Decisions us={us} day={day} />;
  return rest[1] ? (
    <Listed us={us} whole={whole} part={rest[1]} key={rest[2] ?? ''} which={rest[2] ?? ''} />
  ) : (
    <Summary us={us} whole={whole} today={today} />
  );
}

/** Paper and files: most people never open them. */
const out = () => import('./register-out.tsx');

function Taken(props: Props & { readonly rest: Path }) {
  const { part } = useLater(out);
  return part ? <part.default {...props} /> : null;
}

interface Props {
  readonly us: RecordId;
  readonly whole: Whole;
}

function Summary({ us, whole, today }: Props & { readonly today: Day }) {
  const { replica } = useOpen();
  const { day, active, suspended, applied, atLeast, atMost } = whole;
  const to = (...rest: Path) => href('membres', REGISTER, day, ...rest);
  const decided = decidedBy(entriesOfRegister(replica, us), day).length;
  const forms = [
    ...byFormOn(
      replica,
      active.map((line) => line.member),
      day,
    ),
  ].sort((a, b) => b[1].length - a[1].length);
  return (
    <Frame
      title={t('register.title')}
      sub={titleOf(replica, us)}
      back={{ href: href('membres'), label: t('directory.back') }}
      end={<ToPaper to={to(OUT, 'tous')} />}
    >
      <div class="stack">
        <div class="stack beside">
          <DayField day={day} to={(other) => href('membres', REGISTER, other)} />
          <div class="card pad stack s1">
            <p class="big">
              <a href={to('tous')} class="num">
                {t('register.members', { n: active.length })}
              </a>{' '}
              {t('register.on', { day: momentText(day) })}
            </p>
            {day !== today && (
              <p class="sm">
                <a href={href('membres', REGISTER, today)}>
                  {t('register.today', { n: membersOn(replica, us, today).active.length })}
                </a>
              </p>
            )}
            {atLeast !== atMost && <p class="sm dim">{t('register.between', { a: atLeast, b: atMost })}</p>}
            <ul class="mini">
              <Count label={t('register.suspended')} n={suspended.length} to={to('suspendues')} />
              <Count label={t('register.applied')} n={applied.length} to={to('demandes')} />
              <Count label={t('register.decisions')} n={decided} to={to(DECISIONS)} />
            </ul>
          </div>
        </div>
        <div class="wide2">
          {forms.length > 0 && (
            <section class="stack s3">
              <Head title={t('register.bykind')} />
              <ul class="card pad mini">
                {forms.map(([kind, ids]) => (
                  <Count key={kind} label={formName(kind)} n={ids.length} to={to('forme', kind || '-')} />
                ))}
              </ul>
            </section>
          )}
          <Poles us={us} whole={whole} />
        </div>
        <div class="card rows narrow">
          <Row href={href('membres', FORMS, day)} title={t('forms.whole')} end={<Icon name="next" />} />
        </div>
      </div>
    </Frame>
  );
}

function Poles({ us, whole }: Props) {
  const { replica } = useOpen();
  const { poles, sum, total, several, none, outside } = polesOn(replica, us, whole.day);
  if (poles.length === 0) return null;
  const to = (...rest: Path) => href('membres', REGISTER, whole.day, ...rest);
  const why = [
    { part: 'plusieurs', key: 'register.several', n: several.length },
    { part: 'aucun', key: 'register.nowhere', n: none.length },
    { part: 'hors', key: 'register.outside', n: outside.length },
  ].filter(({ n }) => n > 0);
  return (
    <section class="stack s3">
      <Head title={t('register.bypole')} />
      <ul class="card pad mini">
        {poles.map(({ body, members }, at) => (
          <Count
            key={body}
            label={t('register.pole', { n: at + 1, name: titleOf(replica, body) })}
            n={members.length}
            to={to('pole', body)}
          />
        ))}
      </ul>
      {why.length > 0 && (
        <>
          <p class="sm">{t('register.sum', { sum, total })}</p>
          <div class="card rows">
            {why.map(({ part, key, n }) => (
              <Row key={part} href={to(part)} title={t(key, { n })} end={<Icon name="next" />} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

/** One list: who, since when, by which decision. */
function Listed({ us, whole, part, which }: Props & { readonly part: string; readonly which: string }) {
  const open = useOpen();
  const { day } = whole;
  const { title, ids } = listedOf(open.replica, us, whole, part, which);
  const lines = new Map([...whole.active, ...whole.suspended, ...whole.applied].map((line) => [line.member, line]));
  const said = (line: Member | undefined): string =>
    line
      ? [
          line.since ? sinceText(line.since) : '',
          line.standing === 'applied' ? '' : line.decision || t('register.undecided'),
          line.sure ? '' : t('register.vague'),
        ]
          .filter((text) => text !== '')
          .join(t('list.comma'))
      : '';
  const named = ids
    .map((id) => ({ id, ...namedOn(open, id, day), sub: said(lines.get(id)) }))
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Frame
      title={title}
      sub={t('register.on', { day: momentText(day) })}
      back={{ href: href('membres', REGISTER, day), label: t('register.back') }}
      end={named.length > 0 && <ToPaper to={href('membres', REGISTER, day, OUT, part, which || '-')} />}
    >
      {named.length === 0 ? (
        <Empty text={t('register.nobody')}>
          <a class="btn" href={href('membres', REGISTER, day)}>
            {t('register.back')}
          </a>
        </Empty>
      ) : (
        <div class="card rows narrow">
          {named.map(({ id, name, now, sub }) => (
            <Row
              key={id}
              href={href('membres', id)}
              sign={<Sign icon="coop" />}
              title={name}
              sub={[now && t('register.now', { name: now }), sub].filter(Boolean).join(t('list.comma'))}
              end={<Icon name="next" />}
            />
          ))}
        </div>
      )}
    </Frame>
  );
}
