// What tests of networks on real tables stand on: devices that are let in, what they push, and a database that refuses.
import { exchange } from '../../src/hub/exchange.ts';
import type { PgNetwork } from '../../src/hub/network-pg.ts';
import type { Networks } from '../../src/hub/networks.ts';
import { newPace } from '../../src/hub/pace.ts';
import type { Pools } from '../../src/hub/pools.ts';
import { schemaOf } from '../../src/hub/schema.ts';
import type { Admission } from '../../src/kernel/admit.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { Device, DeviceKey } from './client.ts';

interface Opened {
  readonly pools: Pools;
  readonly networks: Networks;
  readonly network: PgNetwork;
}

/** A device that is let in without HTTP. */
export async function deviceIn(
  { networks, network }: Pick<Opened, 'networks' | 'network'>,
  person: RecordId,
): Promise<Device> {
  const key = new DeviceKey();
  const code = await network.createCode(person, { createdBy: '', days: 1 });
  const joined = await network.activate({ code, device: key.id, key: key.point, label: 'x' });
  if (!joined.ok) throw new Error(joined.error.code);
  const device = new Device('', key, network.card, person);
  const hub = { networks, decl: declarations, disk: { hasRoom: async () => true }, pace: newPace(), now: Date.now };
  for (let more = true; more; ) {
    const { body, signature } = device.request();
    const done = await exchange(Buffer.from(body), signature, 'wire', hub);
    if (!done.ok) throw new Error(done.body.error.code);
    device.replica.receive(done.answer, Date.now());
    // Segments are fetched over HTTP, which nobody speaks here: the log tells the same.
    for (const offer of done.answer.segments ?? []) device.replica.caughtUp(offer, false);
    more = done.answer.more;
  }
  return device;
}

/** What a device sends of these changes, without the rest of its exchange. */
export const pushOf = (device: Device, changes: readonly Change[]) => {
  const from = changes[0]?.seq ?? 1;
  const prev = device.replica.own().find((row) => row.seq === from - 1)?.link ?? '';
  return { device: device.id, push: { from, prev, changes }, toldAt: 0 };
};
/** How each was taken: up to which change, or why not. */
export const codes = (admissions: readonly Admission[]): (string | number)[] =>
  admissions.map((one) => (one.ok ? one.ack : one.error.code));

/** What the database says when it refuses, for records whose name bears that word. */
export async function troubleIn(
  { pools, network }: Pick<Opened, 'pools' | 'network'>,
  word: string,
  sqlstate: string,
): Promise<() => Promise<void>> {
  const schema = schemaOf(network.card.network);
  await pools.pages.query(`
    create or replace function ${schema}.trouble() returns trigger language plpgsql as $$
    begin
      if new.envelope::text like '%${word}%' then raise exception 'in trouble' using errcode = '${sqlstate}'; end if;
      return new;
    end $$;
    create trigger trouble before insert on ${schema}.change for each row execute function ${schema}.trouble()`);
  return async () => void (await pools.pages.query(`drop trigger trouble on ${schema}.change`));
}
