/** What those in charge of a hub have to know of the machine it runs on: its disk, its clock, its load. */
import type { Millis } from '../kernel/types.ts';
import { type ClockDoubt, ClockWatch, medianSkew } from './clock-watch.ts';
import { LOW, type WatchedDisk } from './disk.ts';
import type { Load } from './load.ts';
import type { Gauge } from './metrics.ts';
import type { Contact, HubNetwork } from './network.ts';

/** Something to see to, though nothing is refused for it yet. */
export type Warning =
  | { readonly code: 'HUB-CLOCK'; readonly doubt: ClockDoubt }
  | { readonly code: 'HUB-DISK-LOW'; readonly free: number }
  | { readonly code: 'HUB-DISK' };

export class HubWatch {
  readonly #disk: WatchedDisk;
  readonly #clock: ClockWatch;
  readonly #now: () => Millis;
  /** Set once the server stands. */
  load: () => Load = () => ({ requests: 0, bytes: 0, lag: 0, shed: 0 });

  constructor(disk: WatchedDisk, now: () => Millis, clock = new ClockWatch(now)) {
    this.#disk = disk;
    this.#now = now;
    this.#clock = clock;
  }

  hasRoom(): Promise<boolean> {
    return this.#disk.hasRoom();
  }

  async warnings(network: Pick<HubNetwork, 'contacts'>): Promise<readonly Warning[]> {
    const doubt = this.#clock.doubt(await network.contacts());
    const free = await this.#disk.free();
    const disk: readonly Warning[] = !(await this.#disk.hasRoom())
      ? [{ code: 'HUB-DISK' }]
      : free !== null && free < LOW
        ? [{ code: 'HUB-DISK-LOW', free }]
        : [];
    return [...disk, ...(doubt ? [{ code: 'HUB-CLOCK', doubt } as const] : [])];
  }

  async gauges(networks: readonly Pick<HubNetwork, 'contacts'>[]): Promise<readonly Gauge[]> {
    const contacts = (await Promise.all(networks.map((network) => network.contacts()))).flat();
    const now = this.#now();
    const { requests, bytes, lag, shed } = this.load();
    const gauge = (name: string, help: string, value: number | null): Gauge => ({ name, help, type: 'gauge', value });
    const counter = (name: string, help: string, value: number): Gauge => ({ name, help, type: 'counter', value });
    const seen = (within: Millis): number => contacts.filter((one: Contact) => now - one.servedAt < within).length;
    return [
      gauge('requests_under_way', 'Requests under way.', requests),
      gauge('body_bytes_under_way', 'Bytes of bodies under way.', bytes),
      gauge('lag_seconds', 'How late the program runs behind its own clock.', lag / 1000),
      counter('shed_total', 'Requests sent away because there were too many.', shed),
      gauge('disk_free_bytes', 'Room left where the data is kept.', await this.#disk.free()),
      gauge('takes_work', '1 while there is room for more work.', Number(await this.#disk.hasRoom())),
      counter('clock_jumps_total', 'Times this machine’s clock was seen to jump.', this.#clock.jumps),
      gauge('clock_doubtful', '1 when this machine’s clock is probably wrong.', Number(!!this.#clock.doubt(contacts))),
      gauge(
        'clock_skew_seconds',
        'Clock of the phones of this week, the middle one, minus ours.',
        skewOf(contacts, now),
      ),
      gauge('devices', 'Devices that ever called.', contacts.length),
      gauge('devices_seen_day', 'Devices that called within a day.', seen(24 * 3600 * 1000)),
      gauge('networks', 'Networks on this hub.', networks.length),
      gauge('memory_bytes', 'Memory of the program.', process.memoryUsage.rss()),
      gauge('up_seconds', 'Since when the program runs.', Math.round(process.uptime())),
    ];
  }

  stop(): void {
    this.#clock.stop();
  }
}

function skewOf(contacts: readonly Contact[], now: Millis): number | null {
  const skew = medianSkew(contacts, now);
  return skew && skew.median / 1000;
}
