/**
 * What a newer build brings under another name only. A file is named after all it may bring in, so that one changed line gives new names to most of them;
 * what is new of the others are the names they hold. They are made here from those that are kept: only what changed comes over the line.
 */

/** A script as another one names it; as the build reads them (`scripts/parts.mjs`). */
const NAME = /\.\/[a-z-]+-[0-9A-F]{8}\.js/g;

/** Path of a file that names others → what it is but for their names, and which of all files it names, in the order in which they first stand there. */
export type Nameless = Readonly<Record<string, readonly [own: string, ...names: readonly number[]]>>;

const namesIn = (text: string): readonly string[] => [...new Set(text.match(NAME))];

/** Eight digits of what a script is when each name in it is only the how-manieth. */
async function ownOf(text: string): Promise<string> {
  const names = namesIn(text);
  const bytes = new TextEncoder().encode(text.replace(NAME, (name) => String(names.indexOf(name))));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The scripts that some caches hold, by what they are but for names. One that cannot be read is fetched: it must not keep a newer build away. */
export async function scriptsIn(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (!request.url.endsWith('.js')) continue;
      const reading = cache.match(request).then((kept) => kept?.text());
      const text = await reading.catch(() => undefined);
      if (text !== undefined) found.set(await ownOf(text), text);
    }
  }
  return found;
}

/**
 * A file of this build, from the same of another; undefined where there is none.
 * @param files all of this build. @param before what is kept of others.
 */
export function renamed(
  path: string,
  files: readonly string[],
  nameless: Nameless,
  before: ReadonlyMap<string, string>,
): Response | undefined {
  const [own = '', ...places] = nameless[path] ?? [];
  const text = before.get(own);
  if (text === undefined) return undefined;
  const names = namesIn(text);
  const now = text.replace(NAME, (name) => `.${files[places[names.indexOf(name)] as number]}`);
  return new Response(now, { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
}
