/** Step three on a phone: how many are ready, what is to be looked at, line by line with the remedy, and what to bring in. */
import type { TypeDecl } from '../../../kernel/declare.ts';
import { language } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Head, Notice } from '../../../ui/parts.tsx';
import type { Checked, CheckedRow, Choice } from '../check.ts';
import { linesFile, SECTIONS, type Section } from '../files.ts';
import type { Remark, Say } from '../remarks.ts';
import type { Table } from '../table.ts';
import { languageOf, remarkWords } from '../words.ts';
import { saveFile } from './parts.tsx';

const SHOWN = 30;

/** Each sum with its sign: what goes in, what is to be looked at, what stays out, what is there already. */
const SUMS = {
  ready: { icon: 'check', tone: 'ok' },
  warned: { icon: 'flag', tone: 'wait' },
  errors: { icon: 'fix', tone: 'fix' },
  here: { icon: 'received', tone: 'recv' },
} as const;

interface CheckProps {
  readonly say: Say;
  readonly type: TypeDecl;
  readonly table: Table;
  readonly name: string;
  readonly checked: Checked;
  bring(choice: Choice): void;
  again(): void;
}

export function Check({ say, type, table, name, checked, bring, again }: CheckProps) {
  const { replica } = useOpen();
  const { ready, warned, errors, here, rows } = checked;
  const words = remarkWords(replica.id.decl, type, languageOf(language.value));
  const acts = ready + warned;
  const changes = rows.filter(({ fate }) => fate === 'change').length;
  const sums = [
    ['ready', ready],
    ['warned', warned],
    ['errors', errors],
    ['here', here],
  ] as const;
  const save = (section: Section) => {
    const text = linesFile(section, table, checked, replica.id.decl, type, languageOf(language.value));
    saveFile(text, `${name.replace(/\.\w+$/, '')}-${section}.csv`);
  };
  const lists = [
    ['erreurs', 'import.lines.errors'],
    ['avertissements', 'import.lines.warned'],
    ['deja-la', 'import.lines.here'],
  ] as const;
  return (
    <>
      <div class="card pad stack s2">
        {sums.map(([key, n]) => (
          <p key={key} class={n === 0 ? 'line wrap dim' : 'line wrap'}>
            <span class={n === 0 ? 'st' : `st quiet ${SUMS[key].tone}`}>
              <Icon name={SUMS[key].icon} />
            </span>
            <b>{say(`import.sum.${key}`, { n })}</b>
          </p>
        ))}
        <p class="sm dim">
          {say('import.sum.all', { n: rows.length })}
          {table.blank > 0 && ` · ${say('import.sum.blank', { n: table.blank })}`}
        </p>
      </div>
      {acts === 0 ? (
        <Notice tone="wait" icon="info">
          <p>{say(here === rows.length ? 'import.do.nothing' : 'import.do.none')}</p>
        </Notice>
      ) : (
        <div class="stack s2">
          <button type="button" class="btn go full" onClick={() => bring('valid')}>
            <Icon name="check" />
            {say('import.do.valid', { n: acts })}
          </button>
          {changes > 0 && <p class="sm dim">{say('import.changes', { n: changes })}</p>}
          {warned > 0 && ready > 0 && (
            <button type="button" class="btn full" onClick={() => bring('ready')}>
              {say('import.do.ready', { n: ready })}
            </button>
          )}
        </div>
      )}
      <button type="button" class="btn full" onClick={again}>
        <Icon name="back" />
        {say('import.again')}
      </button>
      {lists.map(([section, title]) => {
        const some = rows.filter(SECTIONS[section]);
        if (some.length === 0) return null;
        return (
          <section key={section} class="stack s2">
            <Head title={say(title)} count={some.length} />
            <button type="button" class="btn full" onClick={() => save(section)}>
              <Icon name="doc" />
              {say('import.lines.take')}
            </button>
            {section === 'erreurs' && (
              <p class="sm dim">{say('import.errors.hint', { column: say('import.reason') })}</p>
            )}
            <Lines say={say} rows={some} words={words} />
          </section>
        );
      })}
    </>
  );
}

interface LinesProps {
  readonly say: Say;
  readonly rows: readonly CheckedRow[];
  words(remark: Remark): string;
}

function Lines({ say, rows, words }: LinesProps) {
  return (
    <>
      <ul class="card rows">
        {rows.slice(0, SHOWN).map(({ row, name, remarks }) => (
          <li class="row" key={row.line}>
            <span class="grow">
              <b>{[say('import.line', { n: row.line }), name].filter((part) => part !== '').join(' · ')}</b>
              {remarks.map((remark) => (
                <small key={`${remark.code} ${remark.target} ${remark.value}`}>{words(remark)}</small>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && <p class="sm dim">{say('import.lines.more', { n: rows.length - SHOWN })}</p>}
    </>
  );
}
