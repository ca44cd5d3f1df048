/** Pieces of the screens of an import. */
import { Icon } from '../../../ui/icon.tsx';
import type { Say } from '../remarks.ts';
import { PHONE_BOUNDS } from '../table.ts';

const NAMES = ['file', 'columns', 'check', 'confirm', 'report'] as const;

/** Where one is among the five. */
export function Steps({ say, n }: { readonly say: Say; readonly n: 1 | 2 | 3 | 4 | 5 }) {
  return (
    <div class="far asking">
      <p class="sm dim">
        {say('import.step', { n })} · <b class="ink">{say(`import.step.${NAMES[n - 1]}`)}</b>
      </p>
      <p class="marks" aria-hidden="true">
        {NAMES.map((name, at) => (
          <i key={name} class={at < n ? 'on' : ''} />
        ))}
      </p>
    </div>
  );
}

/** Hands a file over to the browser's own saving. */
export function saveFile(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

interface TakeProps {
  readonly say: Say;
  readonly name: string;
  take(file: File): void;
  template(): string;
}

export function TakeFile({ say, name, take, template }: TakeProps) {
  return (
    <>
      <p>{say('import.lead')}</p>
      <div class="stack s2">
        <label class="btn go full shoot" for="import-file">
          <Icon name="doc" />
          {say('import.file.csv')}
          <input
            class="vh"
            id="import-file"
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) take(file);
            }}
          />
        </label>
        <p class="sm dim">
          {say('import.file.hint', { rows: PHONE_BOUNDS.rows, mb: PHONE_BOUNDS.bytes / 1024 / 1024 })}
        </p>
      </div>
      <div class="stack s2">
        <p class="sm dim">{say('import.template.hint')}</p>
        <button type="button" class="btn full" onClick={() => saveFile(template(), `modele-${name}.csv`)}>
          <Icon name="doc" />
          {say('import.template')}
        </button>
      </div>
    </>
  );
}

/** How far long work is. */
export function Running({ text, done, all }: { readonly text: string; readonly done: number; readonly all: number }) {
  return (
    <div class="card pad stack s2" role="status">
      <p>{text}</p>
      <progress style={{ inlineSize: '100%' }} max={Math.max(all, 1)} value={done} />
    </div>
  );
}
