/** A presentation pack on paper: A4 pages, the way the young people took, who they are, and the jobs there are. Figures only, never a name. */

import type { AimItem, Line, PackLanguage, PackWords, Told } from '../../modules/training/pack-words.ts';
import { INDIGO, INK, logo, mm, OCHRE, OCHRE_INK, SOFT } from '../certificates/drawing.ts';
import { giveFaces, type Type, widthOf, write, writeAll } from '../certificates/faces.ts';

type Pdf = PDFKit.PDFDocument;
const LEFT = 20;
const WIDTH = 170;
const PALE = '#dcdff5';
const MID = '#8f95d6';
const GREY = '#74788f';

export interface Pack {
  readonly programme: string;
  readonly network: string;
  readonly demo: boolean;
  readonly language: PackLanguage;
}

/** The bytes of the PDF, as they are drawn. */
export async function* packPdf(words: PackWords, pack: Pack): AsyncGenerator<Uint8Array> {
  const { default: PDFDocument } = await import('pdfkit');
  const lang = pack.language === 'fr' ? 'fr-ML' : pack.language;
  const info = { Title: `${words.title} · ${pack.programme}`, Creator: 'Jɛkulu' };
  const pdf = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, lang, displayTitle: true, info });
  await giveFaces(pdf);
  way(pdf, words, pack);
  told(pdf, words, pack, words.who, 2);
  if (words.jobs) told(pdf, words, pack, words.jobs, 3);
  const before = words.jobs ? 4 : 3;
  for (const [at, items] of (words.aims?.pages ?? []).entries()) aims(pdf, words, pack, items, before + at);
  pdf.end();
  for await (const chunk of pdf) yield chunk as Uint8Array;
}

interface How {
  readonly size: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: 'left' | 'right' | 'center';
}

const typeOf = ({ size, bold }: How): Type => ({ size: mm(size), bold });

/** Words in a box, on as many lines as they need; where they end, in mm. */
function say(pdf: Pdf, words: string, x: number, y: number, width: number, how: How): number {
  pdf.fillColor(how.color ?? INK);
  return writeAll(pdf, words, mm(x), mm(y), mm(width), { ...typeOf(how), align: how.align }) / mm(1);
}

const wideAs = (pdf: Pdf, words: string, how: How): number => widthOf(pdf, words, typeOf(how)) / mm(1);

/** Words on one line that end where the box does. */
function end(pdf: Pdf, words: string, right: number, y: number, how: How): void {
  pdf.fillColor(how.color ?? INK);
  write(pdf, words, mm(right - wideAs(pdf, words, how)), mm(y), typeOf(how));
}

const TOP = 33;
/** Nothing of a page goes below: the foot stands there. */
const BOTTOM = 268;
const between = (least: number, n: number, most: number): number => Math.max(least, Math.min(most, n));

function frame(pdf: Pdf, words: PackWords, pack: Pack, page: number): void {
  pdf.addPage();
  logo(pdf, LEFT, 14);
  say(pdf, pack.network, LEFT + 60, 18.4, WIDTH - 60, { size: 3.6, color: SOFT, align: 'right' });
  pdf.rect(mm(LEFT), mm(28), mm(WIDTH), mm(0.8)).fill(OCHRE);
  pdf.rect(mm(LEFT), mm(270), mm(WIDTH), mm(0.2)).fill(MID);
  if (pack.demo) say(pdf, words.demo, LEFT, 272.5, WIDTH, { size: 3.4, bold: true, color: OCHRE_INK });
  say(pdf, words.received, LEFT, 278, WIDTH - 30, { size: 3.4, color: SOFT });
  say(pdf, words.page(page), LEFT + WIDTH - 30, 278, 30, { size: 3.4, color: SOFT, align: 'right' });
}

const HEADING: How = { size: 5.2, bold: true, color: INDIGO };

function way(pdf: Pdf, words: PackWords, pack: Pack): void {
  frame(pdf, words, pack, 1);
  const { path, after } = words;
  let y = say(pdf, words.title, LEFT, TOP, WIDTH, { size: 3.8, bold: true, color: OCHRE_INK });
  y = say(pdf, pack.programme, LEFT, y + 0.5, WIDTH, { size: 6.4, bold: true, color: INDIGO });
  y = say(pdf, words.sum, LEFT, y + 3, WIDTH, { size: 9.5, bold: true });
  const [trained, target] = words.toward;
  track(pdf, LEFT, y + 1, WIDTH, 3);
  pdf.rect(mm(LEFT), mm(y + 1), (mm(WIDTH) * Math.min(trained, target)) / Math.max(1, target), mm(3)).fill(OCHRE);
  y = say(pdf, [words.women, words.rule].filter((one) => one !== '').join('. '), LEFT, y + 5.5, WIDTH, { size: 4 });
  y = say(pdf, `${words.received} ${words.frozen}`, LEFT, y + 1, WIDTH, { size: 3.6, color: SOFT });
  // As much room for each bar as the page leaves them, whatever stands above.
  const heads = 20 + (after.lines.length > 0 ? 13 : 0);
  const step = between(11.5, (BOTTOM - y - heads) / (path.lines.length + after.lines.length), 15.5);
  y = say(pdf, path.title, LEFT, y + 5, WIDTH, HEADING) + 1;
  legend(pdf, words, y);
  y += 7;
  for (const line of path.lines) y = bar(pdf, line, path.widest, y, step, GREY);
  if (after.lines.length === 0) return;
  y = say(pdf, after.title, LEFT, y + 3, WIDTH, HEADING) + 2;
  for (const line of after.lines) y = bar(pdf, line, after.widest, y, step, INDIGO);
}

