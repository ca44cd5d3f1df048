import { beforeAll, describe, expect, it } from 'vitest';
import { sealTo, unseal } from '../../src/kernel/seal.ts';

const { subtle } = globalThis.crypto;
const pairOf = () => subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
const raw = async (key: CryptoKey) => new Uint8Array(await subtle.exportKey('raw', key));

describe('what is sealed to the hub', () => {
  let hub: CryptoKeyPair;
  let other: CryptoKeyPair;
  let sealed: string;
  const text = JSON.stringify({ name: 'Bɛnkadi', phone: '70 12 34 56' });

  beforeAll(async () => {
    [hub, other] = await Promise.all([pairOf(), pairOf()]);
    sealed = await sealTo(subtle, await raw(hub.publicKey), text);
  });

  it('SYNC-22 opens with its key and no other', async () => {
    expect(await unseal(subtle, hub.privateKey, sealed)).toBe(text);
    expect(await unseal(subtle, other.privateKey, sealed)).toBe(null);
  });

  it('shows nothing, and is another text each time', async () => {
    expect(sealed).not.toContain('Benkadi');
    expect(Buffer.from(sealed.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('phone');
    expect(await sealTo(subtle, await raw(hub.publicKey), text)).not.toBe(sealed);
  });

  it('is refused as soon as one letter was altered, cut or made up', async () => {
    for (let i = 0; i < sealed.length; i += 7) {
      const letter = sealed[i] === 'A' ? 'B' : 'A';
      const altered = sealed.slice(0, i) + letter + sealed.slice(i + 1);
      const read = await unseal(subtle, hub.privateKey, altered);
      // The last letter of base64 may hold bits that say nothing.
      expect(read === null || (read === text && decoded(altered) === decoded(sealed))).toBe(true);
    }
    for (const bad of ['', '.', 'a', 'a.b', sealed.slice(0, -4), `${sealed}.x`.replace('.', ''), 'é.é', '....'])
      expect(await unseal(subtle, hub.privateKey, bad)).toBe(null);
  });
});

const decoded = (sealed: string): string =>
  sealed
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('hex'))
    .join('.');
