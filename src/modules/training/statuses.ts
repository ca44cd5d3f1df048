/** A programme may be for people of certain paths only: displaced, refugee, come back… Who is of none of them is told so; who is not known is checked. */
import { isVoided, type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { RecordId } from '../../kernel/types.ts';
import { statusOf } from '../people/status.ts';

/** Those a programme is for; none: for everybody. */
export function statusesOf(programme: RecordState | null): readonly string[] {
  const value = programme ? valueOf(programme, 'statuses') : null;
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

export type Suits = 'yes' | 'no' | 'check';

/** What the one question on being displaced tells for sure; `none` says only what somebody is not, and `returned` is one of two paths. */
const TOLD = ['displaced', 'refugee'];
const BACK = ['returned', 'repatriated'];

/**
 * @param status what is known of the path; '' for nothing.
 * @param displacement the answer to the one question a request asks.
 */
export function suits(statuses: readonly string[], status: string, displacement: string): Suits {
  const known = TOLD.includes(displacement) ? displacement : status;
  if (known !== '') return statuses.includes(known) ? 'yes' : 'no';
  if (displacement === 'returned' && BACK.every((one) => statuses.includes(one))) return 'yes';
  return displacement !== '' && statuses.every((one) => TOLD.includes(one)) ? 'no' : 'check';
}

/** Of somebody in this copy; where their path is kept from the reader it is to be checked. */
export function suitsIn(source: LinkSource, statuses: readonly string[], person: RecordId): Suits {
  const apart = source.record(derivedId('person_private', person));
  const displacement = apart?.created && !isVoided(apart) ? textOf(apart, 'displacement') : '';
  return suits(statuses, statusOf(source, person)?.status ?? '', displacement);
}
