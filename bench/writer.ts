/**
 * A device that writes fast: it knows of each record only its last change per field, so that a million changes fit in memory. What it sends is
 * what a phone sends: chained, citing what it replaces, signed.
 */
import { type ClockState, NEW_CLOCK, tick } from '../src/kernel/clock.ts';
import { chainNext, EMPTY_CHAIN } from '../src/kernel/hash.ts';
import { changeIdOf, SHARED } from '../src/kernel/ids.ts';
import type { Change, ChangeId, RecordId, Scope } from '../src/kernel/types.ts';
import type { Cursor, SyncAnswer, SyncRequest } from '../src/kernel/wire.ts';
import type { Device, Reply } from '../test/hub/client.ts';

const SALT = 'AAAAAAAAAAA';
const PLACES = ['Sikasso', 'Kadiolo', 'Loulouni', 'Niéna', 'Zégoua', 'Kignan'];

export class Writer {
  readonly device: Device;
  readonly home: Scope;
  readonly records: RecordId[] = [];
  readonly #heads = new Map<RecordId, ChangeId>();
  #clock: ClockState = NEW_CLOCK;
  #last = 0;
  #link: string = EMPTY_CHAIN;
  #prev = { seq: 0, link: EMPTY_CHAIN as string };
  #n = 0;
  #heard = 0;
  #cursor: Cursor | null = null;
  #held = '';
  #waiting: Change[] = [];
  readonly #grant: RecordId;
  readonly #random: () => number;

  constructor(device: Device, home: Scope, random: () => number) {
    this.device = device;
    this.home = home;
    this.#random = random;
    const grant = device.replica.grantsOf(device.person)[0];
    if (!grant) throw new Error('a writer needs a right');
    this.#grant = grant.id;
    // Goes on from the replica that joined, which has written nothing.
    const request = device.replica.request(device.person, Date.now(), 'bench');
    this.#n = request.n;
    this.#cursor = request.cursor;
    this.#held = request.held;
    this.#heard = request.heard;
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }

  #write(
    change: Omit<Change, 'device' | 'seq' | 'stamp' | 'by' | 'grant' | 'schema' | 'kind' | 'type' | 'scope'>,
    group?: readonly [number, number],
  ): void {
    const { stamp, clock } = tick(this.#clock, Date.now());
    this.#clock = clock;
    const whole: Change = {
      device: this.device.id,
      seq: ++this.#last,
      stamp,
      by: this.device.person,
      grant: this.#grant,
      ...(group && { group }),
      schema: 1,
      kind: 'set',
      type: 'organisation',
      scope: this.home,
      ...change,
    };
    this.#link = chainNext(this.#link, this.device.card.network, whole, SALT);
    this.#waiting.push(whole);
  }

  create(): void {
    const record = changeIdOf({ device: this.device.id, seq: this.#last + 1 }) as string as RecordId;
    const name = `Groupement ${this.#last} ${this.#pick(PLACES)}`;
    this.#write({ record, shared: [SHARED], salt: SALT, body: { name, kind: 'group', place: this.#pick(PLACES) } });
    this.records.push(record);
  }

  edit(group?: readonly [number, number]): void {
    const record = this.#pick(this.records);
    const head = this.#heads.get(record);
    const id = changeIdOf({ device: this.device.id, seq: this.#last + 1 });
    this.#write(
      { record, ...(head && { over: { place: [head] } }), body: { place: `${this.#pick(PLACES)} ${this.#last}` } },
      group,
    );
    this.#heads.set(record, id);
  }

  /** Groups of one, two and three edits until `count` changes wait. */
  editGroups(count: number): void {
    for (let left = count; left > 0; ) {
      const size = Math.min(left, 1 + Math.floor(this.#random() * 3));
      const first = this.#last + 1;
      for (let i = 0; i < size; i++) this.edit(size > 1 ? [first, size] : undefined);
      left -= size;
    }
  }

  /** Sends everything that waits, and takes in the answer. Throws unless all of it was confirmed. Says whether more comes down. */
  async push(): Promise<boolean> {
    const request: SyncRequest = {
      v: 1,
      network: this.device.card.network,
      device: this.device.id,
      as: this.device.person,
      n: ++this.#n,
      clock: Date.now(),
      app: 'bench',
      last: this.#last,
      heard: this.#heard,
      base: '',
      cursor: this.#cursor,
      held: this.#held,
      ...(this.#waiting.length > 0 && {
        push: { from: this.#prev.seq + 1, prev: this.#prev.link, changes: this.#waiting },
      }),
    };
    const reply: Reply<SyncAnswer> = await this.device.send(this.device.signed(request));
    if (!reply.body) throw new Error(`refused: ${reply.error?.code}`);
    const { rulings, ack, cursor } = reply.body;
    if (ack !== this.#last || rulings.some((ruling) => ruling.state !== 'confirmed'))
      throw new Error(`not confirmed: ${JSON.stringify(rulings[0])}`);
    this.#cursor = cursor;
    this.#heard = reply.body.time;
    this.#prev = { seq: this.#last, link: this.#link };
    this.#waiting = [];
    return reply.body.more;
  }
}
