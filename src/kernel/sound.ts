/**
 * A voice, as a value of a field: how long it lasts, and the file itself. Two containers are taken, WebM (RFC 9559, what Chromium and Safari record)
 * and Ogg (RFC 7845, Firefox), with one stream of Opus and nothing else: what bears another name is refused wherever it comes from, so that nobody
 * hands on a page, a film or a program as a voice.
 */
import { fromBase64Url } from './key-class.ts';
import type { Json } from './types.ts';

/** A sound says how long it lasts because what a browser records bears no length. `data` is base64url without padding. */
export interface Sound {
  readonly seconds: number;
  readonly data: string;
}

/**
 * 40 seconds at 8 kbit/s, and what the container adds to it: a beep takes 0.7 KB a second, a voice 0.9, and Opus at this rate never more than 1.1
 * (Chromium 147). In base64 it fills a group of acts (`LIMITS.groupBytes`) and leaves room for what it is about.
 */
export const SOUND = { seconds: 40, bytes: 44 * 1024, bitsPerSecond: 8000 } as const;
export const SOUND_LETTERS = Math.ceil((SOUND.bytes * 4) / 3);

export type SoundType = 'audio/webm' | 'audio/ogg';

/** The sound in a value, and what it is; null where there is none that may be kept. */
export function soundOf(
  value: Json | undefined,
): (Sound & { readonly type: SoundType; readonly bytes: Uint8Array<ArrayBuffer> }) | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { seconds, data, ...more } = value as { readonly [key: string]: Json };
  if (Object.keys(more).length > 0 || typeof data !== 'string' || data.length > SOUND_LETTERS) return null;
  if (!Number.isInteger(seconds) || (seconds as number) < 1 || (seconds as number) > SOUND.seconds) return null;
  // Of this length it would be no base64.
  if (!/^[\w-]+$/.test(data) || data.length % 4 === 1) return null;
  const bytes = fromBase64Url(data);
  const type = soundType(bytes);
  return type ? { seconds: seconds as number, data, type, bytes } : null;
}

/** What these bytes are by what stands in them, never by what somebody calls them; null for anything but one stream of Opus. */
export const soundType = (bytes: Uint8Array): SoundType | null =>
  isOpusInWebm(bytes) ? 'audio/webm' : isOpusInOgg(bytes) ? 'audio/ogg' : null;

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Elements of EBML (RFC 8794) that are looked into. */
const EBML = 0x1a45dfa3;
const DOC_TYPE = 0x4282;
const SEGMENT = 0x18538067;
const TRACKS = 0x1654ae6b;
const TRACK = 0xae;
const TRACK_TYPE = 0x83;
const CODEC = 0x86;
const CLUSTER = 0x1f43b675;
const AUDIO = 2;

interface Element {
  readonly id: number;
  readonly body: Uint8Array;
}

/** A number of EBML: its first set bit says how many bytes it takes. */
function numberAt(
  bytes: Uint8Array,
  at: number,
  keepsMark: boolean,
): { readonly is: number; readonly width: number } | null {
  const first = bytes[at] ?? 0;
  const width = Math.clz32(first) - 23;
  if (width > 8 || at + width > bytes.length) return null;
  let is = keepsMark ? first : first & (0xff >> width);
  let isUnknown = is === 0xff >> width;
  for (let i = 1; i < width; i++) {
    is = is * 256 + (bytes[at + i] as number);
    isUnknown &&= bytes[at + i] === 0xff;
  }
  // A recorder does not know yet how long its file will be.
  return { is: isUnknown && !keepsMark ? Number.POSITIVE_INFINITY : is, width };
}

function* elementsOf(bytes: Uint8Array): Generator<Element> {
  for (let at = 0; at < bytes.length; ) {
    const id = numberAt(bytes, at, true);
    const size = id && numberAt(bytes, at + id.width, false);
    if (!id || !size) return;
    const start = at + id.width + size.width;
    const end = Math.min(bytes.length, start + size.is);
    yield { id: id.is, body: bytes.subarray(start, end) };
    at = end;
  }
}

const inside = (bytes: Uint8Array, id: number): Uint8Array | undefined => {
  for (const element of elementsOf(bytes)) if (element.id === id) return element.body;
  return undefined;
};

function isOpusInWebm(bytes: Uint8Array): boolean {
  const [head, segment] = [...elementsOf(bytes)];
  if (head?.id !== EBML || segment?.id !== SEGMENT) return false;
  if (latin(inside(head.body, DOC_TYPE) ?? new Uint8Array()) !== 'webm') return false;
  const found: Uint8Array[] = [];
  let clusters = 0;
  for (const { id, body } of elementsOf(segment.body)) {
    if (id === TRACKS) for (const one of elementsOf(body)) if (one.id === TRACK) found.push(one.body);
    if (id === CLUSTER) clusters++;
  }
  const [track, another] = found;
  return (
    track !== undefined &&
    another === undefined &&
    clusters > 0 &&
    inside(track, TRACK_TYPE)?.[0] === AUDIO &&
    latin(inside(track, CODEC) ?? new Uint8Array()) === 'A_OPUS'
  );
}

const PAGE_HEAD = 27;
const FIRST_OF_STREAM = 2;

/** Pages follow each other to the last byte; only the first begins a stream, and it says Opus. */
function isOpusInOgg(bytes: Uint8Array): boolean {
  let pages = 0;
  for (let at = 0; at < bytes.length; pages++) {
    const lengths = bytes.subarray(at + PAGE_HEAD, at + PAGE_HEAD + (bytes[at + PAGE_HEAD - 1] ?? 0));
    const start = at + PAGE_HEAD + lengths.length;
    if (latin(bytes.subarray(at, at + 4)) !== 'OggS' || start > bytes.length) return false;
    const begins = ((bytes[at + 5] as number) & FIRST_OF_STREAM) !== 0;
    if (begins !== (pages === 0)) return false;
    if (pages === 0 && latin(bytes.subarray(start, start + 8)) !== 'OpusHead') return false;
    at = start + lengths.reduce((sum, length) => sum + length, 0);
    if (at > bytes.length) return false;
  }
  return pages > 1;
}
