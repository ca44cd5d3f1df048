// A phone that begins is told what stands today, not all that was ever written; a line may break at any byte of it.
import { beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { textOf } from '../../src/kernel/fold.ts';
import { ROOT, SHARED } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
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

/** Lets a segment through as far as a byte, then breaks the line. */
function cutAt(byte: number): void {
  road.meet = async (path) => {
    if (!path.startsWith('/segment/')) return null;
    road.meet = null;
    const whole = await fetch(path);
    const part = (await whole.arrayBuffer()).slice(0, byte);
    const body = new ReadableStream({
      start(flow) {
        flow.enqueue(new Uint8Array(part));
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
    const told: (readonly [number, number])[] = [];
    phone.device.sync.subscribe(({ arriving, awaited }) => told.push([arriving, awaited]));
    road.passed.length = 0;
    cutAt(100);
    await phone.join(network, person);
    expect(named(phone)).toBe(CROWD);
    const texts = phone.device.replica.list('organisation').map((state) => textOf(state, 'about'));
    expect(texts.filter((text) => text !== '').sort()).toEqual(
      Array.from({ length: CROWD }, (_, i) => about(i)).sort(),
    );
    expect(segments().some((path) => path.endsWith('?from=100'))).toBe(true);
    expect(Math.max(...told.map(([, of]) => of))).toBeGreaterThan(CROWD);
    expect(phone.device.sync.value.arriving).toBe(0);

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
    await phone.device.exchange();
    expect(named(phone)).toBe(CROWD - 1);
    expect(before).toHaveLength(1);
    expect(segments()).not.toContain(before[0]);
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
