// A phone of the tests: the real device over IndexedDB in memory and the real wire to a real hub. The test holds its clock and its network.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { Device } from '../../src/device/jekulu.ts';
import type { Tab } from '../../src/device/tab.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { textOf } from '../../src/kernel/fold.ts';
import type { RecordId, Refusal, Result } from '../../src/kernel/types.ts';

export const PIN = '280594';

/** The way between phones and the hub. */
export const road = {
  url: '',
  up: true,
  /** Requests that passed, by path. */
  passed: [] as string[],
  /** Looks at a request before it leaves: an answer of its own, or nothing to let it through. */
  meet: null as ((path: string, init: RequestInit) => Promise<Response | null>) | null,
};

let addresses = 0;
const overTheWire = globalThis.fetch;
globalThis.fetch = async (input, init = {}) => {
  const path = String(input);
  if (!path.startsWith('/')) return overTheWire(input, init);
  if (!road.up) throw new TypeError('no network');
  const met = await road.meet?.(path, init);
  if (met) return met;
  road.passed.push(path);
  // Each call from an address of its own: joining is limited per address.
  const address = `10.9.${++addresses >> 8}.${addresses & 255}`;
  return overTheWire(road.url + path, { ...init, headers: { ...init.headers, 'x-forwarded-for': address } });
};

/** The only tab there is. */
const alone = (): Tab => ({ take: async () => true, steal: async () => undefined, onLost: () => undefined });

export class Phone {
  readonly disk = new IDBFactory();
  /** Its clock minus the true time. */
  skew = 0;
  /** How long this run has lasted, on the clock nobody can set. */
  ran = 0;
  secure = true;
  /** What its tab remembers. */
  readonly tab = new Map<string, string>();
  device!: Device;

  static async start(options: { secure?: boolean } = {}): Promise<Phone> {
    const phone = new Phone();
    phone.secure = options.secure ?? true;
    await phone.restart();
    return phone;
  }

  /** A phone in somebody's hands, with a code chosen and the first exchange done. */
  static async of(network: HubNetwork, person: RecordId): Promise<Phone> {
    const phone = await Phone.start();
    await phone.join(network, person);
    return phone;
  }

  /** Whatever was in memory is gone; what is on the disk is there. */
  async restart(tab: Tab = alone()): Promise<void> {
    globalThis.indexedDB = this.disk;
    this.ran = 0;
    this.device = new Device({
      tab,
      label: 'Téléphone d’essai',
      secure: this.secure,
      now: () => Date.now() + this.skew,
      elapsed: () => this.ran,
      tabMemory: {
        getItem: (key) => this.tab.get(key) ?? null,
        setItem: (key, value) => void this.tab.set(key, value),
        removeItem: (key) => void this.tab.delete(key),
      },
      persist: () => undefined,
    });
    await this.device.start();
  }

  async join(network: HubNetwork, person: RecordId, pin = PIN): Promise<void> {
    globalThis.indexedDB = this.disk;
    const code = await network.createCode(person, { createdBy: '', days: 1 });
    must(await this.device.activate(code));
    must(await this.device.choosePin(person, pin));
    await this.device.exchange();
  }

  async open(person: RecordId, pin = PIN): Promise<void> {
    must(await this.device.open(person, pin));
  }

  get names(): string[] {
    return this.device.replica
      .list('organisation')
      .map((state) => textOf(state, 'name'))
      .sort();
  }
}

/** The value, or the test ends with the code. */
export function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.detail ?? ''}`);
  return result.value;
}
