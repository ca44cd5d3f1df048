/**
 * A line in several scripts, as it is drawn from left to right: N’Ko and Arabic run the other way, and each script has a font of its own. The order is
 * that of the Unicode Bidirectional Algorithm (UAX #9), by `bidi-js`; as in a `<bdi>`, the first letter says which way the whole line runs. Here the
 * line is cut where the font changes, and each piece is given to pdfkit as it wants it.
 */
import bidiFactory from 'bidi-js';
import { type Face, faceOf } from '../../modules/certificates/letters.ts';

/** Letters of one font that run one way, in the order that pdfkit wants them. */
export interface Run {
  readonly face: Face;
  readonly text: string;
}

const bidi = bidiFactory();

/** Most lines have nothing of it, and are one run. */
const OTHER = /[^\u0020-\u052f\u1e00-\u20bf]/;
/** All the fonts have these: they stay in that of the letter before. */
const SHARED = /[ \u00a0\u200c\u200d]|[\u0300-\u0304\u0306-\u0308\u030a-\u030c\u0326-\u0328]/;
/** pdfkit turns these round by itself, wherever they stand. */
const TURNED = /[\p{Script=Nko}\p{Script=Arabic}]/u;

/** The runs of a line, the leftmost first: one alone, as it was, for a line in Latin letters. */
export function runsOf(line: string): readonly Run[] {
  if (!OTHER.test(line)) return [{ face: 'text', text: line }];
  const order = bidi.getEmbeddingLevels(line);
  const drawn = bidi.getReorderedIndices(line, order);
  const runs: { readonly face: Face; readonly level: number; readonly place: number; text: string }[] = [];
  let [face, at]: [Face, number] = ['text', 0];
  for (const letter of line) {
    if (!SHARED.test(letter)) face = faceOf(letter) ?? 'text';
    const [last, level] = [runs.at(-1), order.levels[at] as number];
    if (last?.face === face && last.level === level) last.text += letter;
    else runs.push({ face, level, place: drawn.indexOf(at), text: letter });
    at += letter.length;
  }
  return runs
    .sort((a, b) => a.place - b.place)
    .map(({ face, level, text }) => ({ face, text: asDrawn(text, level % 2 === 1) }));
}

/** Letter by letter with their marks the other way, where pdfkit would not do as the line does; brackets open toward what they hold. */
function asDrawn(text: string, rightToLeft: boolean): string {
  if (TURNED.test(text) === rightToLeft) return text;
  const letters = text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  return letters
    .reverse()
    .map((letter) => (rightToLeft ? (bidi.getMirroredCharacter(letter) ?? letter) : letter))
    .join('');
}
