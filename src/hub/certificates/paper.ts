/**
 * Certificates on paper: A4 landscape, one page each, in one PDF however many there are. Pages leave as they are drawn, so that three hundred take
 * no more memory than a few.
 */
import type { Facts } from '../../modules/certificates/credential.ts';
import { bogolanFrame, drawCode, INDIGO, INK, logo, MM, mm, OCHRE, OCHRE_INK, PAGE, ruleOf, SOFT } from './drawing.ts';
import { giveFaces, heightOf, type Type, widthOf, write } from './faces.ts';

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
  /** Where anybody verifies it: « Vérifiez : jekulu.exemple.ml/verifier ». Not said where the hub's address is not known. */
  readonly where?: string;
  /** Said at the foot where the certificate is not worth anything. */
  readonly note?: string;
}

export interface Signature {
  /** « Pour le réseau ». */
  readonly for: string;
  /** « La présidente du conseil d’administration ». */
  readonly who: string;
}

/** The bytes of one PDF with a page for each paper, as they are asked for. */
export async function* certificatesPdf(
  papers: Iterable<Paper> | AsyncIterable<Paper>,
  title = 'Certificats',
): AsyncGenerator<Uint8Array> {
  // Comes with the first paper: a hub that prints none never loads it.
  const { default: PDFDocument } = await import('pdfkit');
  const pdf = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    autoFirstPage: false,
    lang: 'fr-ML',
    displayTitle: true,
    info: { Title: title, Creator: 'Jɛkulu' },
  });
  await giveFaces(pdf);
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

const typeOf = ({ size, bold }: Line): Type => ({ size: mm(size), bold });

/** One line in a box; the letters grow smaller rather than the words fewer. Sizes and places in mm, `y` the middle of the line. */
function line(pdf: PDFKit.PDFDocument, words: string, x: number, y: number, width: number, how: Line): void {
  const wide = widthOf(pdf, words, typeOf(how));
  const size = mm(how.size) * Math.min(1, mm(width) / wide);
  const type = { ...typeOf(how), size };
  const room = Math.max(0, mm(width) - widthOf(pdf, words, type));
  const shift = how.align === 'right' ? room : how.align === 'center' ? room / 2 : 0;
  pdf.fillColor(how.color ?? INK);
  write(pdf, words, mm(x) + shift, mm(y) - heightOf(pdf, type) / 2, type);
}

/** Words on as few lines as hold them, about as long as each other; more than `most` lines and the letters grow smaller instead. */
function broken(pdf: PDFKit.PDFDocument, words: string, width: number, how: Line, most: number): readonly string[] {
  const parts = words.split(' ').filter((part) => part !== '');
  const wide = (from: number, to: number): number => widthOf(pdf, parts.slice(from, to).join(' '), typeOf(how));
  /** The cuts that make the longest of so many lines as short as can be. */
  const cut = (from: number, lines: number): { readonly longest: number; readonly at: readonly number[] } => {
    if (lines === 1) return { longest: wide(from, parts.length), at: [] };
    let best = { longest: Number.POSITIVE_INFINITY, at: [] as readonly number[] };
    for (let to = from + 1; to < parts.length; to++) {
      const rest = cut(to, lines - 1);
      const longest = Math.max(wide(from, to), rest.longest);
      if (longest < best.longest) best = { longest, at: [to, ...rest.at] };
    }
    return best;
  };
  for (let lines = 1; ; lines++) {
    const { longest, at } = cut(0, lines);
    if (longest > mm(width) && lines < most && lines < parts.length) continue;
    return [0, ...at].map((from, i) => parts.slice(from, at[i] ?? parts.length).join(' '));
  }
}

