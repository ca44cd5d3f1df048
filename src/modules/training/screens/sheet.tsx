/** What training adds to the generic sheets: the way to the roll, to the funnel, and what the rules say of somebody. */
import '../messages/screens/index.ts';
import { useEffect } from 'preact/hooks';
import { type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { sensitiveScope } from '../../../kernel/ids.ts';
import { dateText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Head, Notice, Row, Sign } from '../../../ui/parts.tsx';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { leftAt, leftToMark, minuteOf, uncountedIn, withoutRoll } from '../calling.ts';
import { type Completion, completionOf, courseOf } from '../completion.ts';
import { figuresOf } from '../figures.ts';
import { broughtText, followedText, reasonsOf, testsText } from '../reasons.ts';
import {
  ageRuleOf,
  calledIn,
  dayOfSession,
  disputed,
  type Eligibility,
  eligibleBy,
  enrolledOn,
  halvesOf,
  hourSaid,
  isCancelled,
  LAST,
  rollId,
  sessionsOf,
} from '../rules.ts';
import { type Suits, statusesOf, suitsIn } from '../statuses.ts';
import { FUNNEL, REPLACE, ROLL, TESTING } from './addresses.ts';
import { pause } from './reckoning.ts';

/** `jeudi 11 mars · 08:30 · 18 sur 20 pointés`. */
function sessionLine({ replica }: Open, session: RecordState): string {
  const day = dayOfSession(session);
  const { enrolled } = calledIn(replica, session);
  const roll = replica.record(rollId(session.id));
  const left = halvesOf(session).map((half) => leftAt(replica, session, half).length);
  const uncounted = uncountedIn(replica, session);
  const clashes = halvesOf(session).reduce((sum, half) => sum + disputed(replica, roll, half).size, 0);
  return [
    day ? dateText(Date.parse(day), { weekday: true }, 'utc') : '',
    hourSaid(textOf(session, 'start')),
    isCancelled(session)
      ? t('session.state.cancelled')
      : t('roll.marked', { n: enrolled.length - Math.max(...left), all: enrolled.length }),
    uncounted > 0 ? t('roll.uncounted', { n: uncounted }) : '',
    clashes > 0 ? t('roll.clashes', { n: clashes }) : '',
  ]
    .filter((one) => one !== '')
    .join('\u00a0· ');
}

const SHOWN = 4;

/** The rolls of a group: those that count nowhere, those that are past and not called yet, those to be finished, then the latest; all of them a touch further. */
function Rolls({ state, base }: SheetPart) {
  const open = useOpen();
  const { replica, now } = open;
  const today = dayOf(now);
  const all = sessionsOf(replica, state.id);
  if (all.length === 0) return null;
  const uncounted = all.filter((session) => uncountedIn(replica, session) > 0);
  const waiting = all.filter((session) => withoutRoll(replica, session, today));
  const begun = all.filter((session) => !waiting.includes(session) && dayOfSession(session) <= today).reverse();
  const unfinished = begun.filter((session) => leftToMark(replica, session, today, minuteOf(now)) !== null);
  const shown = [...new Set([...uncounted, ...waiting, ...unfinished, ...begun])].slice(0, SHOWN);
  const iconOf = (session: RecordState) =>
    uncounted.includes(session)
      ? 'warning'
      : waiting.includes(session) || unfinished.includes(session)
        ? 'clock'
        : isCancelled(session)
          ? 'x'
          : 'check';
  if (shown.length === 0) return null;
  return (
    <section class="stack s2">
      <Head title={t('roll.many')}>
        <a href={href(...base, 'session.cohort')}>{t('roll.sessions', { n: all.length })}</a>
      </Head>
      <div class="card rows">
        {shown.map((session) => (
          <Row
            key={session.id}
            href={href(ROLL, session.id)}
            sign={<Sign icon={iconOf(session)} />}
            title={titleOf(replica, session.id)}
            sub={sessionLine(open, session)}
            end={<Icon name="next" />}
          />
        ))}
      </div>
    </section>
  );
}

/** The tests of a group are marked on one page; whoever may not write them is not led there. */
function ToTests({ state }: SheetPart) {
  const { replica, me, now } = useOpen();
  const n = enrolledOn(replica, state.id, LAST).length;
  if (n === 0 || !replica.may(me.person, 'edit', 'test_sheet', state.home, now)) return null;
  return (
    <div class="card rows">
      <Row
        href={href('cohortes', TESTING, state.id)}
        sign={<Sign icon="pencil" />}
        title={t('tests.title')}
        sub={t('tests.sub', { n })}
        end={<Icon name="next" />}
      />
    </div>
  );
}

/** May this person still say that somebody else gives it? */
export const mayReplace = ({ replica, me, now }: Open, session: RecordState): boolean =>
  dayOfSession(session) >= dayOf(now) &&
  !isCancelled(session) &&
  replica.may(me.person, 'edit', 'session', session.home, now);

function ToRoll({ state }: SheetPart) {
  const open = useOpen();
  return (
    <p class="line wrap">
      <a class="btn go" href={href(ROLL, state.id)}>
        <Icon name="check" />
        {t('roll.call')}
      </a>
      {mayReplace(open, state) && (
        <a class="btn" href={href('cohortes', REPLACE, state.id)}>
          <Icon name="swap" />
          {t('roll.replace')}
        </a>
      )}
    </p>
  );
}

function ToFunnel({ state }: SheetPart) {
  const { replica } = useOpen();
  // Whoever opens a programme looks at its figures next: thousands of marks are read meanwhile.
  useEffect(() => {
    const timer = setTimeout(() => void figuresOf(replica).warm(state.id, pause), 200);
    return () => clearTimeout(timer);
  }, [replica, replica.version, state.id]);
  return (
    <div class="card rows">
      <Row
        href={href('programmes', FUNNEL, state.id)}
        sign={<Sign icon="graduation" />}
        title={t('funnel.see.all')}
        sub={t('funnel.title')}
        end={<Icon name="next" />}
      />
    </div>
  );
}

/** « 35 ou 36 ans le 30 juin 2026 : à vérifier. » */
export function eligibilityText({ verdict, ages }: Eligibility, on: string): string {
  const [min, max] = ages ?? [0, 0];
  const age = min === max ? t('age.exact', { n: min }) : t('age.two', { a: min, b: max });
  return t(`age.${verdict}`, { age, on: momentText(on) });
}

/** What the age rule of the programme says of this person, where it is not simply yes. */
function ageNotice({ replica, now }: Open, person: RecordState | null, programme: RecordState | null) {
  const rule = programme && ageRuleOf(programme, dayOf(now));
  if (!person || !rule) return null;
  const eligible = eligibleBy(textOf(person, 'birth'), rule);
  if (eligible.verdict === 'yes') return null;
  return (
    <Notice tone={eligible.verdict === 'no' ? 'fix' : 'wait'} icon="info" title={eligibilityText(eligible, rule.on)}>
      <p>{t('age.rule', { from: rule.from ?? 0, to: rule.to ?? '—' })}</p>
      <a class="btn" href={href('personnes', replica.resolve(person.id))}>
        {t('age.person')}
      </a>
    </Notice>
  );
}

/** Whom the programme is for, and whether this person is one of them. */
export function SuitsNotice({ of, statuses }: { readonly of: Suits; readonly statuses: readonly string[] }) {
  const list = statuses.map((one) => t(`programme.statuses.${one}`)).join(t('list.comma'));
  return (
    <Notice tone={of === 'yes' ? 'ok' : of === 'no' ? 'fix' : 'wait'} icon="info" live title={t(`suits.${of}`)}>
      <p>{t('suits.rule', { list })}</p>
    </Notice>
  );
}

/** What the paths of a programme say of this person, where that is not simply yes and the reader may know. */
function suitsNotice({ replica, me, now }: Open, person: RecordState | null, programme: RecordState | null) {
  const statuses = statusesOf(programme);
  if (!person || statuses.length === 0) return null;
  if (!replica.may(me.person, 'read', 'person_private', sensitiveScope(person.home), now)) return null;
  const of = suitsIn(replica, statuses, replica.resolve(person.id));
  return of === 'yes' ? null : <SuitsNotice of={of} statuses={statuses} />;
}

const personOf = ({ replica }: Open, state: RecordState): RecordState | null => {
  const person = refOf(state, 'person');
  return person ? replica.record(replica.resolve(person)) : null;
};
const followed = ({ replica }: Open, state: RecordState, field: string): RecordState | null => {
  const id = refOf(state, field);
  return id ? replica.record(replica.resolve(id)) : null;
};

function OfApplication({ state }: SheetPart) {
  const open = useOpen();
  const [person, programme] = [personOf(open, state), followed(open, state, 'programme')];
  return (
    <>
      {ageNotice(open, person, programme)}
      {suitsNotice(open, person, programme)}
    </>
  );
}

function completionIn(replica: Open['replica'], enrolment: RecordState, cohort: RecordState): Completion {
  const lent = figuresOf(replica).lent(cohort);
  return completionOf(replica, enrolment, courseOf(replica, cohort, { lent }));
}

function OfEnrolment({ state }: SheetPart) {
  const open = useOpen();
  const cohort = followed(open, state, 'cohort');
  const programme = cohort && followed(open, cohort, 'programme');
  return (
    <>
      {ageNotice(open, personOf(open, state), programme)}
      {suitsNotice(open, personOf(open, state), programme)}
      {cohort && <Completed of={completionIn(open.replica, state, cohort)} />}
    </>
  );
}

/** Has this person completed, and if not, every reason why not. */
function Completed({ of }: { readonly of: Completion }) {
  const { replica } = useOpen();
  const tests = testsText(of);
  const names = of.brought.from.map((id) => titleOf(replica, id) || t('value.unknown'));
  const brought = broughtText(of, names);
  return (
    <Notice
      tone={of.done ? 'ok' : 'wait'}
      icon={of.done ? 'check' : 'clock'}
      title={t(of.done ? `done.${of.by}` : 'done.not')}
    >
      {of.done && of.by === 'hours' && <p>{followedText(of)}</p>}
      {of.why.length > 0 && (
        <ul>
          {reasonsOf(of).map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
      {brought !== '' && <p>{brought}</p>}
      {tests !== '' && <p>{tests}</p>}
    </Notice>
  );
}

extend('cohort', { Check: Rolls });
extend('cohort', { Check: ToTests, screens: { [TESTING]: () => import('./group-tests.tsx') } });
extend('session', { Check: ToRoll });
extend('programme', { Check: ToFunnel, screens: { [FUNNEL]: () => import('./funnel.tsx') } });
extend('application', { Check: OfApplication });
extend('enrolment', { Check: OfEnrolment });
