import { describe, expect, it } from 'vitest';
import { reachOf } from '../../src/kernel/grant.ts';
import { changeIdOf, derivedId, SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import { answer, heardAt, takesWork } from '../../src/kernel/serve.ts';
import type { Change, DeviceId, RecordId } from '../../src/kernel/types.ts';
import { reachDigest, reachId, type SyncAnswer, type SyncRequest } from '../../src/kernel/wire.ts';
import { declarations } from '../../src/modules/index.ts';
import { dev, NETWORK, SIKASSO } from './hands.ts';
import { CARD, creation, edit, type Office, openOffice } from './office.ts';

type Name = Parameters<Office['person']>[0];

/** Somebody who reads page by page, and what came to them. */
class Reader {
  readonly #office: Office;
  readonly #name: Name;
  readonly device: DeviceId;
  cursor: SyncRequest['cursor'] = null;
  behind: SyncRequest['behind'];
  held = '';
  readonly seen = new Map<string, SyncAnswer['changes'][number]>();
  readonly aside = new Set<string>();

  constructor(office: Office, name: Name, device: DeviceId = dev('reader')) {
    this.#office = office;
    this.#name = name;
    this.device = device;
  }

  async ask(limit = 1000, more: Partial<SyncRequest> = {}): Promise<SyncAnswer> {
    const { world, person } = this.#office;
    const as = person(this.#name);
    const grants = await world.hub.grantsOf(as);
    const reach = reachOf(declarations, as, grants, world.time);
    const request: SyncRequest = {
      v: 1,
      network: NETWORK,
      device: this.device,
      as,
      n: 1,
      clock: 0,
      app: 'test',
      last: 0,
      heard: 0,
      base: 'here',
      cursor: this.cursor,
      ...(this.behind && { behind: this.behind }),
      held: this.held,
      ...more,
    };
    const env = { decl: declarations, now: world.time, grants, holding: { reach, keys: [] }, limit };
    const said = await answer(request, { ok: true, ack: 0, rulings: [] }, world.hub.store, env);
    if (said.holding) this.held = reachDigest(said.holding.reach);
    this.cursor = said.cursor;
    this.behind = said.behind;
    for (const one of said.changes) this.seen.set(changeIdOf(one.change), one);
    for (const id of said.aside ?? []) this.aside.add(id);
    return said;
  }

  async all(limit = 1000): Promise<void> {
    for (let round = 0; round < 2000; round++) if (!(await this.ask(limit)).more) return;
    throw new Error('it never ends');
  }
}

const writeMany = async (office: Office, count: number): Promise<RecordId[]> => {
  const ids: RecordId[] = [];
  for (let i = 0; i < count; i++) {
    ids.push(office.pen('Awa').next());
    await office.pen('Awa').ruled(creation({ ...CARD, name: `n${i}` }, { shared: [SHARED] }));
  }
  return ids;
};

describe('an answer', () => {
  it('SYNC-06 told in pages of any size leaves nothing out', async () => {
    const office = await openOffice();
    const ids = await writeMany(office, 12);
    for (const id of ids) await office.pen('Coumba').ruled(edit(id, { place: 'San' }));
    const whole = new Reader(office, 'Bakary');
    await whole.all();
    for (const limit of [1, 2, 3, 7, 50]) {
      const paged = new Reader(office, 'Bakary');
      await paged.all(limit);
      expect([...paged.seen.keys()].sort()).toEqual([...whole.seen.keys()].sort());
    }
    expect(ids.every((id) => whole.seen.has(id))).toBe(true);
  });

  it('SYNC-06 goes on from where it stopped, and tells nothing twice', async () => {
    const office = await openOffice();
    const reader = new Reader(office, 'Bakary');
    await reader.all();
    const [id] = await writeMany(office, 1);
    const said = await reader.ask();
    expect(said.changes.map((one) => changeIdOf(one.change))).toEqual([id]);
    expect((await reader.ask()).changes).toEqual([]);
  });

  it('SYNC-24 tells a new reach first, without changes, and moves nobody on', async () => {
    const office = await openOffice();
    await writeMany(office, 3);
    const reader = new Reader(office, 'Moussa');
    const first = await reader.ask();
    expect([first.holding !== undefined, first.changes, first.cursor.pos, first.more]).toEqual([true, [], 0, true]);
    await reader.all();
    const at = reader.cursor;
    const body = { person: office.person('Moussa'), role: 'animator', scope: SIKASSO, from: '2026-01-01' };
    await office.world.hub.act([{ do: 'create', type: 'grant', body, home: SIKASSO }]);
    const again = await reader.ask();
    expect([again.holding !== undefined, again.changes, again.cursor]).toEqual([true, [], at]);
  });

  it('SYNC-06 SYNC-24 catches up with a part that came new, in pages, while the others stay where they are', async () => {
    const office = await openOffice();
    const { world } = office;
    const ids = await writeMany(office, 9);
    for (const id of ids) await office.pen('Coumba').ruled(edit(id, { place: 'San' }));
    const reader = new Reader(office, 'Moussa');
    await reader.all();
    expect([...reader.seen.keys()].filter((id) => ids.includes(id as never))).toHaveLength(9);
    const body = { person: office.person('Moussa'), role: 'animator', scope: SIKASSO, from: '2026-01-01' };
    await world.hub.act([{ do: 'create', type: 'grant', body, home: SIKASSO }]);
    const said = await reader.ask(4);
    const parts = (said.holding?.reach ?? []).filter((part) => part.prefix === SIKASSO);
    reader.behind = Object.fromEntries(parts.map((part) => [reachId(part), 0]));
    await writeMany(office, 2);
    await reader.all(4);
    expect(reader.behind).toBe(undefined);
    const fresh = new Reader(office, 'Moussa');
    await fresh.all();
    expect([...reader.seen.keys()].sort()).toEqual([...fresh.seen.keys()].sort());
  });

  it('to whom a hub was restored begins anew', async () => {
    const office = await openOffice();
    const ids = await writeMany(office, 2);
    const reader = new Reader(office, 'Bakary');
    await reader.all();
    reader.seen.clear();
    reader.cursor = { epoch: 'another life', pos: 10_000 };
    reader.behind = { abcdefgh: 9999 };
    await reader.all();
    expect(ids.every((id) => reader.seen.has(id))).toBe(true);
    expect(reader.cursor?.epoch).toBe(office.world.hub.store.epoch);
  });

  it('leaves a blocked or ended device, and a courier, where they stand', async () => {
    const office = await openOffice();
    await writeMany(office, 2);
    for (const why of [{ blocked: true }, { ended: true }, { carried: true }]) {
      const request = {
        ...({
          v: 1,
          network: NETWORK,
          device: dev('r'),
          as: office.person('Bakary'),
          n: 1,
          clock: 0,
          app: '',
        } as const),
        ...{ last: 0, heard: 0, base: 'b', held: 'other', cursor: { epoch: 'first', pos: 5 }, behind: { abcdefgh: 2 } },
      };
      const env = { decl: declarations, now: 1, grants: [], holding: { reach: [], keys: [] }, limit: 10, ...why };
      const said = await answer(request, { ok: true, ack: 0, rulings: [] }, office.world.hub.store, env);
      expect(said).toMatchObject({ changes: [], cursor: { pos: 5 }, behind: { abcdefgh: 2 }, more: false });
    }
  });
});

describe('own work', () => {
  it('comes back as rulings: runs of what is simply confirmed, the rest in words', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    await awa.ruled(creation());
    await awa.ruled(creation(), creation());
    await awa.ruled(creation({ ...CARD, name: '' }));
    await awa.ruled(creation({ ...CARD, kind: 'newer' }));
    await awa.ruled(creation());
    const reader = new Reader(office, 'Awa', awa.device);
    await reader.ask(1000, { last: 6 });
    const said = await reader.ask(1000, { last: 6 });
    expect(said.confirmed.map(([first, last]) => [first, last])).toEqual([
      [1, 3],
      [6, 6],
    ]);
    expect(said.rulings.map((ruling) => [ruling.first, ruling.state, ruling.flags?.[0]?.code]).sort()).toEqual([
      [4, 'returned', undefined],
      [5, 'confirmed', 'FLAG-CHOICE'],
    ]);
    expect(said.changes.filter((one) => one.change.device === awa.device)).toEqual([]);
  });

  it('comes back whole to a phone that lost it', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    await awa.ruled(creation());
    const reader = new Reader(office, 'Awa', awa.device);
    await reader.all();
    expect(reader.seen.has(`${awa.device}.1`)).toBe(true);
  });

  it('is told as it stands now, though another’s push released it since it was ruled on', async () => {
    const office = await openOffice();
    const [awa, coumba] = [office.pen('Awa'), office.pen('Coumba')];
    const record = coumba.next();
    const held = await awa.ruled(edit(record, { place: 'San' }));
    await coumba.ruled(creation());
    const { world } = office;
    const grants = await world.hub.grantsOf(office.person('Awa'));
    const reach = reachOf(declarations, office.person('Awa'), grants, world.time);
    const request = {
      ...({ v: 1, network: NETWORK, device: awa.device, as: office.person('Awa'), n: 1, clock: 0, app: '' } as const),
      ...{ last: 1, heard: 0, base: 'b', held: reachDigest(reach), cursor: null },
    };
    const env = { decl: declarations, now: world.time, grants, holding: { reach, keys: [] }, limit: 1000 };
    const said = await answer(request, { ok: true, ack: 1, rulings: [held] }, world.hub.store, env);
    expect(said.rulings).toEqual([]);
    expect(said.confirmed.map(([first, last]) => [first, last])).toEqual([[1, 1]]);
  });
});

