/** Says what was done, for as long as it takes to undo it. */
import { signal } from '@preact/signals-core';
import { useEffect } from 'preact/hooks';
import { t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { codeWords, refusalOf } from './refusal.tsx';
import { moves } from './router.ts';

interface Said {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** It went, and nobody undid anything. */
  readonly end?: () => Promise<unknown>;
}

const SHORT = 5_000;
const TO_UNDO = 10_000;

const said = signal<Said | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

function say(next: Said): void {
  void finish();
  said.value = next;
  wait();
}

/** The time begins again whenever nobody holds the message any more: whoever reads slowly is not raced. */
function wait(): void {
  clearTimeout(timer);
  timer = setTimeout(finish, said.value?.action ? TO_UNDO : SHORT);
}

/** The message goes, and what waited for it is done. */
async function finish(): Promise<void> {
  clearTimeout(timer);
  const before = said.peek();
  said.value = null;
  await before?.end?.();
}

export const toast = (text: string, action?: Said['action']): void => say({ text, ...(action && { action }) });

/** Keys of what is about to be done: the screens show it as done. */
export const leaving = signal<ReadonlySet<string>>(new Set());

/**
 * An act that nothing could take back is done ten seconds later, so that it can still not have been. When the page goes away, or something
 * else is done, it is done at once; when the telephone dies, it was not done and still stands there to be decided.
 */
export function soon(key: string, text: string, act: () => Promise<unknown>): void {
  const back = () => {
    const rest = new Set(leaving.peek());
    rest.delete(key);
    leaving.value = rest;
  };
  const end = () =>
    act()
      .catch((error) => toast(codeWords(refusalOf(error).code).text))
      .finally(back);
  say({ text, action: { label: t('undo'), run: back }, end });
  leaving.value = new Set(leaving.peek()).add(key);
}

/** Does now what waits, before whoever could do it is gone. */
export const settled = (): Promise<void> => finish();

function undo(): void {
  const action = said.peek()?.action;
  if (!action) return;
  clearTimeout(timer);
  said.value = null;
  action.run();
}

/** A page that goes away may not come back; and whoever works with a keyboard undoes as everywhere. */
function useShortcuts(): void {
  useEffect(() => {
    // What only says that all is well is not carried from screen to screen.
    let since = 0;
    const moved = moves.subscribe(() => {
      if (said.peek() && !said.peek()?.action && Date.now() - since > 1_000) void finish();
    });
    const told = said.subscribe(() => {
      since = Date.now();
    });
    const away = () => document.hidden && said.peek()?.end && void finish();
    const key = (event: KeyboardEvent) => {
      const writing = event.target instanceof Element && event.target.closest('input, textarea');
      if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !writing) undo();
    };
    document.addEventListener('visibilitychange', away);
    document.addEventListener('keydown', key);
    return () => {
      moved();
      told();
      document.removeEventListener('visibilitychange', away);
      document.removeEventListener('keydown', key);
    };
  }, []);
}

/** Always there, so that screen readers hear what appears in it. */
export function Toast() {
  useShortcuts();
  const now = said.value;
  const hold = () => clearTimeout(timer);
  return (
    <div
      role="status"
      class="said"
      onPointerEnter={hold}
      onPointerLeave={wait}
      onFocusIn={hold}
      onFocusOut={wait}
      onKeyDown={(event) => event.key === 'Escape' && void finish()}
    >
      {now && (
        <div class="toast">
          <Icon name="check" />
          <span class="grow">{now.text}</span>
          {now.action && (
            <>
              <button type="button" class="btn" onClick={undo}>
                {now.action.label}
              </button>
              <button type="button" class="ib" aria-label={t('close')} onClick={() => void finish()}>
                <Icon name="x" />
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}
