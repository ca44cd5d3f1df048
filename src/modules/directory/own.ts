/**
 * What a network writes of itself: its own organisation, of which "our members" are members, and the cards of its branches. Written where the network
 * is founded and where a branch is first named, so that no network has to be told afterwards that it exists.
 */
import type { Act } from '../../kernel/author.ts';
import { branchScope, ROOT, SHARED } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/types.ts';
import { branchName } from '../../ui/branch.ts';
import { branchCode } from '../../ui/branch-code.ts';
import { areaNamed } from '../places/find-area.ts';

/** Longest names their declarations take. */
const MOST = { organisation: 120, place: 120, branch: 60 } as const;
/** Where nobody said where the seat is: the country of the network. */
const SOMEWHERE = 'Mali';

/** Words, with where they lie when they name an area of the map. */
const placeNamed = (text: string): Json => {
  const area = areaNamed(text);
  return area ? { text, ...area } : text;
};

/** The network's own organisation. @param seat as somebody wrote it; may be empty. */
export const ownCard = (name: string, seat: string): Act => ({
  do: 'create',
  type: 'organisation',
  home: ROOT,
  shared: [SHARED],
  body: {
    name: name.trim().slice(0, MOST.organisation),
    kind: 'network',
    place: placeNamed(seat.trim().slice(0, MOST.place) || SOMEWHERE),
    own: true,
  },
});

/** The card of a branch, under the name people typed, accents and all; null where no path can be made of that name. Its zone is for somebody to say. */
export function branchCard(name: string): (Act & { readonly do: 'create' }) | null {
  const typed = name.trim().slice(0, MOST.branch);
  const code = branchCode(typed);
  if (!code) return null;
  const home = branchScope(code);
  // Whoever typed the path and not the name (`segou`) means the branch all the same.
  const said = typed === code ? (branchName(home) ?? typed) : typed;
  return {
    do: 'create',
    type: 'branch',
    home,
    shared: [SHARED],
    body: { name: said, code, place: placeNamed(said) },
  };
}
