/** Another record: looked for by name among those of this copy, shown with one line of context so that two of one name are told apart. */
import { useState } from 'preact/hooks';
import { refsOf } from '../../kernel/declare.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { describedBy, type FieldProps, fieldId, Name, Said } from '../field.tsx';
import { t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { useOpen } from '../open.ts';
import { href } from '../router.ts';
import { titleOf } from '../words.ts';
import { contextText, newTitle, RecordSign } from './describe.tsx';
import { lookFor } from './find.ts';

/** Records offered at a time: more is a longer name to type, not a longer list to read. */
const SHOWN = 6;

export function ReferenceField(props: FieldProps) {
  const { question, answer, problem, onAnswer } = props;
  const open = useOpen();
  const { replica, me } = open;
  const [wanted, setWanted] = useState('');
  const id = fieldId(question);
  const types = refsOf(question.decl);
  const chosen = isRecordId(answer) ? replica.record(replica.resolve(answer)) : null;
  const found = chosen ? [] : lookFor(replica, me.person, types, wanted, SHOWN);
  const makers = types.flatMap((type) => {
    const face = replica.id.decl.types[type]?.face;
    return face ? [{ type, face }] : [];
  });
  return (
    <div class={props.alone ? 'field alone' : 'field'} style={{ '--w': '34rem' }}>
      <label for={id}>
        <Name {...props} />
      </label>
      <Said {...props} />
      {chosen ? (
        <div class="card full">
          <div class="row wrap full">
            <RecordSign state={chosen} />
            <span class="grow">
              <b>{titleOf(replica, chosen.id) || t('value.unknown')}</b>
              <small>{contextText(open, chosen)}</small>
            </span>
            <button
              type="button"
              id={id}
              class="btn"
              onClick={() => {
                onAnswer('');
                queueMicrotask(() => document.getElementById(id)?.focus());
              }}
            >
              {t('form.change')}
              <span class="vh"> {t(`${question.type.name}.${question.field}`)}</span>
            </button>
          </div>
        </div>
      ) : (
        <>
          <p class="hint">{t('reference.hint')}</p>
          <input
            class="in"
            id={id}
            type="search"
            autocomplete="off"
            value={wanted}
            aria-describedby={describedBy(question)}
            aria-controls={`${id}-found`}
            {...(problem && { 'aria-invalid': true })}
            {...(question.decl.required && { 'aria-required': true })}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
          <div class="card rows full" id={`${id}-found`} aria-live="polite">
            {found.map(({ id: record, name }) => {
              const state = replica.record(record);
              return (
                <button type="button" class="row" key={record} onClick={() => onAnswer(record)}>
                  {state && <RecordSign state={state} />}
                  <span class="grow start">
                    <b>{name}</b>
                    {state && <small>{contextText(open, state)}</small>}
                  </span>
                </button>
              );
            })}
            {found.length === 0 && <p class="pad sm dim">{t('reference.none')}</p>}
          </div>
          {makers.map(({ type, face }) => (
            <a class="btn bare" key={type} href={href(face.address, 'nouvelle')}>
              <Icon name="plus" />
              {t('reference.first', { what: newTitle(type).toLowerCase() })}
            </a>
          ))}
        </>
      )}
      {problem && props.ways}
    </div>
  );
}
