/** Step two on a phone: what each column holds, what stands for an empty cell, what the file's own words mean. */
import { useMemo } from 'preact/hooks';
import { refsOf, type TypeDecl } from '../../../kernel/declare.ts';
import { isVoided, type RecordState, textOf } from '../../../kernel/fold.ts';
import type { Replica } from '../../../kernel/replica.ts';
import { language, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import { typeMany } from '../../../ui/records/describe.tsx';
import { type Mapping, missingTargets, sharedTargets, type Target, targetLabel, targetsOf } from '../columns.ts';
import { type Say, short } from '../remarks.ts';
import type { Table } from '../table.ts';
import { unknownWords } from '../unknown.ts';
import { languageOf } from '../words.ts';

interface ColumnsProps {
  readonly say: Say;
  readonly type: TypeDecl;
  readonly table: Table;
  readonly mapping: Mapping;
  change(mapping: Mapping): void;
  check(): void;
}

export function Columns({ say, type, table, mapping, change, check }: ColumnsProps) {
  const { replica } = useOpen();
  const targets = useMemo(() => targetsOf(replica.id.decl, type), [replica, type]);
  const words = useMemo(() => unknownWords(table, targets, mapping), [table, targets, mapping.columns]);
  const label = (target: Target) => targetLabel(target, languageOf(language.value));
  const put = (at: number, key: string) =>
    change({
      ...mapping,
      // A target is said once: the column that had it before has it no more.
      columns: mapping.columns.map((one, i) => (i === at ? key || null : one === key ? null : one)),
    });
  const setWord = (key: string, plain: string, value: string) => {
    const { [plain]: _, ...others } = mapping.words[key] ?? {};
    change({ ...mapping, words: { ...mapping.words, [key]: value ? { ...others, [plain]: value } : others } });
  };
  const left = mapping.columns.filter((key) => key === null).length;
  // Rows that name the records they change need nothing else.
  const missing = mapping.columns.includes(':id') ? [] : missingTargets(targets, mapping);
  const shared = sharedTargets(targets);
  const [beside] = shared.beside;
  const isNamed = shared.beside.some((target) => namedBy(replica, target).length > 0);
  const fixed = (target: Target) => (
    <div class="field" key={target.key}>
      <label for={`fixed-${target.key}`}>
        {say('import.fixed.field', { field: label({ ...target, key: target.field }) })}
      </label>
      <Fixed
        say={say}
        target={target}
        value={mapping.fixed[target.key] ?? ''}
        set={(value) => change({ ...mapping, fixed: withValue(mapping.fixed, target.key, value) })}
      />
    </div>
  );
  return (
    <>
      <p>{say('import.columns.lead')}</p>
      <div class="card pad stack s4">
        {table.heading.map((heading, at) => (
          <div class="field" key={at}>
            <label for={`column-${at}`}>{heading || say('import.columns.column', { name: String(at + 1) })}</label>
            <Example say={say} table={table} at={at} />
            <select
              class="in"
              id={`column-${at}`}
              value={mapping.columns[at] ?? ''}
              onChange={({ currentTarget }) => put(at, currentTarget.value)}
            >
              <option value="">{say('import.columns.none')}</option>
              {targets.map((target) => (
                <option value={target.key} key={target.key}>
                  {label(target)}
                </option>
              ))}
            </select>
          </div>
        ))}
        {left > 0 && <p class="sm dim">{say('import.columns.left', { n: left })}</p>}
        {missing.length > 0 && (
          <Notice tone="fix" icon="warning">
            <p>{say('import.columns.missing', { fields: missing.map(label).join(t('list.comma')) })}</p>
          </Notice>
        )}
      </div>
      <div class="card pad stack s4">
        <h2>{say('import.fixed')}</h2>
        {shared.own.map(fixed)}
      </div>
      {beside && isNamed && (
        <div class="card pad stack s4">
          <h2>{typeMany(beside.type.name)}</h2>
          <p class="sm dim">{say(`import.beside.${beside.type.name}`)}</p>
          {shared.beside.map(fixed)}
        </div>
      )}
      {words.length > 0 && (
        <div class="card pad stack s4">
          <h2>{say('import.words')}</h2>
          <p class="sm dim">{say('import.words.lead')}</p>
          {words.map(({ target, word, plain, times }, at) => (
            <div class="field" key={`${target.key} ${plain}`}>
              <label for={`word-${at}`}>
                {say('import.words.word', { field: label(target), word: short(word) })}{' '}
                <span class="dim">{say('import.words.times', { n: times })}</span>
              </label>
              <select
                class="in"
                id={`word-${at}`}
                value={mapping.words[target.key]?.[plain] ?? ''}
                onChange={({ currentTarget }) => setWord(target.key, plain, currentTarget.value)}
              >
                <option value="">{say('import.words.keep')}</option>
                <Choices target={target} />
              </select>
            </div>
          ))}
        </div>
      )}
      <button type="button" class="btn go full" onClick={check}>
        <Icon name="check" />
        {say('import.check')}
      </button>
    </>
  );
}

const withValue = (fixed: Mapping['fixed'], key: string, value: string): Mapping['fixed'] => {
  const { [key]: _, ...others } = fixed;
  return value.trim() ? { ...others, [key]: value } : others;
};

function Example({ say, table, at }: { readonly say: Say; readonly table: Table; readonly at: number }) {
  const example = table.rows.map(({ cells }) => (cells[at] ?? '').trim()).find((cell) => cell !== '');
  return example === undefined ? null : <p class="hint">{say('import.columns.example', { value: short(example) })}</p>;
}

function Choices({ target: { type, field, part, decl } }: { readonly target: Target }) {
  return (
    <>
      {(decl?.choices ?? []).map(({ value }) => (
        <option value={value} key={value}>
          {t(`${type.name}.${part ? `${field}.${part}` : field}.${value}`)}
        </option>
      ))}
    </>
  );
}

/** Records that a target may name, in the order of their names. */
const namedBy = (replica: Replica, { decl }: Target): readonly RecordState[] =>
  (decl ? refsOf(decl) : [])
    .flatMap((type) => replica.list(type))
    .filter((state) => !isVoided(state) && replica.resolve(state.id) === state.id)
    .sort((a, b) => textOf(a, 'name').localeCompare(textOf(b, 'name'), 'fr'));

interface FixedProps {
  readonly say: Say;
  readonly target: Target;
  readonly value: string;
  set(value: string): void;
}

function Fixed({ say, target, value, set }: FixedProps) {
  const { replica } = useOpen();
  const id = `fixed-${target.key}`;
  const isRef = target.decl?.ref !== undefined;
  if (!target.decl?.choices && !isRef)
    return (
      <input
        class="in"
        id={id}
        value={value}
        maxLength={120}
        autocomplete="off"
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    );
  return (
    <select class="in" id={id} value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
      <option value="">{say(isRef ? 'import.beside.none' : 'import.fixed.none')}</option>
      {isRef ? (
        namedBy(replica, target).map((state) => (
          <option value={state.id} key={state.id}>
            {textOf(state, 'name')}
          </option>
        ))
      ) : (
        <Choices target={target} />
      )}
    </select>
  );
}
