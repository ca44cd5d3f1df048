/** Base58 of Bitcoin: how keys and signatures of credentials are written (multibase `z`). */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Bytes as base58; each leading zero byte is one `1`. */
export function toBase58(bytes: Uint8Array): string {
  const digits: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let i = 0; i < digits.length; i++) {
      carry += (digits[i] as number) * 256;
      digits[i] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58);
  }
  return (
    '1'.repeat(zeros(bytes, 0)) +
    [...digits]
      .reverse()
      .map((digit) => ALPHABET[digit])
      .join('')
  );
}

/** The bytes, or null when a letter is not of the alphabet. */
export function fromBase58(text: string): Uint8Array | null {
  const bytes: number[] = [];
  for (const letter of text) {
    let carry = ALPHABET.indexOf(letter);
    if (carry < 0) return null;
    for (let i = 0; i < bytes.length; i++) {
      carry += (bytes[i] as number) * 58;
      bytes[i] = carry & 255;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 255);
  }
  return new Uint8Array([...new Uint8Array(zeros(text, '1')), ...bytes.reverse()]);
}

/** How many zeros stand first. */
function zeros(values: ArrayLike<number | string>, zero: number | string): number {
  let n = 0;
  while (n < values.length && values[n] === zero) n++;
  return n;
}
