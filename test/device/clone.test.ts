// A phone shop “moves” a phone, and both go on working: two devices under one identity. The second to exchange is refused, gets an identity of
// its own with a new code, and sends its work again. Nothing is lost and nothing stands twice.
import { describe, expect, it } from 'vitest';
import { sensitiveScope } from '../../src/kernel/ids.ts';
import type { Change, RecordId, Refusal, Result } from '../../src/kernel/types.ts';
import { organisation, SIKASSO } from '../hub/world.ts';
import { cloneDisk, failing, rowsOf } from './disk.ts';
import { must, Phone, PIN, road } from './phone.ts';
import { world } from './world.ts';

const here = world();
const OTHER_PIN = '719305';

/** The same phone twice, both closed. */
async function copyOf(phone: Phone): Promise<Phone> {
  const copy = new Phone();
  await cloneDisk(phone, copy);
  await copy.restart();
  return copy;
}

const use = (phone: Phone): Phone => {
  globalThis.indexedDB = phone.disk;
  return phone;
};

const withContact = (phone: Phone, name: string, number: string): Promise<readonly Change[]> =>
  use(phone).device.save((ids) => [
    organisation(name),
    { do: 'create', type: 'organisation_contact', home: sensitiveScope(SIKASSO), body: { of: ids(0), phone: number } },
  ]);

/** Records of the hub by that name, with what stands in `field`. */
async function onHub(name: string): Promise<readonly RecordId[]> {
  const reader = await Phone.of(here.network, here.people.secretary);
  const found = reader.device.replica.list('organisation').filter((one) => one.fields['name']?.[0]?.value === name);
  return found.map((one) => one.id);
}

const code = (person: RecordId): Promise<string> => here.network.createCode(person, { createdBy: '', days: 1 });

