/** Where a new record lives, what may be asked of whom, and the acts of a new record whose id follows from its key fields. */
import type { Act, Acts } from '../../kernel/author.ts';
import { isClosedType, type TypeDecl } from '../../kernel/declare.ts';
import { isVoided } from '../../kernel/fold.ts';
import { derivedId, isClosed, isRecordId, sensitiveScope } from '../../kernel/ids.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { Body, RecordId, Scope } from '../../kernel/types.ts';
import type { Open } from '../open.ts';
import { type Answers, createActs, type Question, type RecordForm, type Records } from '../record-form.ts';
import { encode } from './codec.ts';

/** Home of a new record: that of the record it lives with, else the author's; under `sensitive/` for closed types. */
export function homeFor(
  { replica, me }: { readonly replica: Pick<Replica, 'record' | 'resolve'>; readonly me: { readonly home: Scope } },
  type: TypeDecl,
  answers: Answers,
): Scope {
  const of = type.livesWith ? answers[type.livesWith] : undefined;
  const home = (isRecordId(of) && replica.record(replica.resolve(of))?.home) || me.home;
  return isClosedType(type) && !isClosed(home) ? sensitiveScope(home) : home;
}

/** May this person write the part of the record that a question belongs to? What one may not write is not asked. */
export const mayAnswer =
  ({ replica, me, now }: Open, form: RecordForm, home: Scope) =>
  ({ type }: Question): boolean =>
    type === form.type || replica.may(me.person, 'edit', type.name, sensitiveScope(home), now);

/** What is changed of one record is one change, whoever asked for it. */
export function atOnce(acts: readonly Act[]): readonly Act[] {
  const edits = new Map<RecordId, Body>();
  for (const act of acts) if (act.do === 'edit') edits.set(act.record, { ...edits.get(act.record), ...act.body });
  return acts.flatMap((act): readonly Act[] => {
    if (act.do !== 'edit') return [act];
    const body = edits.get(act.record);
    edits.delete(act.record);
    return body ? [{ ...act, body }] : [];
  });
}

export interface NewRecord {
  readonly acts: Acts;
  /** Known before it is written where its key fields make it. */
  readonly record: RecordId | null;
}

/**
 * The acts of a new record. Where the key fields name one that is there already, it is completed, and shown again if it was hidden: two people
 * who write down the same thing write the same record.
 * @param known what is not asked: the record it was opened from.
 */
export function newRecord(
  replica: Records,
  form: RecordForm,
  answers: Answers,
  home: Scope,
  known: Body = {},
): NewRecord {
  const acts = createActs(form, answers, home, known);
  const { keys, fields, name } = form.type;
  if (!keys) return { acts, record: null };
  const valueOf = (key: string) => {
    const decl = fields[key];
    return known[key] ?? (decl ? encode(decl, answers[key] ?? '') : null);
  };
  const record = derivedId(name, ...keys.map((key) => String(valueOf(key) ?? '')));
  const there = replica.record(record);
  if (!there?.created) return { acts, record };
  const [first] = typeof acts === 'function' ? acts(() => record) : acts;
  const body = first?.do === 'create' ? first.body : {};
  const rest = Object.entries(body).filter(([key]) => !keys.includes(key));
  const again: Act[] = rest.length > 0 ? [{ do: 'edit', record, body: Object.fromEntries(rest) }] : [];
  if (isVoided(there)) again.push({ do: 'void', record, voided: false });
  return { acts: again, record };
}
