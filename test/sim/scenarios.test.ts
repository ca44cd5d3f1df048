// Stories that happened, in the field or in the simulator. Each begins with its story; each stays.
import { describe, expect, it } from 'vitest';
import { millisOf } from '../../src/kernel/clock.ts';
import { textOf } from '../../src/kernel/fold.ts';
import { changeIdOf, sensitiveScope } from '../../src/kernel/ids.ts';
import { deviceRecord, holderRecord } from '../../src/kernel/judge.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import type { SimDevice } from './device.ts';
import { DAY, HOUR, ROOT, SEGOU, SIKASSO, World, YEAR } from './world.ts';

interface Scene {
  readonly world: World;
  /** Awa’s phone in Sikasso, which Oumar, of Ségou, uses too. */
  readonly phone: SimDevice;
  readonly office: SimDevice;
  readonly bamako: SimDevice;
  readonly segou: SimDevice;
  readonly people: Record<'awa' | 'oumar' | 'coumba' | 'bakary' | 'moussa', RecordId>;
}
async function scene(): Promise<Scene> {
  const world = new World(1);
  const people = {
    awa: await world.member('Awa', 'animator', SIKASSO),
    oumar: await world.member('Oumar', 'animator', SEGOU),
    coumba: await world.member('Coumba', 'coordinator', SIKASSO),
    bakary: await world.member('Bakary', 'secretariat', ROOT),
    moussa: await world.member('Moussa', 'animator', SEGOU),
  };
  const phone = await world.device('phone', SIKASSO, people.awa, people.oumar);
  const office = await world.device('office', SIKASSO, people.coumba);
  const bamako = await world.device('bamako', ROOT, people.bakary);
  const segou = await world.device('segou', SEGOU, people.moussa);
  for (const device of world.devices) await world.sync(device);
  world.pass(HOUR);
  return { world, phone, office, bamako, segou, people };
}
const broken = { do: 'create', type: 'organisation', body: { kind: 'gie', place: 'x' }, home: SIKASSO } as const;
const names = (device: SimDevice): readonly string[] =>
  device.replica
    .list('organisation')
    .map((one) => textOf(one, 'name'))
    .sort();
const first = (changes: readonly Change[]): Change => changes[0] as Change;
const edit = (device: SimDevice, record: RecordId, place: string): Change =>
  first(device.write([{ do: 'edit', record, body: { place } }]));
const stateOf = async (world: World, change: Change): Promise<string | undefined> =>
  (await world.hub.store.logged([changeIdOf(change)]))[0]?.state;

