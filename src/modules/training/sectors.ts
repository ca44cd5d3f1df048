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
export const GOALS = [
  { value: '1', icon: 'cauris' },
  { value: '2', icon: 'calabash' },
  { value: '3', icon: 'heart' },
  { value: '4', icon: 'book' },
  { value: '5', icon: 'gender' },
  { value: '6', icon: 'sprout' },
  { value: '7', icon: 'today' },
  { value: '8', icon: 'pot' },
  { value: '9', icon: 'settings' },
  { value: '10', icon: 'people' },
  { value: '11', icon: 'hut' },
  { value: '12', icon: 'stall' },
  { value: '13', icon: 'globe' },
  { value: '14', icon: 'fish' },
  { value: '15', icon: 'tree' },
  { value: '16', icon: 'flag' },
  { value: '17', icon: 'handshake' },
] as const;
