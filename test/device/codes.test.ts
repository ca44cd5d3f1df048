// The code that lets somebody in: given before there is a network, typed in any form, or come with a link. It is used once and kept nowhere.
import { describe, expect, it } from 'vitest';
import { Phone, road } from './phone.ts';
import { world } from './world.ts';

const here = world();

describe('a code', () => {
  it('given with no network is tried again when it is back, and kept no longer than that', async () => {
    const { network, people } = here;
    const phone = await Phone.start();
    const code = await network.createCode(people.animator, { createdBy: '', days: 1 });
    road.up = false;
    expect(await phone.device.activate(code)).toMatchObject({ error: { code: 'NET-UNREACHABLE' } });
    // What rests on the disk says nothing of it; the tab remembers it through a reload.
    await phone.restart();
    await phone.device.exchange();
    expect(phone.device.phase.value).toBe('nobody');
    road.up = true;
    await phone.device.exchange();
    expect(phone.device.phase.value).toBe('door');
    expect(phone.device.faces.value).toMatchObject([{ person: people.animator, needsPin: true }]);
    expect(phone.tab.size).toBe(0);

    const wrong = await Phone.start();
    road.up = false;
    await wrong.device.activate('aaaa-bbbb-cccc');
    road.up = true;
    await wrong.device.exchange();
    expect(wrong.device.phase.value).toBe('nobody');
    expect(wrong.tab.size).toBe(0);
  });

  it('typed may have spaces, capitals and dashes; a wrong one says why', async () => {
    const { network, people } = here;
    const phone = await Phone.start();
    const code = await network.createCode(people.animator, { createdBy: '', days: 1 });
    road.up = false;
    expect(await phone.device.activate(code)).toMatchObject({ error: { code: 'NET-UNREACHABLE' } });
    road.up = true;
    expect(await phone.device.activate('aaaa-bbbb-cccc')).toMatchObject({ error: { code: 'CODE-UNKNOWN' } });
    expect(phone.device.phase.value).toBe('nobody');
    const typed = ` ${code.replaceAll('-', ' ').toUpperCase()} `;
    expect(await phone.device.activate(typed)).toEqual({ ok: true, value: people.animator });
    expect(phone.device.phase.value).toBe('door');
    const other = await Phone.start();
    expect(await other.device.activate(code)).toMatchObject({ error: { code: 'CODE-USED' } });
  });
});

describe('a code that came with a link', () => {
  it('is asked about once, before its screen has come, and the screen is told what the hub said', async () => {
    const { network, people } = here;
    const phone = await Phone.start();
    const code = await network.createCode(people.animator, { createdBy: '', days: 1 });
    road.passed.length = 0;
    phone.device.askAhead(code);
    expect(await phone.device.activate(code)).toEqual({ ok: true, value: people.animator });
    expect(road.passed.filter((path) => path === '/api/activate')).toHaveLength(1);
    // The answer was for that screen: who asks again asks the hub.
    await phone.device.activate(code);
    expect(road.passed.filter((path) => path === '/api/activate')).toHaveLength(2);
  });

  it('is left to its screen where another tab is in use', async () => {
    const { network, people } = here;
    const phone = await Phone.start();
    const code = await network.createCode(people.animator, { createdBy: '', days: 1 });
    road.passed.length = 0;
    await phone.restart({ take: async () => false, steal: async () => undefined, onLost: () => undefined });
    phone.device.askAhead(code);
    expect(road.passed).toEqual([]);
  });

  it('and opened where there is no network: the screen says so', async () => {
    const phone = await Phone.start();
    road.up = false;
    phone.device.askAhead('aaaa-bbbb-cccc');
    expect(await phone.device.activate('aaaa-bbbb-cccc')).toMatchObject({ error: { code: 'NET-UNREACHABLE' } });
    road.up = true;
  });
});
