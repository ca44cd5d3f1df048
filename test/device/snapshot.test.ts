// A phone that begins is told what stands today, not all that was ever written; a line may break at any byte of it.
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { importKey, open } from '../../src/device/box.ts';
import { secondsLeft } from '../../src/device/line.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { schemaOf } from '../../src/hub/schema.ts';
import { Snapshots } from '../../src/hub/snapshots.ts';
import { type Dense, SEGMENT_LIMITS, sparse } from '../../src/kernel/dense.ts';
import { textOf } from '../../src/kernel/fold.ts';
import type { Reach } from '../../src/kernel/grant.ts';
import { ROOT, SHARED } from '../../src/kernel/ids.ts';
import { fromBase64Url, scopeKey } from '../../src/kernel/keys.ts';
import { segmentAbout, segmentClass } from '../../src/kernel/segments.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import type { SyncState } from '../../src/ui/contract.ts';
import { enlist } from '../hub/world.ts';
import { Phone, road } from './phone.ts';
import { world } from './world.ts';

const here = world();
const CROWD = 450;

/** Text that travels in words. */
const about = (i: number): string => `Groupe ${i} de Klela, le mil et l’oignon : le champ du groupe ${i}.`;

/** Organisations, each renamed twice by the office. */
async function crowd(network: HubNetwork): Promise<void> {
  for (let from = 0; from < CROWD; from += 75) {
    const numbers = Array.from({ length: 75 }, (_, i) => from + i);
    const made = await network.actAsAuthority(
      numbers.map((i) => ({
        do: 'create' as const,
        type: 'organisation',
        body: { name: `Groupe ${i}`, kind: 'group', place: 'Klela', about: about(i) },
        home: ROOT,
        shared: [SHARED],
      })),
    );
    for (const word of ['Essai', 'Foule'])
      await network.actAsAuthority(
        made.map(({ record }, i) => ({ do: 'edit' as const, record, body: { name: `${word} ${from + i}` } })),
      );
  }
}

const named = (phone: Phone): number => phone.names.filter((name) => /^Foule \d+$/.test(name)).length;
const segments = (): readonly string[] => road.passed.filter((path) => path.startsWith('/segment/'));

/** What the sync line is told of what comes, from now on. */
function announced(phone: Phone): NonNullable<SyncState['coming']>[] {
  const told: NonNullable<SyncState['coming']>[] = [];
  phone.device.sync.subscribe(({ coming }) => coming && told.push(coming));
  return told;
}

/** Breaks the line of the first segment at each of these bytes in turn; it goes on where it broke. */
function cutAt(bytesOf: (size: number) => readonly number[]): void {
  let first = '';
  let left: number[] | null = null;
  road.meet = async (path) => {
    const [, name, from = 0] = /^\/segment\/\w+\/(\w+)\?from=(\d+)$/.exec(path) ?? [];
    if (name === undefined || (first !== '' && name !== first)) return null;
    const rest = new Uint8Array(await (await fetch(road.url + path)).arrayBuffer());
    first = name;
    left ??= [...bytesOf(rest.length)];
    const byte = left.shift();
    if (byte === undefined) return null;
    road.passed.push(path);
    const body = new ReadableStream({
      start(flow) {
        if (byte > Number(from)) flow.enqueue(rest.slice(0, byte - Number(from)));
        setTimeout(() => flow.error(new TypeError('the line broke')), 5);
      },
    });
    return new Response(body);
  };
}

beforeAll(() => crowd(here.network), 60_000);

