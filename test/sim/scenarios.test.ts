// Stories that happened, in the field or in the simulator. Each begins with its story; each stays.
import { describe, expect, it } from 'vitest';
import { millisOf } from '../../src/kernel/clock.ts';
import { textOf } from '../../src/kernel/fold.ts';
import { DAY, HOUR, ROOT, SEGOU, SIKASSO, World } from './world.ts';

describe('the job', () => {
  it('an animator in Sikasso registers an organisation with no network; days later Bamako sees who, where, when; Ségou sees the card only', async () => {
    const world = new World(1);
    const awa = await world.member('Awa', 'animator', SIKASSO);
    const secretary = await world.member('Bakary', 'secretariat', ROOT);
    const moussa = await world.member('Moussa', 'animator', SEGOU);
    const phone = await world.device('phone', SIKASSO, awa);
    const office = await world.device('office', ROOT, secretary);
    const segou = await world.device('segou', SEGOU, moussa);
    for (const device of [phone, office, segou]) await world.sync(device);

    world.pass(HOUR);
    const [organisation] = world.organisation(phone, SIKASSO, 'Benkadi de Klela');
    expect(phone.replica.numbers(awa)).toEqual({ pending: 1, received: 0, confirmed: 0, fix: 0, settled: 0 });
    const written = world.time;
    world.pass(3 * DAY);
    for (const device of [phone, office, segou]) await world.sync(device);
    expect(phone.replica.numbers(awa)).toEqual({ pending: 0, received: 0, confirmed: 1, fix: 0, settled: 0 });

    const seen = office.replica.list('organisation')[0];
    expect(seen && textOf(seen, 'name')).toBe('Benkadi de Klela');
    expect(seen?.created?.by).toBe(awa);
    expect(seen?.home).toBe(SIKASSO);
    expect(seen && millisOf(seen.created?.eff ?? 0)).toBe(written);
    expect(office.replica.list('organisation_contact')).toHaveLength(1);
    expect(segou.replica.list('organisation').map((one) => one.id)).toEqual([organisation?.record]);
    expect(segou.replica.list('organisation_contact')).toEqual([]);
  });
});
