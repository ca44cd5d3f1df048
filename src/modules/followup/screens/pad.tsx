/** Where a finger signs, and how a signature is shown again: small, on a line, in ink. */
import '../messages/screens/index.ts';
import { useRef, useState } from 'preact/hooks';
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { HIGH, type Point, pathOf, type Stroke, WIDE } from '../signature.ts';

export function Pad(props: {
  readonly label: string;
  readonly strokes: readonly Stroke[];
  readonly onStrokes: (strokes: readonly Stroke[]) => void;
}) {
  const { strokes, onStrokes } = props;
  const [drawing, setDrawing] = useState<Stroke | null>(null);
  // Several moves come between two drawings of the screen: none of them may be lost.
  const line = useRef<Point[]>([]);
  const at = (event: PointerEvent): Point => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * WIDE, ((event.clientY - box.top) / box.height) * HIGH];
  };
  const begin = (event: PointerEvent) => {
    event.preventDefault();
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    line.current = [at(event)];
    setDrawing([...line.current]);
  };
  const move = (event: PointerEvent) => {
    if (drawing === null) return;
    const more = event.getCoalescedEvents?.() ?? [];
    const box = (event.currentTarget as Element).getBoundingClientRect();
    for (const one of more.length > 0 ? more : [event])
      line.current.push([((one.clientX - box.left) / box.width) * WIDE, ((one.clientY - box.top) / box.height) * HIGH]);
    setDrawing([...line.current]);
  };
  const end = () => {
    if (drawing === null) return;
    onStrokes([...strokes, line.current]);
    line.current = [];
    setDrawing(null);
  };
  return (
    <div class="field">
      <div class="head">
        <span class="label">{props.label}</span>
        {strokes.length > 0 && (
          <button type="button" class="btn bare" onClick={() => onStrokes([])}>
            <Icon name="erase" size="s" />
            {t('after.pad.clear')}
          </button>
        )}
      </div>
      <svg
        class="sign-pad"
        viewBox={`0 0 ${WIDE} ${HIGH}`}
        role="img"
        aria-label={props.label}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <path class="base" d={`M20 ${HIGH - 22}h${WIDE - 40}`} />
        {strokes.length === 0 && drawing === null && (
          <text x={WIDE / 2} y={HIGH / 2} text-anchor="middle">
            {t('after.pad.here')}
          </text>
        )}
        <path class="ink" d={pathOf(drawing ? [...strokes, drawing] : strokes)} />
      </svg>
    </div>
  );
}

/** A signature as it was given. */
export function Drawn({ signature }: { readonly signature: RecordState }) {
  const [how, path, witness] = [textOf(signature, 'how'), textOf(signature, 'path'), textOf(signature, 'witness')];
  return (
    <figure class="card pad stack s2 narrow">
      <figcaption class="line">
        <Icon name="checks" />
        <span class="grow">
          <b>{t(`after.signed.${how}`, { witness })}</b>
        </span>
      </figcaption>
      {path && (
        <svg class="sign-pad shown" viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={t('after.pad.drawn')}>
          <path class="ink" d={path} />
        </svg>
      )}
      <p class="sm dim">{t('after.signed.kept')}</p>
    </figure>
  );
}
