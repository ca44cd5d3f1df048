// Words that every JavaScript object knows are sent as types, roles and fields: they must mean nothing.
import { expect, it } from 'vitest';
import { allows } from '../../src/kernel/grant.ts';
import { branchScope, deviceIdOf } from '../../src/kernel/ids.ts';
import { type Court, judge } from '../../src/kernel/judge.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { envelopeFault } from '../../src/kernel/wire.ts';
import { declarations } from '../../src/modules/index.ts';

const device = deviceIdOf(new Uint8Array([1]));
const home = branchScope('sikasso');
const change = (more: Partial<Change>): Change => ({
  device,
  seq: 1,
  stamp: 1024,
  by: `${device}.7` as RecordId,
  grant: `${device}.8` as RecordId,
  schema: 1,
  kind: 'set',
  type: 'organisation',
  record: `${device}.1` as RecordId,
  scope: home,
  shared: [],
  salt: 'AAAAAAAAAAA',
  body: { name: 'Benkadi' },
  ...more,
});

it('a type called like an object’s own word is a type nobody knows yet', () => {
  const court: Court = {
    decl: declarations,
    settings: { graceDays: 45, provisionalDays: 45 },
    authority: deviceIdOf(new Uint8Array([2])),
    received: Date.parse('2026-11-22'),
    toldAt: 0,
    record: () => null,
    grantsOf: () => [],
    known: () => null,
  };
  for (const type of ['constructor', 'toString', 'valueOf']) {
    const verdict = judge([change({ type })], court);
    expect(verdict).toMatchObject({ state: 'held', cause: `schema:${type}:1` });
  }
});

it('a role called like an object’s own word gives no right', () => {
  for (const role of ['constructor', '__proto__', 'hasOwnProperty'])
    expect(allows(declarations, { role, scope: home }, 'read', 'organisation', home)).toBe(false);
});

it('a field called like an object’s own word, or like the place and the hiding of a record, is refused', () => {
  expect(envelopeFault(change({}))).toBeNull();
  expect(envelopeFault(change({ body: { colourOfTomorrow: 'indigo' } }))).toBeNull();
  const bodies = ['{"constructor":1}', '{"__proto__":1}', '{":void":true}', '{":place":{"home":"n/","shared":[]}}'];
  for (const body of bodies) expect(envelopeFault(change({ body: JSON.parse(body) }))).toBe('body');
});

it('a value nested beyond all use is refused before anybody walks it', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(envelopeFault(change({ body: { name: deep as string } }))).not.toBeNull();
  expect(envelopeFault(change({ body: { name: [[[['x']]]] } }))).toBeNull();
});