describe('SYNC-11 what came to nothing', () => {
  it('SYNC-11 is seen by its author, those who answer for the place and auditors; others are told to set it aside', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    const id = awa.next();
    await awa.ruled(creation({ ...CARD, name: '' }, { shared: [SHARED] }));
    const sees: Record<string, boolean> = {};
    for (const name of ['Bakary', 'Hawa', 'Coumba', 'Awa', 'Moussa', 'Fatou'] as const) {
      const reader = new Reader(office, name);
      await reader.all();
      sees[name] = reader.seen.has(id);
      if (reader.seen.has(id)) expect(reader.seen.get(id)?.ruling?.code).toBe('RULE-REQUIRED');
      else expect(reader.aside.has(id)).toBe(true);
    }
    expect(sees).toEqual({ Bakary: true, Hawa: true, Coumba: true, Awa: true, Moussa: false, Fatou: false });
  });

  it('SYNC-11 is seen by whom it was handed to, until it is handed on', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    const id = awa.next();
    await awa.ruled(creation({ ...CARD, name: '' }));
    const hand = (to: RecordId): Partial<Change> => edit(id, { of: id, how: 'handed', to }, { kind: 'settle' });
    await awa.ruled(hand(office.person('Fatou')));
    const fatou = new Reader(office, 'Fatou');
    await fatou.all();
    expect(fatou.seen.get(id)?.ruling?.handed).toBe(office.person('Fatou'));
    await awa.ruled(hand(office.person('Moussa')));
    fatou.aside.clear();
    await fatou.all();
    expect(fatou.aside.has(id)).toBe(true);
    const moussa = new Reader(office, 'Moussa');
    await moussa.all();
    expect(moussa.seen.has(id)).toBe(true);
  });

  it('SYNC-11 SYNC-24 comes to who now answers for a place, though they read it before', async () => {
    const office = await openOffice();
    const [coumba, awa] = [office.pen('Coumba'), new Reader(office, 'Awa')];
    const id = coumba.next();
    const body = { person: office.person('Awa'), role: 'secretariat', scope: SIKASSO, from: '2026-01-01' };
    expect((await coumba.ruled(creation(body, { type: 'grant' }))).state).toBe('returned');
    await awa.all();
    expect(awa.aside.has(id)).toBe(true);
    await office.world.hub.act([{ do: 'edit', record: office.grant('Awa'), body: { role: 'coordinator' } }]);
    const said = await awa.ask();
    const part = said.holding?.reach.find((one) => one.prefix === SIKASSO);
    awa.behind = { [reachId(part as never)]: 0 };
    await awa.all();
    expect(awa.seen.get(id)?.state).toBe('returned');
  });

  it('SYNC-15 what is sensitive goes to nobody whose role does not open it', async () => {
    const office = await openOffice();
    const awa = office.pen('Awa');
    const of = awa.next();
    const body = { of, phone: '70 12 34 56' };
    const contact = { type: 'organisation_contact', record: derivedId('organisation_contact', of) };
    const second = awa.next(2);
    await awa.ruled(creation(), creation(body, { ...contact, scope: sensitiveScope(SIKASSO) }));
    for (const [name, opens] of [
      ['Coumba', true],
      ['Hawa', true],
      ['Moussa', false],
      ['Fatou', false],
    ] as const) {
      const reader = new Reader(office, name);
      await reader.all();
      expect(reader.seen.has(second)).toBe(opens);
    }
  });
});

describe('SYNC-13 what a device was told', () => {
  it('SYNC-13 is what it heard, and never more than it was answered', () => {
    expect(heardAt({ heard: 0 }, { servedAt: 50, toldAt: 0 })).toBe(0);
    expect(heardAt({ heard: 50 }, { servedAt: 50, toldAt: 0 })).toBe(50);
    expect(heardAt({ heard: 9999 }, { servedAt: 50, toldAt: 20 })).toBe(50);
    expect(heardAt({ heard: 10 }, { servedAt: 50, toldAt: 20 })).toBe(20);
  });

  it('SYNC-20 work is taken only from who knows this life of the log', () => {
    expect(takesWork({ cursor: null }, 'now')).toBe(true);
    expect(takesWork({ cursor: { epoch: 'now', pos: 3 } }, 'now')).toBe(true);
    expect(takesWork({ cursor: { epoch: 'before', pos: 3 } }, 'now')).toBe(false);
  });
});
