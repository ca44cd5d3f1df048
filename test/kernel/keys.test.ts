import { describe, expect, it } from 'vitest';
import { branchScope, personScope, ROOT, SHARED, sensitiveScope, within } from '../../src/kernel/ids.ts';
import {
  classOf,
  fromBase64Url,
  KEY_CLASSES,
  type KeyClass,
  narrow,
  openWith,
  recoveryWord,
  scopeKey,
  toBase64Url,
} from '../../src/kernel/keys.ts';
import type { Scope } from '../../src/kernel/types.ts';
import { dev, record } from './hands.ts';

const master = Uint8Array.from({ length: 32 }, (_, i) => i);
const sikasso = branchScope('sikasso');
const scopes: readonly Scope[] = [
  ROOT,
  SHARED,
  sikasso,
  branchScope('segou'),
  branchScope('sik'),
  within(sikasso, 'org', 'x'),
  sensitiveScope(sikasso),
  sensitiveScope(within(sikasso, 'org', 'x')),
  personScope(record('a', 1)),
  personScope(record('a', 2)),
];
const keyOf = (keyClass: KeyClass, scope: Scope): string => scopeKey(master, keyClass, scope).key;

describe('SYNC-21 keys', () => {
  it('SYNC-21 are all different', () => {
    const all = KEY_CLASSES.flatMap((keyClass) => scopes.map((scope) => keyOf(keyClass, scope)));
    expect(new Set(all).size).toBe(all.length);
  });

  it('SYNC-21 open what lies below them in their own tree, and nothing else', () => {
    for (const from of scopes)
      for (const held of KEY_CLASSES) {
        const ring = [scopeKey(master, held, from)];
        for (const scope of scopes)
          for (const wanted of KEY_CLASSES) {
            const opened = openWith(ring, wanted, scope);
            const below = held === wanted && scope.startsWith(from);
            expect(opened && toBase64Url(opened)).toBe(below ? keyOf(wanted, scope) : null);
          }
      }
  });

  it('are handed on only as far as the giver holds them', () => {
    const ring = [scopeKey(master, 'open', sikasso), scopeKey(master, 'sensitive', sikasso)];
    const given = narrow(ring, [
      { scope: within(sikasso, 'org'), class: 'open' },
      { scope: ROOT, class: 'open' },
      { scope: sikasso, class: 'steward' },
      { scope: personScope(record('a', 1)), class: 'person' },
    ]);
    expect(given).toEqual([
      { scope: within(sikasso, 'org'), class: 'open', key: keyOf('open', within(sikasso, 'org')) },
    ]);
  });

  it('have the class of what they open', () => {
    expect([sikasso, SHARED, sensitiveScope(sikasso), personScope(record('a', 1))].map(classOf)).toEqual([
      'open',
      'open',
      'sensitive',
      'person',
    ]);
  });
});

describe('a recovery word', () => {
  it('is another one for every device, person, number and branch', () => {
    const key = fromBase64Url(keyOf('steward', sikasso));
    const words = [
      recoveryWord(key, dev('a'), record('a', 1), 1),
      recoveryWord(key, dev('a'), record('a', 1), 2),
      recoveryWord(key, dev('a'), record('a', 2), 1),
      recoveryWord(key, dev('b'), record('a', 1), 1),
      recoveryWord(fromBase64Url(keyOf('steward', branchScope('segou'))), dev('a'), record('a', 1), 1),
    ];
    expect(new Set(words).size).toBe(words.length);
    expect(words[0]).toMatch(/^[a-hjkmnp-z02-9]{16}$/);
  });
});

describe('base64url', () => {
  it('goes both ways for every length, and says when it is none', () => {
    for (let n = 0; n < 40; n++) {
      const bytes = Uint8Array.from({ length: n }, (_, i) => (i * 89 + n) & 255);
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }
    expect(() => fromBase64Url('é')).toThrow();
  });
});
