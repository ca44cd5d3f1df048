/** What needs the person today, drawn from what is really in the copy: nothing is invented, nothing nags twice. */

import type { Declarations } from '../../kernel/declare.ts';
import { isVoided, type RecordState, valueOf } from '../../kernel/fold.ts';
import { delegates, GRANT, type Grant, grantOf, isCurrent } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { FixItem } from '../../kernel/to-fix.ts';
import type { Millis, Scope } from '../../kernel/types.ts';
import { asksChoice, toChoose } from '../../kernel/versions.ts';
import { keyOfItem } from '../../ui/answer-fix.ts';
import type { Draft, Me } from '../../ui/contract.ts';
import { flaggedFields } from '../../ui/flags.ts';
import { ownerOf } from '../../ui/records/owner.ts';
import { facedTypes } from '../../ui/records/routes.ts';
import type { RuleTask } from '../../ui/tasks.ts';
import { leaving } from '../../ui/toast.tsx';
import { fixesOf, maySettle } from '../../ui/work.ts';

export type Task =
  | { readonly kind: 'fix'; readonly items: readonly FixItem[] }
  | {
      readonly kind: 'clash';
      readonly record: RecordState;
      readonly part: RecordState;
      readonly fields: readonly string[];
    }
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'check'; readonly record: RecordState; readonly codes: readonly string[] }
  | { readonly kind: 'confirm'; readonly grant: Grant }
  | { readonly kind: 'rule'; readonly task: RuleTask };

export interface Sight {
  readonly replica: Replica;
  readonly me: Me;
  readonly drafts: readonly Draft[];
  /** What the rules of the modules ask. */
  readonly rules: readonly RuleTask[];
  readonly now: Millis;
}

/** Types whose remarks somebody meets: those people open, what stands on their sheets, and the companions of both. */
function onSheets(replica: Replica): ReadonlySet<string> {
  const faced = facedTypes(replica);
  const tabs = faced.flatMap((type) => (type.tabs ?? []).map((tab) => tab.type));
  const shown = new Set([...faced.map((type) => type.name), ...tabs]);
  const companions = Object.values(replica.id.decl.types).filter((type) => shown.has(type.companionOf ?? ''));
  return new Set([...shown, ...companions.map((type) => type.name)]);
}

/** Types of which two versions are chosen between, with a sheet or without one. */
export const choosable = (decl: Declarations): readonly string[] =>
  Object.values(decl.types).flatMap((type) => (asksChoice(type) ? [type.name] : []));

type Clash = Extract<Task, { kind: 'clash' }> & { readonly authors: ReadonlySet<string> };

/** Records found without any doubt. One of which something is heard is another object: nothing here is ever stale. */
const calm = new WeakSet<RecordState>();

/** Records with two versions or a remark, whoever answers for them: one walk over the copy each time it changed. */
class Doubts {
  readonly version: number;
  readonly clashes: Clash[] = [];
  readonly checks: Extract<Task, { kind: 'check' }>[] = [];
  readonly #replica: Replica;
  readonly #parts: Iterator<RecordState>;
  readonly #onSheets: ReadonlySet<string>;

  constructor(replica: Replica) {
    this.version = replica.version;
    this.#replica = replica;
    this.#onSheets = onSheets(replica);
    this.#parts = partsOf(replica, this.#onSheets);
  }

  /** @returns true once everything was looked at. */
  go(goOn: () => boolean): boolean {
    for (let next = this.#parts.next(); !next.done; next = this.#parts.next()) {
      this.#look(next.value);
      if (!goOn()) return false;
    }
    return true;
  }

  #look(part: RecordState): void {
    if (calm.has(part)) return;
    const fields = toChoose(this.#replica.id.decl, part);
    const codes = this.#onSheets.has(part.type) ? flaggedFields(this.#replica, part).map((flag) => flag.code) : [];
    if (fields.length === 0 && codes.length === 0) {
      calm.add(part);
      return;
    }
    const record = ownerOf(this.#replica, part);
    if (isVoided(record)) return;
    const authors = new Set(fields.flatMap((field) => (part.fields[field] ?? []).map((head) => head.by)));
    if (fields.length > 0) this.clashes.push({ kind: 'clash', record, part, fields, authors });
    if (codes.length > 0) this.checks.push({ kind: 'check', record, codes });
  }
}

/** What is plain has one version and no remark. */
function* partsOf(replica: Replica, shown: ReadonlySet<string>): Generator<RecordState, undefined> {
  for (const type of new Set([...shown, ...choosable(replica.id.decl)]))
    for (const { state } of replica.glances(type)) if (state) yield state;
}

const doubts = new WeakMap<Replica, Doubts>();

function doubtsIn(replica: Replica): Doubts {
  let known = doubts.get(replica);
  if (known?.version !== replica.version) {
    known = new Doubts(replica);
    doubts.set(replica, known);
  }
  return known;
}

/**
 * Looks for doubts in the copy for as long as it may, so that `thingsToDo` finds them ready.
 * @returns true once everything was looked at.
 */
export const lookForDoubts = (replica: Replica, goOn: () => boolean): boolean => doubtsIn(replica).go(goOn);

export function thingsToDo(sight: Sight): readonly Task[] {
  const { replica, me, drafts } = sight;
  const items = fixesOf(replica, me.person).filter((item) => !leaving.value.has(keyOfItem(item)));
  const tasks: Task[] = items.length > 0 ? [{ kind: 'fix', items }] : [];
  const { clashes, checks } = doubtsIn(replica);
  lookForDoubts(replica, () => true);
  const asked = (low: boolean): readonly Task[] =>
    sight.rules.flatMap((task) =>
      task.on === undefined && (task.low ?? false) === low ? [{ kind: 'rule', task }] : [],
    );
  // Two versions are for their authors to see as well as for those who answer for the record.
  tasks.push(...clashes.filter(({ record, authors }) => authors.has(me.person) || isMine(sight, record)));
  tasks.push(...confirmations(sight), ...asked(false));
  for (const draft of drafts) if (isBegun(replica, draft)) tasks.push({ kind: 'draft', draft });
  return [...tasks, ...checks.filter(({ record }) => isMine(sight, record)), ...asked(true)];
}

/** Something new, or changes to a record that is still there; a correction being typed shows with what came back. */
function isBegun(replica: Replica, { key, type }: Draft): boolean {
  if (!key.startsWith('/')) return key === type;
  const ids = key.split('/').filter(isRecordId);
  return ids.every((id) => replica.record(id)?.created != null);
}

/** Is this record kept where this person works, by somebody who may write it? */
const isMine = ({ replica, me, now }: Sight, record: RecordState): boolean =>
  isBelow(me.home, record.home) && maySettle(replica, me.person, record, now);

const isBelow = (home: Scope, scope: Scope): boolean => scope.startsWith(home);

/** Provisional enrolments that this person may make lasting, those that run out first before the others. */
function confirmations({ replica, me, now }: Sight): readonly Task[] {
  const mine = replica.grantsOf(me.person).filter((grant) => isCurrent(grant, now));
  const waiting = replica.list(GRANT).flatMap((state) => {
    const inner = grantOf(state);
    const asked = inner && valueOf(state, 'provisional') === true && !isVoided(state) && inner.person !== me.person;
    return asked && mine.some((outer) => delegates(replica.id.decl, outer, inner) === 'grants') ? [inner] : [];
  });
  return waiting.sort((a, b) => a.ends - b.ends).map((grant) => ({ kind: 'confirm', grant }));
}
