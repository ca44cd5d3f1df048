// Several people on one phone: codes, waits, the steward's word, a new code, somebody enrolled in the field. Nobody opens what is another's.
import { describe, expect, it, vi } from 'vitest';
import { open } from '../../src/device/box.ts';
import { Ring } from '../../src/device/ring.ts';
import { NetworkStore } from '../../src/device/store.ts';
import { sensitiveScope } from '../../src/kernel/ids.ts';
import { holderRecord } from '../../src/kernel/judge.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { enlist, organisation, SIKASSO } from '../hub/world.ts';
import { rowsOf, tamper } from './disk.ts';
import { must, Phone, PIN, road } from './phone.ts';
import { world } from './world.ts';

const here = world();
const OTHER_PIN = '719305';
const SECRET = '76 54 32 10';

/** An organisation with a number that a plain member may not read. */
const withContact = (phone: Phone, name: string) =>
  phone.device.save((ids) => [
    organisation(name),
    { do: 'create', type: 'organisation_contact', home: sensitiveScope(SIKASSO), body: { of: ids(0), phone: SECRET } },
  ]);

describe('a personal code', () => {
  it('is six digits and no easy run', async () => {
    const phone = await Phone.start();
    must(await phone.device.activate(await here.network.createCode(here.people.animator, { createdBy: '', days: 1 })));
    for (const easy of ['123456', '987654', '000000', '121212', '123123', '890123', '12345', '1234567', 'abcdef'])
      expect(await phone.device.choosePin(here.people.animator, easy)).toMatchObject({ error: { code: 'KEY-SIX' } });
    expect(phone.device.faces.value).toMatchObject([{ needsPin: true }]);
    must(await phone.device.choosePin(here.people.animator, PIN));
    expect(phone.device.phase.value).toBe('open');
    expect(await phone.device.choosePin(here.people.animator, OTHER_PIN)).toMatchObject({ ok: false });
  });

  it('a wrong one waits longer each time, whatever restarts and clocks do', async () => {
    const phone = await Phone.of(here.network, here.people.animator);
    const wrong = (pin = '111222') => phone.device.open(here.people.animator, pin);
    for (let i = 0; i < 4; i++) expect(await wrong()).toMatchObject({ error: { code: 'KEY-WRONG', detail: '0' } });
    expect(await wrong()).toMatchObject({ error: { code: 'KEY-WRONG', detail: '30' } });
    expect(await wrong(PIN)).toMatchObject({ error: { code: 'KEY-WAIT', detail: '30' } });

    // Moved forward, the wall clock shortens nothing in the same run; back, nothing either.
    phone.skew = 3_600_000;
    expect(await wrong(PIN)).toMatchObject({ error: { code: 'KEY-WAIT' } });
    phone.skew = -365 * 86_400_000;
    phone.ran = 20_000;
    expect(await wrong(PIN)).toMatchObject({ error: { code: 'KEY-WAIT', detail: '10' } });
    await phone.restart();
    expect(await wrong(PIN)).toMatchObject({ error: { code: 'KEY-WAIT', detail: '30' } });
    phone.skew = 3_600_000;
    expect(await wrong(PIN)).toMatchObject({ error: { code: 'KEY-WAIT', detail: '30' } });
    phone.ran = 30_000;
    expect(await wrong()).toMatchObject({ error: { code: 'KEY-WRONG', detail: '60' } });

    // Right at last: everything is forgiven.
    phone.ran += 60_000;
    phone.skew += 60_000;
    must(await wrong(PIN));
    phone.device.close();
    expect(await wrong()).toMatchObject({ error: { code: 'KEY-WRONG', detail: '0' } });
  });

  it.each([
    ['a wrong one', '111222', 'door'],
    ['the right one', PIN, 'open'],
  ])(
    '%s shows nothing before the try is on the disk: who pulls the battery then has learnt nothing',
    async (_which, pin, end) => {
      const phone = await Phone.of(here.network, here.people.animator);
      phone.device.close();
      await phone.restart();
      const put = NetworkStore.prototype.putPerson;
      let go = (): void => {};
      const disk = new Promise<void>((done) => {
        go = done;
      });
      const held = vi.spyOn(NetworkStore.prototype, 'putPerson').mockImplementation(async function (
        this: NetworkStore,
        ...args
      ) {
        await disk;
        return put.apply(this, args);
      });
      let said = false;
      const opening = phone.device.open(here.people.animator, pin).finally(() => {
        said = true;
      });
      const { phase, me, beginning, trouble } = phone.device;
      try {
        await new Promise((later) => setTimeout(later, 700));
        expect(held).toHaveBeenCalled();
        expect([said, phase.value, me.value, beginning.value, trouble.value]).toEqual([
          false,
          'door',
          null,
          null,
          null,
        ]);
      } finally {
        held.mockRestore();
        go();
      }
      expect((await opening).ok).toBe(end === 'open');
      expect(phase.value).toBe(end);
    },
  );

  it('waits at most a quarter of an hour, and at most a minute more in a new run', async () => {
    const phone = await Phone.of(here.network, here.people.animator);
    await tamper(phone, here.network.card.network, 'people', ({ value }) => ({
      ...value,
      tries: { count: 40, since: Date.now(), wait: 900_000 },
    }));
    await phone.restart();
    phone.skew = 900_000;
    expect(await phone.device.open(here.people.animator, PIN)).toMatchObject({
      error: { code: 'KEY-WAIT', detail: '60' },
    });
    phone.ran = 60_000;
    expect(await phone.device.open(here.people.animator, '999111')).toMatchObject({
      error: { code: 'KEY-WRONG', detail: '900' },
    });
  });
});