describe('the job', () => {
  it('an animator in Sikasso registers an organisation with no network; days later Bamako sees who, where, when; Ségou sees the card only', async () => {
    const { world, phone, bamako, segou, people } = await scene();
    const [organisation] = world.organisation(phone, SIKASSO, 'Benkadi de Klela');
    expect(phone.replica.numbers(people.awa)).toEqual({ pending: 1, received: 0, confirmed: 0, fix: 0, settled: 0 });
    const written = world.time;
    world.pass(3 * DAY);
    for (const device of [phone, bamako, segou]) await world.sync(device);
    expect(phone.replica.numbers(people.awa)).toEqual({ pending: 0, received: 0, confirmed: 1, fix: 0, settled: 0 });

    const seen = bamako.replica.list('organisation')[0];
    expect(seen && textOf(seen, 'name')).toBe('Benkadi de Klela');
    expect([seen?.created?.by, seen?.home]).toEqual([people.awa, SIKASSO]);
    expect(millisOf(seen?.created?.eff ?? 0)).toBe(written);
    expect(bamako.replica.list('organisation_contact')).toHaveLength(1);
    expect(segou.replica.list('organisation').map((one) => one.id)).toEqual([organisation?.record]);
    expect(segou.replica.list('organisation_contact')).toEqual([]);
  });

  it('SYNC-12 an animator enrols somebody on her phone with no network, who works at once; the enrolment comes back, is put right, and the work counts', async () => {
    const { world, phone, bamako, people } = await scene();
    const grant = { role: 'animator', scope: SIKASSO, from: '2026-11-22', to: '2026-12-22', provisional: true };
    const enrolment = phone.write((ids) => [
      { do: 'create', type: 'person', body: { name: '' }, home: SIKASSO },
      { do: 'create', type: 'grant', body: { person: ids(0), ...grant }, home: SIKASSO },
      { do: 'create', type: 'holder', body: { device: phone.id, person: ids(0) }, home: SIKASSO },
    ]);
    const [person, right] = enrolment as [Change, Change];
    phone.people.push(person.record);
    // The phone knows her by her enrolment alone, which no hub has seen.
    const { replica } = phone;
    const act = { do: 'create', type: 'organisation', home: SIKASSO } as const;
    const body = { name: 'Sabugnuma', kind: 'gie', place: 'Klela' };
    const env = { now: phone.now, random: world.random.bytes };
    const card = first(replica.write([{ ...act, body }], person.record, env));
    phone.keep();
    expect(card.grant).toBe(right.record);
    await world.sync(phone);
    expect([await stateOf(world, person), await stateOf(world, card)]).toEqual(['returned', 'held']);
    expect(phone.replica.toFix(people.awa)).toHaveLength(1);
    phone.write([
      { do: 'create', type: 'person', body: { name: 'Fanta' }, home: SIKASSO, record: person.record },
      { do: 'create', type: 'grant', body: { person: person.record, ...grant }, home: SIKASSO, record: right.record },
      { do: 'create', type: 'holder', body: { device: phone.id, person: person.record }, home: SIKASSO },
      { do: 'settle', of: person, how: 'corrected' },
    ]);
    await world.sync(phone);
    expect(await stateOf(world, card)).toBe('confirmed');
    await world.sync(bamako);
    expect(bamako.replica.record(card.record)?.created?.by).toBe(person.record);
    expect(await world.hub.record(holderRecord(phone.id, person.record))).not.toBe(null);
  });
});

describe('answers that are lost', () => {
  it('a request is sent again while a later one was heard by the hub only; the ruling on the later work still comes', async () => {
    const { world, phone, people } = await scene();
    // Work in a place that Awa does not read: what becomes of it is told with an answer or not at all.
    const bad = first(phone.write([{ ...broken, home: SEGOU }]));
    await world.sync(phone);
    const older = phone.ask();
    phone.write([{ do: 'settle', of: bad, how: 'withdrawn' }]);
    await world.exchange(phone, { dropAnswer: true });
    world.deliver(phone, await world.hub.sync(older));
    await world.sync(phone);
    expect(phone.replica.numbers(people.awa)).toEqual({ pending: 0, received: 0, confirmed: 1, fix: 0, settled: 1 });
  });

  it('Oumar opens a phone whose rulings were lost, and asks for himself; Awa still hears what became of hers', async () => {
    const { world, phone, people } = await scene();
    const cards = [1, 2, 3].map((n) => first(world.organisation(phone, SIKASSO, `n${n}`)));
    const waits = edit(phone, first(cards).record, 'San');
    await world.exchange(phone, { dropAnswer: true });
    phone.open(people.oumar);
    await world.sync(phone);
    phone.open(people.awa);
    await world.sync(phone);
    expect(phone.replica.numbers(people.awa)).toMatchObject({ pending: 0, received: 0, confirmed: 4 });
    expect(await stateOf(world, waits)).toBe('confirmed');
  });

  it('rulings on one group come in two pages; what follows is sent from the beginning of a group, never from its middle', async () => {
    const { world, phone, people } = await scene();
    const [card] = world.organisation(phone, SIKASSO, 'Benkadi');
    await world.exchange(phone, { dropAnswer: true });
    world.hub.page = 1;
    await world.exchange(phone, { dropAnswer: true });
    for (let i = 0; i < 40; i++) await world.exchange(phone, { budget: 1, dropAnswer: i % 3 === 1 });
    await world.sync(phone);
    expect(phone.replica.numbers(people.awa)).toMatchObject({ pending: 0, confirmed: 1 });
    expect(await stateOf(world, card as Change)).toBe('confirmed');
  });

  it('SYNC-13 the answer that told the end of a right is lost; what was written meanwhile is taken, and flagged', async () => {
    const { world, phone, people } = await scene();
    const [grant] = await world.hub.grantsOf(people.awa);
    await world.hub.act([{ do: 'void', record: grant?.id as RecordId, voided: true }]);
    world.pass(HOUR);
    await world.exchange(phone, { dropAnswer: true });
    world.pass(HOUR);
    const honest = first(world.organisation(phone, SIKASSO, 'Benkadi'));
    await world.exchange(phone);
    expect(await stateOf(world, honest)).toBe('confirmed');
    await world.sync(phone);
    world.pass(HOUR);
    await world.sync(phone);
    const knowing = first(phone.write([{ ...broken, body: { name: 'x', kind: 'gie', place: 'y' } }]));
    await world.sync(phone);
    expect(await stateOf(world, knowing)).toBe('returned');
  });
});

