/** What every store of a hub must do, whatever it is made of. Each store registers it in its own test file. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdmitStore, Entry, Logged } from '../../src/kernel/admit.ts';
import type { RecordState } from '../../src/kernel/fold.ts';
import { isReached } from '../../src/kernel/grant.ts';
import { changeIdOf, deviceIdOf } from '../../src/kernel/ids.ts';
import type { Part, ServeStore } from '../../src/kernel/serve.ts';
import type { Body, ChangeId, DeviceId, RecordId, Ruling, Scope } from '../../src/kernel/types.ts';

export interface SuiteStore {
  readonly admit: AdmitStore;
  readonly serve: ServeStore;
  end(): Promise<void>;
}

type Writes = Parameters<AdmitStore['save']>[0];
const NOTHING: Writes = { changes: [], restated: [], records: [], entries: [], logs: new Map() };

const device = (name: string): DeviceId => deviceIdOf(new TextEncoder().encode(name));
const [A, B] = [device('a'), device('b')];
const idOf = (owner: DeviceId, seq: number): ChangeId => changeIdOf({ device: owner, seq });
const recordOf = (owner: DeviceId, seq: number): RecordId => idOf(owner, seq) as string as RecordId;

/** A stored change; what is not said does not matter. */
function logged(
  owner: DeviceId,
  seq: number,
  more: Partial<Logged> & { readonly body?: Body; readonly record?: RecordId } = {},
): Logged {
  const { body = { name: 'Benkadi' }, record = recordOf(owner, seq), ...rest } = more;
  const change = {
    device: owner,
    seq,
    stamp: seq * 1024,
    by: recordOf(A, 1),
    grant: recordOf(A, 2),
    schema: 1,
    kind: 'set',
    type: 'organisation',
    record,
    scope: 'n/branch/sikasso/' as Scope,
    shared: [],
    body,
  } as const;
  return {
    change,
    eff: seq * 1024,
    state: 'confirmed',
    link: 'f'.repeat(64),
    received: 1_700_000_000_000 + seq,
    toldAt: 0,
    ...rest,
  };
}

function state(id: RecordId, type: string, fields: { readonly [field: string]: string } = {}): RecordState {
  const head = { id: idOf(A, 1), eff: 1024, by: recordOf(A, 1) };
  return {
    id,
    type,
    home: 'n/branch/sikasso/' as Scope,
    shared: ['n/shared/' as Scope],
    salt: '',
    created: { ...head, value: null },
    updated: { ...head, value: null },
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [{ ...head, value }]])),
    unconfirmed: 0,
  };
}

