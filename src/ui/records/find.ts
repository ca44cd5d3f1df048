/**
 * Which records of a type are in sight: all that this copy holds, what came back, latest news first, searched and filtered. Reckoned again only
 * when the copy changed: a list of tens of thousands must answer at every letter.
 */
import { millisOf } from '../../kernel/clock.ts';
import type { FieldDecl, TypeDecl } from '../../kernel/declare.ts';
import { aliasOf, creates, entriesOf, isVoided, type RecordState, refOf, valueOf } from '../../kernel/fold.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { Json, Millis, RecordId, Scope } from '../../kernel/types.ts';
import { language } from '../i18n.ts';
import { folded, wanting } from '../search.ts';
import { textOfValue } from '../words.ts';
import { fixesOf, fixingRecords, type Stand, standOf } from '../work.ts';

/** One line of a list. A creation that came back has no record, but its author must find it. */
export interface Line {
  readonly id: RecordId;
  readonly type: TypeDecl;
  readonly name: string;
  /** Null where its creation came back: it is in no list of the network yet, only in its author's. */
  readonly state: RecordState | null;
  read(field: string): Json | undefined;
  readonly home: Scope;
  readonly hidden: boolean;
  readonly stand: Stand;
  readonly news: Millis;
  /** Its companions, and the records found to be the same as it: it is found by their words too. */
  readonly with: readonly RecordState[];
}

/** Names of the records that are read as this one now. */
export const alsoNamed = (line: Line): readonly string[] =>
  line.with.filter((state) => state.type === line.type.name).map((state) => String(valueOf(state, 'name') ?? ''));

interface Memo {
  readonly version: number;
  readonly me: RecordId;
  readonly lines: readonly Line[];
}
const memos = new WeakMap<Replica, Map<string, Memo>>();

/** Everything of a type, latest news first. */
export function linesOf(replica: Replica, me: RecordId, name: string): readonly Line[] {
  const type = replica.id.decl.types[name];
  if (!type) return [];
  const known = memos.get(replica) ?? new Map<string, Memo>();
  memos.set(replica, known);
  const before = known.get(name);
  if (before && before.version === replica.version && before.me === me) return before.lines;
  const lines = reckon(replica, me, type);
  known.set(name, { version: replica.version, me, lines });
  return lines;
}

function reckon(replica: Replica, me: RecordId, type: TypeDecl): readonly Line[] {
  const fixes = fixesOf(replica, me);
  const fixing = fixingRecords(fixes);
  const beside = besides(replica, type);
  const lines: Line[] = [];
  for (const state of replica.list(type.name)) {
    if (isMerged(replica, state)) continue;
    const parts = beside.get(state.id) ?? NONE;
    const before = drawn.get(state);
    // Settled work is as it was: most of a list, most of the time.
    if (before && sameStates(before.with, parts) && !fixing.has(state.id)) {
      lines.push(before);
      continue;
    }
    const line = lineFor(replica, type, state, parts, fixing);
    if ([state, ...parts].every((part) => part.unconfirmed === 0) && line.stand !== 'fix') drawn.set(state, line);
    lines.push(line);
  }
  for (const { changes, ruling } of fixes) {
    for (const change of changes) {
      if (change.type !== type.name || !creates(change) || replica.record(change.record)?.created) continue;
      lines.push({
        id: change.record,
        type,
        name: String(change.body?.['name'] ?? ''),
        state: null,
        read: (field) => change.body?.[field],
        home: change.scope,
        hidden: false,
        stand: 'fix',
        news: ruling.received,
        with: [],
      });
    }
  }
  return lines.sort((a, b) => b.news - a.news);
}

const NONE: readonly RecordState[] = [];
/** Lines of records of which everything is settled. A record that changes is another object, so nothing here is ever stale. */
const drawn = new WeakMap<RecordState, Line>();

const sameStates = (a: readonly RecordState[], b: readonly RecordState[]): boolean =>
  a.length === b.length && a.every((state, at) => state === b[at]);

const isMerged = (replica: Replica, state: RecordState): boolean =>
  aliasOf(state) !== null && replica.resolve(state.id) !== state.id;

/** What stands beside each record: its companions, and the records found to be the same as it with theirs. */
function besides(replica: Replica, type: TypeDecl): ReadonlyMap<RecordId, readonly RecordState[]> {
  const found = new Map<RecordId, RecordState[]>();
  const put = (of: RecordId, state: RecordState) => {
    const list = found.get(of);
    if (list) list.push(state);
    else found.set(of, [state]);
  };
  for (const other of Object.values(replica.id.decl.types)) {
    if (other.companionOf !== type.name) continue;
    for (const state of replica.list(other.name)) {
      const of = isVoided(state) ? null : refOf(state, 'of');
      if (of) put(replica.resolve(of), state);
    }
  }
  for (const state of replica.list(type.name)) if (isMerged(replica, state)) put(replica.resolve(state.id), state);
  return found;
}

