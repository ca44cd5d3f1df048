import { describe, expect, it } from 'vitest';
import { stampOf } from '../../src/kernel/clock.ts';
import { fold, type RecordState } from '../../src/kernel/fold.ts';
import { allows, dayOf, dayStart, delegates, type Grant, grantOf, isReached, reachOf } from '../../src/kernel/grant.ts';
import { personScope, ROOT, SHARED, sensitiveScope, within } from '../../src/kernel/ids.ts';
import type { Body, Scope } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { change, DAY, known, NOW, record, SEGOU, SIKASSO } from './hands.ts';

const stateOf = (body: Body, more: Body = {}): RecordState =>
  fold([
    known(
      change('a', 1, {
        type: 'grant',
        shared: [],
        stamp: stampOf(NOW),
        body: { person: record('p', 1), role: 'animator', scope: SIKASSO, from: '2026-11-01', ...body, ...more },
      }),
    ),
  ]) as RecordState;
const grant = (role: string, scope: Scope, more: Partial<Grant> = {}): Grant => ({
  id: record('g', 1),
  person: record('p', 1),
  role,
  scope,
  from: 0,
  ends: Number.POSITIVE_INFINITY,
  ...more,
});

describe('a grant', () => {
  it('runs from the first day to the end of the last', () => {
    const { from, ends } = grantOf(stateOf({ to: '2026-11-30' })) as Grant;
    expect([dayOf(from), new Date(ends).toISOString()]).toEqual(['2026-11-01', '2026-12-01T00:00:00.000Z']);
    expect(grantOf(stateOf({}))?.ends).toBe(Number.POSITIVE_INFINITY);
  });

  it('given in the field lasts from when it was made, whatever day a wrong clock wrote', () => {
    for (const [from, to] of [
      ['1970-01-01', '1970-01-10'],
      ['2050-01-01', '2050-01-10'],
    ]) {
      const given = grantOf(stateOf({ from: from as string, to: to as string, provisional: true })) as Grant;
      expect([given.from, given.ends, given.provisional]).toEqual([NOW, NOW + 10 * DAY, true]);
    }
  });

  it('with a day that does not exist never runs', () => {
    for (const day of ['2026-02-30', '2026-13-01', '2026-1-1', 'tomorrow', '']) expect(dayStart(day)).toBeNaN();
    expect(dayStart('2028-02-29')).toBe(Date.UTC(2028, 1, 29));
    expect(grantOf(stateOf({ from: '2026-02-30' }))?.from).toBe(Number.POSITIVE_INFINITY);
    expect(grantOf(stateOf({ to: '2026-02-30' }))?.ends).toBe(0);
  });

  it('that names no person or no place is none', () => {
    expect(grantOf(stateOf({ person: 'somebody' }))).toBe(null);
    expect(grantOf(stateOf({ scope: 'Sikasso' }))).toBe(null);
    expect(grantOf({ ...stateOf({}), type: 'organisation' })).toBe(null);
  });
});

describe('what a role may', () => {
  it('SYNC-15 ends at its place', () => {
    const animator = grant('animator', SIKASSO);
    const may = (type: string, home: Scope): boolean => allows(declarations, animator, 'edit', type, home);
    expect(may('organisation', SIKASSO)).toBe(true);
    expect(may('organisation', within(SIKASSO, 'org', 'x'))).toBe(true);
    expect(may('organisation_contact', sensitiveScope(SIKASSO))).toBe(true);
    expect(may('organisation', SEGOU)).toBe(false);
    expect(may('organisation', ROOT)).toBe(false);
    expect(may('grant', SIKASSO)).toBe(false);
    expect(may('unknown', SIKASSO)).toBe(false);
    expect(allows(declarations, grant('king', ROOT), 'edit', 'organisation', SIKASSO)).toBe(false);
  });

  it('SYNC-14 can be given on only downwards, by who is not provisional', () => {
    const coordinator = grant('coordinator', SIKASSO);
    const gives = (outer: Grant, role: string, scope: Scope) => delegates(declarations, outer, { role, scope });
    expect(gives(coordinator, 'animator', SIKASSO)).toBe('grants');
    expect(gives(coordinator, 'coordinator', SIKASSO)).toBe(null);
    expect(gives(coordinator, 'animator', SEGOU)).toBe(null);
    expect(gives(coordinator, 'animator', ROOT)).toBe(null);
    expect(gives(grant('animator', SIKASSO), 'animator', within(SIKASSO, 'org'))).toBe('enrols');
    expect(gives(grant('animator', SIKASSO, { provisional: true }), 'member', SIKASSO)).toBe(null);
    expect(gives(grant('auditor', ROOT), 'member', SIKASSO)).toBe(null);
  });
});

describe('a reach', () => {
  const person = record('p', 1);
  const reaching = (grants: readonly Grant[]) => reachOf(declarations, person, grants, NOW);

  it('SYNC-15 is one’s own scope, the places of one’s grants, and the shared cards', () => {
    const prefixes = reaching([grant('animator', SIKASSO)]).map((part) => part.prefix);
    expect(prefixes).toEqual([personScope(person), SIKASSO, SHARED]);
    expect(reaching([]).map((part) => part.prefix)).toEqual([personScope(person)]);
  });

  it('SYNC-24 leaves out what has not begun and what has ended', () => {
    const grants = [grant('animator', SIKASSO, { from: NOW + 1 }), grant('animator', SEGOU, { ends: NOW })];
    expect(reaching(grants).map((part) => part.prefix)).toEqual([personScope(person)]);
  });

  it('names a part once, though two grants open it', () => {
    const twice = [grant('animator', SIKASSO), grant('animator', SIKASSO, { id: record('g', 2) })];
    expect(reaching(twice)).toEqual(reaching([grant('animator', SIKASSO)]));
  });

  it('SYNC-15 brings a neighbour’s card and never its contact', () => {
    const reach = reaching([grant('animator', SEGOU)]);
    expect(isReached(reach, 'organisation', [SIKASSO, SHARED])).toBe(true);
    expect(isReached(reach, 'organisation', [SIKASSO])).toBe(false);
    expect(isReached(reach, 'organisation_contact', [sensitiveScope(SIKASSO)])).toBe(false);
    expect(isReached(reach, 'organisation_contact', [sensitiveScope(SIKASSO), SHARED])).toBe(false);
    expect(isReached(reach, 'organisation_contact', [sensitiveScope(SEGOU)])).toBe(true);
  });
});
