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
/** Looked at again smaller where the full size shows nothing: blur and noise grow less when pixels are joined. */
const SIZES = [1, 0.6, 0.35] as const;

export type Seen = { readonly source: CanvasImageSource; readonly width: number; readonly height: number };

/** @param patience how hard to look (ms): a picture was taken once, a camera shows the next one at once. */
export async function readCode({ source, width, height }: Seen, patience: number): Promise<string | null> {
  const reader = await ownReader();
  const [found] = (await reader?.detect(source as ImageBitmapSource).catch(() => [])) ?? [];
  if (found) return found.rawValue;
  const { default: decodeQR } = await import('qr/decode.js');
  const fit = Math.min(1, LONGEST / Math.max(width, height));
  for (const size of SIZES) {
    const pixels = drawn(source, Math.round(width * fit * size), Math.round(height * fit * size));
    try {
      if (pixels) return decodeQR(pixels, { effort: 8, timeLimit: patience });
    } catch {
      // None at this size.
    }
  }
  return null;
}

function drawn(source: CanvasImageSource, width: number, height: number): ImageData | null {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(source, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height);
}

/** What a file of a picture shows; null when it is no picture. */
export async function readPicture(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const text = await readCode({ source: picture, width: picture.width, height: picture.height }, 2000);
  picture.close();
  return text;
}
