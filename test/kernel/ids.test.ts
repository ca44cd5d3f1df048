import { describe, expect, it } from 'vitest';
import {
  base32,
  branchOf,
  branchScope,
  derivedId,
  isChangeId,
  isClosed,
  isDeviceId,
  isRecordId,
  isScope,
  parseChangeId,
  personScope,
  ROOT,
  reaches,
  SHARED,
  sensitiveScope,
  within,
} from '../../src/kernel/ids.ts';
import type { ChangeId, Scope } from '../../src/kernel/types.ts';
import { dev, idOf, record } from './hands.ts';

describe('ids', () => {
  it('are told from what only looks like one', () => {
    expect(isDeviceId(dev('a'))).toBe(true);
    for (const bad of ['', dev('a').slice(1), `${dev('a')}a`, dev('a').toUpperCase(), `${dev('a').slice(1)}l`, 7, null])
      expect(isDeviceId(bad)).toBe(false);
    expect(isChangeId(idOf('a', 12))).toBe(true);
    for (const bad of [`${dev('a')}.0`, `${dev('a')}.01`, `${dev('a')}.`, `${dev('a')}.1e3`, `${dev('a')}.-1`, 12])
      expect(isChangeId(bad)).toBe(false);
    expect(isRecordId(derivedId('holder', 'x', 'y'))).toBe(true);
    expect(isRecordId('~short')).toBe(false);
  });

  it('split back into device and seq', () => {
    expect(parseChangeId(idOf('b', 123456789))).toEqual({ device: dev('b'), seq: 123456789 });
  });

  it('of derived records depend on type and every key, in order, however they are cut', () => {
    const ids = [
      derivedId('holder', 'ab', 'c'),
      derivedId('holder', 'a', 'bc'),
      derivedId('holder', 'c', 'ab'),
      derivedId('relation', 'ab', 'c'),
      derivedId('holder', 'ab'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(derivedId('holder', 'ab', 'c')).toBe(ids[0]);
  });

  it('write bytes without i, l, o and 1', () => {
    expect(base32(Uint8Array.from({ length: 256 }, (_, i) => i))).toMatch(/^[a-hjkmnp-z02-9]+$/);
  });
});

describe('scopes', () => {
  it('are paths from n/ with plain names, ending in a slash', () => {
    for (const good of ['n/', 'n/branch/sikasso/', 'n/person/~abc/', 'n/a.b-c/']) expect(isScope(good)).toBe(true);
    for (const bad of ['', 'n', '/', 'n/branch/sikasso', 'n//', 'm/', 'n/Sikasso/', 'n/é/', `n/${'a/'.repeat(11)}`, 5])
      expect(isScope(bad)).toBe(false);
    for (const step of ['..', '.', '.git', '-x', '..a']) expect(isScope(`n/${step}/`)).toBe(false);
    expect(() => within(ROOT, 'Not A Name')).toThrow();
    expect(() => within(ROOT, 'a/../b')).toThrow();
  });

  it('know their branch', () => {
    expect(branchOf(sensitiveScope(branchScope('sikasso')))).toBe('sikasso');
    expect(branchOf(SHARED)).toBe(null);
  });

  it('SYNC-15 are reached downwards only, and never by a neighbour whose name begins alike', () => {
    const sikasso = branchScope('sikasso');
    expect(reaches(ROOT, sikasso, false)).toBe(true);
    expect(reaches(sikasso, sikasso, false)).toBe(true);
    expect(reaches(sikasso, ROOT, true)).toBe(false);
    expect(reaches(branchScope('san'), branchScope('sansanding'), true)).toBe(false);
    expect(reaches('n/branch/san' as Scope, branchScope('sansanding'), true)).toBe(true);
  });

  it('SYNC-15 under sensitive/ open only to those who may, wherever they stand', () => {
    const closed = sensitiveScope(within(branchScope('sikasso'), 'org', 'x'));
    expect(isClosed(closed)).toBe(true);
    expect(reaches(ROOT, closed, false)).toBe(false);
    expect(reaches(branchScope('sikasso'), closed, false)).toBe(false);
    expect(reaches(branchScope('sikasso'), closed, true)).toBe(true);
    expect(reaches(closed, closed, false)).toBe(true);
  });

  it('SYNC-15 of a person open from that person alone', () => {
    const own = personScope(record('a', 1));
    expect(reaches(ROOT, own, true)).toBe(false);
    expect(reaches(own, own, false)).toBe(true);
    expect(reaches(own, personScope(record('a', 12)), true)).toBe(false);
  });
});

describe('a record id', () => {
  it('may be a change id', () => {
    const id: ChangeId = idOf('c', 1);
    expect(isRecordId(id)).toBe(true);
  });
});