function lineFor(
  replica: Replica,
  type: TypeDecl,
  state: RecordState,
  parts: readonly RecordState[],
  fixing: ReadonlySet<RecordId>,
): Line {
  const own = parts.filter((part) => part.type !== type.name);
  return {
    id: state.id,
    type,
    name: String(valueOf(state, 'name') ?? ''),
    state,
    read: (field) => valueOf(state, field),
    home: state.home,
    hidden: isVoided(state),
    stand: standOf(replica, [state, ...own], fixing),
    news: millisOf(own.reduce((latest, part) => Math.max(latest, part.updated.eff), state.updated.eff)),
    with: parts,
  };
}

// ---- searching -------------------------------------------------------------------------------------------------------------------

const SEARCHED = new Set(['text', 'choice', 'choices', 'phone', 'place', 'email', 'entries']);
let spoken = language.peek();
/** Words of a record, folded; a record that changes is another object, so nothing here is ever stale. */
let texts = new WeakMap<RecordState, string>();

function wordsOf(replica: Replica, state: RecordState): string {
  // Choices are found by the words of the language on screen.
  if (spoken !== language.peek()) {
    spoken = language.peek();
    texts = new WeakMap();
  }
  const known = texts.get(state);
  if (known !== undefined) return known;
  const fields = replica.id.decl.types[state.type]?.fields ?? {};
  const words = Object.entries(fields).flatMap(([field, decl]) => {
    if (!SEARCHED.has(decl.widget)) return [];
    return said(state, field, decl).map((value) =>
      textOfValue({ replica, now: 0 }, decl, `${state.type}.${field}`, value),
    );
  });
  const text = folded(words.join(' '));
  texts.set(state, text);
  return text;
}

const said = (state: RecordState, field: string, decl: FieldDecl): readonly Json[] => {
  if (decl.merge === 'map') return entriesOf(state, field).map(([, value]) => value);
  const value = valueOf(state, field);
  return value === undefined || value === null || value === '' ? [] : [value];
};

/** Does a line answer a search? The one place that knows how searching is done. */
export function answers(replica: Replica, wanted: string): (line: Line) => boolean {
  const holds = wanting(wanted.trim());
  return (line) =>
    line.state
      ? holds([line.state, ...line.with].map((state) => wordsOf(replica, state)).join(' '))
      : holds(folded(`${line.name} ${String(line.read('place') ?? '')}`));
}

/** Records to refer to: those whose words hold what was typed, by name; without a word the ones with the latest news. */
export function lookFor(
  replica: Replica,
  me: RecordId,
  types: readonly string[],
  wanted: string,
  limit: number,
): readonly Line[] {
  const asked = wanted.trim();
  const holds = answers(replica, asked);
  const all = types.flatMap((type) => linesOf(replica, me, type).filter((line) => line.state !== null && !line.hidden));
  if (asked === '') return all.sort((a, b) => b.news - a.news).slice(0, limit);
  const begins = (line: Line) => Number(!folded(line.name).startsWith(folded(asked)));
  return all
    .filter(holds)
    .sort((a, b) => begins(a) - begins(b) || a.name.localeCompare(b.name))
    .slice(0, limit);
}

// ---- filtering -------------------------------------------------------------------------------------------------------------------

/** What a list is narrowed to: a state or the hidden ones, and a value for each filter field. */
export interface Filter {
  readonly stand: Stand | 'hidden' | null;
  readonly fields: { readonly [field: string]: string };
}
export const NO_FILTER: Filter = { stand: null, fields: {} };

const values = (line: Line, field: string): readonly Json[] => {
  const value = line.read(field);
  return Array.isArray(value) ? value : value === undefined || value === null || value === '' ? [] : [value as Json];
};

/** @param but one filter field that is left out: its chips are counted as if it were not set. */
const passes = (line: Line, filter: Filter, but = ''): boolean => {
  if (filter.stand === 'hidden' ? !line.hidden : line.hidden) return false;
  if (but !== 'stand' && filter.stand && filter.stand !== 'hidden' && line.stand !== filter.stand) return false;
  return Object.entries(filter.fields).every(([field, value]) => field === but || values(line, field).includes(value));
};

/** What a filter and a search leave. What came back shows when one looks for it, and is not counted with the network's. */
export function foundIn(replica: Replica, lines: readonly Line[], filter: Filter, search: string): readonly Line[] {
  const wanted = search.trim();
  const holds = answers(replica, wanted);
  return lines.filter(
    (line) => passes(line, filter) && (wanted === '' ? line.state !== null || filter.stand === 'fix' : holds(line)),
  );
}

/** Records of the network in sight: neither hidden nor returned. */
export const inSight = (lines: readonly Line[]): number =>
  lines.reduce((n, line) => (line.hidden || !line.state ? n : n + 1), 0);

/** How many lines each state would show, under the other filters; those that show none are left out. */
export function standCounts(lines: readonly Line[], filter: Filter): ReadonlyMap<Stand | 'hidden', number> {
  const counts = new Map<Stand | 'hidden', number>();
  for (const line of lines) {
    const one = line.hidden ? 'hidden' : line.stand;
    if (one === 'confirmed' || !passes(line, { ...filter, stand: line.hidden ? 'hidden' : null })) continue;
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return counts;
}

/** How many lines each value of a field would show, under the other filters. */
export function valueCounts(lines: readonly Line[], filter: Filter, field: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    if (!line.state || !passes(line, filter, field)) continue;
    for (const value of values(line, field)) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  }
  return counts;
}
