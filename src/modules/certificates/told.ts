/** What a verdict is said with, on a phone and on a page of the hub: keys of `messages/verify`, and what stands in the sentence. */
import type { Verdict } from './verify.ts';

/** Whose knowledge it was asked of: a copy of the network's own records, or the list that anybody may have. */
export type Asked = 'copy' | 'list';

export interface Sentence {
  readonly key: string;
  /** A calendar day, `2027-03-12`. */
  readonly when?: string;
  readonly number?: string;
}

/** The one word of a verdict. */
export const wordOf = (verdict: Verdict): string => (isDemo(verdict) ? 'verify.demo' : `verify.${verdict.state}`);

/** A right signature that is worth nothing. */
export const isDemo = (verdict: Verdict): boolean => verdict.state === 'valid' && verdict.demo === true;

const LOOKS = {
  valid: ['ok', 'check'],
  altered: ['bad', 'warning'],
  withdrawn: ['bad', 'x'],
  replaced: ['fix', 'pencil'],
  unknown: ['wait', 'help'],
  foreign: ['wait', 'info'],
} as const satisfies Readonly<Record<Verdict['state'], readonly [tone: string, icon: string]>>;

/** Tone and pictogram of a verdict: what is worth nothing looks like what is of no concern here. */
export const looksOf = (verdict: Verdict) => LOOKS[isDemo(verdict) ? 'foreign' : verdict.state];

export function sentenceOf(verdict: Verdict, asked: Asked): Sentence {
  switch (verdict.state) {
    case 'valid':
      return { key: isDemo(verdict) ? 'verify.demo.text' : `verify.valid.${verdict.by}` };
    case 'unknown':
      return { key: `verify.unknown.${verdict.what}${asked === 'list' ? '.list' : ''}` };
    case 'withdrawn':
      return { key: 'verify.withdrawn.text', when: verdict.withdrawal.day };
    case 'replaced': {
      const { day: when, by: number } = verdict.withdrawal;
      return number ? { key: 'verify.replaced.text', when, number } : { key: 'verify.replaced.alone', when };
    }
    default:
      return { key: `verify.${verdict.state}.text` };
  }
}
