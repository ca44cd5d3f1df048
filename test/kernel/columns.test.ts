// Changes as columns: whatever was packed comes out again as it was, and single values can be read where they lie.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Packed, pack } from '../../src/kernel/columns.ts';
import { type Dense, dense, SEGMENT_LIMITS, sparse } from '../../src/kernel/dense.ts';
import { changeIdOf, deviceIdOf } from '../../src/kernel/ids.ts';
import { type Worded, worded } from '../../src/kernel/prose.ts';
import { Run, unpack } from '../../src/kernel/run.ts';
import {
  type Body,
  type Change,
  type DeviceId,
  type Json,
  KINDS,
  type Known,
  type RecordId,
  type Scope,
  STATES,
} from '../../src/kernel/types.ts';

const DEVICES = [1, 2, 3].map((n) => deviceIdOf(new Uint8Array(65).fill(n)));
const scopes = ['n/', 'n/shared/', 'n/branch/sikasso/', 'n/branch/segou/sensitive/'];
const id = fc
  .tuple(fc.constantFrom(...DEVICES), fc.integer({ min: 1, max: 999 }))
  .map(([device, seq]) => changeIdOf({ device, seq }) as string);
// What JSON cannot say (minus zero) is no value of a change.
const value = fc.oneof(
  fc.string(),
  id,
  fc.constantFrom('scoops', 'group', '', 0, 1, true, null),
  fc.jsonValue().map((one) => JSON.parse(JSON.stringify(one)) as Json),
);
const body = fc.oneof(
  fc.record({ name: value, kind: fc.constantFrom('scoops', 'group'), of: id }, { requiredKeys: [] }),
  fc.dictionary(fc.string(), value),
  // Fields named after something, and what looks like them.
  fc.dictionary(
    fc.oneof(
      id.map((one) => `shared.${one}`),
      fc.constantFrom('shared.', '.', 'shared.~a', 'shared', 'ticks.a.b', '__proto__.x', 'ticks.'),
    ),
    value,
    { maxKeys: 3 },
  ),
  fc.constant(null),
);
const whole = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.maxSafeNat());
const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

/** A change as this version writes it, or as another might: keys in any order, some unknown, some of another shape. */
const change = fc
  .tuple(
    fc.record({
      device: fc.constantFrom(...DEVICES),
      seq: fc.oneof(fc.integer({ min: 1, max: 999 }), whole),
      stamp: fc.oneof(
        whole,
        fc.integer({ min: 1_700_000_000, max: 1_700_000_100 }).map((ms) => ms * 1024),
      ),
      by: fc.oneof(id, fc.constant('')),
      grant: fc.oneof(id, fc.constant('')),
      schema: fc.constantFrom(1, 2),
      kind: fc.constantFrom(...KINDS),
      type: fc.constantFrom('organisation', 'person'),
      record: fc.oneof(id, fc.constant('~abcdefghjkmnpqrs')),
      scope: fc.constantFrom(...scopes),
      shared: optional(fc.subarray(scopes)),
      group: optional(fc.oneof(fc.tuple(whole, whole), fc.constant([1, 2, 3]), fc.constant('odd'))),
      over: optional(fc.dictionary(fc.constantFrom('name', ':void'), fc.array(id, { maxLength: 3 }))),
      witness: optional(fc.string()),
      batch: optional(fc.constantFrom('liste', 'liste 2')),
      salt: optional(fc.string()),
      body,
    }),
    fc.dictionary(fc.constantFrom('later', 'toString', 'seq2', 'constructor'), value),
    fc.integer({ min: 0, max: 16 }),
  )
  .map(([known, more, turn]) => {
    const own = changeIdOf(known as never) as string;
    const entries = Object.entries({ ...known, ...more }).filter(([, one]) => one !== undefined);
    // One record in two bears the id of its change.
    const named = entries.map(([key, one]) => [key, key === 'record' && turn % 2 ? own : one]);
    return Object.fromEntries([...named.slice(turn % 5), ...named.slice(0, turn % 5)]) as unknown as Change;
  });

