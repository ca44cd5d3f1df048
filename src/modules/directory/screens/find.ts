/** Which organisations are in sight: all that this copy holds, what came back, sorted by latest news, searched and filtered. */
import { millisOf } from '../../../kernel/clock.ts';
import { creates, isVoided } from '../../../kernel/fold.ts';
import type { Glance, Replica } from '../../../kernel/replica.ts';
import type { FixItem } from '../../../kernel/to-fix.ts';
import type { Millis, RecordId, Scope } from '../../../kernel/types.ts';
import { language, t } from '../../../ui/i18n.ts';
import { Haystack, type Searchable, type SearchIndex } from '../../../ui/search.ts';
import { fixesOf, fixingRecords, type Stand, standOf } from '../../../ui/work.ts';

/** One line of the list. A creation that came back has no record, but its author must find it. */
export interface Line extends Searchable {
  readonly id: RecordId;
  readonly name: string;
  readonly kind: string;
  readonly place: string;
  readonly phone: string;
  readonly home: Scope;
  readonly hidden: boolean;
  /** Its creation came back: it is in no list of the network yet, only in its author's. */
  readonly unborn: boolean;
  readonly stand: Stand;
  readonly news: Millis;
}

/** The organisations of one copy as one person meets them. Kept from one look to the next: only what something was heard of is looked at again. */
class Sight {
  readonly #replica: Replica;
  readonly #me: RecordId;
  readonly #words: string;
  readonly #kindWords = new Map<string, string>();
  readonly #born = new Map<RecordId, Line>();
  readonly #contacts = new Map<RecordId, Glance>();
  /** Whose contact a contact is. */
  readonly #ofs = new Map<RecordId, RecordId>();
  #unborn: readonly Line[] = [];
  #fixing: ReadonlySet<RecordId> = new Set();
  #mark = -1;
  #lines: readonly Line[] = [];

  constructor(replica: Replica, me: RecordId, words: string) {
    this.#replica = replica;
    this.#me = me;
    this.#words = words;
  }

  isOf(me: RecordId, words: string): boolean {
    return this.#me === me && this.#words === words;
  }

