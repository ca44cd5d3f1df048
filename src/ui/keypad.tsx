/** Six digits: large keys, typed digits as dots, and the keyboard works too. What was typed is never shown. */
import { useRef, useState } from 'preact/hooks';
import { useFigureKeys } from './figure-keys.ts';
import { t } from './i18n.ts';
import { Icon } from './icon.tsx';
import './messages/code/index.ts';

export const PIN_LENGTH = 6;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

export function Keypad(props: {
  /** Answers once six digits are there; the dots are emptied for the next try. */
  readonly onDone: (pin: string) => void;
  readonly disabled?: boolean;
  readonly label: string;
  readonly onForgotten?: () => void;
}) {
  const [typed, setTyped] = useState('');
  const latest = useRef({ typed, ...props });
  latest.current = { typed, ...props };

  const press = (key: string) => {
    const { typed: before, disabled, onDone } = latest.current;
    if (disabled) return;
    const after = key === 'erase' ? before.slice(0, -1) : before + key;
    latest.current.typed = after.length === PIN_LENGTH ? '' : after;
    setTyped(latest.current.typed);
    if (after.length === PIN_LENGTH) onDone(after);
  };
  useFigureKeys(press);

  const filled = Array.from({ length: PIN_LENGTH }, (_, at) => at < typed.length);
  return (
    <div class="stack">
      <p class="vh" role="status">
        {typed.length > 0 && t('pin.typed', { n: typed.length })}
      </p>
      <p class="pin" aria-hidden="true">
        {filled.map((on, at) => (
          <i key={at} class={on ? 'on' : ''} />
        ))}
      </p>
      <fieldset class="keys" aria-label={props.label} {...(props.disabled && { 'data-off': true })}>
        {DIGITS.map((digit) => (
          <button key={digit} type="button" class="num" disabled={props.disabled === true} onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
        {props.onForgotten && (
          <button type="button" class="forgot" aria-label={t('pin.forgotten')} onClick={props.onForgotten}>
            <Icon name="help" size="l" />
          </button>
        )}
        <button
          type="button"
          class="erase"
          aria-label={t('pin.erase')}
          disabled={props.disabled === true}
          onClick={() => press('erase')}
        >
          <Icon name="erase" size="l" />
        </button>
      </fieldset>
    </div>
  );
}
