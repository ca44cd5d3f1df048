/** Entries of a map, each with its parts: earlier forms and names, periods of membership. One is open at a time; taking one out is undone in place. */
import { useState } from 'preact/hooks';
import { describedBy, Field, type FieldProps, fieldId, Name, Said } from '../field.tsx';
import { t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { useOpen } from '../open.ts';
import { entryProblems, partsOfEntry } from '../record-form.ts';
import { entryText } from '../words.ts';
import { type Entries, type EntryAnswer, encodeEntry, entriesAnswer, entriesIn, isNewEntry } from './codec.ts';

/** Latest first; what is being added stands at the end, under the eyes of who adds it. */
function ordered(entries: Entries): readonly (readonly [key: string, entry: EntryAnswer])[] {
  const time = (entry: EntryAnswer) => entry?.['from'] ?? entry?.['on'] ?? '';
  return Object.entries(entries).sort(
    ([a, one], [b, other]) =>
      Number(isNewEntry(a)) - Number(isNewEntry(b)) || time(other).localeCompare(time(one)) || a.localeCompare(b),
  );
}

export function EntriesField(props: FieldProps) {
  const { question, answer, problem, onAnswer } = props;
  const { type, field, decl } = question;
  const open = useOpen();
  const entries = entriesIn(answer);
  const problems = entryProblems(question, answer);
  const faulty = Object.keys(entries).find((key) => [...problems.keys()].some((name) => name.startsWith(`${key} `)));
  const [chosen, setChosen] = useState<string | null>(null);
  const [gone, setGone] = useState<Entries>({});
  const at = problem && faulty ? faulty : chosen;
  const id = fieldId(question);
  const set = (key: string, entry: EntryAnswer | undefined) => {
    const { [key]: _old, ...others } = entries;
    onAnswer(entriesAnswer(entry === undefined ? others : { ...others, [key]: entry }));
  };
  const takeOut = (key: string, entry: EntryAnswer) => {
    setGone({ ...gone, [key]: entry });
    set(key, isNewEntry(key) ? undefined : null);
  };
  const add = () => {
    const numbers = Object.keys(entries).flatMap((key) => (isNewEntry(key) ? [Number(key.slice(1))] : []));
    const key = `+${Math.max(0, ...numbers) + 1}`;
    set(key, {});
    setChosen(key);
  };
  return (
    <fieldset class={props.alone ? 'field alone' : 'field'} aria-describedby={describedBy(question)}>
      <legend id={id} tabIndex={-1}>
        <Name {...props} />
      </legend>
      <Said {...props} reason={problem ? t('entries.wrong') : ''} />
      <ul class="stack s2 full">
        {ordered(entries).map(([key, entry]) => (
          <li class="card" key={key}>
            {entry !== null && key === at ? (
              <div class="pad stack">
                {partsOfEntry(question).map((part) => {
                  const name = part.field.slice(field.length + 1);
                  return (
                    <Field
                      key={name}
                      question={part}
                      answer={entry[name] ?? ''}
                      problem={problem ? (problems.get(`${key} ${name}`) ?? null) : null}
                      onAnswer={(value) => set(key, { ...entry, [name]: value })}
                    />
                  );
                })}
                <div class="line wrap">
                  <button type="button" class="btn" onClick={() => setChosen(null)}>
                    <Icon name="check" />
                    {t('entries.done')}
                  </button>
                  <button type="button" class="btn bare" onClick={() => takeOut(key, entry)}>
                    {t('entries.out')}
                  </button>
                </div>
              </div>
            ) : (
              <div class="row wrap">
                <span class="grow">
                  {entry === null ? (
                    <del>{t('entries.gone')}</del>
                  ) : (
                    <b>
                      {entryText(open, decl, `${type.name}.${field}`, encodeEntry(decl, entry)) || t('entries.empty')}
                    </b>
                  )}
                </span>
                {entry === null ? (
                  gone[key] && (
                    <button type="button" class="btn" onClick={() => set(key, gone[key])}>
                      {t('undo')}
                    </button>
                  )
                ) : (
                  <button type="button" class="btn" onClick={() => setChosen(key)}>
                    {t('form.change')}
                  </button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      <button type="button" class="btn" onClick={add}>
        <Icon name="plus" />
        {t('entries.add')}
      </button>
      {problem && props.ways}
    </fieldset>
  );
}
