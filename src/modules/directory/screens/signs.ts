/**
 * What an organisation does, as the sign before its name: the pictogram of its main activity, in the colour of the pole nearest to it. Only a sign:
 * which poles it belongs to stands in its memberships.
 */
import type { IconName } from '../../../ui/icon.tsx';
import type { Read } from '../../../ui/records/describe.tsx';
import { SECTORS } from '../sectors.ts';

const TONES: { readonly [sector: string]: string } = {
  agriculture: 'p1',
  livestock: 'p1',
  fishing: 'p1',
  gathering: 'p1',
  processing: 'p1',
  environment: 'p1',
  crafts: 'p2',
  textile: 'p2',
  housing: 'p2',
  health: 'p3',
  culture: 'p3',
  education: 'p4',
  finance: 'p5',
  trade: 'p6',
  tourism: 'p6',
  transport: 'p6',
};

export function sign(read: Read): { readonly icon: IconName; readonly tone: string } | null {
  const sectors = read('sectors');
  const main = Array.isArray(sectors) ? SECTORS.find(({ value }) => value === sectors[0]) : undefined;
  return main ? { icon: main.icon, tone: TONES[main.value] ?? 'own' } : null;
}
