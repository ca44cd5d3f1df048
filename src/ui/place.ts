/** The name of a branch from its address: a copy need not hold more of it. */
import { branchOf } from '../kernel/scopes.ts';
import type { Scope } from '../kernel/types.ts';

/** Branches whose name has letters that a path cannot hold. */
const ACCENTS: { readonly [branch: string]: string } = {
  segou: 'Ségou',
  menaka: 'Ménaka',
  taoudenit: 'Taoudénit',
  dioila: 'Dioïla',
};

/** `n/branch/segou/…` is Ségou; null for what belongs to the whole network. */
export function branchName(home: Scope): string | null {
  const branch = branchOf(home);
  if (branch === null) return null;
  return ACCENTS[branch] ?? branch.replace(/(^|-)./g, (letter) => letter.toUpperCase());
}
