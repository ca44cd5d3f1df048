/**
 * Long work of a page: it goes on while the page that asked for it shows how far it is. In the memory of this process only: should the hub stop in the
 * middle, what was written stays, and the same file brought again goes on where it ended.
 */
export interface Job<T> {
  readonly done: number;
  readonly all: number;
  readonly what: 'check' | 'import' | 'undo' | 'redo';
  readonly outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown } | null;
}

/** Jobs that ended are told of until so many others have: what they found may be big. */
const KEPT = 8;

export class Jobs<T> {
  readonly #jobs = new Map<string, Job<T>>();

  get(key: string): Job<T> | null {
    return this.#jobs.get(key) ?? null;
  }

  forget(key: string): void {
    this.#jobs.delete(key);
  }

  /** Starts it unless it runs already. @param work told how to say how far it is. */
  start(key: string, what: Job<T>['what'], all: number, work: (note: (done: number) => void) => Promise<T>): void {
    const before = this.#jobs.get(key);
    if (before && before.outcome === null) return;
    this.#jobs.delete(key);
    for (const old of [...this.#jobs].filter(([, job]) => job.outcome).slice(0, -KEPT)) this.#jobs.delete(old[0]);
    const set = (change: Partial<Job<T>>): void => {
      const job = this.#jobs.get(key);
      this.#jobs.set(key, { done: 0, all, what, outcome: null, ...job, ...change });
    };
    set({});
    work((done) => set({ done })).then(
      (value) => set({ outcome: { ok: true, value } }),
      (error) => set({ outcome: { ok: false, error } }),
    );
  }

  /** Its outcome if it comes within so many milliseconds. */
  async within(key: string, patience: number): Promise<Job<T> | null> {
    const until = Date.now() + patience;
    while (this.get(key)?.outcome === null && Date.now() < until) await new Promise((rest) => setTimeout(rest, 20));
    return this.get(key);
  }
}