describe('two phones under one identity', () => {
  it('SYNC-26: the second sends its work under an identity of its own; both works are there once', async () => {
    const { network, people } = here;
    const first = await Phone.of(network, people.animator);
    const [earlier] = await first.device.save([organisation('Avant la copie')]);
    await first.device.exchange();
    road.up = false;
    // Recorded before the copy and sent by the first: the hub must not get it again from the second.
    await first.device.save([organisation('Des deux côtés')]);
    const second = await copyOf(first);
    await second.open(people.animator);
    await second.device.exchange();

    await withContact(first, 'Du premier', '70 00 00 01');
    const [card] = await withContact(second, 'Du second', '70 00 00 02');
    const born = (card as Change).record;
    await second.device.save([{ do: 'edit', record: born, body: { place: 'Kadiolo' } }]);
    await second.device.save([{ do: 'edit', record: (earlier as Change).record, body: { place: 'Sikasso' } }]);

    road.up = true;
    await use(first).device.exchange();
    expect(first.device.numbers.value).toMatchObject({ pending: 0, confirmed: 3 });
    await use(second).device.exchange();
    expect(second.device.sync.value.refused).toEqual({ code: 'DEVICE-CLONE' });
    // What both had written before they parted is known to be there.
    expect(second.device.numbers.value).toMatchObject({ pending: 3, confirmed: 2 });
    second.device.close();

    const old = (await rowsOf(second, network.card.network, 'own')).map(({ value }) => value);
    must(await use(second).device.activate(await code(people.animator)));
    must(await second.device.choosePin(people.animator, OTHER_PIN));
    expect(second.device.trouble.value).toBeNull();
    expect(second.device.replica.id.device).not.toBe(first.device.replica.id.device);
    expect(second.names.filter((name) => /copie|côtés|second/.test(name))).toEqual([
      'Avant la copie',
      'Des deux côtés',
      'Du second',
    ]);
    expect(second.device.numbers.value).toMatchObject({ pending: 3 });
    await second.device.exchange();
    expect(second.device.sync.value).toMatchObject({ refused: null, unreachable: false });
    expect(second.device.numbers.value).toMatchObject({ pending: 0, received: 0, confirmed: 3, fix: 0 });

    for (const name of ['Avant la copie', 'Des deux côtés', 'Du premier', 'Du second'])
      expect(await onHub(name), name).toHaveLength(1);
    const [id] = (await onHub('Du second')) as [RecordId];
    const history = await network.history(id);
    expect(history.map((one) => [one.state, one.change.body?.['place']])).toEqual([
      ['confirmed', 'Loulouni'],
      ['confirmed', 'Kadiolo'],
    ]);
    expect(history.map((one) => one.change.stamp)).toContain((card as Change).stamp);
    const edited = await network.history((earlier as Change).record);
    expect(edited.map((one) => one.change.body?.['place'])).toContain('Sikasso');
    // The number of each stands with its own organisation.
    for (const [name, number] of [
      ['Du premier', '70 00 00 01'],
      ['Du second', '70 00 00 02'],
    ] as const) {
      const [owner] = await onHub(name);
      const reader = await Phone.of(network, people.secretary);
      const contacts = reader.device.replica.list('organisation_contact');
      const mine = contacts.filter((one) => one.fields['of']?.[0]?.value === owner);
      expect(mine.map((one) => one.fields['phone']?.[0]?.value)).toEqual([number]);
    }
    expect((await rowsOf(second, network.card.network, 'former')).length).toBe(old.length);

    // Both phones go on, and a restart changes nothing.
    await use(first).device.exchange();
    expect(first.device.sync.value.refused).toBeNull();
    use(second);
    await second.restart();
    await second.open(people.animator, OTHER_PIN);
    await second.device.save([organisation('Et après')]);
    await second.device.exchange();
    expect(second.device.sync.value.refused).toBeNull();
    expect(second.device.numbers.value).toMatchObject({ pending: 0, confirmed: 4 });
  });

  it('a disk that fails in the middle leaves the old log or the new one', async () => {
    const { network, people } = here;
    const first = await Phone.of(network, people.animator);
    const second = await copyOf(first);
    await use(first).device.save([organisation('Premier, coupé')]);
    await first.device.exchange();
    use(second);
    await second.open(people.animator);
    road.up = false;
    await withContact(second, 'Second, coupé', '70 00 00 03');
    await second.device.save([organisation('Second, encore')]);
    road.up = true;
    await second.device.exchange();
    second.device.close();
    const given = await code(people.animator);
    const stands = async (from: number): Promise<'old' | 'aside' | 'new'> => {
      const [own, former] = [
        await rowsOf(second, network.card.network, 'own'),
        await rowsOf(second, network.card.network, 'former'),
      ];
      const left = former.filter(({ value }) => value.state === 'pending' && !value.now);
      expect(own.length + left.length, `from ${from}`).toBe(3);
      expect(own.length === 0 || left.length === 0).toBe(true);
      return left.length > 0 ? 'aside' : former.length > 0 ? 'new' : 'old';
    };
    /** Each try gets a little further, until one goes through; says where the work stood after each. */
    const until = async (act: () => Promise<Result<unknown, Refusal>>): Promise<string[]> => {
      const stood: string[] = [];
      for (let from = 1; ; from++) {
        await second.restart();
        const mend = failing(from);
        const done = await act();
        mend();
        stood.push(await stands(from));
        if (done.ok) return stood;
        if (from > 30) throw new Error(`never gets through: ${done.error.code}`);
      }
    };
    // The same code, with the same new keys, is taken again.
    const joining = await until(() => second.device.activate(given));
    expect([joining[0], joining.at(-1)]).toEqual(['old', 'aside']);
    await second.restart();
    // The keys that came with the code were lost with the restart: they come again with an exchange.
    must(await second.device.choosePin(people.animator, PIN));
    expect(second.device.trouble.value).toEqual({ code: 'CLONE-WAITS' });
    await second.device.exchange();
    expect(second.device.trouble.value).toBeNull();
    expect(await stands(0)).toBe('new');
    expect(second.device.numbers.value).toMatchObject({ pending: 2 });
    await second.device.exchange();
    expect(second.device.numbers.value).toMatchObject({ pending: 0, confirmed: 2 });
    for (const name of ['Premier, coupé', 'Second, coupé', 'Second, encore'])
      expect(await onHub(name), name).toHaveLength(1);
  });

  it('a disk that fails while work is written again leaves it where it was', async () => {
    const { network, people } = here;
    const first = await Phone.of(network, people.animator);
    const second = await copyOf(first);
    await use(first).device.save([organisation('Premier, disque')]);
    await first.device.exchange();
    use(second);
    await second.open(people.animator);
    road.up = false;
    await withContact(second, 'Second, disque', '70 00 00 05');
    await second.device.save([organisation('Second, disque encore')]);
    road.up = true;
    await second.device.exchange();
    second.device.close();
    must(await second.device.activate(await code(people.member)));
    // The animator, whose keys are here, opens with their own code; the disk fails at each writing in turn.
    let tries = 0;
    for (let from = 1; ; from++) {
      await second.restart();
      const mend = failing(from);
      const opened = await second.device.open(people.animator, PIN);
      mend();
      const own = await rowsOf(second, network.card.network, 'own');
      const former = await rowsOf(second, network.card.network, 'former');
      const left = former.filter(({ value }) => !value.now);
      expect([own.length, left.length], `from ${from}`).toEqual(opened.ok ? [3, 0] : [0, 3]);
      tries = from;
      if (opened.ok) break;
    }
    expect(tries).toBeGreaterThan(6);
    second.device.close();
    must(await second.device.activate(await code(people.animator)));
    must(await second.device.choosePin(people.animator, PIN));
    await second.device.exchange();
    expect(second.device.numbers.value).toMatchObject({ pending: 0, confirmed: 2 });
    for (const name of ['Premier, disque', 'Second, disque', 'Second, disque encore'])
      expect(await onHub(name), name).toHaveLength(1);
  });

  it('on a shared phone, what one person cannot read waits for the other and is said', async () => {
    const { network, people } = here;
    const first = await Phone.of(network, people.animator);
    await first.join(network, people.member, OTHER_PIN);
    first.device.close();
    const second = await copyOf(first);
    await use(first).open(people.animator);
    await first.device.save([organisation('Premier, partagé')]);
    await first.device.exchange();
    use(second);
    await second.open(people.animator);
    road.up = false;
    await withContact(second, 'Second, partagé', '70 00 00 04');
    second.device.close();
    await second.restart();
    road.up = true;
    // Refused though nobody has opened: the door says so.
    await second.device.exchange();
    expect(second.device.trouble.value).toEqual({ code: 'DEVICE-CLONE' });

    must(await second.device.activate(await code(people.member)));
    must(await second.device.choosePin(people.member, OTHER_PIN));
    expect(second.device.trouble.value).toEqual({ code: 'CLONE-WAITS' });
    await second.device.exchange();
    expect(await onHub('Second, partagé')).toEqual([]);
    expect(second.device.faces.value.find((face) => face.person === people.animator)).toMatchObject({ pending: 1 });
    second.device.close();

    must(await use(second).device.activate(await code(people.animator)));
    must(await second.device.choosePin(people.animator, PIN));
    expect(second.device.trouble.value).toBeNull();
    await second.device.exchange();
    expect(second.device.numbers.value).toMatchObject({ pending: 0, confirmed: 1 });
    expect(await onHub('Second, partagé')).toHaveLength(1);
  });
});

