/**
 * The working table of one batch: chain check, judgement, folding, and the release of what waited. Every judge sees the records exactly as the
 * rulings before it left them, so that it matters to nobody what was sent together.
 */
import type { Admission, AdmitEnv, AdmitStore, Arrival, DeviceLog, Entry, Logged } from './admit.ts';
import { staysAtHub, untold, writersOf } from './at-hub.ts';
import { effective } from './clock.ts';
import { blanked } from './erase.ts';
import { extend, isErased, isSaid } from './fold.ts';
import { chainNext, EMPTY_CHAIN } from './hash.ts';
import { Histories } from './histories.ts';
import { changeIdOf, isEarlierIn, isRecordId, isScope, personScope, SHARED } from './ids.ts';
import { judge, RELEASED, type SettleWay } from './judge.ts';
import { Lookup } from './lookup.ts';
import { byGroup, groupIds, isPlain, plainRuling, rulingOf } from './rulings.ts';
import { again, sharesIn } from './sharing.ts';
import type { Change, ChangeId, DeviceId, RecordId, Ruling, Scope } from './types.ts';
import { groupsOf } from './wire.ts';

interface Applying {
  /** The group comes right after everything its device sent before; what waited may come after something later. */
  readonly inOrder?: boolean;
  /** Who was asked to put it right until now. */
  readonly formerly?: Ruling['handed'];
}

export class Bench {
  readonly #store: AdmitStore;
  readonly #env: AdmitEnv;
  #logs = new Map<DeviceId, DeviceLog>();
  /** Where each log stood before this batch: that link is in no change read here. */
  #before: ReadonlyMap<DeviceId, DeviceLog> = new Map();
  readonly #lookup: Lookup;
  readonly #histories: Histories;
  readonly #fresh = new Set<ChangeId>();
  readonly #restated = new Set<ChangeId>();
  readonly #touched = new Set<RecordId>();
  /** Records that only their whole history can tell, until the next judge looks. */
  readonly #stale = new Set<RecordId>();
  readonly #entries: Entry[] = [];
  /** What may be released by this batch: changes that came, records that came to exist, decisions. */
  readonly #causes: Set<string>;
  /** What was taken back, by the names it may be waited for under, and who took it back. */
  #withdrawn = new Map<string, RecordId | ''>();

  constructor(store: AdmitStore, env: AdmitEnv, solved: readonly string[]) {
    this.#store = store;
    this.#env = env;
    this.#causes = new Set(solved);
    this.#lookup = new Lookup(store, env);
    this.#histories = new Histories(store);
  }

