/**
 * Where somebody stands on the road (moved from the countryside, about to leave, come back, displaced…), and what is kept of it on the day they join a
 * group: whoever goes home later still joined as displaced.
 */
import type { Act } from '../../kernel/author.ts';
import { isVoided, textOf } from '../../kernel/fold.ts';
import { derivedId, sensitiveScope } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { RecordId, Scope } from '../../kernel/types.ts';

export const STATUSES = [
  { value: 'resident', icon: 'hut' },
  { value: 'rural', icon: 'sprout' },
  { value: 'candidate', icon: 'moto' },
  { value: 'returned', icon: 'back' },
  { value: 'repatriated', icon: 'flag' },
  { value: 'displaced', icon: 'people' },
  { value: 'refugee', icon: 'globe' },
] as const;

/** What is known of somebody now; being displaced or a refugee is said before the rest. */
export function statusOf(
  source: Pick<LinkSource, 'record'>,
  person: RecordId,
): { readonly status: string; readonly since: string } | null {
  const read = (type: string, field: string): string => {
    const state = source.record(derivedId(type, person));
    return state?.created && !isVoided(state) ? textOf(state, field) : '';
  };
  const moved = read('person_private', 'displacement');
  const status = moved === 'displaced' || moved === 'refugee' ? moved : read('person_path', 'migration');
  return status === '' ? null : { status, since: read('person_path', 'since') };
}

/** The status of today, kept with an enrolment that is being written; nothing where none is known or the enrolment is there already. */
export function statusActs(
  source: Pick<LinkSource, 'record'>,
  person: RecordId,
  enrolment: RecordId,
  home: Scope,
): readonly Act[] {
  const known = source.record(enrolment)?.created ? null : statusOf(source, person);
  if (!known) return [];
  const { status, since } = known;
  const body = { of: enrolment, status, ...(since !== '' && { since }) };
  return [{ do: 'create', type: 'enrolment_status', home: sensitiveScope(home), body }];
}