  /** Everything, latest news first; the same list as long as nothing changed. */
  lines(): readonly Line[] {
    const fixes = fixesOf(this.#replica, this.#me);
    const fixing = fixingRecords(fixes);
    const unborn = this.#returned(fixes);
    const first = this.#mark < 0;
    const fresh = first ? this.#all(fixing) : this.#changed(fixing);
    this.#mark = this.#replica.mark;
    this.#fixing = fixing;
    if (!first && fresh.size === 0 && sameLines(unborn, this.#unborn)) return this.#lines;
    this.#unborn = unborn;
    // Sorted but for a few: that is quickly sorted again.
    const kept = this.#lines.filter((line) => !line.unborn && !fresh.has(line.id));
    const added = first ? this.#born.values() : [...fresh].flatMap((id) => this.#born.get(id) ?? []);
    this.#lines = [...kept, ...added, ...unborn].sort((a, b) => b.news - a.news);
    return this.#lines;
  }

  #all(fixing: ReadonlySet<RecordId>): ReadonlySet<RecordId> {
    for (const contact of this.#replica.glances(CONTACT)) this.#meet(contact);
    for (const glance of this.#replica.glances(TYPE)) this.#look(glance.id, glance, fixing);
    return new Set();
  }

  #changed(fixing: ReadonlySet<RecordId>): ReadonlySet<RecordId> {
    const asked = new Set<RecordId>();
    for (const id of this.#replica.touched(this.#mark)) {
      const contact = this.#replica.glance(id, CONTACT);
      const of = this.#ofs.get(id);
      if (of && contact?.text('of') !== of) this.#contacts.delete(of);
      for (const one of [id, of, contact && this.#meet(contact)]) if (one) asked.add(one);
    }
    // What was answered, or came back, of records that nothing else was heard of.
    for (const id of [...fixing, ...this.#fixing])
      if (fixing.has(id) !== this.#fixing.has(id)) asked.add(this.#ofs.get(id) ?? id);
    const fresh = new Set<RecordId>();
    for (const id of asked) {
      const before = this.#born.get(id);
      const now = this.#look(id, this.#replica.glance(id, TYPE), fixing);
      if (before || now) fresh.add(id);
    }
    return fresh;
  }

  #meet(contact: Glance): RecordId {
    const of = contact.text('of') as RecordId;
    this.#contacts.set(of, contact);
    this.#ofs.set(contact.id, of);
    return of;
  }

  #look(id: RecordId, glance: Glance | null, fixing: ReadonlySet<RecordId>): Line | null {
    if (!glance) {
      this.#born.delete(id);
      return null;
    }
    const contact = this.#contacts.get(id) ?? null;
    const [name, kind, place] = [glance.text('name'), glance.text('kind'), glance.text('place')];
    const phone = contact ? contact.text('phone') : '';
    const line: Line = {
      id,
      name,
      kind,
      place,
      phone,
      home: glance.home,
      hidden: glance.state ? isVoided(glance.state) : false,
      unborn: false,
      stand: this.#standOf(glance, contact, fixing),
      news: millisOf(Math.max(glance.eff, contact?.eff ?? 0)),
      haystack: this.#haystack(`${name} ${place} ${this.#kindWord(kind)} ${phone}`, this.#born.get(id)),
    };
    this.#born.set(id, line);
    return line;
  }

  /** What was folded of a line stays when its text does. */
  #haystack(text: string, before?: Line): Haystack {
    return before?.haystack.text === text ? before.haystack : new Haystack(text);
  }

  /** Kinds are searched under their names. */
  #kindWord(kind: string): string {
    const before = this.#kindWords.get(kind);
    if (before !== undefined) return before;
    const word = t(`organisation.kind.${kind}`);
    this.#kindWords.set(kind, word);
    return word;
  }

  #standOf(glance: Glance, contact: Glance | null, fixing: ReadonlySet<RecordId>): Stand {
    if (fixing.has(glance.id) || (contact && fixing.has(contact.id))) return 'fix';
    return standOf(this.#replica, [glance.state, contact?.state ?? null]);
  }

  /** Creations that came back. */
  #returned(fixes: readonly FixItem[]): readonly Line[] {
    return fixes.flatMap((item) =>
      item.changes.flatMap((change): Line[] => {
        if (change.type !== TYPE || !creates(change) || this.#replica.record(change.record)?.created) return [];
        const text = (field: string) => String(change.body?.[field] ?? '');
        const [name, kind, place] = [text('name'), text('kind'), text('place')];
        return [
          {
            id: change.record,
            name,
            kind,
            place,
            phone: '',
            home: change.scope,
            hidden: false,
            unborn: true,
            stand: 'fix',
            news: item.ruling.received,
            haystack: new Haystack(`${name} ${place} ${this.#kindWord(kind)}`),
          },
        ];
      }),
    );
  }
}

/** What came back never changes as long as it is the same that came back. */
const sameLines = (a: readonly Line[], b: readonly Line[]): boolean =>
  a.length === b.length && a.every(({ id, news }, i) => id === b[i]?.id && news === b[i]?.news);

const TYPE = 'organisation';
const CONTACT = 'organisation_contact';

/** One for each copy that is open, and gone with it. */
const sights = new WeakMap<Replica, Sight>();

/** Everything, latest news first. */
export function linesOf(replica: Replica, me: RecordId): readonly Line[] {
  const before = sights.get(replica);
  // In another language kinds have other names.
  const sight = before?.isOf(me, language.peek()) ? before : new Sight(replica, me, language.peek());
  sights.set(replica, sight);
  return sight.lines();
}

/** `kind:scoops`, a state, or `hidden`; null for no filter. */
export type Filter = `kind:${string}` | Stand | 'hidden';

/** What a filter lets through; what is hidden only where one asks for it. */
function passing(filter: Filter | null): (line: Line) => boolean {
  if (filter === null) return (line) => !line.hidden;
  if (filter === 'hidden') return (line) => line.hidden;
  if (!filter.startsWith('kind:')) return (line) => !line.hidden && line.stand === filter;
  const kind = filter.slice('kind:'.length);
  return (line) => !line.hidden && line.kind === kind;
}

/** What a filter and a search leave. What came back shows when one looks for it, and is not counted with the network's. */
export function foundIn(index: SearchIndex<Line>, filter: Filter | null, wanted: string): readonly Line[] {
  const passes = passing(filter);
  const looksForIt = filter === 'fix' || wanted.trim() !== '';
  return index.search(wanted).filter((line) => passes(line) && (looksForIt || !line.unborn));
}

/** Organisations of the network in sight: neither hidden nor returned. */
export const inSight = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => (line.hidden || line.unborn ? sum : sum + 1), 0);

/** How many lines each filter would show; those that show none are left out. */
export function countsOf(lines: readonly Line[]): ReadonlyMap<Filter, number> {
  const counts = new Map<Filter, number>();
  const add = (filter: Filter) => counts.set(filter, (counts.get(filter) ?? 0) + 1);
  for (const line of lines) {
    if (line.hidden) {
      add('hidden');
      continue;
    }
    if (line.stand !== 'confirmed') add(line.stand);
    if (!line.unborn) add(`kind:${line.kind}`);
  }
  return counts;
}
