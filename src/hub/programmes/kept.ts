/**
 * Figures of the programmes of a network, kept in memory group by group: what the log says since the last look is read, the rest is not. Figures tell
 * nobody's name, and a group's are the same for whoever may see them.
 */
import '../../modules/places/naming.ts';
import { isVoided, type RecordState, refOf, textOf, wasMerged } from '../../kernel/fold.ts';
import type { RecordId } from '../../kernel/types.ts';
import {
  Figures,
  type FigureView,
  factsOf,
  type GroupFigures,
  mayMove,
  type PersonFacts,
  type Request,
} from '../../modules/training/figures.ts';
import { type Lendings, type Lent, lendingsOn, lentKey, lentTo } from '../../modules/training/makeup.ts';
import type { HubNetwork } from '../network.ts';
import { bringArrivals, bringMerged, bringRecords, followed, Gathered, gatherGroups } from './gather.ts';

/** Programmes kept at once, and groups brought at once. */
const PROGRAMMES = 60;
const AT_ONCE = 20;

class Programme implements FigureView {
  readonly id: RecordId;
  top = 0;
  state: RecordState;
  states = new Map<RecordId, RecordState>();
  groups = new Map<RecordId, GroupFigures>();
  enrolled = new Map<RecordId, RecordId>();
  asked: Request[] | null = null;
  facts = new Map<RecordId, PersonFacts>();
  /** What other modules say of these people. */
  others = new Gathered();
  fresh = false;

  constructor(state: RecordState) {
    this.id = state.id;
    this.state = state;
  }

  cohorts = (): readonly RecordState[] => [...this.states.values()];
  group = (cohort: RecordState): GroupFigures =>
    this.groups.get(cohort.id) ?? {
      people: new Map(),
      uncalled: [],
      unfinished: [],
      uncounted: 0,
      until: '',
      contents: null,
      guests: [],
      lent: '',
      from: [],
      news: 0,
    };
  groupOf = (enrolment: RecordId): RecordId | undefined => this.enrolled.get(enrolment);
  /** Guests of its groups, by the version of the contents. */
  lendings(): ReadonlyMap<RecordId | null, Lendings> {
    const groups = [...this.groups.values()];
    const versions = new Set(groups.map(({ contents }) => contents));
    return new Map([...versions].map((contents) => [contents, lendingsOn(groups, contents)]));
  }
  requests = (): Iterable<Request> => this.asked ?? [];
  person = (id: RecordId): PersonFacts => this.facts.get(id) ?? factsOf(null);
}

export interface KeptProgramme {
  /** What people of one of its groups made up in others. */
  lent(cohort: RecordState): Lent;
  readonly state: RecordState;
  readonly view: FigureView;
  /** For the stages that other modules tell. */
  readonly source: Gathered;
}

