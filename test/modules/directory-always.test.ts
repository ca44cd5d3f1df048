// The rules of the directory on people, and whatever was written: counted once, in every table, in any order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordState } from '../../src/kernel/fold.ts';
import type { Day, Moment } from '../../src/kernel/moment.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { circlesOn, levelsOf } from '../../src/modules/directory/levels.ts';
import { membersOn, polesOn } from '../../src/modules/directory/rules.ts';
import { leadsOn } from '../../src/modules/directory/seats.ts';
import {
  beneficiariesOf,
  countPersons,
  LINKS,
  linkedOn,
  memberOf,
  membersOf,
  personsOf,
} from '../../src/modules/people/rules.ts';
import { planOf } from '../../src/modules/training/pole.ts';
import { Copy } from './copy.ts';

const TODAY: Day = '2026-11-26';

function network() {
  const copy = new Copy();
  const us = copy.organisation('RENAPESS', { kind: 'network', own: true, founded: '2003-07-10' });
  return { copy, us };
}

const BANDS = [{ from: 0, to: 17 }, { from: 18, to: 35 }, { from: 36 }];

it('a pole has who leads it, one mandate after the other, and the aims and the budget of the programmes that name it', () => {
  const { copy, us } = network();
  const [pole, other] = [copy.pole(us, 1), copy.pole(us, 2)];
  const [awa, bintou] = [copy.person('Awa'), copy.person('Bintou')];
  copy.edit(pole, {
    'leads.a': { person: awa, from: '2019', to: '2023-06' },
    'leads.b': { person: bintou, from: '2023-07', decision: 'CA du 1er juillet 2023' },
    'leads.c': { name: 'Une invitée', from: '2030' },
  });
  const on = (day: Day) => {
    const { now, before } = leadsOn(copy.replica, copy.replica.record(pole) as RecordState, day);
    return [now, before].map((list) => list.map(({ person, name }) => person ?? name));
  };
  expect(on('2020-01-15')).toEqual([[awa], []]);
  expect(on(TODAY)).toEqual([[bintou], [awa]]);
  expect(on('2031-01-15')).toEqual([[bintou, 'Une invitée'], [awa]]);

  const [mine, , theirs] = [pole, pole, other].map((of, at) =>
    copy.create('programme', { name: `P${at}`, target: 1, counts: 'certified', pole: of }),
  ) as [RecordId, RecordId, RecordId];
  for (const programme of [mine, theirs]) {
    const aim = copy.create('aim', { name: 'But', programme });
    copy.create('indicator', { name: 'Combien', aim, level: 'output', 'values.a': { on: '2026', value: 3 } });
    copy.create('budget_line', { name: 'Salles', programme, planned: 500_000, spent: 200_000 });
    copy.create('budget_line', { name: 'Kits', programme, planned: 300_000 });
  }
  expect(planOf(copy.replica, pole)).toMatchObject({
    aims: 1,
    followed: 1,
    planned: 800_000,
    spent: 200_000,
    lines: 2,
    told: 1,
  });
  expect(planOf(copy.replica, pole).programmes).toHaveLength(2);
});

// ---- whatever happens ------------------------------------------------------------------------------------------------------------

const year = fc.integer({ min: 2000, max: 2026 });
const moment: fc.Arbitrary<Moment> = fc
  .tuple(year, fc.integer({ min: 0, max: 12 }), fc.boolean())
  .map(([y, m, about]) => `${y}${m > 0 ? `-${String(m).padStart(2, '0')}` : ''}${about ? '~' : ''}`);
const span = fc.record({
  from: moment,
  to: fc.option(moment, { nil: undefined }),
  status: fc.constantFrom('active', 'suspended', 'applied', 'refused', 'left', 'excluded'),
});
const day = fc
  .tuple(year, fc.integer({ min: 1, max: 12 }))
  .map(([y, m]): Day => `${y}-${String(m).padStart(2, '0')}-15`);
const spans = (list: readonly { from: Moment; to: Moment | undefined; status: string }[]) =>
  list.map(({ from, to, status }) => ({ from, status, ...(to && { to }) }));

