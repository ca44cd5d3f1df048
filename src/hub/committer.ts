/**
 * Group commit: one committer per network and process. What arrives while the disk is busy is joined and written in the next transaction, so that
 * one wait for the disk serves many devices. A lock held to the commit keeps positions in the order of commits, even with several hubs on one
 * database: a reader never has to look back.
 */
import type pg from 'pg';
import { type Admission, type AdmitEnv, type Arrival, admit } from '../kernel/admit.ts';
import { PgStore } from './store.ts';

export interface CommitterDeps {
  readonly pool: pg.Pool;
  readonly schema: string;
  /** As of now: declarations, settings and the hub's time. */
  env(): AdmitEnv;
  /** A fault that no device can do anything about. Carries no content of a change. */
  report(what: string, error: unknown): void;
}

/** Changes joined in one transaction: enough to share a disk write, few enough to answer soon. */
const JOINED = 2000;
/** Changes that may wait: what comes beyond is sent away at once and comes back later, instead of filling the memory of a small machine. */
const QUEUED = 20_000;
/** Times a batch starts again when the database asks for it. */
const AGAIN = 3;
/**
 * The fewest changes after which the database looks again at what its tables hold. It would do so by itself a minute later: a phone that joins
 * meanwhile, just after a large import, waited half a minute for one question that takes ten milliseconds.
 */
const LOOKED_AT = 2000;

interface Waiting {
  readonly arrival: Arrival;
  readonly resolve: (admission: Admission) => void;
}

export class Committer {
  readonly #deps: CommitterDeps;
  #waiting: Waiting[] = [];
  #queued = 0;
  /** Written since the database last looked, and how many of them make it look again. */
  #fresh = 0;
  #due = LOOKED_AT;
  #running: Promise<void> | null = null;

  constructor(deps: CommitterDeps) {
    this.#deps = deps;
  }

  /** Resolves once the disk has it, or it is certain that nothing of it was taken. Never throws: a fault is a refusal (HUB-…). */
  submit(arrival: Arrival): Promise<Admission> {
    const size = arrival.push.changes.length;
    if (this.#queued > 0 && this.#queued + size > QUEUED)
      return Promise.resolve({ ok: false, error: { code: 'HUB-BUSY' }, last: 0 });
    this.#queued += size;
    return new Promise((resolve) => {
      this.#waiting.push({ arrival, resolve });
      this.#running ??= this.#run();
    });
  }

  /** When everything submitted so far is answered. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** Work held for causes that a newer program solves by itself. Throws when the database fails. */
  async solve(causes: readonly string[]): Promise<void> {
    await this.#commit([], causes);
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#next();
      for (const { arrival } of batch) this.#queued -= arrival.push.changes.length;
      const admissions = await this.#attempt(batch.map((one) => one.arrival));
      for (const [i, one] of batch.entries()) one.resolve(admissions[i] as Admission);
      this.#fresh += batch.reduce((sum, { arrival }) => sum + arrival.push.changes.length, 0);
      if (this.#fresh >= this.#due) await this.#look();
    }
    // In the same breath as the last look at the queue: whoever comes next starts a new round.
    this.#running = null;
  }

  /** Lets the database count what its tables hold. That it cannot is no reason to stop: it only answers more slowly. */
  async #look(): Promise<void> {
    const { pool, schema, report } = this.#deps;
    const written = this.#fresh;
    try {
      const { rows } = await pool.query<{ n: number }>(
        'select reltuples::float8 as n from pg_class where oid = $1::regclass',
        [`${schema}.change`],
      );
      const known = Math.max(0, rows[0]?.n ?? 0);
      this.#due = Math.max(LOOKED_AT, known / 2);
      if (written < this.#due) return;
      await pool.query(`analyze ${schema}.change, ${schema}.entry, ${schema}.record`);
      this.#due = Math.max(LOOKED_AT, (known + written) / 2);
    } catch (error) {
      report('the database did not look at its tables', error);
    }
    this.#fresh = 0;
  }

  #next(): Waiting[] {
    let size = 0;
    let count = 0;
    for (const { arrival } of this.#waiting) {
      size += arrival.push.changes.length;
      if (count > 0 && size > JOINED) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  /** A batch that fails is taken apart: what broke it must not keep the others waiting. */
  async #attempt(arrivals: readonly Arrival[]): Promise<readonly Admission[]> {
    try {
      return await this.#commit(arrivals);
    } catch (error) {
      if (arrivals.length > 1 && !isDiskFull(error)) {
        const apart: Admission[] = [];
        for (const arrival of arrivals) apart.push(...(await this.#attempt([arrival])));
        return apart;
      }
      this.#deps.report('a batch of changes was not written', error);
      const code = isDiskFull(error) ? 'HUB-DISK' : 'HUB-FAULT';
      return arrivals.map(() => ({ ok: false, error: { code }, last: 0 }));
    }
  }

  async #commit(arrivals: readonly Arrival[], solved: readonly string[] = []): Promise<readonly Admission[]> {
    for (let round = 1; ; round++) {
      const client = await this.#deps.pool.connect();
      try {
        await client.query(`begin; select pg_advisory_xact_lock(hashtextextended('jekulu ${this.#deps.schema}', 0))`);
        const admissions = await admit(arrivals, new PgStore(client, this.#deps.schema), this.#deps.env(), solved);
        await client.query('commit');
        client.release();
        return admissions;
      } catch (error) {
        // A connection that cannot even roll back is thrown away; the server then undoes the work by itself.
        const undone = await client.query('rollback').then(
          () => true,
          () => false,
        );
        client.release(!undone);
        if (round >= AGAIN || !isPassing(error)) throw error;
      }
    }
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');
/** Serialisation failure, deadlock. */
const isPassing = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error));
/** PostgreSQL's "disk full", or the system's. */
const isDiskFull = (error: unknown): boolean => ['53100', 'ENOSPC'].includes(codeOf(error));
