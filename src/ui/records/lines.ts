/**
 * The lines of a list: every record of a type in this copy, what came back, latest news first. Kept from one look to the next, so that a change costs
 * what changed and not the whole list; what is plain is read where it lies, without folding it.
 */
import { millisOf } from '../../kernel/clock.ts';
import { type FieldDecl, groupsOf, type TypeDecl } from '../../kernel/declare.ts';
import { aliasOf, creates, entriesOf, isVoided, type RecordState } from '../../kernel/fold.ts';
import type { Glance } from '../../kernel/glance.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { FixItem } from '../../kernel/to-fix.ts';
import type { Json, Millis, RecordId, Scope } from '../../kernel/types.ts';
import { language } from '../i18n.ts';
import { placeText } from '../place.ts';
import { type PlaceSearch, placesHere } from '../place-search.ts';
import { Haystack, type Searchable } from '../search.ts';
import { areaName, textOfValue, titleOf } from '../words.ts';
import { fixesOf, fixingRecords, type Stand, standOf } from '../work.ts';

/** One line of a list. A creation that came back has no record, but its author must find it. */
export interface Line extends Searchable {
  readonly id: RecordId;
  readonly name: string;
  /** Its creation came back: it is in no list of the network yet, only in its author's. */
  readonly unborn: boolean;
  read(field: string): Json | undefined;
  /** What a filter finds it by: a place by where it lies, as far as the map is here. */
  filed(field: string): Json | undefined;
  readonly home: Scope;
  readonly hidden: boolean;
  readonly stand: Stand;
  readonly news: Millis;
  /** Names of the records that are read as this one now. */
  readonly also: readonly string[];
}

/** Everything of a type, latest news first; the same list as long as nothing changed. */
export function linesOf(replica: Replica, me: RecordId, name: string): readonly Line[] {
  const type = replica.id.decl.types[name];
  if (!type) return [];
  const known = kept.get(replica) ?? new Map<string, Kept>();
  kept.set(replica, known);
  // In another language choices have other names.
  const words = language.peek();
  let list = known.get(name);
  if (!list?.isOf(me, words)) {
    list = new Kept(replica, me, type, words);
    known.set(name, list);
  }
  return list.lines();
}

/** Those of each copy that is open, gone with it. */
const kept = new WeakMap<Replica, Map<string, Kept>>();

/** What stands beside a record, and of which type it is. */
interface Beside {
  readonly type: TypeDecl;
  readonly glance: Glance;
}
const NONE: readonly Beside[] = [];

class Kept {
  readonly #replica: Replica;
  readonly #me: RecordId;
  readonly #type: TypeDecl;
  readonly #words: string;
  readonly #companions: readonly TypeDecl[];
  /** What stands beside a record: its companions, and the records found to be the same as it with theirs. */
  readonly #beside = new Map<RecordId, readonly Beside[]>();
  /** Beside which record another stands. */
  readonly #of = new Map<RecordId, RecordId>();
  #unborn: readonly Line[] = [];
  #fixing: ReadonlySet<RecordId> = new Set();
  #version = -1;
  #lines: readonly Line[] = [];

  constructor(replica: Replica, me: RecordId, type: TypeDecl, words: string) {
    this.#replica = replica;
    this.#me = me;
    this.#type = type;
    this.#words = words;
    const all = Object.values(replica.id.decl.types);
    this.#companions = all.filter((other) => other.companionOf === type.name);
  }

  isOf(me: RecordId, words: string): boolean {
    return this.#me === me && this.#words === words;
  }

