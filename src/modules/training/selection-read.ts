/** A round of choosing as the records of a copy tell it: who asked, who may be ranked and why not, what the jury marked, and what follows. */
import { entriesOf, isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Day, firstDay, lastDay, momentFault } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { placeText } from '../../ui/place.ts';
import { ageRuleOf, type Eligibility, eligibleBy } from './rules.ts';
import {
  type Candidate,
  type Choice,
  type Criterion,
  choose,
  type Group,
  liesIn,
  type MarkSheet,
  type Quota,
  type Scored,
  scoreOf,
} from './selection.ts';
import { type Suits, statusesOf, suitsIn } from './statuses.ts';

/** Why a request is not ranked in this round. `age` and `late` are a refusal; the others wait, or were decided elsewhere. */
export type Out =
  | 'age'
  | 'status'
  | 'future'
  | 'early'
  | 'late'
  | 'withdrawn'
  | 'decided'
  | 'double'
  | 'enrolled'
  | 'unmarked';
export const REFUSES: readonly Out[] = ['age', 'status', 'late'];

export interface Request {
  readonly application: RecordState;
  readonly person: RecordState | null;
  readonly personId: RecordId;
  readonly age: Eligibility;
  /** Is the programme for people of their path? Null where it is for everybody, or this reader may not know. */
  readonly suits: Suits | null;
  readonly out: Out | null;
  readonly scored: Scored;
}

export interface Round {
  readonly selection: RecordState;
  readonly programme: RecordState | null;
  readonly grid: readonly Criterion[];
  readonly jury: ReadonlySet<RecordId>;
  readonly least: number;
  readonly places: number;
  readonly waiting: number;
  readonly quotas: readonly Quota[];
  /** Day on which ages are reckoned; null where the programme asks for none. */
  readonly ageDay: Day | null;
  readonly requests: readonly Request[];
  /** Keys of shares that cannot be seen here: what they hang on is kept from this reader. */
  readonly unseen: readonly string[];
  /** Null while a share cannot be seen here. */
  readonly choice: Choice | null;
  /** Was it decided? What stands is then what was written, whatever came since. */
  readonly decided: string;
}

const numberIn = (value: Json | undefined, part: string, otherwise: number): number => {
  const found =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { [k: string]: Json })[part]
      : undefined;
  return typeof found === 'number' ? found : otherwise;
};
const textIn = (value: Json, part: string): string => {
  const found =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { [k: string]: Json })[part]
      : undefined;
  return typeof found === 'string' ? found : '';
};
const number = (state: RecordState, field: string): number => {
  const value = valueOf(state, field);
  return typeof value === 'number' ? value : 0;
};

const MOST = 10;

export const gridOf = (selection: RecordState): readonly Criterion[] =>
  entriesOf(selection, 'criteria').map(([key, value]) => ({
    key,
    name: textIn(value, 'name'),
    weight: numberIn(value, 'weight', 1),
    most: numberIn(value, 'most', MOST),
  }));

/** What a mark of a jury's sheet is for; '' where its criterion is not here. */
export function criterionOf(source: LinkSource, score: RecordState, key: string): string {
  const of = refOf(score, 'application');
  const application = of && source.record(source.resolve(of));
  const programme = application && refOf(application, 'programme');
  const rounds = programme ? linksTo(source, 'selection', 'programme', programme) : [];
  return criterionIn(rounds, key);
}

/** The same, among the grids of these rounds. */
export const criterionIn = (rounds: readonly RecordState[], key: string): string =>
  rounds.flatMap(gridOf).find((one) => one.key === key)?.name ?? '';

export const juryOf = (source: LinkSource, selection: RecordState): ReadonlySet<RecordId> =>
  new Set(entriesOf(selection, 'jurors').map(([, value]) => source.resolve(textIn(value, 'person') as RecordId)));

export const quotasOf = (programme: RecordState): readonly Quota[] =>
  entriesOf(programme, 'quotas').map(([key, value]) => ({
    key,
    group: textIn(value, 'group') as Group,
    where: textIn(value, 'where'),
    share: numberIn(value, 'share', 0),
  }));

