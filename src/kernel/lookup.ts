/** What judges look up during one batch: read from the store before it is asked for, and kept as the rulings of the batch leave it. */
import type { AdmitEnv, AdmitStore, Logged } from './admit.ts';
import type { RecordState } from './fold.ts';
import { GRANT, type Grant, grantOf } from './grant.ts';
import { changeIdOf, isChangeId, isRecordId } from './ids.ts';
import { type Court, deviceRecord, HOLDER, holderRecord, personOf } from './judge.ts';
import { groupIds } from './rulings.ts';
import type { Change, ChangeId, Json, Millis, RecordId } from './types.ts';

/** Records that a value names, by itself or in the parts of an entry. */
const idsIn = (value: Json): readonly RecordId[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).filter(isRecordId)
    : isRecordId(value)
      ? [value]
      : [];

export class Lookup {
  readonly #store: AdmitStore;
  readonly #env: AdmitEnv;
  readonly #records = new Map<RecordId, RecordState>();
  /** Changes whose surroundings were brought in; a copy of a device may send others under the same ids. */
  readonly #read = new Set<Change>();
  readonly #asked = new Set<RecordId>();
  readonly #persons = new Set<RecordId>();
  readonly #grantIds = new Map<RecordId, Set<RecordId>>();
  readonly #logged = new Map<ChangeId, Logged>();
  /** Held changes by what they wait for, or waited for once. */
  readonly #waiting = new Map<string, Set<ChangeId>>();

  constructor(store: AdmitStore, env: AdmitEnv) {
    this.#store = store;
    this.#env = env;
  }

  record(id: RecordId): RecordState | null {
    return this.#records.get(id) ?? null;
  }

  logged(id: ChangeId): Logged | undefined {
    return this.#logged.get(id);
  }

  /** What is said of a change from now on. */
  note(one: Logged): void {
    const id = changeIdOf(one.change);
    this.#logged.set(id, one);
    const cause = one.state === 'held' ? one.ruling?.cause : undefined;
    if (cause === undefined) return;
    const ids = this.#waiting.get(cause);
    if (ids) ids.add(id);
    else this.#waiting.set(cause, new Set([id]));
  }

  /** What this batch makes of a record from now on. */
  keep(state: RecordState): void {
    this.#records.set(state.id, state);
    const person = state.type === GRANT ? personOf(state) : null;
    if (!person) return;
    const ids = this.#grantIds.get(person);
    if (ids) ids.add(state.id);
    else this.#grantIds.set(person, new Set([state.id]));
  }

  /** Salt of the change whose id a record bears, or ''. */
  saltOf(record: RecordId): string {
    return this.#logged.get(record as string as ChangeId)?.change.salt ?? this.#records.get(record)?.salt ?? '';
  }

  /** Is everything this change replaces known here? */
  knowsCited({ record, over }: Change): boolean {
    const fields = this.#records.get(record)?.fields;
    return Object.entries(over ?? {}).every(([field, ids]) =>
      ids.every(
        (id) => this.#logged.get(id)?.change.record === record || fields?.[field]?.some((head) => head.id === id),
      ),
    );
  }

  court(received: Millis, toldAt: Millis, released: boolean): Court {
    const { decl, settings, authority } = this.#env;
    return {
      decl,
      settings,
      authority,
      received,
      toldAt,
      released,
      record: (id) => this.record(id),
      grantsOf: (person) => this.#grantsOf(person),
      known: (id) => this.#logged.get(id as ChangeId) ?? null,
    };
  }

