/**
 * The network in figures: members of this day, and the people it knows of. Counts only: no name leaves here, and of people no count that is so small
 * that it would tell on somebody. Made once a day, so that nobody learns who came by asking twice.
 */
import { isVoided, type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { ROOT } from '../../kernel/ids.ts';
import { resolveIn } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Json, Millis, RecordId } from '../../kernel/types.ts';
import { formOn } from '../../modules/directory/forms.ts';
import { membersOn, polesOn } from '../../modules/directory/rules.ts';
import { PRIORITY } from '../../modules/directory/sectors.ts';
import type { Source } from '../../modules/directory/source.ts';
import { type Cell, hideSmall } from '../../modules/small-cells.ts';
import { answersTo } from '../answers.ts';
import { type BranchesHeard, branchesHeard } from '../heard.ts';
import type { HubNetwork } from '../network.ts';

type Counted = readonly (readonly [value: string, n: number])[];

export interface MemberCount {
  readonly total: number;
  /** Where dates are vague: between so many and so many. */
  readonly atLeast: number;
  readonly atMost: number;
  /** By the place of the pole in `Face.poles`; a member of two counts in both. */
  readonly byPole: readonly number[];
  /** '' where it is not known. */
  readonly byRegion: Counted;
  /** By the form each has that day, as in the register; '' where it is not known. */
  readonly byKind: Counted;
  /** The priorities of the network in their order, then the others; a member of two counts in both. '' where nobody said. */
  readonly bySector: Counted;
  /** Members in one priority sector at least, each once. */
  readonly priority: number;
}

/** @param regionOf of today's map; '' where the place does not tell. */
export function memberCount(
  source: Source,
  us: RecordId,
  day: Day,
  regionOf: (place: Json | undefined) => string,
): MemberCount {
  const { active, atLeast, atMost } = membersOn(source, us, day);
  const members = new Set(active.map(({ member }) => member));
  const cards = [...members].flatMap((id) => source.record(id) ?? []);
  const sectors = cards.map((card) => sectorsOf(valueOf(card, 'sectors')));
  return {
    total: members.size,
    atLeast,
    atMost,
    byPole: polesOn(source, us, day).poles.map((pole) => pole.members.filter((id) => members.has(id)).length),
    byRegion: counts(cards.map((card) => regionOf(valueOf(card, 'place')))),
    byKind: counts(cards.map((card) => formOn(card, day)?.kind ?? '')),
    bySector: priorityFirst(counts(sectors.flatMap((some) => (some.length > 0 ? some : [''])))),
    priority: sectors.filter((some) => some.some((one) => PRIORITY.includes(one))).length,
  };
}

function counts(values: readonly string[]): Counted {
  const found = new Map<string, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found].sort(([a, n], [b, m]) => Number(a === '') - Number(b === '') || m - n || (a < b ? -1 : 1));
}

const sectorsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? [...new Set(value.filter((one) => typeof one === 'string'))] : [];

/** A priority without a member is said as well: that is what one looks for. */
const priorityFirst = (all: Counted): Counted => [
  ...PRIORITY.map((sector) => [sector, all.find(([one]) => one === sector)?.[1] ?? 0] as const),
  ...all.filter(([sector]) => !PRIORITY.includes(sector)),
];

/** Columns of the table of people. */
export const SEXES = ['f', 'm', ''] as const;

export interface PeopleCount extends BranchesHeard {
  readonly day: Day;
  /** Regions, '' last for those of whom it is not known. */
  readonly regions: readonly string[];
  readonly cells: readonly (readonly Cell[])[];
  readonly rows: readonly Cell[];
  readonly columns: readonly Cell[];
  readonly total: Cell;
}

/** People by region and sex, each once; without those who did not agree, or no more, that the network follows what it does with them. */
export async function peopleCount(
  network: HubNetwork,
  now: Millis,
  regionOf: (place: Json | undefined) => string,
): Promise<PeopleCount> {
  const answered = await answersTo(network, 'support');
  const people = new Map<RecordId, RecordState>();
  for await (const person of all(network, 'person')) people.set(person.id, person);
  const record = (id: RecordId): RecordState | null => people.get(id) ?? null;
  const byRegion = new Map<string, number[]>();
  for (const person of people.values()) {
    if (resolveIn(record, person.id) !== person.id || answered(person.id) === 'no') continue;
    const region = regionOf(valueOf(person, 'place'));
    const row = byRegion.get(region) ?? SEXES.map(() => 0);
    const at = Math.max(0, (SEXES as readonly string[]).indexOf(textOf(person, 'sex')));
    const column = textOf(person, 'sex') === SEXES[at] ? at : SEXES.length - 1;
    row[column] = (row[column] ?? 0) + 1;
    byRegion.set(region, row);
  }
  const regions = [...byRegion.keys()].sort((a, b) => Number(a === '') - Number(b === '') || (a < b ? -1 : 1));
  const day = new Date(now).toISOString().slice(0, 10);
  return {
    day,
    regions,
    ...hideSmall(regions.map((region) => byRegion.get(region) as number[])),
    ...(await branchesHeard(network, now)),
  };
}

async function* all(network: HubNetwork, type: string): AsyncGenerator<RecordState> {
  for await (const page of network.each(type, [{ prefix: ROOT, closed: true, types: [type] }]))
    for (const state of page) if (!isVoided(state)) yield state;
}
