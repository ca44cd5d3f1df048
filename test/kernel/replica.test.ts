import { describe, expect, it } from 'vitest';
import { pack } from '../../src/kernel/columns.ts';
import { textOf } from '../../src/kernel/fold.ts';
import { changeIdOf, SHARED } from '../../src/kernel/ids.ts';
import { Replica } from '../../src/kernel/replica.ts';
import { Run } from '../../src/kernel/run.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import type { SyncAnswer } from '../../src/kernel/wire.ts';
import type { SimDevice } from '../sim/device.ts';
import { DAY, HOUR, ROOT, SEGOU, SIKASSO, World } from '../sim/world.ts';

interface Scene {
  readonly world: World;
  readonly phone: SimDevice;
  readonly office: SimDevice;
  readonly awa: RecordId;
  readonly oumar: RecordId;
  readonly coumba: RecordId;
}
/** Awa and Oumar share a phone; Coumba sits in the office. */
async function scene(): Promise<Scene> {
  const world = new World(3);
  const awa = await world.member('Awa', 'animator', SIKASSO);
  const oumar = await world.member('Oumar', 'animator', SEGOU);
  const coumba = await world.member('Coumba', 'coordinator', SIKASSO);
  const phone = await world.device('phone', SIKASSO, awa, oumar);
  const office = await world.device('office', SIKASSO, coumba);
  for (const device of [phone, office]) await world.sync(device);
  world.pass(HOUR);
  return { world, phone, office, awa, oumar, coumba };
}
const answerTo = async (world: World, device: SimDevice): Promise<SyncAnswer> => {
  const reply = await world.hub.sync(device.ask());
  if (!('answer' in reply)) throw new Error(JSON.stringify(reply));
  return JSON.parse(JSON.stringify(reply.answer));
};
const broken = { do: 'create', type: 'organisation', body: { kind: 'gie', place: 'x' }, home: SIKASSO } as const;

describe('an answer', () => {
  it('SYNC-03 taken in twice is taken in once', async () => {
    const { world, phone, office } = await scene();
    world.organisation(office, SIKASSO, 'Benkadi');
    await world.sync(office);
    const said = await answerTo(world, phone);
    phone.hear(said);
    const { meta } = phone.replica;
    phone.hear(said);
    expect(phone.replica.meta).toEqual(meta);
    expect(phone.replica.list('organisation')).toHaveLength(1);
  });

  it('SYNC-06 that comes after a newer one neither moves back nor skips anything', async () => {
    const { world, phone, office } = await scene();
    const [card] = world.organisation(office, SIKASSO, 'Benkadi');
    await world.sync(office);
    const early = await answerTo(world, phone);
    office.write([{ do: 'edit', record: card?.record as RecordId, body: { place: 'San' } }]);
    await world.sync(office);
    const late = await answerTo(world, phone);
    phone.hear(late);
    const { cursor } = phone.replica;
    phone.hear(early);
    expect(phone.replica.cursor).toEqual(cursor);
    expect(textOf(phone.replica.list('organisation')[0] ?? never(), 'place')).toBe('San');
  });

  it('SYNC-06 to a place that a crash took back is let go: nothing is skipped', async () => {
    const { world, phone, office } = await scene();
    world.organisation(office, SIKASSO, 'Benkadi');
    await world.sync(office);
    phone.hear(await answerTo(world, phone));
    const request = phone.replica.request(phone.person, phone.now, 'test');
    world.organisation(office, SIKASSO, 'Jigiya');
    await world.sync(office);
    const beyond = await world.hub.sync(JSON.stringify(request));
    phone.crash();
    if ('answer' in beyond) phone.hear(beyond.answer);
    expect(phone.replica.list('organisation')).toEqual([]);
    await world.sync(phone);
    expect(phone.replica.list('organisation')).toHaveLength(2);
  });

  it('that was lost is made good: the work is sent again, and the ruling comes', async () => {
    const { world, phone } = await scene();
    world.organisation(phone, SIKASSO, 'Benkadi');
    await world.exchange(phone, { dropAnswer: true });
    expect(phone.replica.numbers()).toMatchObject({ pending: 1 });
    await world.sync(phone);
    expect(phone.replica.numbers()).toMatchObject({ pending: 0, confirmed: 1 });
    expect(world.hub.lastOf(phone.id)).toBe(2);
  });

  it('when nothing is new weighs less than a kilobyte both ways', async () => {
    const { world, phone } = await scene();
    world.organisation(phone, SIKASSO, 'Benkadi');
    await world.sync(phone);
    const asked = phone.ask();
    const reply = await world.hub.sync(asked);
    expect(asked.length + JSON.stringify(reply).length).toBeLessThan(1024);
  });

  it('may come in one word a time, in any order of places', async () => {
    const { world, phone, office } = await scene();
    for (let i = 0; i < 5; i++) world.organisation(office, SIKASSO, `n${i}`);
    await world.sync(office);
    world.hub.page = 1;
    await world.sync(phone);
    expect(phone.replica.list('organisation')).toHaveLength(5);
    expect(phone.replica.waiting).toBe(false);
  });
});

