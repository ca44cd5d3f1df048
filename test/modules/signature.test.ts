// A signature drawn with a finger: a short path that says no more than its shape.
import { describe, expect, it } from 'vitest';
import { checkBody } from '../../src/kernel/declare.ts';
import { isDrawn, MOST, pathOf, thinned } from '../../src/modules/followup/signature.ts';
import { declarations } from '../../src/modules/index.ts';

describe('a signature', () => {
  const circle = Array.from(
    { length: 400 },
    (_, n) => [150 + 60 * Math.cos(n / 20), 50 + 40 * Math.sin(n / 20)] as const,
  );

  it('is a short path that the declaration takes, however long the finger lingered', () => {
    const path = pathOf([
      circle,
      [
        [10, 10],
        [200, 90],
      ],
    ]);
    expect(path.length).toBeLessThanOrEqual(MOST);
    expect(path).toMatch(/^M[\dMl -]+$/);
    const type = declarations.types['payment_signature'];
    expect(type && checkBody(type, { path }, false)).toBeNull();
    expect(type && checkBody(type, { path: 'M0 0"/><script>' }, false)?.code).toBe('RULE-FORMAT');
    expect(pathOf([])).toBe('');
    const wild = Array.from({ length: 3000 }, (_, n) => [(n * 97) % 300, (n * 61) % 100] as const);
    expect(pathOf([wild, circle]).length).toBeLessThanOrEqual(MOST);
  });

  it('keeps its shape, and a dot is none', () => {
    expect(
      thinned(
        [
          [0, 0],
          [5, 0.1],
          [10, 0],
        ],
        0.8,
      ),
    ).toEqual([
      [0, 0],
      [10, 0],
    ]);
    expect([isDrawn([[[5, 5]]]), isDrawn([circle])]).toEqual([false, true]);
  });
});
