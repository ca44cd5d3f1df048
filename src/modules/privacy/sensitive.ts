/**
 * Answers that law 2013-015 lets one keep only with the express agreement of whoever gives them: which they are, whose, whether the agreement stands,
 * and what is emptied when there is none.
 */
import type { Act } from '../../kernel/author.ts';
import { isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import type { Glance } from '../../kernel/glance.ts';
import { derivedId, isRecordId } from '../../kernel/ids.ts';
import { glancesIn, isHidden, type LinkSource } from '../../kernel/links.ts';
import type { Body, Json, RecordId } from '../../kernel/types.ts';

/** By type; its own list where another file declares the answers. */
export const SENSITIVE: { readonly [type: string]: readonly string[] } = {
  person_private: ['displacement', 'disability'],
  person_path: ['migration', 'since', 'origin', 'countryside', 'homes', 'arrived', 'tried'],
  situation_private: ['income', 'leaving', 'towards'],
  job_private: ['income'],
  enrolment_status: ['status', 'since'],
};

export const isSensitive = (type: string, field: string): boolean => SENSITIVE[type]?.includes(field) ?? false;

export const agreementId = (person: RecordId): RecordId => derivedId('consent', person, 'sensitive');

/** What somebody said last: '' where nobody noted an answer. An agreement taken back is a no. */
export function agreementOf(source: Pick<LinkSource, 'record'>, person: RecordId): 'yes' | 'no' | '' {
  const state = source.record(agreementId(person));
  if (!state?.created || isVoided(state)) return '';
  const answer = textOf(state, 'answer');
  return answer === '' ? '' : answer === 'yes' && textOf(state, 'withdrawn') === '' ? 'yes' : 'no';
}

/** Whose a companion is: the person themselves, or the person its record is about. */
function ownerOf(source: LinkSource, of: Json | undefined): RecordId | null {
  const state = isRecordId(of) ? source.record(source.resolve(of)) : null;
  if (!state) return null;
  const person = state.type === 'person' ? state.id : refOf(state, 'person');
  return person && source.resolve(person);
}

/** Keys under which an answer stands in a record: itself, or the entries of a map. */
const keysOf = (state: RecordState, field: string): readonly string[] =>
  Object.keys(state.fields).filter(
    (key) => (key === field || key.startsWith(`${field}.`)) && (valueOf(state, key) ?? null) !== null,
  );

const answeredIn = (glance: Glance, type: string): boolean =>
  (SENSITIVE[type] ?? []).some((field) =>
    glance.state ? keysOf(glance.state, field).length > 0 : (glance.value(field) ?? null) !== null,
  );

/** One record of sensitive answers, and whose they are. */
export interface Standing {
  readonly person: RecordId;
  readonly type: string;
  readonly glance: Glance;
}

/** Every record that holds a sensitive answer. */
export function* sensitiveIn(source: LinkSource): Iterable<Standing> {
  for (const type of Object.keys(SENSITIVE))
    for (const glance of glancesIn(source, type)) {
      if (isHidden(glance) || !answeredIn(glance, type)) continue;
      const person = ownerOf(source, glance.value('of'));
      if (person) yield { person, type, glance };
    }
}

/** Empties what this person does not want kept, as far as it is here and may be changed. */
export function emptied(
  source: LinkSource,
  person: RecordId,
  may: (type: string, state: RecordState) => boolean,
): readonly Act[] {
  const acts: Act[] = [];
  for (const { person: whose, type, glance } of sensitiveIn(source)) {
    const state = whose === person ? source.record(glance.id) : null;
    if (!state || !may(type, state)) continue;
    const keys = (SENSITIVE[type] ?? []).flatMap((field) => keysOf(state, field));
    const body: Body = Object.fromEntries(keys.map((key) => [key, null]));
    acts.push({ do: 'edit', record: state.id, body });
  }
  return acts;
}
