/** Why two entries are taken for one, in the order in which a person would say it. */
import type { Reason } from './duplicates.ts';

const isAgainst = ({ how }: Reason): boolean => how === 'different';

/**
 * `même nom, même téléphone, mais lieux différents`.
 * @param say the words of a key of the catalogue `messages/duplicates`, `{hole}` replaced.
 */
export function reasonsText(
  reasons: readonly Reason[],
  say: (reason: Reason) => string,
  but: (same: string, different: string) => string,
): string {
  const list = (against: boolean): string =>
    reasons
      .filter((reason) => isAgainst(reason) === against)
      .map(say)
      .join(', ');
  const [same, different] = [list(false), list(true)];
  return same && different ? but(same, different) : same || different;
}
