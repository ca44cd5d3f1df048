/**
 * What the rules of the directory find to be looked at, for the person who can do something about it. Nothing is refused and nothing is blocked:
 * reality is recorded as it is, and what the law or the statutes ask is said beside it.
 */
import { entriesOf, textOf } from '../../kernel/fold.ts';
import type { Glance } from '../../kernel/glance.ts';
import { isRecordId, ROOT } from '../../kernel/ids.ts';
import { glancesIn, isHidden, linksTo } from '../../kernel/links.ts';
import { countsOn, type Day } from '../../kernel/moment.ts';
import type { RecordId, Scope, Stamp } from '../../kernel/types.ts';
import { answerTo } from '../privacy/agreements.ts';
import { agreementOf, sensitiveIn } from '../privacy/sensitive.ts';
import law from './auscoop.json';
import { lastOf, latestByAuthor } from './branches.ts';
import { formOn } from './forms.ts';
import { circlesOn } from './levels.ts';
import { membersOn, ownNetwork } from './rules.ts';
import { seatsOn } from './seats.ts';
import { isThere, type Source } from './source.ts';

/** Who looks, and what they may do. */
export interface Onlooker {
  readonly source: Source;
  readonly person: RecordId;
  readonly home: Scope;
  readonly day: Day;
  /** Ordering time before which a branch that wrote nothing is silent. */
  readonly silentBefore: Stamp;
  mayEdit(type: string, home: Scope): boolean;
}

export const RULES = [
  'applied',
  'undecided',
  'few',
  'consent',
  'sensitive',
  'support',
  'silent',
  'circles',
  'seats',
  'zones',
] as const;
export type Rule = (typeof RULES)[number];

/** One record to be looked at, and what is to be said of it. */
export interface Finding {
  readonly record: RecordId;
  readonly type: string;
  /** Date of an application or of the last news; '' when there is none. */
  readonly since?: string;
  readonly last?: Stamp;
  /** Members declared, members the law asks for, and where it says so. */
  readonly few?: { readonly members: number; readonly minimum: number; readonly article: string };
  /** Who sits, and the seats there are. */
  readonly seats?: { readonly held: number; readonly seats: number };
}

const answersForNetwork = ({ home, mayEdit }: Onlooker): boolean => home === 'n/' && mayEdit('membership', home);

/** Organisations that asked to join the network and wait for a decision, those who asked first before the others: for the secretariat. */
function applied(look: Onlooker): readonly Finding[] {
  const us = answersForNetwork(look) ? ownNetwork(look.source) : null;
  if (!us) return [];
  return membersOn(look.source, us, look.day)
    .applied.map(({ member, since }) => ({ record: member, type: 'organisation', since }))
    .sort((a, b) => (a.since < b.since ? -1 : 1));
}

/** Members of the network without a decision written down anywhere: for the secretariat, when there is time. */
function undecided(look: Onlooker): readonly Finding[] {
  const us = answersForNetwork(look) ? ownNetwork(look.source) : null;
  if (!us) return [];
  return membersOn(look.source, us, look.day).active.flatMap(({ member, since, decision }) =>
    decision === '' ? [{ record: member, type: 'organisation', since }] : [],
  );
}

/** Cooperatives that declare fewer members than their form asks, where women and men are both known and the article was read. */
function few(look: Onlooker): readonly Finding[] {
  const minimums = law.minimum.filter((one) => one.verified);
  return [...glancesIn(look.source, 'organisation')].flatMap((glance): readonly Finding[] => {
    const [women, men] = [glance.value('women'), glance.value('men')];
    if (typeof women !== 'number' || typeof men !== 'number' || !glance.home.startsWith(look.home)) return [];
    const state = look.source.record(glance.id);
    if (!state) return [];
    const form = formOn(state, look.day)?.kind;
    const minimum = minimums.find((one) => one.form === form);
    const members = women + men;
    if (!minimum || members >= minimum.members) return [];
    if (!isThere(look.source, state.id) || look.source.resolve(state.id) !== state.id) return [];
    if (!look.mayEdit('organisation', state.home)) return [];
    const said = { members, minimum: minimum.members, article: minimum.article };
    return [{ record: state.id, type: 'organisation', few: said }];
  });
}

const CONTACTS = ['person_contact', 'organisation_contact', 'contact'] as const;

/**
 * Numbers somebody wrote down without saying that their owner agreed (law 2013-015), for whoever wrote them; those that are kept against a no, for who
 * answers for the branch as well.
 */
