/**
 * Reads the words of the app as they travel: `scripts/catalogues.mjs` writes them so at the build. The texts of a catalogue stand by the first part of
 * their keys, one a line, so that a phone unfolds only what it says. Each line has of its key what is beyond the one before: a dot for every part of
 * that one it does not share, then its own parts.
 *
 * ```
 * { programme: '=Programme\n' +       programme
 *              'did.create=Créé\n' +  programme.did.create
 *              '.edit=Changé\n' +     programme.did.edit
 *              '..none=Aucun' }       programme.none
 * ```
 */
type Catalogue = { readonly [key: string]: string };

/** A catalogue as it travels; one that is whole has texts by their keys. */
export interface Folded {
  readonly folded: { readonly [head: string]: string };
}

export const isFolded = (words: Catalogue | Folded): words is Folded => typeof words['folded'] === 'object';

/** The texts whose keys begin with `head`, by their keys. */
export function unfoldedUnder(head: string, lines: string): Catalogue {
  const words: Record<string, string> = {};
  let key = head;
  for (const line of lines.split('\n')) {
    const end = line.indexOf('=');
    let own = 0;
    for (; line[own] === '.'; own++) key = key.slice(0, key.lastIndexOf('.'));
    if (own < end) key += `.${line.slice(own, end)}`;
    words[key] = line.slice(end + 1);
  }
  return words;
}

/** The whole catalogue. */
export const unfolded = ({ folded }: Folded): Catalogue =>
  Object.assign({}, ...Object.entries(folded).map(([head, lines]) => unfoldedUnder(head, lines)));

/** The texts of another language, which stand in the order of the French: its keys are theirs. */
export function named(french: Catalogue, texts: string): Catalogue {
  const lines = texts.split('\n');
  return Object.fromEntries(Object.keys(french).map((key, at) => [key, lines[at] as string]));
}