/** What a bar lies on: seen on any printer. */
const track = (pdf: Pdf, x: number, y: number, width: number, height: number): void => {
  pdf.rect(mm(x), mm(y), mm(width), mm(height)).fill(PALE);
};

/** Only the tones that some bar has. */
function legend(pdf: Pdf, { legend: labels, path }: PackWords, y: number): void {
  const hidden = path.lines.some(({ women }) => women === null);
  const shown = path.lines.some(({ women }) => women !== null);
  let x = LEFT;
  for (const [i, label] of labels.entries()) {
    if (i === 2 ? !hidden : !shown) continue;
    pdf.rect(mm(x), mm(y + 0.8), mm(3.4), mm(3.4)).fill([INDIGO, MID, GREY][i] ?? GREY);
    say(pdf, label, x + 5, y, 80, { size: 3.6, color: SOFT });
    x += 12 + wideAs(pdf, label, { size: 3.6 });
  }
}

/** @param whole its colour where women are not told apart. */
function bar(pdf: Pdf, line: Line, widest: number, y: number, step: number, whole: string): number {
  say(pdf, line.label, LEFT, y, 90, { size: 4.2 });
  const of: How = { size: 3.6, color: SOFT };
  const right = LEFT + WIDTH;
  // In the order it is read aloud, whatever lies left of what.
  const left = line.of === '' ? right : right - wideAs(pdf, line.of, of) - 2;
  if (line.text !== '') end(pdf, line.text, left, y - 0.4, { size: 4.8, bold: true });
  if (line.of !== '') end(pdf, line.of, right, y + 0.6, of);
  const [top, height] = [y + 6, between(3, step - 9.5, 5)];
  const width = (n: number): number => (WIDTH * n) / widest;
  const part = (n: number, color: string): void => {
    pdf.rect(mm(LEFT), mm(top), mm(width(n)), mm(height)).fill(color);
  };
  track(pdf, LEFT, top, WIDTH, height);
  part(line.n, line.women === null ? whole : MID);
  if (line.women !== null) {
    part(line.women, INDIGO);
    // Read in black and white too, where there is room for it.
    if (width(line.women) > 12 && height > 4)
      say(pdf, line.womenText, LEFT + 1.5, top + height / 2 - 2.2, 20, { size: 3.2, bold: true, color: '#fff' });
  }
  return y + step;
}

/** The aims: what was done stands apart from what it changed, and each figure says how it is counted. */
function aims(pdf: Pdf, words: PackWords, pack: Pack, items: readonly AimItem[], page: number): void {
  frame(pdf, words, pack, page);
  let y = say(pdf, words.aims?.title ?? '', LEFT, TOP, WIDTH, { size: 6.4, bold: true, color: INDIGO }) + 2;
  for (const { is, label, text, how } of items) {
    if (is === 'aim') y = say(pdf, label, LEFT, y + 3, WIDTH, { size: 4.6, bold: true }) + 1;
    else if (is === 'level') y = say(pdf, label, LEFT, y + 1, WIDTH, { size: 3.8, bold: true, color: OCHRE_INK }) + 0.5;
    else {
      y = say(pdf, `${label}${words.colon}${text}`, LEFT + 4, y, WIDTH - 4, { size: 4.2 });
      if (how !== '') y = say(pdf, how, LEFT + 4, y, WIDTH - 4, { size: 3.6, color: SOFT });
      y += 1.5;
    }
  }
}

function told(pdf: Pdf, words: PackWords, pack: Pack, what: Told, page: number): void {
  frame(pdf, words, pack, page);
  const groups = what.groups.filter(({ rows }) => rows.length > 0);
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  let y = say(pdf, what.title, LEFT, TOP, WIDTH, { size: 6.4, bold: true, color: INDIGO }) + 3;
  if (what.sum !== '') y = say(pdf, what.sum, LEFT, y, WIDTH, { size: 9.5, bold: true }) + 3;
  const notes = 14 + words.how.length * 6.5;
  const step = between(5.2, (BOTTOM - y - notes - groups.length * 11) / Math.max(1, count), 8);
  const [names, bars] = [80, WIDTH - 80 - 16];
  for (const { title, rows } of groups) {
    y = say(pdf, title, LEFT, y, WIDTH, { size: 4.4, bold: true }) + 1;
    for (const { label, text, n } of rows) {
      // A long name of a place stays on its line, in smaller letters.
      const size = 3.8 * Math.min(1, (names - 2) / wideAs(pdf, label, { size: 3.8 }));
      say(pdf, label, LEFT, y + (3.8 - size) / 2, names, { size });
      if (n !== null) {
        track(pdf, LEFT + names, y + 1, bars, 3.4);
        const wide = (bars * n) / Math.max(1, what.of);
        pdf.rect(mm(LEFT + names), mm(y + 1), mm(wide), mm(3.4)).fill(INDIGO);
      }
      end(pdf, text, LEFT + WIDTH, y, { size: 4, bold: true });
      y += step;
    }
    y += 4;
  }
  // How all of it is counted stands on the page before; a hidden number is explained where it is.
  if (page > 2) {
    say(pdf, words.how.at(-1) ?? '', LEFT, y + 3, WIDTH, { size: 3.8, color: SOFT });
    return;
  }
  y = say(pdf, words.howTitle, LEFT, y + 3, WIDTH, HEADING) + 1;
  for (const line of words.how) y = say(pdf, line, LEFT, y, WIDTH, { size: 3.8, color: SOFT }) + 0.8;
}