describe('a first exchange', () => {
  it('brings what stands, and says how much comes; from there on the log tells', async () => {
    const { network } = here;
    const person = await enlist(network, 'Nouvelle', 'secretariat', ROOT);
    const phone = await Phone.start();
    const told = announced(phone);
    road.passed.length = 0;
    const cuts: number[] = [];
    cutAt((size) => {
      cuts.push(0, 1, 2 + Math.floor(Math.random() * (size - 3)), size - 1, size);
      return cuts;
    });
    await phone.join(network, person);
    expect(named(phone)).toBe(CROWD);
    const texts = phone.device.replica.list('organisation').map((state) => textOf(state, 'about'));
    expect(texts.filter((text) => text !== '').sort()).toEqual(
      Array.from({ length: CROWD }, (_, i) => about(i)).sort(),
    );
    const [, first] = /\/(\w+)\?/.exec(segments()[0] as string) ?? [];
    const asked = segments().filter((path) => path.includes(`/${first}?`));
    expect(
      asked.map((path) => Number(path.split('=')[1])),
      `cut at ${cuts}`,
    ).toEqual([0, ...cuts.slice(0, -1)]);
    // How much is to come is said before its first byte, and how long it takes only once that can be told.
    expect(told[0]).toMatchObject({ came: 0, left: null });
    expect(told[0]?.of).toBeGreaterThan(1_000);
    expect(told.every(({ came, of }) => came <= of && of === told[0]?.of)).toBe(true);
    expect(told.at(-1)).toMatchObject({ came: told[0]?.of, left: 0 });
    expect(phone.device.sync.value).toMatchObject({ arriving: 0, coming: null });

    // Of three names written, one is told; the others are with the hub.
    const [one] = phone.device.replica.list('organisation');
    expect(phone.device.replica.history(one?.id as RecordId).length).toBeLessThan(3);
    const name = 'Foule renommée';
    await network.actAsAuthority([{ do: 'edit', record: one?.id as RecordId, body: { name } }]);
    await phone.restart();
    await phone.open(person);
    road.passed.length = 0;
    await phone.device.exchange();
    expect([phone.names.includes(name), named(phone)]).toEqual([true, CROWD - 1]);
    expect(segments()).toEqual([]);
  });

  it('a phone switched off in the middle asks for the rest only', async () => {
    const { network } = here;
    const person = await enlist(network, 'Coupée', 'secretariat', ROOT);
    const phone = await Phone.start();
    let passed = 0;
    road.passed.length = 0;
    road.meet = async (path) => {
      if (path.startsWith('/segment/') && ++passed > 1) throw new TypeError('no network');
      return null;
    };
    await phone.join(network, person);
    const before = segments();
    road.meet = null;
    await phone.restart();
    await phone.open(person);
    road.passed.length = 0;
    const told = announced(phone);
    await phone.device.exchange();
    // What came before the phone was switched off is here, and says nothing of how fast the rest will come.
    expect(told[0]?.came).toBeGreaterThan(0);
    expect(told[0]?.left).toBeNull();
    expect(named(phone)).toBe(CROWD - 1);
    expect(before).toHaveLength(1);
    expect(segments()).not.toContain(before[0]);
  });

  it('says how long the rest takes by what came just now, never by what was here before', () => {
    const came = (bytes: number, now: number) => ({ bytes, of: 340_000, now });
    expect(secondsLeft(60_000, came(0, 0))).toBeNull();
    expect(secondsLeft(2_000, came(4_000, 4_000))).toBeNull();
    expect(secondsLeft(4_000, came(20_000, 20_000))).toBe(64);
    expect(secondsLeft(10_000, came(300_000, 20_000))).toBe(20);
    // A good line has no need of three seconds.
    expect(secondsLeft(500, came(170_000, 170_000))).toBe(1);
  });

  it('SYNC-15 a segment is of no use to who may not read it', async () => {
    const { network } = here;
    const path = segments()[0] as string;
    const bytes = Buffer.from(await (await fetch(path)).arrayBuffer());
    expect(bytes.includes('Foule')).toBe(false);
    expect((await fetch(`/segment/${network.card.network}/aaaaaaaaaaaaaaaa`)).status).toBe(404);
    expect((await fetch(`/segment/${network.card.network}/..%2f..`)).status).toBe(404);
  });
});