describe('a hub restored from a backup', () => {
  it('SYNC-20 gets back from the phones what it had lost, records of others upon records that are not there yet included', async () => {
    const { world, phone, office, bamako } = await scene();
    const nightly = world.hub.backup();
    const card = first(world.organisation(phone, SIKASSO, 'Benkadi'));
    for (const device of [phone, office]) await world.sync(device);
    edit(office, card.record, 'Koutiala');
    for (const device of [office, bamako, phone]) await world.sync(device);
    edit(bamako, card.record, 'San');
    await world.sync(bamako);
    await world.hub.restore(nightly);
    // Those who built upon it come first; nobody is taken for a copy.
    for (const device of [bamako, office]) await world.sync(device);
    expect(await world.hub.record(card.record)).toBe(null);
    await world.sync(phone);
    for (const device of [bamako, office, phone]) await world.sync(device);
    for (const device of [bamako, office, phone]) {
      expect(textOf(device.replica.record(card.record) as never, 'place')).toBe('San');
      expect(device.replica.numbers()).toMatchObject({ pending: 0, received: 0, fix: 0 });
    }
  });

  it('SYNC-20 a request was on its way while the hub was restored; nothing is ruled on without its author hearing it', async () => {
    const { world, phone, people } = await scene();
    const nightly = world.hub.backup();
    world.organisation(phone, SIKASSO, 'Benkadi');
    const underway = phone.ask();
    world.deliver(phone, await world.hub.sync(underway));
    phone.keep();
    await world.hub.restore(nightly);
    await world.hub.sync(underway);
    expect(world.hub.lastOf(phone.id)).toBe(0);
    world.organisation(phone, SIKASSO, 'Jigiya');
    phone.open(people.oumar);
    await world.sync(phone);
    phone.open(people.awa);
    await world.sync(phone);
    expect(world.hub.lastOf(phone.id)).toBe(4);
    expect(phone.replica.numbers(people.awa)).toMatchObject({ pending: 0, received: 0, confirmed: 2 });
  });

  it('SYNC-20 a refusal comes late, from before the hub was restored; nothing is taken for sent that is not', async () => {
    const { world, phone } = await scene();
    world.organisation(phone, SIKASSO, 'Benkadi');
    world.organisation(phone, SIKASSO, 'Jigiya');
    phone.refused('SYNC-GAP', 4);
    await world.sync(phone);
    expect(world.hub.lastOf(phone.id)).toBe(4);
  });

  it('SYNC-20 what the authority wrote since the backup and what it writes anew never bear the same name', async () => {
    const { world, office } = await scene();
    const nightly = world.hub.backup();
    const [before] = await world.hub.act([{ do: 'create', type: 'person', body: { name: 'Lost' }, home: SIKASSO }]);
    await world.sync(office);
    await world.hub.restore(nightly);
    const [after] = await world.hub.act([{ do: 'create', type: 'person', body: { name: 'New' }, home: SIKASSO }]);
    await world.sync(office);
    expect(before?.record).not.toBe(after?.record);
    expect(textOf(office.replica.record(after?.record as RecordId) as never, 'name')).toBe('New');
  });

  it('SYNC-11 an edit counted in another branch; given back before its card, it is set aside this time, and that branch hears it', async () => {
    const { world, phone, office, bamako, segou } = await scene();
    const nightly = world.hub.backup();
    const card = first(world.organisation(office, SIKASSO, 'Benkadi'));
    for (const device of [office, phone]) await world.sync(device);
    edit(phone, card.record, 'San');
    for (const device of [phone, segou]) await world.sync(device);
    expect(textOf(segou.replica.record(card.record) as never, 'place')).toBe('San');
    await world.hub.restore(nightly);
    bamako.write([{ do: 'edit', record: deviceRecord(phone.id), body: { status: 'blocked', blockedAfter: 0 } }]);
    await world.sync(bamako);
    for (let i = 0; i < 3; i++) await world.exchange(phone);
    for (const device of [office, segou]) await world.sync(device);
    expect(textOf((await world.hub.record(card.record)) as never, 'place')).toBe('Klela');
    expect(textOf(segou.replica.record(card.record) as never, 'place')).toBe('Klela');
  });

  it('a change that was built upon comes back as returned; the record of the hub and those of the phones stay the same', async () => {
    const { world, phone, office, people } = await scene();
    const card = first(world.organisation(office, SIKASSO, 'Benkadi'));
    for (const device of [office, phone]) await world.sync(device);
    const nightly = world.hub.backup();
    edit(phone, card.record, 'San');
    for (const device of [phone, office]) await world.sync(device);
    edit(office, card.record, 'Koutiala');
    await world.sync(office);
    await world.hub.restore(nightly);
    const [grant] = await world.hub.grantsOf(people.awa);
    await world.hub.act([{ do: 'void', record: grant?.id as RecordId, voided: true }]);
    world.pass(60 * DAY);
    for (const device of [office, phone, office]) await world.sync(device);
    expect(phone.replica.toFix(people.awa)).toHaveLength(1);
    const inHub = await world.hub.record(card.record);
    expect(inHub?.fields).toEqual(office.replica.confirmed(card.record)?.fields);
    expect(inHub?.ahead).toBe(undefined);
  });
});

