/**
 * What the paper can write. Certificates are drawn on the hub in fonts for Latin letters, N’Ko, Arabic and Tifinagh; a phone and a page of the hub must
 * know before, and without them, which names would come out as boxes: a Chinese one, a picture.
 */
import { type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Body } from '../../kernel/types.ts';

/** The fonts of the paper, by what is written in them. */
export type Face = 'text' | 'nko' | 'arabic' | 'tifinagh';

/**
 * Code points that are drawn in each: Noto Sans, and what Noto Naskh Arabic, Noto Sans NKo and Noto Sans Tifinagh have besides (packages
 * `@expo-google-fonts/…`). A test holds them against the fonts themselves.
 */
const DRAWN: { readonly [face in Face]: string } = {
  text: '20-7e a0-377 37a-37f 384-38a 38c 38e-3a1 3a3-3e1 3f0-52f 900-97f 10fb 1ab0-1ac0 1ac5 1ac7-1ace 1c80-1c88 1d00-1df9 1dfb-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-2064 2066-2071 2074-208e 2090-209c 20a0-20c0 20f0 2100-215f 2183-2184 2189 2212 25cc 2c60-2c7f 2de0-2e5d a640-a69f a700-a7ca a7d0-a7d1 a7d3 a7d5-a7d9 a7f2-a7ff a8ff a92e ab30-ab6b fb00-fb06 fe00 fe20-fe2f feff fffc-fffd 10780-10785 10787-107b0 107b2-107ba 1df00-1df1e',
  nko: '7c0-7fa 7fd-7ff',
  arabic:
    '600-6ff 750-77f 870-88e 890-891 898-8ff 20c1 221a fb50-fbc2 fbd3-fd8f fd92-fdc7 fdcf fdf0-fdff fe70-fe74 fe76-fefc 10efd-10eff',
  tifinagh: '2d30-2d67 2d6f-2d70 2d7f',
};

const ranges = Object.entries(DRAWN).flatMap(([face, drawn]) =>
  drawn.split(' ').map((range) => {
    const [from = '', to = from] = range.split('-');
    return [face as Face, Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  }),
);

/** The font that has this letter; undefined where none does. */
export function faceOf(letter: string): Face | undefined {
  const code = letter.codePointAt(0) as number;
  return ranges.find(([, from, to]) => from <= code && code <= to)?.[0];
}

/** Can the paper write all of it? */
export const prints = (text: string): boolean => [...text].every((letter) => faceOf(letter) !== undefined);

/** What of a certificate's record stands on its paper. */
const PRINTED = [
  'name',
  'title',
  'issuer',
  'done',
  'programme',
  'cohort',
  'born',
  'place',
  'signer',
  'partner',
  'partnerSigner',
] as const;

/** Texts of a certificate that its paper cannot write, the name of its holder first. */
export const unprinted = (certificate: RecordState): readonly string[] =>
  PRINTED.map((field) => textOf(certificate, field)).filter((text) => !prints(text));

/** The same of a certificate that is about to be given. */
export const printsBody = (body: Body): boolean =>
  PRINTED.every((field) => {
    const text = body[field];
    return typeof text !== 'string' || prints(text);
  });

/** Names that a group gives to all its papers, and that they cannot write: its own, those of its curriculum and its programme. */
export function unprintedAround(source: LinkSource, cohort: RecordState): readonly string[] {
  const named = (field: string): string => {
    const id = refOf(cohort, field);
    const state = id && source.record(source.resolve(id));
    return state ? textOf(state, 'name') : '';
  };
  return [textOf(cohort, 'name'), named('curriculum'), named('programme')].filter((text) => !prints(text));
}
