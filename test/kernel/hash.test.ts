import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyHash, canonical, chainNext, EMPTY_CHAIN } from '../../src/kernel/hash.ts';
import type { Change, Json, NetworkId } from '../../src/kernel/types.ts';
import { change, NETWORK } from './hands.ts';

describe('canonical text', () => {
  it('is the same for equal values, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const shuffled = reverseKeys(value as Json);
        expect(canonical(shuffled)).toBe(canonical(value as Json));
        expect(JSON.parse(canonical(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('writes a text as JSON does, whatever signs are in it', () => {
    const odd = fc.constantFrom('"', '\\', '\u0000', '\u001f', '\ud800', '\udfff', '\u2028', '😀', 'ɲ');
    fc.assert(
      fc.property(fc.array(fc.oneof(odd, fc.string()), { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        expect(canonical(text)).toBe(JSON.stringify(text));
        expect(canonical({ [text]: 1 })).toBe(JSON.stringify({ [text]: 1 }));
      }),
    );
  });

  it('sorts by code unit, keeps accents, leaves out what is undefined', () => {
    expect(canonical({ é: 1, z: 2, a: [undefined as unknown as Json, null], Z: undefined as unknown as Json })).toBe(
      '{"a":[null,null],"z":2,"é":1}',
    );
  });
});

describe('the chain', () => {
  it('SYNC-17 differs as soon as anything of the envelope, the body, the salt or the network differs', () => {
    const one = change('a', 1, { shared: [], salt: 'AAAAAAAAAAA', body: { name: 'Benkadi' } });
    const others: Change[] = [
      { ...one, body: { name: 'Benkadi ' } },
      { ...one, stamp: one.stamp + 1 },
      { ...one, shared: [one.scope] },
      { ...one, witness: '' },
      { ...one, ...{ future: 1 } },
      { ...one, ...{ network: 'x' } },
      { ...one, ...{ v: 2 } },
    ];
    const links = [
      chainNext(EMPTY_CHAIN, NETWORK, one, 'AAAAAAAAAAA'),
      chainNext(EMPTY_CHAIN, NETWORK, one, 'AAAAAAAAAAB'),
      chainNext('before', NETWORK, one, 'AAAAAAAAAAA'),
      chainNext(EMPTY_CHAIN, 'another' as NetworkId, one, 'AAAAAAAAAAA'),
      ...others.map((other) => chainNext(EMPTY_CHAIN, NETWORK, other, 'AAAAAAAAAAA')),
    ];
    expect(new Set(links).size).toBe(links.length);
  });

  it('says nothing of a short body to who has no salt', () => {
    const one = change('a', 1, { body: { phone: '70123456' } });
    expect(bodyHash(one, 'AAAAAAAAAAA')).not.toBe(bodyHash(one, ''));
  });

  it('is the same whether the salt travels with the change or is lent by its record', () => {
    const edit = change('a', 2, { body: { name: 'x' } });
    expect(chainNext('', NETWORK, { ...edit, salt: 'AAAAAAAAAAA' }, 'AAAAAAAAAAA')).toBe(
      chainNext('', NETWORK, edit, 'AAAAAAAAAAA'),
    );
  });
});

function reverseKeys(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(reverseKeys);
  const entries = Object.entries(value as { [key: string]: Json });
  return Object.fromEntries(entries.reverse().map(([key, item]) => [key, reverseKeys(item)]));
}
