/** Importer un fichier, on a phone: the same five steps and the same rules as on the hub, with no network. */
import { useState } from 'preact/hooks';
import type { TypeDecl } from '../../../kernel/declare.ts';
import type { Refusal } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { language, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import { remember, remembered } from '../../../ui/prefs.ts';
import { typeMany } from '../../../ui/records/describe.tsx';
import { typeAt } from '../../../ui/records/routes.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { href, path, go as turn } from '../../../ui/router.ts';
import { type Checked, chosen } from '../check.ts';
import { firstMapping, headingKey, isMapping, type Mapping, targetsOf } from '../columns.ts';
import { templateFile } from '../files.ts';
import { PHONE_BOUNDS, type Table, tableOfCsv } from '../table.ts';
import { languageOf, sayIn } from '../words.ts';
import { Check } from './check.tsx';
import { Columns } from './columns.tsx';
import { IMPORT } from './list.tsx';
import { Running, Steps, TakeFile } from './parts.tsx';
import { PastImports, UndoOne } from './undo.tsx';
import { bringInHere, checkHere } from './work.ts';

type Stage =
  | { readonly at: 'file'; readonly refusal?: Refusal }
  | { readonly at: 'columns' | 'checking'; readonly file: Chosen }
  | { readonly at: 'check' | 'running'; readonly file: Chosen; readonly checked: Checked }
  | {
      readonly at: 'report';
      readonly batch: string;
      readonly made: number;
      readonly changed: number;
      readonly left: number;
    }
  | { readonly at: 'undo'; readonly batch: string };

interface Chosen {
  readonly name: string;
  readonly table: Table;
  readonly mapping: Mapping;
}

export default function Import() {
  const open = useOpen();
  const [address = ''] = path.value;
  const type = typeAt(open.replica, address);
  return type ? <Importing key={type.name} type={type} address={address} /> : null;
}

function Importing({ type, address }: { readonly type: TypeDecl; readonly address: string }) {
  const open = useOpen();
  const say = sayIn(languageOf(language.value));
  const [reached, go] = useState<Stage>({ at: 'file' });
  const stage = asFarAs(Number(path.value[2]) || STEP.file, reached);
  const [done, note] = useState(0);
  const back = { href: href(address), label: t('back.list', { list: typeMany(type.name).toLowerCase() }) };

  const take = async (picked: File) => {
    const read = tableOfCsv(new Uint8Array(await picked.arrayBuffer()), PHONE_BOUNDS);
    if (!read.ok) return go({ at: 'file', refusal: read.error });
    const { heading } = read.value;
    const mapping = firstMapping(
      heading,
      targetsOf(open.replica.id.decl, type),
      keptMapping(headingKey(type.name, heading)),
    );
    go({ at: 'columns', file: { name: picked.name, table: read.value, mapping } });
    turn(href(address, IMPORT, String(STEP.columns)));
  };
  const check = async (file: Chosen) => {
    note(0);
    go({ at: 'checking', file });
    turn(href(address, IMPORT, String(STEP.check)));
    remember(`columns.${headingKey(type.name, file.table.heading)}`, JSON.stringify(file.mapping));
    const checked = await checkHere(open, type, file.table, file.mapping, note);
    // Whoever went back meanwhile and changed a column checks again.
    go((now) => (now.at === 'checking' && now.file === file ? { at: 'check', file, checked } : now));
  };
  const bring = async (file: Chosen, checked: Checked, choice: 'valid' | 'ready') => {
    const rows = chosen(checked, choice);
    note(0);
    go({ at: 'running', file, checked });
    turn(href(address, IMPORT), 'replace');
    try {
      const batch = await bringInHere(open, file.name, rows, note);
      const changed = rows.filter(({ fate }) => fate === 'change').length;
      go({ at: 'report', batch, made: rows.length - changed, changed, left: checked.rows.length - rows.length });
    } catch (error) {
      // What was written stays; the same file again goes on where this one ended.
      go({ at: 'file', refusal: refusalOf(error) });
    }
  };

  return (
    <Frame title={say('import.title')} sub={'file' in stage ? stage.file.name : typeMany(type.name)} back={back}>
      <div class="stack s4" style={{ maxInlineSize: '44rem' }}>
        {stage.at !== 'undo' && <Steps say={say} n={STEP[stage.at]} />}
        {stage.at === 'file' && (
          <>
            {stage.refusal && <RefusalNotice refusal={stage.refusal} />}
            {stage.refusal?.code === 'IMPORT-KIND' && <p class="sm">{say('import.file.xlsx')}</p>}
            <TakeFile
              say={say}
              take={take}
              template={() => templateFile(open.replica.id.decl, type, languageOf(language.value))}
              name={type.name}
            />
            <PastImports say={say} undo={(batch) => go({ at: 'undo', batch })} />
          </>
        )}
        {stage.at === 'columns' && (
          <Columns
            {...{ say, type, table: stage.file.table, mapping: stage.file.mapping }}
            change={(mapping) => go({ at: 'columns', file: { ...stage.file, mapping } })}
            check={() => check(stage.file)}
          />
        )}
        {stage.at === 'checking' && (
          <Running
            text={say('import.running.check', { done, all: stage.file.table.rows.length })}
            done={done}
            all={stage.file.table.rows.length}
          />
        )}
        {stage.at === 'check' && (
          <Check
            {...{ say, type, table: stage.file.table, name: stage.file.name, checked: stage.checked }}
            bring={(choice) => bring(stage.file, stage.checked, choice)}
            again={() => history.back()}
          />
        )}
        {stage.at === 'running' && (
          <Running
            text={say('import.running', { done, all: stage.checked.rows.length })}
            done={done}
            all={stage.checked.rows.length}
          />
        )}
        {stage.at === 'report' && (
          <Report
            {...{
              say,
              stage,
              address,
              undo: () => go({ at: 'undo', batch: stage.batch }),
              next: () => go({ at: 'file' }),
            }}
          />
        )}
        {stage.at === 'undo' && <UndoOne say={say} batch={stage.batch} leave={() => go({ at: 'file' })} />}
      </div>
    </Frame>
  );
}

/** The phone's own button goes back a step, to the columns or to the file, and nothing is lost of what was said there. */
function asFarAs(step: number, reached: Stage): Stage {
  if (reached.at !== 'columns' && reached.at !== 'checking' && reached.at !== 'check') return reached;
  if (step < STEP.columns) return { at: 'file' };
  return step < STEP.check ? { at: 'columns', file: reached.file } : reached;
}

const STEP = { file: 1, columns: 2, checking: 3, check: 3, running: 4, report: 5 } as const;

/** What was said of such columns before, on this device. */
function keptMapping(heading: string): Mapping | null {
  try {
    const kept: unknown = JSON.parse(remembered(`columns.${heading}`) ?? 'null');
    return isMapping(kept) ? kept : null;
  } catch {
    return null;
  }
}

interface ReportProps {
  readonly say: ReturnType<typeof sayIn>;
  readonly stage: Extract<Stage, { at: 'report' }>;
  readonly address: string;
  undo(): void;
  next(): void;
}

function Report({ say, stage: { made, changed, left }, address, undo, next }: ReportProps) {
  const words = [
    say('import.done.made', { n: made }),
    changed > 0 && say('import.done.changed', { n: changed }),
    left > 0 && say('import.done.left', { n: left }),
  ].filter((word): word is string => typeof word === 'string');
  return (
    <>
      <Notice tone="ok" icon="check" live>
        {words.map((word) => (
          <p key={word}>{word}</p>
        ))}
      </Notice>
      <div class="stack s2">
        <a class="btn go full" href={href(address)}>
          {say('import.see')}
        </a>
        <button type="button" class="btn full" onClick={next}>
          {say('import.next')}
        </button>
        <button type="button" class="btn full" onClick={undo}>
          <Icon name="undo" />
          {say('import.undo')}
        </button>
      </div>
    </>
  );
}
