/** Records looked at in passing, tens of thousands at a time: a few values of each, read where they lie. */
import { type RecordState, textOf, valueOf } from './fold.ts';
import type { Run } from './run.ts';
import type { Json, Known, RecordId, Scope, Stamp } from './types.ts';

/** A record as a list needs it: a few values, read where they lie. */
export interface Glance {
  readonly id: RecordId;
  readonly home: Scope;
  /** Ordering time of the latest change, and who wrote it. */
  readonly eff: Stamp;
  readonly by: RecordId | '';
  /** The record folded; null for one of which a single confirmed change without a remark says everything, but for who else may read it. */
  readonly state: RecordState | null;
  value(field: string): Json | undefined;
  /** The same, as text ('' when absent or not text). */
  text(field: string): string;
}

export class PackedGlance implements Glance {
  readonly state = null;
  readonly #run: Run;
  readonly #row: number;

  constructor(run: Run, row: number) {
    this.#run = run;
    this.#row = row;
  }

  get id(): RecordId {
    return this.#run.record(this.#row);
  }

  get home(): Scope {
    return this.#run.shape(this.#row).as['scope'] as Scope;
  }

  get eff(): Stamp {
    return this.#run.eff(this.#row);
  }

  get by(): RecordId | '' {
    return this.#run.by(this.#row);
  }

  value(field: string): Json | undefined {
    return this.#run.value(this.#row, field);
  }

  text(field: string): string {
    const value = this.value(field);
    return typeof value === 'string' ? value : '';
  }
}

export class KnownGlance implements Glance {
  readonly state = null;
  readonly #known: Known;

  constructor(known: Known) {
    this.#known = known;
  }

  get id(): RecordId {
    return this.#known.change.record;
  }

  get home(): Scope {
    return this.#known.change.scope;
  }

  get eff(): Stamp {
    return this.#known.eff;
  }

  get by(): RecordId | '' {
    return this.#known.change.by;
  }

  value(field: string): Json | undefined {
    return this.#known.change.body?.[field];
  }

  text(field: string): string {
    const value = this.value(field);
    return typeof value === 'string' ? value : '';
  }
}

export class FoldedGlance implements Glance {
  readonly state: RecordState;

  constructor(state: RecordState) {
    this.state = state;
  }

  get id(): RecordId {
    return this.state.id;
  }

  get home(): Scope {
    return this.state.home;
  }

  get eff(): Stamp {
    return this.state.updated.eff;
  }

  get by(): RecordId | '' {
    return this.state.updated.by;
  }

  value(field: string): Json | undefined {
    return valueOf(this.state, field);
  }

  text(field: string): string {
    return textOf(this.state, field);
  }
}
