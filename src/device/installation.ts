/** What this installation holds before anybody has opened: its identity, the networks it joined, and the people enrolled here. */
import { hearHub } from '../kernel/clock.ts';
import type { DeviceId, Millis, NetworkId, RecordId } from '../kernel/types.ts';
import type { Activation } from '../kernel/wire.ts';
import type { Face } from '../ui/contract.ts';
import {
  type Identity,
  type InstallationDb,
  isLeftBehind,
  NEW_DEVICE,
  type NetworkRow,
  NO_TRIES,
  openInstallation,
  type PersonRow,
} from './db.ts';
import { faceOf, homeOfReach } from './face.ts';
import { NetworkStore } from './store.ts';

export interface Joined {
  row: NetworkRow;
  readonly store: NetworkStore;
}

/** Somebody enrolled here, in one network. */
export interface Found {
  readonly joined: Joined;
  readonly row: PersonRow;
}

const COLORS = 6;
/** Until the first exchange says what sign they chose, people differ by colour at least. */
const firstColor = (person: RecordId): string =>
  `p${([...person].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % COLORS) + 1}`;

export const newPerson = (who: Pick<PersonRow, 'person' | 'name' | 'reach'> & Partial<PersonRow>): PersonRow => ({
  sign: '',
  color: firstColor(who.person),
  role: '',
  home: homeOfReach(who.person, who.reach),
  tries: NO_TRIES,
  choosing: false,
  recovered: 0,
  asks: false,
  epoch: '',
  at: {},
  ...who,
});

/** Known to be a copy, and still under the identity of the other. */
export const isCopy = ({ row, store }: Joined): boolean => row.copy === store.device;

export class Installation {
  readonly #db: InstallationDb;
  readonly #lease: string;
  readonly #joined = new Map<NetworkId, Joined>();

  private constructor(db: InstallationDb, lease: string) {
    this.#db = db;
    this.#lease = lease;
  }

  /** @param lease name of this tab: from here on it alone writes. */
  static async open(lease: string): Promise<Installation> {
    const installation = new Installation(await openInstallation(), lease);
    for (const row of await installation.#db.getAll('networks')) await installation.#openStore(row);
    return installation;
  }

  close(): void {
    for (const { store } of this.#joined.values()) store.close();
    this.#db.close();
  }

  get joined(): readonly Joined[] {
    return [...this.#joined.values()];
  }

  /** The keys this device joins with; undefined until it first joined a network. In each network it keeps those it joined with. */
  identity(): Promise<Identity | undefined> {
    return this.#db.get('identity', 'device');
  }

  async keepIdentity(identity: Identity): Promise<void> {
    await this.#db.put('identity', identity, 'device');
  }

  async find(person: RecordId, network?: string): Promise<Found | null> {
    for (const joined of this.#joined.values()) {
      if (network && joined.row.card.network !== network) continue;
      const row = await joined.store.person(person);
      if (row) return { joined, row };
    }
    return null;
  }

  async faces(): Promise<readonly Face[]> {
    const faces: Face[] = [];
    for (const { row, store } of this.#joined.values()) {
      const [people, own, former] = await Promise.all([store.people(), store.own(), store.former()]);
      const all = [...own, ...former.filter(isLeftBehind)];
      for (const person of people) faces.push(faceOf(row, person, all));
    }
    return faces.sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  }

  /** The network and the person of an activation. Whoever was enrolled here before chooses a new code; what they kept stays. */
  async join({ card, person, name, time, holding }: Activation, identity: Identity, now: Millis): Promise<void> {
    const network: NetworkRow = { card, blocked: false };
    const before = this.#joined.get(card.network);
    // Whoever joined with new keys begins a new log here; what still runs for the old one can write no more.
    const renewed = before !== undefined && before.store.device !== identity.device;
    if (renewed) await before.store.renew(identity);
    await this.#db.put('networks', network, card.network);
    const joined = before && !renewed ? before : await this.#openStore(network);
    if (renewed) before.store.close();
    joined.row = network;
    await joined.store.inTurn(() =>
      joined.store.write(async (tx) => {
        const [device, people] = [tx.objectStore('device'), tx.objectStore('people')];
        // From the first minute stamps are right, whatever this device's clock says.
        if (!(await device.get('device'))) await device.put({ ...NEW_DEVICE, clock: hearHub(time, now, 0) }, 'device');
        const before = await people.get(person);
        const { pin: _pin, second: _second, ...kept } = before ?? newPerson({ person, name, reach: holding.reach });
        await people.put({ ...kept, name, tries: NO_TRIES, choosing: true, asks: true });
      }),
    );
  }

  /** The authority blocked this device: the keys go, the work stays, sealed to the hub. */
  async block({ row, store }: Joined): Promise<void> {
    const joined = this.#joined.get(row.card.network);
    if (joined) joined.row = { ...row, blocked: true };
    await store.inTurn(() =>
      store.write(async (tx) => {
        const people = tx.objectStore('people');
        for (const { pin: _pin, second: _second, ...kept } of await people.getAll())
          await people.put({ ...kept, choosing: false, asks: true });
      }),
    );
    await this.#db.put('networks', { ...row, blocked: true }, row.card.network);
  }

  /** Remembers that the hub takes this device, under this identity, for a copy of another; or, with null, that all it had to send was taken. */
  async found(joined: Joined, copy: DeviceId | null): Promise<void> {
    const { copy: before, ...row } = joined.row;
    if ((before ?? null) === copy) return;
    joined.row = copy ? { ...row, copy } : row;
    await this.#db.put('networks', joined.row, joined.row.card.network);
  }

  async #openStore(row: NetworkRow): Promise<Joined> {
    const identity = await this.identity();
    if (!identity) throw new Error('joined without keys');
    const store = await NetworkStore.open(row.card, identity, this.#lease);
    const joined = { row, store };
    this.#joined.set(row.card.network, joined);
    return joined;
  }
}
