// What the hub prints, read back from the PDF: every word whole, in its order, inside the page and over no other, however long the names are.
import bidiFactory from 'bidi-js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FILES, giveFaces } from '../../src/hub/certificates/faces.ts';
import { certificatesPdf, type Paper } from '../../src/hub/certificates/paper.ts';
import { runsOf } from '../../src/hub/certificates/runs.ts';
import { packPdf } from '../../src/hub/programmes/pack-pdf.ts';
import { faceOf, prints } from '../../src/modules/certificates/letters.ts';
import { codeText, fromCodeText } from '../../src/modules/certificates/qr.ts';
import { PACK_LANGUAGES, packWords } from '../../src/modules/training/pack-words.ts';
import type { Frozen } from '../../src/modules/training/snapshot.ts';
import { FACTS, signedNow } from '../ui/paper-code.ts';
import { overlaps, type Said, textOfPdf } from './pdf-text.ts';

const all = async (parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const kept: Uint8Array[] = [];
  for await (const part of parts) kept.push(part);
  return Buffer.concat(kept);
};
const words = (said: readonly Said[]): string => said.map(({ text, written }) => (written ?? text).trim()).join(' ');
const outside = (said: readonly Said[], [left, top, right, bottom]: readonly [number, number, number, number]) =>
  said
    .filter((one) => one.left < left - 0.1 || one.top < top || one.right > right + 0.1 || one.bottom > bottom)
    .map(({ text }) => text);

const paper = (name: string, more: Partial<Paper> = {}, formation = FACTS.achievement.name): Paper => ({
  facts: { ...FACTS, name, achievement: { ...FACTS.achievement, name: formation } },
  code: `JK1:${'7'.repeat(330)}`,
  above: ['Jeunes et économie sociale et solidaire', 'Ségou 2, 11 janvier 2027 – 5 mars 2027'],
  born: 'née vers 2003',
  made: 'Fait à Ségou, le 11 mars 2027',
  signatures: [
    { for: 'Pour le réseau', who: 'La présidente du conseil d’administration' },
    { for: 'Pour la Ville', who: 'La chargée de l’économie sociale et solidaire' },
  ],
  ...more,
});

