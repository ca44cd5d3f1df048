/** What became of somebody, at a glance: who accompanies them, what comes next, where they stand, and everything that happened with its day. */
import { type RecordState, textOf, valueOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { type LinkSource, linksTo } from '../../../kernel/links.ts';
import { countsOn, type Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { momentText, spanText } from '../../../ui/moment.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Head, Notice, Row } from '../../../ui/parts.tsx';
import { RecordSign } from '../../../ui/records/describe.tsx';
import type { SheetPart } from '../../../ui/records/extend.ts';
import { addressOfRecord } from '../../../ui/records/routes.ts';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { stands } from '../../certificates/giving.ts';
import { mainDoubt } from '../jobs.ts';
import { balanceOf, doerOf, isPromised, named, numberOf, visitsOf } from '../rules.ts';
import { ABOUT } from './addresses.ts';
import { Moments } from './moments.tsx';

interface Happening {
  readonly key: RecordId;
  readonly on: string;
  readonly icon: IconName;
  readonly title: string;
  readonly sub: string;
  readonly href: string;
}

const dotted = (...parts: readonly (string | false)[]): string => parts.filter(Boolean).join('\u00a0· ');

const LINKS: readonly (readonly [type: string, field: string])[] = [
  ['visit', 'mentee'],
  ['job', 'person'],
  ['financing', 'of'],
  ['situation', 'person'],
  ['enterprise', 'organisation'],
  ['enrolment', 'person'],
  ['certificate', 'person'],
];
export const journeyCount = ({ replica }: Open, id: RecordId): number =>
  LINKS.reduce((sum, [type, field]) => sum + linksTo(replica, type, field, id).length, 0);

function happenings(open: Open, id: RecordId): readonly Happening[] {
  const { replica } = open;
  const of = (type: string, field: string, tell: (state: RecordState) => Omit<Happening, 'key' | 'href'>) =>
    linksTo(replica, type, field, id).map((state) => ({
      key: state.id,
      href: href(replica.id.decl.types[type]?.face?.address ?? '', state.id),
      ...tell(state),
    }));
  const all: readonly Happening[] = [
    ...of('visit', 'mentee', (one) => ({
      on: textOf(one, 'on'),
      icon: 'speech',
      title: t('after.visit.by', { name: titleOf(replica, named(replica, one, 'mentor') ?? id) }),
      sub: textOf(one, 'advice'),
    })),
    ...of('job', 'person', (one) => ({
      on: textOf(one, 'from'),
      icon: 'pot',
      title: textOf(one, 'name'),
      sub: dotted(
        t(`job.kind.${textOf(one, 'kind')}`),
        valueOf(one, 'main') === true && t('after.main'),
        // Its first day stands before it already.
        textOf(one, 'to') !== '' && spanText(textOf(one, 'from'), textOf(one, 'to')),
        numberOf(one, 'hours') !== null && t('after.hours', { n: numberOf(one, 'hours') ?? 0 }),
      ),
    })),
    ...of('financing', 'of', (one) => {
      const { granted, asked, toJustify } = balanceOf(replica, one);
      return {
        on: textOf(one, 'on'),
        icon: 'cauris',
        title: textOf(one, 'name'),
        sub: dotted(
          granted ? t('after.granted', { sum: moneyText(granted) }) : t('after.asked', { sum: moneyText(asked) }),
          toJustify > 0 && t('after.head.justify', { sum: moneyText(toJustify) }),
        ),
      };
    }),
    ...foundedBy(open, id),
    ...learntBy(open, id),
    ...of('enterprise', 'organisation', (one) => ({
      on: textOf(one, 'on'),
      icon: 'sprout',
      title: t('type.enterprise'),
      sub: titleOf(replica, named(replica, one, 'programme') ?? id),
    })),
  ];
  return [...all].sort((a, b) => (a.on < b.on ? 1 : -1));
}

/** Groups this person learnt in, and what they were given for it: what somebody asks first of whoever was trained. */
function learntBy({ replica }: Open, person: RecordId): readonly Happening[] {
  const toEnrolment = (id: RecordId | null): string =>
    (id && addressOfRecord(replica, 'enrolment', id)) || href('personnes', person);
  const enrolled = linksTo(replica, 'enrolment', 'person', person).map(
    (one): Happening => ({
      key: one.id,
      on: textOf(one, 'on'),
      icon: 'graduation',
      title: t('after.enrolled', { name: titleOf(replica, named(replica, one, 'cohort') ?? person) }),
      sub: '',
      href: toEnrolment(one.id),
    }),
  );
  const given = linksTo(replica, 'certificate', 'person', person).map(
    (one): Happening => ({
      key: one.id,
      on: textOf(one, 'issued'),
      icon: 'doc',
      title: t(stands(replica, one) ? 'after.certified' : 'after.certified.no', { name: textOf(one, 'title') }),
      sub: textOf(one, 'number'),
      href: toEnrolment(named(replica, one, 'enrolment')),
    }),
  );
  return [...enrolled, ...given];
}

/** Enterprises this person is a founder of. */
function foundedBy({ replica }: Open, person: RecordId): readonly Happening[] {
  return linksTo(replica, 'involvement', 'person', person)
    .filter((tie) => textOf(tie, 'kind') === 'founder')
    .flatMap((tie) => {
      const organisation = named(replica, tie, 'organisation');
      return organisation ? linksTo(replica, 'enterprise', 'organisation', organisation) : [];
    })
    .map((one) => ({
      key: one.id,
      on: textOf(one, 'on'),
      icon: 'sprout',
      title: t('after.founded', { name: titleOf(replica, one.id) }),
      sub: textOf(one, 'domain') ? t(`enterprise.domain.${textOf(one, 'domain')}`) : '',
      href: href('entreprises', one.id),
    }));
}

/** Something new about them: the likeliest first. */
const NEWS: readonly { readonly type: string; readonly icon: IconName; readonly people?: true }[] = [
  { type: 'visit', icon: 'speech' },
  { type: 'situation', icon: 'clock', people: true },
  { type: 'job', icon: 'pot', people: true },
  { type: 'financing', icon: 'cauris' },
  { type: 'mentoring', icon: 'handshake' },
];

export function Journey({ state }: SheetPart) {
  const open = useOpen();
  const { replica, me, now } = open;
  const today = dayOf(now);
  const isPerson = state.type === 'person';
  const all = happenings(open, state.id);
  const mentors = mentorsOf(replica, state.id, today);
  const news = NEWS.filter(
    ({ type, people }) =>
      (isPerson || !people) &&
      // A second mentor is rare: that one is written from the list.
      (type !== 'mentoring' || mentors.length === 0) &&
      replica.may(me.person, 'create', type, state.home, now),
  );
  return (
    <section class="stack" aria-label={t('after.journey')}>
      <Mentors ties={mentors} />
      <NextStep state={state} />
      {isPerson && <MainJob person={state.id} today={today} />}
      {isPerson && <Moments person={state} today={today} />}
      {news.length > 0 && (
        <nav class="quick" aria-label={t('after.write')}>
          {news.map(({ type, icon }) => (
            <a key={type} class="card" href={href(replica.id.decl.types[type]?.face?.address ?? '', ABOUT, state.id)}>
              <Icon name={icon} />
              {t(`after.new.${type}`)}
            </a>
          ))}
        </nav>
      )}
      <Head title={t('after.happened')} count={all.length} />
      {all.length === 0 ? (
        <p class="dim">{t('after.happened.none')}</p>
      ) : (
        <ol class="time card pad">
          {all.map((one) => (
            <li key={one.key}>
              <span class="dotx">
                <Icon name={one.icon} size="s" />
              </span>
              <a class="fact" href={one.href}>
                <b>{one.title}</b>
                <Icon name="next" />
                <small>{dotted(momentText(one.on), one.sub)}</small>
              </a>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const mentorsOf = (source: LinkSource, mentee: RecordId, today: Day): readonly RecordState[] =>
  linksTo(source, 'mentoring', 'mentee', mentee).filter((tie) =>
    countsOn({ from: textOf(tie, 'from'), to: textOf(tie, 'to') }, today),
  );

function Mentors({ ties }: { readonly ties: readonly RecordState[] }) {
  const { replica } = useOpen();
  if (ties.length === 0) return null;
  return (
    <div class="card rows">
      {ties.map((tie) => {
        const mentor = named(replica, tie, 'mentor');
        const of = mentor && replica.record(mentor);
        return (
          <Row
            key={tie.id}
            href={href('accompagnements', tie.id)}
            sign={of && <RecordSign state={of} />}
            title={t('after.mentor', { name: mentor ? titleOf(replica, mentor) : '' })}
            sub={spanText(textOf(tie, 'from'), textOf(tie, 'to'))}
            end={<Icon name="next" />}
          />
        );
      })}
    </div>
  );
}

/** The latest next step that nobody said was done. */
function NextStep({ state }: { readonly state: RecordState }) {
  const { replica, jekulu, me, now } = useOpen();
  const visit = visitsOf(replica, state.id).find(isPromised);
  if (!visit) return null;
  const doer = doerOf(replica, visit);
  const by = textOf(visit, 'by');
  const late = by !== '' && by < dayOf(now);
  const may = replica.may(me.person, 'edit', 'visit', visit.home, now);
  return (
    <div class={late ? 'note fix' : 'note wait'}>
      <Icon name="flag" />
      <div class="grow sm">
        <b class="block">{t('after.next', { what: textOf(visit, 'next') })}</b>
        <p>
          {dotted(
            doer !== null && (doer === me.person ? t('who.you') : titleOf(replica, doer)),
            by !== '' && t(late ? 'after.next.late' : 'after.next.by', { by: momentText(by) }),
          )}
        </p>
        {may && (
          <button
            type="button"
            class="btn"
            onClick={() => void jekulu.save([{ do: 'edit', record: visit.id, body: { done: dayOf(now) } }])}
          >
            <Icon name="check" />
            {t('after.next.done')}
          </button>
        )}
      </div>
    </div>
  );
}

/** Of several activities one is the main one: chosen with one touch. */
function MainJob({ person, today }: { readonly person: RecordId; readonly today: Day }) {
  const { replica, jekulu, me, now } = useOpen();
  const jobs = linksTo(replica, 'job', 'person', person).filter((one) =>
    countsOn({ from: textOf(one, 'from'), to: textOf(one, 'to') }, today),
  );
  const doubt = mainDoubt(jobs);
  if (!doubt || !jobs.every((one) => replica.may(me.person, 'edit', 'job', one.home, now))) return null;
  const choose = (chosen: RecordId): void => {
    const wrong = jobs.filter((one) => (valueOf(one, 'main') === true) !== (one.id === chosen));
    void jekulu.save(wrong.map((one) => ({ do: 'edit', record: one.id, body: { main: one.id === chosen } })));
  };
  return (
    <Notice tone="wait" icon="pot" title={t(`after.main.${doubt}`)}>
      <div class="line wrap">
        {jobs.map((one) => (
          <button key={one.id} type="button" class="btn" onClick={() => choose(one.id)}>
            {textOf(one, 'name')}
          </button>
        ))}
      </div>
    </Notice>
  );
}