describe('what waits', () => {
  it('SYNC-12 an edit that was read as somebody else’s origin is released with all its judge must know', async () => {
    const { world, phone, office } = await scene();
    const bad = first(phone.write([broken]));
    const waits = edit(phone, bad.record, 'Ɲangasso');
    await world.sync(phone);
    await world.sync(office);
    expect(await stateOf(world, waits)).toBe('held');
    const body = { name: 'Put right', kind: 'gie', place: 'Klela' };
    office.write([
      { do: 'create', type: 'organisation', body, home: SIKASSO, record: bad.record },
      { do: 'settle', of: bad, how: 'corrected' },
    ]);
    edit(office, bad.record, 'San');
    await world.sync(office);
    expect(await stateOf(world, waits)).toBe('confirmed');
  });

  it('SYNC-12 a correction leaves out a record of its group; what waited for it goes back to its author, not into nowhere', async () => {
    const { world, phone, office } = await scene();
    const group = phone.write([broken, { ...broken, body: { name: 'Second', kind: 'gie', place: 'Klela' } }]);
    const [one, two] = group as [Change, Change];
    await world.sync(phone);
    await world.sync(office);
    const body = { name: 'Put right', kind: 'gie', place: 'Klela' };
    const contact = { of: two.record, phone: '70 12 34 56' };
    const waits = first(
      office.write([{ do: 'create', type: 'organisation_contact', body: contact, home: sensitiveScope(SIKASSO) }]),
    );
    await world.sync(office);
    expect(await stateOf(world, waits)).toBe('held');
    phone.write([
      { do: 'create', type: 'organisation', body, home: SIKASSO, record: one.record },
      { do: 'settle', of: one, how: 'corrected' },
    ]);
    await world.sync(phone);
    await world.sync(office);
    expect(await stateOf(world, waits)).toBe('returned');
    expect(office.replica.toFix(office.person)[0]?.ruling.code).toBe('RULE-GONE');
  });
});

