/**
 * What funnels are added up from, group by group, kept from one look to the next: a mark on one roll costs one group, not all of them. The same for every
 * programme of a copy; gone with it.
 */
import { partOf } from '../../kernel/declare.ts';
import { aliasOf, isVoided, type RecordState, refOf, textOf, valueOf, wasMerged } from '../../kernel/fold.ts';
import { glancesIn, isHidden, type LinkSource } from '../../kernel/links.ts';
import { type Day, latest, momentFault } from '../../kernel/moment.ts';
import type { RecordId, Scope } from '../../kernel/types.ts';
import { placeText } from '../../ui/place.ts';
import { completionOf, courseOf, hasMoved } from './completion.ts';
import { guestsOf, type Lending, type Lendings, type Lent, lendingsOn, lentKey, lentTo } from './makeup.ts';
import { type MarkSource, type Roll, rollHere } from './marks.ts';
import { dayOfSession, halvesOf, isCancelled, isThere, leftOn, minutesOf, rollId, stepsOf } from './rules.ts';

/** A copy that can say what changed since the last look; one that cannot is read anew. */
export interface FigureSource extends MarkSource {
  touched?(since: number): ReadonlySet<RecordId>;
}

/** How far somebody came in one group. */
export interface Reached {
  readonly enrolment: RecordId;
  readonly stage: 'enrolled' | 'started' | 'completed' | 'certified';
  readonly left: boolean;
}

export interface GroupFigures extends Lending {
  readonly people: ReadonlyMap<RecordId, Reached>;
  /** Last day of each session of which nobody called the roll here. */
  readonly uncalled: readonly Day[];
  /** Last day of each session of which the roll was begun, and somebody is not marked at a half day. */
  readonly unfinished: readonly Day[];
  /** Cancelled sessions at which somebody was said to be: what they followed there counts nowhere. */
  readonly uncounted: number;
  /** Last day of its sessions, of those that are only planned too; '' where none is. */
  readonly until: Day | '';
  /** What they made up in other groups, as it was when this was reckoned: `lentKey`. */
  readonly lent: string;
  /** Groups from which some of them moved to this one: what is heard of those changes this. */
  readonly from: readonly RecordId[];
  /** When the latest of what this says was written; 0 for an empty group. */
  readonly news: number;
}

export interface Request {
  readonly person: RecordId;
  readonly outcome: string;
  /** Where it is kept. */
  readonly home: Scope;
}

/** What is told of a person: never who. */
export interface PersonFacts {
  readonly sex: 'f' | 'm' | '';
  readonly birth: string;
  /** Where they live as it was said, and where that lies on the map; '' where nobody chose. */
  readonly place: string;
  readonly area: string;
  readonly hidden: boolean;
}

/** Heard of more at once, everything is read anew: that is quicker. */
const MANY = 400;
const RANK = { enrolled: 0, started: 1, completed: 2, certified: 3 } as const;

/** Records of a type by the one they belong to. */
class Belongings {
  readonly type: string;
  readonly field: string;
  readonly #of = new Map<RecordId, RecordId>();
  readonly #lists = new Map<RecordId, Set<RecordId>>();

  constructor(type: string, field: string) {
    this.type = type;
    this.field = field;
  }

  put(id: RecordId, to: RecordId | null): void {
    const before = this.#of.get(id);
    if (before === to) return;
    if (before) this.#lists.get(before)?.delete(id);
    if (!to) this.#of.delete(id);
    else {
      this.#of.set(id, to);
      const list = this.#lists.get(to);
      if (list) list.add(id);
      else this.#lists.set(to, new Set([id]));
    }
  }

  of = (id: RecordId): RecordId | undefined => this.#of.get(id);
  list = (to: RecordId): Iterable<RecordId> => this.#lists.get(to) ?? [];

  fill(source: LinkSource): void {
    for (const glance of glancesIn(source, this.type)) {
      const to = isHidden(glance) ? null : glance.value(this.field);
      if (typeof to === 'string') this.put(glance.id, source.resolve(to as RecordId));
    }
  }
}

