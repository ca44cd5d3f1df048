/**
 * Which records say two things at once: looked for once in everything that is here, afterwards only in what the log says since. Kept in memory, as costs
 * a write nothing and may be lost at no harm.
 */
import type pg from 'pg';
import type { Declarations } from '../kernel/declare.ts';
import { isVoided, type RecordState } from '../kernel/fold.ts';
import type { RecordId } from '../kernel/types.ts';
import { toChoose } from '../kernel/versions.ts';
import { disputedIn } from '../modules/training/rules.ts';

/** Fields of a record with two versions that wait for somebody; of a roll those of whom two telephones said another thing. */
export const twoVersions = (decl: Declarations, state: RecordState): readonly string[] =>
  state.type === ROLL ? [...disputedIn(state).keys()] : toChoose(decl, state);
export const ROLL = 'roll';

export class ConflictBook {
  readonly #pool: pg.Pool;
  readonly #schema: string;
  readonly #decl: Declarations;
  readonly #open = new Map<RecordId, RecordState>();
  /** Position of the log up to which this is known; before the first look, none. */
  #known = -1;
  #looking: Promise<void> = Promise.resolve();

  constructor(pool: pg.Pool, schema: string, decl: Declarations) {
    this.#pool = pool;
    this.#schema = schema;
    this.#decl = decl;
  }

  /** Records that are there and say two things, as they stand now. */
  async open(): Promise<readonly RecordState[]> {
    // One after the other: two looks at once would each forget what the other found.
    const look = this.#looking.then(() => this.#bring());
    this.#looking = look.catch(() => {});
    await look;
    return [...this.#open.values()];
  }

  async #bring(): Promise<void> {
    const s = this.#schema;
    const { rows: tops } = await this.#pool.query<{ top: number }>(
      `select coalesce(max(pos), 0) as top from ${s}.entry`,
    );
    const top = tops[0]?.top ?? 0;
    if (top === this.#known) return;
    const since = `select distinct c.record from ${s}.entry e join ${s}.change c on c.device = e.device and c.seq = e.seq
      where e.pos > $1`;
    const isFirst = this.#known < 0;
    // Two versions are two objects side by side; few records hold such a thing, and only those are unpacked.
    const { rows } = await this.#pool.query<{ id: RecordId; state: RecordState | null }>(
      isFirst
        ? `select id, state from ${s}.record where made and state::text like '%},{%'`
        : `select w.record as id, r.state from (${since}) w
             left join ${s}.record r on r.id = w.record and r.made and r.state::text like '%},{%'`,
      isFirst ? [] : [this.#known],
    );
    for (const { id, state } of rows) {
      this.#open.delete(id);
      if (state && !isVoided(state) && twoVersions(this.#decl, state).length > 0) this.#open.set(id, state);
    }
    this.#known = top;
  }
}