  async open(arrivals: readonly Arrival[]): Promise<void> {
    const devices = [...new Set(arrivals.map((arrival) => arrival.device))];
    this.#before = await this.#store.deviceLogs(devices);
    this.#logs = new Map(this.#before);
    const wanted: ChangeId[] = [];
    for (const { device, push } of arrivals) {
      const { last } = this.#logs.get(device) ?? { last: 0 };
      // Replayed seqs and the one before the push are compared with what is stored; the last link stands in the device's log.
      for (let seq = push.from - 1; seq <= Math.min(last, push.from + push.changes.length - 1); seq++)
        if (seq > 0 && (seq >= push.from || seq < last)) wanted.push(changeIdOf({ device, seq }));
    }
    await this.#lookup.loadLogged(wanted);
    const changes = arrivals.flatMap((arrival) => arrival.push.changes);
    await this.#lookup.load(changes);
    // What is told by its whole history is read in one question for the push, not in one for each group.
    const whole = changes.filter((change) => this.#isKept(change.type) || sharesIn(change).length > 0);
    await this.#histories.load(whole.map(({ record }) => record));
    await this.#lookup.loadHeld(changes, this.#causes);
    await this.#release();
  }

  #isKept(type: string): boolean {
    return staysAtHub(this.#env.decl, type);
  }

  // ---- taking in -----------------------------------------------------------------------------------------------------------------------

  async take(arrival: Arrival): Promise<Admission> {
    const { device, push } = arrival;
    const log = this.#logs.get(device) ?? { last: 0, link: EMPTY_CHAIN };
    if (push.from > log.last + 1) return { ok: false, error: { code: 'SYNC-GAP' }, last: log.last };
    const links = this.#check(arrival, log);
    if (!links) return { ok: false, error: { code: 'DEVICE-CLONE' }, last: log.last };
    const groups = groupsOf(push.changes);
    if (!groups.ok) return { ok: false, error: groups.error, last: log.last };
    const rulings: Ruling[] = [];
    let last = log.last;
    for (const group of groups.value) {
      const head = group[0] as Change;
      const known = this.#lookup.logged(changeIdOf(head));
      if (head.seq <= last) {
        if (known) rulings.push(plainRuling(known, group.length));
        continue;
      }
      const from = head.seq - push.from;
      rulings.push(await this.#rule(group, links.slice(from, from + group.length), arrival));
      last = head.seq + group.length - 1;
    }
    if (last > log.last) this.#logs.set(device, { last, link: links[last - push.from] as string });
    return { ok: true, ack: last, rulings };
  }

  /** The chain links of a push, or null where they leave the log this hub knows. */
  #check({ device, push }: Arrival, log: DeviceLog): readonly string[] | null {
    const logs = [log, this.#before.get(device)];
    const linkAt = (seq: number): string | undefined =>
      logs.find((one) => one?.last === seq)?.link ?? this.#lookup.logged(changeIdOf({ device, seq }))?.link;
    let link = push.from === 1 ? EMPTY_CHAIN : linkAt(push.from - 1);
    if (link !== push.prev) return null;
    const links: string[] = [];
    const salts = new Map<string, string>();
    for (const change of push.changes) {
      if (change.salt !== undefined) salts.set(changeIdOf(change), change.salt);
      const lent = isEarlierIn(change.record, device, change.seq);
      const salt = change.salt ?? (lent ? (salts.get(change.record) ?? this.#lookup.saltOf(change.record)) : '');
      link = chainNext(link, this.#env.network, change, salt);
      links.push(link);
      if (change.seq <= log.last && linkAt(change.seq) !== link) return null;
    }
    return links;
  }

  async #rule(group: readonly Change[], links: readonly string[], { toldAt, road }: Arrival): Promise<Ruling> {
    const received = this.#env.now;
    const verdict = judge(group, this.#lookup.court(received, toldAt, false));
    const ruling = rulingOf(group, verdict, received, road);
    const logged = group.map(
      (change, i): Logged => ({
        change,
        eff: effective(change.stamp, received),
        state: verdict.state,
        ...(isPlain(ruling) ? {} : { ruling }),
        link: links[i] as string,
        received,
        toldAt,
      }),
    );
    for (const one of logged) {
      const id = changeIdOf(one.change);
      this.#fresh.add(id);
      this.#causes.add(id);
    }
    await this.#apply(logged, { inOrder: true });
    await this.#release();
    return ruling;
  }

  // ---- consequences --------------------------------------------------------------------------------------------------------------------

  /** What a ruling, first or later, does to a group: records, entries, settlements. */
  async #apply(group: readonly Logged[], { inOrder = false, formerly }: Applying = {}): Promise<void> {
    for (const told of group) {
      const state = this.#lookup.record(told.change.record);
      const one = state && isErased(state) ? this.#blank(told) : told;
      const id = changeIdOf(one.change);
      this.#lookup.note(one);
      this.#histories.note(one);
      if (!this.#fresh.has(id)) this.#restated.add(id);
      if (one.state === 'confirmed' && one.change.kind !== 'settle') this.#write(one, inOrder);
      else if (this.#lookup.record(one.change.record)?.ahead?.includes(id)) this.#retell(one.change.record);
    }
    for (const { change, state } of group)
      if (change.kind === 'erase' && state === 'confirmed') await this.#erase(change.record);
    await this.#refresh();
    const kept = group.filter(({ change }) => this.#isKept(change.type));
    if (kept.length > 0) await this.#histories.fold(kept.map(({ change }) => change.record));
    for (const one of group) this.#publish(one, formerly);
    for (const one of group) if (one.state === 'confirmed' && one.change.kind === 'settle') await this.#settle(one);
  }

  #write(one: Logged, inOrder: boolean): void {
    const { record } = one.change;
    const before = this.#lookup.record(record);
    if (before === null) this.#causes.add(record);
    const whole = !inOrder || this.#stale.has(record) || !this.#lookup.knowsCited(one.change);
    const after = whole ? null : extend(before, one);
    if (after === null) this.#retell(record);
    else {
      this.#touched.add(record);
      this.#lookup.keep(after);
    }
  }

  /** Everything that was said of it so far, whatever became of it, here and where it rests. */
  async #erase(record: RecordId): Promise<void> {
    await this.#histories.fold([record]);
    // A lent salt goes last: the bodies of those that borrowed it are hashed with it.
    const all = this.#histories.of(record).filter((one) => isSaid(one.change));
    for (const one of all.map((before) => this.#blank(this.#lookup.logged(changeIdOf(before.change)) ?? before))) {
      const id = changeIdOf(one.change);
      this.#lookup.note(one);
      this.#histories.note(one);
      if (!this.#fresh.has(id)) this.#restated.add(id);
    }
    this.#retell(record);
  }

  #blank(one: Logged): Logged {
    const { change } = one;
    const lent = isEarlierIn(change.record, change.device, change.seq);
    return { ...one, change: blanked(change, change.salt ?? (lent ? this.#lookup.saltOf(change.record) : '')) };
  }

  #retell(record: RecordId): void {
    this.#touched.add(record);
    this.#stale.add(record);
  }

  async #refresh(): Promise<void> {
    if (this.#stale.size === 0) return;
    for (const state of await this.#histories.fold([...this.#stale])) this.#lookup.keep(state);
    this.#stale.clear();
  }

  /** Lays a change out for whoever reads the places of its record; news of work that is not simply confirmed also for its people. */
  #publish(one: Logged, formerly: Ruling['handed']): void {
    const { change, ruling } = one;
    const id = changeIdOf(change);
    const record = this.#lookup.record(change.record);
    const shares = sharesIn(change);
    const isNews = one.state !== 'confirmed' || this.#restated.has(id);
    const isKept = this.#isKept(change.type);
    const history = isKept ? this.#histories.of(change.record).map((other) => other.change) : [];
    for (const person of isKept ? [change.by, ruling?.handed] : [])
      if (isRecordId(person))
        for (const other of untold(person, history, (known) => this.#fresh.has(known)))
          this.#entries.push({ scope: personScope(person), type: change.type, id: other });
    const rests = isKept && !isNews && change.kind !== 'erase';
    const readers = shares.length > 0 ? this.#sharedBy(one, shares) : (record?.shared ?? change.shared ?? []);
    const scopes = new Set<Scope>(rests ? writersOf(history) : [record?.home ?? change.scope, ...readers]);
    // Who reads a record that is not there yet? Perhaps whoever reads cards, from a life of the log that was lost: they are told by its id alone.
    if (!record && !change.shared && one.state !== 'confirmed') scopes.add(SHARED);
    const people = isNews ? [change.by, ruling?.handed, formerly] : [];
    for (const person of people) if (isRecordId(person)) scopes.add(personScope(person));
    for (const scope of scopes) this.#entries.push({ scope, type: change.type, id });
  }

  /**
   * Where a share is told: only where it leads or led, because other organisations must not hear of it. Whoever begins to read a record is given
   * all that was written of it.
   */
  #sharedBy({ change }: Logged, shares: readonly string[]): readonly Scope[] {
    const history = this.#histories.of(change.record);
    const now = this.#lookup.record(change.record)?.shared ?? [];
    const led = [change, ...history.map((one) => one.change)].flatMap(({ body }) =>
      shares.map((key) => body?.[key] ?? null),
    );
    const scopes = [...new Set(led)].filter(isScope);
    for (const scope of scopes.filter((one) => now.includes(one)))
      for (const { change: before } of history)
        if (sharesIn(before).length === 0)
          this.#entries.push({ scope, type: again(before.type), id: changeIdOf(before) });
    return scopes;
  }

  async #settle(by: Logged): Promise<void> {
    const { of, how, to } = by.change.body as { of: ChangeId; how: SettleWay; to?: RecordId | Scope };
    const target = this.#lookup.logged(of);
    if (!target) return;
    const group = groupIds(target.change).flatMap((id) => this.#lookup.logged(id) ?? []);
    const [first] = groupIds(target.change);
    const after = group.map((one) => settledAs(one, how, to, first));
    await this.#apply(after, { formerly: target.ruling?.handed });
    this.#causes.add(first as string);
    // A correction that leaves out a record of the group withdraws it; the others are there again by now.
    if (how !== 'withdrawn' && how !== 'corrected') return;
    this.#withdraw(
      group.map((one) => one.change),
      by.change.by,
    );
  }

  #withdraw(changes: readonly Change[], by: RecordId | ''): void {
    for (const change of changes) this.#withdrawn.set(change.record, by).set(changeIdOf(change), by);
  }

  // ---- what waited ---------------------------------------------------------------------------------------------------------------------

  /**
   * Judges again what waited for what just came, before anything else is judged. Ends, because a group leaves the waiting once, and one that goes on waiting is
   * looked at again only for something that was not there before.
   */
  async #release(): Promise<void> {
    while (this.#causes.size > 0 || this.#withdrawn.size > 0) {
      const gone = this.#withdrawn;
      const causes = [...new Set([...this.#causes, ...gone.keys()])];
      this.#causes.clear();
      this.#withdrawn = new Map();
      for (const waiting of byGroup(this.#lookup.heldFor(causes))) {
        const group = waiting.flatMap((one) => this.#lookup.logged(changeIdOf(one.change)) ?? []);
        const head = group[0] as Logged;
        const cause = head.ruling?.cause ?? '';
        // Judged meanwhile, as the consequence of another.
        if (head.state !== 'held' || !causes.includes(cause)) continue;
        const withdrawer = this.#lookup.record(cause as RecordId) ? undefined : gone.get(cause);
        if (withdrawer === undefined) await this.#judgeAgain(group, cause);
        else await this.#goWith(group, withdrawer);
      }
    }
  }

  async #judgeAgain(group: readonly Logged[], cause: string): Promise<void> {
    const { received, toldAt, ruling: before } = group[0] as Logged;
    const changes = group.map((one) => one.change);
    const released = before?.flags?.some((flag) => flag.code === RELEASED) ?? false;
    const verdict = judge(changes, this.#lookup.court(received, toldAt, released));
    if (verdict.state === 'held' && verdict.cause === cause) return;
    const ruling = rulingOf(changes, verdict, received, before?.road);
    await this.#apply(group.map((one) => ({ ...one, state: verdict.state, ruling })));
    for (const change of changes) this.#causes.add(changeIdOf(change));
  }

  /** What waited for withdrawn work is withdrawn with it, or goes back to its author when somebody else withdrew. */
  async #goWith(group: readonly Logged[], withdrawer: RecordId | ''): Promise<void> {
    const { change, received } = group[0] as Logged;
    const changes = group.map((one) => one.change);
    const same = change.by === withdrawer;
    const verdict = same ? { state: 'settled' as const } : { state: 'returned' as const, code: 'RULE-GONE' };
    const ruling = { ...rulingOf(changes, { state: 'returned' }, received), ...verdict };
    await this.#apply(group.map((one) => ({ ...one, state: verdict.state, ruling })));
    for (const change of changes) this.#causes.add(changeIdOf(change));
    if (same) this.#withdraw(changes, withdrawer);
  }

  // ---- closing -------------------------------------------------------------------------------------------------------------------------

  async close(): Promise<void> {
    const pick = (ids: ReadonlySet<ChangeId>): Logged[] => [...ids].flatMap((id) => this.#lookup.logged(id) ?? []);
    await this.#store.save({
      changes: pick(this.#fresh),
      restated: pick(this.#restated),
      records: [...this.#touched].flatMap((id) => this.#lookup.record(id) ?? []),
      entries: this.#entries,
      logs: this.#logs,
    });
  }

  /** A ruling made early in the batch may have changed by its end. */
  latest(ruling: Ruling): Ruling {
    const one = this.#lookup.logged(changeIdOf({ device: ruling.device, seq: ruling.first }));
    return one ? plainRuling(one, ruling.size) : ruling;
  }
}

/** A returned or quarantined change after somebody settled its group. */
function settledAs(one: Logged, how: SettleWay, to: Ruling['handed'], first: ChangeId | undefined): Logged {
  const before = one.ruling as Ruling;
  switch (how) {
    case 'handed':
      return { ...one, ruling: { ...before, ...(to && { handed: to }) } };
    case 'refused':
      return { ...one, state: 'returned', ruling: { ...before, state: 'returned', code: 'QUARANTINE-REFUSED' } };
    case 'accepted': {
      // Judged like work that waited for this decision.
      const flags = [{ code: RELEASED }];
      return { ...one, state: 'held', ruling: { ...before, state: 'held', flags, ...(first && { cause: first }) } };
    }
    case 'corrected':
    case 'withdrawn':
      return { ...one, state: 'settled', ruling: { ...before, state: 'settled' } };
  }
}