function consent(look: Onlooker): readonly Finding[] {
  const isOpen = (glance: Glance, type: string): boolean => {
    if (isHidden(glance) || glance.text(type === 'contact' ? 'value' : 'phone') === '') return false;
    const isMine = glance.madeBy === look.person;
    const isOurs = look.home !== ROOT && glance.home.startsWith(look.home) && look.mayEdit('grant', glance.home);
    if (!isMine && !isOurs) return false;
    const answer = glance.text('consent');
    const of = glance.value('of');
    const refused = isRecordId(of) && answerTo(look.source, of, 'contact') === 'no';
    return (isMine && answer === '') || answer === 'refused' || refused;
  };
  const owners = CONTACTS.flatMap((type) =>
    [...glancesIn(look.source, type)]
      .filter((glance) => isOpen(glance, type) && look.mayEdit(type, glance.home))
      .flatMap((glance) => {
        const of = glance.value('of');
        return isRecordId(of) ? [of] : [];
      }),
  );
  return [...new Set(owners.map((id) => look.source.resolve(id)))]
    .filter((id) => isThere(look.source, id))
    .map((record) => ({ record, type: look.source.record(record)?.type ?? 'organisation' }));
}

/** Sensitive answers that stand without an agreement, or against a no: for who wrote them, and for who answers for the branch. */
function sensitive(look: Onlooker): readonly Finding[] {
  const { source, person: me, home } = look;
  const people = new Set<RecordId>();
  for (const { person, type, glance } of sensitiveIn(source)) {
    const isMine = glance.madeBy === me;
    const isOurs = home !== ROOT && glance.home.startsWith(home) && look.mayEdit('grant', glance.home);
    if ((isMine || isOurs) && look.mayEdit(type, glance.home) && agreementOf(source, person) !== 'yes')
      people.add(person);
  }
  return [...people].filter((id) => isThere(source, id)).map((record) => ({ record, type: 'person' }));
}

/** Is somebody in a group that has not ended for them, or accompanied, on a day? */
const isFollowed = (source: Source, person: RecordId, day: Day): boolean =>
  linksTo(source, 'enrolment', 'person', person).some((one) => entriesOf(one, 'steps').length === 0) ||
  linksTo(source, 'mentoring', 'mentee', person).some((one) =>
    countsOn({ from: textOf(one, 'from'), to: textOf(one, 'to') }, day),
  );

/** People whom the network follows although they said no to it, or took the yes back: for who wrote it down, and for who answers for the branch. */
function support({ source, person: me, home, day, mayEdit }: Onlooker): readonly Finding[] {
  const people = new Set<RecordId>();
  for (const glance of glancesIn(source, 'consent')) {
    if (isHidden(glance) || glance.text('purpose') !== 'support') continue;
    const isMine = glance.madeBy === me;
    const isOurs = home !== ROOT && glance.home.startsWith(home) && mayEdit('grant', glance.home);
    const of = glance.value('person');
    if ((isMine || isOurs) && isRecordId(of) && mayEdit('consent', glance.home)) people.add(source.resolve(of));
  }
  return [...people]
    .filter((id) => isThere(source, id) && answerTo(source, id, 'support') === 'no' && isFollowed(source, id, day))
    .map((record) => ({ record, type: 'person' }));
}

/** Branches of which this copy has heard nothing for long. A branch where nobody of its own has written yet has not begun. */
function silent(look: Onlooker): readonly Finding[] {
  const { source } = look;
  if (!answersForNetwork(look)) return [];
  const latest = latestByAuthor(source);
  return source.list('branch').flatMap((branch): readonly Finding[] => {
    const last = lastOf(source, branch, latest);
    return last > 0 && last < look.silentBefore && isThere(source, branch.id)
      ? [{ record: branch.id, type: 'branch', last }]
      : [];
  });
}

/** Organisations that belong to each other in a circle, which two people can make without seeing each other: for the secretariat. */
function circles(look: Onlooker): readonly Finding[] {
  if (!answersForNetwork(look)) return [];
  const inCircles = new Set(circlesOn(look.source, look.day).flat());
  return [...inCircles].map((record) => ({ record, type: 'organisation' }));
}

/** Bodies in which more sit than there are seats: whoever left was not written down, or two offices filled the same seat. For the secretariat. */
function seats(look: Onlooker): readonly Finding[] {
  if (!answersForNetwork(look)) return [];
  return look.source.list('body').flatMap((body): readonly Finding[] => {
    const found = isThere(look.source, body.id) ? seatsOn(look.source, body.id, look.day) : null;
    if (!found || found.over === 0) return [];
    return [{ record: body.id, type: 'body', seats: { held: found.held.length, seats: found.seats } }];
  });
}

/** May this person settle which branch answers for what? Whether two do takes the map of Mali (`zones.ts`). */
export const looksAtZones = (look: Onlooker): boolean =>
  answersForNetwork(look) && look.source.list('branch').length > 1;

/** What each rule looks for; the zones, which need the map, are looked for in `zones.ts`. */
export const LOOKS: { readonly [rule in Exclude<Rule, 'zones'>]: (look: Onlooker) => readonly Finding[] } = {
  applied,
  undecided,
  few,
  consent,
  sensitive,
  support,
  silent,
  circles,
  seats,
};

/** Everything the rules find, but for the zones. */
export const findingsOf = (look: Onlooker): { readonly [rule in keyof typeof LOOKS]: readonly Finding[] } =>
  Object.fromEntries(Object.entries(LOOKS).map(([rule, find]) => [rule, find(look)])) as {
    readonly [rule in keyof typeof LOOKS]: readonly Finding[];
  };