  lines(): readonly Line[] {
    if (this.#version === this.#replica.version) return this.#lines;
    const fixes = fixesOf(this.#replica, this.#me);
    const fixing = fixingRecords(fixes);
    const unborn = this.#returned(fixes);
    const fresh = this.#version < 0 ? null : this.#changed(fixing);
    this.#version = this.#replica.version;
    this.#fixing = fixing;
    if (fresh?.size === 0 && sameLines(unborn, this.#unborn)) return this.#lines;
    this.#unborn = unborn;
    // Sorted but for a few: that is quickly sorted again.
    const lines = fresh
      ? [
          ...this.#lines.filter((line) => !line.unborn && !fresh.has(line.id)),
          ...[...fresh.values()].filter((line) => line !== null),
        ]
      : this.#all(fixing);
    this.#lines = [...lines, ...unborn].sort((a, b) => b.news - a.news);
    return this.#lines;
  }

  #all(fixing: ReadonlySet<RecordId>): readonly Line[] {
    for (const map of [this.#beside, this.#of]) map.clear();
    for (const companion of this.#companions)
      for (const glance of this.#replica.glances(companion.name))
        this.#meet(companion, glance, this.#replica.resolve(glance.text('of') as RecordId, this.#type.name));
    const own: Glance[] = [];
    for (const glance of this.#replica.glances(this.#type.name)) {
      if (this.#isMerged(glance)) this.#meet(this.#type, glance, this.#replica.resolve(glance.id));
      else own.push(glance);
    }
    return own.map((glance) => this.#line(glance, fixing));
  }

  /** What has to be drawn anew, as it is now, null where it is gone; null altogether when everything has. */
  #changed(fixing: ReadonlySet<RecordId>): ReadonlyMap<RecordId, Line | null> | null {
    const asked = new Set<RecordId>();
    for (const id of this.#replica.touched(this.#version)) {
      const own = this.#replica.glance(id, this.#type.name);
      // Made one with another, or parted from it: what stands beside both may be others'. It happens seldom.
      if (own ? this.#isMerged(own) || this.#of.has(id) : false) return null;
      asked.add(id);
      const of = this.#of.get(id);
      if (of) {
        this.#leave(id, of);
        asked.add(of);
      }
      for (const companion of this.#companions) {
        const glance = this.#replica.glance(id, companion.name);
        if (glance)
          asked.add(
            this.#meet(companion, glance, this.#replica.resolve(glance.text('of') as RecordId, this.#type.name)),
          );
      }
    }
    // What was answered, or came back, of records that nothing else was heard of.
    for (const id of [...fixing, ...this.#fixing])
      if (fixing.has(id) !== this.#fixing.has(id)) asked.add(this.#of.get(id) ?? id);
    const fresh = new Map<RecordId, Line | null>();
    const gone = new Set<RecordId>();
    for (const id of asked) {
      const glance = this.#replica.glance(id, this.#type.name);
      if (glance) fresh.set(id, this.#line(glance, fixing));
      else gone.add(id);
    }
    // Most news is of other types.
    if (gone.size > 0) for (const { id } of this.#lines) if (gone.has(id)) fresh.set(id, null);
    return fresh;
  }

  #isMerged(glance: Glance): boolean {
    return glance.state !== null && aliasOf(glance.state) !== null && this.#replica.resolve(glance.id) !== glance.id;
  }

  #meet(type: TypeDecl, glance: Glance, of: RecordId): RecordId {
    this.#beside.set(of, [...(this.#beside.get(of) ?? NONE), { type, glance }]);
    this.#of.set(glance.id, of);
    return of;
  }

  #leave(id: RecordId, of: RecordId): void {
    this.#of.delete(id);
    this.#beside.set(
      of,
      (this.#beside.get(of) ?? NONE).filter(({ glance }) => glance.id !== id),
    );
  }

  #line(glance: Glance, fixing: ReadonlySet<RecordId>): Line {
    const beside = this.#beside.size > 0 ? (this.#beside.get(glance.id) ?? NONE) : NONE;
    return new Born(this.#replica, this.#type, glance, beside, fixing);
  }

  /** Creations that came back. */
  #returned(fixes: readonly FixItem[]): readonly Line[] {
    return fixes.flatMap(({ changes, ruling }) =>
      changes.flatMap((change): Line[] => {
        if (change.type !== this.#type.name || !creates(change) || this.#replica.record(change.record)?.created)
          return [];
        const read = (field: string) => change.body?.[field];
        return [
          {
            id: change.record,
            name: String(read('name') ?? ''),
            unborn: true,
            read,
            filed: (field) => filed(this.#type, field, read(field)),
            home: change.scope,
            hidden: false,
            stand: 'fix',
            news: ruling.received,
            also: [],
            haystack: new Haystack(wordsOf(this.#replica, this.#type, read, null)),
          },
        ];
      }),
    );
  }
}

/** What came back never changes as long as it is the same that came back. */
const sameLines = (a: readonly Line[], b: readonly Line[]): boolean =>
  a.length === b.length && a.every(({ id, news }, i) => id === b[i]?.id && news === b[i]?.news);

class Born implements Line {
  readonly id: RecordId;
  readonly unborn = false;
  readonly hidden: boolean;
  readonly stand: Stand;
  readonly news: Millis;
  readonly #replica: Replica;
  readonly #type: TypeDecl;
  readonly #glance: Glance;
  readonly #beside: readonly Beside[];
  #haystack: Haystack | null = null;
  /** The map its haystack knows, and what that said of it. */
  #map: PlaceSearch | null = null;
  #around = '';

  constructor(
    replica: Replica,
    type: TypeDecl,
    glance: Glance,
    beside: readonly Beside[],
    fixing: ReadonlySet<RecordId>,
  ) {
    this.#replica = replica;
    this.#type = type;
    this.#glance = glance;
    this.#beside = beside;
    this.id = glance.id;
    this.hidden = glance.state !== null && isVoided(glance.state);
    const parts = beside.length > 0 ? [glance, ...beside.map((one) => one.glance)] : [glance];
    this.stand = standOfParts(replica, parts, fixing);
    let latest = glance.eff;
    for (const part of parts) if (part.eff > latest) latest = part.eff;
    this.news = millisOf(latest);
  }

  get name(): string {
    if (this.#type.fields['name']) return this.#glance.text('name');
    // What has no name of its own is called by what it is about.
    const about = this.#glance.text(refFieldOf(this.#type));
    return isRecordId(about) ? titleOf(this.#replica, this.#replica.resolve(about)) : '';
  }

  get home(): Scope {
    return this.#glance.home;
  }

  read(field: string): Json | undefined {
    return this.#glance.value(field);
  }

  filed(field: string): Json | undefined {
    return filed(this.#type, field, this.read(field));
  }

  get also(): readonly string[] {
    return this.#beside.flatMap(({ type, glance }) => (type === this.#type ? [glance.text('name')] : []));
  }

  get haystack(): Haystack {
    const map = placesHere();
    if (this.#haystack && this.#map === map) return this.#haystack;
    this.#map = map;
    const around = aroundOf(this.#type, (field) => this.read(field));
    // The map seldom says more than the place did: most of what is folded stays.
    if (this.#haystack && around === this.#around) return this.#haystack;
    this.#around = around;
    this.#haystack = new Haystack(
      [{ type: this.#type, glance: this.#glance }, ...this.#beside]
        .map(({ type, glance }) => wordsOf(this.#replica, type, (field) => glance.value(field), glance.state))
        .concat(around || [])
        .join(' '),
    );
    return this.#haystack;
  }
}

/** Most of a list, most of the time, is plain: confirmed, with nothing more to say. */
function standOfParts(replica: Replica, parts: readonly Glance[], fixing: ReadonlySet<RecordId>): Stand {
  if (fixing.size > 0 && parts.some((part) => fixing.has(part.id))) return 'fix';
  if (parts.every((part) => part.state === null)) return 'confirmed';
  return standOf(
    replica,
    parts.map((part) => part.state),
  );
}

const SEARCHED: ReadonlySet<string> = new Set([
  'text',
  'long',
  'choice',
  'choices',
  'phone',
  'place',
  'email',
  'entries',
]);
/** Fields of a type whose values one may look for; asked for tens of thousands of records of the same few types. */
const searched = new Map<string, { readonly type: TypeDecl; readonly fields: readonly SearchedField[] }>();
type SearchedField = readonly [field: string, decl: FieldDecl];

function fieldsOf(type: TypeDecl): readonly SearchedField[] {
  const before = searched.get(type.name);
  if (before?.type === type) return before.fields;
  const fields = Object.entries(type.fields).filter(([, decl]) => SEARCHED.has(decl.widget));
  searched.set(type.name, { type, fields });
  return fields;
}

/** What a filter finds a record by: of choices that are looked for together also their group. */
function filed(type: TypeDecl, field: string, value: Json | undefined): Json | undefined {
  const decl = type.fields[field];
  if (decl?.widget === 'place') return placesHere().around(value);
  if (!decl?.choices || value === undefined || value === null || value === '') return value;
  const all = groupsOf(decl.choices);
  if (all.length === 0) return value;
  const values = Array.isArray(value) ? value : [value];
  const groups = all.filter((group) =>
    decl.choices?.some((choice) => choice.group === group && values.includes(choice.value)),
  );
  return groups.length > 0 ? [...groups, ...values] : value;
}

/** Names of the areas in which the places of a record lie, as far as the map is here. */
function aroundOf(type: TypeDecl, read: (field: string) => Json | undefined): string {
  let around = '';
  for (const [field, { widget }] of fieldsOf(type))
    if (widget === 'place') {
      const said = placeText(read(field));
      for (const area of placesHere().around(read(field)))
        if (!said.includes(areaName(area))) around += ` ${areaName(area)}`;
    }
  return around;
}

const refFieldOf = ({ fields }: TypeDecl): string => Object.keys(fields).find((field) => fields[field]?.ref) ?? '';

/** Everything under which a record is to be found. @param state for its maps, where it has any: what is plain has none. */
function wordsOf(
  replica: Replica,
  type: TypeDecl,
  read: (field: string) => Json | undefined,
  state: RecordState | null,
): string {
  const words: string[] = [];
  const say = (field: string, decl: FieldDecl, value: Json | undefined): void => {
    if (value === undefined || value === null || value === '') return;
    const isWord = typeof value === 'string' && decl.widget !== 'choice' && !decl.ref;
    words.push(isWord ? value : textOfValue({ replica, now: 0 }, decl, `${type.name}.${field}`, value));
  };
  for (const [field, decl] of fieldsOf(type)) {
    if (decl.merge !== 'map') say(field, decl, read(field));
    else if (state) for (const [, value] of entriesOf(state, field)) say(field, decl, value);
  }
  return words.join(' ');
}
