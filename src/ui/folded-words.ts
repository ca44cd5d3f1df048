/**
 * Reads the words of the app as they travel: `scripts/catalogues.mjs` writes them so at the build. A catalogue is one line a text. Each key says what
 * it has beyond the one before: a dot for every part of that one it does not share, then its own parts.
 *
 * ```
 * .type.programme=Programme de formation
 * many=Programmes de formation            type.programme.many
 * ...programme.none=Pas encore.           programme.none
 * ```
 */
type Catalogue = { readonly [key: string]: string };

/** A catalogue of which keys and texts were folded. */
export function unfolded(lines: string): Catalogue {
  const words: Record<string, string> = {};
  let key = '';
  for (const line of lines.split('\n')) {
    const end = line.indexOf('=');
    let own = 0;
    for (; line[own] === '.'; own++) key = key.slice(0, Math.max(0, key.lastIndexOf('.')));
    key = `${key && `${key}.`}${line.slice(own, end)}`;
    words[key] = line.slice(end + 1);
  }
  return words;
}

/** The texts of another language, which stand in the order of the French: its keys are theirs. */
export function named(french: Catalogue, texts: string): Catalogue {
  const lines = texts.split('\n');
  return Object.fromEntries(Object.keys(french).map((key, at) => [key, lines[at] as string]));
}
