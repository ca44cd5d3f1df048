// Letting a phone in: a code, a key it proves to hold, and no second way round.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { textOf, valueOf } from '../../src/kernel/fold.ts';
import { deviceRecord, holderRecord } from '../../src/kernel/judge.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import type { NetworkCard } from '../../src/kernel/wire.ts';
import { Device, DeviceKey, joinWith, post } from './client.ts';
import { openHub, type People, SIKASSO, settle, type TestHub } from './world.ts';

let world: TestHub;
let url: string;
let network: HubNetwork;
let people: People;

beforeAll(async () => {
  world = await openHub();
  url = world.hub.url;
  network = await world.hub.networks.create({ slug: 'essai', name: 'Essai', mode: 'real', demo: false });
  people = await settle(network);
}, 60_000);
afterAll(() => world.end());

const code = (person: RecordId, createdBy: RecordId | '' = '', days = 1): Promise<string> =>
  network.createCode(person, { createdBy, days });

describe('joining by a code', () => {
  it('registers the phone in its branch and enrols the person', async () => {
    const key = new DeviceKey();
    const text = await code(people.animator, people.coordinator);
    expect(text).toMatch(/^[a-hj-km-np-z02-9]{4}(-[a-hj-km-np-z02-9]{4}){2}$/);
    const joined = await joinWith(
      url,
      key,
      ` ${text.toUpperCase().replaceAll('-', ' ')} `,
      'Tecno\u0000 d’Awa '.padEnd(90, 'x'),
    );
    expect(joined.body).toMatchObject({
      person: people.animator,
      name: 'Coumba Diarra',
      card: { network: network.card.network },
    });
    expect(joined.body?.holding.reach.map((part) => part.prefix)).toContain(SIKASSO);
    const device = await network.record(deviceRecord(key.id));
    expect(device).toMatchObject({ home: SIKASSO });
    expect(device && textOf(device, 'label')).toMatch(/^Tecno {2}d’Awa x{47}$/);
    expect(device && valueOf(device, 'steward')).toBe(people.coordinator);
    expect(await network.record(holderRecord(key.id, people.animator))).not.toBeNull();
  });

  it('lets the same phone ask again when the answer was lost, and no other', async () => {
    const [key, other] = [new DeviceKey(), new DeviceKey()];
    const text = await code(people.animator);
    const both = await Promise.all([joinWith(url, key, text), joinWith(url, key, text)]);
    expect(both.map((reply) => reply.status)).toEqual([200, 200]);
    expect((await joinWith(url, other, text)).error?.code).toBe('CODE-USED');
    expect(await network.record(deviceRecord(other.id))).toBeNull();
    expect((await network.history(deviceRecord(key.id))).length).toBeGreaterThan(0);
  });

  it('lets only one of two phones in that come at once', async () => {
    const keys = Array.from({ length: 6 }, () => new DeviceKey());
    const text = await code(people.other);
    const replies = await Promise.all(keys.map((key) => joinWith(url, key, text)));
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(1);
    expect(replies.filter((reply) => reply.error?.code === 'CODE-USED')).toHaveLength(5);
  });

  it('enrols a second person on a phone that is known', async () => {
    const key = new DeviceKey();
    await joinWith(url, key, await code(people.animator));
    const before = await network.history(deviceRecord(key.id));
    expect((await joinWith(url, key, await code(people.coordinator))).body?.person).toBe(people.coordinator);
    expect(await network.history(deviceRecord(key.id))).toEqual(before);
    expect(await network.record(holderRecord(key.id, people.coordinator))).not.toBeNull();
  });

  it('brings an ended phone back by a new code, never by the old one', async () => {
    const key = new DeviceKey();
    const old = await code(people.animator);
    await joinWith(url, key, old);
    await network.act(people.coordinator, [{ do: 'edit', record: deviceRecord(key.id), body: { status: 'ended' } }]);
    expect((await joinWith(url, key, old)).error?.code).toBe('CODE-USED');
    expect((await joinWith(url, key, await code(people.animator))).status).toBe(200);
    const back = await network.record(deviceRecord(key.id));
    expect(back && textOf(back, 'status')).toBe('active');
  });

  it('does not bring back a person who was taken off a phone, but by a new code', async () => {
    const key = new DeviceKey();
    const old = await code(people.animator);
    await joinWith(url, key, old);
    const holder = holderRecord(key.id, people.animator);
    await network.act(people.coordinator, [{ do: 'void', record: holder, voided: true }]);
    expect((await joinWith(url, key, old)).error?.code).toBe('CODE-USED');
    const device = new Device(url, key, network.card, people.animator);
    expect((await device.send(device.request())).error?.code).toBe('RIGHT-PERSON');
    expect((await joinWith(url, key, await code(people.animator))).status).toBe(200);
    await device.exchange();
  });

  it('never lets a blocked phone in, and keeps the code for another', async () => {
    const [key, other] = [new DeviceKey(), new DeviceKey()];
    await joinWith(url, key, await code(people.animator));
    await network.act(people.coordinator, [
      { do: 'edit', record: deviceRecord(key.id), body: { status: 'blocked', blockedAfter: 0 } },
    ]);
    const text = await code(people.animator);
    expect((await joinWith(url, key, text)).error?.code).toBe('DEVICE-BLOCKED');
    expect((await joinWith(url, other, text)).status).toBe(200);
  });

  it('refuses codes that are unknown or too old, and says which', async () => {
    for (const text of ['', 'abcd', 'aaaa-bbbb-cccc', '1'.repeat(60)])
      expect((await joinWith(url, new DeviceKey(), text)).error?.code).toBe('CODE-UNKNOWN');
    const old = await code(people.animator, '', -1);
    expect((await joinWith(url, new DeviceKey(), old)).error?.code).toBe('CODE-EXPIRED');
    expect(await network.redeemCode(old, false)).toEqual({ ok: false, error: { code: 'CODE-EXPIRED' } });
  });

  it('refuses a key it does not hold, or that is none', async () => {
    const [mine, theirs] = [new DeviceKey(), new DeviceKey()];
    const text = await code(people.animator);
    const ask = (key: string, signer = mine) => {
      const body = JSON.stringify({ code: text, key, label: 'x' });
      return post(`${url}/api/activate`, body, signer.sign(body), { 'x-forwarded-for': '10.2.0.1' });
    };
    expect((await ask(theirs.point)).error?.code).toBe('SYNC-SIGNATURE');
    const offCurve = Buffer.from(mine.point, 'base64url');
    offCurve[64] = (offCurve[64] ?? 0) ^ 1;
    for (const key of ['', 'x', mine.point.slice(4), offCurve.toString('base64url')])
      expect((await ask(key)).error?.code).toBe('SYNC-MALFORMED');
    expect((await ask(mine.point)).status).toBe(200);
  });

  it('tires of guessing, from one address and of one code', async () => {
    const [key, text] = [new DeviceKey(), 'aaaa-bbbb-dddd'];
    const from = async (address: string, tries: number, what: string) => {
      const codes: (string | undefined)[] = [];
      for (let i = 0; i < tries; i++) codes.push((await joinWith(url, key, what, 'x', address)).error?.code);
      return codes;
    };
    expect((await from('10.3.0.1', 10, `aaaa-bbbb-eeee`)).at(-1)).toBe('CODE-UNKNOWN');
    const tired = await joinWith(url, key, await code(people.animator), 'x', '10.3.0.1');
    expect(tired).toMatchObject({ status: 429, error: { code: 'HUB-BUSY' } });
    expect(Number(tired.headers.get('retry-after'))).toBeGreaterThan(0);
    const spread: (string | undefined)[] = [];
    for (let i = 0; i < 12; i++) spread.push((await joinWith(url, key, text, 'x', `10.4.0.${i}`)).error?.code);
    expect(spread.slice(0, 10)).toEqual(Array(10).fill('CODE-UNKNOWN'));
    expect(spread.slice(10)).toEqual(['HUB-BUSY', 'HUB-BUSY']);
  });

  it('tells anybody which networks there are, and nothing secret of them', async () => {
    const cards = (await (await fetch(`${url}/api/networks`)).json()) as NetworkCard[];
    expect(cards).toEqual([network.card]);
    expect(Object.keys(cards[0] ?? {}).sort()).toEqual([
      'authority',
      'authorityKey',
      'demo',
      'mode',
      'name',
      'network',
      'sealKey',
      'settings',
      'slug',
    ]);
  });
});
