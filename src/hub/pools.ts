/**
 * Connections, shared out by what they are for, at most eight in all: commits never queue behind readers, and the hub's own notes do not wait
 * for the disk.
 */
import pg from 'pg';

export interface Pools {
  /** Batches of changes. Durable: an answer is sent when the disk has it. */
  readonly commits: pg.Pool;
  /** Questions of exchanges, all by key. */
  readonly reads: pg.Pool;
  /** Lists for the hub's pages, migrations, accounts: planned as the database sees fit. */
  readonly pages: pg.Pool;
  /** What may be lost in a power cut at no harm: when a device last called. */
  readonly notes: pg.Pool;
  /**
   * Other connections to the same database, for work that is made anew when it is cut off: nothing waits for the disk. The next thing that is
   * written on the ordinary ones waits for all of it.
   */
  redoable(): Pools;
  end(): Promise<void>;
}

/** Nothing on these roads reads a table as a whole; a plan made while a table was small must not outlive that. */
const BY_KEY = '-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off';
/** A hub that was stopped in the middle (a frozen machine) must not hold up the others for ever. */
const PATIENCE = '-c lock_timeout=30s -c statement_timeout=120s -c idle_in_transaction_session_timeout=60s';

const INT8 = 20;
/** Stamps and positions are exact in a double, by design of the envelope. */
const numbers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

export function openPools(url: string, onError: (error: Error) => void, waits: 'on' | 'off' = 'on'): Pools {
  const open = (max: number, options: string): pg.Pool => {
    const pool = new pg.Pool({ connectionString: url, max, options, types: numbers, idleTimeoutMillis: 60_000 });
    // An idle connection that breaks is replaced at the next question.
    pool.on('error', onError);
    return pool;
  };
  const commits = open(2, `-c synchronous_commit=${waits} ${BY_KEY} ${PATIENCE}`);
  const reads = open(3, `${BY_KEY} ${PATIENCE}`);
  const pages = open(2, `-c synchronous_commit=${waits}`);
  const notes = open(1, `-c synchronous_commit=off ${PATIENCE}`);
  return {
    commits,
    reads,
    pages,
    notes,
    redoable: () => openPools(url, onError, 'off'),
    end: async () => {
      await Promise.all([commits, reads, pages, notes].map((pool) => pool.end()));
    },
  };
}
