// The bytes that phones in the field are made of.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bodyHash, canonical, chainNext, chainOver, EMPTY_CHAIN } from '../../src/kernel/hash.ts';
import { base32, changeIdOf, derivedId, fingerprint } from '../../src/kernel/ids.ts';
import type { Change, Json, NetworkId } from '../../src/kernel/types.ts';
import { KINDS, SOURCES } from '../../src/kernel/types.ts';
import { envelopeFault } from '../../src/kernel/wire.ts';

interface Vectors {
  readonly fingerprints: readonly { readonly bytes: string; readonly id: string }[];
  readonly base32: readonly { readonly bytes: string; readonly text: string }[];
  readonly derivedIds: readonly { readonly type: string; readonly keys: readonly string[]; readonly id: string }[];
  readonly network: NetworkId;
  readonly chain: readonly {
    readonly id: string;
    readonly change: Change;
    readonly salt: string;
    readonly canonicalBody: string;
    readonly canonicalHead: string;
    readonly bodyHash: string;
    readonly previous: string;
    readonly link: string;
  }[];
}

const vectors: Vectors = JSON.parse(
  readFileSync(new URL('../vectors/envelope-v1.json', import.meta.url), 'utf8'),
) as Vectors;
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('envelope v1', () => {
  it('has one text for one fingerprint', () => {
    for (const { bytes, id } of vectors.fingerprints) expect(fingerprint(bytesOf(bytes))).toBe(id);
    for (const { bytes, text } of vectors.base32) expect(base32(bytesOf(bytes))).toBe(text);
  });

  it('computes the same id for the same thing', () => {
    for (const { type, keys, id } of vectors.derivedIds) expect(derivedId(type, ...keys)).toBe(id);
  });

  it('SYNC-25 hashes and chains every kind of change to the same bytes', () => {
    let link = EMPTY_CHAIN;
    for (const vector of vectors.chain) {
      const { change, salt } = vector;
      const { body, salt: _salt, ...envelope } = change;
      expect(envelopeFault(change)).toBe(null);
      expect(changeIdOf(change)).toBe(vector.id);
      expect(canonical(body as Json)).toBe(vector.canonicalBody);
      expect(canonical({ v: 1, network: vectors.network, change: envelope as unknown as Json })).toBe(
        vector.canonicalHead,
      );
      expect(bodyHash(change, salt)).toBe(vector.bodyHash);
      expect(link).toBe(vector.previous);
      link = chainNext(link, vectors.network, change, salt);
      expect(link).toBe(vector.link);
    }
  });

  it('chains on when a body was erased and only its hash was kept', () => {
    let link = EMPTY_CHAIN;
    for (const vector of vectors.chain) {
      const { salt: _salt, ...rest } = vector.change;
      link = chainOver(link, vectors.network, { ...rest, body: null }, vector.bodyHash);
      expect(link).toBe(vector.link);
    }
  });

  it('covers every kind and every source', () => {
    const kinds = new Set(vectors.chain.map(({ change }) => change.kind));
    const sources = new Set(vectors.chain.map(({ change }) => change.source ?? 'self'));
    expect([...kinds].sort()).toEqual([...KINDS].sort());
    expect([...sources].sort()).toEqual([...SOURCES].sort());
  });
});
