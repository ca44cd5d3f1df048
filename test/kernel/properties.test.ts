// What must hold whatever people and chance do. A failure prints its seed; `fc.assert(…, { seed })` plays it again.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Admission, type Arrival, admit } from '../../src/kernel/admit.ts';
import { fold, type RecordState, textOf } from '../../src/kernel/fold.ts';
import { canonical } from '../../src/kernel/hash.ts';
import { changeIdOf, SHARED } from '../../src/kernel/ids.ts';
import { MemoryStore } from '../../src/kernel/memory-store.ts';
import { condense } from '../../src/kernel/segments.ts';
import type { Body, Change, Json, Known, Millis, RecordId } from '../../src/kernel/types.ts';
import { groupsOf } from '../../src/kernel/wire.ts';
import { declarations } from '../../src/modules/index.ts';
import type { SimDevice } from '../sim/device.ts';
import { Game } from '../sim/game.ts';
import { DAY, HOUR, ROOT, SIKASSO, World } from '../sim/world.ts';
import { creation, edit, openOffice } from './office.ts';

// Many runs, on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 });

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const text = (value: unknown): string => canonical(value as Json);

/** Everything a hub took in during a game, one group an arrival. */
async function arrivalsOf(seed: number): Promise<{ readonly game: Game; readonly groups: readonly Arrival[] }> {
  const game = new Game(seed);
  const { hub } = game.world;
  const taken: Arrival[] = [];
  const take = hub.admit.bind(hub);
  hub.admit = async (arrivals, solved) => {
    const outcome = await take(arrivals, solved);
    for (const [i, arrival] of arrivals.entries()) if (outcome[i]?.ok) taken.push(arrival);
    return outcome;
  };
  await game.play(60, { restores: false });
  const links = new Map(hub.store.changes().map((one) => [changeIdOf(one.change), one.link]));
  const groups = taken.flatMap(({ device, push, toldAt }) => {
    const cut = groupsOf(push.changes);
    if (!cut.ok) throw new Error('a push of no groups was taken');
    return cut.value.map((changes): Arrival => {
      const from = (changes[0] as Change).seq;
      const prev = links.get(changeIdOf({ device, seq: from - 1 })) ?? '';
      return { device, toldAt, push: { from, prev, changes } };
    });
  });
  return { game, groups };
}

/** Follows each other in one log: may be sent as one push. */
function joined(arrivals: readonly Arrival[]): readonly Arrival[] {
  const out: Arrival[] = [];
  for (const next of arrivals) {
    const last = out.at(-1);
    const follows = last && last.device === next.device && last.toldAt === next.toldAt;
    if (!follows || last.push.from + last.push.changes.length !== next.push.from) out.push(next);
    else
      out[out.length - 1] = { ...last, push: { ...last.push, changes: [...last.push.changes, ...next.push.changes] } };
  }
  return out;
}

async function rule(batches: readonly (readonly Arrival[])[], game: Game): Promise<string> {
  const store = new MemoryStore();
  const { network, authority, settings } = game.world.hub;
  const now: Millis = game.world.time;
  const said: Admission[] = [];
  for (const batch of batches)
    said.push(...(await admit(batch, store, { decl: declarations, network, authority, settings, now })));
  if (said.some((one) => !one.ok)) throw new Error(`refused: ${JSON.stringify(said.find((one) => !one.ok))}`);
  const changes = store.changes().map((one) => [changeIdOf(one.change), one.state, one.eff, one.ruling ?? null]);
  const records = store.all().map((state) => [state.id, state]);
  const byId = (a: readonly unknown[], b: readonly unknown[]): number => (String(a[0]) < String(b[0]) ? -1 : 1);
  return text([changes.sort(byId), records.sort(byId)]);
}

