/**
 * A line in several scripts, as it is drawn from left to right: N’Ko and Arabic run the other way, and each script has a font of its own. The order is
 * that of the Unicode Bidirectional Algorithm (UAX #9) without its embeddings, which no name holds; as in a `<bdi>`, the first letter says which way
 * the whole line runs.
 */
import { type Face, faceOf } from '../../modules/certificates/letters.ts';

/** Letters of one font that run one way, in the order that pdfkit wants them. */
export interface Run {
  readonly face: Face;
  readonly text: string;
}

/** Numbers beside Arabic letters hold less together than others: `amount`. */
type Way = 'left' | 'right' | 'number' | 'amount';
type Strong = 'left' | 'right' | 'arabic';

/** Most lines have nothing of it, and are one run. */
const OTHER = /[^\u0020-\u052f\u1e00-\u20bf]/;
const RIGHT = /(?=[\p{scx=Nko}\p{scx=Arabic}])\p{L}|[\u07c0-\u07c9\u061b\u061f\u200f]/u;
const ARABIC = /(?=\p{scx=Arabic})\p{L}|[\u061b\u061f]/u;
const ARABIC_DIGIT = /[\u0660-\u0669]/;
const DIGIT = /\p{Nd}/u;
const LEFT = /\p{L}|\p{N}|\u200e/u;
const MARK = /\p{M}|[\u200c\u200d]/u;
/** What holds a number together: a date, a sum. */
const WITHIN = { number: /[+\-,./:\u00a0\u202f]/, amount: /[,./:\u00a0\u202f]/ };
/** All the fonts have these: they stay in that of the letter before. */
const SHARED = /[ \u00a0\u200c\u200d]|[\u0300-\u0304\u0306-\u0308\u030a-\u030c\u0326-\u0328]/;
/** pdfkit turns these round by itself, wherever they stand. */
const TURNED = /[\p{Script=Nko}\p{Script=Arabic}]/u;
const BRACKETS = '()[]{}';
const PAIRS = `${BRACKETS}<>«»‹›`;

/** The runs of a line, the leftmost first: one alone, as it was, for a line in Latin letters. */
export function runsOf(line: string): readonly Run[] {
  if (!OTHER.test(line)) return [{ face: 'text', text: line }];
  const letters = [...line];
  const levels = levelsOf(letters);
  const runs: { readonly face: Face; readonly level: number; text: string }[] = [];
  let face: Face = 'text';
  for (const [at, letter] of letters.entries()) {
    if (!SHARED.test(letter)) face = faceOf(letter) ?? 'text';
    const [last, level] = [runs.at(-1), levels[at] as number];
    if (last?.face === face && last.level === level) last.text += letter;
    else runs.push({ face, level, text: letter });
  }
  // From the innermost level out, what stands together on it or above is turned round.
  for (const least of [2, 1])
    for (let from = 0; from < runs.length; from++) {
      let to = from;
      while (to < runs.length && (runs[to]?.level ?? 0) >= least) to++;
      if (to > from) runs.splice(from, to - from, ...runs.slice(from, to).reverse());
      from = to;
    }
  return runs.map(({ face, level, text }) => ({ face, text: asDrawn(text, level === 1) }));
}

/** Of each letter: odd where it runs from right to left, higher inside what runs the other way. */
function levelsOf(letters: readonly string[]): readonly number[] {
  const first = letters.find((letter) => RIGHT.test(letter) || (LEFT.test(letter) && !DIGIT.test(letter))) ?? '';
  const base = RIGHT.test(first) ? 'right' : 'left';
  const ways: (Way | null)[] = [];
  let strong: Strong = base;
  for (const [at, letter] of letters.entries()) {
    const way: Way | null = MARK.test(letter) ? (ways[at - 1] ?? null) : wayOf(letter, strong);
    if (way === 'left' || way === 'right') strong = ARABIC.test(letter) ? 'arabic' : way;
    ways.push(way);
  }
  for (const [at, letter] of letters.entries()) {
    const around = ways[at - 1];
    const number = (around === 'number' || around === 'amount') && around === ways[at + 1];
    if (ways[at] === null && number && WITHIN[around].test(letter)) ways[at] = around;
  }
  const side = (way: Way | null | undefined): Way => (way === 'number' || way === 'amount' ? 'right' : (way ?? base));
  for (const [open, close] of bracketsOf(letters)) {
    const held = ways.slice(open + 1, close).filter((way) => way !== null);
    // Brackets go with the line where they hold anything that does, else with what they hold and stand after.
    const before = side(ways.slice(0, open).findLast((way) => way !== null));
    if (held.length > 0) ways[open] = ways[close] = held.some((way) => side(way) === base) ? base : before;
  }
  for (let from = 0; from < ways.length; from++) {
    let to = from;
    while (to < ways.length && ways[to] === null) to++;
    const before = side(ways[from - 1]);
    ways.fill(before === side(ways[to]) ? before : base, from, to);
    from = to;
  }
  return ways.map((way) => (way === 'right' ? 1 : way === base ? 0 : 2));
}

/** Where each pair opens and closes, in the order they open. */
function bracketsOf(letters: readonly string[]): readonly (readonly [number, number])[] {
  const open: number[] = [];
  const pairs: (readonly [number, number])[] = [];
  for (const [at, letter] of letters.entries()) {
    const kind = BRACKETS.indexOf(letter);
    if (kind >= 0 && kind % 2 === 0) open.push(at);
    const last = kind % 2 === 1 ? open.findLastIndex((from) => letters[from] === BRACKETS[kind - 1]) : -1;
    if (last >= 0) pairs.push([open.splice(last)[0] as number, at]);
  }
  return pairs.sort(([a], [b]) => a - b);
}

/** @param strong which way the last letter before it runs: a number goes with it. */
function wayOf(letter: string, strong: Strong): Way | null {
  if (RIGHT.test(letter)) return 'right';
  if (ARABIC_DIGIT.test(letter)) return 'amount';
  if (DIGIT.test(letter)) return strong === 'left' ? 'left' : strong === 'right' ? 'number' : 'amount';
  return LEFT.test(letter) ? 'left' : null;
}

/** Letter by letter with their marks the other way, where pdfkit would not do as the line does; brackets open toward what they hold. */
function asDrawn(text: string, rightToLeft: boolean): string {
  if (TURNED.test(text) === rightToLeft) return text;
  const letters = text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  const mirror = (letter: string): string => {
    const at = PAIRS.indexOf(letter);
    return at < 0 ? letter : (PAIRS[at ^ 1] as string);
  };
  return letters
    .reverse()
    .map((letter) => (rightToLeft ? mirror(letter) : letter))
    .join('');
}
