// Nobody who calls without end keeps the hub from others.
import { describe, expect, it } from 'vitest';
import { newPace } from '../../src/hub/pace.ts';
import { DeviceKey } from './client.ts';

describe('a fault', () => {
  it('of a program that calls without end slows that device only', async () => {
    const pace = newPace(3);
    const [a, b] = [new DeviceKey().id, new DeviceKey().id];
    expect([0, 1, 2, 3].map(() => pace.allows(a, 1000))).toEqual([true, true, true, false]);
    expect(pace.allows(b, 1000)).toBe(true);
    expect(pace.allows(a, 62_000)).toBe(true);
  });
});
