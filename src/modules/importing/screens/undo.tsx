/** Annuler l’import, on a phone: what it would take back, and what was used since and may be kept. The same takes a taking-back back. */
import { useMemo, useState } from 'preact/hooks';
import type { Refusal } from '../../../kernel/types.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Head, Notice } from '../../../ui/parts.tsx';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { fileOf, undoName, wayBack } from '../batch.ts';
import type { Say } from '../remarks.ts';
import { Running } from './parts.tsx';
import { importsHere, planHere, undoHere } from './work.ts';

export function PastImports({ say, undo }: { readonly say: Say; undo(batch: string): void }) {
  const open = useOpen();
  const version = open.jekulu.version.value;
  const past = useMemo(() => importsHere(open), [open.replica, version]);
  if (past.length === 0) return null;
  return (
    <section class="stack s2">
      <Head title={say('import.batches')} />
      <ul class="card rows">
        {past.map(({ batch, rows, undone }) => (
          <li class="pad stack s2" key={batch}>
            <p>
              <b class="block">{fileOf(batch)}</b>
              <small class="dim">
                {say('import.batch.rows', { n: rows })}
                {undone && ` · ${say('import.batch.undone')}`}
              </small>
            </p>
            <button type="button" class="btn full" onClick={() => undo(undone ? undoName(batch) : batch)}>
              <Icon name="undo" size="s" />
              {say(undone ? 'import.redo' : 'import.undo')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface UndoProps {
  readonly say: Say;
  readonly batch: string;
  leave(): void;
}

export function UndoOne({ say, batch, leave }: UndoProps) {
  const open = useOpen();
  // As it stood when it was asked: what is taken back is what was shown.
  const plan = useMemo(() => planHere(open, batch), [batch]);
  const [kept, keep] = useState<ReadonlySet<string>>(() => new Set(plan.asked.map(({ id }) => id)));
  const [done, note] = useState<number | null>(null);
  const [taken, took] = useState<number | null>(null);
  const [refusal, refuse] = useState<Refusal | null>(null);
  const rows = plan.rows.filter(({ acts }) => acts.length > 0);
  // Whatever is undone or put back, the questions are the same and the words are not.
  const how = wayBack(batch);
  const go = async () => {
    note(0);
    try {
      took(await undoHere(open, batch, plan, kept, note));
    } catch (error) {
      note(null);
      refuse(refusalOf(error));
    }
  };
  const away = (
    <button type="button" class="btn full" onClick={leave}>
      {say(taken === null ? `import.${how}.leave` : 'import.next')}
    </button>
  );
  const closed = plan.closed > 0 && <p>{say('import.undo.closed', { n: plan.closed })}</p>;
  if (taken !== null)
    return (
      <>
        <Notice tone="ok" icon="check" live>
          <p>{say(`import.${how}.done`, { n: taken })}</p>
          {rows.length > taken && <p>{say('import.undone.kept', { n: rows.length - taken })}</p>}
          {closed}
        </Notice>
        {away}
      </>
    );
  if (done !== null)
    return <Running text={say(`import.running.${how}`, { done, all: rows.length })} done={done} all={rows.length} />;
  if (rows.length === 0)
    return (
      <>
        <Notice tone="wait" icon="info">
          {closed || <p>{say(`import.${how}.nothing`)}</p>}
        </Notice>
        {away}
      </>
    );
  const toggle = (id: string) =>
    keep(kept.has(id) ? new Set([...kept].filter((one) => one !== id)) : new Set([...kept, id]));
  return (
    <>
      <h2>{say(`import.${how}.of`, { file: fileOf(batch) })}</h2>
      {refusal && <RefusalNotice refusal={refusal} />}
      <p>{say(`import.${how}.lead`, { n: rows.length })}</p>
      {closed && (
        <Notice tone="wait" icon="info">
          {closed}
        </Notice>
      )}
      {plan.asked.length > 0 && (
        <section class="stack s2">
          <Head title={say('import.undo.asked', { n: plan.asked.length })} />
          <p>{say('import.undo.asked.lead')}</p>
          <div class="line wrap">
            <button type="button" class="btn" onClick={() => keep(new Set(plan.asked.map(({ id }) => id)))}>
              {say('import.undo.keep.all')}
            </button>
            <button type="button" class="btn" onClick={() => keep(new Set())}>
              {say('import.undo.keep.none')}
            </button>
          </div>
          <div class="card pad stack s2">
            {plan.asked.map((row) => (
              <label class="opt" key={row.id}>
                <input type="checkbox" checked={kept.has(row.id)} onChange={() => toggle(row.id)} />
                <span class="grow">
                  <b class="block">
                    {say('import.undo.keep.this')} · {row.name}
                  </b>
                  <small>
                    {[
                      row.since.length > 0 && say('import.undo.since', { n: row.since.length }),
                      row.links > 0 && say('import.undo.links', { n: row.links }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </span>
              </label>
            ))}
          </div>
        </section>
      )}
      <button type="button" class="btn go full" onClick={go}>
        <Icon name="undo" />
        {say(`import.${how}.go`)}
      </button>
      {away}
    </>
  );
}