describe('a shared phone', () => {
  it('SYNC-21: the second person opens neither the sensitive records of the first, nor their drafts', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    road.up = false;
    const [, contact] = await withContact(phone, 'Yeelen');
    await phone.device.keepDraft({ key: 'organisation', type: 'organisation', values: { name: 'Brouillon' }, step: 1 });
    phone.device.close();
    road.up = true;
    await phone.join(network, people.member, OTHER_PIN);

    const { replica } = phone.device;
    expect(phone.names).toContain('Yeelen');
    expect(replica.record((contact as Change).record)).toBeNull();
    expect(replica.list('organisation_contact')).toEqual([]);
    expect(replica.list('holder')).toEqual([]);
    expect(await phone.device.drafts()).toEqual([]);
    expect(await phone.device.draft('organisation')).toBeNull();

    // Not only unseen: none of the keys this person holds opens what is the other's.
    const id = network.card.network;
    const { keys } = await network.holdingOf(people.member, replica.id.device, Date.now());
    const ring = Ring.empty(people.member, keys);
    for (const { value } of await rowsOf(phone, id, 'own')) {
      const keys = await ring.keysFor(value.under);
      const read = await open(keys, `${id}|own|${value.seq}|${value.under}`, value.box);
      expect(read === undefined).toBe(value.under === sensitiveScope(SIKASSO));
    }
    for (const { value } of await rowsOf(phone, id, 'chunks'))
      if (value.under.includes('/sensitive/') || value.under.includes(people.animator))
        expect(await ring.keysFor(value.under)).toEqual([]);
  });

  it('SYNC-22: whoever opens it sends what the other recorded, unread; the other finds it confirmed', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    await phone.join(network, people.member, OTHER_PIN);
    phone.device.close();
    await phone.open(people.animator);
    road.up = false;
    const [card, contact] = await withContact(phone, 'Faso Kanu');
    phone.device.close();
    await phone.restart();
    await phone.open(people.member, OTHER_PIN);
    const rows = phone.device.replica.own();
    expect(rows.map((row) => row.change !== undefined)).toEqual([true, false]);
    expect(phone.device.numbers.value.pending).toBe(0);
    expect(phone.device.faces.value.find((face) => face.person === people.animator)).toMatchObject({ pending: 1 });

    road.up = true;
    await phone.device.exchange();
    expect(phone.device.sync.value.refused).toBeNull();
    for (const change of [card, contact])
      expect((await network.history((change as Change).record)).map((one) => [one.change, one.state])).toEqual([
        [change, 'confirmed'],
      ]);
    phone.device.close();
    await phone.open(people.animator);
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 1 });
    // What the hub has needs no sealed copy any more.
    for (const { value } of await rowsOf(phone, network.card.network, 'own')) expect(value.sealed).toBeUndefined();
  });

  it('SYNC-22: what waits leaves even when nobody opens the phone', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    road.up = false;
    const [card] = await withContact(phone, 'Sinsinso');
    await phone.restart();
    expect(phone.device.phase.value).toBe('door');
    road.up = true;
    await phone.device.exchange();
    expect(await network.record((card as Change).record)).not.toBeNull();
    expect(phone.device.phase.value).toBe('door');
    expect(phone.device.faces.value).toMatchObject([{ pending: 0 }]);
    await phone.open(people.animator);
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 1 });
    expect(phone.device.replica.list('organisation_contact')).not.toEqual([]);
  });
});

