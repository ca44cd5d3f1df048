/** One name for one place in figures. The map that knows it comes on its own: until then a place is called as it was said. */
type Namer = (text: string, area: string) => string;

let namer: Namer | null = null;
const known = new Map<string, string>();

/** Called once the map is here. */
export function callPlaces(by: Namer): void {
  namer = by;
  known.clear();
}

/** Thousands of people live in the same few places. */
export function placeCalled(text: string, area: string): string {
  if (!namer || (text === '' && area === '')) return text;
  const key = `${area} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const name = namer(text, area);
  known.set(key, name);
  return name;
}