describe('SYNC-05 the four numbers', () => {
  it('SYNC-05 count everything written once, wherever it stands', async () => {
    const { world, phone, office, awa, coumba } = await scene();
    const numbers = () => phone.replica.numbers(awa);
    world.organisation(phone, SIKASSO, 'Benkadi');
    const bad = phone.write([broken])[0] as Change;
    const worse = phone.write([broken])[0] as Change;
    const worst = phone.write([broken])[0] as Change;
    phone.write([{ do: 'edit', record: worse.record, body: { place: 'y' } }]);
    expect(numbers()).toEqual({ pending: 5, received: 0, confirmed: 0, fix: 0, settled: 0 });
    await world.sync(phone);
    expect(numbers()).toEqual({ pending: 0, received: 1, confirmed: 1, fix: 3, settled: 0 });
    expect(phone.replica.toFix(awa).map((item) => item.dependants)).toEqual([0, 1, 0]);
    phone.write([{ do: 'settle', of: bad, how: 'withdrawn' }]);
    phone.write([{ do: 'settle', of: worst, how: 'handed', to: coumba }]);
    await world.sync(phone);
    expect(numbers()).toEqual({ pending: 0, received: 1, confirmed: 3, fix: 1, settled: 2 });
    expect(phone.replica.toFix(awa).map((item) => item.changes[0]?.seq)).toEqual([worse.seq]);
    await world.sync(office);
    expect(office.replica.toFix(coumba).map((item) => item.changes[0]?.seq)).toEqual([worst.seq]);
    phone.write([{ do: 'settle', of: worse, how: 'withdrawn' }]);
    await world.sync(phone);
    expect(numbers()).toEqual({ pending: 0, received: 0, confirmed: 4, fix: 0, settled: 4 });
  });

  it('SYNC-05 are told apart for the people who share a phone', async () => {
    const { world, phone, awa, oumar } = await scene();
    world.organisation(phone, SIKASSO, 'Benkadi');
    phone.open(oumar);
    await world.sync(phone);
    world.organisation(phone, SEGOU, 'Jigiya');
    expect(phone.replica.numbers(awa)).toMatchObject({ pending: 0, confirmed: 1 });
    expect(phone.replica.numbers(oumar)).toMatchObject({ pending: 1, confirmed: 0 });
    expect(phone.replica.numbers()).toMatchObject({ pending: 1, confirmed: 1 });
  });
});

