/** What needs the person today, drawn from what is really in the copy: nothing is invented, nothing nags twice. */
import { conflictsOf, isVoided, type RecordState, valueOf } from '../../kernel/fold.ts';
import { delegates, GRANT, type Grant, grantOf, isCurrent } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { FixItem } from '../../kernel/to-fix.ts';
import type { Millis, Scope } from '../../kernel/types.ts';
import type { Draft, Me } from '../../ui/contract.ts';
import { flaggedFields, partsOf } from '../../ui/flags.ts';
import { fixesOf } from '../../ui/work.ts';

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
  | { readonly kind: 'confirm'; readonly grant: Grant };

export interface Sight {
  readonly replica: Replica;
  readonly me: Me;
  readonly drafts: readonly Draft[];
  readonly now: Millis;
}

/** Types whose records people open one by one. */
const OPENED = ['organisation'];

export function thingsToDo(sight: Sight): readonly Task[] {
  const { replica, me, drafts } = sight;
  const items = fixesOf(replica, me.person);
  const tasks: Task[] = items.length > 0 ? [{ kind: 'fix', items }] : [];
  const clashes: Task[] = [];
  const checks: Task[] = [];
  for (const record of OPENED.flatMap((type) => remarkable(replica, type))) {
    if (isVoided(record) || !isMine(sight, record)) continue;
    const parts = partsOf(replica, record);
    for (const part of parts) {
      const fields = conflictsOf(part).filter((field) => !field.startsWith(':'));
      if (fields.length > 0) clashes.push({ kind: 'clash', record, part, fields });
    }
    const codes = parts.flatMap((part) => flaggedFields(replica, part).map((flag) => flag.code));
    if (codes.length > 0) checks.push({ kind: 'check', record, codes });
  }
  tasks.push(...clashes, ...confirmations(sight));
  for (const draft of drafts) if (isBegun(replica, draft)) tasks.push({ kind: 'draft', draft });
  return [...tasks, ...checks];
}

/** Records of a type about which there may be more to say than what they were created with; companions speak for theirs. */
function remarkable(replica: Replica, type: string): readonly RecordState[] {
  const asked = new Set<string>();
  for (const companion of Object.values(replica.id.decl.types))
    if (companion.companionOf === type)
      for (const glance of replica.glances(companion.name)) if (glance.state) asked.add(glance.text('of'));
  const found: RecordState[] = [];
  for (const glance of replica.glances(type)) {
    const record = glance.state ?? (asked.size > 0 && asked.has(glance.id) ? replica.record(glance.id) : null);
    if (record) found.push(record);
  }
  return found;
}

/** Something new, or changes to a record; a correction being typed shows with what came back. */
const isBegun = (replica: Replica, { key, type }: Draft): boolean =>
  key === type || (isRecordId(key) && replica.record(key)?.created != null);

/** Is this record kept where this person works, by somebody who may write it? */
const isMine = ({ replica, me, now }: Sight, record: RecordState): boolean =>
  isBelow(me.home, record.home) && replica.may(me.person, 'edit', record.type, record.home, now);

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
