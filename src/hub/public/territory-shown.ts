/**
 * A territory as anybody may see it: counts only, of a place and of what lies in it. What is small is hidden, and with it enough else that neither the sum
 * of a place nor its other parts give it back, however far somebody goes down.
 */
import { dayOf } from '../../kernel/grant.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Millis } from '../../kernel/types.ts';
import type { PlaceId } from '../../modules/places/place.ts';
import { type Cell, hideSmallList } from '../../modules/small-cells.ts';
import type { HubNetwork } from '../network.ts';
import { Gathered } from '../programmes/gather.ts';
import {
  type Fact,
  FIGURES,
  type FigureName,
  factsIn,
  factsOf,
  partsWith,
  TERRITORY_TYPES,
} from '../programmes/territory.ts';

export const MALI: PlaceId = 'ml';

/** Of each figure how much is told; null where it is hidden. Of funds the sum, where enough of them were given. */
export type Seen = { readonly [figure in FigureName]: Cell };

export interface Territory {
  readonly day: Day;
  /** When the hub heard the latest of anything; 0 when it never did. */
  readonly received: Millis;
  /** Of places in which something is; the rest has nothing. */
  readonly places: ReadonlyMap<
    PlaceId,
    { readonly seen: Seen; readonly parts: readonly { readonly id: PlaceId; readonly name: string }[] }
  >;
}

/** The public register tells members place by place already, and each is an organisation. */
const OPEN: readonly FigureName[] = ['members'];

export async function territoryOf(network: HubNetwork, now: Millis): Promise<Territory> {
  const source = new Gathered();
  for (const type of TERRITORY_TYPES) source.add(await network.list(type));
  const day = dayOf(now);
  return { day, received: await network.links.received(), places: placesSeen(factsOf(source, day)) };
}

/** @param facts everything that is counted, each with its place. */
export function placesSeen(facts: readonly Fact[]): Territory['places'] {
  const places = new Map<PlaceId, { seen: Seen; parts: { id: PlaceId; name: string }[] }>();
  const one = (figure: FigureName) => (fact: Fact) => fact.figure === figure;
  const told = (inside: readonly Fact[], figure: FigureName): number =>
    inside.filter(one(figure)).reduce((all, { n }) => all + n, 0);
  const down = (id: PlaceId, inside: readonly Fact[], isShown: (figure: FigureName) => boolean): void => {
    const parts = partsWith(inside, id);
    const lists = parts.map((part) => factsIn(inside, part.id));
    const seen = Object.fromEntries(
      FIGURES.map((figure) => [figure, isShown(figure) ? told(inside, figure) : null]),
    ) as Seen;
    places.set(id, { seen, parts: parts.map((part) => ({ id: part.id, name: part.name })) });
    const shown = new Map(
      FIGURES.map((figure) => {
        const counts = lists.map((list) => list.filter(one(figure)).length);
        // What is said of the place as a whole, and of none of its parts, is told by what is left.
        const rest = inside.filter(one(figure)).length - counts.reduce((all, n) => all + n, 0);
        return [figure, OPEN.includes(figure) ? counts : hideSmallList([...counts, rest]).cells] as const;
      }),
    );
    for (const [at, part] of parts.entries())
      down(part.id, lists[at] ?? [], (figure) => seen[figure] !== null && (shown.get(figure)?.[at] ?? null) !== null);
  };
  const inMali = factsIn(facts, MALI);
  const nowhere = facts.filter(({ area }) => area === '');
  const whole = (figure: FigureName): boolean =>
    OPEN.includes(figure) ||
    hideSmallList([inMali.filter(one(figure)).length, nowhere.filter(one(figure)).length]).cells[0] !== null;
  down(MALI, inMali, whole);
  return places;
}