describe('a forgotten code', () => {
  it('opens again by the word the steward reads out, once, with no network', async () => {
    const { network, people } = here;
    const [phone, steward] = [await Phone.of(network, people.animator), await Phone.of(network, people.coordinator)];
    await phone.device.keepDraft({ key: 'organisation', type: 'organisation', values: { name: 'Gardé' }, step: 1 });
    const device = phone.device.replica.id.device;
    await phone.restart();
    road.up = false;
    const n = (await phone.device.recoveryNumber(people.animator)) as number;
    expect(n).toBeGreaterThan(0);
    globalThis.indexedDB = steward.disk;
    const word = must(steward.device.stewardWord(device, people.animator, n));
    expect(word).toMatch(/^[a-z0-9]{16}$/);

    globalThis.indexedDB = phone.disk;
    expect(await phone.device.recover(people.animator, 'aaaa bbbb cccc dddd', OTHER_PIN)).toMatchObject({
      error: { code: 'KEY-WORD' },
    });
    const typed = `${word.slice(0, 4).toUpperCase()} ${word.slice(4, 8)}-${word.slice(8, 12)} ${word.slice(12)}`;
    must(await phone.device.recover(people.animator, typed.replaceAll('0', 'O'), OTHER_PIN));
    expect(phone.device.phase.value).toBe('open');
    expect(await phone.device.draft('organisation')).toMatchObject({ values: { name: 'Gardé' } });

    phone.device.close();
    expect(await phone.device.open(people.animator, PIN)).toMatchObject({ error: { code: 'KEY-WRONG' } });
    must(await phone.device.open(people.animator, OTHER_PIN));
    road.up = true;
    await phone.device.exchange();
    phone.device.close();
    expect(await phone.device.recoveryNumber(people.animator)).toBeGreaterThan(n);
    expect(await phone.device.recover(people.animator, word, PIN)).toMatchObject({ error: { code: 'KEY-WORD' } });
  });

  it('nobody but who answers for that person has the word', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    expect(phone.device.stewardWord(phone.device.replica.id.device, people.coordinator, 1)).toMatchObject({
      error: { code: 'KEY-STEWARD' },
    });
  });

  it('is replaced by the steward on the same phone, with no network', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    await withContact(phone, 'Dambé');
    await phone.device.exchange();
    phone.device.close();
    await phone.join(network, people.coordinator, OTHER_PIN);
    road.up = false;
    expect(await phone.device.resetPin(people.animator, '123456')).toMatchObject({ error: { code: 'KEY-SIX' } });
    must(await phone.device.resetPin(people.animator, '402817'));
    expect(phone.device.me.value?.person).toBe(people.coordinator);
    phone.device.close();
    expect(await phone.device.open(people.animator, PIN)).toMatchObject({ error: { code: 'KEY-WRONG' } });
    must(await phone.device.open(people.animator, '402817'));
    expect(phone.names).toContain('Dambé');
    expect(phone.device.replica.list('organisation_contact')).not.toEqual([]);

    // What the steward could not hand over comes with the next exchange.
    road.up = true;
    await phone.device.exchange();
    phone.device.close();
    expect(await phone.device.recoveryNumber(people.animator)).not.toBeNull();
  });

  it('one’s own is changed by whoever has opened, and holds through exchanges', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    must(await phone.device.resetPin(people.animator, '402817'));
    await phone.device.exchange();
    await phone.device.keepDraft({ key: 'organisation', type: 'organisation', values: { name: 'Mien' }, step: 0 });
    await phone.restart();
    expect(await phone.device.open(people.animator, PIN)).toMatchObject({ error: { code: 'KEY-WRONG' } });
    must(await phone.device.open(people.animator, '402817'));
    expect(await phone.device.drafts()).toHaveLength(1);
  });

  it('a steward resets nobody above them, and an animator nobody', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.secretary);
    phone.device.close();
    await phone.join(network, people.coordinator, OTHER_PIN);
    expect(await phone.device.resetPin(people.secretary, '402817')).toMatchObject({ error: { code: 'KEY-STEWARD' } });
    phone.device.close();
    await phone.join(network, people.animator, '630415');
    expect(await phone.device.resetPin(people.coordinator, '402817')).toMatchObject({ error: { code: 'KEY-STEWARD' } });
  });
});

