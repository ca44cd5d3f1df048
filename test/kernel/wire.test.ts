import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reach } from '../../src/kernel/grant.ts';
import type { Change } from '../../src/kernel/types.ts';
import {
  envelopeFault,
  groupsOf,
  LIMITS,
  parsePush,
  parseRequest,
  reachDigest,
  reachId,
} from '../../src/kernel/wire.ts';
import { change, dev, NETWORK, record, SEGOU, SIKASSO } from './hands.ts';

const one = change('a', 1, { shared: [], salt: 'AAAAAAAAAAA', body: { name: 'Benkadi' } });
const request = {
  v: 1,
  network: NETWORK,
  device: dev('a'),
  as: record('z', 1),
  n: 1,
  clock: 0,
  app: 'test',
  last: 1,
  heard: 0,
  base: '',
  cursor: { epoch: 'first', pos: 3 },
  behind: { abcdefgh: 0 },
  held: '',
  push: { from: 1, prev: '', changes: [one] },
};

/** Every place inside a value, as a path of keys. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

/** The same value with something else at one place; `undefined` takes it out. */
function withAt(value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  const inner = withAt((value as Record<string, unknown>)[key], rest, put);
  if (inner === undefined && !Array.isArray(copy)) delete (copy as Record<string, unknown>)[key];
  else (copy as Record<string, unknown>)[key] = inner;
  return copy;
}

const deep = JSON.parse(`${'['.repeat(9000)}${']'.repeat(9000)}`);

describe('a request', () => {
  it('that is well formed passes as it is', () => {
    expect(parseRequest(request)).toEqual({ ok: true, value: request });
    const first = { ...request, cursor: null };
    expect(parseRequest(first).ok).toBe(true);
  });

  it('SYNC-19 with anything at all in any place is read or refused, never a fault', () => {
    const strange = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(undefined, -1, 1.5, 2 ** 60, Number.NaN, '__proto__', 'n/', 'x'.repeat(70), [], {}),
    );
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(request)), strange, (path, put) => {
        const read = parseRequest(withAt(request, path, put));
        if (!read.ok) expect(read.error.code).toMatch(/^SYNC-(MALFORMED|VERSION|GROUP|TOO-BIG)$/);
        else expect(JSON.stringify(read.value).length).toBeLessThan(LIMITS.bodyBytes);
      }),
      { numRuns: 3000 },
    );
  });

  it('SYNC-19 that is no request at all is refused', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
        expect(parseRequest(value).ok).toBe(false);
      }),
    );
    for (const path of pathsOf(request)) expect(parseRequest(withAt(request, path, deep)).ok).toBe(false);
  });

  it('SYNC-19 cut anywhere is no longer one', () => {
    const text = JSON.stringify(request);
    for (let i = 0; i < text.length; i++) {
      let value: unknown = null;
      try {
        value = JSON.parse(text.slice(0, i));
      } catch {
        continue;
      }
      expect(parseRequest(value).ok).toBe(false);
    }
  });

  it('SYNC-19 of another version says so', () => {
    expect(parseRequest({ ...request, v: 2 })).toMatchObject({ ok: false, error: { code: 'SYNC-VERSION' } });
  });
});

describe('an envelope', () => {
  it('SYNC-10 keeps what a newer version put into it', () => {
    const newer = { ...one, future: { a: [1] }, body: { ...one.body, later: null } };
    expect(envelopeFault(newer)).toBe(null);
    expect(parsePush({ from: 1, prev: '', changes: [newer] }, dev('a'))).toMatchObject({
      ok: true,
      value: { changes: [newer] },
    });
  });

  it('SYNC-19 is refused by the name of what is wrong with it', () => {
    const wrong: readonly (readonly [string, Partial<Record<keyof Change, unknown>>])[] = [
      ['device', { device: 'x' }],
      ['seq', { seq: 0 }],
      ['stamp', { stamp: -1 }],
      ['by', { by: 'somebody' }],
      ['source', { source: 'rumour' }],
      ['witness', { witness: 'x'.repeat(201) }],
      ['grant', { grant: 5 }],
      ['group', { group: [1] }],
      ['batch', { batch: 'x'.repeat(81) }],
      ['schema', { schema: 1.5 }],
      ['kind', { kind: 'delete' }],
      ['type', { type: 'Organisation' }],
      ['record', { record: '' }],
      ['scope', { scope: 'n' }],
      ['shared', { shared: Array(21).fill(SEGOU) }],
      ['over', { over: { name: Array(51).fill('x') } }],
      ['salt', { salt: 'short' }],
      ['body', { body: null }],
      ['body', { body: JSON.parse('{"__proto__": 1}') }],
      ['body', { body: { deep } }],
    ];
    for (const [fault, part] of wrong) expect(envelopeFault({ ...one, ...part })).toBe(fault);
    expect(envelopeFault({ ...one, future: deep })).toBe('depth');
    expect(envelopeFault(null)).toBe('change');
  });
});

describe('a push', () => {
  it('SYNC-19 holds only changes of its device, without gaps', () => {
    const two = change('a', 2);
    const at = (changes: readonly unknown[], from = 1) => parsePush({ from, prev: '', changes }, dev('a'));
    expect(at([one, two]).ok).toBe(true);
    expect(at([one, change('b', 2)]).ok).toBe(false);
    expect(at([one, change('a', 3)]).ok).toBe(false);
    expect(at([two, one], 2).ok).toBe(false);
    expect(at([], 0).ok).toBe(false);
    expect(at(Array(LIMITS.pushChanges + 1).fill(one))).toMatchObject({ ok: false, error: { code: 'SYNC-TOO-BIG' } });
  });

  it('SYNC-07 is cut into whole groups or refused', () => {
    const group = [1, 2, 3].map((seq) => change('a', seq, { group: [1, 3] }));
    const alone = change('a', 4);
    expect(groupsOf([...group, alone])).toEqual({ ok: true, value: [group, [alone]] });
    for (const cut of [group.slice(0, 2), group.slice(1), [group[0], alone], [{ ...alone, group: [4, 0] }]])
      expect(groupsOf(cut as Change[]).ok).toBe(false);
  });
});

describe('a reach', () => {
  const part = (prefix: Reach['prefix'], types: readonly string[], closed = false): Reach => ({
    prefix,
    closed,
    types,
  });

  it('has one name however it is listed, and another as soon as more or less is read through it', () => {
    expect(reachId(part(SIKASSO, ['a', 'b']))).toBe(reachId(part(SIKASSO, ['b', 'a'])));
    const all = [part(SIKASSO, ['a']), part(SIKASSO, ['a', 'b']), part(SEGOU, ['a']), part(SIKASSO, ['a'], true)];
    expect(new Set(all.map(reachId)).size).toBe(all.length);
    expect(reachDigest(all)).toBe(reachDigest([...all].reverse()));
    expect(reachDigest(all.slice(1))).not.toBe(reachDigest(all));
    expect(reachDigest([])).toBe('');
  });
});