export class ProgrammeBook {
  readonly #network: HubNetwork;
  readonly #programmes = new Map<RecordId, Programme>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(network: HubNetwork) {
    this.#network = network;
  }

  /** A programme with its figures as they are now; one question after the other. */
  open(id: RecordId): Promise<KeptProgramme | null> {
    const mine = this.#turn.then(() => this.#open(id));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #open(id: RecordId): Promise<KeptProgramme | null> {
    const state = await this.#network.record(id);
    if (state?.type !== 'programme') return null;
    const kept = this.#programmes.get(id);
    const { top, changed } = await this.#network.links.bring(followed(), kept?.top);
    const programme = kept && (await this.#hears(kept, changed)) ? kept : new Programme(state);
    programme.state = state;
    programme.top = top;
    await this.#bring(programme);
    // The one asked for last goes last.
    this.#programmes.delete(id);
    this.#programmes.set(id, programme);
    const [oldest] = this.#programmes.keys();
    if (this.#programmes.size > PROGRAMMES && oldest) this.#programmes.delete(oldest);
    const lent = (cohort: RecordState): Lent =>
      lentTo(programme.lendings().get(programme.group(cohort).contents) ?? new Map(), cohort.id);
    return { lent, state, view: programme, source: programme.others };
  }

  /** Forgets what these records may change. @returns false when that may be anything. */
  async #hears(programme: Programme, changed: readonly RecordId[]): Promise<boolean> {
    if (changed.length === 0) return true;
    if (changed.length > 500) return false;
    const { links } = this.#network;
    const states = await links.records(changed);
    // Hidden from before it was made, or of a kind that reaches further than one group.
    if (states.length < changed.length) return false;
    const cohorts = [...programme.states.values()];
    const merged = new Set(cohorts.filter(wasMerged).map(({ id }) => id));
    const contents = new Set(cohorts.map((cohort) => refOf(cohort, 'curriculum')));
    const isFar = (state: RecordState): boolean =>
      wasMerged(state) ||
      (mayMove(state) && programme.states.has(refOf(state, 'cohort') as RecordId)) ||
      (state.type === 'cohort' && (programme.states.has(state.id) || refOf(state, 'programme') === programme.id)) ||
      (state.type === 'curriculum' && contents.has(state.id)) ||
      (state.type === 'course_module' && contents.has(refOf(state, 'curriculum')));
    if (states.some(isFar)) return false;
    const sessions = states.flatMap((state) => (state.type === 'roll' ? (refOf(state, 'session') ?? []) : []));
    const touched = new Set<RecordId>();
    for (const state of [...states, ...(await links.records(sessions))]) {
      if (state.type === 'session' || state.type === 'test_sheet') touched.add(refOf(state, 'cohort') as RecordId);
      else if (state.type === 'enrolment') {
        touched.add(refOf(state, 'cohort') as RecordId);
        const before = programme.enrolled.get(state.id);
        if (before) touched.add(before);
      } else if (state.type === 'application') programme.asked = null;
      else if (state.type === 'person') programme.facts.delete(state.id);
      else if (state.type !== 'roll' && state.type !== 'organisation') programme.fresh = false;
    }
    for (const cohort of touched) programme.groups.delete(cohort);
    for (const [id, { from }] of programme.groups)
      if (from.some((one) => touched.has(one))) programme.groups.delete(id);
    // What is said of a group that was found to be another changes that other.
    return ![...touched].some((id) => merged.has(id));
  }

  async #bring(programme: Programme): Promise<void> {
    const { links } = this.#network;
    if (programme.states.size === 0) {
      const cohorts = await links.naming('cohort', 'programme', [programme.id]);
      programme.states = new Map(cohorts.filter(isShown).map((state) => [state.id, state]));
    }
    const missing = [...programme.states.values()].filter(({ id }) => !programme.groups.has(id));
    await this.#reckon(programme, missing);
    const lendings = programme.lendings();
    const isBehind = (cohort: RecordState): boolean => {
      const { contents, people, lent } = programme.group(cohort);
      return lent !== lentKey(lendings.get(contents) ?? new Map(), cohort.id, people);
    };
    await this.#reckon(programme, programme.cohorts().filter(isBehind), lendings);
    if (!programme.asked) {
      const states = await links.naming('application', 'programme', [programme.id]);
      const source = new Gathered();
      const persons = states.flatMap((state) => refOf(state, 'person') ?? []);
      await bringMerged(links, source, persons);
      programme.asked = states.filter(isShown).flatMap((state): readonly Request[] => {
        const person = refOf(state, 'person');
        return person ? [{ person: source.resolve(person), outcome: textOf(state, 'outcome'), home: state.home }] : [];
      });
    }
    await this.#people(programme);
  }

  /** @param lendings guests of all groups, once they are known. */
  async #reckon(
    programme: Programme,
    cohorts: readonly RecordState[],
    lendings?: ReadonlyMap<RecordId | null, Lendings>,
  ): Promise<void> {
    for (let at = 0; at < cohorts.length; at += AT_ONCE) {
      const some = cohorts.slice(at, at + AT_ONCE);
      const source = await gatherGroups(this.#network.links, some, false);
      const figures = new Figures(source, lendings).bring();
      for (const cohort of some) programme.groups.set(cohort.id, figures.group(cohort));
      for (const one of source.list('enrolment')) {
        const cohort = refOf(one, 'cohort');
        if (cohort) programme.enrolled.set(one.id, cohort);
      }
    }
  }

  async #people(programme: Programme): Promise<void> {
    const { links } = this.#network;
    const met = new Set<RecordId>(programme.asked?.map(({ person }) => person));
    for (const { people } of programme.groups.values()) for (const person of people.keys()) met.add(person);
    const unknown = [...met].filter((id) => !programme.facts.has(id));
    if (unknown.length > 0) {
      const source = new Gathered();
      await bringRecords(links, source, unknown);
      for (const id of unknown) programme.facts.set(id, factsOf(source.record(id)));
      programme.fresh = false;
    }
    if (programme.fresh) return;
    programme.others = new Gathered();
    // What it calls « créée » is read in it.
    programme.others.add([programme.state]);
    await bringArrivals(links, programme.others, { persons: programme.facts.keys(), programmes: [programme.id] });
    programme.fresh = true;
  }
}

const isShown = (state: RecordState): boolean => !isVoided(state);

const books = new WeakMap<HubNetwork, ProgrammeBook>();
export function bookOf(network: HubNetwork): ProgrammeBook {
  const book = books.get(network) ?? new ProgrammeBook(network);
  books.set(network, book);
  return book;
}
