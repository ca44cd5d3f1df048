// What the screen says is kept is on the disk: after a restart, a crash at any writing, a full disk, a damaged part, a second tab.
import { describe, expect, it } from 'vitest';
import { seal } from '../../src/device/box.ts';
import { isFull, packUnder, unpack } from '../../src/device/chunks.ts';
import type { Chunk, PersonRow } from '../../src/device/db.ts';
import { Ring } from '../../src/device/ring.ts';
import type { NetworkStore } from '../../src/device/store.ts';
import { unlock } from '../../src/device/unlock.ts';
import { pack } from '../../src/kernel/columns.ts';
import { SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import { scopeKey } from '../../src/kernel/keys.ts';
import type { Change, Known, RecordId } from '../../src/kernel/types.ts';
import { organisation, SIKASSO } from '../hub/world.ts';
import { failing, rowsOf, tamper } from './disk.ts';
import { Phone, PIN, road } from './phone.ts';
import { world } from './world.ts';

const here = world();

describe('recording', () => {
  it('SYNC-02: what was recorded offline is there after a restart, and then reaches the hub', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    road.up = false;
    const [change] = await phone.device.save([organisation('Jigiya')], { source: 'oral', witness: 'la présidente' });
    await phone.restart();
    expect(phone.device.phase.value).toBe('door');
    expect(phone.device.faces.value).toMatchObject([{ person: people.animator, pending: 1, fix: 0, role: 'animator' }]);

    await phone.open(people.animator);
    expect(phone.names).toContain('Jigiya');
    expect(phone.device.numbers.value).toEqual({ pending: 1, received: 0, confirmed: 0, fix: 0 });
    await phone.device.exchange();
    expect(phone.device.sync.value).toMatchObject({ unreachable: true, refused: null, running: false });

    road.up = true;
    await phone.device.exchange();
    expect(phone.device.numbers.value).toEqual({ pending: 0, received: 0, confirmed: 1, fix: 0 });
    expect(phone.device.sync.value).toMatchObject({ unreachable: false, refused: null });
    const [logged] = await network.history((change as Change).record);
    expect(logged?.change).toEqual(change);
  });

  it('SYNC-02: the disk has nothing of a group or all of it, wherever writing broke off', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    road.up = false;
    const group = () =>
      phone.device.save((ids) => [
        organisation('Sabougnouma'),
        {
          do: 'create',
          type: 'organisation_contact',
          home: sensitiveScope(SIKASSO),
          body: { of: ids(0), phone: '70 11 22 33' },
        },
      ]);
    let broken = 0;
    for (let write = 1; ; write++) {
      const mend = failing(write, 'UnknownError');
      const saved = await group().then(
        () => true,
        () => false,
      );
      mend();
      if (saved) break;
      broken++;
      await phone.restart();
      await phone.open(people.animator);
      expect(phone.names).not.toContain('Sabougnouma');
      expect(phone.device.replica.last).toBe(0);
    }
    expect(broken).toBeGreaterThan(2);
    await phone.restart();
    await phone.open(people.animator);
    expect(phone.device.replica.own()).toHaveLength(2);
    expect(phone.device.numbers.value.pending).toBe(1);
  });

  it('SYNC-02: on a full disk recording says so, and nothing seems kept that is not', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    await phone.device.save([organisation('Avant')]);
    const before = phone.device.numbers.value;
    const mend = failing(1);
    await expect(phone.device.save([organisation('Trop')])).rejects.toMatchObject({ refusal: { code: 'STORE-FULL' } });
    await expect(
      phone.device.keepDraft({ key: 'organisation', type: 'organisation', values: { name: 'Trop' }, step: 0 }),
    ).rejects.toMatchObject({ refusal: { code: 'STORE-FULL' } });
    mend();
    expect(phone.names).not.toContain('Trop');
    expect(phone.device.numbers.value).toEqual(before);

    await phone.device.save([organisation('Après')]);
    await phone.device.exchange();
    expect(phone.device.sync.value.refused).toBeNull();
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 2 });
    expect(phone.names).toEqual(expect.arrayContaining(['Avant', 'Après']));
  });

  it('a full disk keeps nobody from opening and sending', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    road.up = false;
    const [change] = await phone.device.save([organisation('Pleine')]);
    await phone.restart();
    const mend = failing(1);
    await phone.open(people.animator);
    expect(phone.names).toContain('Pleine');
    road.up = true;
    await phone.device.exchange();
    mend();
    expect(phone.device.sync.value.refused).toMatchObject({ code: 'STORE-FULL' });
    expect(await network.record((change as Change).record)).not.toBeNull();
    await phone.device.exchange();
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 1 });
  });
});

