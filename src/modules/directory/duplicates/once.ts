/** What takes a while to make is made when it is first asked for: opening the app asks for none of it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}
