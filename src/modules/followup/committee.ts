/** Who decided on a request: those who voted, those who stood aside because they are close to the person, and what cannot be. */
import { entriesOf, isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { countsOn, type Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';

/** One line of the committee, as a record or a form has it. */
export interface Member {
  readonly person?: unknown;
  readonly aside?: unknown;
}

export interface Sitting {
  readonly voted: readonly RecordId[];
  readonly aside: readonly RecordId[];
}

/** Each once; who stood aside in one line has not voted in another. */
export function sittingOf(source: LinkSource, members: readonly Member[]): Sitting {
  const told = new Map<RecordId, boolean>();
  for (const { person, aside } of members) {
    if (typeof person !== 'string' || !isRecordId(person)) continue;
    const id = source.resolve(person);
    told.set(id, (told.get(id) ?? false) || aside === 'yes');
  }
  const those = (aside: boolean) => [...told].filter((one) => one[1] === aside).map(([id]) => id);
  return { voted: those(false), aside: those(true) };
}

/** Who sat, by the sheet of a request. */
export const committeeOf = (source: LinkSource, financing: RecordState): Sitting =>
  sittingOf(
    source,
    entriesOf(financing, 'committee').flatMap(([, one]) =>
      typeof one === 'object' && one !== null && !Array.isArray(one) ? [one as Member] : [],
    ),
  );

/** `aside`: everybody stood aside, so nobody decided. `own`: somebody voted who asks, or belongs to the group that asks. */
export function committeeFault(
  source: LinkSource,
  asker: RecordId | null,
  { voted, aside }: Sitting,
  day: Day,
): { readonly why: 'aside' | 'own' } | null {
  if (voted.length === 0) return aside.length > 0 ? { why: 'aside' } : null;
  if (!asker) return null;
  const own = new Set([source.resolve(asker)]);
  for (const tie of linksTo(source, 'involvement', 'organisation', source.resolve(asker))) {
    const person = refOf(tie, 'person');
    if (person && !isVoided(tie) && countsOn({ from: textOf(tie, 'from'), to: textOf(tie, 'to') }, day))
      own.add(source.resolve(person));
  }
  return voted.some((one) => own.has(one)) ? { why: 'own' } : null;
}
