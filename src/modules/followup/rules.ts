/**
 * Rules of what follows a training, from the facts alone: who has an enterprise, who has work 6, 12 or 24 months after their certificate, what is
 * left to justify, who accompanies too many. The same on a phone and on the hub.
 */
import { entriesOf, isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { countsOn, type Day, earliest, firstDay, lastDay, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { stepsOf } from '../training/rules.ts';
import { stageSources, uncertified } from '../training/stages.ts';
import type { RuleName } from './declared.ts';
import definitions from './definitions.json';
import { type After, type Tranche, tranchesOf } from './tranches.ts';

/** Months after the certificate at which people are asked. */
export const MONTHS = [6, 12, 24] as const;
export type Months = (typeof MONTHS)[number];

// ---- small readers -------------------------------------------------------------------------------------------------------------------

export const numberOf = (state: RecordState | null, field: string): number | null => {
  const value = state ? valueOf(state, field) : undefined;
  return typeof value === 'number' ? value : null;
};
export const dayOfField = (state: RecordState, field: string): Day | '' => {
  const said = textOf(state, field);
  return said !== '' && momentFault(said) === null ? firstDay(said) : '';
};
/** The record a field names, as it stands now. */
export const named = (source: LinkSource, state: RecordState, field: string): RecordId | null => {
  const id = refOf(state, field);
  return id && source.resolve(id);
};
const runsOn = (state: RecordState, day: Day): boolean =>
  countsOn({ from: textOf(state, 'from'), to: textOf(state, 'to') }, day);

/** The same day so many months later; the last of the month where it has no such day. */
export function monthsAfter(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / (24 * 3600 * 1000));

// ---- limits --------------------------------------------------------------------------------------------------------------------------

/** A limit, and where it is written. */
export interface Limit {
  readonly limit: number;
  readonly source: string;
}

/** What a programme fixed; null where it fixed nothing: then nobody is warned. */
export function ruleOf(source: LinkSource, programme: RecordId | null, what: RuleName): Limit | null {
  const rule = programme && source.record(derivedId('follow_rule', source.resolve(programme), what));
  const limit = rule && !isVoided(rule) ? numberOf(rule, 'limit') : null;
  return rule && limit !== null ? { limit, source: textOf(rule, 'source') } : null;
}

/** Hours of a full-time job: the programme's own, else the law's. */
export const fullTimeOf = (source: LinkSource, programme: RecordId | null): Limit & { readonly checked: boolean } => {
  const own = ruleOf(source, programme, 'hours');
  if (own && own.limit > 0) return { ...own, checked: true };
  const { hours, source: from, checked } = definitions.fullTime;
  return { limit: hours, source: from, checked };
};

// ---- accompaniment -------------------------------------------------------------------------------------------------------------------

export interface Load {
  readonly mentor: RecordId;
  readonly mentees: readonly RecordId[];
  /** The lowest limit of the programmes in which they accompany. */
  readonly rule: Limit | null;
  readonly over: boolean;
}

/** How many people and groups each mentor accompanies on a day, each once; most first. */
export function loadsOn(source: LinkSource, day: Day): readonly Load[] {
  const byMentor = new Map<RecordId, { readonly mentees: Set<RecordId>; readonly programmes: Set<RecordId> }>();
  for (const one of source.list('mentoring')) {
    const [mentor, mentee, programme] = [
      named(source, one, 'mentor'),
      named(source, one, 'mentee'),
      named(source, one, 'programme'),
    ];
    if (!mentor || !mentee || isVoided(one) || !runsOn(one, day)) continue;
    const of = byMentor.get(mentor) ?? { mentees: new Set(), programmes: new Set() };
    of.mentees.add(mentee);
    if (programme) of.programmes.add(programme);
    byMentor.set(mentor, of);
  }
  return [...byMentor]
    .map(([mentor, { mentees, programmes }]): Load => {
      const rules = [...programmes].flatMap((id) => ruleOf(source, id, 'load') ?? []);
      const rule = rules.sort((a, b) => a.limit - b.limit)[0] ?? null;
      return { mentor, mentees: [...mentees], rule, over: rule !== null && mentees.size > rule.limit };
    })
    .sort((a, b) => b.mentees.length - a.mentees.length || (a.mentor < b.mentor ? -1 : 1));
}

/** Somebody who was not visited for longer than their programme allows. */
export interface Overdue {
  readonly mentor: RecordId;
  readonly mentee: RecordId;
  /** The last visit; '' when there was none: then the days count from the beginning of the accompaniment. */
  readonly last: Day | '';
  /** Days since. */
  readonly days: number;
  readonly rule: Limit;
}

/** Who waits for a visit on a day, longest first; a visit by anybody counts. Where a programme fixed no rhythm nobody is late. */
export function overdueOn(source: LinkSource, day: Day): readonly Overdue[] {
  const found = source.list('mentoring').flatMap((one): readonly Overdue[] => {
    const [mentor, mentee] = [named(source, one, 'mentor'), named(source, one, 'mentee')];
    if (!mentor || !mentee || isVoided(one) || !runsOn(one, day)) return [];
    const rule = ruleOf(source, named(source, one, 'programme'), 'rhythm');
    if (!rule) return [];
    const visit = visitsOf(source, mentee).find((each) => !isVoided(each) && textOf(each, 'on') <= day);
    const last = visit ? dayOfField(visit, 'on') : '';
    const began = dayOfField(one, 'from');
    const since = [began, last].sort().at(-1) ?? '';
    const days = since === '' ? 0 : daysBetween(since, day);
    return days > rule.limit ? [{ mentor, mentee, last, days, rule }] : [];
  });
  return found.sort((a, b) => b.days - a.days || (a.mentee < b.mentee ? -1 : 1));
}

/** Visits of a person or a group, the latest first, by the day they took place: the day they arrived says nothing. */
export const visitsOf = (source: LinkSource, mentee: RecordId): readonly RecordState[] =>
  [...linksTo(source, 'visit', 'mentee', mentee)].sort((a, b) => (textOf(a, 'on') < textOf(b, 'on') ? 1 : -1));

/** Who is to do the next step of a visit: who was named, else the one who is accompanied. */
export const doerOf = (source: LinkSource, visit: RecordState): RecordId | null =>
  named(source, visit, 'doer') ?? named(source, visit, 'mentee');

/** A next step that nobody said was done. */
export const isPromised = (visit: RecordState): boolean =>
  !isVoided(visit) && textOf(visit, 'next') !== '' && textOf(visit, 'done') === '';

// ---- money ---------------------------------------------------------------------------------------------------------------------------

/** What became of a request, reckoned from its payments and receipts; whole francs. */
export interface Balance {
  readonly asked: number;
  /** null: nothing is decided. */
  readonly granted: number | null;
  readonly paid: number;
  readonly justified: number;
  /** Granted and not paid yet. */
  readonly toPay: number;
  /** Of that what nothing holds back. */
  readonly payable: number;
  /** Its parts, where it is given in parts. */
  readonly tranches: readonly Tranche[];
  /** Paid and not justified yet. */
  readonly toJustify: number;
  readonly payments: readonly RecordState[];
  readonly receipts: readonly RecordState[];
  /** Payments without a signature that this copy may read. */
  readonly unsigned: readonly RecordState[];
}

const byDay = (a: RecordState, b: RecordState): number => (textOf(a, 'on') < textOf(b, 'on') ? -1 : 1);
const total = (list: readonly RecordState[]): number =>
  list.reduce((sum, one) => sum + (numberOf(one, 'amount') ?? 0), 0);

export const signatureOf = (source: LinkSource, payment: RecordId): RecordState | null => {
  const state = source.record(derivedId('payment_signature', payment));
  return state?.created && !isVoided(state) ? state : null;
};

/** @param but a payment or receipt that is being changed, left out. */
export function balanceOf(source: LinkSource, financing: RecordState, but?: RecordId): Balance {
  const linked = (type: string) =>
    [...linksTo(source, type, 'financing', financing.id)].filter(({ id }) => id !== but).sort(byDay);
  const [payments, receipts] = [linked('payment'), linked('receipt')];
  const [paid, justified] = [total(payments), total(receipts)];
  const outcome = textOf(financing, 'outcome');
  const granted =
    outcome === 'granted' ? (numberOf(financing, 'granted') ?? numberOf(financing, 'asked') ?? 0) : outcome ? 0 : null;
  const tranches = tranchesOf(source, financing, { paid, justified, payments });
  const held = tranches.some(({ is }) => is === 'waits');
  const open = tranches.reduce((sum, { is, amount }) => sum + (is === 'paid' || is === 'open' ? amount : 0), 0);
  const toPay = Math.max(0, (granted ?? 0) - paid);
  return {
    asked: numberOf(financing, 'asked') ?? 0,
    granted,
    paid,
    justified,
    toPay,
    payable: held ? Math.min(toPay, Math.max(0, open - paid)) : toPay,
    tranches,
    toJustify: Math.max(0, paid - justified),
    payments,
    receipts,
    unsigned: payments.filter(({ id }) => !signatureOf(source, id)),
  };
}

/** Why something cannot be written as it stands; the words are the screen's. */
export type Fault =
  | { readonly why: 'undecided' | 'refused' | 'future' | 'backwards' | 'uncertified' | 'aside' | 'own' }
  | { readonly why: 'overpaid' | 'overspent'; readonly left: number; readonly over: number }
  | { readonly why: 'waits'; readonly after: After; readonly left: number }
  | { readonly why: 'early'; readonly from: Day };

/** A payment beyond what was decided, or of a part whose time has not come. */
export function paymentFault({ granted, paid, payable, tranches }: Balance, amount: number): Fault | null {
  if (granted === null) return { why: 'undecided' };
  if (granted === 0) return { why: 'refused' };
  const over = paid + amount - granted;
  if (over > 0) return { why: 'overpaid', left: Math.max(0, granted - paid), over };
  const waits = tranches.find(({ is }) => is === 'waits');
  return waits && amount > payable ? { why: 'waits', after: waits.after, left: payable } : null;
}

/** Receipts beyond what was paid. */
export function receiptFault({ paid, justified }: Balance, amount: number): Fault | null {
  const over = justified + amount - paid;
  return over > 0 ? { why: 'overspent', left: Math.max(0, paid - justified), over } : null;
}

/** What happened happened by today. */
export const futureFault = (on: string, today: Day): Fault | null =>
  on !== '' && momentFault(on) === null && earliest(on) > today ? { why: 'future' } : null;

/** What ends before it begins, whatever precision is known. */
export const spanFault = (from: string, to: string): Fault | null =>
  from !== '' && to !== '' && momentFault(from) === null && momentFault(to) === null && lastDay(to) < earliest(from)
    ? { why: 'backwards' }
    : null;

/** First day that is not justified in time: by the oldest payment, where the programme says in how many days. */
export function justifyBy(source: LinkSource, financing: RecordState, balance: Balance): Day | null {
  const rule = ruleOf(source, named(source, financing, 'programme'), 'justify');
  const first = balance.payments[0];
  const on = first ? dayOfField(first, 'on') : '';
  if (!rule || on === '' || balance.toJustify === 0) return null;
  return new Date(Date.parse(on) + rule.limit * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

// ---- enterprises and jobs ------------------------------------------------------------------------------------------------------------

interface Certified {
  readonly person: RecordId;
  readonly on: Day;
  /** The group they were certified in. */
  readonly cohort: RecordId | null;
}

/** Every certificate of a programme whose day is known. */
function certifiedIn(source: LinkSource, programme: RecordId, only?: RecordId): readonly Certified[] {
  const found: Certified[] = [];
  const cohorts = new Map<RecordId, RecordId | null>();
  const tell = (person: RecordId, on: string, enrolment: RecordId): void => {
    if (on !== '' && momentFault(on) === null)
      found.push({ person, on: firstDay(on), cohort: cohorts.get(enrolment) ?? null });
  };
  const persons = new Set<RecordId>();
  const withdrawn = uncertified(source);
  for (const enrolment of enrolmentsIn(source, programme, only)) {
    const person = named(source, enrolment, 'person');
    if (!person) continue;
    cohorts.set(enrolment.id, named(source, enrolment, 'cohort'));
    persons.add(person);
    if (withdrawn.has(enrolment.id)) continue;
    for (const { is, on } of stepsOf(enrolment)) if (is === 'certified') tell(person, on, enrolment.id);
  }
  for (const { stage, arrivals } of stageSources())
    if (stage === 'certified')
      for (const { person, on, enrolment } of arrivals(source, { persons, programme, today: '' }))
        if (enrolment && cohorts.has(enrolment)) tell(source.resolve(person), on, enrolment);
  return found;
}

/** People of a programme who have their certificate, and since when: the first, where somebody has two. Without `only`, all of them. */
export function certificatesOf(source: LinkSource, programme: RecordId, only?: RecordId): ReadonlyMap<RecordId, Day> {
  const found = new Map<RecordId, Day>();
  for (const { person, on } of certifiedIn(source, programme, only)) {
    const before = found.get(person);
    if (before === undefined || on < before) found.set(person, on);
  }
  return found;
}

/** Of each person certified in a programme in how many groups: trained in Kayes and in Bamako is one person and two participations. */
export function participationsOf(source: LinkSource, programme: RecordId): ReadonlyMap<RecordId, number> {
  const groups = new Map<RecordId, Set<RecordId | null>>();
  for (const { person, cohort } of certifiedIn(source, programme))
    groups.set(person, (groups.get(person) ?? new Set()).add(cohort));
  return new Map([...groups].map(([person, all]) => [person, all.size]));
}

function enrolmentsIn(source: LinkSource, programme: RecordId, only?: RecordId): readonly RecordState[] {
  const isOf = (enrolment: RecordState): boolean => {
    const cohort = named(source, enrolment, 'cohort');
    const state = cohort && source.record(cohort);
    return state !== null && named(source, state, 'programme') === source.resolve(programme);
  };
  if (only) return linksTo(source, 'enrolment', 'person', only).filter(isOf);
  return linksTo(source, 'cohort', 'programme', programme).flatMap((cohort) =>
    linksTo(source, 'enrolment', 'cohort', cohort.id),
  );
}

/** The certificate of one person in a programme; '' without. */
export const certifiedOn = (source: LinkSource, person: RecordId, programme: RecordId): Day | '' =>
  certificatesOf(source, programme, person).get(source.resolve(person)) ?? '';

/** Which situations count as work: data, with its source. */
export const isInserted = (is: string): boolean => definitions.inserted.is.includes(is);

/** `early`: so many months have not passed. `unasked`: they have, and nobody tried. `unreached`: somebody tried. */
export type Standing = 'early' | 'unasked' | 'unreached' | 'inserted' | 'not';

/** What was answered at a moment: of several, the latest. */
export const situationAt = (
  source: LinkSource,
  person: RecordId,
  programme: RecordId,
  at: Months | 'entry',
): RecordState | null =>
  [...linksTo(source, 'situation', 'person', person)]
    .filter((one) => textOf(one, 'at') === String(at) && named(source, one, 'programme') === source.resolve(programme))
    .sort(byDay)
    .at(-1) ?? null;

/**
 * Does this person have work so many months after their certificate? Only a follow-up says so: no outcome is reckoned without one. For the funnel.
 * @param certified the day of their certificate.
 */
export function jobAt(
  source: LinkSource,
  person: RecordId,
  programme: RecordId,
  months: Months,
  certified: Day,
  today: Day,
): Standing {
  const state = situationAt(source, person, programme, months);
  if (state && textOf(state, 'reached') === 'yes') return isInserted(textOf(state, 'is')) ? 'inserted' : 'not';
  if (state) return 'unreached';
  return monthsAfter(certified, months) > today ? 'early' : 'unasked';
}

/** A follow-up before the certificate, or before its months have passed (one of them early is fine: people are met when they are met). */
export function situationFault(certified: Day | '', at: string, on: string, today: Day): Fault | null {
  const future = futureFault(on, today);
  if (future || at === 'entry' || at === '') return future;
  if (certified === '') return { why: 'uncertified' };
  const from = monthsAfter(certified, Number(at) - 1);
  return on !== '' && momentFault(on) === null && lastDay(on) < from ? { why: 'early', from } : null;
}

/** Jobs of a programme that run on a day. */
export const jobsOn = (source: LinkSource, programme: RecordId, day: Day): readonly RecordState[] =>
  linksTo(source, 'job', 'programme', programme).filter((job) => runsOn(job, day));

/** A job that nobody said is indirect: what a programme counts as its own (S1-48). Not said is not indirect. */
export const isDirect = (job: RecordState): boolean => valueOf(job, 'direct') !== false;

/** Attempts to reach somebody, the latest first. */
export const attemptsOf = (situation: RecordState): readonly { readonly on: string; readonly result: string }[] =>
  entriesOf(situation, 'attempts')
    .flatMap(([, value]) =>
      typeof value === 'object' && value !== null && 'on' in value
        ? [value as unknown as { readonly on: string; readonly result: string }]
        : [],
    )
    .sort((a, b) => (a.on < b.on ? 1 : -1));