describe('what was written before', () => {
  it('comes when it is asked for, stays, and changes nothing of what stands', async () => {
    const { network } = here;
    const person = await enlist(network, 'Curieuse', 'secretariat', ROOT);
    const phone = await Phone.of(network, person);
    const record = phone.device.replica
      .list('organisation')
      .find((one) => /^Foule \d+$/.test(String(one.fields['name']?.[0]?.value)))?.id as RecordId;
    const [name, before] = [
      phone.device.replica.record(record)?.fields['name'],
      phone.device.replica.history(record).length,
    ];
    road.up = false;
    expect(await phone.device.past([record])).toBeNull();
    road.up = true;
    expect(await phone.device.past([record])).toBe(3 - before);
    await phone.restart();
    await phone.open(person);
    expect(phone.device.replica.history(record)).toHaveLength(3);
    expect(phone.device.replica.record(record)?.fields['name']).toEqual(name);
    expect(await phone.device.past([record])).toBe(0);
  });
});

describe('segments', () => {
  it('hold no more than 64 KB each: rights first, and last what nobody has touched for long', async () => {
    const { network, hub } = here;
    const write = async (name: string): Promise<void> => {
      for (let from = 0; from < 200; from += 25)
        await network.actAsAuthority(
          Array.from({ length: 25 }, (_, i) => ({
            do: 'create' as const,
            type: 'organisation',
            body: {
              name: `${name} ${from + i}`,
              kind: 'group',
              place: 'Klela',
              about: randomBytes(400).toString('base64'),
            },
            home: ROOT,
            shared: [SHARED],
          })),
        );
    };
    await write('Ancien');
    const between = Date.now() + 1;
    await new Promise((done) => setTimeout(done, 5));
    await write('Vivant');
    const id = network.card.network;
    const part: Reach = { prefix: ROOT, closed: true, types: ['grant', 'organisation', 'person'] };
    const master = randomBytes(32);
    const snapshots = new Snapshots({
      pool: hub.hub.pools.pages,
      schema: schemaOf(id),
      network: id,
      decl: declarations,
      master,
      epoch: network.epoch,
      // Half a year after the first of them.
      now: () => between + 180 * 24 * 3600 * 1000,
      report: (_, error) => expect.fail(String(error)),
    });
    const { list = [] } = (await snapshots.offer(part)) ?? {};
    const key = await importKey(new Uint8Array(fromBase64Url(scopeKey(master, segmentClass(part), ROOT).key)));
    const order: number[] = [];
    for (const [name, bytes, changes] of list) {
      const box = new Uint8Array((await snapshots.segment(name, 0)) ?? []);
      const known = sparse((await open([key], segmentAbout(id, part), box)) as Dense, SEGMENT_LIMITS) ?? [];
      expect([box.length, known.length]).toEqual([bytes, changes]);
      expect(bytes).toBeLessThanOrEqual(64 * 1024);
      const tiers = known.map(({ change, eff }) => (change.type === 'grant' ? 0 : eff / 1024 > between ? 1 : 2));
      order.push(...tiers.sort());
    }
    expect(list.length).toBeGreaterThan(3);
    expect(order).toEqual([...order].sort());
    expect(new Set(order).size).toBe(3);
  });

  it('of a log that began another life are fetched anew, though half of the others were here', async () => {
    const { network, hub } = here;
    const person = await enlist(network, 'Entre deux', 'secretariat', ROOT);
    const phone = await Phone.start();
    let passed = 0;
    road.meet = async (path) => {
      if (path.startsWith('/segment/') && ++passed > 2) throw new TypeError('no network');
      return null;
    };
    await phone.join(network, person);
    expect(passed).toBeGreaterThan(2);
    road.meet = null;
    await hub.hub.pools.pages.query(`update ${schemaOf(network.card.network)}.life set epoch = 'second'`);
    await hub.restart();
    road.url = hub.hub.url;
    await phone.restart();
    await phone.open(person);
    await phone.device.exchange();
    expect(named(phone)).toBe(CROWD - 1);
    expect(phone.names).toEqual(expect.arrayContaining(['Ancien 0', 'Vivant 199', 'Foule renommée']));
  });
});
