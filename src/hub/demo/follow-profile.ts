/** What the pilot group of the demonstration answered about itself, at the beginning and later: invented, and not by everybody. */
import type { Body } from '../../kernel/types.ts';

/** Who said no to what is sensitive, and of whom nobody noted an answer. */
export const REFUSED = 9;
export const UNASKED = 11;

const SCHOOL = ['none', 'primary', 'lower', 'primary', 'none', 'secondary', 'koranic', 'lower'];
const READS: readonly (readonly string[])[] = [['none'], ['fra'], ['fra', 'bam'], ['bam'], ['none'], ['fra'], ['none']];
const TOWARDS = ['bamako', 'neighbour', 'europe', 'europe', 'none', 'neighbour', 'bamako', 'other'];
const STATUS = ['rural', 'displaced', 'rural', 'returned', 'rural', 'candidate', 'resident', 'rural'];

/** Where they stood on the day they joined; the second went home since. */
export const statusAt = (at: number): string => STATUS[at % STATUS.length] as string;

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

/** What the sheet of a follow-up says. */
export function saidAt(at: number, moment: string): Body {
  if (moment === 'entry')
    return {
      days: [0, 8, 12, 6, 15, 10, 4, 20][at % 8] as number,
      ...(at !== 5 && { schooling: pick(SCHOOL, at) }),
      ...(at !== 3 && { reads: [...pick(READS, at)] }),
      ...(at !== 7 && { protection: at % 5 === 2 ? ['mutual'] : ['none'] }),
    };
  const protection = at % 3 === 0 ? ['amo', 'mutual'] : at % 3 === 1 ? ['mutual'] : ['none'];
  return { days: [22, 24, 26, 18, 25, 21, 24, 26][at % 8] as number, protection };
}

/** What is kept apart of it. */
export function apartAt(at: number, moment: string): Body {
  const begin = moment === 'entry';
  const income = begin ? ['to20', 'none', 'to20', 'to40', 'unknown'] : ['to80', 'to40', 'to80', 'more', 'to40'];
  return { income: pick(income, at), towards: begin ? pick(TOWARDS, at) : at % 8 === 3 ? 'europe' : 'none' };
}
