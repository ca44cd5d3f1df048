/** How many slips of the finger separate two words: a letter more, less, another, or two swapped. */

/** Rows of the table, kept between calls: words are compared by the hundred thousand. */
let before = new Uint16Array(64);
let last = new Uint16Array(64);
let row = new Uint16Array(64);

/** Optimal string alignment distance; `most + 1` as soon as it is larger than `most`. */
export function slips(a: string, b: string, most: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let start = 0;
  while (start < a.length && start < b.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const [height, width] = [endA - start, endB - start];
  if (height === 0 || width === 0) return Math.min(most + 1, height + width);
  if (most === 1) return height + width === 2 || swapped(a, b, start, height, width) ? 1 : 2;
  if (width >= last.length) [before, last, row] = [before, last, row].map(() => new Uint16Array(width * 2)) as Rows;
  for (let j = 0; j <= width; j++) last[j] = j;
  for (let i = 1; i <= height; i++) {
    const letter = a.charCodeAt(start + i - 1);
    let least = i;
    row[0] = i;
    for (let j = 1; j <= width; j++) {
      const other = b.charCodeAt(start + j - 1);
      let cost = Math.min(last[j - 1]! + (letter === other ? 0 : 1), last[j]! + 1, row[j - 1]! + 1);
      if (
        i > 1 &&
        j > 1 &&
        letter === b.charCodeAt(start + j - 2) &&
        other === a.charCodeAt(start + i - 2) &&
        before[j - 2]! + 1 < cost
      ) {
        cost = before[j - 2]! + 1;
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(most + 1, last[width]!);
}

const swapped = (a: string, b: string, at: number, height: number, width: number): boolean =>
  height === 2 && width === 2 && a[at] === b[at + 1] && a[at + 1] === b[at];

type Rows = [typeof before, typeof last, typeof row];

/** Slips that are forgiven in a word of this length: none in a short one, where every letter makes another word. */
export const forgiven = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** The letters a word is made of, one bit each (digits and other letters share bits with them). */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

/** A slip changes at most two letters of a word: words whose letters differ by more need not be compared. False says nothing. */
export function surelyFurther(a: number, b: number, most: number): boolean {
  let bits = a ^ b;
  for (let left = 2 * most; bits !== 0; bits &= bits - 1) if (left-- === 0) return true;
  return false;
}