describe('a phone that several people share', () => {
  it('SYNC-22 sends everybody’s work, and shows nobody what another alone may read', async () => {
    const { world, phone, awa, oumar } = await scene();
    const [card, contact] = world.organisation(phone, SIKASSO, 'Benkadi');
    phone.open(oumar);
    expect(phone.replica.known(`${phone.id}.1` as never)).toBe(null);
    await world.sync(phone);
    expect(world.hub.lastOf(phone.id)).toBe(2);
    // The card is everybody’s once it is confirmed; the contact never is.
    expect(phone.replica.record(card?.record as RecordId)?.created?.by).toBe(awa);
    expect(phone.replica.record(contact?.record as RecordId)).toBe(null);
    phone.open(awa);
    expect(phone.replica.record(contact?.record as RecordId)).not.toBe(null);
  });

  it('SYNC-22 keeps to the order of its log: what only one of them can send holds the rest back until they come', async () => {
    const { world, phone, awa, oumar } = await scene();
    const empty = world.hub.backup();
    world.organisation(phone, SIKASSO, 'Benkadi');
    phone.open(oumar);
    await world.sync(phone);
    world.organisation(phone, SEGOU, 'Jigiya');
    // The hub is lost with what it had; no sealed copy of Awa’s work is left on the phone.
    await world.hub.restore(empty);
    await world.sync(phone);
    expect(world.hub.lastOf(phone.id)).toBe(0);
    expect(phone.replica.numbers()).toMatchObject({ pending: 2 });
    phone.open(awa);
    await world.sync(phone);
    expect(world.hub.lastOf(phone.id)).toBe(4);
  });
});

describe('SYNC-24 leaving a place', () => {
  it('SYNC-24 puts down what is no longer for this person, keeps what they have to put right, and comes back whole', async () => {
    const { world, phone, office, awa } = await scene();
    world.organisation(office, SIKASSO, 'Benkadi');
    const bad = office.write([broken])[0] as Change;
    await world.sync(office);
    office.write([{ do: 'settle', of: bad, how: 'handed', to: awa }]);
    await world.sync(office);
    await world.sync(phone);
    const [grant] = await world.hub.grantsOf(awa);
    const grantId = grant?.id as RecordId;
    await world.hub.act([{ do: 'void', record: grantId, voided: true }]);
    world.pass(HOUR);
    await world.sync(phone);
    expect(phone.replica.list('organisation')).toEqual([]);
    expect(phone.replica.toFix(awa)).toHaveLength(1);
    world.organisation(office, SIKASSO, 'Jigiya');
    await world.sync(office);
    await world.hub.act([{ do: 'void', record: grantId, voided: false }]);
    await world.sync(phone);
    expect(
      phone.replica
        .list('organisation')
        .map((one) => textOf(one, 'name'))
        .sort(),
    ).toEqual(['Benkadi', 'Jigiya']);
  });

  it('takes nothing from the others on the phone', async () => {
    const { world, phone, office, awa } = await scene();
    const fanta = await world.member('Fanta', 'animator', SIKASSO);
    await world.enrol(phone, fanta, SIKASSO);
    world.organisation(office, SIKASSO, 'Benkadi');
    await world.sync(office);
    phone.open(fanta);
    await world.sync(phone);
    phone.open(awa);
    await world.sync(phone);
    const [grant] = await world.hub.grantsOf(awa);
    await world.hub.act([{ do: 'void', record: grant?.id as RecordId, voided: true }]);
    world.pass(HOUR);
    await world.sync(phone);
    expect(phone.replica.list('organisation')).toEqual([]);
    phone.open(fanta);
    expect(phone.replica.list('organisation')).toHaveLength(1);
  });
});

