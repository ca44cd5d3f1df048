/**
 * The letters of Bambara for devices whose own fonts lack them: 2.5 KB that are fetched only there. Twelve glyphs of Noto Sans, in the weights the
 * screens use. What the device has is measured, because no list of font names says it.
 */
import { remember, remembered } from './prefs.ts';

const LETTERS = [...'ɛɔɲŋƐƆƝŊ'];
const RANGE = 'U+14A-14B,U+186,U+190,U+19D,U+254,U+25B,U+272,U+300-301';
/** Two characters that do not exist: no font has them. */
const NOTHING = ['\u0378', '\u0379'] as const;
const NAME = 'Jekulu letters';

/** Fetches the letters if they are missing. Once is enough. */
export async function bringLetters(): Promise<void> {
  // Found once of this browser, it is not looked for at every opening: drawing letters to see is slow on a weak phone.
  if (remembered('letters') === navigator.userAgent) return;
  if (!lacksLetters()) return remember('letters', navigator.userAgent);
  const face = new FontFace(NAME, 'url(/letters.woff2)', { unicodeRange: RANGE, weight: '400 700' });
  try {
    // Loaded first: text that is already drawn is not drawn again for a font that might come.
    document.fonts.add(await face.load());
  } catch {
    // Without a network, the next opening tries again.
    return;
  }
  const root = document.documentElement;
  // Last in the list: whatever the device has comes first.
  root.style.setProperty('--font', `${getComputedStyle(root).getPropertyValue('--font')}, "${NAME}"`);
}

/** Is one of the letters drawn as what does not exist? Some browsers draw the number of what they lack: there its width tells. */
function lacksLetters(): boolean {
  const pen = Object.assign(document.createElement('canvas'), { width: 32, height: 32 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (!pen || !('FontFace' in globalThis)) return false;
  pen.font = `20px ${getComputedStyle(document.documentElement).getPropertyValue('--font') || 'sans-serif'}`;
  const draw = (letter: string): string => {
    pen.clearRect(0, 0, 32, 32);
    pen.fillText(letter, 4, 22);
    return pen.getImageData(0, 0, 32, 32).data.join();
  };
  const wide = (letter: string): number => pen.measureText(letter).width;
  const [box, other] = [draw(NOTHING[0]), draw(NOTHING[1])];
  return LETTERS.some((letter) => wide(letter) === wide(NOTHING[0]) && (box !== other || draw(letter) === box));
}
