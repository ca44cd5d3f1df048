import { describe, expect, it } from 'vitest';
import { changeIdOf, SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import { orgScope } from '../../src/kernel/sharing.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { envelopeFault } from '../../src/kernel/wire.ts';
import type { SimDevice } from '../sim/device.ts';
import { DAY, HOUR, ROOT, SEGOU, SIKASSO, World, YEAR } from '../sim/world.ts';
import { loggedIn } from './hands.ts';

interface Scene {
  readonly world: World;
  readonly phone: SimDevice;
  readonly office: SimDevice;
  readonly awa: RecordId;
}
async function scene(): Promise<Scene> {
  const world = new World(7);
  const awa = await world.member('Awa', 'animator', SIKASSO);
  const coumba = await world.member('Coumba', 'coordinator', SIKASSO);
  const phone = await world.device('phone', SIKASSO, awa);
  const office = await world.device('office', SIKASSO, coumba);
  for (const device of [phone, office]) await world.sync(device);
  world.pass(HOUR);
  return { world, phone, office, awa };
}
const edit = (device: SimDevice, record: RecordId, place: string): Change =>
  device.write([{ do: 'edit', record, body: { place } }])[0] as Change;

describe('what is written', () => {
  it('is well formed, whatever is done', async () => {
    const { world, phone } = await scene();
    const [card, contact] = world.organisation(phone, SIKASSO, 'Benkadi');
    const record = card?.record as RecordId;
    const all = [
      ...(phone.write([{ do: 'void', record, voided: true }]) as Change[]),
      edit(phone, record, 'San'),
      ...phone.write([{ do: 'settle', of: card as Change, how: 'handed', to: record }]),
      card as Change,
      contact as Change,
    ];
    for (const one of all) expect(envelopeFault(one)).toBe(null);
    expect(card?.group).toEqual([1, 2]);
    // The card is everybody's; how it is reached is also the organisation's own to read.
    expect([card?.shared, contact?.shared]).toEqual([[SHARED], [sensitiveScope(orgScope(SIKASSO, record))]]);
  });

  it('cites what it replaces, and beneath what is not confirmed the confirmed too', async () => {
    const { world, phone, office } = await scene();
    const [card] = world.organisation(phone, SIKASSO, 'Benkadi');
    const record = card?.record as RecordId;
    await world.sync(phone);
    await world.sync(office);
    expect(edit(phone, record, 'San').over).toBe(undefined);
    const second = edit(phone, record, 'Koutiala');
    expect(second.over?.['place']).toEqual([`${phone.id}.1`, `${phone.id}.3`].sort());
    await world.sync(phone);
    expect(edit(phone, record, 'Markala').over?.['place']).toEqual([`${phone.id}.4`]);
    await world.sync(phone);
    await world.sync(office);
    expect(edit(office, record, 'Sikasso').over?.['place']).toEqual([`${phone.id}.5`]);
  });

  it('lends a salt within its own group only: every log can be checked by itself, whatever is erased', async () => {
    const { world, phone, office } = await scene();
    const [card, contact] = world.organisation(phone, SIKASSO, 'Benkadi');
    const record = card?.record as RecordId;
    expect([card?.salt !== undefined, contact?.salt !== undefined]).toEqual([true, true]);
    await world.sync(phone);
    await world.sync(office);
    expect(edit(phone, record, 'San').salt).toMatch(/^[\w-]{11}$/);
    expect(edit(office, record, 'San').salt).toMatch(/^[\w-]{11}$/);
    const bornTogether = phone.write((ids) => [
      { do: 'create', type: 'organisation', body: { name: 'x', kind: 'gie', place: 'y' }, home: SIKASSO },
      { do: 'create', type: 'organisation_contact', body: { of: ids(0) }, home: sensitiveScope(SIKASSO) },
    ]);
    expect(bornTogether[1]?.body?.['of']).toBe(bornTogether[0]?.record);
  });

  it('chains to the same links on the phone and on the hub, through returns, corrections and other people’s records', async () => {
    const { world, phone, office } = await scene();
    const bad = phone.write([
      { do: 'create', type: 'organisation', body: { kind: 'gie', place: 'Klela' }, home: SIKASSO },
    ])[0] as Change;
    edit(phone, world.organisation(phone, SIKASSO, 'Benkadi')[0]?.record as RecordId, 'San');
    await world.sync(phone);
    await world.sync(office);
    edit(office, world.organisation(office, SIKASSO, 'Jigiya')[0]?.record as RecordId, 'San');
    await world.sync(office);
    const fixed = { do: 'create', type: 'organisation', home: SIKASSO, record: bad.record } as const;
    const body = { name: 'Put right', kind: 'gie', place: 'Klela' };
    phone.write([
      { do: 'settle', of: bad, how: 'corrected' },
      { ...fixed, body },
    ]);
    edit(phone, bad.record, 'Sikasso');
    await world.sync(phone);
    await world.sync(office);
    edit(office, bad.record, 'Koutiala');
    await world.sync(office);
    for (const device of [phone, office])
      for (const row of device.rows())
        expect((await loggedIn(world.hub, changeIdOf({ device: device.id, seq: row.seq }))).link).toBe(row.link);
  });

  it('bears the grant that allows it: the one in force, however wrong the clock', async () => {
    const { world, phone, awa } = await scene();
    const today = new Date(world.time).toISOString().slice(0, 10);
    const soon = new Date(world.time + 20 * DAY).toISOString().slice(0, 10);
    const old = { person: awa, role: 'animator', scope: SIKASSO, from: '2020-01-01', to: '2020-12-31' };
    await world.hub.act([{ do: 'create', type: 'grant', body: old, home: SIKASSO }]);
    const [first] = await world.hub.grantsOf(awa);
    await world.hub.act([{ do: 'edit', record: first?.id as RecordId, body: { to: soon } }]);
    await world.sync(phone);
    for (const skew of [0, 10 * YEAR, -10 * YEAR, -world.time]) {
      phone.skew = skew;
      expect(phone.replica.may(awa, 'create', 'organisation', SIKASSO, phone.now)).toBe(true);
      const [one] = world.organisation(phone, SIKASSO, `on ${today}`);
      expect(one?.grant).toBe(first?.id);
    }
    expect(phone.replica.may(awa, 'create', 'organisation', SEGOU, phone.now)).toBe(false);
    expect(phone.replica.may(awa, 'void', 'organisation', SIKASSO, phone.now)).toBe(false);
  });

  it('says how it came to be known, when that is not from oneself', async () => {
    const { phone, awa } = await scene();
    const act = { do: 'create', type: 'person', body: { name: 'x' }, home: SIKASSO } as const;
    const env = { now: phone.now, random: (n: number) => new Uint8Array(n) };
    const how = { source: 'paper', witness: 'Le chef', batch: 'import-1' } as const;
    expect(phone.replica.write([act], awa, { ...env, ...how })[0]).toMatchObject(how);
    expect(phone.replica.write([act], awa, { ...env, source: 'self' })[0]).not.toHaveProperty('source');
  });

  it('SYNC-07 too big to be sent is not recorded at all, and keeps nothing from leaving', async () => {
    const { world, phone } = await scene();
    const act = { do: 'create', type: 'organisation', home: SIKASSO, body: { name: 'x'.repeat(300) } } as const;
    expect(() => phone.write(Array(201).fill(act))).toThrow('SYNC-GROUP');
    expect(() => phone.write(Array(150).fill(act))).toThrow('SYNC-GROUP');
    expect(phone.rows()).toEqual([]);
    world.organisation(phone, SIKASSO, 'Benkadi');
    await world.sync(phone);
    expect(phone.replica.numbers()).toMatchObject({ pending: 0, confirmed: 1 });
  });

  it('of a record that nobody knows is a fault of the program', async () => {
    const { phone } = await scene();
    expect(() => edit(phone, `${phone.id}.99` as RecordId, 'San')).toThrow();
    expect(ROOT).toBe('n/');
  });
});
