/** Base45 (RFC 9285): bytes in the letters that a QR code packs tightest. Every reader gives them back as they are, which is not true of raw bytes. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Two bytes are three letters, a last one alone is two. */
export function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const pair = i + 1 < bytes.length;
    let n = pair ? (bytes[i] as number) * 256 + (bytes[i + 1] as number) : (bytes[i] as number);
    for (let letters = pair ? 3 : 2; letters > 0; letters--) {
      text += ALPHABET[n % 45];
      n = Math.floor(n / 45);
    }
  }
  return text;
}

/** The bytes, or null when it is no base45. */
export function fromBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null;
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 3) {
    const values = [...text.slice(i, i + 3)].map((letter) => ALPHABET.indexOf(letter));
    if (values.includes(-1)) return null;
    const n = values.reduceRight((sum, value) => sum * 45 + value, 0);
    if (n > (values.length === 3 ? 0xffff : 0xff)) return null;
    if (values.length === 3) bytes.push(n >> 8);
    bytes.push(n & 255);
  }
  return new Uint8Array(bytes);
}
