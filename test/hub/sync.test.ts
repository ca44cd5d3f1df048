// The job itself, over real HTTP and a real database: written in a branch without network, seen in Bamako, nothing refused in silence.
import { webcrypto } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { textOf } from '../../src/kernel/fold.ts';
import { sensitiveScope } from '../../src/kernel/ids.ts';
import { deviceRecord, holderRecord } from '../../src/kernel/judge.ts';
import { fromBase64Url } from '../../src/kernel/keys.ts';
import { sealTo } from '../../src/kernel/seal.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { type SyncAnswer, type SyncRequest, sameRoad } from '../../src/kernel/wire.ts';
import { carry, type Device, post } from './client.ts';
import { enlist, openHub, organisation, type People, phoneOf, SEGOU, SIKASSO, settle, type TestHub } from './world.ts';

let world: TestHub;
let url: string;
let network: HubNetwork;
let people: People;
let phone: Device;
let office: Device;
let segou: Device;

beforeAll(async () => {
  world = await openHub();
  url = world.hub.url;
  network = await world.hub.networks.create({ slug: 'essai', name: 'Essai', mode: 'real', demo: false });
  people = await settle(network);
  [phone, office, segou] = [
    await phoneOf(url, network, people.animator),
    await phoneOf(url, network, people.secretary),
    await phoneOf(url, network, people.other),
  ];
  for (const device of [phone, office, segou]) await device.exchange();
}, 60_000);
afterAll(() => world.end());

const names = (device: Device): string[] =>
  device.replica
    .list('organisation')
    .map((state) => textOf(state, 'name'))
    .sort();
const has = (device: Device, record: RecordId): boolean => device.replica.record(record) !== null;