describe('a device that cannot keep', () => {
  it('says so at once where nothing can be kept in safety', async () => {
    const phone = await Phone.start({ secure: false });
    expect(phone.device.phase.value).toBe('broken');
    expect(phone.device.trouble.value).toEqual({ code: 'STORE-INSECURE' });
  });

  it('says so when the browser’s storage cannot be read', async () => {
    const phone = await Phone.of(here.network, here.people.animator);
    const open = phone.disk.open;
    phone.disk.open = () => {
      throw new DOMException('backing store', 'UnknownError');
    };
    await phone.restart();
    expect(phone.device.phase.value).toBe('broken');
    expect(phone.device.trouble.value).toMatchObject({ code: 'STORE-BROKEN' });
    phone.disk.open = open;
    await phone.restart();
    expect(phone.device.phase.value).toBe('door');
  });

  it('SYNC-02: a tab that wrongly takes itself for the one in use writes nothing', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    const first = phone.device;
    road.up = false;
    await phone.restart();
    await phone.open(people.animator);
    await phone.device.save([organisation('Dans le second onglet')]);
    await expect(first.save([organisation('Dans le premier')])).rejects.toMatchObject({
      refusal: { code: 'TAB-ELSEWHERE' },
    });
    expect(first.phase.value).not.toBe('open');
    await phone.restart();
    await phone.open(people.animator);
    expect(phone.device.replica.own()).toHaveLength(1);
    expect(phone.names).toContain('Dans le second onglet');
  });
});

