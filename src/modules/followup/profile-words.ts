/** How the questions of a profile and their answers are called, on a phone, on the hub and in a file. */
import './messages/index.ts';
import './messages/profile/index.ts';
import { t } from '../../ui/i18n.ts';
import { hideSmallList } from '../small-cells.ts';
import { ASKED, type By, type Line } from './profile.ts';

export function answerWord(by: By, key: string): string {
  if (key === '') return t('profile.unsaid');
  return t(by === 'days' || by === 'leaving' ? `profile.${by}.${key}` : `${ASKED[by].type}.${by}.${key}`);
}

/** As it may leave: counts alone, those under five hidden with as many others as it takes. */
export const publicCounts = (lines: readonly Line[]): readonly (number | null)[] =>
  hideSmallList(lines.map(({ ids }) => ids.length)).cells;

/** Of how many who answered, where that can leave too: where a count of an answer is hidden, it would help to find it. */
export function publicKnown(lines: readonly Line[], by: By): number | null {
  const counts = publicCounts(lines).filter((_, at) => lines[at]?.key !== '');
  return isSeveral(by) || counts.includes(null) ? null : counts.reduce<number>((sum, n) => sum + (n ?? 0), 0);
}

/** Somebody may have given several answers to these. */
export const isSeveral = (by: By): boolean => by === 'reads' || by === 'protection';