  #grantsOf(person: RecordId): readonly Grant[] {
    return [...(this.#grantIds.get(person) ?? [])].flatMap((id) => {
      const state = this.#records.get(id);
      const grant = state ? grantOf(state) : null;
      return grant ? [grant] : [];
    });
  }

  // ---- reading ahead -------------------------------------------------------------------------------------------------------------------

  /** Brings in every record, grant and change that judging these may look up. */
  async load(asked: readonly Change[]): Promise<void> {
    const changes = asked.filter((change) => !this.#read.has(change));
    if (changes.length === 0) return;
    for (const change of changes) this.#read.add(change);
    const records = new Set<RecordId>();
    for (const change of changes) {
      records.add(change.record).add(deviceRecord(change.device));
      if (change.grant) records.add(change.grant);
      if (change.by) records.add(holderRecord(change.device, change.by));
      for (const value of Object.values(change.body ?? {})) for (const id of idsIn(value)) records.add(id);
    }
    const missing = [...records].filter((id) => !this.#asked.has(id));
    for (const id of missing) this.#asked.add(id);
    if (missing.length > 0) for (const state of (await this.#store.records(missing)).values()) this.keep(state);
    await this.#loadGrants(changes);
    await this.#loadCited(changes);
  }

  /** Giving somebody a device is judged by all they may do. */
  async #loadGrants(changes: readonly Change[]): Promise<void> {
    const persons = new Set<RecordId>();
    for (const change of changes) {
      if (change.type !== HOLDER) continue;
      const state = this.record(change.record);
      const person = change.body?.['person'] ?? (state ? personOf(state) : null);
      if (isRecordId(person) && !this.#persons.has(person)) persons.add(person);
    }
    if (persons.size === 0) return;
    for (const person of persons) this.#persons.add(person);
    for (const state of await this.#store.grantsOf([...persons])) if (!this.#records.has(state.id)) this.keep(state);
  }

  /** Changes that these speak of: settled groups whole, origins of records that are not there, writes replaced. */
  async #loadCited(changes: readonly Change[]): Promise<void> {
    const arriving = new Set(changes.map((change) => changeIdOf(change)));
    const ids = new Set<ChangeId>();
    const settled: ChangeId[] = [];
    for (const { record, grant, kind, body, over } of changes) {
      const state = this.record(record);
      if (isChangeId(record) && !state?.salt) ids.add(record);
      if (kind === 'void' && state?.created) ids.add(state.created.id);
      for (const id of [grant, ...Object.values(body ?? {})])
        if (isRecordId(id) && isChangeId(id) && !this.#records.has(id as string as RecordId)) ids.add(id);
      if (kind === 'settle' && isChangeId(body?.['of'])) settled.push(body['of']);
      for (const [field, cited] of Object.entries(over ?? {}))
        for (const id of cited) if (!state?.fields[field]?.some((head) => head.id === id)) ids.add(id);
    }
    await this.loadLogged([...ids, ...settled].filter((id) => !arriving.has(id)));
    const members = settled.flatMap((id) => {
      const target = this.#logged.get(id);
      return target ? groupIds(target.change) : [];
    });
    await this.loadLogged(members);
    // One that is let through is judged anew.
    await this.load(members.flatMap((id) => this.#logged.get(id)?.change ?? []));
  }

  async loadLogged(ids: readonly ChangeId[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#logged.has(id));
    if (missing.length === 0) return;
    for (const one of await this.#store.logged(missing)) this.note(one);
  }

  /**
   * Brings in everything held that these changes may release, and what that may release in turn, so that releasing needs no reading.
   * @param solved causes that went away by themselves.
   */
  async loadHeld(changes: readonly Change[], solved: Iterable<string>): Promise<void> {
    const asked = new Set<string>();
    let causes = [...solved, ...this.#mayRelease(changes)];
    while (causes.length > 0) {
      for (const cause of causes) asked.add(cause);
      const found = await this.#store.heldFor(causes);
      for (const one of found) if (!this.#logged.has(changeIdOf(one.change))) this.note(one);
      const held = found.flatMap((one) => this.#logged.get(changeIdOf(one.change))?.change ?? []);
      await this.load(held);
      causes = this.#mayRelease(held).filter((cause) => !asked.has(cause));
    }
  }

  /** Everything that may be waited for in vain until these changes count: themselves, their records, and the same of what they settle. */
  #mayRelease(changes: readonly Change[]): readonly string[] {
    const causes = new Set<string>();
    const looked = new Set<Change>();
    const look = (change: Change): void => {
      if (looked.has(change)) return;
      looked.add(change);
      causes.add(changeIdOf(change)).add(change.record);
      const of = change.kind === 'settle' ? change.body?.['of'] : null;
      const target = isChangeId(of) ? this.#logged.get(of)?.change : undefined;
      for (const id of target ? groupIds(target) : []) {
        causes.add(id);
        const member = this.#logged.get(id)?.change;
        if (member) look(member);
      }
    };
    for (const change of changes) look(change);
    return [...causes];
  }

  /** Held changes that wait for one of these causes. */
  heldFor(causes: readonly string[]): readonly Logged[] {
    return causes.flatMap((cause) =>
      [...(this.#waiting.get(cause) ?? [])].flatMap((id) => {
        const one = this.#logged.get(id);
        return one?.state === 'held' && one.ruling?.cause === cause ? [one] : [];
      }),
    );
  }
}