describe('verdicts', () => {
  it('SYNC-04 SYNC-07 never depend on where a batch begins or ends', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (seed, sizes) => {
        const { game, groups } = await arrivalsOf(seed);
        const alone = await rule(
          groups.map((group) => [group]),
          game,
        );
        expect(await rule([groups], game)).toBe(alone);
        expect(await rule([joined(groups)], game)).toBe(alone);
        const cut: Arrival[][] = [];
        for (let i = 0, n = 0; i < groups.length; n++) {
          const size = sizes[n % sizes.length] as number;
          cut.push(groups.slice(i, i + size));
          i += size;
        }
        expect(await rule(cut, game)).toBe(alone);
      }),
      { numRuns: 12 },
    );
  });
});

describe('copies', () => {
  it('SYNC-04 make the same records of the same changes, in any order, in any pieces, some told twice', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { game } = await arrivalsOf(seed);
        const { world } = game;
        const { random } = world;
        const source = world.devices[0] as SimDevice;
        source.open(source.people[0] as RecordId);
        const all: Known[] = world.hub.store
          .all()
          .flatMap((record) => source.replica.history(record.id))
          .filter((known) => known.change.device !== source.id);
        const reader = await world.device('reader', ROOT, source.people[0] as RecordId);
        const pieces = random.shuffle([...all, ...all.filter(() => random.chance(0.3))]);
        while (pieces.length > 0) {
          const changes = pieces.splice(0, 1 + random.below(20)).map((known, i) => ({ pos: i, ...known }));
          const { base } = reader.replica.request(reader.person, 0, 'test');
          const said = { v: 1, base, epoch: 'e', time: 1, ack: 0, confirmed: [], rulings: [], changes } as const;
          const at = random.below(1000);
          reader.replica.receive({ ...said, cursor: { epoch: 'e', pos: at }, more: false }, 0);
        }
        for (const { change } of all) {
          const history = all.filter((known) => known.change.record === change.record);
          expect(text(reader.replica.record(change.record))).toBe(text(fold(history)));
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('snapshots', () => {
  it('SYNC-04 say of every record what its whole history says, and with what comes later too', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { game } = await arrivalsOf(seed);
        const { hub, random } = game.world;
        const byRecord = new Map<RecordId, Known[]>();
        for (const { change, eff, state } of hub.store.changes())
          if (state === 'confirmed')
            byRecord.set(change.record, [...(byRecord.get(change.record) ?? []), { change, eff, state }]);
        for (const history of byRecord.values()) {
          const told = history.filter((_, i) => i === 0 || random.chance(0.8));
          const later = history.filter((known) => !told.includes(known));
          const kept = condense(told);
          expect(kept.length).toBeLessThanOrEqual(told.length);
          expect(text(seen(fold([...kept, ...later])))).toBe(text(seen(fold([...told, ...later]))));
        }
      }),
      { numRuns: 8 },
    );
  });
});

/** What anybody sees of a record: what proves a log does not travel with a snapshot. */
function seen(state: RecordState | null): unknown {
  const { salt: _salt, ahead: _ahead, ...rest } = state ?? {};
  return rest;
}

