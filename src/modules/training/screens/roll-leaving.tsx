/** Who leaves before the end: one tap or one badge, at the hour that stands above. Who comes back is there again. */
import { useState } from 'preact/hooks';
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type Open, useOpen } from '../../../ui/open.ts';
import { titleOf } from '../../../ui/words.ts';
import { isThere, type Mark, minutesOf } from '../rules.ts';
import type { RollKeeper } from './keeping.ts';
import type { BadgeSaid } from './roll-camera.tsx';
import { markText } from './roll-row.tsx';

/** The same mark with an hour of leaving, or without: what was said of all at once is now said of one. */
const leaving = ({ out: _out, together: _together, ...mark }: Mark, out: string): Mark =>
  out === '' ? mark : { ...mark, out };

/** A badge read while people leave. */
export function readLeaving(replica: Open['replica'], roll: RollKeeper, person: RecordState, hour: string): BadgeSaid {
  const mark = roll.marks.get(person.id);
  const name = titleOf(replica, person.id);
  if (minutesOf(hour) === null) return { tone: 'fix', icon: 'clock', text: t('roll.out.hour') };
  if (!mark || !isThere(mark)) return { tone: 'wait', icon: 'info', text: t('roll.out.nothere', { name }) };
  roll.put(new Map([[person.id, leaving(mark, hour)]]));
  return { tone: 'ok', icon: 'check', text: t('roll.out.badge', { name, at: hour }) };
}

export function Leaving(props: {
  readonly people: readonly { readonly id: RecordId; readonly name: string }[];
  readonly roll: RollKeeper;
  /** Written with each; as somebody types it, whole or not. */
  readonly hour: string;
  readonly onHour: (hour: string) => void;
}) {
  const { replica } = useOpen();
  const { people, roll, hour, onHour } = props;
  const [tried, setTried] = useState(false);
  const isHour = minutesOf(hour) !== null;
  const there = people.filter(({ id }) => isThere(roll.marks.get(id)));
  const put = (id: RecordId, mark: Mark) => {
    const back = mark.out !== undefined;
    setTried(!back && !isHour);
    if (back || isHour) roll.put(new Map([[id, leaving(mark, back ? '' : hour)]]));
  };
  return (
    <section class="stack s3" aria-label={t('roll.out')}>
      <div class="field" style={{ '--w': '9.5rem' }}>
        <label for="roll-out">{t('roll.out.at')}</label>
        <input
          class="in"
          id="roll-out"
          type="time"
          value={hour}
          aria-describedby="roll-out-hint"
          {...(tried && !isHour && { 'aria-invalid': true })}
          onInput={(event) => onHour(event.currentTarget.value)}
        />
        <p id="roll-out-hint" class={tried && !isHour ? 'err' : 'sm dim'}>
          {t(tried && !isHour ? 'roll.out.hour' : 'roll.out.hint')}
        </p>
      </div>
      {there.length === 0 ? (
        <p class="dim">{t('roll.out.nobody')}</p>
      ) : (
        <ol class="card rolls">
          {there.map(({ id, name }) => {
            const mark = roll.marks.get(id) as Mark;
            const state = replica.record(id);
            return (
              <li class="roll" key={id}>
                <div class="grow">
                  <b>{name}</b>
                  <small>{markText(mark, state ? textOf(state, 'sex') : '')}</small>
                </div>
                <button
                  type="button"
                  class="btn"
                  aria-label={t(mark.out ? 'roll.out.back.of' : 'roll.out.go.of', { name })}
                  onClick={() => put(id, mark)}
                >
                  <Icon name={mark.out ? 'undo' : 'next'} />
                  {t(mark.out ? 'roll.out.back' : 'roll.out.go')}
                </button>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