describe('somebody enrolled in the field', () => {
  it('opens, works and is confirmed by the hub, within the right of who enrolled them', async () => {
    const { network, people } = here;
    const phone = await Phone.of(network, people.animator);
    await phone.device.save([organisation('Déjà là')]);
    await phone.device.exchange();
    road.up = false;
    const awa = { name: 'Awa SANGARÉ', role: 'animator', sign: 'sprout', color: 'p2' };
    expect(await phone.device.enrol({ ...awa, role: 'coordinator' }, '402817')).toMatchObject({
      error: { code: 'RIGHT-DELEGATE' },
    });
    const person = must(await phone.device.enrol(awa, '402817'));
    expect(phone.device.faces.value.find((face) => face.person === person)).toMatchObject({
      ...awa,
      place: 'Sikasso',
      needsPin: false,
    });
    phone.device.close();
    await phone.restart();
    await phone.open(person, '402817');
    expect(phone.device.me.value).toMatchObject({ name: awa.name, home: SIKASSO, place: 'Sikasso' });
    expect(phone.names).toContain('Déjà là');
    const [made] = await withContact(phone, 'Par Awa');
    expect(phone.device.numbers.value.pending).toBe(1);
    expect(phone.device.replica.preview([made as Change], Date.now()).state).toBe('confirmed');

    road.up = true;
    await phone.device.exchange();
    expect(phone.device.sync.value.refused).toBeNull();
    expect(phone.device.numbers.value).toMatchObject({ pending: 0, confirmed: 1, fix: 0 });
    expect(await network.record(holderRecord(phone.device.replica.id.device, person))).not.toBeNull();
    expect((await network.grantsOf(person)).map((grant) => grant.role)).toEqual(['animator']);
    phone.device.close();
    expect(await phone.device.recoveryNumber(person)).toBe(1);
  });

  it('keeps apart two people whom two networks of one phone know by the same id', async () => {
    const other = await here.hub.hub.networks.create({
      slug: 'pratique',
      name: 'Mode essai',
      mode: 'practice',
      demo: false,
    });
    const trainer = await enlist(other, 'Formatrice', 'animator', SIKASSO);
    const phone = await Phone.of(here.network, here.people.animator);
    const one = must(await phone.device.enrol({ name: 'Vraie', role: 'member', sign: 'sun', color: 'p1' }, '402817'));
    phone.device.close();
    await phone.join(other, trainer, OTHER_PIN);
    const two = must(await phone.device.enrol({ name: 'Essai', role: 'member', sign: 'sun', color: 'p1' }, '503928'));
    expect(two).toBe(one);
    phone.device.close();
    must(await phone.device.open(two as RecordId, '503928', other.card.network));
    expect(phone.device.me.value?.name).toBe('Essai');
    expect(phone.device.network.value).toMatchObject({ name: 'Mode essai', practice: true });
    phone.device.close();
    must(await phone.device.open(one, '402817', here.network.card.network));
    expect(phone.device.me.value?.name).toBe('Vraie');
  });
});
