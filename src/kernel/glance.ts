/** Records looked at in passing, tens of thousands at a time: a few values of each, read where they lie. */
import { type RecordState, textOf, valueOf } from './fold.ts';
import type { Run } from './run.ts';
import type { Row } from './shelf.ts';
import type { ChangeId, Json, Known, RecordId, Scope, Stamp } from './types.ts';

/** A record as a list needs it: a few values, read where they lie. */
export interface Glance {
  readonly id: RecordId;
  readonly home: Scope;
  /** Ordering time of the latest change, and who wrote it. */
  readonly eff: Stamp;
  readonly by: RecordId | '';
  /** Who made the record. */
  readonly madeBy: RecordId | '';
  /** The record folded; null for one that is plain: confirmed, without a remark, with one version of every field, and shown. */
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

  get madeBy(): RecordId | '' {
    return this.by;
  }

  value(field: string): Json | undefined {
    return this.#run.value(this.#row, field);
  }

  text(field: string): string {
    const value = this.value(field);
    return typeof value === 'string' ? value : '';
  }
}

/** A record and edits of it, of which no two stand beside each other. */
export class EditedGlance implements Glance {
  readonly state = null;
  readonly #made: Glance;
  readonly #edits: readonly Glance[];
  readonly #fields: ReadonlyMap<string, number>;
  #newest: Glance | null = null;

  /** @param fields per field that was edited, which edit stands. */
  constructor(made: Glance, edits: readonly Glance[], fields: ReadonlyMap<string, number>) {
    this.#made = made;
    this.#edits = edits;
    this.#fields = fields;
  }

  get id(): RecordId {
    return this.#made.id;
  }

  get home(): Scope {
    return this.#made.home;
  }

  get #latest(): Glance {
    // At the same moment the order of their ids would tell, and nobody would see it.
    this.#newest ??= this.#edits.reduce((latest, edit) => (edit.eff >= latest.eff ? edit : latest), this.#made);
    return this.#newest;
  }

  get eff(): Stamp {
    return this.#latest.eff;
  }

  get by(): RecordId | '' {
    return this.#latest.by;
  }

  get madeBy(): RecordId | '' {
    return this.#made.by;
  }

  value(field: string): Json | undefined {
    const edit = this.#fields.get(field);
    return (edit === undefined ? this.#made : (this.#edits[edit] as Glance)).value(field);
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

  get madeBy(): RecordId | '' {
    return this.by;
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

  get madeBy(): RecordId | '' {
    return this.state.created?.by ?? '';
  }

  value(field: string): Json | undefined {
    return valueOf(this.state, field);
  }

  text(field: string): string {
    return textOf(this.state, field);
  }
}

/**
 * Per field the edit of it that stands alone, as a number into `edits`; null where two may stand, which only folding tells. An edit replaces what made
 * the record unless it names other changes (`over`), and whatever its own device wrote before.
 */
export function standingEdits(made: Row, edits: readonly Row[]): ReadonlyMap<string, number> | null {
  const fields = new Map<string, number>();
  for (const [at, { run, row }] of edits.entries()) {
    const over = run.over(row);
    const isLater = follows({ run, row }, made);
    // Only a forger edits a record before making it.
    if (!isLater && run.device(row) === made.run.device(made.row)) return null;
    for (const field of run.shape(row).fields ?? []) {
      const cites = over?.[field];
      const isSeen = !cites || cites.includes(made.run.record(made.row) as string as ChangeId);
      if (!isSeen && !isLater) return null;
      const before = fields.get(field);
      if (before === undefined) fields.set(field, at);
      else if (follows({ run, row }, edits[before] as Row)) fields.set(field, at);
      else if (!follows(edits[before] as Row, { run, row })) return null;
    }
  }
  return fields;
}

/** Was it written after the other in the same log? */
const follows = (one: Row, other: Row): boolean =>
  one.run.device(one.row) === other.run.device(other.row) && one.run.seq(one.row) > other.run.seq(other.row);
