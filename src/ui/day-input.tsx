/**
 * One day, in the field every phone has for it. It writes the day in the order of the phone's language, which is not always that of the person
 * (03/11 is March to some): what was chosen is said in words as well.
 */
import { type Day, momentFault, precisionOf } from '../kernel/moment.ts';
import { momentText } from './moment.ts';

export const isDay = (text: string | undefined): text is Day =>
  text !== undefined && momentFault(text) === null && precisionOf(text) === 'day' && !text.endsWith('~');

/** @param onDay told of a whole day only: while somebody types the year, there is none. */
export function DayInput(props: {
  readonly id: string;
  readonly label: string;
  readonly value: Day;
  readonly max?: Day;
  readonly onDay: (day: Day) => void;
}) {
  const { id, label, value, max = '2199-12-31', onDay } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        class="in"
        id={id}
        type="date"
        value={value}
        max={max}
        aria-describedby={`${id}-said`}
        onChange={({ currentTarget }) => {
          if (isDay(currentTarget.value)) onDay(currentTarget.value);
        }}
      />
      <p class="hint" id={`${id}-said`}>
        {momentText(value)}
      </p>
    </div>
  );
}
