// Choosing who gets a place, against figures reckoned by hand: weights, jurors with ties, equals, shares step by step.
import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/kernel/types.ts';
import {
  type Candidate,
  choose,
  inOrder,
  liesIn,
  type MarkSheet,
  placesOf,
  type Quota,
  ranked,
  scoreOf,
} from '../../src/modules/training/selection.ts';

const id = (text: string) => text as RecordId;
const GRID = [
  { key: 'a', name: 'Projet', weight: 40, most: 10 },
  { key: 'b', name: 'Motivation', weight: 30, most: 10 },
  { key: 'c', name: 'Ancrage', weight: 30, most: 5 },
];
const sheet = (juror: string, marks: readonly number[], conflict = ''): MarkSheet => ({
  juror: id(juror),
  conflict,
  marks: new Map(marks.map((mark, at) => [['a', 'b', 'c'][at] as string, mark])),
});
const JURY = new Set([id('j1'), id('j2'), id('j3')]);

describe('marks', () => {
  it('S2-31: weights 40/30/30, to two decimals; a juror with a tie is left out and the mean uses the others', () => {
    // 40·7/10 + 30·8/10 + 30·3/5 = 70; 40·9/10 + 30·6/10 + 30·4/5 = 78; 40·10/10 + 30·10/10 + 30·5/5 = 100.
    const three = [sheet('j1', [7, 8, 3]), sheet('j2', [9, 6, 4]), sheet('j3', [10, 10, 5])];
    expect(scoreOf(three, GRID, JURY, 1).points).toBe(82.67);
    const tied = [sheet('j1', [7, 8, 3]), sheet('j2', [9, 6, 4]), sheet('j3', [10, 10, 5], 'family')];
    expect(scoreOf(tied, GRID, JURY, 1)).toMatchObject({ points: 74, counted: 2 });
    expect(scoreOf(tied, GRID, JURY, 3).points).toBeNull();
  });

  it('a sheet that is not whole, a mark above the highest and somebody who is not of the jury do not count, and it is said', () => {
    const odd = [sheet('j1', [7, 8]), sheet('j2', [9, 6, 9]), sheet('x', [1, 1, 1]), sheet('j3', [7, 8, 3])];
    const { points, by } = scoreOf(odd, GRID, JURY, 1);
    expect(points).toBe(70);
    expect(by.map(({ stand }) => stand)).toEqual(['begun', 'begun', 'counted', 'outside']);
  });
});

const one = (
  name: string,
  points: number,
  counts: readonly string[] = [],
  more: Partial<Candidate> = {},
): Candidate => ({
  id: id(name),
  points,
  heaviest: points,
  on: '2026-03-01',
  counts: new Set(counts),
  ...more,
});
const quota = (key: string, share: number, group: Quota['group'] = 'women', where = ''): Quota => ({
  key,
  group,
  share,
  where,
});
const ids = (list: readonly { readonly id: string }[]) => list.map((each) => each.id);

describe('places', () => {
  it('a share takes the best of its group first, and what an earlier step gave its people counts', () => {
    const list = [
      one('m1', 95),
      one('m2', 94),
      one('m3', 93),
      one('f1', 90, ['w']),
      one('fd', 60, ['w', 'd']),
      one('f2', 85, ['w']),
      one('md', 55, ['d']),
    ];
    const { steps, fates, open } = choose(list, {
      places: 4,
      waiting: 1,
      quotas: [quota('w', 50), quota('d', 25, 'displaced')],
    });
    expect(open).toBe(false);
    // The narrower share first: the best displaced person is a woman, so one woman is still to be found.
    expect(steps.map(({ kind, asked, already, taken }) => [kind, asked, already, ids(taken)])).toEqual([
      ['quota', 1, 0, ['fd']],
      ['quota', 2, 1, ['f1']],
      ['rest', 2, 2, ['m1', 'm2']],
      ['waiting', 1, 0, ['m3']],
    ]);
    expect(fates.get(id('f2'))).toBe('refused');
  });

  it('a share nobody fills is said, and its places go to the others', () => {
    const { steps, fates } = choose([one('a', 9), one('b', 8)], {
      places: 2,
      waiting: 0,
      quotas: [quota('d', 50, 'displaced')],
    });
    expect(steps[0]).toMatchObject({ asked: 1, short: 1, taken: [] });
    expect([...fates.values()]).toEqual(['selected', 'selected']);
  });

  it('between equals: the heaviest criterion, the day of the request, then the jury; until it says, nothing is decided', () => {
    expect(ids(ranked([one('a', 80, [], { heaviest: 70 }), one('b', 80, [], { heaviest: 90 })]))).toEqual(['b', 'a']);
    expect(ids(ranked([one('a', 80, [], { on: '2026-03-09' }), one('b', 80)]))).toEqual(['b', 'a']);
    const equals = [one('a', 90), one('b', 80), one('c', 80), one('d', 70)];
    const round = { places: 2, waiting: 1, quotas: [] };
    const waits = choose(equals, round);
    expect(waits.ranking.map(({ rank }) => rank)).toEqual([1, 2, 2, 4]);
    expect(waits).toMatchObject({
      open: true,
      steps: [{ taken: [{ id: 'a' }], equals: [{ id: 'b' }, { id: 'c' }], left: 1 }],
    });
    expect(waits.fates.size).toBe(0);
    const said = choose([one('a', 90), one('b', 80), one('c', 80, [], { pick: 1 }), one('d', 70)], round);
    expect(said.open).toBe(false);
    expect([...said.fates]).toEqual([
      ['a', 'selected'],
      ['c', 'selected'],
      ['b', 'waiting'],
      ['d', 'refused'],
    ]);
  });

  it('equals at the end of the waiting list all stand on it; equals where there is room need no word', () => {
    const { fates, open } = choose([one('a', 9), one('b', 8), one('c', 8)], { places: 1, waiting: 1, quotas: [] });
    expect([open, ...fates.values()]).toEqual([false, 'selected', 'waiting', 'waiting']);
    expect(choose([one('b', 8), one('c', 8)], { places: 2, waiting: 0, quotas: [] }).open).toBe(false);
  });

  it('shares are rounded up, the narrowest goes first, and communes are whole words', () => {
    expect([placesOf(quota('w', 50), 21), placesOf(quota('w', 30), 20), placesOf(quota('w', 0), 20)]).toEqual([
      11, 6, 0,
    ]);
    const order = inOrder([
      quota('w', 40),
      quota('c', 60, 'commune', 'X'),
      quota('x', 70, 'women', 'Commune I'),
      quota('d', 10, 'displaced'),
    ]);
    expect(order.map(({ key }) => key)).toEqual(['x', 'd', 'c', 'w']);
    expect(liesIn('Commune I, Korofina', 'commune i')).toBe(true);
    expect(liesIn('Commune II, Bakaribougou', 'Commune I')).toBe(false);
    expect(liesIn('Kalabancoro', '')).toBe(false);
  });
});
