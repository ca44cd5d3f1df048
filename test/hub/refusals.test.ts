// Bad input: each a clear error with a code, and nothing of it in the log.

import { webcrypto } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { codeEntry } from '../../src/kernel/codes.ts';
import { fromBase64Url } from '../../src/kernel/keys.ts';
import { sealTo } from '../../src/kernel/seal.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { LIMITS, type SyncAnswer, type SyncRequest } from '../../src/kernel/wire.ts';
import { Device, DeviceKey, post, type Reply } from './client.ts';
import { openHub, organisation, type People, phoneOf, SIKASSO, settle, type TestHub } from './world.ts';

let world: TestHub;
let url: string;
let network: HubNetwork;
let people: People;
let phone: Device;
/** Where the log must still be after each refusal. */
let last = 0;

beforeAll(async () => {
  world = await openHub();
  url = world.hub.url;
  network = await world.hub.networks.create({ slug: 'essai', name: 'Essai', mode: 'real', demo: false });
  people = await settle(network);
  phone = await phoneOf(url, network, people.animator);
  await phone.exchange();
  phone.write([organisation('Première')]);
  await phone.exchange();
  last = phone.replica.last;
}, 60_000);
afterAll(() => world.end());
afterEach(async () => {
  expect(await network.lastSeq(phone.id)).toBe(last);
});

/** Every refusal speaks: its code is in the list, with both languages. */
function expectRefusal(reply: Reply<unknown>, status: number, code: string): void {
  expect({ status: reply.status, code: reply.error?.code }).toEqual({ status, code });
  expect(reply.error?.fr).toBe(codeEntry(code)?.fr);
  expect(reply.error?.en).toBe(codeEntry(code)?.en);
  expect(JSON.stringify(reply)).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
}

const send = (request: unknown): Promise<Reply<SyncAnswer>> => phone.send(phone.signed(request as SyncRequest));

/** A good request with one organisation to send, that is never taken in by the replica. */
function draft(): SyncRequest & { readonly push: NonNullable<SyncRequest['push']> } {
  const other = new Device(url, phone.key, phone.card, phone.person);
  other.replica.load(
    [...phone.replica.list('grant')].flatMap((state) => phone.replica.history(state.id)),
    phone.replica.own(),
  );
  other.replica.meta = phone.replica.meta;
  other.write([organisation('Refusée')]);
  const { request } = other.request();
  return { ...request, n: request.n + 1000 } as ReturnType<typeof draft>;
}

const withChange = (more: object): unknown => {
  const request = draft();
  return {
    ...request,
    push: { ...request.push, changes: request.push.changes.map((change) => ({ ...change, ...more })) },
  };
};

describe('what the hub does not understand', () => {
  it('SYNC-19 a body that is no message', async () => {
    for (const body of ['', 'x', '{', 'null', '[]', '1', '"sync"', '{"v":1}', '{"push":null}']) {
      expectRefusal(
        await post(`${url}/sync`, body, phone.key.sign(body)),
        400,
        body.includes('push') ? 'SYNC-VERSION' : 'SYNC-MALFORMED',
      );
    }
  });

  it('text that is not UTF-8, and a body in a compression it does not know', async () => {
    const bytes = Uint8Array.from(Buffer.from(JSON.stringify(draft()).replace('Loulouni', 'Loul\u00e9'), 'latin1'));
    expectRefusal(await post(`${url}/sync`, bytes, phone.key.sign(bytes)), 400, 'SYNC-MALFORMED');
    const { body, signature } = phone.signed(draft());
    expectRefusal(await post(`${url}/sync`, body, signature, { 'content-encoding': 'zstd' }), 400, 'SYNC-MALFORMED');
  });

  it('a message cut off, compressed or not', async () => {
    const { body } = phone.signed(draft());
    const half = body.slice(0, body.length / 2);
    expectRefusal(await post(`${url}/sync`, half, phone.key.sign(half)), 400, 'SYNC-MALFORMED');
    const zipped = Uint8Array.from(gzipSync(body).subarray(0, 100));
    expectRefusal(
      await post(`${url}/sync`, zipped, phone.key.sign(body), { 'content-encoding': 'gzip' }),
      400,
      'SYNC-MALFORMED',
    );
  });

  it('a line that breaks in the middle of a message', async () => {
    const { body, signature } = phone.signed(draft());
    const { port } = new URL(url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(
          `POST /sync HTTP/1.1\r\nhost: x\r\nx-jekulu-signature: ${signature}\r\ncontent-length: ${body.length}\r\n\r\n`,
        );
        socket.write(body.slice(0, -10), () => socket.destroy());
      });
      socket.on('close', () => resolve());
    });
    await phone.exchange();
  });

  it('envelopes and fields that are not what they should be', async () => {
    const bodies: unknown[] = [
      { ':place': { home: 'n/', shared: [] } },
      { ':void': true },
      { constructor: 1 },
      { 'Nom de famille': 'x' },
      [],
      'x',
    ];
    for (const body of bodies) expectRefusal(await send(withChange({ body })), 400, 'SYNC-MALFORMED');
    let deep: unknown = 'x';
    for (let i = 0; i < 3000; i++) deep = [deep];
    expectRefusal(await send(withChange({ body: { name: deep } })), 400, 'SYNC-MALFORMED');
    const wrong = [
      { seq: 0 },
      { seq: last + 2 },
      { device: new DeviceKey().id },
      { type: 'Organisation' },
      { kind: 'drop' },
      { scope: 'n/%/' },
      { record: '../x' },
      { by: "' or 1=1" },
      { schema: -1 },
    ];
    for (const more of wrong) expectRefusal(await send(withChange(more)), 400, 'SYNC-MALFORMED');
  });

  it('an object’s own words where a type or a role should be', async () => {
    // Judged like any type nobody knows, which is held; here the log must not move, so only the message is tried.
    for (const more of [
      { cursor: { epoch: 'constructor', pos: -1 } },
      { behind: { constructor: 'x' } },
      { recovered: -1 },
      { as: 'toString' },
    ])
      expectRefusal(await send({ ...draft(), ...more }), 400, 'SYNC-MALFORMED');
  });

  it('another version of the protocol', async () => {
    expectRefusal(await send({ ...draft(), v: 2 }), 400, 'SYNC-VERSION');
  });
});

