import { describe, expect, it } from 'vitest';
import { effective, estimate, hearHub, millisOf, NEW_CLOCK, stampOf, tick } from '../../src/kernel/clock.ts';
import { envelopeFault } from '../../src/kernel/wire.ts';
import { change, DAY, NOW } from './hands.ts';

const HOUR = 3600 * 1000;

describe('a device’s clock', () => {
  it('gives growing stamps, whatever the wall clock does', () => {
    let clock = NEW_CLOCK;
    let last = -1;
    for (const now of [NOW, NOW, NOW - 50 * 365 * DAY, 0, NOW + 10 * 365 * DAY, NOW]) {
      const given = tick(clock, now);
      expect(given.stamp).toBeGreaterThan(last);
      last = given.stamp;
      clock = given.clock;
    }
  });

  it('SYNC-08 is never below the last hub time heard plus the time elapsed since', () => {
    const clock = hearHub(NOW, 0, 0);
    expect(estimate(clock, 2 * HOUR)).toBe(NOW + 2 * HOUR);
    expect(estimate(clock, -DAY)).toBe(NOW);
    expect(tick(clock, 2 * HOUR).stamp).toBe(stampOf(NOW + 2 * HOUR));
  });

  it('SYNC-08 believes a clock that was years off and has been put right: its owner saw 2083, and their right had ended', () => {
    const [lagged, ran] = [hearHub(NOW, 0, 0), hearHub(NOW, NOW + 5 * 365 * DAY, 0)];
    for (const clock of [lagged, ran]) expect(estimate(clock, NOW + HOUR)).toBe(NOW + HOUR);
    // Still as it was, it only counts; back to 1970 with the battery, it says nothing.
    expect(estimate(lagged, HOUR)).toBe(NOW + HOUR);
    expect(estimate(ran, NOW + 5 * 365 * DAY + HOUR)).toBe(NOW + HOUR);
    expect(estimate(ran, 0)).toBe(NOW);
    // A clock that was nearly right is no clock put right.
    expect(estimate(hearHub(NOW, NOW - 2 * DAY, 0), NOW + DAY)).toBe(NOW + 3 * DAY);
  });

  it('SYNC-08 lets go of a stamp that ran ahead once nothing unsent bears it', () => {
    const ahead = tick(NEW_CLOCK, Date.UTC(2050, 0, 1));
    expect(millisOf(tick(hearHub(NOW, NOW, 0), NOW).stamp)).toBeLessThan(NOW + 10);
    expect(tick(hearHub(NOW, NOW, ahead.stamp), NOW).stamp).toBe(ahead.stamp + 1);
  });

  it('SYNC-09 comes after everything a hub can have told', () => {
    const seen = effective(stampOf(Date.UTC(2050, 0, 1)), NOW);
    expect(tick(hearHub(NOW, 0, 0), 0).stamp).toBeGreaterThan(seen);
  });

  it('SYNC-08 before 1970 or in the year 9999 still writes what can be sent', () => {
    for (const now of [Date.UTC(1901, 0, 1), -1, 0, Date.UTC(2250, 0, 1), Date.UTC(9999, 11, 31), 8.64e15]) {
      let given = tick(NEW_CLOCK, now);
      for (let i = 0; i < 3; i++) given = tick(given.clock, now);
      expect(envelopeFault(change('a', 1, { stamp: given.stamp }))).toBe(null);
    }
  });
});

describe('ordering time', () => {
  it('SYNC-08 of 2050 is when the hub received it; of 1970 it is 1970', () => {
    expect(millisOf(effective(stampOf(Date.UTC(2050, 0, 1)), NOW))).toBe(NOW);
    expect(effective(stampOf(0), NOW)).toBe(0);
    expect(effective(stampOf(NOW - HOUR), NOW)).toBe(stampOf(NOW - HOUR));
  });
});