describe('people', () => {
  it('Report of 100 persons: W 46, M 51, not said 3 = 100; no row disappears', () => {
    const copy = new Copy();
    const ids = Array.from({ length: 100 }, (_, i) =>
      copy.person(`P${i}`, {
        ...(i < 97 && { sex: i < 46 ? 'f' : 'm' }),
        ...(i % 3 !== 0 && { birth: i % 3 === 1 ? '1970' : '2001~' }),
      }),
    );
    const seen = countPersons(copy.replica, ids, BANDS, TODAY);
    expect([seen.total, seen.bySex.f.length, seen.bySex.m.length, seen.bySex[''].length]).toEqual([100, 46, 51, 3]);
    expect(seen.byBand.map((list) => list.length)).toEqual([0, 33, 33, 34]);
  });

  it('an age that the year alone cannot tell is not said, never guessed', () => {
    const copy = new Copy();
    const ids = ['1990', '1990-06', '1990-12-31', '1991~'].map((birth) => copy.person(birth, { birth }));
    // On the day of 36 or not: born in 1990 is 35 or 36 in November 2026.
    expect(countPersons(copy.replica, ids, BANDS, TODAY).byBand.map((list) => list.length)).toEqual([0, 1, 1, 2]);
  });

  it('registers stand apart: members, functions, employees, and those who are only helped; each counts a person once', () => {
    const copy = new Copy();
    const [one, two] = [copy.organisation('Coop 1'), copy.organisation('Coop 2')];
    const [awa, bintou, same] = [copy.person('Awa'), copy.person('Bintou'), copy.person('BINTOU')];
    copy.tie(awa, one, 'member', { from: '2020' });
    copy.tie(awa, one, 'function', { from: '2021', to: '2023' });
    copy.tie(bintou, one, 'beneficiary');
    copy.tie(same, two, 'beneficiary');
    // A member here, helped there: in both registers, of two organisations.
    copy.tie(awa, two, 'beneficiary');
    copy.merge(same, bintou);
    const of = (organisation: RecordId | null) =>
      LINKS.map((link) => linkedOn(copy.replica, link, TODAY, organisation).length);
    expect(of(one)).toEqual([1, 0, 0, 1]);
    expect(of(two)).toEqual([0, 0, 0, 2]);
    expect(of(null)).toEqual([1, 0, 0, 2]);
    expect(linkedOn(copy.replica, 'functions', '2022-05-01', one)).toEqual([awa]);
  });

  it('A beneficiary is never listed as a member; can become one with a decision', () => {
    const copy = new Copy();
    const group = copy.organisation('Groupement');
    const awa = copy.person('Awa');
    copy.tie(awa, group, 'beneficiary', { from: '2020' });
    expect(membersOf(copy.replica, group, TODAY)).toEqual([]);
    expect(beneficiariesOf(copy.replica, group, TODAY)).toEqual([awa]);
    copy.tie(awa, group, 'member', { from: '2024-02-01', decision: 'AG du 1er février 2024' });
    expect(membersOf(copy.replica, group, '2024-01-31')).toEqual([]);
    expect(membersOf(copy.replica, group, TODAY)).toEqual([awa]);
    expect(beneficiariesOf(copy.replica, group, TODAY)).toEqual([]);
  });

  it('Awa in 2 cooperatives and 1 group: one person, three memberships; each cooperative sees only its own', () => {
    const copy = new Copy();
    const groups = ['Coop 1', 'Coop 2', 'Épargne'].map((name) => copy.organisation(name));
    const awa = copy.person('Awa');
    for (const group of groups) copy.tie(awa, group);
    copy.tie(copy.person('Bintou'), groups[1] as RecordId);
    expect(memberOf(copy.replica, awa, TODAY)).toEqual(groups);
    expect(groups.map((group) => membersOf(copy.replica, group, TODAY).length)).toEqual([1, 2, 1]);
    expect(personsOf(copy.replica, groups[0] as RecordId, ['member', 'function'], TODAY)).toEqual([awa]);
  });
});

