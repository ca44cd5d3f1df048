/** Pictograms and colours among which a person picks the sign that stands for them. */
import type { IconName } from '../../../ui/icon.tsx';

export const SIGNS = [
  'fish',
  'hoe',
  'cow',
  'sprout',
  'loom',
  'pot',
  'calabash',
  'cauris',
  'hut',
  'tree',
  'book',
  'megaphone',
] as const satisfies readonly IconName[];

export const COLORS = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'] as const;
