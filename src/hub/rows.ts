/** Rows of the log's tables as the kernel's shapes, and back into the arrays that one statement takes in. */
import type { Entry, Logged } from '../kernel/admit.ts';
import type { RecordState } from '../kernel/fold.ts';
import { GRANT } from '../kernel/grant.ts';
import { parseChangeId } from '../kernel/ids.ts';
import { HOLDER, personOf } from '../kernel/judge.ts';
import type { Change, ChangeId, ChangeState, DeviceId, Ruling } from '../kernel/types.ts';

/** Columns of `change` that make a `Logged`, as `c`. */
export const LOGGED = 'c.envelope, c.state, c.eff, c.ruling, c.link, c.received, c.told_at';

export interface LoggedRow {
  readonly envelope: Change;
  readonly state: ChangeState;
  readonly eff: number;
  readonly ruling: Ruling | null;
  readonly link: string;
  readonly received: number;
  readonly told_at: number;
}

export const loggedOf = (row: LoggedRow): Logged => ({
  change: row.envelope,
  eff: row.eff,
  state: row.state,
  ...(row.ruling && { ruling: row.ruling }),
  link: row.link,
  received: row.received,
  toldAt: row.told_at,
});

const causeOf = (one: Logged): string | null => (one.state === 'held' ? (one.ruling?.cause ?? null) : null);
const rulingOf = (one: Logged): string | null => (one.ruling ? JSON.stringify(one.ruling) : null);

/** Columns of new changes, in the order of the insert. */
export const changeColumns = (list: readonly Logged[]): readonly unknown[][] => [
  list.map((one) => one.change.device),
  list.map((one) => one.change.seq),
  list.map((one) => one.change.group?.[0] ?? one.change.seq),
  list.map((one) => one.change.record),
  list.map((one) => one.change.type),
  list.map((one) => one.change.by),
  list.map((one) => one.state),
  list.map(causeOf),
  list.map((one) => one.received),
  list.map((one) => one.toldAt),
  list.map((one) => one.eff),
  list.map((one) => one.link),
  list.map(rulingOf),
  list.map((one) => JSON.stringify(one.change)),
];

/** What may change of a change once it is stored: what is said of it, and its body when it is erased. */
export const restatedColumns = (list: readonly Logged[]): readonly unknown[][] => [
  list.map((one) => one.change.device),
  list.map((one) => one.change.seq),
  list.map((one) => one.state),
  list.map(causeOf),
  list.map(rulingOf),
  list.map((one) => JSON.stringify(one.change)),
];

/** Scopes hold no space, so that a list of them travels as one text. */
export const recordColumns = (list: readonly RecordState[]): readonly unknown[][] => [
  list.map((state) => state.id),
  list.map((state) => state.type),
  list.map((state) => (state.type === GRANT || state.type === HOLDER ? personOf(state) : null)),
  list.map((state) => [...new Set([state.home, ...state.shared])].join(' ')),
  list.map((state) => state.created !== null),
  list.map((state) => state.updated.eff),
  list.map((state) => JSON.stringify(state)),
];

export const entryColumns = (list: readonly Entry[]): readonly unknown[][] => {
  const ids = list.map((entry) => parseChangeId(entry.id));
  return [list.map((entry) => entry.scope), list.map((entry) => entry.type), ...idColumns(ids)];
};

export const idColumns = (
  ids: readonly { readonly device: DeviceId; readonly seq: number }[],
): readonly unknown[][] => [ids.map((id) => id.device), ids.map((id) => id.seq)];
export const changeIdColumns = (ids: readonly ChangeId[]): readonly unknown[][] => idColumns(ids.map(parseChangeId));
