/**
 * Sealing what rests on the device: JSON, gzip when it is worth it, AES-256-GCM under a random nonce. What a box is about is bound to it,
 * so that one cannot be put in the place of another.
 */
import type { Box } from './db.ts';

const NONCE = 12;
/** Below this, packing costs a slow phone more than it saves. */
export const WORTH_PACKING = 1024;
/** No JSON begins like this. */
const GZIP = 0x1f;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const importKey = (raw: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

/** Seals a value as JSON. */
export const seal = (key: CryptoKey, about: string, value: unknown): Promise<Box> =>
  sealText(key, about, JSON.stringify(value));

/**
 * Not an async function itself: one that waits keeps all it has seen, and the texts of a hundred chunks being sealed would be carried from collection
 * to collection.
 * @param dense the text is columns already: packing it again costs a slow phone more than half of the time of keeping it.
 */
export function sealText(key: CryptoKey, about: string, content: string, dense = false): Promise<Box> {
  const text = encoded(content);
  const sealing =
    dense || text.length < WORTH_PACKING
      ? encrypted(key, about, text)
      : gzip(text).then((packed) => encrypted(key, about, packed));
  // Taken already: nothing readable stays in a room that outlives whoever had the phone open.
  room.fill(0, 0, text.length);
  return sealing;
}

/** Takes the bytes at once. */
async function encrypted(key: CryptoKey, about: string, plain: Uint8Array<ArrayBuffer>): Promise<Box> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const way = { name: 'AES-GCM', iv, additionalData: encoder.encode(about) };
  const data = await crypto.subtle.encrypt(way, key, plain);
  const box = new Uint8Array(NONCE + data.byteLength);
  box.set(iv);
  box.set(new Uint8Array(data), NONCE);
  return box;
}

/** Where texts are written before they are sealed: room made anew for each of a hundred long ones costs more than the writing. */
let room = new Uint8Array(0);

/** The bytes of a text, good until the next is asked for: what ciphers and packs takes them at once. */
function encoded(text: string): Uint8Array<ArrayBuffer> {
  // A letter beyond ASCII takes two bytes or three: few do.
  for (let most = text.length + (text.length >> 3) + 64; ; most = text.length * 3) {
    if (room.length < most) room = new Uint8Array(most);
    const { read, written } = encoder.encodeInto(text, room);
    if (read === text.length) return room.subarray(0, written);
  }
}

/** The value that was sealed, or undefined when none of these keys opens it or it was damaged. */
export async function open(keys: readonly CryptoKey[], about: string, box: Box): Promise<unknown> {
  const text = await openText(keys, about, box);
  try {
    return text && JSON.parse(decoder.decode(text));
  } catch {
    return undefined;
  }
}

/** The text that was sealed, as bytes; undefined as above. */
export async function openText(
  keys: readonly CryptoKey[],
  about: string,
  box: Box,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const way = { name: 'AES-GCM', iv: box.subarray(0, NONCE), additionalData: encoder.encode(about) };
  for (const key of keys) {
    try {
      const plain = new Uint8Array(await crypto.subtle.decrypt(way, key, box.subarray(NONCE)));
      return plain[0] === GZIP ? await through(new DecompressionStream('gzip'), plain) : plain;
    } catch {
      // Not this key, or damaged: the caller says which, when no key is left.
    }
  }
  return undefined;
}

export const gzip = (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  through(new CompressionStream('gzip'), bytes);

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