describe('a copy', () => {
  it('SYNC-11 sets aside what came to nothing after all, when it may not know why', async () => {
    const world = new World(5);
    const moussa = await world.member('Moussa', 'animator', SEGOU);
    const awa = await world.member('Awa', 'animator', SIKASSO);
    const phone = await world.device('phone', SIKASSO, awa);
    const segou = await world.device('segou', SEGOU, moussa);
    await world.sync(phone);
    const before = world.hub.backup();
    const [card] = world.organisation(phone, SIKASSO, 'Benkadi');
    await world.sync(phone);
    await world.sync(segou);
    expect(segou.replica.list('organisation')).toHaveLength(1);
    // Lost, and given back long after Awa’s right had ended: this time it is returned.
    await world.hub.restore(before);
    const [grant] = await world.hub.grantsOf(awa);
    await world.hub.act([{ do: 'void', record: grant?.id as RecordId, voided: true }]);
    world.pass(60 * DAY);
    await world.sync(phone);
    await world.sync(segou);
    expect(phone.replica.toFix(awa)[0]?.ruling.code).toBe('RIGHT-GRACE');
    expect(segou.replica.list('organisation')).toEqual([]);
    expect(segou.replica.known(changeIdOf(card as Change))).toMatchObject({ state: 'returned' });
    expect(segou.replica.known(changeIdOf(card as Change))?.ruling).toBe(undefined);
  });

  it('SYNC-14 takes no right for ended, or given, because somebody sent what the hub still holds', async () => {
    const { world, office, coumba } = await scene();
    const [grant] = await world.hub.grantsOf(coumba);
    const id = grant?.id as RecordId;
    const [made] = office.replica.history(id).map((known) => known.change);
    const held = { ...(made as Change), seq: 900, over: { to: [], role: [] } };
    const { shared: _shared, ...ends } = { ...held, body: { to: '2020-01-01', role: 'secretariat' } };
    office.replica.load([{ change: ends, eff: 9e15, state: 'held' }], []);
    expect(office.replica.grantsOf(coumba)).toEqual([grant]);
    expect(office.replica.may(coumba, 'edit', 'organisation', SIKASSO, office.now)).toBe(true);
  });

  it('does not take a record for another type because somebody said so', async () => {
    const { world, office } = await scene();
    const [card] = world.organisation(office, SIKASSO, 'Benkadi');
    const forged: Change = { ...(card as Change), seq: 9, type: 'person', shared: [SHARED], body: { name: 'x' } };
    office.replica.load([{ change: { ...forged, device: world.hub.authority }, eff: 1, state: 'held' }], []);
    expect(office.replica.list('person').map((one) => one.id)).not.toContain(card?.record);
  });

  it('previews what the hub would say, of work and of what hangs on it', async () => {
    const { world, phone } = await scene();
    await world.sync(phone);
    const fine = world.organisation(phone, SIKASSO, 'Benkadi');
    const bad = phone.write([broken]);
    const elsewhere = phone.write([{ ...broken, home: ROOT, body: { name: 'x', kind: 'gie', place: 'y' } }]);
    const said = [fine, bad, elsewhere].map((changes) => phone.replica.preview(changes, phone.now));
    expect(said.map(({ state, code }) => [state, code])).toEqual([
      ['confirmed', undefined],
      ['returned', 'RULE-REQUIRED'],
      ['returned', 'RIGHT-NONE'],
    ]);
    const text = phone.ask();
    const reply = await world.hub.sync(text);
    const rulings = 'answer' in reply ? reply.answer.rulings : [];
    expect(rulings.map(({ state, code }) => [state, code])).toEqual(
      said.slice(1).map(({ state, code }) => [state, code]),
    );
  });
});

const never = (): never => {
  throw new Error('missing');
};

describe('what comes off the disk', () => {
  it('is as a run says it, where a change also stands alone as it was written', async () => {
    const { world, phone } = await scene();
    const [card] = world.organisation(phone, SIKASSO, 'Benkadi');
    await world.sync(phone);
    const { id } = phone.replica;
    const change = card as Change;
    const copy = new Replica({ ...id, device: world.devices[1]?.id ?? id.device });
    const run = new Run(pack([{ change, eff: change.stamp, state: 'confirmed' }]));
    copy.load(
      [{ change, eff: change.stamp, state: 'pending' }],
      [],
      [{ type: change.type, unsettled: false, aliases: false, open: () => ({ run, w: 1, reads: () => true }) }],
    );
    expect(copy.known(changeIdOf(change))?.state).toBe('confirmed');
    expect(copy.record(change.record)?.unconfirmed).toBe(0);
    expect(copy.drain().known).toEqual([]);
  });
});
