/** Sectors in which enterprises work. A programme names its own among them: one outside is warned of, never refused. */
export const SECTORS = [
  { value: 'agro', icon: 'hoe' },
  { value: 'craft', icon: 'loom' },
  { value: 'food', icon: 'calabash' },
  { value: 'sanitation', icon: 'sprout' },
  { value: 'building', icon: 'hut' },
  { value: 'health', icon: 'heart' },
  { value: 'education', icon: 'book' },
  { value: 'trade', icon: 'stall' },
  { value: 'transport', icon: 'moto' },
  { value: 'other', icon: 'more' },
] as const;

/** The sustainable development goals of the United Nations (resolution 70/1, 25 September 2015), by their number. */
const DRAWN =
  'cauris calabash heart book gender sprout today pot settings people hut stall globe fish tree flag handshake';
export const GOALS = DRAWN.split(' ').map((icon, at) => ({ value: String(at + 1), icon }));
