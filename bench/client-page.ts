/**
 * The app of a device without its screens, in a real browser on the hub's own origin: its storage, keys and exchange through the contract that the
 * screens use (`src/ui/contract.ts`), so that nothing of how copies agree is imitated or known here.
 */
import { Device } from '../src/device/jekulu.ts';
import type { Acts } from '../src/kernel/author.ts';
import type { RecordId } from '../src/kernel/types.ts';

/** How far the clock of this device is ahead: work of days is written in seconds. */
let ahead = 0;
const device = new Device({
  tab: { take: async () => true, steal: async () => undefined, onLost: () => undefined },
  label: 'Mesure',
  secure: true,
  now: () => Date.now() + ahead,
  elapsed: () => performance.now(),
  tabMemory: sessionStorage,
  persist: () => undefined,
});
const must = <T>(done: { ok: true; value: T } | { ok: false; error: { code: string; detail?: string } }): T => {
  if (!done.ok) throw new Error(`${done.error.code} ${done.error.detail ?? ''}`);
  return done.value;
};

const bench = {
  start: (): Promise<void> => device.start(),

  /** Joins by a code and chooses a personal one; nothing is exchanged yet but the joining itself. */
  async join(code: string): Promise<void> {
    const person = must(await device.activate(code));
    must(await device.choosePin(person, '280594'));
  },

  /** Exchanges until so many records of these types are here; ms. Throws when they do not come. */
  async exchange(wanted: Readonly<Record<string, number>> = {}): Promise<number> {
    const start = performance.now();
    for (let [still, before] = [0, '']; still < 50; still++) {
      await device.exchange();
      const { unreachable, refused, running } = device.sync.value;
      if (refused) throw new Error(refused.code);
      const there = Object.entries(wanted).every(([type, n]) => device.replica.list(type).length >= n);
      if (there && !unreachable && !running && device.numbers.value.pending === 0) return performance.now() - start;
      const now = JSON.stringify([bench.counts(Object.keys(wanted)), device.numbers.value]);
      if (now !== before) still = 0;
      before = now;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`the copy stays without: ${JSON.stringify([bench.counts(Object.keys(wanted)), wanted])}`);
  },

  counts: (types: readonly string[]): Record<string, number> =>
    Object.fromEntries(types.map((type) => [type, device.replica.list(type).length])),

  /**
   * Records acts, each list one group, some minutes of this device's clock apart; a string `#n` stands for the record of the n-th act of its group.
   */
  async save(groups: readonly (readonly unknown[])[], minutes: readonly number[] = [0]): Promise<readonly string[]> {
    const made: string[] = [];
    for (const [i, group] of groups.entries()) {
      ahead += (minutes[i % minutes.length] ?? 0) * 60_000;
      const acts = (ids: (act: number) => RecordId) =>
        JSON.parse(JSON.stringify(group), (_, value) =>
          typeof value === 'string' && /^#\d+$/.test(value) ? ids(Number(value.slice(1))) : value,
        );
      for (const change of await device.save(acts as Acts)) made.push(change.record);
    }
    return made;
  },

  numbers: () => device.numbers.value,
  ids: (type: string): readonly string[] => device.replica.list(type).map(({ id }) => id),
  /** Every value a field has now: several where two versions wait for a choice. */
  values: (record: string, field: string): readonly unknown[] =>
    (device.replica.record(record as RecordId)?.fields[field] ?? []).map(({ value }) => value),
};
export type ClientBench = typeof bench;
declare global {
  interface Window {
    readonly client: ClientBench;
  }
}
Object.assign(window, { client: bench });
