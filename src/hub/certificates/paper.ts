/**
 * Certificates on paper: A4 landscape, one page each, in one PDF however many there are. Pages leave as they are drawn, so that three hundred take
 * no more memory than a few. Noto Sans has every letter of the languages of Mali that are written in Latin script.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Facts } from '../../modules/certificates/credential.ts';
import { bogolanFrame, drawCode, INDIGO, INK, logo, MM, mm, OCHRE, OCHRE_INK, PAGE, ruleOf, SOFT } from './drawing.ts';

/** What is printed besides what is signed. */
export interface Paper {
  readonly facts: Facts;
  /** What stands in the code. */
  readonly code: string;
  /** « Programme « Jeunes et économie sociale et solidaire » », « Cohorte Ségou 2, du 11 janvier au 5 mars 2027 ». */
  readonly above: readonly string[];
  /** « née vers 2003 à Sansanding ». */
  readonly born?: string;
  /** Where it was made, and the day in words: « Fait à Ségou, le 11 mars 2027 ». */
  readonly made: string;
  readonly signatures: readonly [Signature, Signature];
  /** Said at the foot where the certificate is not worth anything. */
  readonly note?: string;
}

export interface Signature {
  /** « Pour le réseau ». */
  readonly for: string;
  /** « La présidente du conseil d’administration ». */
  readonly who: string;
}

const FONT = '@expo-google-fonts/noto-sans';
const FACES = { text: '400Regular/NotoSans_400Regular.ttf', bold: '700Bold/NotoSans_700Bold.ttf' } as const;

let faces: Promise<{ readonly [face in keyof typeof FACES]: Buffer }> | null = null;
const bringFaces = () => {
  const { resolve } = createRequire(import.meta.url);
  const read = (face: keyof typeof FACES) => readFile(resolve(`${FONT}/${FACES[face]}`));
  faces ??= Promise.all([read('text'), read('bold')]).then(([text, bold]) => ({ text, bold }));
  return faces;
};

/** The bytes of one PDF with a page for each paper, as they are asked for. */
export async function* certificatesPdf(
  papers: Iterable<Paper> | AsyncIterable<Paper>,
  title = 'Certificats',
): AsyncGenerator<Uint8Array> {
  // Comes with the first paper: a hub that prints none never loads it.
  const [{ default: PDFDocument }, { text, bold }] = await Promise.all([import('pdfkit'), bringFaces()]);
  const pdf = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    autoFirstPage: false,
    lang: 'fr-ML',
    displayTitle: true,
    info: { Title: title, Creator: 'Jɛkulu' },
  });
  pdf.registerFont('text', text);
  pdf.registerFont('bold', bold);
  for await (const paper of papers) {
    pdf.addPage();
    draw(pdf, paper);
    yield* waiting(pdf);
  }
  pdf.end();
  for await (const chunk of pdf) yield chunk as Uint8Array;
}

/** What is ready now. */
function* waiting(pdf: PDFKit.PDFDocument): Generator<Uint8Array> {
  for (let chunk = pdf.read(); chunk !== null; chunk = pdf.read()) yield chunk as Uint8Array;
}

interface Line {
  readonly size: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: 'left' | 'center' | 'right';
}

/** One line in a box; the letters grow smaller rather than the words fewer. Sizes and places in mm, `y` the middle of the line. */
function line(pdf: PDFKit.PDFDocument, words: string, x: number, y: number, width: number, how: Line): void {
  pdf.font(how.bold ? 'bold' : 'text').fontSize(mm(how.size));
  const wide = pdf.widthOfString(words);
  if (wide > mm(width)) pdf.fontSize((mm(how.size) * mm(width)) / wide);
  const room = Math.max(0, mm(width) - pdf.widthOfString(words));
  const shift = how.align === 'right' ? room : how.align === 'center' ? room / 2 : 0;
  pdf.fillColor(how.color ?? INK).text(words, mm(x) + shift, mm(y) - pdf.currentLineHeight() / 2, { lineBreak: false });
}

/** Words on two lines at most, cut where they are about as long. */
function halves(pdf: PDFKit.PDFDocument, words: string, width: number, how: Line): readonly string[] {
  pdf.font(how.bold ? 'bold' : 'text').fontSize(mm(how.size));
  if (pdf.widthOfString(words) <= mm(width)) return [words];
  const parts = words.split(' ');
  const cut = parts.findIndex((_, i) => parts.slice(0, i + 1).join(' ').length >= words.length / 2);
  return [parts.slice(0, cut + 1).join(' '), parts.slice(cut + 1).join(' ')].filter((part) => part !== '');
}

const LEFT = 31;
const RIGHT = PAGE.width - 31;
const WIDTH = RIGHT - LEFT;
const CODE = 27;

function draw(pdf: PDFKit.PDFDocument, paper: Paper): void {
  const { facts } = paper;
  bogolanFrame(pdf);
  logo(pdf, LEFT, 25);
  for (const [i, words] of paper.above.entries())
    line(pdf, words, LEFT + 60, 28.5 + i * 5, WIDTH - 60, { size: 3.6, color: SOFT, align: 'right' });

  const center = (words: string, y: number, how: Omit<Line, 'align'>) =>
    line(pdf, words, LEFT, y, WIDTH, { ...how, align: 'center' });
  center('Certificat de formation, remis à', 65, { size: 5, color: OCHRE_INK });
  // A name is never cut and stays large: on two lines where one would make it small.
  const name = { size: 16, bold: true };
  const parts = halves(pdf, facts.name, WIDTH * 1.3, name);
  if (parts.length === 1) center(facts.name, 84, name);
  else for (const [n, part] of parts.entries()) center(part, 79 + n * 13, { ...name, size: 11 });
  ruleOf(pdf, PAGE.width / 2, 101, OCHRE);
  center(`${paper.born ? `${paper.born}, ` : ''}pour avoir suivi et réussi la formation`, 111, { size: 5 });
  center(facts.achievement.name, 120, { size: 6.4, bold: true });
  if (facts.done) center(facts.done, 128.5, { size: 5 });

  for (const [i, { for: whom, who }] of paper.signatures.entries()) {
    const x = LEFT + i * 77;
    pdf
      .moveTo(mm(x), mm(166))
      .lineTo(mm(x + 63), mm(166))
      .lineWidth(0.4 * MM)
      .stroke(INK);
    line(pdf, whom, x, 170.8, 63, { size: 4, bold: true });
    for (const [n, words] of halves(pdf, who, 63, { size: 3.6 }).entries())
      line(pdf, words, x, 176.3 + n * 5, 63, { size: 3.6 });
  }

  const side = { size: 3.6, align: 'right' } as const;
  line(pdf, `Nº ${facts.number}`, RIGHT - 85, 170.8, 54, { size: 4, bold: true, align: 'right' });
  line(pdf, paper.made, RIGHT - 85, 176.3, 54, side);
  line(pdf, 'Se vérifie même sans réseau', RIGHT - 85, 181.3, 54, side);
  drawCode(pdf, paper.code, RIGHT - CODE, 184 - CODE, CODE);
  if (paper.note) line(pdf, paper.note, LEFT, 205, WIDTH, { size: 3, color: SOFT, align: 'center' });
  pdf.fillColor(INDIGO);
}
