/** Reads back what a PDF of the hub says and where: words, in the order they are drawn, with the box they fill, in millimetres from the top left. */
import { inflateSync } from 'node:zlib';

export interface Said {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** « NotoSans-Regular ». */
  readonly font: string;
  /** What is drawn, by the numbers it has in this document. */
  readonly glyphs: readonly number[];
  /** The whole line as it is written, said where it is drawn otherwise. */
  readonly written?: string;
}

interface Font {
  readonly name: string;
  /** Glyphs as hex of four, to letters. */
  readonly letters: ReadonlyMap<number, string>;
  /** Thousandths of the size. */
  readonly widths: readonly number[];
}

const MM = 25.4 / 72;

/** One list a page. */
export function textOfPdf(bytes: Uint8Array): readonly (readonly Said[])[] {
  const whole = Buffer.from(bytes).toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of whole.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(id, body);
  const at = (id: string | undefined): string => objects.get(id ?? '') ?? '';
  const named = (body: string, name: string): string | undefined =>
    new RegExp(`/${name} \\[?(\\d+) 0 R`).exec(body)?.[1];
  const stream = (id: string | undefined): string => {
    const found = /stream\n([\s\S]*)\nendstream/.exec(at(id))?.[1] ?? '';
    return found === '' ? '' : inflateSync(Buffer.from(found, 'latin1')).toString('latin1');
  };
  const fontOf = (id: string): Font => {
    const letters = new Map<number, string>();
    for (const [, from = '', list = ''] of stream(named(at(id), 'ToUnicode')).matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g))
      for (const [n, code] of [...list.matchAll(/<([^>]*)>/g)].entries())
        letters.set(
          Number.parseInt(from, 16) + n,
          // The points of a letter may be drawn apart from it, and are no letter.
          String.fromCharCode(...(code[1]?.match(/\S+/g) ?? []).map((one) => Number.parseInt(one, 16))),
        );
    const widths = /\/W \[\d+ \[([^\]]*)\]/.exec(at(named(at(id), 'DescendantFonts')))?.[1] ?? '';
    const [, name = ''] = /\/BaseFont \/[A-Z]+\+(\S+)/.exec(at(id)) ?? [];
    return { name, letters, widths: widths.split(' ').map(Number) };
  };
  const fonts = new Map<string, Font>();
  return [...objects.values()]
    .filter((body) => /\/Type \/Page\b/.test(body))
    .map((page) => {
      const height = Number(/\/MediaBox \[0 0 [\d.]+ ([\d.]+)\]/.exec(page)?.[1]);
      const resources = at(named(page, 'Resources'));
      for (const [, name = '', id = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) fonts.set(name, fontOf(id));
      const drawn = stream(named(page, 'Contents'));
      const block =
        /\/ActualText \(((?:\\.|[^\\)])*)\)|(EMC)|BT\n1 0 0 1 ([\d.-]+) ([\d.-]+) Tm\n\/(F\d+) ([\d.]+) Tf\n([\s\S]*?)ET/gs;
      let written: string | undefined;
      return [...drawn.matchAll(block)].flatMap(([, told, end, x, y, name = '', points, shown = '']): Said[] => {
        if (told !== undefined || end) {
          written = told && writtenIn(told);
          return [];
        }
        const { name: font, letters, widths } = fonts.get(name) as Font;
        let [text, wide] = ['', 0];
        const glyphs: number[] = [];
        const part = /<([0-9a-f]+)>|(-?[\d.]+)(?= <|\])|1 0 0 1 ([\d.-]+) [\d.-]+ Tm/g;
        for (const [, hex, shift, to] of shown.matchAll(part)) {
          // A mark stands on its letter, and what comes after goes on from there.
          if (to !== undefined) wide = ((Number(to) - Number(x)) * 1000) / Number(points);
          if (shift !== undefined) wide -= Number(shift);
          for (const [glyph] of (hex ?? '').matchAll(/.{4}/g)) {
            glyphs.push(Number.parseInt(glyph, 16));
            text += letters.get(Number.parseInt(glyph, 16)) ?? '\ufffd';
            wide += widths[Number.parseInt(glyph, 16)] ?? 0;
          }
        }
        const [size, left, base] = [Number(points), Number(x) * MM, (height - Number(y)) * MM];
        // Capitals of Noto Sans with their accents, and what hangs below the line.
        const [top, bottom] = [base - size * 0.9 * MM, base + size * 0.22 * MM];
        const right = left + ((wide * size) / 1000) * MM;
        return [{ text, left, right, top, bottom, font, glyphs, ...(written !== undefined && { written }) }];
      });
    });
}

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
/** A text of PDF: bytes of UTF-16 after a mark, some of them escaped. */
const writtenIn = (told: string): string => {
  const bytes = Buffer.from(
    told.replace(/\\(.)/gs, (_, one: string) => NAMED[one] ?? one),
    'latin1',
  );
  return bytes.subarray(2).swap16().toString('utf16le');
};

/** Pairs of words that lie over each other. */
export const overlaps = (said: readonly Said[]): readonly string[] =>
  said.flatMap((one, at) =>
    said
      .slice(at + 1)
      .filter(
        (other) =>
          one.left < other.right - 0.2 &&
          other.left < one.right - 0.2 &&
          one.top < other.bottom - 0.9 &&
          other.top < one.bottom - 0.9,
      )
      .map((other) => `${one.text} / ${other.text}`),
  );
