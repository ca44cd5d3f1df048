// What tests of the directory stand on: our own network, and the day on which it is looked at.
import type { Day } from '../../src/kernel/moment.ts';
import { Copy } from './copy.ts';

export const TODAY: Day = '2026-11-26';

/** Our network, of which nobody is a member yet. */
export function network() {
  const copy = new Copy();
  const us = copy.organisation('RENAPESS', { kind: 'network', own: true, founded: '2003-07-10' });
  return { copy, us };
}
