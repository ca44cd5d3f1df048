/** When somebody who came late arrived: the hour of the tap is right at the door, and put right here where the roll was called later. */
import { useState } from 'preact/hooks';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { type Mark, minutesOf } from '../rules.ts';

const two = (n: number): string => String(n).padStart(2, '0');
/** `9h10` as a field of hours takes it. */
const asTyped = (hour: string): string => {
  const minutes = minutesOf(hour);
  return minutes === null ? '' : `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

export function Arrival(props: {
  readonly name: string;
  readonly mark: Mark;
  readonly onMark: (mark: Mark) => void;
  readonly onClose: () => void;
}) {
  const { at: _, ...mark } = props.mark;
  const [hour, setHour] = useState(asTyped(props.mark.at ?? ''));
  const keep = (said: Mark) => {
    props.onMark(said);
    props.onClose();
  };
  return (
    <Sheet title={t('roll.at.ask', { name: props.name })} onClose={props.onClose}>
      <div class="field" style={{ '--w': '9.5rem' }}>
        <label for="roll-at">{t('roll.marks.at')}</label>
        <input
          class="in"
          id="roll-at"
          type="time"
          value={hour}
          aria-describedby="roll-at-hint"
          onInput={(event) => setHour(event.currentTarget.value)}
        />
        <p id="roll-at-hint" class="sm dim">
          {t('roll.at.hint')}
        </p>
      </div>
      <button
        type="button"
        class="btn go full"
        disabled={minutesOf(hour) === null}
        onClick={() => keep({ ...mark, at: hour })}
      >
        <Icon name="check" />
        {t('roll.at.keep')}
      </button>
      <button type="button" class="btn full" onClick={() => keep(mark)}>
        {t('roll.at.unknown')}
      </button>
    </Sheet>
  );
}