describe('an exchange', () => {
  it('carries what a branch wrote offline to the secretariat, with who, where and when', async () => {
    const before = Date.now();
    const [change] = phone.write([organisation('Benkadi')]);
    expect(phone.replica.numbers(people.animator)).toMatchObject({ pending: 1, confirmed: 0 });
    await phone.exchange();
    expect(phone.replica.numbers(people.animator)).toMatchObject({ pending: 0, confirmed: 1 });

    await office.exchange();
    expect(names(office)).toContain('Benkadi');
    const [known] = office.replica.history(change?.record as RecordId);
    expect(known?.change).toEqual(change);
    expect(known?.change.by).toBe(people.animator);
    expect(known?.change.scope).toBe(SIKASSO);
    expect(known?.eff).toBeGreaterThanOrEqual(before * 1024);
    expect(await network.record(change?.record as RecordId)).toEqual(office.replica.record(change?.record as RecordId));
  });

  it('SYNC-15 shows the card to another branch and keeps the contact at home', async () => {
    const [card, contact] = phone.write((id) => [
      organisation('Sigida'),
      {
        do: 'create',
        type: 'organisation_contact',
        body: { of: id(0), phone: '70 11 22 33' },
        home: sensitiveScope(SIKASSO),
      },
    ]);
    await phone.exchange();
    for (const device of [segou, office]) await device.exchange();
    expect(has(segou, card?.record as RecordId)).toBe(true);
    expect(has(segou, contact?.record as RecordId)).toBe(false);
    expect(has(office, contact?.record as RecordId)).toBe(true);
  });

  it('SYNC-03 takes a retry, byte for byte, as the same work', async () => {
    const [change] = phone.write([organisation('Une seule fois')]);
    const request = phone.request();
    const [first, again] = [await phone.send(request), await phone.send(request)];
    expect(again.status).toBe(200);
    expect(again.body?.ack).toBe(first.body?.ack);
    expect(again.body?.confirmed).toEqual(first.body?.confirmed);
    expect(await network.history(change?.record as RecordId)).toHaveLength(1);
    phone.replica.receive(again.body as SyncAnswer, Date.now());
    expect(phone.replica.numbers(people.animator)).toMatchObject({ pending: 0 });
  });

  it('takes the same push sent several times at once only once, beside the pushes of others', async () => {
    const [mine] = phone.write([organisation('Ensemble')]);
    const [theirs] = segou.write([organisation('À Ségou', SEGOU)]);
    const [one, two] = [phone.request(), segou.request()];
    const replies = await Promise.all([phone.send(one), segou.send(two), phone.send(one), phone.send(one)]);
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200]);
    for (const change of [mine, theirs]) expect(await network.history(change?.record as RecordId)).toHaveLength(1);
    phone.replica.receive(replies[0]?.body as SyncAnswer, Date.now());
    segou.replica.receive(replies[1]?.body as SyncAnswer, Date.now());
  });

  it('SYNC-10 hands on a field that only a newer program knows, and keeps it under later work', async () => {
    const [change] = phone.write([organisation('Demain', SIKASSO, { colour: 'indigo' })]);
    await phone.exchange();
    await office.exchange();
    const record = change?.record as RecordId;
    expect(office.replica.history(record).map((known) => known.change)).toEqual([change]);
    office.write([{ do: 'edit', record, body: { place: 'Kadiolo' } }]);
    await office.exchange();
    const state = await network.record(record);
    expect(state && [textOf(state, 'colour'), textOf(state, 'place')]).toEqual(['indigo', 'Kadiolo']);
  });

  it('gives many records in several answers, and a newcomer ends with what the others have', async () => {
    for (let i = 0; i < 12; i++)
      segou.write(Array.from({ length: 60 }, (_, n) => organisation(`Groupe ${i}-${n}`, SEGOU)));
    await segou.exchange();
    await office.exchange();
    const newcomer = await phoneOf(url, network, people.secretary);
    await newcomer.exchange();
    expect(names(newcomer)).toEqual(names(office));
    expect(names(newcomer).length).toBeGreaterThan(720);
  });

  it('says in a line that nothing is new, to whoever signed the question, and only where they stand', async () => {
    const as = phone.person;
    const ask = async (base: string, signed = true): Promise<Response> => {
      const path = sameRoad({ ...phone.replica.caller(as), same: base });
      const signature = phone.key.sign(signed ? path : `${path}x`);
      return fetch(`${url}${path}`, { headers: { 'x-jekulu-signature': signature } });
    };
    await phone.exchange();
    expect(await (await ask(phone.replica.base)).json()).toMatchObject({ v: 1, same: true });
    expect(await (await ask('elsewhere')).json()).not.toHaveProperty('same');
    expect((await ask(phone.replica.base, false)).status).toBe(401);
    expect((await fetch(`${url}/sync/${phone.card.network}/x/${as}/1/y`)).status).toBe(400);
    await network.actAsAuthority([organisation('Neuf')]);
    expect(await (await ask(phone.replica.base)).json()).not.toHaveProperty('same');
    await phone.exchange();
  });

  it('speaks gzip both ways, and signs what was before compression', async () => {
    const { body, signature } = phone.request();
    const reply = await post<SyncAnswer>(`${url}/sync`, Uint8Array.from(gzipSync(body)), signature, {
      'content-encoding': 'gzip',
    });
    expect(reply.status).toBe(200);
    const all = fromScratch(office);
    const headers = { 'accept-encoding': 'br', 'x-jekulu-signature': all.signature };
    const big = await fetch(`${url}/sync`, { method: 'POST', body: all.body, headers });
    expect(big.headers.get('content-encoding')).toBe('br');
    expect(((await big.json()) as SyncAnswer).changes.length).toBeGreaterThan(100);
    expect(big.headers.get('cache-control')).toBe('no-store');
  });

  it('SYNC-12 keeps work that waits for a record, and lets it through by itself when that comes', async () => {
    const colleague = await phoneOf(url, network, people.coordinator);
    await colleague.exchange();
    const cause = `${colleague.id}.2` as RecordId;
    const contact = { of: cause, phone: '70112233' };
    const [waiting] = phone.write([
      { do: 'create', type: 'organisation_contact', body: contact, home: sensitiveScope(SIKASSO) },
    ]);
    await phone.exchange();
    expect(phone.replica.numbers(people.animator)).toMatchObject({ received: 1, pending: 0 });
    expect((await network.groups('held', 10))[0]?.[0]?.ruling).toMatchObject({ code: 'HOLD-CAUSE', cause });
    colleague.write([organisation('Avant')]);
    colleague.write([organisation('La cause')]);
    await colleague.exchange();
    await phone.exchange();
    expect(phone.replica.numbers(people.animator)).toMatchObject({ received: 0, pending: 0 });
    expect(await network.record(waiting?.record as RecordId)).not.toBeNull();
    expect(await network.groups('held', 10)).toEqual([]);
  });

  it('returns work with its reason to its author, who corrects it', async () => {
    const [bad] = segou.write([organisation('Pas chez moi', SIKASSO)]);
    await segou.exchange();
    expect(segou.replica.numbers(people.other).fix).toBe(1);
    expect(segou.replica.toFix(people.other)[0]?.ruling.code).toBe('RIGHT-NONE');
    segou.write([{ do: 'settle', of: bad as typeof bad & object, how: 'withdrawn' }]);
    await segou.exchange();
    expect(segou.replica.numbers(people.other).fix).toBe(0);
    expect(await network.groups('returned', 10)).toEqual([]);
  });
});

