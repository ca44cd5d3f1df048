// The comparison with other engines stood still for weeks: a module had taken the name of one of its types.
import { expect, it } from 'vitest';
import { reference } from '../../bench/peers/reference.ts';
import { declare } from '../../src/kernel/declare.ts';
import { declarations } from '../../src/modules/index.ts';

it('the reference work of the comparison can be declared beside all modules', () => {
  expect(() => declare(declarations, reference)).not.toThrow();
});
