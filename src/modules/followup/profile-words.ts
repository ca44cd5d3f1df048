/** How the questions of a profile and their answers are called, on a phone, on the hub and in a file. */
import './messages/index.ts';
import './messages/profile/index.ts';
import { t } from '../../ui/i18n.ts';
import { hideSmallList } from '../small-cells.ts';
import { ASKED, type By, type Line } from './profile.ts';

export function answerWord(by: By, key: string): string {
  if (key === '') return t('profile.unsaid');
  return t(by === 'days' ? `profile.days.${key}` : `${ASKED[by].type}.${by}.${key}`);
}

/** As it may leave: counts alone, those under five hidden with as many others as it takes. */
export const publicCounts = (lines: readonly Line[]): readonly (number | null)[] =>
  hideSmallList(lines.map(({ ids }) => ids.length)).cells;

/** Somebody may have given several answers to these. */
export const isSeveral = (by: By): boolean => by === 'reads' || by === 'protection';
