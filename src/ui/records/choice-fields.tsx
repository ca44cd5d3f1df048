/** One of several, several of a list, yes or no. A long list shows its usual choices first; a rare one that was chosen is always in sight. */
import { useState } from 'preact/hooks';
import { describedBy, type FieldProps, fieldId, Name, Said } from '../field.tsx';
import { has, t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { listAnswer, listOf } from './codec.ts';

/** Choices in sight of a longer list: what fits two phone screens. */
const USUAL = 8;

interface Option {
  readonly value: string;
  readonly icon: string;
  readonly label: string;
  readonly hint: string;
}

const optionsOf = ({ question: { type, field, decl } }: FieldProps): readonly Option[] =>
  (decl.choices ?? []).map(({ value, icon }) => {
    const key = `${type.name}.${field}.${value}`;
    return { value, icon, label: has(key) ? t(key) : value, hint: has(`${key}.hint`) ? t(`${key}.hint`) : '' };
  });

interface GroupProps extends FieldProps {
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly several?: boolean;
  readonly onChoose: (value: string) => void;
}

function Group(props: GroupProps) {
  const { question, problem, options, chosen, several } = props;
  const [all, setAll] = useState(false);
  const id = fieldId(question);
  const shown = all ? options : options.filter(({ value }, at) => at < USUAL || chosen.includes(value));
  return (
    <fieldset
      class={props.alone ? 'field alone' : 'field'}
      aria-describedby={describedBy(question)}
      {...(problem && { 'aria-invalid': true })}
    >
      <legend id={id} tabIndex={-1}>
        <Name {...props} />
      </legend>
      <Said {...props} />
      <div class="opts">
        {shown.map(({ value, icon, label, hint }) => {
          const rank = several && chosen.length > 1 ? chosen.indexOf(value) + 1 : 0;
          return (
            <label class="opt" key={value}>
              <input
                type={several ? 'checkbox' : 'radio'}
                name={id}
                value={value}
                checked={chosen.includes(value)}
                onChange={() => props.onChoose(value)}
              />
              {icon && <Icon name={icon} />}
              <span class="grow">
                <b>{label}</b>
                {hint && <small>{hint}</small>}
              </span>
              {rank > 0 && (
                <span class="rank num">
                  <span class="vh">{t('choices.rank')} </span>
                  {rank}
                </span>
              )}
            </label>
          );
        })}
      </div>
      {options.length > shown.length && (
        <button type="button" class="btn" onClick={() => setAll(true)}>
          <Icon name="down" />
          {t('choice.others', { n: options.length - shown.length })}
        </button>
      )}
      {problem && props.ways}
    </fieldset>
  );
}

export function ChoiceField(props: FieldProps) {
  const chosen = props.answer === '' ? [] : [props.answer];
  // A value that a newer version wrote is shown as it is written, rather than lost.
  const options = optionsOf(props);
  const known = options.some(({ value }) => value === props.answer);
  const rest = known || chosen.length === 0 ? [] : [{ value: props.answer, icon: '', label: props.answer, hint: '' }];
  return <Group {...props} options={[...options, ...rest]} chosen={chosen} onChoose={props.onAnswer} />;
}

/** Several, in the order they were chosen: the first is the main one. */
export function ChoicesField(props: FieldProps) {
  const chosen = listOf(props.answer);
  const choose = (value: string) =>
    props.onAnswer(listAnswer(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]));
  return <Group {...props} options={optionsOf(props)} chosen={chosen} several onChoose={choose} />;
}

export function YesNoField(props: FieldProps) {
  const options = [
    { value: 'yes', icon: 'check', label: t('value.yes'), hint: '' },
    { value: 'no', icon: 'x', label: t('value.no'), hint: '' },
  ];
  const chosen = props.answer === '' ? [] : [props.answer];
  return <Group {...props} options={options} chosen={chosen} onChoose={props.onAnswer} />;
}
