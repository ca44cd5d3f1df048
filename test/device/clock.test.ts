// The time a phone writes under is the hub's, whatever its own clock says and however slowly the hub's answer came.
import { expect, it } from 'vitest';
import { stampOf } from '../../src/kernel/clock.ts';
import type { Change } from '../../src/kernel/types.ts';
import { organisation } from '../hub/world.ts';
import { Phone, road } from './phone.ts';
import { world } from './world.ts';

const here = world();

it('SYNC-08: a clock in 1970 or 2050 keeps nobody from working, and is told', async () => {
  const { network, people } = here;
  for (const year of [1970, 2050]) {
    const phone = await Phone.start();
    phone.skew = Date.UTC(year, 0, 2) - Date.now();
    await phone.join(network, people.animator);
    const [change] = await phone.device.save([organisation(`En ${year}`)]);
    // Heard from the hub on joining: the stamp is right although the clock is not.
    expect(Math.abs((change as Change).stamp - stampOf(Date.now()))).toBeLessThan(stampOf(60_000));
    await phone.device.exchange();
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 1, fix: 0 });
    expect(Math.sign(phone.device.sync.value.clockOff)).toBe(year === 1970 ? -1 : 1);
    const person = await phone.device.enrol(
      { name: `Née en ${year}`, role: 'member', sign: 'sun', color: 'p1' },
      '402817',
    );
    expect(person.ok).toBe(true);
    await phone.device.exchange();
    expect(phone.device.numbers.value.fix).toBe(0);
  }
});

// Two trainers called one roll out of reach, one of them on a phone that had just joined: what she said last stood as said first, because the hub's
// time counted only from when the whole of a long answer had come and was kept.
it.each(['at length', 'in a few bytes'])(
  'counts the hub’s time from when an answer %s began to arrive',
  async (how) => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    const takes = 600_000;
    if (how === 'at length') await phone.device.save([organisation('Avant')]);
    let asked = '';
    road.meet = async (path, init) => {
      road.meet = null;
      asked = path;
      const body = new Uint8Array(await (await fetch(path, init)).arrayBuffer());
      const pull = (rest: ReadableStreamDefaultController<Uint8Array>): void => {
        phone.skew += takes;
        rest.enqueue(body);
        rest.close();
      };
      return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
    };
    const before = Date.now();
    await phone.device.exchange();
    expect(asked === '/sync').toBe(how === 'at length');
    const [written] = await phone.device.save([organisation('Après')]);
    expect((written as Change).stamp).toBeGreaterThanOrEqual(stampOf(before + takes));
  },
);
