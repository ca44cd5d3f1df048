/** One criterion of a grid under a juror's finger. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';

/** Marks a finger reaches; above, a figure is typed. */
const FINGERS = 10;

export function Grade(props: {
  readonly name: string;
  readonly weight: string;
  readonly most: number;
  readonly mark: number | undefined;
  readonly closed: boolean;
  readonly onMark: (mark: number) => void;
}) {
  const { name, weight, most, mark, closed, onMark } = props;
  const [wrong, setWrong] = useState(false);
  // What is being typed outlives the drawing that follows another mark.
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => setTyped(null), [mark]);
  return (
    <fieldset class="card pad grade">
      <legend>
        <b>{name}</b> <small class="dim">{weight}</small>
      </legend>
      {closed ? (
        <p>
          <b class="num">{mark ?? '–'}</b> {t('selection.mark.of', { most })}
        </p>
      ) : most <= FINGERS ? (
        <div class="grades">
          {Array.from({ length: most + 1 }, (_, is) => (
            <button
              key={is}
              type="button"
              class="chip"
              aria-pressed={mark === is}
              aria-label={t('selection.mark.press', { n: is, most, name })}
              onClick={() => onMark(is)}
            >
              {is}
            </button>
          ))}
        </div>
      ) : (
        <p class="line">
          <input
            class="in num"
            type="number"
            min={0}
            max={most}
            value={typed ?? mark ?? ''}
            onInput={(event) => setTyped(event.currentTarget.value)}
            aria-label={name}
            {...(wrong && { 'aria-invalid': true })}
            onChange={(event) => {
              const is = Number(event.currentTarget.value);
              const fits = event.currentTarget.value !== '' && Number.isInteger(is) && is >= 0 && is <= most;
              setWrong(!fits);
              if (fits) onMark(is);
            }}
          />
          {t('selection.mark.of', { most })}
        </p>
      )}
      {wrong && (
        <p class="err">
          <Icon name="warning" size="s" />
          {t('selection.mark.wrong', { most })}
        </p>
      )}
    </fieldset>
  );
}