describe('a shared phone', () => {
  it('SYNC-22 carries work sealed to the hub for somebody else, without reading it', async () => {
    const [change] = phone.write([organisation('Scellée')]);
    const { request } = phone.request();
    const sealed = await sealTo(
      webcrypto.subtle as SubtleCrypto,
      fromBase64Url(phone.card.sealKey),
      JSON.stringify(change),
    );
    const push = { ...request.push, changes: [{ seq: change?.seq, sealed }] };
    const reply = await phone.send(phone.signed({ ...request, push } as unknown as SyncRequest));
    expect(reply.body?.ack).toBe(change?.seq);
    phone.replica.receive(reply.body as SyncAnswer, Date.now());
    expect((await network.history(change?.record as RecordId))[0]?.change).toEqual(change);
  });

  it('takes the enrolment of a person who opened it offline, and then serves that person', async () => {
    const day = new Date().toISOString().slice(0, 10);
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const [person] = phone.write((id) => [
      { do: 'create', type: 'person', body: { name: 'Fanta Sidibé' }, home: SIKASSO },
      {
        do: 'create',
        type: 'grant',
        body: { person: id(0), role: 'animator', scope: SIKASSO, from: day, to: until, provisional: true },
        home: SIKASSO,
      },
      { do: 'create', type: 'holder', body: { device: phone.id, person: id(0) }, home: SIKASSO },
    ]);
    const newcomer = person?.record as RecordId;
    const stranger = { ...phone.request().request, as: newcomer, held: '', cursor: null };
    const reply = await phone.send(phone.signed(stranger));
    expect(reply.status).toBe(200);
    expect(reply.body?.holding?.keys.map((key) => key.class)).toContain('open');
    await phone.exchange();
    expect(await network.record(holderRecord(phone.id, newcomer))).not.toBeNull();
  });

  it('gives nothing for a person who is not enrolled on it, but takes the work of those who are', async () => {
    phone.write([organisation('Passée par un autre')]);
    const { request } = phone.request();
    const reply = await phone.send(phone.signed({ ...request, as: people.secretary, held: '' }));
    expect(reply).toMatchObject({ status: 403, error: { code: 'RIGHT-PERSON' }, last: phone.replica.last });
    await phone.exchange();
    expect(phone.replica.numbers()).toMatchObject({ pending: 0 });
  });
});

describe('a file of unsent work', () => {
  it('is taken in late, twice, and by anybody’s hand, who is told the rulings only', async () => {
    const [change] = phone.write([organisation('Sur une clé USB')]);
    const file = phone.bundle();
    await segou.exchange();
    const [first, again] = [await carry(url, file), await carry(url, file.slice(0, -1))];
    expect(first.body).toMatchObject({ ack: change?.seq, changes: [], more: false });
    expect(first.body).not.toHaveProperty('holding');
    expect(again.body?.ack).toBe(change?.seq);
    expect(await network.history(change?.record as RecordId)).toHaveLength(1);
    await phone.exchange();
    // Everybody who reads the record is told by which road it came; what is sent again over the network came by its first road.
    const office = await phoneOf(url, network, people.coordinator);
    await office.exchange();
    for (const device of [phone, office])
      expect(device.replica.history(change?.record as RecordId)[0]?.ruling).toMatchObject({ road: 'file' });
    const late = await carry(url, file);
    expect(late.status).toBe(200);
    for (const bad of ['', 'JEKULU-BUNDLE 2\nx\n{}\n', file.replace('\n', ''), file.slice(0, 200)]) {
      expect((await carry(url, bad)).error?.code).toBe('SYNC-MALFORMED');
    }
    expect((await carry(url, file.replace('"app":"test 1"', '"app":"test 2"'))).error?.code).toBe('SYNC-SIGNATURE');
  });
});