describe('somebody enrolled on the copy, in the field', () => {
  it('is enrolled on it under its own identity, with what they recorded, and comes in with a code', async () => {
    const { network, people } = here;
    const first = await Phone.of(network, people.animator);
    const second = await copyOf(first);
    await use(first).device.save([organisation('Premier, seul')]);
    await first.device.exchange();
    road.up = false;
    use(second);
    await second.open(people.animator);
    const newcomer = { name: 'Oumou Sangaré', role: 'animator', sign: 'sun', color: 'p3' };
    const provisional = must(await second.device.enrol(newcomer, OTHER_PIN));
    second.device.close();
    await second.open(provisional, OTHER_PIN);
    await second.device.save([organisation('De la nouvelle')]);
    second.device.close();
    road.up = true;
    await second.device.exchange();
    expect(second.device.trouble.value).toEqual({ code: 'DEVICE-CLONE' });
    must(await second.device.activate(await code(people.animator)));
    must(await second.device.choosePin(people.animator, PIN));
    await second.device.exchange();
    expect(second.device.sync.value.refused).toBeNull();

    const [id] = (await onHub('De la nouvelle')) as [RecordId];
    const [made] = await network.history(id);
    expect(made?.state).toBe('confirmed');
    const named = made?.change.by as RecordId;
    expect(named).not.toBe(provisional);
    const face = second.device.faces.value.find((one) => one.name === newcomer.name);
    expect(face).toMatchObject({ person: named, pending: 0 });
    // Not with the old code, which nobody checked against the new name; with one from the branch.
    second.device.close();
    expect(await second.device.open(named, OTHER_PIN)).toMatchObject({ ok: false });
    must(await second.device.activate(await code(named)));
    must(await second.device.choosePin(named, OTHER_PIN));
    await second.device.exchange();
    expect(second.device.sync.value.refused).toBeNull();
    expect(second.names).toContain('De la nouvelle');
  });
});
