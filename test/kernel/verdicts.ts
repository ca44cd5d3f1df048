/** Rulings as the stories of a file end in them, and which codes they met on the way. */
import type { Ruling } from '../../src/kernel/types.ts';

export function verdicts() {
  const met = new Set<string>();
  return {
    met,
    /** State, code, fields and flags of a ruling, in that order; its codes count as met. */
    verdict: (ruling: Pick<Ruling, 'state' | 'code' | 'fields' | 'flags' | 'cause'>): readonly string[] => {
      if (ruling.code) met.add(ruling.code);
      for (const flag of ruling.flags ?? []) met.add(flag.code);
      const { state, code, fields, flags } = ruling;
      return [state, ...(code ? [code] : []), ...(fields ?? []), ...(flags ?? []).map((flag) => flag.code)];
    },
  };
}

/** Codes of rights: those that `rights.test.ts` must meet. The stories of `codes.test.ts` meet the others. */
export const OF_RIGHTS = /^RIGHT-|^FLAG-(LATE|PROVISIONAL)$/;
