/** A presentation pack on paper: two A4 pages, the way the young people took and who they are. Figures only, never a name. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Line, PackWords } from '../../modules/training/pack-words.ts';
import { formatNumber } from '../../ui/i18n.ts';
import { INDIGO, INK, logo, mm, OCHRE, OCHRE_INK, SOFT } from '../certificates/drawing.ts';

type Pdf = PDFKit.PDFDocument;
const FONT = '@expo-google-fonts/noto-sans';
const LEFT = 20;
const WIDTH = 170;
const PALE = '#dcdff5';
const MID = '#8f95d6';
const GREY = '#74788f';

export interface Pack {
  readonly programme: string;
  readonly network: string;
  readonly demo: boolean;
  readonly language: 'fr' | 'en';
}

/** The bytes of the PDF, as they are drawn. */
export async function* packPdf(words: PackWords, pack: Pack): AsyncGenerator<Uint8Array> {
  const { resolve } = createRequire(import.meta.url);
  const face = (name: string): Promise<Buffer> => readFile(resolve(`${FONT}/${name}`));
  const [{ default: PDFDocument }, text, bold] = await Promise.all([
    import('pdfkit'),
    face('400Regular/NotoSans_400Regular.ttf'),
    face('700Bold/NotoSans_700Bold.ttf'),
  ]);
  const lang = pack.language === 'en' ? 'en' : 'fr-ML';
  const info = { Title: `${words.title} · ${pack.programme}`, Creator: 'Jɛkulu' };
  const pdf = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, lang, displayTitle: true, info });
  pdf.registerFont('text', text);
  pdf.registerFont('bold', bold);
  way(pdf, words, pack);
  people(pdf, words, pack);
  pdf.end();
  for await (const chunk of pdf) yield chunk as Uint8Array;
}

interface How {
  readonly size: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: 'left' | 'right' | 'center';
}

/** Words in a box, on as many lines as they need; where they end, in mm. */
function say(pdf: Pdf, words: string, x: number, y: number, width: number, how: How): number {
  pdf
    .font(how.bold ? 'bold' : 'text')
    .fontSize(mm(how.size))
    .fillColor(how.color ?? INK);
  pdf.text(words, mm(x), mm(y), { width: mm(width), align: how.align ?? 'left' });
  return (pdf.y * 25.4) / 72;
}

function frame(pdf: Pdf, words: PackWords, pack: Pack, page: number): void {
  pdf.addPage();
  logo(pdf, LEFT, 14);
  say(pdf, pack.network, LEFT + 60, 17, WIDTH - 60, { size: 3.6, color: SOFT, align: 'right' });
  pdf.rect(mm(LEFT), mm(29), mm(WIDTH), mm(0.8)).fill(OCHRE);
  if (pack.demo) say(pdf, words.demo, LEFT, 272, WIDTH, { size: 3.4, color: OCHRE_INK });
  say(pdf, words.received, LEFT, 278, WIDTH - 30, { size: 3.4, color: SOFT });
  say(pdf, words.page(page, 2), LEFT + WIDTH - 30, 278, 30, { size: 3.4, color: SOFT, align: 'right' });
}

function way(pdf: Pdf, words: PackWords, pack: Pack): void {
  frame(pdf, words, pack, 1);
  let y = say(pdf, pack.programme, LEFT, 34, WIDTH, { size: 7, bold: true, color: INDIGO });
  y = say(pdf, words.sum, LEFT, y + 5, WIDTH, { size: 9.5, bold: true });
  y = say(pdf, [words.women, words.rule].filter((one) => one !== '').join('. '), LEFT, y + 1, WIDTH, { size: 4 });
  y = say(pdf, `${words.received} ${words.frozen}`, LEFT, y + 2, WIDTH, { size: 3.6, color: SOFT });
  y = say(pdf, words.path.title, LEFT, y + 7, WIDTH, { size: 5.4, bold: true, color: INDIGO }) + 2;
  legend(pdf, words, y);
  y += 8;
  for (const line of words.path.lines) y = bar(pdf, line, words.path.widest, y, GREY);
  if (words.after.lines.length === 0) return;
  y = say(pdf, words.after.title, LEFT, y + 5, WIDTH, { size: 5.4, bold: true, color: INDIGO }) + 3;
  for (const line of words.after.lines) y = bar(pdf, line, words.after.widest, y, INDIGO);
}

function legend(pdf: Pdf, words: PackWords, y: number): void {
  for (const [i, label] of words.legend.entries()) {
    pdf.rect(mm(LEFT + i * 40), mm(y + 0.8), mm(3.4), mm(3.4)).fill([INDIGO, MID, GREY][i] ?? GREY);
    say(pdf, label, LEFT + 5 + i * 40, y, 60, { size: 3.6, color: SOFT });
  }
}

/** @param whole its colour where women are not told apart. */
function bar(pdf: Pdf, line: Line, widest: number, y: number, whole: string): number {
  say(pdf, line.label, LEFT, y, 90, { size: 4.2 });
  say(pdf, formatNumber(line.n), LEFT + 90, y - 0.4, 30, { size: 4.8, bold: true, align: 'right' });
  say(pdf, line.of, LEFT + 122, y + 0.3, WIDTH - 122, { size: 3.6, color: SOFT });
  const width = (n: number): number => (mm(WIDTH) * n) / widest;
  pdf.rect(mm(LEFT), mm(y + 7), mm(WIDTH), mm(5)).fill(PALE);
  pdf.rect(mm(LEFT), mm(y + 7), width(line.n), mm(5)).fill(line.women === null ? whole : MID);
  if (line.women !== null) pdf.rect(mm(LEFT), mm(y + 7), width(line.women), mm(5)).fill(INDIGO);
  return y + 16;
}

function people(pdf: Pdf, words: PackWords, pack: Pack): void {
  frame(pdf, words, pack, 2);
  let y = say(pdf, words.whoTitle, LEFT, 34, WIDTH, { size: 7, bold: true, color: INDIGO }) + 4;
  for (const { title, rows } of words.who) {
    if (rows.length === 0) continue;
    y = say(pdf, title, LEFT, y, WIDTH, { size: 4.4, bold: true }) + 1;
    for (const [label, n] of rows) {
      say(pdf, label, LEFT, y, WIDTH - 40, { size: 4 });
      y = say(pdf, n, LEFT + WIDTH - 40, y, 40, { size: 4, bold: true, align: 'right' }) + 1;
      pdf.rect(mm(LEFT), mm(y - 0.5), mm(WIDTH), mm(0.2)).fill(PALE);
    }
    y += 4;
  }
  y = say(pdf, words.howTitle, LEFT, Math.max(y + 2, 212), WIDTH, { size: 5, bold: true, color: INDIGO }) + 1;
  for (const line of words.how) y = say(pdf, line, LEFT, y, WIDTH, { size: 3.8, color: SOFT }) + 1;
}