describe('taking in', () => {
  it('SYNC-02: wherever writing an answer breaks off, the cursor never stands ahead of the data', async () => {
    const { network, people } = here;
    const office = await Phone.of(network, people.secretary);
    const phone = await Phone.of(network, people.animator);
    let broken = 0;
    for (let write = 1; write < 40; write++) {
      const name = `Vague ${write}`;
      await network.actAsAuthority([organisation(name)]);
      const mend = failing(write, 'UnknownError');
      await phone.device.exchange();
      mend();
      if (phone.device.sync.value.refused) broken++;
      await phone.restart();
      await phone.open(people.animator);
      await phone.device.exchange();
      await office.device.exchange();
      expect(phone.device.sync.value.refused).toBeNull();
      expect(phone.names).toEqual(office.names);
      if (write > broken + 2) break;
    }
    expect(broken).toBeGreaterThan(2);
  });

  it('a damaged part is said, the rest opens, and it comes back from the hub', async () => {
    const { network, people } = here;
    await network.actAsAuthority([organisation('À Sikasso')]);
    await network.actAsAuthority([{ ...organisation('À Ségou'), home: 'n/branch/segou/' } as never]);
    const phone = await Phone.of(network, people.animator);
    const whole = phone.names;
    await tamper(phone, network.card.network, 'chunks', ({ value }) => {
      if (value.under !== SIKASSO) return undefined;
      const box = value.box.slice();
      box[box.length - 20] ^= 1;
      return { ...value, box };
    });
    await phone.restart();
    road.up = false;
    await phone.open(people.animator);
    expect(phone.device.trouble.value).toEqual({ code: 'STORE-PART' });
    expect(phone.names).toContain('À Ségou');
    expect(phone.names).not.toContain('À Sikasso');

    await phone.restart();
    await phone.open(people.animator);
    road.up = true;
    await phone.device.exchange();
    expect(phone.names).toEqual(whole);
    await phone.restart();
    road.up = false;
    await phone.open(people.animator);
    expect(phone.device.trouble.value).toBeNull();
    expect(phone.names).toEqual(whole);
    expect((await rowsOf(phone, network.card.network, 'chunks')).filter(({ value }) => value.damaged)).toEqual([]);
  });

  it('what was kept as lists, before there were columns, and as columns, before there were drawers, is still read', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    const [before, records] = [phone.names, phone.device.replica.list('person').length];
    const store = phone.device.here?.joined[0]?.store as NetworkStore;
    const row = (await store.person(people.animator)) as PersonRow;
    const { ring } = (await unlock(store, store.identity, row, PIN)) as { ring: Ring };
    const { chunks } = await store.rest();
    const lists = new Map<number, Chunk>();
    for (const [key, chunk] of chunks) {
      const keys = await ring.keysFor(chunk.under);
      const items = (await unpack(store, keys, chunk)) ?? [];
      const known = items.map((item) => item.known);
      const content = { w: items.map((item) => item.w), ...(lists.size % 2 === 0 ? { known } : { run: pack(known) }) };
      lists.set(key, { ...chunk, box: await seal(keys[0] as CryptoKey, store.about('chunk', chunk.under), content) });
    }
    expect([...lists.values()].reduce((sum, chunk) => sum + chunk.count, 0)).toBeGreaterThan(4);
    await tamper(phone, network.card.network, 'chunks', ({ key }) => lists.get(key as number));
    await phone.restart();
    road.up = false;
    await phone.open(people.animator);
    expect(phone.device.trouble.value).toBeNull();
    expect([phone.names, phone.device.replica.list('person').length]).toEqual([before, records]);
  });

  it('small writings are joined, and say the same', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    for (let i = 0; i < 12; i++) {
      const [made] = await network.actAsAuthority([organisation(`Petite ${i}`)]);
      await network.actAsAuthority([{ do: 'edit', record: made?.record as RecordId, body: { place: `Lieu ${i}` } }]);
      await phone.device.exchange();
    }
    const chunks = await rowsOf(phone, network.card.network, 'chunks');
    expect(chunks.filter(({ value }) => value.under === SIKASSO).length).toBeLessThan(8);
    const before = phone.device.replica.list('organisation').map((state) => state);
    await phone.restart();
    await phone.open(people.animator);
    const after = phone.device.replica.list('organisation');
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect([...after].sort(byId)).toEqual([...before].sort(byId));
  });

  it('no part is so long that a browser would keep it in a file of its own, and long ones count as full however few changes they hold', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    const store = phone.device.here?.joined[0]?.store as NetworkStore;
    const ring = Ring.empty(people.animator, [scopeKey(new Uint8Array(32), 'open', SIKASSO)]);
    const [made] = phone.device.replica.history(phone.device.replica.list('organisation')[0]?.id as RecordId);
    const { change } = made as Known;
    // Short at first, then much longer, one of them alone too long for any part.
    const list = Array.from({ length: 2_500 }, (_, i): Known => {
      const about = `Numéro ${i}. `.repeat(i < 1_500 ? 1 : i === 2_000 ? 9_000 : (i * 37) % 80);
      const record = `${change.device}.${i + 1}` as RecordId;
      return { ...made, change: { ...change, seq: i + 1, record, group: [i + 1, 1], body: { about } } } as Known;
    });
    const chunks = await packUnder({ store, ring }, SIKASSO, list, 1);
    const keys = await ring.keysFor(SIKASSO);
    const items = await Promise.all(chunks.map((chunk) => unpack(store, keys, chunk)));
    expect(items.flat().map((item) => item?.known)).toEqual(list);
    const long = chunks.filter(({ box }) => box.length > 64 * 1024);
    expect(long.map(({ count }) => count)).toEqual([1]);
    expect(chunks.length).toBeLessThan(25);
    const full = chunks.filter(({ count, box }) => isFull({ count, size: box.length }));
    expect(full.length).toBeGreaterThanOrEqual(chunks.length - 8);
  });

  it('what others wrote rests under the scope that its readers share', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    const unders = new Set((await rowsOf(phone, network.card.network, 'chunks')).map(({ value }) => value.under));
    // Cards of another branch come through the shared scope, for its key is the one an animator holds.
    expect(unders).toContain(SIKASSO);
    expect(unders).toContain(SHARED);
    expect([...unders].some((scope) => scope.startsWith('n/branch/segou/'))).toBe(false);
  });
});

describe('drafts', () => {
  it('SYNC-23: a form is kept at every field, through restarts, until it is recorded', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    road.up = false;
    const draft = { key: 'organisation', type: 'organisation', step: 1, values: { name: 'Wassa' } };
    await phone.device.keepDraft(draft);
    await phone.device.keepDraft({ ...draft, step: 2, values: { name: 'Wassa', place: 'Kadiolo' } });
    await phone.restart();
    await phone.open(people.animator);
    expect(await phone.device.draft('organisation')).toMatchObject({
      step: 2,
      values: { name: 'Wassa', place: 'Kadiolo' },
    });
    expect(await phone.device.drafts()).toHaveLength(1);
    await phone.device.dropDraft('organisation');
    await phone.restart();
    await phone.open(people.animator);
    expect(await phone.device.drafts()).toEqual([]);
  });
});
