/** What a hostile or broken program sends: values, texts and bytes made from good ones by one or a few changes, or from nothing. Seeded. */
import type { Random } from '../sim/random.ts';

const LONG = 'é'.repeat(5000);
/** Texts that have broken programs before ours. */
const TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\u202e\u2066',
  '𝔍ɛ𝔨𝔲𝔩𝔲',
  'e\u0301'.repeat(40),
  '\r\nSet-Cookie: a=b',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%zz',
  '%',
  "' or 1=1 --",
  "'; drop table change; --",
  '\\',
  '"',
  '<script>alert(1)</script>',
  '{{7*7}}#{7*7}',
  '=cmd|/c calc!A1',
  '__proto__',
  'constructor',
  'toString',
  'prototype',
  'hasOwnProperty',
  ':place',
  'n/',
  'n/branch/sikasso/',
  'n/branch/../',
  '~aaaaaaaaaaaaaaaa',
  'aaaaaaaaaaaaaaaa.1',
  'aaaaaaaaaaaaaaaa.0',
  'aaaaaaaaaaaaaaaa.999999999999999',
  '2026-02-30',
  '9999-12-31',
  '-1',
  '1e309',
  'NaN',
  'null',
  'undefined',
  'true',
  '0x10',
  '٣٤٥',
  '+223 70 12 34 56',
  'x'.repeat(70),
  LONG,
] as const;
const NUMBERS = [0, -0, -1, 0.1, 1.5, 2 ** 31, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), 1e308, 5e-324] as const;

export const hostileText = (random: Random): string =>
  random.chance(0.7)
    ? random.pick(TEXTS)
    : String.fromCharCode(...Array.from({ length: random.below(24) }, () => random.below(random.pick([128, 0x10000]))));

/** Anything JSON can say. */
export function hostileValue(random: Random, depth = 3): unknown {
  return random.weighted<() => unknown>([
    [6, () => hostileText(random)],
    [3, () => random.pick(NUMBERS)],
    [2, () => random.pick([true, false, null])],
    [1, () => Array.from({ length: random.below(4) }, () => (depth > 0 ? hostileValue(random, depth - 1) : 0))],
    [
      1,
      () =>
        Object.fromEntries(
          Array.from({ length: random.below(4) }, () => [
            hostileText(random),
            depth > 0 ? hostileValue(random, depth - 1) : 0,
          ]),
        ),
    ],
    [0.2, () => nested(random.below(60))],
    [0.1, () => Array.from({ length: 300 }, () => 'a')],
  ])();
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
}

/** A copy of a JSON value with something else, more, less or twice in a few places. The value itself stays as it is. */
export function bent(value: unknown, random: Random): unknown {
  let out = value;
  for (let i = 1 + random.below(3); i > 0; i--) out = bentOnce(out, random);
  return out;
}

function bentOnce(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.12))
    return typeof value === 'string' && random.chance(0.5) ? cutOrGrown(value, random) : hostileValue(random);
  if (Array.isArray(value)) {
    if (value.length === 0 || random.chance(0.15)) return [...value, hostileValue(random)];
    const at = random.below(value.length);
    if (random.chance(0.1)) return value.filter((_, i) => i !== at);
    if (random.chance(0.1)) return [...value, value[at]];
    return value.map((item, i) => (i === at ? bentOnce(item, random) : item));
  }
  const keys = Object.keys(value);
  const copy: Record<string, unknown> = { ...value };
  const key = random.pick(keys);
  const what = keys.length === 0 ? 0 : random.next();
  if (what < 0.15) put(copy, hostileText(random), hostileValue(random));
  else if (what < 0.3) delete copy[key];
  else put(copy, key, bentOnce(copy[key], random));
  return copy;
}

/** As JSON.parse does: `__proto__` is a key like any other. */
const put = (to: Record<string, unknown>, key: string, value: unknown): void => {
  Object.defineProperty(to, key, { value, enumerable: true, configurable: true, writable: true });
};

function cutOrGrown(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return random.pick([
    text.slice(0, at),
    text.slice(at),
    text + text,
    text.slice(0, at) + hostileText(random) + text.slice(at),
    text.toUpperCase(),
  ]);
}

/** A text with signs changed, cut out, doubled or put in. */
export function bentText(text: string, random: Random): string {
  let out = text;
  for (let i = 1 + random.below(3); i > 0; i--) {
    const at = random.below(out.length + 1);
    const to = at + random.below(random.pick([2, 8, 200]));
    out = random.pick([
      out.slice(0, at),
      out.slice(0, at) + out.slice(to),
      out.slice(0, to) + out.slice(at),
      out.slice(0, at) + hostileText(random) + out.slice(at),
      out.slice(0, at) + String.fromCharCode(random.below(256)) + out.slice(at + 1),
      out.slice(0, at) + random.pick(['{', '}', '[', ']', '"', ',', ':', '\\', '\n', '0', '-', 'e9']) + out.slice(at),
    ]);
  }
  return out;
}

/** Bytes with bits turned, cut, doubled or put in. */
export function bentBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let out = Buffer.from(bytes);
  for (let i = 1 + random.below(3); i > 0; i--) {
    const at = random.below(out.length + 1);
    const what = random.below(4);
    if (what === 0) out = out.subarray(0, at);
    else if (what === 1) out = Buffer.concat([out.subarray(0, at), random.bytes(random.below(9)), out.subarray(at)]);
    else if (what === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(Math.min(out.length, at + 3))]);
    else if (out.length > 0) {
      out = Buffer.from(out);
      out[at % out.length] = random.below(256);
    }
  }
  return out;
}

/** Bent in one of its fields, often this one: what stands around it lets it pass as far as where that field is looked at. */
export function bentIn<T extends object>(value: T, field: keyof T, random: Random): unknown {
  return random.chance(0.7) ? { ...value, [field]: bent(value[field], random) } : bent(value, random);
}
