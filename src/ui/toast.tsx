import { signal } from '@preact/signals';

interface Said {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const said = signal<Said | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says what was done, for as long as it takes to undo it. */
export function toast(text: string, action?: Said['action']): void {
  clearTimeout(timer);
  said.value = action ? { text, action } : { text };
  timer = setTimeout(
    () => {
      said.value = null;
    },
    action ? 10_000 : 6_000,
  );
}

/** Always there, so that screen readers hear what appears in it. */
export function Toast() {
  const now = said.value;
  return (
    <div role="status" class="said">
      {now && (
        <div class="toast">
          <span class="grow">{now.text}</span>
          {now.action && (
            <button
              type="button"
              class="btn"
              onClick={() => {
                now.action?.run();
                said.value = null;
              }}
            >
              {now.action.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