describe('what is too big', () => {
  it('SYNC-19 a body beyond the limit, also when it only swells on unpacking', async () => {
    const big = JSON.stringify({ ...draft(), app: 'x'.repeat(LIMITS.bodyBytes) });
    expectRefusal(await post(`${url}/sync`, big, phone.key.sign(big)), 413, 'SYNC-TOO-BIG');
    const bomb = Uint8Array.from(gzipSync('0'.repeat(20 * LIMITS.bodyBytes)));
    expect(bomb.length).toBeLessThan(LIMITS.bodyBytes);
    expectRefusal(await post(`${url}/sync`, bomb, 'x', { 'content-encoding': 'gzip' }), 413, 'SYNC-TOO-BIG');
  });

  it('too many changes in one push', async () => {
    const request = draft();
    const [one] = request.push.changes;
    const changes = Array.from({ length: LIMITS.pushChanges + 1 }, (_, i) => ({
      seq: (one?.seq ?? 0) + i,
      sealed: 'x',
    }));
    expectRefusal(await send({ ...request, push: { ...request.push, changes } }), 413, 'SYNC-TOO-BIG');
  });

  it('a group too big, or cut in two', async () => {
    const fat = withChange({ body: { name: 'x'.repeat(LIMITS.groupBytes), kind: 'group', place: 'x' } });
    expectRefusal(await send(fat), 400, 'SYNC-GROUP');
    expectRefusal(await send(withChange({ group: [last + 1, 2] })), 400, 'SYNC-GROUP');
    const request = draft();
    const [one] = request.push.changes;
    const size = LIMITS.groupChanges + 1;
    const group = [last + 1, size];
    const changes = Array.from({ length: size }, (_, i) => ({ ...one, seq: last + 1 + i, group }));
    expectRefusal(await send({ ...request, push: { ...request.push, changes } }), 400, 'SYNC-GROUP');
  });
});

