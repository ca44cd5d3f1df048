/** Small choices of this device, not of a person: language, theme, pairs of records put aside, columns of files, what a reader said of Bambara, which browser was found to have all letters. A browser that forbids its storage forgets them, no more. */
type Pref = 'language' | 'theme' | 'aside' | 'bambara' | 'letters' | `columns.${string}`;

export function remembered(pref: Pref): string | null {
  try {
    return localStorage.getItem(`jekulu.${pref}`);
  } catch {
    return null;
  }
}

export function remember(pref: Pref, value: string): void {
  try {
    localStorage.setItem(`jekulu.${pref}`, value);
  } catch {
    // Forgotten at the next opening.
  }
}
