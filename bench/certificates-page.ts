/** The page of the measurement: makes poor photos of a code, and reads and verifies with the very files the phone runs. */
import { encode } from 'uqr';
import { ledgerOf } from '../src/modules/certificates/ledger.ts';
import { warmUp } from '../src/modules/certificates/proof.ts';
import { CODE_STYLE } from '../src/modules/certificates/qr.ts';
import { verifyCode } from '../src/modules/certificates/verify.ts';
import { readPicture } from '../src/ui/read-code.ts';

/** How a photo is taken. Sizes in pixels of a picture of 1,632 × 1,224: two megapixels. */
export interface Shot {
  /** Side of the code. */
  readonly side: number;
  /** Gaussian blur, sigma. */
  readonly blur: number;
  /** Noise, sigma of 255. */
  readonly noise: number;
  /** How much the far edge is shorter, of 1. */
  readonly tilt: number;
  /** Degrees. */
  readonly turn: number;
  readonly jpeg: number;
}

const WIDTH = 1632;
const HEIGHT = 1224;

/** The same noise every time. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The foot of a certificate as a phone held askew in a dark room takes it. */
async function photo(text: string, shot: Shot): Promise<Blob> {
  const { data, size } = encode(text, { ...CODE_STYLE, border: 4 });
  const random = seeded(7);
  const flat = new OffscreenCanvas(WIDTH, HEIGHT);
  const pen = flat.getContext('2d') as OffscreenCanvasRenderingContext2D;
  const pixels = pen.createImageData(WIDTH, HEIGHT);
  const [cos, sin] = [Math.cos((shot.turn * Math.PI) / 180), Math.sin((shot.turn * Math.PI) / 180)];
  const whole = (shot.side * size) / (size - 8);
  // Each pixel is the mean of nine points, as a sensor takes it.
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      let ink = 0;
      for (let k = 0; k < 9; k++) {
        const dx = x + (k % 3) / 3 - WIDTH / 2;
        const dy = y + Math.floor(k / 3) / 3 - HEIGHT / 2;
        const [u, v] = [cos * dx + sin * dy, cos * dy - sin * dx];
        // What is farther is smaller, in both directions.
        const far = 1 + (shot.tilt * v) / whole;
        const column = Math.floor(((u / far + whole / 2) / whole) * size);
        const row = Math.floor(((v / far + whole / 2) / whole) * size);
        if (data[row]?.[column]) ink++;
      }
      // Light from one side, a shadow on the other.
      const light = 0.55 + 0.4 * (x / WIDTH);
      const shade = 250 - (ink / 9) * 215;
      pixels.data.set([shade * light, shade * light * 0.97, shade * light * 0.9, 255], (y * WIDTH + x) * 4);
    }
  pen.putImageData(pixels, 0, 0);
  const soft = new OffscreenCanvas(WIDTH, HEIGHT);
  const brush = soft.getContext('2d') as OffscreenCanvasRenderingContext2D;
  brush.filter = `blur(${shot.blur}px)`;
  brush.drawImage(flat, 0, 0);
  const noisy = brush.getImageData(0, 0, WIDTH, HEIGHT);
  for (let i = 0; i < noisy.data.length; i += 4) {
    const grain = shot.noise * Math.sqrt(-2 * Math.log(random() + 1e-9)) * Math.cos(2 * Math.PI * random());
    for (let c = 0; c < 3; c++) noisy.data[i + c] = (noisy.data[i + c] as number) + grain;
  }
  brush.filter = 'none';
  brush.putImageData(noisy, 0, 0);
  return soft.convertToBlob({ type: 'image/jpeg', quality: shot.jpeg });
}

const KEY = { from: '2027-01-01', to: '2027-12-31' };
const client = {
  /** Reads one poor photo: what it says, and how long it took. */
  async read(text: string, shot: Shot): Promise<{ readonly same: boolean; readonly ms: number; readonly kb: number }> {
    const blob = await photo(text, shot);
    const start = performance.now();
    const seen = await readPicture(blob);
    return { same: seen === text, ms: performance.now() - start, kb: blob.size / 1024 };
  },
  async keep(text: string, shot: Shot): Promise<string> {
    const bytes = new Uint8Array(await (await photo(text, shot)).arrayBuffer());
    let out = '';
    for (const byte of bytes) out += String.fromCharCode(byte);
    return btoa(out);
  },
  /** From the text of a code to the verdict, ms; the first time comes with everything that is set up once. */
  async verify(texts: readonly string[], key: string): Promise<{ readonly states: string[]; readonly ms: number[] }> {
    const records = { list: () => [] };
    const ledger = { ...ledgerOf(records), keys: [{ ...KEY, key }] };
    // As the screen does when it opens.
    await warmUp();
    const states: string[] = [];
    const ms: number[] = [];
    for (const text of texts) {
      const start = performance.now();
      states.push((await verifyCode(text, ledger)).state);
      ms.push(performance.now() - start);
    }
    return { states, ms };
  },
};

declare global {
  interface Window {
    certificates: typeof client;
  }
}
window.certificates = client;
