/** One person of the roll: a tap on the tick for who is there, again for who came late; on the cross for who is not, again for who is excused. */
import { useState } from 'preact/hooks';
import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { titleOf } from '../../../ui/words.ts';
import { PRESENCES, type Presence, REASONS } from '../model-room.ts';
import { isThere, type Mark, type Version } from '../rules.ts';
import { Arrival } from './roll-arrival.tsx';

const ICON = new Map<string, IconName>(PRESENCES.map(({ value, icon }) => [value, icon]));

const sexed = (sex: string): string => (sex === 'f' || sex === 'm' ? sex : 'x');

/** In the words of the person: `Présente`, `Présent`, or both where nobody said. */
const said = (is: Presence, sex: string): string => t(`roll.is.${is}.${sexed(sex)}`);

/** `En retard, 8h40`, `Présente, partie à 10:15`, `Absente, Maladie`. */
export const markText = ({ is, at, out, why }: Mark, sex: string): string =>
  [said(is, sex), at ?? '', out ? t(`roll.out.${sexed(sex)}`, { at: out }) : '', why ? t(`roll.marks.why.${why}`) : '']
    .filter((one) => one !== '')
    .join(t('list.comma'));

export function RollRow(props: {
  /** Whoever comes for this person arrives here. */
  readonly at: RecordId | undefined;
  readonly number: number;
  readonly name: string;
  readonly sex: string;
  readonly mark: Mark | undefined;
  /** What two phones said of this person, where they do not agree. */
  readonly versions?: readonly Version[] | undefined;
  /** What is to be prepared for this person; why is nobody's business here. */
  readonly needs?: readonly string[] | undefined;
  /** Nothing can be marked here now. */
  readonly closed: boolean;
  /** What stands for coming late now. */
  readonly late: () => Mark;
  readonly onMark: (mark: Mark) => void;
}) {
  const { name, sex, mark, closed, onMark } = props;
  const [asking, setAsking] = useState(false);
  const [timing, setTiming] = useState(false);
  const is = mark?.is;
  const there = isThere(mark);
  const away = is === 'absent' || is === 'excused';
  return (
    <li class={`roll ${is ?? ''}`} id={props.at} tabIndex={-1}>
      <span class="no num">{props.number}</span>
      <div class="grow">
        <b>{name}</b>
        <small>
          {props.versions && <Icon name="clash" size="s" />}
          {mark ? markText(mark, sex) : t('roll.is.none')}
        </small>
        {props.needs && (
          <span class="block sm dim">
            <Icon name="info" size="s" />{' '}
            {t('roll.needs', { list: props.needs.map((need) => t(`enrolment.needs.${need}`)).join(t('list.comma')) })}
          </span>
        )}
        {away && !closed && (
          <button
            type="button"
            class="why"
            onClick={() => setAsking(true)}
            aria-label={t(mark?.why ? 'roll.why.change.of' : 'roll.why.of', { name })}
          >
            {mark?.why ? t('roll.why.change') : t('roll.why')}
          </button>
        )}
        {is === 'late' && !closed && (
          <button
            type="button"
            class="why"
            onClick={() => setTiming(true)}
            aria-label={t(mark?.at ? 'roll.at.change.of' : 'roll.at.of', { name })}
          >
            {t(mark?.at ? 'roll.at.change' : 'roll.at')}
          </button>
        )}
      </div>
      <button
        type="button"
        class={`tick ${is === 'excused' ? 'late' : 'bad'}`}
        aria-pressed={away}
        aria-label={t(is === 'absent' ? 'roll.press.excused' : 'roll.press.absent', { name })}
        disabled={closed}
        onClick={() => onMark({ is: is === 'absent' ? 'excused' : 'absent' })}
      >
        <Icon name={ICON.get(away ? (is ?? '') : 'absent') ?? 'x'} />
      </button>
      <button
        type="button"
        class={`tick ${is === 'late' ? 'late' : 'ok'}`}
        aria-pressed={there}
        aria-label={t(is === 'present' ? 'roll.press.late' : 'roll.press.present', { name })}
        disabled={closed}
        onClick={() => onMark(is === 'present' ? props.late() : { is: 'present' })}
      >
        <Icon name={ICON.get(there ? (is ?? '') : 'present') ?? 'check'} />
      </button>
      {props.versions && <Versions {...props} versions={props.versions} />}
      {timing && mark && <Arrival name={name} mark={mark} onMark={onMark} onClose={() => setTiming(false)} />}
      {asking && mark && (
        <Sheet title={t('roll.why.ask', { name })} onClose={() => setAsking(false)}>
          <div class="stack s2">
            {REASONS.map(({ value, icon }) => (
              <button
                key={value}
                type="button"
                class="btn full"
                aria-pressed={mark.why === value}
                onClick={() => {
                  onMark({ is: mark.is, why: value });
                  setAsking(false);
                }}
              >
                <Icon name={icon} />
                {t(`roll.marks.why.${value}`)}
              </button>
            ))}
          </div>
        </Sheet>
      )}
    </li>
  );
}

/** Two phones do not say the same of somebody: what each said and whose it was, and one tap for the one that is right. */
function Versions(props: Parameters<typeof RollRow>[0] & { readonly versions: readonly Version[] }) {
  const { replica, me } = useOpen();
  const { versions, sex, closed, onMark } = props;
  return (
    <div class="stack s2 versions">
      <p class="sm">{t('roll.versions')}</p>
      {versions.map(({ mark, by }) => (
        <button key={mark.is} type="button" class="btn full" disabled={closed} onClick={() => onMark(mark)}>
          <Icon name={ICON.get(mark.is) ?? 'check'} />
          {by === me.person
            ? t('roll.version.own', { mark: markText(mark, sex) })
            : t('roll.version.by', {
                mark: markText(mark, sex),
                name: (by && titleOf(replica, by)) || t('value.unknown'),
              })}
        </button>
      ))}
    </div>
  );
}
