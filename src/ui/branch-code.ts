/** The path name of a branch that somebody typed: « San-Tominian » → `san-tominian`; null when nothing is left of it, or too much. */
export function branchCode(typed: string): string | null {
  const plain = typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' || plain.length > 40 ? null : plain;
}