/** Where the figures of groups come from: a copy that reads them, or a hub that keeps them. */
export interface FigureView {
  cohorts(programme: RecordId): readonly RecordState[];
  group(cohort: RecordState): GroupFigures;
  groupOf(enrolment: RecordId): RecordId | undefined;
  requests(programme: RecordId): Iterable<Request>;
  person(id: RecordId): PersonFacts;
}

export class Figures implements FigureView {
  readonly #source: FigureSource;
  #version = -1;
  #cohorts = new Belongings('cohort', 'programme');
  #enrolments = new Belongings('enrolment', 'cohort');
  #sessions = new Belongings('session', 'cohort');
  #sheets = new Belongings('test_sheet', 'cohort');
  #requests = new Belongings('application', 'programme');
  /** Groups by their rolls: what is heard of a roll is heard of its group. */
  #rolls = new Map<RecordId, RecordId>();
  /** Sheets found to be another's. */
  #twins: ReadonlySet<string> = new Set();
  readonly #groups = new Map<RecordId, GroupFigures>();
  /** Guests of groups, by the version of the contents these follow. */
  readonly #lendings = new Map<RecordId, Lendings>();
  readonly #given: ReadonlyMap<RecordId | null, Lendings>;
  readonly #facts = new Map<RecordId, PersonFacts>();

  /** @param given guests of groups of which the source does not hold everything, by contents. */
  constructor(source: FigureSource, given: ReadonlyMap<RecordId | null, Lendings> = new Map()) {
    this.#source = source;
    this.#given = given;
  }