const known = fc
  .tuple(
    change,
    fc.oneof(
      whole,
      fc.constant('stamp' as const),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: 0.1, max: 2 }),
    ),
    fc.constantFrom(...STATES),
    optional(
      fc.record({ first: whole, code: fc.constantFrom('RULE-FORMAT', 'RIGHT-PERSON'), fields: fc.array(fc.string()) }),
    ),
  )
  .map(
    ([one, eff, state, ruling]): Known => ({
      change: one,
      eff: eff === 'stamp' ? one.stamp : eff,
      state,
      ...(ruling && { ruling: ruling as never }),
    }),
  );
const list = fc.array(known, { maxLength: 60 });

/** As it comes back from the disk. */
const rested = (packed: Packed): Packed => JSON.parse(JSON.stringify(packed)) as Packed;

const saying = (body: Body, i: number): Known => ({
  change: {
    device: DEVICES[0] as DeviceId,
    seq: i + 1,
    stamp: i,
    by: '',
    grant: '',
    schema: 1,
    kind: 'set',
    type: 'organisation',
    record: 'r' as RecordId,
    scope: 'n/' as Scope,
    body,
  },
  eff: i,
  state: 'confirmed',
});

describe('a run of changes', () => {
  it('SYNC-10 comes out as it went in, keys this version does not know included', () => {
    fc.assert(
      fc.property(list, (before) => {
        const after = unpack(rested(pack(before)));
        expect(after).toEqual(before);
        // The order of keys too: to whoever hashes or shows it, it is the same text.
        expect(JSON.stringify(after)).toBe(JSON.stringify(before));
      }),
      { numRuns: 200 },
    );
  });

  it('SYNC-10 comes out of a dense one as it went in, but for the order of keys', () => {
    const isUsual = ({ change: one, ruling, eff }: Known): boolean =>
      !ruling &&
      [one.device, one.by, one.grant, one.type].every((part) => typeof part === 'string') &&
      [one.seq, one.stamp, eff].every((n) => Number.isSafeInteger(n) && n >= 0) &&
      (one.group === undefined ||
        (Array.isArray(one.group) && one.group.length === 2 && one.group.every(Number.isSafeInteger))) &&
      (one.body === null || (typeof one.body === 'object' && !Array.isArray(one.body)));
    fc.assert(
      fc.property(list, (before) => {
        const usual = before.filter(isUsual);
        const packed = JSON.parse(JSON.stringify(dense(usual))) as Dense;
        expect(sparse(packed, SEGMENT_LIMITS)).toEqual(usual);
        if (usual.length > 0) expect(sparse(packed, { ...SEGMENT_LIMITS, changes: usual.length - 1 })).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('SYNC-10 texts told in words come out letter for letter, whatever stands in them', () => {
    const odd = fc.oneof(
      fc.constantFrom(
        'le',
        'groupement',
        ' ',
        '  ',
        '\n',
        'l’eau',
        '2 000',
        '12',
        'd’abord,',
        ' : ',
        'É',
        '\ud800',
        '"\\',
      ),
      fc.string({ maxLength: 6, unit: 'binary' }),
    );
    const texts = fc.array(
      fc.array(odd, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(' ')),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(texts, fc.boolean(), (some, glued) => {
        // Often enough to be told in words.
        const all = Array.from({ length: 5 }, () => some)
          .flat()
          .map((one) => (glued ? one.replaceAll(' ', '') : one));
        const many = all.map((about, i) => saying({ about: `${about} le groupement${' de'.repeat(i)}`, n: i }, i));
        const packed = JSON.parse(JSON.stringify(worded(dense(many))));
        if (many.length > 0) expect(packed.v).toBe(3);
        expect(sparse(packed, SEGMENT_LIMITS)).toEqual(many);
      }),
      { numRuns: 60 },
    );
  });

  it('SYNC-19 words that are told in two signs and are long are let go', () => {
    const many = Array.from({ length: 40 }, (_, i) => saying({ about: `le groupement${' de'.repeat(i)}` }, i));
    const packed = JSON.parse(JSON.stringify(worded(dense(many)))) as Worded;
    const signs = (packed.tables as unknown as readonly { body: { about: readonly string[] } }[])[0]?.body
      .about[0] as string;
    const bomb = (with_: Partial<Worded>, about = signs.repeat(100_000)) => ({
      ...packed,
      ...with_,
      tables: packed.tables.map((table) => ({ ...table, body: { ...table.body, about: Array(40).fill(about) } })),
    });
    const limits = { changes: 2000, letters: 4_000_000 };
    const words = `0${'a'.repeat(50_000)}0b`;
    for (const wrong of [bomb({ words }), bomb({}, '~~~'), bomb({}, 'é'), bomb({ words: '' }), bomb({ told: [] })])
      expect(sparse(wrong, limits)).toBeNull();
    // A column named a thousand times is read once.
    expect(sparse({ ...packed, told: [Array(1000).fill('about')] }, limits)).toHaveLength(40);
  });

  it('SYNC-19 a dense one that says a long text a thousand times is let go', () => {
    const about = 'a'.repeat(50_000);
    const one = { ...(fc.sample(known, 1)[0] as Known).change, type: 'organisation', kind: 'set' as const };
    const many = Array.from(
      { length: 1000 },
      (_, i): Known => ({
        change: { ...one, device: 'd' as never, by: '', grant: '', seq: i + 1, stamp: i, body: { about } },
        eff: i,
        state: 'confirmed',
      }),
    );
    const packed = JSON.parse(JSON.stringify(dense(many))) as Dense;
    expect(JSON.stringify(packed).length).toBeLessThan(100_000);
    expect(sparse(packed, { changes: 2000, letters: 4_000_000 })).toBeNull();
    expect(sparse({ ...packed, tables: null as never }, SEGMENT_LIMITS)).toBeNull();
    expect(sparse({ v: 2 } as never, SEGMENT_LIMITS)).toBeNull();
  });

  it('SYNC-25 keeps the frozen envelopes to the letter', () => {
    const { chain } = JSON.parse(readFileSync(new URL('../vectors/envelope-v1.json', import.meta.url), 'utf8')) as {
      chain: { change: Change }[];
    };
    const before = chain.map(({ change }): Known => ({ change, eff: change.stamp, state: 'confirmed' }));
    expect(JSON.stringify(unpack(rested(pack(before))))).toBe(JSON.stringify(before));
  });

  it('tells of a single row what the whole change says', () => {
    fc.assert(
      fc.property(list, (before) => {
        const run = new Run(rested(pack(before)));
        expect(run.length).toBe(before.length);
        const [{ devices, seqs }, backs] = [run.logs(), run.backs()];
        for (const [i, { change: one, eff, state }] of before.entries()) {
          expect([run.device(i), run.seq(i), run.eff(i), run.shape(i).state]).toEqual([
            one.device,
            one.seq,
            eff,
            state,
          ]);
          expect(run.record(i)).toBe(one.record);
          expect([devices[i], seqs[i], backs[i]]).toEqual([one.device, one.seq, run.back(i) ?? Number.NaN]);
          expect(run.isOwn(i)).toBe((changeIdOf(one) as string) === one.record);
          for (const field of Object.keys(one.body ?? {}))
            if (!Object.hasOwn(one.body as object, '__proto__')) expect(run.value(i, field)).toEqual(one.body?.[field]);
          expect(run.value(i, 'no such field')).toBe(undefined);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('writes once what many changes share', () => {
    const [device] = DEVICES;
    const before = Array.from({ length: 1000 }, (_, i): Known => {
      const own = changeIdOf({ device: device!, seq: i + 1 }) as string;
      const stamp = (1_700_000_000_000 + i * 60_000) * 1024;
      const one = {
        device,
        seq: i + 1,
        stamp,
        by: own,
        grant: own,
        schema: 1,
        kind: 'set',
        type: 'organisation',
        record: own,
      };
      return {
        change: { ...one, by: 'a', grant: 'b', scope: 'n/', shared: [], body: { kind: 'group' } } as unknown as Change,
        eff: stamp,
        state: 'confirmed',
      };
    });
    expect(JSON.stringify(pack(before)).length).toBeLessThan(600);
  });

  it('work at a hundred places is one shape: a phone that opens it does not read a hundred', () => {
    // On a phone with 25,000 records every second change had a shape of its own, for the place where it lives: it opened a second later.
    const device = DEVICES[0] as DeviceId;
    const before = Array.from({ length: 200 }, (_, i): Known => {
      const record = changeIdOf({ device, seq: i + 1 });
      const shared = i % 2 ? [`n/branch/sikasso/org/${i % 100}/`] : [];
      const change = {
        device,
        seq: i + 1,
        record,
        type: 'person',
        scope: 'n/branch/sikasso/',
        shared,
        body: { name: `${i}` },
      };
      return { change: change as unknown as Change, eff: i, state: 'confirmed' };
    });
    const packed = pack(before);
    expect(packed.shapes).toHaveLength(1);
    expect(unpack(packed)).toEqual(before);
    const run = new Run(packed);
    expect(before.map((_, i) => run.shared(i))).toEqual(before.map(({ change }) => change.shared));
  });

  it('a thousand shares are one shape: each is named after what it is for', () => {
    // On a phone with 25,000 records nine thousand shares had each a shape of its own: two fifths of what it read when it was opened.
    const device = DEVICES[0] as DeviceId;
    const before = Array.from({ length: 1000 }, (_, i): Known => {
      const one = saying({ [`shared.~${String(i).padStart(16, 'a')}`]: `n/branch/sikasso/org/${i % 7}/` }, i);
      return { ...one, change: { ...one.change, device, record: 'r1' as RecordId } };
    });
    const packed = rested(pack(before));
    expect(packed.shapes).toHaveLength(1);
    expect(JSON.stringify(packed).length).toBeLessThan(26_000);
    expect(unpack(packed)).toEqual(before);
    const run = new Run(packed);
    expect(before.map((_, i) => run.value(i, `shared.~${String(i).padStart(16, 'a')}`))).toEqual(
      before.map((_, i) => `n/branch/sikasso/org/${i % 7}/`),
    );
    expect(run.value(0, 'shared.~b')).toBe(undefined);
  });

  it('a phone still opens what it kept before fields had stems and texts stood in one', () => {
    const packed: Packed = {
      v: 1,
      n: 2,
      who: [[DEVICES[0] as DeviceId, '', '']],
      shapes: [
        {
          as: { device: 0, seq: 0, stamp: 0, by: 0, grant: 0, kind: 'set', record: 0, salt: 0, body: 0 },
          state: 'confirmed',
          who: { from: 0, by: 0 },
          seq: { from: 1, by: 1 },
          stamp: { from: 5, by: 0 },
          eff: { from: 0, by: 0 },
          after: true,
          fields: ['shared.~a', 'name'],
          body: [{ d: ['n/'] }, ['Sini', 'Jigi']],
          more: { record: { back: 0 }, salt: ['aa', 'bb'] },
        },
      ],
      of: { from: 0, by: 0 },
    };
    const run = new Run(packed);
    expect(run.known(1).change).toMatchObject({ seq: 2, salt: 'bb', body: { 'shared.~a': 'n/', name: 'Jigi' } });
    expect([run.value(0, 'shared.~a'), run.value(0, 'name')]).toEqual(['n/', 'Sini']);
  });
});
