/**
 * Who may be in a network's directory twice, across its branches. Looked for beside the requests, in short slices, and kept until the log moves on;
 * no page waits for more than its patience.
 */
import type { Declarations } from '../kernel/declare.ts';
import { ALIAS_FIELD, type RecordState, refOf } from '../kernel/fold.ts';
import { ROOT } from '../kernel/ids.ts';
import { type LinkSource, resolveIn } from '../kernel/links.ts';
import type { Millis, RecordId, Scope, Stamp } from '../kernel/types.ts';
import { CONTACT, DISTINCT, distinctPairs, isKind, KINDS, sheetsIn } from '../modules/directory/candidates.ts';
import type { Candidate } from '../modules/directory/duplicates.ts';
import { DoubleFinder, type FoundPair, inSlices } from '../modules/directory/finder.ts';
import type { HubNetwork } from './network.ts';

/** Milliseconds of work between two turns of the others. */
const SLICE = 10;
/** The number beside an entry of the navigation may be that old. */
const GLANCE: Millis = 60_000;
const rest = (): Promise<void> => new Promise((done) => setImmediate(done));

/** A record that was merged into another. */
export interface MergedRecord {
  readonly id: RecordId;
  readonly type: string;
  readonly home: Scope;
  readonly name: string;
  readonly into: RecordId;
  readonly intoName: string;
  readonly by: RecordId | '';
  readonly at: Stamp;
}

/** A record of a pair: where it lives, and how it was described when it was compared. */
export interface Described {
  readonly type: string;
  readonly home: Scope;
  readonly candidate: Candidate;
}

/** What was found, as the log stood at `at`. */
export interface Found {
  readonly at: string;
  readonly pairs: readonly FoundPair[];
  readonly described: ReadonlyMap<RecordId, Described>;
  /** The latest first. */
  readonly merged: readonly MergedRecord[];
}

export class NetworkDoubles {
  readonly #network: HubNetwork;
  readonly #decl: Declarations;
  readonly #finder = new DoubleFinder(false);
  #found: Found | null = null;
  #running: Promise<Found> | null = null;
  #glanced: Millis = 0;

  constructor(network: HubNetwork, decl: Declarations) {
    this.#network = network;
    this.#decl = decl;
  }

  /** What is known now, however old; looks again beside the request when that was not done for a minute. */
  glance(now: Millis): Found | null {
    if (now - this.#glanced >= GLANCE) {
      this.#glanced = now;
      // A hub that is stopping has no database any more; a page that needs the answer asks again and hears of any fault.
      this.refresh().catch(() => {});
    }
    return this.#found;
  }

  /** What is found once it is up to date, or what was found before if that takes longer than `patience`; null when there is nothing yet. */
  async within(patience: Millis): Promise<{ readonly found: Found | null; readonly isCurrent: boolean }> {
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<null>((done) => {
      timer = setTimeout(() => done(null), patience);
    });
    const fresh = this.refresh();
    const found = await Promise.race([fresh, waited]).finally(() => clearTimeout(timer));
    if (!found) fresh.catch(() => {});
    return { found: found ?? this.#found, isCurrent: found !== null };
  }

  /** Looks again unless the log stands where it stood. One look at a time: who asks meanwhile has the next one. */
  refresh(): Promise<Found> {
    const turn = (this.#running ?? Promise.resolve(null)).catch(() => null).then(() => this.#look());
    this.#running = turn;
    return turn;
  }

  async #look(): Promise<Found> {
    const { top } = await this.#network.read([], 0);
    const at = `${this.#network.epoch} ${top}`;
    if (this.#found?.at === at) return this.#found;
    const source = await this.#read();
    const described = new Map<RecordId, Described>();
    for (const kind of KINDS) await this.#all(this.#finder.follow(kind, sheetsIn(source, this.#decl, kind)));
    await this.#all(this.#finder.pairUp());
    const pairs = this.#finder.pairs(distinctPairs(source));
    const paired = new Set(pairs.flatMap(({ a, b }) => [a, b]));
    for (const kind of KINDS)
      for (const { id, type, home } of source.list(kind)) {
        const candidate = paired.has(id) ? this.#finder.candidate(id) : null;
        if (candidate) described.set(id, { type, home, candidate });
      }
    this.#found = { at, pairs, described, merged: mergedIn(source) };
    return this.#found;
  }

  async #all(work: Iterator<void>): Promise<void> {
    await inSlices(work, SLICE, rest, () => true);
  }

  /** Everything that is compared, page by page. */
  async #read(): Promise<LinkSource> {
    const { types } = this.#decl;
    const companions = Object.values(types).filter(({ companionOf }) => companionOf && isKind(companionOf));
    const wanted = [...KINDS, ...companions.map(({ name }) => name), CONTACT, DISTINCT];
    const lists = new Map<string, RecordState[]>();
    const byId = new Map<RecordId, RecordState>();
    for (const type of wanted) {
      const list: RecordState[] = [];
      for await (const page of this.#network.each(type, [{ prefix: ROOT, closed: true, types: [type] }])) {
        list.push(...page);
        await rest();
      }
      lists.set(type, list);
      for (const state of list) byId.set(state.id, state);
    }
    return {
      version: 1,
      list: (type) => lists.get(type) ?? [],
      record: (id) => byId.get(id) ?? null,
      resolve: (id) => resolveIn((one) => byId.get(one) ?? null, id),
    };
  }
}

const nameOf = (state: RecordState | undefined): string => String(state?.fields['name']?.[0]?.value ?? '');

function mergedIn(source: LinkSource): readonly MergedRecord[] {
  const all = KINDS.flatMap((kind) => source.list(kind));
  const byId = new Map(all.map((state) => [state.id, state]));
  const merged = all.flatMap((state): MergedRecord[] => {
    const into = refOf(state, ALIAS_FIELD);
    const head = state.fields[ALIAS_FIELD]?.[0];
    if (!into || !head || source.resolve(state.id) === state.id) return [];
    const { id, type, home } = state;
    return [{ id, type, home, name: nameOf(state), into, intoName: nameOf(byId.get(into)), by: head.by, at: head.eff }];
  });
  return merged.sort((a, b) => b.at - a.at);
}

const known = new WeakMap<HubNetwork, NetworkDoubles>();

/** One search a network, however many pages ask. */
export function doublesOf(network: HubNetwork, decl: Declarations): NetworkDoubles {
  let doubles = known.get(network);
  if (!doubles) {
    doubles = new NetworkDoubles(network, decl);
    known.set(network, doubles);
  }
  return doubles;
}