/** One sheet of marks a juror and a request, whichever phone writes it first. */
export const scoreId = (application: RecordId, juror: RecordId): RecordId => derivedId('score', application, juror);

/** Two sheets of one juror, found to be one person: the marks of both, and the tie of either. */
export function sheetsOf(source: LinkSource, application: RecordId): readonly MarkSheet[] {
  const sheets = new Map<RecordId, { marks: Map<string, number>; conflict: string }>();
  for (const score of linksTo(source, 'score', 'application', application)) {
    const by = refOf(score, 'juror');
    if (!by) continue;
    const juror = source.resolve(by);
    const sheet = sheets.get(juror) ?? { marks: new Map<string, number>(), conflict: '' };
    for (const [key, value] of entriesOf(score, 'marks')) {
      const mark = numberIn(value, 'is', Number.NaN);
      if (!Number.isNaN(mark)) sheet.marks.set(key, mark);
    }
    sheet.conflict ||= textOf(score, 'conflict');
    sheets.set(juror, sheet);
  }
  return [...sheets].map(([juror, sheet]) => ({ juror, ...sheet }));
}

const privateOf = (source: LinkSource, person: RecordId): readonly RecordState[] =>
  linksTo(source, 'person_private', 'of', person);

/** Does this person count for a share? Without the answer they do not: nobody is guessed to be of a group. */
function countsFor(source: LinkSource, person: RecordState | null, { group, where }: Quota): boolean {
  if (!person) return false;
  const there = where === '' || liesIn(placeText(valueOf(person, 'place')), where);
  if (!there) return false;
  switch (group) {
    case 'women':
      return textOf(person, 'sex') === 'f';
    case 'displaced':
      return privateOf(source, person.id).some((one) => textOf(one, 'displacement') === 'displaced');
    case 'disability':
      return privateOf(source, person.id).some((one) => textOf(one, 'disability') === 'yes');
    case 'commune':
      return where !== '';
  }
}

/** Beside the keys of shares: whom the programme is for cannot be seen here. */
export const STATUSES_UNSEEN = 'statuses';
const SENSITIVE: readonly Group[] = ['displaced', 'disability'];
const dayOr = (moment: string, end: (moment: string) => Day): Day | '' =>
  moment !== '' && momentFault(moment) === null ? end(moment) : '';

/**
 * Reads a round.
 * @param seesPrivate may the reader see who is displaced or disabled? Otherwise shares of those groups are not reckoned here.
 */
export function roundOf(source: LinkSource, selection: RecordState, today: Day, seesPrivate: boolean): Round {
  const of = refOf(selection, 'programme');
  const programme = of ? source.record(source.resolve(of)) : null;
  const grid = gridOf(selection);
  const jury = juryOf(source, selection);
  const least = Math.max(1, number(selection, 'least'));
  const rule = programme && ageRuleOf(programme, today);
  const opens = dayOr(textOf(selection, 'opens'), firstDay);
  const closes = dayOr(textOf(selection, 'closes'), lastDay);
  const decided = textOf(selection, 'decided');
  const statuses = statusesOf(programme);
  const enrolled = programme ? enrolledIn(source, programme.id) : new Set<RecordId>();
  const seen = new Set<RecordId>();
  const mine = (one: RecordState): boolean => {
    const round = refOf(one, 'round');
    return round !== null && source.resolve(round) === selection.id;
  };
  const requests = (programme ? linksTo(source, 'application', 'programme', programme.id) : [])
    .filter((one) => (decided === '' ? !isElsewhere(one) || mine(one) : mine(one)))
    .sort((a, b) =>
      textOf(a, 'on') < textOf(b, 'on') ? -1 : textOf(a, 'on') > textOf(b, 'on') ? 1 : a.id < b.id ? -1 : 1,
    )
    .map((application): Request => {
      const ref = refOf(application, 'person') as RecordId;
      const personId = source.resolve(ref);
      const person = source.record(personId);
      const age: Eligibility = rule
        ? eligibleBy(person ? textOf(person, 'birth') : '', rule)
        : { verdict: 'yes', ages: null };
      const scored = scoreOf(sheetsOf(source, application.id), grid, jury, least);
      const on = dayOr(textOf(application, 'on'), firstDay);
      const fit = seesPrivate && statuses.length > 0 ? suitsIn(source, statuses, personId) : null;
      const twice = seen.has(personId);
      seen.add(personId);
      const out =
        decided !== ''
          ? null
          : outOf({
              application,
              age,
              suits: fit,
              scored,
              twice,
              on,
              opens,
              closes,
              enrolled: enrolled.has(personId),
              elsewhere: isElsewhere(application) && !mine(application),
            });
      return { application, person, personId, age, suits: fit, out, scored };
    });
  const quotas = programme ? quotasOf(programme) : [];
  const unseen = seesPrivate
    ? []
    : [
        ...quotas.filter(({ group }) => SENSITIVE.includes(group)).map(({ key }) => key),
        ...(statuses.length > 0 ? [STATUSES_UNSEEN] : []),
      ];
  const [places, waiting] = [number(selection, 'places'), number(selection, 'waiting')];
  const picks = new Map(entriesOf(selection, 'picks').map(([key, value]) => [key, numberIn(value, 'rank', 0)]));
  const candidates = requests
    .filter(({ out }) => out === null)
    .map(
      ({ application, person, scored }): Candidate => ({
        id: application.id,
        points: scored.points ?? 0,
        heaviest: scored.heaviest,
        on: textOf(application, 'on'),
        counts: new Set(quotas.filter((quota) => countsFor(source, person, quota)).map(({ key }) => key)),
        pick: picks.get(application.id),
      }),
    );
  return {
    selection,
    programme,
    grid,
    jury,
    least,
    places,
    waiting,
    quotas,
    ageDay: rule?.on ?? null,
    requests,
    unseen,
    choice: unseen.length > 0 ? null : choose(candidates, { places, waiting, quotas }),
    decided,
  };
}

