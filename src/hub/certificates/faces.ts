/** Words on a page in the letters they are written in: a font for each script, from left to right or the other way, on one line. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Face } from '../../modules/certificates/letters.ts';
import { type Run, runsOf } from './runs.ts';

type Pdf = PDFKit.PDFDocument;

/** Of each script, regular and bold; N’Ko and Tifinagh have one alone. Files of the packages `@expo-google-fonts/…`. */
export const FILES: { readonly [face in Face]: readonly [string, string] } = {
  text: ['noto-sans/400Regular/NotoSans_400Regular.ttf', 'noto-sans/700Bold/NotoSans_700Bold.ttf'],
  arabic: [
    'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf',
    'noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf',
  ],
  nko: one('noto-sans-nko/400Regular/NotoSansNKo_400Regular.ttf'),
  tifinagh: one('noto-sans-tifinagh/400Regular/NotoSansTifinagh_400Regular.ttf'),
};
function one(file: string): readonly [string, string] {
  return [file, file];
}

export interface Type {
  /** In points. */
  readonly size: number;
  readonly bold?: boolean | undefined;
}

let files: Promise<ReadonlyMap<string, Buffer>> | null = null;

/** Gives a document its fonts. The files are read with the first one; a page holds of them the letters it shows. */
export async function giveFaces(pdf: Pdf): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  files ??= Promise.all(
    [...new Set(Object.values(FILES).flat())].map(
      async (file) => [file, await readFile(resolve(`@expo-google-fonts/${file}`))] as const,
    ),
  ).then((read) => new Map(read));
  for (const [file, bytes] of await files) pdf.registerFont(file, bytes);
}

type Align = 'left' | 'right' | 'center';

const isLatin = (runs: readonly Run[]): boolean => runs.every(({ face }) => face === 'text');
const choose = (pdf: Pdf, face: Face, { size, bold }: Type): Pdf => pdf.font(FILES[face][bold ? 1 : 0]).fontSize(size);

// Arabic and N’Ko are shaped whole: word by word, as pdfkit does of itself, their words would run from left to right.
const whole = (face: Face) => (face === 'text' ? {} : { features: [] });

/** Width of one line, in points. */
export const widthOf = (pdf: Pdf, words: string, type: Type): number =>
  runsOf(words).reduce((sum, { face, text }) => sum + choose(pdf, face, type).widthOfString(text, whole(face)), 0);

/** Height of a line of Latin letters, in points: what other letters have besides hangs below it. */
export const heightOf = (pdf: Pdf, type: Type): number => choose(pdf, 'text', type).currentLineHeight();

/** Writes one line. All these fonts stand equally far below their top. @param x its left. @param y its top, in points. */
export function write(pdf: Pdf, words: string, x: number, y: number, type: Type): void {
  const runs = runsOf(words);
  // Who copies or hears the line has it as it is written, not as it is drawn.
  const told = !isLatin(runs);
  if (told) pdf.markContent('Span', { actual: words });
  let at = x;
  for (const { face, text } of runs) {
    choose(pdf, face, type).text(text, at, y, { lineBreak: false, ...whole(face) });
    at += pdf.widthOfString(text, whole(face));
  }
  if (told) pdf.endMarkedContent();
}

/** Writes on as many lines as it needs. In points, `y` the top. @returns where the next line would stand. */
export function writeAll(
  pdf: Pdf,
  words: string,
  x: number,
  y: number,
  width: number,
  type: Type & { readonly align?: Align | undefined },
): number {
  const align = type.align ?? 'left';
  // pdfkit breaks lines, of one font that runs from left to right.
  if (isLatin(runsOf(words))) return choose(pdf, 'text', type).text(words, x, y, { width, align }).y;
  let [line, next] = ['', y];
  const put = (): void => {
    const room = Math.max(0, width - widthOf(pdf, line, type));
    write(pdf, line, x + (align === 'right' ? room : align === 'center' ? room / 2 : 0), next, type);
    next += heightOf(pdf, type);
  };
  for (const word of words.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(pdf, longer, type) > width) {
      put();
      line = word;
    } else line = longer;
  }
  put();
  return next;
}
