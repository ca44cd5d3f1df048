/** Addresses of the savings groups: `epargne/reunion/<cycle>/<day>/<step>`, the parts in French like all of them. */
import type { Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { href } from '../../../ui/router.ts';
import { STEPS, type Step } from '../model.ts';

export const SAVINGS = 'epargne';
export const MEETING = 'reunion';
export const SHARE_OUT = 'partage';
export const PAPER = 'papier';

const PATHS: { readonly [step in Step]: string } = {
  call: 'appel',
  fines: 'amendes',
  social: 'solidarite',
  shares: 'parts',
  loans: 'credits',
  close: 'cloture',
};

export const stepAt = (part: string | undefined): Step | undefined =>
  STEPS.find(({ value }) => PATHS[value] === part)?.value;

/** @param step where it goes on; without it where the meeting stands. */
export const toMeeting = (cycle: RecordId, on: Day, step?: Step): string =>
  href(SAVINGS, MEETING, cycle, on, ...(step ? [PATHS[step]] : []));

export const toCycle = (cycle: RecordId): string => href(SAVINGS, cycle);