describe('a device that is no longer trusted', () => {
  it('ended: its backlog is taken, nothing comes down any more', async () => {
    const device = await phoneOf(url, network, people.animator);
    await device.exchange();
    const [change] = device.write([organisation('Le reste')]);
    await network.act(people.coordinator, [{ do: 'edit', record: deviceRecord(device.id), body: { status: 'ended' } }]);
    const reply = await device.send(device.request());
    expect(reply.body).toMatchObject({ ended: true, changes: [], ack: change?.seq });
    expect(reply.body).not.toHaveProperty('holding');
    expect(await network.record(change?.record as RecordId)).not.toBeNull();
  });

  it('SYNC-16 blocked: what it sends is set aside until somebody decides, one way or the other', async () => {
    const device = await phoneOf(url, network, people.animator);
    await device.exchange();
    device.write([organisation('Avant le vol')]);
    await device.exchange();
    const body = { status: 'blocked', blockedAfter: await network.lastSeq(device.id) };
    await network.act(people.coordinator, [{ do: 'edit', record: deviceRecord(device.id), body }]);
    const [good] = device.write([organisation('Vraie')]);
    const [bad] = device.write([organisation('Fausse')]);
    const reply = await device.send(device.request());
    expect(reply.body).toMatchObject({ blocked: true, changes: [] });
    expect(reply.body).not.toHaveProperty('holding');
    expect(await network.groups('quarantined', 10)).toHaveLength(2);
    expect(await network.record(good?.record as RecordId)).toBeNull();

    await network.act(people.coordinator, [{ do: 'settle', of: good as typeof good & object, how: 'accepted' }]);
    await network.act(people.coordinator, [{ do: 'settle', of: bad as typeof bad & object, how: 'refused' }]);
    expect(await network.record(good?.record as RecordId)).not.toBeNull();
    expect(await network.record(bad?.record as RecordId)).toBeNull();
    expect((await network.groups('returned', 10))[0]?.[0]?.ruling?.code).toBe('QUARANTINE-REFUSED');
  });
});

describe('a right that ended', () => {
  /** Work of somebody whose right ended so many days ago, written on a phone that had been told of it or not. */
  async function rulingOf(days: number, told: boolean): Promise<unknown> {
    const person = await enlist(network, 'Moussa Keïta', 'animator', SIKASSO);
    const device = await phoneOf(url, network, person);
    await device.exchange();
    const [grant] = await network.grantsOf(person);
    const to = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
    await network.actAsAuthority([{ do: 'edit', record: grant?.id as RecordId, body: { to } }]);
    const [change] = device.write([organisation('Après la fin')]);
    const { request } = device.request();
    const reply = await device.send(device.signed({ ...request, heard: told ? request.heard : 0 }));
    expect(reply.body?.ack).toBe(change?.seq);
    const { state, code, flags } = reply.body?.rulings[0] ?? {};
    return { state, code: code ?? flags?.[0]?.code };
  }

  it('SYNC-13 counts by what the phone had been told, and for a while after', async () => {
    expect(await rulingOf(10, false)).toEqual({ state: 'confirmed', code: 'FLAG-LATE' });
    expect(await rulingOf(10, true)).toEqual({ state: 'returned', code: 'RIGHT-ENDED' });
    expect(await rulingOf(60, false)).toEqual({ state: 'returned', code: 'RIGHT-GRACE' });
  });
});

describe('what a person holds', () => {
  it('brings the keys of their places, and the next recovery word after each use', async () => {
    const holding = await network.holdingOf(people.coordinator, phone.id, Date.now());
    expect(holding.keys.map((key) => `${key.class} ${key.scope}`).sort()).toEqual([
      `open ${SIKASSO}`,
      'open n/shared/',
      `person n/person/${people.coordinator}/`,
      `sensitive ${SIKASSO}`,
      `steward ${SIKASSO}`,
    ]);
    expect(holding.recovery?.n).toBe(1);
    const { request } = phone.request();
    const reply = await phone.send(phone.signed({ ...request, held: '', recovered: 1 }));
    expect(reply.body?.holding?.recovery?.n).toBe(2);
    expect(reply.body?.holding?.keys.map((key) => key.class)).not.toContain('steward');
  });
});

/** A first request of that device, as if it knew nothing. */
function fromScratch(device: Device): { body: string; signature: string } {
  const { request } = device.request();
  return device.signed({ ...request, cursor: { epoch: network.epoch, pos: 0 } });
}