/** @param open a store with nothing in it. */
export function storeSuite(name: string, open: () => Promise<SuiteStore>): void {
  describe(`the store ${name}`, () => {
    let store: SuiteStore;
    beforeAll(async () => {
      store = await open();
    }, 60_000);
    afterAll(() => store.end());

    it('knows nothing at first', async () => {
      const { admit, serve } = store;
      expect([...(await admit.deviceLogs([A]))]).toEqual([]);
      expect([...(await admit.records([recordOf(A, 1)]))]).toEqual([]);
      expect(await admit.grantsOf([recordOf(A, 1)])).toEqual([]);
      expect(await admit.logged([idOf(A, 1)])).toEqual([]);
      expect(await admit.changesOf([recordOf(A, 1)])).toEqual([]);
      expect(await admit.heldFor([recordOf(A, 1)])).toEqual([]);
      expect((await serve.read([], 10)).entries).toEqual([]);
      expect(serve.epoch.length).toBeGreaterThan(0);
    });

    it('gives back a change as it was written, whatever its characters and its unknown keys', async () => {
      const ruling: Ruling = {
        device: A,
        first: 10,
        size: 1,
        state: 'confirmed',
        received: 5,
        flags: [{ code: 'FLAG-PHONE', field: 'phone' }],
      };
      const body: Body = {
        name: 'Jɛkulu «ŋɔni» \u0000 \ud800 \\ " \' 😀',
        empty: '',
        none: null,
        deep: { z: [1, 2.5, 1e21], a: true },
      };
      const odd = logged(A, 10, {
        body,
        ruling,
        eff: 2 ** 52 + 1,
        received: 1_700_000_000_123,
        toldAt: 1_699_999_999_999,
      });
      const newer = { ...odd, change: { ...odd.change, group: [10, 1] as const, inkColour: 'blue' } };
      await store.admit.save({ ...NOTHING, changes: [newer], logs: new Map([[A, { last: 10, link: newer.link }]]) });
      expect(await store.admit.logged([idOf(A, 10), idOf(A, 11)])).toEqual([newer]);
      expect(await store.admit.changesOf([recordOf(A, 10)])).toEqual([newer]);
      expect((await store.admit.deviceLogs([A, B])).get(A)).toEqual({ last: 10, link: newer.link });
    });

    it('keeps one state of a record, the last', async () => {
      const [first, second] = [
        state(recordOf(A, 20), 'organisation', { name: '\u0000 Un' }),
        state(recordOf(A, 20), 'organisation', { name: 'Deux' }),
      ];
      await store.admit.save({ ...NOTHING, records: [first] });
      expect((await store.admit.records([first.id])).get(first.id)).toEqual(first);
      await store.admit.save({ ...NOTHING, records: [second], logs: new Map([[A, { last: 20, link: 'a' }]]) });
      await store.admit.save({ ...NOTHING, logs: new Map([[A, { last: 21, link: 'b' }]]) });
      expect([...(await store.admit.records([first.id, recordOf(B, 99)])).values()]).toEqual([second]);
      expect((await store.admit.deviceLogs([A])).get(A)).toEqual({ last: 21, link: 'b' });
    });

    it('finds the grants of persons, and of nobody else', async () => {
      const [mine, hers] = [recordOf(B, 1), recordOf(B, 2)];
      const grants = [
        state(recordOf(B, 10), 'grant', { person: mine, role: 'animator', scope: 'n/branch/sikasso/' }),
        state(recordOf(B, 11), 'grant', { person: mine, role: 'member', scope: 'n/branch/segou/' }),
        state(recordOf(B, 12), 'grant', { person: hers, role: 'member', scope: 'n/branch/segou/' }),
      ];
      await store.admit.save({ ...NOTHING, records: [...grants, state(recordOf(B, 13), 'holder', { person: mine })] });
      const found = await store.admit.grantsOf([mine]);
      expect(found.map((one) => one.id).sort()).toEqual([recordOf(B, 10), recordOf(B, 11)]);
      expect(await store.admit.grantsOf([mine, hers])).toHaveLength(3);
    });

    it('finds held work by its cause until it is held no more', async () => {
      const cause = recordOf(B, 30);
      const ruling: Ruling = { device: A, first: 31, size: 2, state: 'held', received: 5, code: 'HOLD-CAUSE', cause };
      const group = [logged(A, 31, { state: 'held', ruling }), logged(A, 32, { state: 'held', ruling })];
      await store.admit.save({ ...NOTHING, changes: group });
      expect((await store.admit.heldFor([cause, 'schema:x:2'])).map((one) => one.change.seq).sort()).toEqual([31, 32]);
      const released = group.map((one) => ({
        ...one,
        state: 'confirmed' as const,
        ruling: { device: A, first: 31, size: 2, state: 'confirmed' as const, received: 5 },
      }));
      await store.admit.save({ ...NOTHING, restated: released });
      expect(await store.admit.heldFor([cause])).toEqual([]);
      expect((await store.admit.logged([idOf(A, 31)]))[0]).toEqual(released[0]);
    });

    it('reads the log by position: in order, within a limit, each part from its own place', async () => {
      const { top } = await store.serve.read([], 1);
      const changes = [1, 2, 3].map((n) => logged(B, 40 + n));
      const entries: Entry[] = changes.map((one, i) => ({
        scope: `n/branch/b${i % 2}/` as Scope,
        type: 'organisation',
        id: changeIdOf(one.change),
      }));
      await store.admit.save({ ...NOTHING, changes, entries });
      const part = (prefix: string, after: number, types = ['organisation']): Part => ({
        prefix: prefix as Scope,
        closed: false,
        types,
        after,
      });
      const all = await store.serve.read([part('n/', top)], 10);
      expect(all.top).toBe(top + 3);
      expect(all.entries.map((entry) => entry.pos)).toEqual([top + 1, top + 2, top + 3]);
      expect(all.entries.map((entry) => entry.one)).toEqual(changes);
      expect((await store.serve.read([part('n/', top)], 2)).entries.map((entry) => entry.pos)).toEqual([
        top + 1,
        top + 2,
      ]);
      expect((await store.serve.read([part('n/', top, ['person'])], 10)).entries).toEqual([]);
      const two = await store.serve.read([part('n/branch/b0/', top + 1), part('n/branch/b1/', top)], 10);
      expect(two.entries.map((entry) => entry.pos)).toEqual([top + 2, top + 3]);
      expect((await store.serve.read([part('n/', top + 3)], 10)).entries).toEqual([]);
    });

    it('delivers an entry exactly to those whom the rights let read it', async () => {
      const scopes = [
        'n/',
        'n/shared/',
        'n/branch/a/',
        'n/branch/a/sensitive/',
        'n/branch/ab/',
        'n/branch/a/org/x/',
        'n/branch/a/org/x/sensitive/',
        'n/person/~aaaaaaaaaaaaaaaa/',
        'n/person/~aaaaaaaaaaaaaaaa/sensitive/',
      ] as Scope[];
      const types = ['organisation', 'person'];
      const { top } = await store.serve.read([], 1);
      const one = logged(B, 50);
      const entries = scopes.flatMap((scope) =>
        types.map((type): Entry => ({ scope, type, id: changeIdOf(one.change) })),
      );
      await store.admit.save({ ...NOTHING, changes: [one], entries });
      const parts = fc.array(
        fc.record({
          prefix: fc.constantFrom(...scopes),
          closed: fc.boolean(),
          types: fc.subarray(types),
          after: fc.integer({ min: top, max: top + entries.length }),
        }),
        { maxLength: 4 },
      );
      await fc.assert(
        fc.asyncProperty(parts, async (list) => {
          const { entries: found } = await store.serve.read(list, 100);
          const wanted = entries.flatMap(({ scope, type }, i) =>
            list.some((part) => top + i + 1 > part.after && isReached([part], type, [scope])) ? [top + i + 1] : [],
          );
          expect(found.map((entry) => entry.pos)).toEqual(wanted);
        }),
        { numRuns: 100 },
      );
    });
  });
}
