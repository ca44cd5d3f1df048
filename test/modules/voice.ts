/** Voices for the tests: the least that a WebM or an Ogg with Opus is, of any length, and as hard to compress as a voice. */
import { SOUND } from '../../src/kernel/sound.ts';

const latin = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
/** An element of EBML; its length in eight bytes, or not told. */
const element = (id: readonly number[], body: readonly number[], isTold = true): number[] => [
  ...id,
  0x01,
  ...(isTold
    ? [0, 0, 0, (body.length >> 24) & 255, (body.length >> 16) & 255, (body.length >> 8) & 255, body.length & 255]
    : [255, 255, 255, 255, 255, 255, 255]),
  ...body,
];
function* noise(): Generator<number> {
  for (let at = 7; ; at = (at * 1103515245 + 12345) & 0x7fffffff) yield (at >> 16) & 255;
}
const some = (count: number): number[] =>
  Array.from(
    { length: count },
    (
      (dice) => () =>
        dice.next().value as number
    )(noise()),
  );

/** @param codec and kind of its one track: 2 is sound, 1 a film. */
export function webm(
  bytes: number,
  { codec = 'A_OPUS', kind = 2, tracks = 1, doc = 'webm' } = {},
): Uint8Array<ArrayBuffer> {
  const head = element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], latin(doc)));
  const track = element([0xae], [...element([0x83], [kind]), ...element([0x86], latin(codec))]);
  const before = element([0x16, 0x54, 0xae, 0x6b], Array.from({ length: tracks }, () => track).flat());
  const start = head.length + 12 + before.length + 12;
  const cluster = element([0x1f, 0x43, 0xb6, 0x75], some(Math.max(0, bytes - start)), false);
  return Uint8Array.from([...head, ...element([0x18, 0x53, 0x80, 0x67], [...before, ...cluster], false)]);
}

const page = (flags: number, body: readonly number[]): number[] => [
  ...latin('OggS'),
  0,
  flags,
  ...Array.from({ length: 20 }, () => 0),
  1,
  body.length,
  ...body,
];
export const ogg = (first = 'OpusHead', second = 0): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([...page(2, latin(first)), ...page(second, some(200)), ...page(4, some(100))]);

/** As long as a voice may be. */
export const longest = (): Uint8Array<ArrayBuffer> => webm(SOUND.bytes);
