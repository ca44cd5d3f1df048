/** A code read aloud or copied from paper: capitals, spaces and dashes are forgiven, groups are made while typing. */
import type { Refusal } from '../kernel/types.ts';
import { t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { RefusalError } from './refusal.tsx';

/** Letters of codes: no i, l, o or 1. A letter o can only be meant as zero. */
const tidy = (text: string): string =>
  text
    .toLowerCase()
    .replace(/o/g, '0')
    .replace(/[^a-z0-9]/g, '');

export interface CodeShape {
  readonly groups: number;
  readonly size: number;
}

/** `abcdefghjkmn` as `abcd-efgh-jkmn`. */
export const grouped = (code: string, { size }: CodeShape): string =>
  (code.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join('-');

/** Letters still missing. */
export const lettersMissing = (code: string, { groups, size }: CodeShape): number => groups * size - tidy(code).length;

/** What stands against a code: a refusal, or that it is not whole yet. */
export type CodeFault = Refusal | 'short';

export function CodeInput(props: {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly shape: CodeShape;
  readonly value: string;
  readonly fault: CodeFault | null;
  readonly onValue: (code: string) => void;
}) {
  const { shape } = props;
  const letters = shape.groups * shape.size;
  return (
    <div class="field" style={{ '--w': `${(letters + shape.groups) * 1.35}ch` }}>
      <label for={props.id}>{props.label}</label>
      <p class="hint" id={`${props.id}-hint`}>
        {props.hint}
      </p>
      <RefusalError refusal={props.fault === 'short' ? null : props.fault} id={`${props.id}-error`} />
      <div role="alert">
        {props.fault === 'short' && (
          <p class="err">
            <Icon name="warning" size="s" />
            {t('code.short', { n: lettersMissing(props.value, shape), letters })}
          </p>
        )}
      </div>
      <input
        id={props.id}
        class="in num code"
        type="text"
        value={props.value}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-describedby={`${props.id}-error ${props.id}-hint`}
        {...(props.fault && { 'aria-invalid': true })}
        onInput={(event) => {
          const input = event.currentTarget;
          const atEnd = input.selectionStart === input.value.length;
          // In the middle of a correction the caret would jump: groups are then made when the field is left.
          props.onValue(atEnd ? grouped(tidy(input.value).slice(0, letters), shape) : input.value);
        }}
        onBlur={() => props.onValue(grouped(tidy(props.value).slice(0, letters), shape))}
      />
    </div>
  );
}
