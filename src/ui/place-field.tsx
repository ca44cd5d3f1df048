/**
 * Asks for a place. Words are always enough: the village or the quarter as it is called there. While one types, places of the map are offered;
 * choosing one adds where it lies, and the words can still be made more precise. The answer is plain words, or the JSON of words and place
 * (`placeAnswer`, `encodePlace`).
 */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { otherCountries } from './countries.ts';
import { describedBy, type FieldProps, fieldId, Name, Said } from './field.tsx';
import { t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { useLater } from './later.ts';
import { heldIn, placeAnswer, placeText } from './place.ts';
import { type PlaceFound, placeSearch } from './place-search.ts';
import { folded, matches } from './search.ts';

const OFFERED = 5;
const KNOWN = 3;

/** What stands behind the last comma is what is being typed: « Dougoukoro, Bla ». */
const lastPart = (text: string): string => text.slice(text.lastIndexOf(',') + 1).trim();
const withLastPart = (text: string, name: string): string => {
  const at = text.lastIndexOf(',');
  return at < 0 ? name : `${text.slice(0, at)}, ${name}`;
};
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

export function PlaceField(props: FieldProps) {
  const { question, answer, problem, onAnswer } = props;
  const { decl } = question;
  const id = fieldId(question);
  const held = heldIn(answer);
  const text = held ? placeText(held) : answer;
  const area = textIn(held?.['area']);
  const country = textIn(held?.['country']);
  const { part: search } = useLater(placeSearch());
  const [asked, setAsked] = useState(false);
  const abroad = country !== '' || asked;
  const next = useFocusAfter();

  const wanted = lastPart(text);
  const open = area === '' && wanted.length >= 2;
  const known = open
    ? (props.known ?? []).filter((one) => matches(wanted, one) && folded(one) !== folded(text)).slice(0, KNOWN)
    : [];
  const places = open && !abroad ? (search?.find(wanted, OFFERED) ?? []) : [];
  const count = known.length + places.length;

  const choose = ({ area, geo, name }: PlaceFound) => {
    next.current = `${id}-area`;
    onAnswer(placeAnswer({ ...held, area, geo, text: withLastPart(text, name) }));
  };
  const leave = () => {
    next.current = id;
    onAnswer(text);
  };
  const backHome = () => {
    setAsked(false);
    leave();
  };
  return (
    <div class={props.alone ? 'field alone' : 'field'}>
      <label for={id}>
        <Name {...props} />
      </label>
      <Said {...props} />
      <input
        class="in"
        id={id}
        value={text}
        autocomplete="off"
        aria-describedby={describedBy(question)}
        {...(decl.max && { maxLength: decl.max })}
        {...(problem && { 'aria-invalid': true })}
        {...(decl.required && { 'aria-required': true })}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          onAnswer(held ? placeAnswer({ ...held, text: typed }) : typed);
        }}
      />
      {area && <Chosen id={`${id}-area`} place={search?.named(area) ?? null} onRemove={leave} />}
      <p class="vh" role="status">
        {count > 0 ? t('place.found', { n: count }) : ''}
      </p>
      {count > 0 && (
        <ul class="opts" aria-label={t('place.suggested')}>
          {known.map((one) => (
            <li key={one}>
              <Offer
                name={one}
                onChoose={() => {
                  next.current = id;
                  onAnswer(one);
                }}
              />
            </li>
          ))}
          {places.map((place) => (
            <li key={place.area}>
              <Offer name={place.name} detail={place.detail} onChoose={() => choose(place)} />
            </li>
          ))}
        </ul>
      )}
      {abroad ? (
        <div class="field full">
          <label for={`${id}-country`}>{t('place.country')}</label>
          <select
            class="in"
            id={`${id}-country`}
            value={country}
            onChange={(event) => {
              const code = event.currentTarget.value;
              onAnswer(code ? placeAnswer({ text, country: code }) : text);
            }}
          >
            <option value="" />
            {otherCountries().map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
          <button type="button" class="btn" onClick={backHome}>
            {t('place.home')}
          </button>
        </div>
      ) : (
        area === '' && (
          <button
            type="button"
            class="btn"
            onClick={() => {
              next.current = `${id}-country`;
              setAsked(true);
            }}
          >
            <Icon name="globe" />
            {t('place.abroad')}
          </button>
        )
      )}
      {problem && props.ways}
    </div>
  );
}

/** What was touched goes away when it is chosen: the focus moves to what took its place, by its id. */
function useFocusAfter(): { current: string } {
  const next = useRef('');
  useLayoutEffect(() => {
    if (next.current === '') return;
    document.getElementById(next.current)?.focus();
    next.current = '';
  });
  return next;
}

function Offer(props: { readonly name: string; readonly detail?: string; readonly onChoose: () => void }) {
  return (
    <button type="button" class="opt full" onClick={props.onChoose}>
      <Icon name={props.detail ? 'pin' : 'history'} />
      <span class="grow">
        <b>{props.name}</b>
        {props.detail && <small>{props.detail}</small>}
      </span>
    </button>
  );
}

function Chosen(props: { readonly id: string; readonly place: PlaceFound | null; readonly onRemove: () => void }) {
  const { place } = props;
  return (
    <div class="line wrap full">
      <Icon name="pin" />
      <span class="grow" id={props.id} tabIndex={-1}>
        {place ? t('place.chosen', { name: place.name, detail: place.detail }) : t('place.mapped')}
      </span>
      <button type="button" class="btn" onClick={props.onRemove}>
        <Icon name="x" />
        {t('place.remove')}
      </button>
    </div>
  );
}
