// Writing again under another identity: what a person did stays, only the names it gave change, everywhere they stand and nowhere else.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainNext } from '../../src/kernel/hash.ts';
import { changeIdOf, derivedId, personScope, within } from '../../src/kernel/ids.ts';
import { holderRecord } from '../../src/kernel/judge.ts';
import { type NewIdentity, reidentify, speaksOf } from '../../src/kernel/reidentify.ts';
import type { Change, ChangeId, Json, RecordId } from '../../src/kernel/types.ts';
import { groupsOf } from '../../src/kernel/wire.ts';
import { change, dev, idOf, NETWORK, record, SIKASSO } from './hands.ts';

const SALT = 'AAAAAAAAAAA';
const OTHER = 'BBBBBBBBBBB';
const KEYS: { readonly [type: string]: readonly string[] } = { contact: ['of'], holder: ['device', 'person'] };

const identity = (more: Partial<NewIdentity> = {}): NewIdentity => ({
  network: NETWORK,
  from: dev('a'),
  to: dev('b'),
  last: 0,
  link: '',
  names: { changes: new Map(), records: new Map() },
  keysOf: (type) => KEYS[type],
  random: () => OTHER,
  ...more,
});

/** One person's act: what it does, and to which earlier record (of this work, or of before). */
interface Act {
  readonly does: 'create' | 'contact' | 'edit' | 'settle';
  readonly to: number;
  readonly joined: boolean;
}
const acts = fc.array(
  fc.record({
    does: fc.constantFrom('create', 'contact', 'edit', 'settle'),
    to: fc.nat(20),
    joined: fc.boolean(),
  }) as fc.Arbitrary<Act>,
  { minLength: 1, maxLength: 25 },
);

/** A log from `first` on, in groups of one or several. Records below `first` were sent before. */
function logOf(list: readonly Act[], first: number): Change[] {
  const log: Change[] = [];
  const known: RecordId[] = [record('a', 1), record('z', 9), derivedId('contact', record('z', 9))];
  for (const [i, { does, to }] of list.entries()) {
    const seq = first + i;
    const target = known[to % known.length] as RecordId;
    const id = idOf('a', seq);
    const common = { by: target, grant: target };
    if (does === 'create') {
      log.push(
        change('a', seq, { ...common, record: id as string as RecordId, shared: [], salt: SALT, body: { name: 'n' } }),
      );
      known.push(id as string as RecordId);
    } else if (does === 'contact') {
      const derived = derivedId('contact', target);
      const scope = within(personScope(target), 'sensitive');
      log.push(
        change('a', seq, {
          ...common,
          type: 'contact',
          record: derived,
          scope,
          shared: [],
          salt: SALT,
          body: { of: target },
        }),
      );
      known.push(derived);
    } else if (does === 'edit')
      log.push(
        change('a', seq, {
          record: target,
          over: { place: [idOf('a', Math.max(1, seq - 1))] },
          body: { see: [target, { deep: target }] },
        }),
      );
    else
      log.push(
        change('a', seq, {
          kind: 'settle',
          record: target,
          body: { of: idOf('a', Math.max(1, seq - 2)), how: 'handed', to: target },
        }),
      );
  }
  return grouped(log, list);
}

function grouped(log: readonly Change[], list: readonly Act[]): Change[] {
  const heads: number[] = [];
  for (const [i] of log.entries()) heads.push(i > 0 && list[i]?.joined ? (heads[i - 1] as number) : i);
  return log.map((one, i) => {
    const size = heads.filter((head) => head === heads[i]).length;
    return size > 1 ? { ...one, group: [(log[heads[i] as number] as Change).seq, size] as const } : one;
  });
}

