/** Several areas of the country, by name: found while typing, shown as they will be read. */
import { useState } from 'preact/hooks';
import { describedBy, type FieldProps, fieldId, Name, Said } from '../field.tsx';
import { t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { useLater } from '../later.ts';
import { placeSearch } from '../place-search.ts';
import { areaName } from '../words.ts';
import { listAnswer, listOf } from './codec.ts';

const SHOWN = 6;

export function ZoneField(props: FieldProps) {
  const { question, answer, onAnswer } = props;
  const [wanted, setWanted] = useState('');
  const id = fieldId(question);
  const chosen = listOf(answer);
  const { part: map } = useLater(placeSearch());
  const found = (map?.find(wanted.trim(), SHOWN) ?? []).filter(({ area }) => !chosen.includes(area));
  const add = (area: string) => {
    onAnswer(listAnswer([...chosen, area]));
    setWanted('');
  };
  return (
    <div class={props.alone ? 'field alone' : 'field'} style={{ '--w': '34rem' }}>
      <label for={id}>
        <Name {...props} />
      </label>
      <Said {...props} />
      {chosen.length > 0 && (
        <ul class="line wrap">
          {chosen.map((area) => (
            <li key={area}>
              <button
                type="button"
                class="chip"
                onClick={() => onAnswer(listAnswer(chosen.filter((one) => one !== area)))}
              >
                {areaName(area)}
                <Icon name="x" size="s" />
                <span class="vh">{t('entries.out')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        class="in"
        id={id}
        type="search"
        autocomplete="off"
        value={wanted}
        aria-describedby={describedBy(question)}
        onInput={(event) => setWanted(event.currentTarget.value)}
      />
      {wanted.trim() !== '' && (
        <div class="card rows full" aria-live="polite">
          {found.map(({ area, name, detail }) => (
            <button type="button" class="row" key={area} onClick={() => add(area)}>
              <span class="grow start">
                <b>{name}</b>
                <small>{detail}</small>
              </span>
            </button>
          ))}
          {found.length === 0 && <p class="pad sm dim">{t('reference.none')}</p>}
        </div>
      )}
      {props.problem && props.ways}
    </div>
  );
}