describe('whatever was written', () => {
  it('a member stands in one line of the register, and the number lies between its bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.array(span, { maxLength: 4 }), { maxLength: 8 }), day, (all, on) => {
        const { copy, us } = network();
        const members = all.map((list, i) => {
          const member = copy.organisation(`M${i}`);
          copy.joins(member, us, spans(list), i % 2 ? 'member' : 'founder');
          return member;
        });
        if (members.length > 1) copy.merge(members[1] as RecordId, members[0] as RecordId);
        const { active, suspended, applied, atLeast, atMost } = membersOn(copy.replica, us, on);
        const lines = [...active, ...suspended, ...applied].map((line) => line.member);
        expect(new Set(lines).size).toBe(lines.length);
        expect(atLeast).toBeLessThanOrEqual(active.length);
        expect(active.length).toBeLessThanOrEqual(atMost);
      }),
      { numRuns: 150 },
    );
  });

  it('poles: placed + in none = total, and the sum is the places of each', () => {
    const inPoles = fc.array(fc.subarray([0, 1, 2, 3, 4, 5]), { maxLength: 12 });
    fc.assert(
      fc.property(inPoles, fc.nat(11), (all, outsiders) => {
        const { copy, us } = network();
        const poles = [1, 2, 3, 4, 5, 6].map((number) => copy.pole(us, number));
        for (const [i, mine] of all.entries()) {
          const member = copy.organisation(`M${i}`);
          if (i >= outsiders) copy.joins(member, us, '2010');
          for (const pole of mine) copy.joins(member, poles[pole] as RecordId, '2010');
        }
        const seen = polesOn(copy.replica, us, TODAY);
        const placed = new Set(seen.poles.flatMap((pole) => pole.members));
        expect(placed.size + seen.none.length).toBe(seen.total);
        const members = all.slice(outsiders);
        expect(seen.sum).toBe(members.reduce((sum, mine) => sum + mine.length, 0));
        expect(seen.several).toHaveLength(members.filter((mine) => mine.length > 1).length);
        expect(seen.outside).toHaveLength(all.slice(0, outsiders).filter((mine) => mine.length > 0).length);
      }),
      { numRuns: 60 },
    );
  });

  it('levels count every organisation of the base once, circles or not', () => {
    const edges = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 25 });
    fc.assert(
      fc.property(edges, (all) => {
        const copy = new Copy();
        const ids = Array.from({ length: 10 }, (_, i) => copy.organisation(`O${i}`, { women: 1 }));
        const joined = all.filter(([member, group]) => member !== group);
        for (const [member, group] of joined) copy.joins(ids[member] as RecordId, ids[group] as RecordId, '2010');
        const groups = new Set(joined.map(([, group]) => group));
        const below = new Set<number>();
        for (let size = -1; size !== below.size; ) {
          size = below.size;
          for (const [member, group] of joined) if (group === 0 || below.has(group)) below.add(member);
        }
        below.delete(0);
        const levels = levelsOf(copy.replica, ids[0] as RecordId, TODAY);
        const base = [...below].filter((i) => !groups.has(i)).map((i) => ids[i]);
        expect([...levels.base].sort()).toEqual([...base].sort());
        expect(levels.women).toEqual({ sum: base.length, unknown: 0 });
        expect([...levels.byForm.values()].flat()).toHaveLength(below.size);
        // Nobody can be taken out of a network without circles by taking out, again and again, who has no members left.
        const left = new Map(joined.map(([member, group]) => [`${member} ${group}`, [member, group] as const]));
        for (let before = -1; before !== left.size; ) {
          before = left.size;
          const groupsLeft = new Set([...left.values()].map(([, group]) => group));
          for (const [key, [member]] of left) if (!groupsLeft.has(member)) left.delete(key);
        }
        expect(circlesOn(copy.replica, TODAY).length > 0).toBe(left.size > 0);
      }),
      { numRuns: 100 },
    );
  });

  it('people: every row and every column adds up to everybody', () => {
    const someone = fc.record({
      sex: fc.constantFrom(undefined, 'f', 'm', 'x'),
      birth: fc.option(moment, { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 20 }), day, (all, on) => {
        const copy = new Copy();
        const ids = all.map(({ sex, birth }, i) =>
          copy.person(`P${i}`, { ...(sex && { sex }), ...(birth && { birth }) }),
        );
        const seen = countPersons(copy.replica, [...ids, ...ids], BANDS, on);
        const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
        expect(seen.total).toBe(all.length);
        expect(sum(Object.values(seen.bySex).map((list) => list.length))).toBe(all.length);
        expect(sum(seen.byBand.map((list) => list.length))).toBe(all.length);
        for (const sex of ['f', 'm', ''] as const) expect(sum(seen.cells[sex])).toBe(seen.bySex[sex].length);
        for (const band of seen.byBand.keys())
          expect(sum((['f', 'm', ''] as const).map((sex) => seen.cells[sex][band] ?? 0))).toBe(
            seen.byBand[band]?.length,
          );
      }),
      { numRuns: 60 },
    );
  });
});