describe('who does not prove who they are', () => {
  it('SYNC-19 unsigned, signed by another key, or altered after signing', async () => {
    const { body, signature } = phone.signed(draft());
    const other = new DeviceKey();
    const wrong = [undefined, '', 'x', 'A'.repeat(86), other.sign(body), `${signature}A`, signature.slice(0, -1)];
    for (const one of wrong) expectRefusal(await post(`${url}/sync`, body, one), 401, 'SYNC-SIGNATURE');
    expectRefusal(await post(`${url}/sync`, body.replace('Loulouni', 'Loulounı'), signature), 401, 'SYNC-SIGNATURE');
    expectRefusal(await post(`${url}/sync`, `${body} `, signature), 401, 'SYNC-SIGNATURE');
  });

  it('a device nobody registered', async () => {
    const stranger = new Device(url, new DeviceKey(), phone.card, phone.person);
    stranger.write([organisation('Intruse')]);
    expectRefusal(await stranger.send(stranger.request()), 401, 'DEVICE-UNKNOWN');
  });

  it('SYNC-19 a request that was overtaken by a later one', async () => {
    const old = phone.request();
    await phone.exchange();
    const { n } = phone.replica.meta;
    const reply = await phone.send(old);
    expectRefusal(reply, 409, 'SYNC-REPLAY');
    expect(reply.last).toBe(n);
  });

  it('work sealed to another hub, or that turns out to be somebody else’s', async () => {
    const request = draft();
    const [change] = request.push.changes as [Change];
    const seal = (value: unknown, key = phone.card.sealKey): Promise<string> =>
      sealTo(
        webcrypto.subtle as SubtleCrypto,
        fromBase64Url(key),
        typeof value === 'string' ? value : JSON.stringify(value),
      );
    const wrong = [
      'x',
      '.',
      7,
      null,
      await seal(change, phone.card.authorityKey),
      await seal('not json'),
      await seal({ ...change, device: new DeviceKey().id }),
      await seal({ ...change, seq: change.seq + 1 }),
    ];
    for (const sealed of wrong) {
      const push = { ...request.push, changes: [{ seq: change.seq, sealed }] };
      expectRefusal(await send({ ...request, push }), 400, 'SYNC-MALFORMED');
    }
  });
});

describe('a log that does not fit', () => {
  it('a gap: the device is told from where to send again', async () => {
    const request = draft();
    const changes = request.push.changes.map((change) => ({ ...change, seq: change.seq + 5 }));
    const reply = await send({ ...request, last: last + 6, push: { ...request.push, from: last + 6, changes } });
    expectRefusal(reply, 409, 'SYNC-GAP');
    expect(reply.last).toBe(last);
  });

  it('SYNC-17 a clone: another history under the same identity', async () => {
    const request = draft();
    const before = await send({ ...request, push: { ...request.push, prev: 'f'.repeat(64) } });
    expectRefusal(before, 409, 'DEVICE-CLONE');
    expect(before.last).toBe(last);
    const own = phone.replica.own().map((row) => row.change as Change);
    const altered = own.map((change, i) =>
      i === last - 1 ? { ...change, body: { ...change.body, name: 'Autre' } } : change,
    );
    expectRefusal(await send({ ...request, push: { from: 1, prev: '', changes: altered } }), 409, 'DEVICE-CLONE');
    expect((await send({ ...request, push: { from: 1, prev: '', changes: own } })).body?.ack).toBe(last);
    phone.replica.raiseCounter(request.n);
  });
});

describe('several networks on one installation', () => {
  it('SYNC-18 never mix, even for a phone that is in both', async () => {
    const practice = await world.hub.networks.create({
      slug: 'pratique',
      name: 'Mode essai',
      mode: 'practice',
      demo: true,
    });
    const there = await settle(practice);
    const code = await practice.createCode(there.animator, { createdBy: '', days: 1 });
    const twin = await Device.join(url, code, 'La même', phone.key);
    expect(twin.card).toMatchObject({ mode: 'practice', network: practice.card.network });
    await twin.exchange();
    twin.write([organisation('Pour essayer')]);
    await twin.exchange();
    const names = (await network.list('organisation')).map((state) => state.fields['name']?.[0]?.value);
    expect(names).toEqual(['Première']);
    expect((await practice.list('organisation')).map((state) => state.fields['name']?.[0]?.value)).toEqual([
      'Pour essayer',
    ]);

    // Its place in one network, asked for in the other: nobody is known there under that name.
    const crossed = await send({ ...phone.request().request, network: practice.card.network, n: 10_000_000 });
    expect(crossed.error?.code).toBe('RIGHT-PERSON');
    expect(JSON.stringify(crossed)).not.toContain('Pour essayer');
    const reply = await twin.send(twin.signed({ ...twin.request().request, cursor: null, held: '' }));
    expect(JSON.stringify(reply.body)).not.toContain(network.card.network);
    expectRefusal(await send({ ...draft(), network: new DeviceKey().id }), 404, 'SYNC-NETWORK');
    const unknown = people.animator as RecordId;
    expect(await practice.record(unknown)).toBeNull();
    expect(
      (await network.list('organisation', { reach: [{ prefix: SIKASSO, closed: true, types: ['organisation'] }] }))
        .length,
    ).toBe(1);
  });
});
