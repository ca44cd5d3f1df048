/**
 * Reads what is on screen aloud, for whoever reads little. Only with a voice of this device itself: others send the text to whoever runs them. Where
 * there is none in the language of the page, nothing is offered.
 */
import { signal } from '@preact/signals-core';
import { useEffect, useRef } from 'preact/hooks';
import { language, plainLanguage, t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { useWatched } from './watched.ts';

const voices = signal<readonly SpeechSynthesisVoice[]>([]);
/** What is being read; null when all is quiet. */
const reading = signal<object | null>(null);

const speech = 'speechSynthesis' in globalThis ? speechSynthesis : null;
const look = (): void => {
  voices.value = speech?.getVoices().filter((one) => one.localService) ?? [];
};
look();
// They come when the system has found them.
speech?.addEventListener?.('voiceschanged', look);

/** Bambara no system speaks, and a French voice would make other words of it. */
const voice = (): SpeechSynthesisVoice | undefined =>
  language.value === 'bm' ? undefined : voices.value.find(({ lang }) => lang.toLowerCase().startsWith(plainLanguage()));

/** Slower than people talk: it is heard once, in a noisy room. */
const PACE = 0.9;

/** What a part of the page says, line by line; `1 234` is one number to a voice only without its spaces. */
const linesOf = (part: HTMLElement): readonly string[] =>
  part.innerText
    .split('\n')
    .map((line) => line.replace(/(?<=\d)[\u00a0\u202f](?=\d{3})/g, '').trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));

function read(part: HTMLElement, by: object): void {
  const said = voice();
  if (!speech || !said) return;
  speech.cancel();
  reading.value = by;
  const lines = linesOf(part);
  for (const [at, line] of lines.entries()) {
    const words = new SpeechSynthesisUtterance(line);
    words.voice = said;
    words.lang = said.lang;
    words.rate = PACE;
    if (at === lines.length - 1)
      words.onend = () => {
        if (reading.value === by) reading.value = null;
      };
    speech.speak(words);
  }
}

function hush(): void {
  speech?.cancel();
  reading.value = null;
}

/** Whoever listens to one question listens to the next. */
const goesOn = signal(false);

/**
 * A button that reads a part of the page aloud, or stops it.
 * @param of the part, as a selector; without it what stands around the button.
 * @param at changes when something else stands there: it is read as well, as long as somebody listens.
 */
export function Listen({ of, at }: { readonly of?: string; readonly at?: string | number }) {
  useWatched(() => [voices.value, reading.value, language.value]);
  const button = useRef<HTMLButtonElement>(null);
  const part = (): HTMLElement | null | undefined =>
    of ? document.querySelector<HTMLElement>(of) : button.current?.parentElement;
  const own = useRef({}).current;
  useEffect(() => {
    const here = part();
    if (at !== undefined && goesOn.peek() && here) read(here, own);
  }, [at]);
  useEffect(
    () => () => {
      if (reading.peek() === own) hush();
    },
    [],
  );
  const on = reading.value === own;
  if (!voice()) return null;
  return (
    <button
      ref={button}
      type="button"
      class="ib listen"
      aria-label={t(on ? 'listen.stop' : 'listen')}
      aria-pressed={on}
      onClick={() => {
        goesOn.value = !on && at !== undefined;
        const here = part();
        if (on) hush();
        else if (here) read(here, own);
      }}
    >
      <Icon name={on ? 'quiet' : 'aloud'} />
    </button>
  );
}
