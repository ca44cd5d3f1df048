/** Where Bambara is, and its letters. Not part of the first screen: they come with the choice of a language and with what stands behind the door. */
import { addWords } from '../ui/i18n.ts';
import { bringLetters } from '../ui/letters.ts';
import { markSpoken } from '../ui/spoken.ts';

addWords('bm', async () => {
  const words = await import('./bambara.ts');
  markSpoken('bm', words.default);
  return words;
});

// Names of people and places have these letters in every language. When nothing else is to be done.
const whenIdle = globalThis.requestIdleCallback ?? ((act: () => void) => setTimeout(act, 500));
whenIdle(() => void bringLetters());
