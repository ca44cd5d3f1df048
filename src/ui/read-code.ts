/**
 * Reads a QR code in a picture or in what the camera sees. The phone's own reader goes first, where the browser has one; else a reader of 14 KB,
 * which is kept on the phone with the rest of the app and works on any of them.
 */

interface Detector {
  detect(source: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}
declare const BarcodeDetector:
  | { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }
  | undefined;

let own: Promise<Detector | null> | null = null;
const ownReader = (): Promise<Detector | null> => {
  own ??= (async () => {
    if (typeof BarcodeDetector === 'undefined') return null;
    const formats = await BarcodeDetector.getSupportedFormats();
    return formats.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : null;
  })().catch(() => null);
  return own;
};

/** Longest side, px: what a 2-megapixel picture has. A phone of 50 makes larger ones, which nothing gains by. */
const LONGEST = 1920;

export type Seen = { readonly source: CanvasImageSource; readonly width: number; readonly height: number };

/** One way to look at a picture: as it is or sharpened, whole or smaller. */
interface Look {
  readonly size: number;
  readonly sharp: boolean;
}
/** The first that succeeds ends it. What is out of focus is read sharpened; what is large and grainy, smaller. */
const LOOKS: readonly Look[] = [
  { size: 1, sharp: false },
  { size: 1, sharp: true },
  { size: 0.6, sharp: false },
  { size: 0.6, sharp: true },
];

/** @param looks which to try; all for a picture, one for each of what a camera shows one after the other. */
export async function readCode({ source, width, height }: Seen, looks = LOOKS): Promise<string | null> {
  const reader = await ownReader();
  const [found] = (await reader?.detect(source as ImageBitmapSource).catch(() => [])) ?? [];
  if (found) return found.rawValue;
  const { decodeQR } = await import('./qr.ts');
  const fit = Math.min(1, LONGEST / Math.max(width, height));
  for (const { size, sharp } of looks) {
    const [wide, high] = [Math.round(width * fit * size), Math.round(height * fit * size)];
    const pixels = sharp ? sharpened(source, wide, high) : drawn(source, wide, high);
    try {
      if (pixels) return decodeQR(pixels, { effort: 8, timeLimit: 500 });
    } catch {
      // None to be seen this way.
    }
  }
  return null;
}

/** The way to look at the picture of this number. */
export const lookAt = (n: number): readonly Look[] => LOOKS.slice(n % 2, (n % 2) + 1);

function drawn(source: CanvasImageSource, width: number, height: number, blur = 0): ImageData | null {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  pen.imageSmoothingQuality = 'high';
  if (blur > 0) pen.filter = `blur(${blur}px)`;
  pen.drawImage(source, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height);
}

/** Grain taken off, edges brought back: each point goes away from what is around it (unsharp mask). In greys. */
function sharpened(source: CanvasImageSource, width: number, height: number): ImageData | null {
  const near = drawn(source, width, height, 1);
  const around = drawn(source, width, height, 3);
  if (!near || !around) return null;
  const [a, b] = [near.data, around.data];
  for (let i = 0; i < a.length; i += 4) {
    const green = a[i + 1] as number;
    const grey = green + 3 * (green - (b[i + 1] as number));
    a[i] = a[i + 1] = a[i + 2] = grey;
  }
  return near;
}

/** What a file of a picture shows; null when it is no picture or shows no code. */
export async function readPicture(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const text = await readCode({ source: picture, width: picture.width, height: picture.height });
  picture.close();
  return text;
}