describe('phones', () => {
  it('SYNC-17 a phone was copied; the hub keeps what the first one sent, and the other is told', async () => {
    const { world, phone, segou } = await scene();
    world.organisation(phone, SIKASSO, 'Benkadi');
    const before = phone.replica;
    await world.sync(phone);
    const twin = before.request(phone.person, phone.now, 'twin');
    const forged = {
      ...twin,
      push: { from: 1, prev: '', changes: [first(world.organisation(segou, SEGOU, 'Jigiya'))] },
    };
    const change = { ...first(forged.push.changes), device: phone.id, group: undefined };
    const text = JSON.stringify({ ...forged, n: 99, push: { ...forged.push, changes: [change] } });
    expect(await world.hub.sync(text)).toMatchObject({ error: { code: 'DEVICE-CLONE' }, last: 2 });
    expect(names(phone)).toEqual(['Benkadi']);
  });

  it('SYNC-17 somebody gives a record the name that a change on another’s phone will have; she edits it, and is not taken for a copy', async () => {
    const { world, phone, office, people } = await scene();
    const unborn = `${office.id}.2` as RecordId;
    const act = { do: 'create', type: 'organisation', home: SIKASSO, record: unborn } as const;
    phone.write([{ ...act, body: { name: 'Unborn', kind: 'gie', place: 'x' } }]);
    await world.sync(phone);
    await world.sync(office);
    const card = first(world.organisation(phone, SIKASSO, 'Benkadi'));
    await world.sync(phone);
    await world.sync(office);
    edit(office, unborn, 'San');
    edit(office, card.record, 'Koutiala');
    await world.exchange(office, { dropAnswer: true });
    await world.sync(office);
    expect(office.locked).toBe(null);
    expect(office.replica.numbers(people.coumba)).toMatchObject({ pending: 0, confirmed: 1, received: 1 });
  });

  it('SYNC-08 a phone came back from the repairer in 2050, was used, and was set right; what it wrote then does not rule for 24 years', async () => {
    const { world, phone, office } = await scene();
    const card = first(world.organisation(office, SIKASSO, 'Benkadi'));
    for (const device of [office, phone]) await world.sync(device);
    phone.skew = 24 * YEAR;
    edit(phone, card.record, 'San');
    world.pass(HOUR);
    await world.sync(phone);
    phone.skew = 0;
    world.pass(HOUR);
    edit(office, card.record, 'Koutiala');
    for (const device of [office, phone, office]) await world.sync(device);
    for (const device of [office, phone])
      expect(textOf(device.replica.record(card.record) as never, 'place')).toBe('Koutiala');
    edit(phone, card.record, 'Klela');
    for (const device of [phone, office]) await world.sync(device);
    expect(textOf(office.replica.record(card.record) as never, 'place')).toBe('Klela');
    expect(phone.replica.numbers()).toMatchObject({ fix: 0, pending: 0 });
  });

  it('SYNC-16 a stolen phone is blocked, what it sends is set aside, it is found again and its honest work let through', async () => {
    const { world, phone, office, people } = await scene();
    world.organisation(phone, SIKASSO, 'Benkadi');
    await world.sync(phone);
    const block = { status: 'blocked', blockedAfter: world.hub.lastOf(phone.id) };
    office.write([{ do: 'edit', record: deviceRecord(phone.id), body: block }]);
    await world.sync(office);
    const honest = first(world.organisation(phone, SIKASSO, 'Jigiya'));
    await world.exchange(phone);
    expect(phone.locked).toBe('DEVICE-BLOCKED');
    expect(phone.replica.numbers(people.awa)).toMatchObject({ confirmed: 1, fix: 1 });
    await world.sync(office);
    expect(names(office)).toEqual(['Benkadi']);
    office.write([{ do: 'settle', of: honest, how: 'accepted' }]);
    office.write([{ do: 'edit', record: deviceRecord(phone.id), body: { status: 'active' } }]);
    await world.sync(office);
    phone.locked = null;
    await world.sync(phone);
    expect(phone.replica.numbers(people.awa)).toMatchObject({ confirmed: 2, fix: 0 });
    expect(names(office)).toEqual(['Benkadi', 'Jigiya']);
  });

  it('a battery dies between hearing an answer and writing it down; it is heard again', async () => {
    const { world, phone, office } = await scene();
    world.organisation(office, SIKASSO, 'Benkadi');
    await world.sync(office);
    const reply = await world.hub.sync(phone.ask());
    world.deliver(phone, reply);
    expect(names(phone)).toEqual(['Benkadi']);
    phone.crash();
    expect(names(phone)).toEqual([]);
    await world.sync(phone);
    expect(names(phone)).toEqual(['Benkadi']);
  });
});