/** The first reason that holds: what is of another round comes before what this one would say. */
function outOf(one: {
  readonly application: RecordState;
  readonly age: Eligibility;
  readonly suits: Suits | null;
  readonly scored: Scored;
  readonly twice: boolean;
  readonly on: Day | '';
  readonly opens: Day | '';
  readonly closes: Day | '';
  readonly enrolled: boolean;
  readonly elsewhere: boolean;
}): Out | null {
  if (textOf(one.application, 'outcome') === 'withdrawn') return 'withdrawn';
  if (one.twice) return 'double';
  if (one.enrolled) return 'enrolled';
  if (one.elsewhere) return 'decided';
  if (one.opens !== '' && one.on !== '' && one.on < one.opens) return 'early';
  if (one.closes !== '' && one.on !== '' && one.on > one.closes) return 'late';
  if (one.age.verdict === 'future') return 'future';
  if (one.age.verdict === 'no') return 'age';
  if (one.suits === 'no') return 'status';
  return one.scored.points === null ? 'unmarked' : null;
}

/** Decided by another round, for good: whoever waits may be chosen by the next. */
const isElsewhere = (application: RecordState): boolean =>
  ['selected', 'refused'].includes(textOf(application, 'outcome'));

/** Who is in a group of this programme. */
export function enrolledIn(source: LinkSource, programme: RecordId): ReadonlySet<RecordId> {
  const people = linksTo(source, 'cohort', 'programme', programme).flatMap(({ id }) =>
    linksTo(source, 'enrolment', 'cohort', id).flatMap((one) => refOf(one, 'person') ?? []),
  );
  return new Set(people.map((id) => source.resolve(id)));
}

/** Rounds of a programme that are not decided and in which this person is a juror. */
export const roundsToMark = (source: LinkSource, juror: RecordId): readonly RecordState[] =>
  source
    .list('selection')
    .filter((one) => !isVoided(one) && textOf(one, 'decided') === '' && juryOf(source, one).has(source.resolve(juror)));

/** Requests of a round that a juror may still mark: theirs to say, not yet said. */
export const toMark = (source: LinkSource, { requests, grid }: Round, juror: RecordId): readonly Request[] =>
  requests.filter(({ out, application }) => {
    if (out !== null && out !== 'unmarked') return false;
    const sheet = sheetsOf(source, application.id).find((one) => one.juror === source.resolve(juror));
    return !sheet || (sheet.conflict === '' && grid.some(({ key }) => !sheet.marks.has(key)));
  });
