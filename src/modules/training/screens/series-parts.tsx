/** What is asked before the list of a series: days, halves, first day, hours, room, trainer, modules. Everything is answered already as is likely. */
import { useId, useState } from 'preact/hooks';
import type { RecordState } from '../../../kernel/fold.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { Field } from '../../../ui/field.tsx';
import { weekdayText } from '../../../ui/format.ts';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type Open, useOpen } from '../../../ui/open.ts';
import { formOf, type Problem, type Question } from '../../../ui/record-form.ts';
import { titleOf } from '../../../ui/words.ts';
import { hourSaid, trainersOf } from '../rules.ts';
import { hoursBetween, isDay, PARTS, type Part, type Told, type Wish } from '../series.ts';
import { roomsOf, venueOf } from '../sites.ts';

/** A question as its declaration asks it. */
export const questionOf = ({ replica }: Open, type: string, field: string): Question =>
  formOf(replica.id.decl, type).questions.find((one) => one.field === field) as Question;
/** … where nothing less than a day will do. */
export const wholeDay = (question: Question): Question => ({
  ...question,
  decl: { ...question.decl, widget: 'date', required: true },
});
export const NO_DAY: Problem = { kind: 'format', code: 'RULE-FORMAT' };

/** One or several of a few, by one touch each. */
export function Chips<K extends string | number>(props: {
  readonly legend: string;
  readonly of: readonly (readonly [K, string])[];
  readonly chosen: ReadonlySet<K>;
  readonly onTouch: (key: K) => void;
}) {
  return (
    <fieldset class="field">
      <legend>{props.legend}</legend>
      <div class="line wrap">
        {props.of.map(([key, label]) => (
          <button
            key={key}
            type="button"
            class="chip"
            aria-pressed={props.chosen.has(key)}
            onClick={() => props.onTouch(key)}
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** With or without this one. */
export const toggled = <K,>(set: ReadonlySet<K>, key: K): ReadonlySet<K> => {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
};

/** The names of the week, Monday first: 5 January 1970 was one. */
const weekdays = (): readonly (readonly [number, string])[] =>
  [1, 2, 3, 4, 5, 6, 7].map((n) => [n, weekdayText((n + 3) * 24 * 3600 * 1000, 'utc')]);

export const partName = (part: Part): string => t(`series.part.${part}`);

interface WishProps {
  readonly cohort: RecordState;
  readonly wish: Wish;
  readonly onWish: (parts: Partial<Wish>) => void;
}

/** Days and halves, then what seldom changes from one series to the next, folded with its answer in sight. */
export function When({ cohort, wish, onWish }: WishProps) {
  const open = useOpen();
  const { replica } = open;
  const said = [
    ...PARTS.filter((part) => wish.parts.has(part)).map((part) => {
      const { start, end } = wish.times[part];
      return t('times.from', { from: hourSaid(start), to: hourSaid(end) });
    }),
    wish.room,
    wish.trainer ? titleOf(replica, wish.trainer) : t('times.notrainer'),
  ];
  return (
    <section class="card pad stack">
      <Chips
        legend={t('series.weekdays')}
        of={weekdays()}
        chosen={wish.weekdays}
        onTouch={(n) => onWish({ weekdays: toggled(wish.weekdays, n) })}
      />
      <Chips
        legend={t('series.parts')}
        of={PARTS.map((part) => [part, partName(part)])}
        chosen={wish.parts}
        onTouch={(part) => onWish({ parts: toggled(wish.parts, part) })}
      />
      <Field
        question={wholeDay(questionOf(open, 'cohort', 'from'))}
        answer={wish.first}
        problem={isDay(wish.first) ? null : NO_DAY}
        onAnswer={(first) => onWish({ first })}
      />
      <details>
        <summary class="row">
          <span class="grow">
            <b>{t('series.where')}</b>
            <small>{said.filter((one) => one !== '').join('\u00a0· ')}</small>
          </span>
          <Icon name="down" />
        </summary>
        <div class="stack">
          {PARTS.filter((part) => wish.parts.has(part)).map((part) => (
            <Hours key={part} part={part} wish={wish} onWish={onWish} />
          ))}
          <Where cohort={cohort} wish={wish} onWish={onWish} />
          <Who cohort={cohort} wish={wish} onWish={onWish} />
        </div>
      </details>
    </section>
  );
}

function Hours({ part, wish, onWish }: Omit<WishProps, 'cohort'> & { readonly part: Part }) {
  const id = useId();
  const times = wish.times[part];
  const wrong = hoursBetween(times) === 0;
  return (
    <fieldset class="field">
      <legend>{t('series.hours.of', { part: partName(part).toLowerCase() })}</legend>
      <div id={`${id}-error`} role="alert">
        {wrong && (
          <p class="err">
            <Icon name="warning" size="s" />
            {t('series.hours.bad')}
          </p>
        )}
      </div>
      <div class="date">
        {(['start', 'end'] as const).map((side) => (
          <div key={side} style={{ '--w': '8ch' }}>
            <label for={`${id}-${side}`}>{t(`series.${side}`)}</label>
            <input
              class="in num"
              id={`${id}-${side}`}
              autocomplete="off"
              maxLength={7}
              value={times[side]}
              aria-describedby={`${id}-error`}
              {...(wrong && { 'aria-invalid': true })}
              onInput={({ currentTarget: { value } }) =>
                onWish({ times: { ...wish.times, [part]: { ...times, [side]: value.trim() } } })
              }
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function Where({ cohort, wish, onWish }: WishProps) {
  const open = useOpen();
  const venue = venueOf(open.replica, null, cohort);
  const rooms = venue ? roomsOf(venue) : [];
  return (
    <>
      {rooms.length > 0 && (
        <Chips
          legend={t('series.rooms')}
          of={rooms.map(({ name, seats }) => [name, seats === null ? name : t('room.seats', { name, n: seats })])}
          chosen={new Set([wish.room])}
          onTouch={(room) => onWish({ room })}
        />
      )}
      <Field
        question={questionOf(open, 'session', 'room')}
        answer={wish.room}
        problem={null}
        onAnswer={(room) => onWish({ room })}
      />
    </>
  );
}

/** Those of the group by one touch; anybody else is looked for by name. */
function Who({ cohort, wish, onWish }: WishProps) {
  const open = useOpen();
  const { replica } = open;
  const own = trainersOf(replica, cohort);
  const [other, setOther] = useState(wish.trainer !== null && !own.includes(wish.trainer));
  return (
    <>
      {own.length > 0 && (
        <Chips
          legend={t('series.trainers')}
          of={[...own.map((id) => [id as string, titleOf(replica, id)] as const), ['', t('series.trainer.else')]]}
          chosen={new Set([other ? '' : (wish.trainer ?? '')])}
          onTouch={(id) => {
            setOther(id === '');
            onWish({ trainer: id === '' ? null : (id as RecordId) });
          }}
        />
      )}
      {(other || own.length === 0) && (
        <Field
          question={questionOf(open, 'session', 'trainer')}
          answer={wish.trainer ?? ''}
          problem={null}
          onAnswer={(id) => onWish({ trainer: id === '' ? null : (id as RecordId) })}
        />
      )}
    </>
  );
}

/** Each module with the hours it has and those it will have. */
export function Modules({ list, wish, onWish }: Omit<WishProps, 'cohort'> & { readonly list: readonly Told[] }) {
  const { replica } = useOpen();
  return (
    <fieldset class="field">
      <legend>{t('series.modules')}</legend>
      <div class="opts">
        {list.map(({ module, hours, will }) => (
          <label class="opt" key={module}>
            <input
              type="checkbox"
              checked={wish.modules.has(module)}
              onChange={() => onWish({ modules: toggled(wish.modules, module) })}
            />
            <span class="grow">
              <b>{titleOf(replica, module)}</b>
              <small class="num">
                {t('series.module.hours', { n: formatNumber(will), hours: formatNumber(hours) })}
              </small>
            </span>
            {will >= hours && <Icon name="check" />}
          </label>
        ))}
      </div>
      {list.some(({ hours, will }) => will > hours) && <p class="sm dim">{t('series.over')}</p>}
    </fieldset>
  );
}
