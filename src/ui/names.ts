/** Given name of somebody whose family name is in capitals (« Aïssata COULIBALY »); the whole name when nothing tells them apart. */
export function firstName(name: string): string {
  const given = name.split(/\s+/).filter((word) => word !== word.toUpperCase() || word.length < 2);
  return given.length > 0 ? given.join(' ') : name;
}