  /** Everything as it is now. Called before each question. */
  bring(): this {
    const { version } = this.#source;
    if (version === this.#version) return this;
    const touched = this.#version < 0 ? null : (this.#source.touched?.(this.#version) ?? null);
    if (!touched || touched.size > MANY || ![...touched].every((id) => this.#hear(id))) this.#begin();
    this.#version = version;
    return this;
  }

  #begin(): void {
    this.#groups.clear();
    this.#lendings.clear();
    this.#facts.clear();
    this.#rolls.clear();
    this.#cohorts = new Belongings('cohort', 'programme');
    this.#enrolments = new Belongings('enrolment', 'cohort');
    this.#sessions = new Belongings('session', 'cohort');
    this.#sheets = new Belongings('test_sheet', 'cohort');
    this.#requests = new Belongings('application', 'programme');
    for (const one of this.#lists()) one.fill(this.#source);
    const twins = new Set<string>();
    for (const { id, state } of glancesIn(this.#source, 'person')) if (state && aliasOf(state)) twins.add(id);
    this.#twins = twins;
  }

  #lists = (): readonly Belongings[] => [this.#cohorts, this.#enrolments, this.#sessions, this.#sheets, this.#requests];

  /** @returns false when it may concern more than one group. */
  #hear(id: RecordId): boolean {
    const state = this.#source.record(id);
    for (const list of this.#lists()) {
      if (state ? state.type !== list.type : list.of(id) === undefined) continue;
      const to = state?.created && !isVoided(state) ? refOf(state, list.field) : null;
      const before = list.of(id);
      list.put(id, to && this.#source.resolve(to));
      for (const group of list === this.#cohorts ? [id] : [before, list.of(id)]) if (group) this.#forget(group);
      // A group given up, or two made one, moves what hangs on it; so does a person from one group to another.
      return !state || !(wasMerged(state) || mayMove(state));
    }
    if (state?.type === 'roll') {
      const session = refOf(state, 'session');
      const group = this.#rolls.get(id) ?? (session ? this.#sessions.of(this.#source.resolve(session)) : undefined);
      if (group) this.#forget(group);
    } else if (state?.type === 'person') {
      this.#facts.delete(id);
      return !wasMerged(state);
    } else if (state?.type === 'curriculum' || state?.type === 'course_module') {
      this.#groups.clear();
      this.#lendings.clear();
    }
    return true;
  }

  #forget(group: RecordId): void {
    this.#groups.delete(group);
    this.#lendings.clear();
    for (const [id, { from }] of this.#groups) if (from.includes(group)) this.#groups.delete(id);
  }

  cohorts = (programme: RecordId): readonly RecordState[] =>
    [...this.#cohorts.list(this.#source.resolve(programme))].flatMap((id) => this.#source.record(id) ?? []);

  /** The group of an enrolment; undefined for one that is not here or does not count. */
  groupOf = (enrolment: RecordId): RecordId | undefined => this.#enrolments.of(enrolment);

  group(cohort: RecordState): GroupFigures {
    const known = this.#alone(cohort);
    const lendings = this.#lendingsOn(cohort, known.contents);
    const key = lentKey(lendings, cohort.id, known.people);
    if (key === known.lent) return known;
    const made = this.#make(cohort, lentTo(lendings, cohort.id), key);
    this.#groups.set(cohort.id, made);
    return made;
  }

  /** What people of this group made up in others. */
  lent = (cohort: RecordState): Lent => lentTo(this.#lendingsOn(cohort, this.#alone(cohort).contents), cohort.id);

  /** As they are known, whatever its people made up since. */
  #alone(cohort: RecordState): GroupFigures {
    const known = this.#groups.get(cohort.id);
    if (known) return known;
    const made = this.#make(cohort);
    this.#groups.set(cohort.id, made);
    return made;
  }

  #lendingsOn(cohort: RecordState, contents: RecordId | null): Lendings {
    if (contents === null) return new Map();
    const known = this.#given.get(contents) ?? this.#lendings.get(contents);
    if (known) return known;
    const programme = refOf(cohort, 'programme');
    const groups = (programme ? this.cohorts(programme) : []).filter((one) => this.#contentsOf(one) === contents);
    const made = lendingsOn(
      groups.map((one) => this.#alone(one)),
      contents,
    );
    this.#lendings.set(contents, made);
    return made;
  }

  #contentsOf(cohort: RecordState): RecordId | null {
    const contents = refOf(cohort, 'curriculum');
    return contents && this.#source.resolve(contents);
  }

  #make(cohort: RecordState, lent?: Lent, key = ''): GroupFigures {
    const source = this.#source;
    const sessions = [...this.#sessions.list(cohort.id)].flatMap((id) => source.record(id) ?? []).sort(inOrder);
    const uncalled: Day[] = [];
    const called = new Map<RecordId, Day>();
    let [news, uncounted] = [0, 0];
    const rollOf = (session: RecordState): Roll => {
      const id = rollId(session.id);
      this.#rolls.set(id, cohort.id);
      const roll = rollHere(source, id, this.#twins);
      news = Math.max(news, session.updated.eff, roll.eff);
      const on = textOf(session, 'on');
      if (isCancelled(session) && halvesOf(session).some((half) => [...roll.marks(half).values()].some(isThere)))
        uncounted++;
      if (isCancelled(session) || dayOfSession(session) === '') return roll;
      const day = on.length === 10 ? on : latest(on);
      if (roll.exists) called.set(session.id, day);
      else uncalled.push(day);
      return roll;
    };
    const course = courseOf(source, cohort, { sessions, rollOf, ...(lent && { lent }) });
    for (const id of this.#sheets.list(cohort.id)) news = Math.max(news, source.record(id)?.updated.eff ?? 0);
    const people = new Map<RecordId, Reached>();
    const from = new Set<RecordId>();
    const waiting = new Set<RecordId>();
    const enrolments = [...this.#enrolments.list(cohort.id)].flatMap((id) => source.record(id) ?? []);
    for (const enrolment of enrolments) {
      const { id } = enrolment;
      const of = refOf(enrolment, 'person');
      if (!of) continue;
      news = Math.max(news, enrolment.updated.eff);
      const { started, done, unmarkedIn } = completionOf(source, enrolment, course);
      for (const session of unmarkedIn) waiting.add(session);
      const certified = stepsOf(enrolment).some(({ is }) => is === 'certified');
      const stage = certified ? 'certified' : done ? 'completed' : started ? 'started' : 'enrolled';
      const person = source.resolve(of);
      for (const group of course.brought(person)?.from ?? []) from.add(group);
      people.set(person, further(people.get(person), { enrolment: id, stage, left: leftOn(enrolment) !== '' }));
    }
    const days = sessions.filter((one) => !isCancelled(one)).map(dayOfSession);
    const unfinished = [...waiting].flatMap((session) => called.get(session) ?? []);
    return {
      people,
      uncalled,
      unfinished,
      uncounted,
      until: days.sort().at(-1) ?? '',
      contents: this.#contentsOf(cohort),
      guests: guestsOf(source, cohort.id, course.lessons, enrolments),
      lent: key,
      from: [...from],
      news,
    };
  }

  /** Groups of a programme that nobody has asked for since something was heard of them, and all of them. */
  waiting(programme: RecordId): { readonly left: number; readonly all: number } {
    const all = this.cohorts(programme);
    return { left: all.filter(({ id }) => !this.#groups.has(id)).length, all: all.length };
  }

  /** Reckons ahead, one group between two pauses, for whoever is about to look. Stops as soon as something new is heard. */
  async warm(programme: RecordId, pause: () => Promise<void>): Promise<void> {
    for (const cohort of this.cohorts(programme)) {
      if (this.#groups.has(cohort.id)) continue;
      await pause();
      if (this.#source.version !== this.#version) return;
      for (const person of this.#alone(cohort).people.keys()) this.person(person);
    }
    let met = 0;
    for (const { person } of this.requests(programme)) {
      if (++met % 100 === 0) await pause();
      if (this.#source.version !== this.#version) return;
      this.person(person);
    }
  }

  *requests(programme: RecordId): Iterable<Request> {
    for (const id of this.#requests.list(this.#source.resolve(programme))) {
      const state = this.#source.record(id);
      const person = state && refOf(state, 'person');
      if (person) yield { person: this.#source.resolve(person), outcome: textOf(state, 'outcome'), home: state.home };
    }
  }

  person(id: RecordId): PersonFacts {
    const known = this.#facts.get(id);
    if (known) return known;
    const made = factsOf(this.#source.record(id));
    this.#facts.set(id, made);
    return made;
  }
}

/** Of two enrolments of one person in one group the further, whichever is heard first; who left one of them and is in the other has not left. */
export function further(one: Reached | undefined, other: Reached): Reached {
  if (!one) return other;
  const by = RANK[one.stage] - RANK[other.stage] || (one.enrolment < other.enrolment ? 1 : -1);
  return { ...(by > 0 ? one : other), left: one.left && other.left };
}

/** An enrolment that ended by a move, or of which a step was taken back: it may have been that one. */
export const mayMove = (state: RecordState): boolean =>
  state.type === 'enrolment' &&
  (hasMoved(state) || Object.keys(state.fields).some((name) => name.startsWith('steps.') && !valueOf(state, name)));

const inOrder = (a: RecordState, b: RecordState): number => {
  const [x, y] = [dayOfSession(a), dayOfSession(b)];
  if (x !== y) return x < y ? -1 : 1;
  return (minutesOf(textOf(a, 'start')) ?? 0) - (minutesOf(textOf(b, 'start')) ?? 0) || (a.id < b.id ? -1 : 1);
};

export function factsOf(state: RecordState | null): PersonFacts {
  if (!state) return { sex: '', birth: '', place: '', area: '', hidden: false };
  const [sex, birth] = [textOf(state, 'sex'), textOf(state, 'birth')];
  return {
    sex: sex === 'f' || sex === 'm' ? sex : '',
    birth: birth !== '' && momentFault(birth) === null ? birth : '',
    place: placeText(valueOf(state, 'place') ?? '').trim(),
    area: String(partOf(valueOf(state, 'place'), 'area') ?? ''),
    hidden: isVoided(state),
  };
}

const kept = new WeakMap<FigureSource, Figures>();

/** Those of a copy, up to date. */
export function figuresOf(source: FigureSource): Figures {
  const figures = kept.get(source) ?? new Figures(source);
  kept.set(source, figures);
  return figures.bring();
}
