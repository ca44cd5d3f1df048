/**
 * Sectors of activity as people here name them, with the codes of others: ESSglobal/ICA activities (RIPESS, CC BY 3.0, see NOTICE) and ISIC rev. 4
 * sections or divisions (United Nations). `null` where the other list has no such word: an export says so instead of dropping it. Which of them the network
 * calls its priorities is data with its source (`priority.json`); they are looked for and counted together, under one word.
 */
import priority from './priority.json';

const ALL = [
  { value: 'agriculture', icon: 'hoe', ica: 'ICA10', isic: '01' },
  { value: 'livestock', icon: 'cow', ica: 'ICA20', isic: '014' },
  { value: 'crafts', icon: 'pot', ica: 'ICA60', isic: '32' },
  { value: 'fishing', icon: 'fish', ica: 'ICA50', isic: '03' },
  { value: 'gathering', icon: 'tree', ica: 'ICA30', isic: '02' },
  { value: 'processing', icon: 'calabash', ica: 'ICA90', isic: '10' },
  { value: 'textile', icon: 'loom', ica: 'ICA60', isic: '13' },
  { value: 'trade', icon: 'stall', ica: 'ICA260', isic: 'G' },
  { value: 'finance', icon: 'cauris', ica: 'ICA140', isic: 'K' },
  { value: 'health', icon: 'heart', ica: 'ICA170', isic: 'Q' },
  { value: 'education', icon: 'graduation', ica: 'ICA160', isic: 'P' },
  { value: 'environment', icon: 'sprout', ica: null, isic: 'E' },
  { value: 'housing', icon: 'hut', ica: 'ICA210', isic: 'F' },
  { value: 'mining', icon: 'pick', ica: 'ICA100', isic: 'B' },
  { value: 'transport', icon: 'moto', ica: 'ICA220', isic: 'H' },
  { value: 'tourism', icon: 'globe', ica: 'ICA130', isic: 'I' },
  { value: 'culture', icon: 'megaphone', ica: null, isic: 'R' },
  { value: 'services', icon: 'handshake', ica: 'ICA120', isic: 'S' },
] as const;

export const PRIORITY: readonly string[] = priority.sectors;

export const SECTORS = ALL.map((sector) =>
  PRIORITY.includes(sector.value) ? { ...sector, group: 'priority' } : sector,
);