/** Lines one under the other, all in the size that the longest of them needs. @param step from one to the next. @returns where the next would stand. */
function lines(
  pdf: PDFKit.PDFDocument,
  words: string,
  x: number,
  y: number,
  width: number,
  how: Line & { readonly step: number; readonly most: number },
): number {
  const parts = broken(pdf, words, width, how, how.most);
  const longest = Math.max(...parts.map((part) => widthOf(pdf, part, typeOf(how))));
  const size = longest > mm(width) ? (how.size * mm(width)) / longest : how.size;
  for (const [n, part] of parts.entries()) line(pdf, part, x, y + n * how.step, width, { ...how, size });
  return y + parts.length * how.step;
}

const LEFT = 31;
const RIGHT = PAGE.width - 31;
const WIDTH = RIGHT - LEFT;
const CODE = 27;
/** Of a place to sign, and from one to the next. */
const SIGN = { width: 60, step: 72 } as const;
/** What stands left of the code. */
const SIDE = { x: RIGHT - CODE - 4 - 66, width: 66 } as const;

function draw(pdf: PDFKit.PDFDocument, paper: Paper): void {
  const { facts } = paper;
  bogolanFrame(pdf);
  logo(pdf, LEFT, 25);
  const head = { size: 3.6, color: SOFT, align: 'right', step: 4.8, most: 2 } as const;
  let y = lines(pdf, facts.issuer, LEFT + 60, 28.5, WIDTH - 60, { ...head, size: 4, bold: true, color: INK });
  for (const words of paper.above) y = lines(pdf, words, LEFT + 60, y, WIDTH - 60, head);

  const center = (words: string, y: number, how: Omit<Line, 'align'>) =>
    line(pdf, words, LEFT, y, WIDTH, { ...how, align: 'center' });
  center('Certificat de formation, remis à', 65, { size: 5, color: OCHRE_INK });
  // A name is never cut and stays large: on two lines where one would make it small.
  const name = { size: 16, bold: true, align: 'center', step: 13.5 } as const;
  const two = { ...name, size: 11.5, most: 2 } as const;
  if (broken(pdf, facts.name, WIDTH, two, 2).length === 1)
    lines(pdf, facts.name, LEFT, 84, WIDTH, { ...name, most: 1 });
  else lines(pdf, facts.name, LEFT, 77, WIDTH, two);
  // Below what hangs from Arabic letters.
  ruleOf(pdf, PAGE.width / 2, 102.5, OCHRE);
  center(`${paper.born ? `${paper.born}, ` : ''}pour avoir suivi et réussi la formation`, 111, { size: 5 });
  const title = { size: 6.4, bold: true, align: 'center', step: 8.5, most: 2 } as const;
  y = lines(pdf, facts.achievement.name, LEFT, 120, WIDTH, title);
  if (facts.done) center(facts.done, y, { size: 5 });

  for (const [i, { for: whom, who }] of paper.signatures.entries()) {
    const x = LEFT + i * SIGN.step;
    pdf
      .moveTo(mm(x), mm(166))
      .lineTo(mm(x + SIGN.width), mm(166))
      .lineWidth(0.4 * MM)
      .stroke(INK);
    const below = lines(pdf, whom, x, 170.8, SIGN.width, { size: 4, bold: true, step: 5, most: 2 });
    if (who !== '') lines(pdf, who, x, below, SIGN.width, { size: 3.6, step: 4.8, most: below > 176 ? 2 : 3 });
  }

  const side = { size: 3.6, align: 'right', step: 4.8, most: 2 } as const;
  y = lines(pdf, `Nº ${facts.number}`, SIDE.x, 170.8, SIDE.width, { ...side, size: 4, bold: true, step: 5.2, most: 1 });
  y = lines(pdf, paper.made, SIDE.x, y, SIDE.width, side);
  lines(pdf, paper.where ?? 'Se vérifie même sans réseau', SIDE.x, y, SIDE.width, side);
  drawCode(pdf, paper.code, RIGHT - CODE, 184 - CODE, CODE);
  if (paper.note) center(paper.note, 205, { size: 3.4, bold: true, color: OCHRE_INK });
  pdf.fillColor(INDIGO);
}