/** Every text in a value, but for its own log's numbers. */
function texts(value: Json): string[] {
  if (typeof value === 'string') return value.split('/');
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe('work written again under another identity', () => {
  it('keeps what was done: groups, authors’ times, kinds, types and order', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 2, max: 40 }), fc.nat(9), (list, first, last) => {
        const old = logOf(list, first);
        const { changes } = reidentify(old, identity({ last }));
        expect(changes.map((one) => one.seq)).toEqual(old.map((_, i) => last + 1 + i));
        const plain = ({ stamp, kind, type }: Change) => [stamp, kind, type];
        expect(changes.map(plain)).toEqual(old.map(plain));
        const [before, after] = [groupsOf(old), groupsOf(changes)];
        if (!before.ok || !after.ok) throw new Error('groups are broken');
        expect(after.value.map((group) => group.length)).toEqual(before.value.map((group) => group.length));
      }),
    );
  });

  it('names nothing any more by a name that was given under the old identity, and everything else as before', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 2, max: 40 }), (list, first) => {
        const old = logOf(list, first);
        const { changes, names } = reidentify(old, identity());
        const given = new Set([...old.map((one) => changeIdOf(one) as string), ...names.records.keys()]);
        expect(speaksOf(changes, given)).toBe(false);
        const back = new Map<string, string>();
        for (const [from, to] of [...names.changes, ...names.records]) back.set(to, from);
        const words = (one: Change) => texts({ ...one, device: '', salt: '' } as unknown as Json);
        for (const [i, one] of changes.entries())
          expect(words(one).map((word) => back.get(word) ?? word)).toEqual(words(old[i] as Change));
      }),
    );
  });

  it('gives one record one name, and two records two; computed names are computed from the new ones', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 2, max: 40 }), (list, first) => {
        const old = logOf(list, first);
        const { changes } = reidentify(old, identity());
        const pairs = new Map(old.map((one, i) => [one.record, (changes[i] as Change).record]));
        for (const [i, one] of changes.entries()) expect(one.record).toBe(pairs.get((old[i] as Change).record));
        expect(new Set(pairs.values()).size).toBe(pairs.size);
        for (const one of changes)
          if (one.type === 'contact' && one.shared)
            expect(one.record).toBe(derivedId('contact', String(one.body?.['of'])));
      }),
    );
  });

  it('makes a log that can be checked by itself', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 2, max: 40 }), (list, first) => {
        const { changes, links } = reidentify(logOf(list, first), identity());
        const salts = new Map<string, string>();
        let link = '';
        for (const [i, one] of changes.entries()) {
          const salt = one.salt ?? salts.get(one.record);
          if (salt === undefined) throw new Error(`change ${one.seq} has no salt`);
          if ((changeIdOf(one) as string) === one.record) salts.set(one.record, salt);
          link = chainNext(link, NETWORK, one, salt);
          expect(links[i]).toBe(link);
        }
      }),
    );
  });

  it('leaves alone what was written under any other identity: writing again twice is writing again once', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 2, max: 40 }), (list, first) => {
        const { changes, names } = reidentify(logOf(list, first), identity());
        const again = reidentify(changes, identity({ names, from: dev('b'), to: dev('b'), last: 0 }));
        expect(again.changes).toEqual(changes);
      }),
    );
  });

  it('in two parts gives the same names as at once', () => {
    fc.assert(
      fc.property(acts, fc.nat(25), (list, cut) => {
        const old = logOf(list, 5);
        const groups = groupsOf(old);
        if (!groups.ok) throw new Error('groups are broken');
        const parts = [groups.value.slice(0, cut).flat(), groups.value.slice(cut).flat()] as const;
        const whole = reidentify(old, identity());
        const first = reidentify(parts[0], identity());
        const then = reidentify(
          parts[1],
          identity({ names: first.names, last: parts[0].length, link: first.links.at(-1) ?? '' }),
        );
        const unsalted = ({ salt: _salt, ...one }: Change) => one;
        expect([...first.changes, ...then.changes].map(unsalted)).toEqual(whole.changes.map(unsalted));
      }),
    );
  });

  it('takes the other phone’s record for what it is, though a change here has the same name', () => {
    const theirs = record('a', 5);
    const old = [
      change('a', 5, { record: theirs, salt: SALT, body: { place: 'Kadiolo' } }),
      change('a', 6, { record: theirs, salt: SALT, over: { place: [idOf('a', 5)] }, body: { place: 'Sikasso' } }),
    ];
    const { changes } = reidentify(old, identity());
    expect(changes.map((one) => one.record)).toEqual([theirs, theirs]);
    expect(changes[1]?.over).toEqual({ place: [idOf('b', 1)] });
  });

  it('enrols on this device whoever was enrolled here', () => {
    const person = record('a', 5);
    const old = [
      change('a', 5, {
        type: 'person',
        record: person,
        shared: [],
        salt: SALT,
        group: [5, 2],
        body: { name: 'Fanta' },
      }),
      change('a', 6, {
        type: 'holder',
        record: holderRecord(dev('a'), person),
        shared: [],
        salt: SALT,
        group: [5, 2],
        body: { device: dev('a'), person },
      }),
      change('a', 7, { by: person, record: record('z', 3), scope: SIKASSO, salt: SALT }),
    ];
    const { changes } = reidentify(old, identity());
    expect(changes[1]).toMatchObject({
      record: holderRecord(dev('b'), record('b', 1)),
      body: { device: dev('b'), person: record('b', 1) },
    });
    expect(changes[2]?.by).toBe(record('b', 1));
  });

  it('knows a group that speaks of something still waiting', () => {
    const waiting = new Set<string>([idOf('a', 5)]);
    expect(speaksOf([change('a', 6, { body: { of: record('a', 5) } })], waiting)).toBe(true);
    expect(speaksOf([change('a', 6, { over: { name: [idOf('a', 5) as ChangeId] } })], waiting)).toBe(true);
    expect(speaksOf([change('a', 6, { scope: personScope(record('a', 5)) })], waiting)).toBe(true);
    expect(speaksOf([change('a', 6, { body: { name: 'rien' } })], waiting)).toBe(false);
  });
});