it('every letter said to be printable is in the fonts it is drawn in, and no other: a Chinese name and a picture are not', async () => {
  const { default: Pdf } = await import('pdfkit');
  const pdf = new Pdf() as PDFKit.PDFDocument & {
    readonly _font: { readonly font: { readonly characterSet: number[] } };
  };
  await giveFaces(pdf);
  const faces = Object.entries(FILES).map(([face, files]) => {
    const sets = files.map((file) => {
      pdf.font(file);
      // The last is no letter: some fonts have it.
      return new Set(pdf._font.font.characterSet.filter((code) => code >= 0x20 && code !== 0xffff));
    });
    return [face, (code: number) => sets.every((has) => has.has(code))] as const;
  });
  const has = new Map(faces);
  const wrong: string[] = [];
  for (let code = 0; code < 0x20000; code++) {
    const letter = String.fromCodePoint(code);
    const face = faceOf(letter);
    if (face ? !has.get(face)?.(code) : faces.some(([, hasIt]) => hasIt(code))) wrong.push(code.toString(16));
    // Beside a letter of another script it may be drawn in the font of that one.
    for (const before of face ? 'ߊاⴰ' : '')
      for (const run of runsOf(before + letter))
        for (const one of run.text)
          if (!has.get(run.face)?.(one.codePointAt(0) as number)) wrong.push(`${before} ${code.toString(16)}`);
  }
  expect(wrong).toEqual([]);
  expect(['Ŋaɲa SƐƐNƐ, dite « Kɔrɔ »', 'ߊߥߊ', 'ⴰⵡⴰ', 'عائشة', '王芳', 'Awa 🌱'].map(prints)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

/** What pdfkit turns round by itself. */
const TURNED = /[\p{Script=Nko}\p{Script=Arabic}]/u;

// Drawn from left to right as Chromium draws it in a <bdi>. Where a run is in N’Ko or Arabic letters, pdfkit turns it round.
it.each([
  ['Ŋaɲa SƐƐNƐ (2)', 'Ŋaɲa SƐƐNƐ (2)'],
  ['ߊߥߊ ߖߊߟߏ', 'ߊߥߊ ߖߊߟߏ'],
  ['Awa ߊߥߊ', 'Awa |ߊߥߊ'],
  ['Awa ߊߥߊ Diallo', 'Awa |ߊߥߊ| |Diallo'],
  ['ߊߥߊ Awa', 'Awa|ߊߥߊ '],
  ['ߊߥߊ (Awa) ߖߊߟߏ', 'ߖߊߟߏ| (|Awa|)|ߊߥߊ '],
  ['Awa (ߊߥߊ) ߖߊߟߏ', 'Awa (|ߊߥߊ|) |ߖߊߟߏ'],
  ['« ߊߥߊ », 3', '3| ,«|ߊߥߊ | »'],
  ['عائشة ߊߥߊ', 'ߊߥߊ|عائشة '],
  ['عائشة 12/05/2003', '12/05/2003|عائشة '],
  ['عائشة 12-05', '05|-|12|عائشة '],
  ['ߊߥߊ 12-05', '12-05|ߊߥߊ '],
  ['عائشة ١٢', '٢١|عائشة '],
  // A name with its vowels is Arabic for the number behind it too.
  ['عَ 12-05', '05|-|12|عَ '],
  ['née à سيكاسو, vers 2003', 'née à |سيكاسو|, vers 2003'],
  ['ⴰⵡⴰ Awa عائشة', 'ⴰⵡⴰ |Awa |عائشة'],
])('a line in several scripts is drawn in the order in which it is read: %s', (line, drawn) => {
  expect(
    runsOf(line)
      .map(({ text }) => text)
      .join('|'),
  ).toBe(drawn);
});

it('however the fonts cut a line, its letters are drawn in the order that the rules of Unicode give them', () => {
  const bidi = bidiFactory();
  // Each is drawn in letters of another font than its neighbour, or runs another way; marks are shown above.
  const letters = fc.string({ unit: fc.constantFrom(...'Aɛ 12-,/%()«»<ߊߥ߁عاⴰⵡ١٢؟'), minLength: 1, maxLength: 14 });
  fc.assert(
    fc.property(letters, (line) => {
      const drawn = runsOf(line).map(({ text }) => (TURNED.test(text) ? [...text].reverse().join('') : text));
      expect(drawn.join('')).toBe(bidi.getReorderedString(line, bidi.getEmbeddingLevels(line)));
    }),
  );
});

it('a name in any script of Mali is printed in its own letters, joined, in the middle, and told as it is written', async () => {
  const names = [
    ['ߊߥߊ', ['NotoSansNKo-Regular']],
    ['ⴰⵡⴰ ⵓⵍⵜ ⴰⵀⵎⴰⴷ', ['NotoSansTifinagh-Regular']],
    ['عَائِشَة بنت محمد ڤلان', ['NotoNaskhArabic-Bold']],
    ['Awa ߊߥߊ DIALLO (عائشة)', ['NotoSans-Bold', 'NotoSansNKo-Regular', 'NotoNaskhArabic-Bold']],
    ['محمد عبد الرحمن '.repeat(6).trim(), ['NotoNaskhArabic-Bold']],
  ] as const;
  const pages = textOfPdf(await all(certificatesPdf(names.map(([name]) => paper(name, { born: 'né à سيكاسو' })))));
  for (const [at, [name, fonts]] of names.entries()) {
    const page = pages[at] ?? [];
    expect(overlaps(page)).toEqual([]);
    expect(outside(page, [20, 20, 277, 191])).toEqual([]);
    // The number 0 is the box of what a font lacks.
    expect(page.filter(({ glyphs }) => glyphs.includes(0))).toEqual([]);
    const parts = page.filter(({ written = '' }) => written !== '' && name.includes(written));
    expect([...new Set(parts.map(({ written }) => written))].join(' ')).toBe(at === 4 ? name.slice(0, 47) : name);
    expect(new Set(parts.map(({ font }) => font))).toEqual(new Set(fonts));
    if (at < 4)
      expect(
        (Math.min(...parts.map(({ left }) => left)) + Math.max(...parts.map(({ right }) => right))) / 2,
      ).toBeCloseTo(148.5, 0);
  }
  // The code holds it as it is written.
  const signed = await signedNow({ ...FACTS, name: names[3][0] });
  expect(JSON.stringify(fromCodeText(codeText(signed)))).toContain(`"${names[3][0]}"`);
  // The leftmost letter is the last; one letter has two shapes, as it begins or ends.
  const [nko] = (pages[0] ?? []).filter(({ written }) => written === 'ߊߥߊ');
  expect([nko?.text, nko?.glyphs.length, new Set(nko?.glyphs).size]).toEqual(['ߊߥߊ', 3, 3]);
  const mixed = (pages[3] ?? []).filter(({ written }) => written === names[3][0]);
  expect(mixed.map(({ text }) => text).join('|')).toBe('Awa |ߊߥߊ| |DIALLO (|ةشئاع|)');
});

it('a certificate says who gives it, to whom, for what, who signs and where to look, in any name', async () => {
  const long = 'Kɔrɔtimi Ɲɛnɛ Aïssata dite « Ŋaɲa » DIARRA épouse SISSOKO-BAGAYOKO de Tominian';
  const formation =
    'Entrepreneuriat social et solidaire, gestion simplifiée, vie coopérative et commercialisation des produits locaux';
  const pages = textOfPdf(
    await all(
      certificatesPdf([
        paper('Ŋaɲa SƐƐNƐ'),
        paper('ABDOULKARIMOUAHMEDDIALLOUOULDMOHAMEDALHASSANE'),
        paper(
          long,
          {
            above: [`${formation} du District de Bamako`, 'Commune VI, groupe du matin, 11 janvier 2027 – 5 mars 2027'],
            made: 'Fait à Commune VI du District de Bamako, le 11 mars 2027',
            signatures: [
              {
                for: 'Pour le Réseau national de promotion de l’économie sociale et solidaire',
                who: 'La présidente du conseil d’administration, par délégation du bureau',
              },
              { for: 'Pour la Mairie du District de Bamako et ses partenaires', who: '' },
            ],
            note: 'Mode essai : ce certificat est sans valeur',
          },
          formation,
        ),
      ]),
    ),
  );
  expect(pages.length).toBe(3);
  for (const [at, said] of pages.entries()) {
    expect(overlaps(said)).toEqual([]);
    // Inside the cloth, but for the note below it.
    expect(outside(at === 2 ? said.slice(0, -1) : said, [20, 20, 277, 191])).toEqual([]);
  }
  expect(words(pages[0] ?? [])).toMatch(
    new RegExp(
      `^${FACTS.issuer} .*remis à Ŋaɲa SƐƐNƐ née vers 2003.*${FACTS.achievement.name}.*Pour le réseau.*Pour la Ville.*Nº ${FACTS.number} Fait à Ségou`,
    ),
  );
  expect(words(pages[1] ?? [])).toContain('ABDOULKARIMOUAHMEDDIALLOUOULDMOHAMEDALHASSANE');
  const last = words(pages[2] ?? []);
  expect(last).toContain(`remis à ${long} née`);
  expect(last).toContain(`la formation ${formation} `);
  expect(last).toMatch(/sans valeur$/);
});

const frozen: Frozen = {
  v: 1,
  day: '2027-06-30',
  received: Date.parse('2027-06-29T00:00:00Z'),
  target: 3000,
  rule: 'certified',
  trained: 1130,
  women: 612,
  stages: [
    ['applied', 4210, 2210, 1990, 10],
    ['selected', 3105, 1605, 1490, 10],
    ['enrolled', 2980, 1530, 1440, 10],
    ['started', 2875, 1475, 1390, 10],
    ['completed', 1240, null, null, null],
    ['certified', 1130, 612, 510, 8],
  ],
  after: [
    ['enterprise', 212, null],
    ['job6', 560, 1013],
    ['job12', 133, 402],
    ['job24', 0, 0],
  ],
  by: {
    sex: [
      ['f', 612],
      ['m', 510],
      ['', null],
    ],
    age: [
      ['15-24', 540],
      ['25-35', 560],
      ['36', 30],
      ['', null],
    ],
    commune: [
      ...Array.from({ length: 12 }, (_, n): [string, number] => [
        `Commune ${n + 1} du District, quartier au long nom`,
        90 - n,
      ]),
      ['…', 34],
    ],
  },
  groups: 52,
  silent: [4, 11],
};

/** What stands on the pages of a pack, as each language writes it. */
const SAID = {
  fr: {
    jobs: /1\u202f194 emplois/,
    path: /Retenus 3\u202f105 sur 4\u202f210/,
    number: '4\u202f210',
    received: 'Données reçues le 29 juin 2027',
    told: [/1\u202f?130 personnes formées sur 3/, /personne n’a encore été joint/, /Page 1 sur 2/],
  },
  en: {
    jobs: /1,194 jobs/,
    path: /Selected 3,105 of 4,210/,
    number: '4,210',
    received: 'Data received on 29 June 2027',
    told: [/1,130 people trained out of 3,000/, /nobody reached yet/, /Page 1 of 2/],
  },
  es: {
    jobs: /1194 empleos/,
    path: /Seleccionadas 3105 de 4210/,
    number: '4210',
    received: 'Datos recibidos el 29 de junio de 2027',
    told: [/1130 personas formadas de 3000/, /aún no se ha localizado a nadie/, /Página 1 de 2/],
  },
} as const;

it.each(PACK_LANGUAGES)(
  'a presentation pack is two pages on which nothing lies over anything (%s)',
  async (language) => {
    const pack = { network: 'RENAPESS', demo: true, language };
    const long =
      'Formation, accompagnement et financement de trois mille jeunes et femmes du District de Bamako à '.repeat(2);
    const kinds = ['own', 'employee', 'member', 'family', 'apprentice', ''] as const;
    const parts = kinds.map((key, at): [string, number | null] => [key, at < 4 ? 300 - at : null]);
    const ages = ['0-17', '18-24', '25-29', '30-35', '36-40', '41-', ''].map((key): [string, number] => [key, 170]);
    const jobs = { all: 1194, by: { sex: [['f', 600] as [string, number]], age: ages, kind: parts, effect: [] } };
    const third = textOfPdf(
      await all(packPdf(await packWords({ ...frozen, jobs }, language), { ...pack, programme: long })),
    );
    expect(third.length).toBe(3);
    for (const page of third) expect([overlaps(page), outside(page, [20, 14, 190, 287])]).toEqual([[], []]);
    expect(words(third[2] as readonly Said[])).toMatch(SAID[language].jobs);
    const said = await packWords(frozen, language);
    for (const programme of ['Former 3 000 jeunes', long.trim(), `ߒߞߏ ${'ߖߊߟߏ '.repeat(30).trim()}`]) {
      const pages = textOfPdf(await all(packPdf(said, { ...pack, programme })));
      expect(pages.length).toBe(2);
      for (const page of pages) {
        expect(overlaps(page)).toEqual([]);
        expect(outside(page, [20, 14, 190, 287])).toEqual([]);
        // Its foot alone stands below.
        expect(page.filter(({ bottom }) => bottom > 270).length).toBe(3);
        expect(page.filter(({ glyphs }) => glyphs.includes(0))).toEqual([]);
      }
      const [first, second] = pages.map(words);
      expect(first).toContain(programme);
      // Read aloud, a figure comes before what it is of.
      expect(first).toMatch(SAID[language].path);
      // What nobody could be asked is not none.
      expect(first).not.toMatch(/ 0 /);
      for (const one of SAID[language].told) expect(first).toMatch(one);
      // Numbers are written as the language writes them.
      expect(first).toContain(SAID[language].number);
      for (const page of [first, second]) expect(page).toContain(SAID[language].received);
    }
  },
);
