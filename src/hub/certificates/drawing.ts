/** What a certificate is drawn with: the band of bogolan, the logo, the code. Measures in mm, as on the mock-up. */
import { encode } from 'uqr';
import { CODE_STYLE } from '../../modules/certificates/qr.ts';

type Pdf = PDFKit.PDFDocument;

/** Points of a millimetre. */
export const MM = 72 / 25.4;
export const mm = (value: number): number => value * MM;
export const PAGE = { width: 297, height: 210 } as const;

export const INK = '#15183a';
export const SOFT = '#454964';
export const INDIGO = '#262c72';
export const OCHRE = '#e09a26';
export const OCHRE_INK = '#7a4700';

/** One tile of the band, 12 × 6. */
const TILE = 'M0 5.25 3 1.9 6 4.9 9 1.9 12 5.25M3 4.3V6M9 4.3V6M6 .5 7 1.5 6 2.5 5 1.5z';
const DIAMOND = 'M0-2.6 2.6 0 0 2.6-2.6 0z';

/** Draws in millimetres from a point, turned. */
function at(pdf: Pdf, x: number, y: number, turn: number, draw: () => void, scale = 1): void {
  pdf
    .save()
    .translate(mm(x), mm(y))
    .rotate(turn)
    .scale(MM * scale);
  draw();
  pdf.restore();
}

function tiles(pdf: Pdf, count: number, color: string): void {
  for (let i = 0; i < count; i++) {
    pdf.path(TILE).lineWidth(0.7).stroke(color);
    pdf.translate(12, 0);
  }
}

/** The cloth around the page, 9 mm from its edge, and the thin line inside it. */
export function bogolanFrame(pdf: Pdf): void {
  const [left, top, right, bottom] = [9, 9, PAGE.width - 9, PAGE.height - 9];
  at(pdf, left + 7.5, top, 0, () => tiles(pdf, 22, INDIGO));
  at(pdf, right - 7.5, bottom, 180, () => tiles(pdf, 22, INDIGO));
  at(pdf, left, bottom - 6, -90, () => tiles(pdf, 15, INDIGO));
  at(pdf, right, top + 6, 90, () => tiles(pdf, 15, INDIGO));
  for (const x of [left + 3.6, right - 3.6])
    for (const y of [top + 3.6, bottom - 3.6]) at(pdf, x, y, 0, () => pdf.path(DIAMOND).fill(OCHRE));
  at(pdf, left, top, 0, () => pdf.rect(8.5, 8.5, 262, 175).lineWidth(0.35).stroke(INDIGO));
}

/** A short band under the name. */
export const ruleOf = (pdf: Pdf, x: number, y: number, color: string): void =>
  at(pdf, x - 16.8, y - 1.3, 0, () => tiles(pdf, 7, color), 0.4);

const RING =
  'M39.59 15A18 18 0 0 1 39.59 33M39.59 33A18 18 0 0 1 24 42M24 42A18 18 0 0 1 8.41 33M8.41 33A18 18 0 0 1 8.41 15M8.41 15A18 18 0 0 1 24 6';
const WORD =
  'M12 8v22.5a8.5 8.5 0 0 1-8.5 8.5H2M40.5 20.2a9.5 9.5 0 0 0-7-3.2c-4.6 0-7.7 2.1-7.7 5.4 0 3.4 3 5.4 7.2 5.4h1.6-2c-4.5 0-7.8 2.2-7.8 5.7s3.6 5.5 8.4 5.5c3.2 0 6.1-1.2 8.1-3.6M54 4v35M70.5 17 55 29.5M61.5 24.6 72 39M82 17v12.5a9 9 0 0 0 9.2 9.5 9 9 0 0 0 9.3-9.5V17M100.5 17v22M113 4v35M125.5 17v12.5a9 9 0 0 0 9.2 9.5 9 9 0 0 0 9.3-9.5V17M144 17v22';
const NODES = [
  [24, 6],
  [39.59, 15],
  [39.59, 33],
  [24, 42],
  [8.41, 33],
  [8.41, 15],
] as const;

/** The logo of Jɛkulu, 50 mm wide. */
export function logo(pdf: Pdf, x: number, y: number): void {
  const draw = (): void => {
    pdf.path(RING).lineWidth(3.2).stroke(INDIGO);
    for (const [cx, cy] of NODES) pdf.circle(cx, cy, 4.5).fill(INDIGO);
    pdf.circle(33, 8.41, 3).fill(OCHRE);
    pdf.translate(59, 2).path(WORD).lineCap('round').lineJoin('round').lineWidth(5.6).stroke(INDIGO);
  };
  at(pdf, x, y, 0, draw, 50 / 208);
}

/** The code, drawn row by row in runs of squares. */
export function drawCode(pdf: Pdf, text: string, x: number, y: number, side: number): void {
  const { data, size } = encode(text, { ...CODE_STYLE, border: 0 });
  const one = mm(side) / size;
  for (const [row, squares] of data.entries())
    for (let from = 0; from < size; from++) {
      let to = from;
      while (to < size && squares[to]) to++;
      if (to > from) pdf.rect(mm(x) + from * one, mm(y) + row * one, (to - from) * one, one);
      from = to;
    }
  pdf.fill('#000');
}
