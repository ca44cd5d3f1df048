/** A refusal in words: what it means and the way on, from the one list of codes, which comes when somebody first meets one. */
import { signal } from '@preact/signals-core';
import type { CodeEntry } from '../kernel/codes.ts';
import type { Refusal } from '../kernel/types.ts';
import type { StoreFault } from './contract.ts';
import { language, t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { Notice, type Tone } from './notice.tsx';
import { useWatched } from './watched.ts';

type Find = (code: string) => CodeEntry | undefined;
const find = signal<Find | null>(null);
let asked = false;

/** Brings in the list of codes; harmless to repeat. */
export function bringCodes(): void {
  if (asked) return;
  asked = true;
  import('../kernel/codes.ts').then(
    ({ codeEntry }) => {
      find.value = codeEntry;
    },
    () => {
      asked = false;
    },
  );
}

/** Sentence and way on of a code; the bare code until the list is there. */
export function codeWords(code: string): { readonly text: string; readonly way: string } {
  bringCodes();
  const entry = find.value?.(code);
  if (!entry) return { text: find.value ? t('code.unknown', { code }) : '', way: '' };
  return language.value === 'en' ? { text: entry.en, way: entry.enWay } : { text: entry.fr, way: entry.frWay };
}

export function RefusalNotice({ refusal, tone = 'fix' }: { readonly refusal: Refusal; readonly tone?: Tone }) {
  useWatched(() => find.value);
  const { text, way } = codeWords(refusal.code);
  return (
    <Notice tone={tone} icon="warning" title={text} live>
      <p>{way}</p>
      <p class="xs dim">{t('code.label', { code: refusal.code })}</p>
    </Notice>
  );
}

/** The same above a field: a red word with its icon. */
export function RefusalError({ refusal, id }: { readonly refusal: Refusal | null; readonly id: string }) {
  useWatched(() => find.value);
  const words = refusal ? codeWords(refusal.code) : null;
  return (
    <div id={id} role="alert">
      {words?.text && (
        <p class="err">
          <Icon name="warning" size="s" />
          <span>
            {words.text} <span class="then">{words.way}</span>
          </span>
        </p>
      )}
    </div>
  );
}

/** What a failed save says of itself; a bug goes on as an exception. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Error && 'refusal' in error) return (error as StoreFault).refusal;
  throw error;
}
