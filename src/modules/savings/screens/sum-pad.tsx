/** A sum on large keys, in figures and in words: no letter is typed. What it may not be is said before it is written, with the way on. */
import type { ComponentChildren } from 'preact';
import type { Result } from '../../../kernel/types.ts';
import { useFigureKeys } from '../../../ui/figure-keys.ts';
import { formatNumber, moneyText } from '../../../ui/format.ts';
import { plainLanguage, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Listen } from '../../../ui/listen.tsx';
import { Notice } from '../../../ui/parts.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import type { Refused } from '../closing.ts';
import { spelled, takesOf } from '../spelled.ts';
import type { Typing } from './typing.ts';
import '../../../ui/messages/code/index.ts';

/** As many figures as a sum may have: 999 999 999 F. */
const LONGEST = 9;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

/** « douze mille cinq cents francs ». */
export const inWords = (sum: number): string =>
  t(takesOf(sum) ? 'savings.francs.of' : 'savings.francs', { n: sum, words: spelled(sum, plainLanguage()) });

/** What stands against a sum: a refusal, or a warning that stops nothing. */
export interface Against {
  readonly refused?: Refused;
  readonly warning?: string;
}

export const refusedBy = (said: Result<number, Refused>): Against => (said.ok ? {} : { refused: said.error });

export function SumPad(props: {
  readonly title: string;
  /** Above the sum: who it is about. */
  readonly head?: ComponentChildren;
  readonly ask: string;
  /** What stands there: the first key replaces it. */
  readonly start?: number;
  readonly typing: Typing;
  readonly done: string;
  /** Nothing at all is an answer too. */
  readonly zero?: boolean;
  readonly against?: (sum: number) => Against;
  /** Below the keys, before it is done. */
  readonly children?: ComponentChildren;
  /** 0 where what stood there is taken out. The pad is closed by whoever opened it. */
  readonly onDone: (sum: number) => void;
}) {
  const { typing } = props;
  const start = props.start ? String(props.start) : '';
  const typed = typing.sum ?? start;
  const sum = Number(typed || '0');
  const { refused, warning } = props.against?.(sum) ?? {};
  const press = (key: string) =>
    typing.type((before) => {
      if (key === 'erase') return (before ?? start).slice(0, -1);
      const next = `${before ?? ''}${key}`.replace(/^0+/, '');
      return next.length > LONGEST ? (before ?? start) : next;
    });
  useFigureKeys(press);
  return (
    <Sheet title={props.title} onClose={typing.close}>
      <div class="line">
        <div class="grow">{props.head}</div>
        <Listen of="dialog .figures" at={typed} />
      </div>
      <div class="figures" aria-live="polite">
        <p class="sm dim">{props.ask}</p>
        <output class="num">
          {formatNumber(sum)} <small>{t('savings.currency')}</small>
        </output>
        <p>{inWords(sum)}</p>
      </div>
      {refused && sum > 0 && (
        <Notice tone="fix" icon="warning" title={t(`savings.refused.${refused.code}`)} live>
          <p>{t(`savings.way.${refused.code}`, { most: refused.most, sum: moneyText(refused.most) })}</p>
        </Notice>
      )}
      {!refused && warning && (
        <Notice tone="wait" icon="info">
          <p>{warning}</p>
        </Notice>
      )}
      <fieldset class="keys" aria-label={props.ask}>
        {KEYS.map((digit) => (
          <button key={digit} type="button" class="num" onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" class="num forgot" onClick={() => press('000')}>
          000
        </button>
        <button type="button" class="erase" aria-label={t('pin.erase')} onClick={() => press('erase')}>
          <Icon name="erase" size="l" />
        </button>
      </fieldset>
      {props.children}
      <div class="line wrap tall">
        {props.start ? (
          <button type="button" class="btn" onClick={() => props.onDone(0)}>
            <Icon name="x" />
            {t('savings.nothing')}
          </button>
        ) : null}
        <button
          type="button"
          class="btn go grow"
          disabled={refused !== undefined || (sum === 0 && !props.zero)}
          onClick={() => props.onDone(sum)}
        >
          <Icon name="check" />
          {props.done}
        </button>
      </div>
    </Sheet>
  );
}
