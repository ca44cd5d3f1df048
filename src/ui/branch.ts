/** The name of a branch, from its address. */
import { branchOf } from '../kernel/scopes.ts';
import type { Scope } from '../kernel/types.ts';

/** Branches whose name has letters that a path cannot hold, and nothing besides: a branch may be called like something every object has. */
const ACCENTS: { readonly [branch: string]: string } = {
  __proto__: null as never,
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