describe('fields of a newer version', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter((key) => !(key in Object.prototype));
  const known = new Set(['name', 'kind', 'place', 'of', 'phone']);
  const unknown = fc.dictionary(
    name.filter((key) => !known.has(key)),
    fc.jsonValue({ maxDepth: 4 }),
    { maxKeys: 4, noNullPrototype: true },
  );
  const envelopeKeys = new Set(Object.keys(edit('x' as RecordId, {})).concat('device', 'seq', 'stamp', 'by', 'source'));
  const reserved = ['witness', 'grant', 'group', 'batch', 'schema', 'kind', 'type', 'scope', 'shared', 'over'];
  for (const key of reserved) envelopeKeys.add(key);

  it('SYNC-10 are kept and handed on untouched, in bodies and in envelopes', async () => {
    await fc.assert(
      fc.asyncProperty(unknown, unknown, async (inBody, drawn) => {
        const inEnvelope = Object.fromEntries(Object.entries(drawn).filter(([key]) => !envelopeKeys.has(key)));
        const office = await openOffice();
        const { world } = office;
        const awa = office.pen('Awa');
        const body = { name: 'Benkadi', kind: 'gie', place: 'Klela', ...(JSON.parse(JSON.stringify(inBody)) as Body) };
        const [sent] = awa.group({ ...creation(body), shared: [SHARED], ...JSON.parse(JSON.stringify(inEnvelope)) });
        expect((await awa.send([sent as Change])).ok).toBe(true);
        const [reader] = world.devices.filter((device) => device.name.startsWith('Bakary'));
        await world.sync(reader as SimDevice);
        reader?.crash();
        const { salt: _proves, ...told } = sent as Change;
        expect(reader?.replica.known(changeIdOf(sent as Change))?.change).toEqual(told);
        const record = reader?.replica.record((sent as Change).record);
        for (const [field, value] of Object.entries(body)) expect(record?.fields[field]?.[0]?.value).toEqual(value);
        // The chain holds only where not a byte was lost: the next push would be taken for a copy’s.
        expect((await awa.ruled({ record: (sent as Change).record, body: { place: 'San' } })).state).toBe('confirmed');
      }),
      { numRuns: 40 },
    );
  });
});

describe('clocks', () => {
  const skews = [0, -HOUR, HOUR, 10 * 365 * DAY, -10 * 365 * DAY, 'epoch', '2050'] as const;
  const skew = fc.constantFrom(...skews);
  const set = (device: SimDevice, world: World, to: (typeof skews)[number]): void => {
    device.skew = to === 'epoch' ? -world.time : to === '2050' ? Date.UTC(2050, 0, 1) - world.time : to;
  };

  async function two(seed: number): Promise<readonly [World, SimDevice, SimDevice, RecordId]> {
    const world = new World(seed);
    const one = await world.device('one', SIKASSO, await world.member('Awa', 'animator', SIKASSO));
    const other = await world.device('other', SIKASSO, await world.member('Oumar', 'animator', SIKASSO));
    await world.sync(one);
    const [card] = world.organisation(one, SIKASSO, 'Benkadi');
    for (const device of [one, other]) await world.sync(device);
    return [world, one, other, (card as Change).record];
  }
  const place = (device: SimDevice, record: RecordId): string => {
    const state = device.replica.record(record);
    return state ? textOf(state, 'place') : '';
  };

  it('SYNC-08 SYNC-09 who saw the other’s word has the last one, in 1970 as in 2050', async () => {
    const turns = fc.array(fc.tuple(fc.boolean(), skew, fc.constantFrom(0, 1, HOUR, DAY)), {
      minLength: 2,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(seeds, turns, async (seed, list) => {
        const [world, one, other, record] = await two(seed);
        for (const [i, [first, to, passed]] of list.entries()) {
          const [writer, reader] = first ? [one, other] : [other, one];
          set(writer, world, to);
          world.pass(passed);
          await world.sync(writer);
          writer.write([{ do: 'edit', record, body: { place: `word ${i}` } }]);
          await world.sync(writer);
          await world.sync(reader);
          expect([place(writer, record), place(reader, record)]).toEqual([`word ${i}`, `word ${i}`]);
        }
        expect(one.replica.numbers().fix + other.replica.numbers().fix).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('SYNC-08 a phone in 2050 or 1970 loses to whoever writes after its word was received, seen or not', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, skew, async (seed, to) => {
        const [world, odd, normal, record] = await two(seed);
        set(odd, world, to);
        world.pass(HOUR);
        odd.write([{ do: 'edit', record, body: { place: 'odd' } }]);
        await world.sync(odd);
        world.pass(HOUR);
        normal.write([{ do: 'edit', record, body: { place: 'normal' } }]);
        await world.sync(normal);
        await world.sync(odd);
        expect([place(odd, record), place(normal, record)]).toEqual(['normal', 'normal']);
        expect(odd.replica.numbers()).toMatchObject({ pending: 0, fix: 0, confirmed: 2 });
      }),
      { numRuns: 20 },
    );
  });
});
