/** Listening to a note: one at a time, from this phone, or from the hub when its sound is not here yet. */
import '../messages/screens/index.ts';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { millisOf } from '../../../kernel/clock.ts';
import { type RecordState, valueOf } from '../../../kernel/fold.ts';
import type { soundOf } from '../../../kernel/sound.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import type { LineProps } from '../../../ui/records/extend.ts';
import { exact } from '../../../ui/when.ts';
import { who } from '../../../ui/words.ts';
import { soundIn, soundRecord } from '../notes.ts';

/** `away` the hub is not there, `gone` it has no such sound, `again` the browser wants another touch, `deaf` it cannot play this. */
type Trouble = 'away' | 'gone' | 'again' | 'deaf';
type Heard = NonNullable<ReturnType<typeof soundOf>>;

/** Quietens whatever is playing. */
let quieten: (() => void) | null = null;

export interface Hearing {
  /** Seconds heard so far; null when it is quiet. */
  readonly at: number | null;
  readonly asking: boolean;
  readonly trouble: Trouble | null;
  press(): void;
}

/** @param find the sound, or why there is none. */
export function useHearing(find: () => Promise<Heard | Trouble>): Hearing {
  const [at, setAt] = useState<number | null>(null);
  const [asking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const stop = useRef<(() => void) | null>(null);
  const left = useRef(false);
  useEffect(
    () => () => {
      left.current = true;
      stop.current?.();
    },
    [],
  );
  const press = async () => {
    if (stop.current) return stop.current();
    setTrouble(null);
    setAsking(true);
    const sound = await find();
    setAsking(false);
    if (left.current) return;
    if (typeof sound === 'string') return setTrouble(sound);
    quieten?.();
    const address = URL.createObjectURL(new Blob([sound.bytes], { type: sound.type }));
    const player = new Audio(address);
    const end = () => {
      player.onerror = null;
      player.pause();
      URL.revokeObjectURL(address);
      if (quieten === end) quieten = null;
      stop.current = null;
      setAt(null);
    };
    quieten = stop.current = end;
    player.onended = end;
    player.ontimeupdate = () => setAt(Math.floor(player.currentTime));
    player.onerror = () => {
      end();
      setTrouble('deaf');
    };
    setAt(0);
    player.play().catch(({ name }: DOMException) => {
      // Paused before it began: whoever did that wanted quiet.
      if (name === 'AbortError' || stop.current !== end) return;
      end();
      setTrouble(name === 'NotAllowedError' ? 'again' : 'deaf');
    });
  };
  return { at, asking, trouble, press: () => void press() };
}

function useNote(state: RecordState): Hearing {
  const { jekulu } = useOpen();
  return useHearing(async () => {
    const record = soundRecord(state.id);
    const here = () => soundIn(jekulu.replica.record(record));
    const sound = here();
    if (sound) return sound;
    return (await jekulu.past([record])) === null ? 'away' : (here() ?? 'gone');
  });
}

export function Trouble({ of }: { readonly of: Trouble | null }) {
  return of && <Notice tone="wait" icon="info" title={t(`voices.hear.${of}`)} live />;
}

export const secondsText = (state: RecordState): string =>
  t('voices.seconds', { n: Number(valueOf(state, 'seconds')) || 0 });

/** On the sheet of a note. */
export default function Hear({ state }: { readonly state: RecordState }) {
  const hearing = useNote(state);
  return (
    <div class="stack s2">
      <Play {...{ hearing }} text={secondsText(state)} />
      <Trouble of={hearing.trouble} />
    </div>
  );
}

/** A button with words, as wide as its screen. */
export function Play({ hearing, text }: { readonly hearing: Hearing; readonly text: string }) {
  const { at, asking, press } = hearing;
  return (
    <button type="button" class="btn full" aria-pressed={at !== null} disabled={asking} onClick={press}>
      <Icon name={at === null ? 'aloud' : 'quiet'} />
      {t(at === null ? (asking ? 'voices.hear.asking' : 'voices.hear') : 'voices.hear.stop')}
      <span class="num">{at === null ? text : t('voices.seconds', { n: at })}</span>
    </button>
  );
}

/** In the list of a sheet: heard there, opened beside. */
export function Line({ state, href, end }: LineProps): ComponentChildren {
  const { replica, me, now } = useOpen();
  const hearing = useNote(state);
  const { at, asking, press, trouble } = hearing;
  const when = state.created ? exact(millisOf(state.created.eff), now) : '';
  const name = state.created ? who(replica, state.created.by, me.person) : '';
  return (
    <div>
      <div class="row">
        <button
          type="button"
          class="ib"
          aria-label={t(at === null ? 'voices.hear.note' : 'voices.hear.stop', { when })}
          aria-pressed={at !== null}
          disabled={asking}
          onClick={press}
        >
          <Icon name={at === null ? 'aloud' : 'quiet'} />
        </button>
        <a class="grow" href={href}>
          <b class="num">{at === null ? secondsText(state) : t('voices.heard', { at, n: secondsText(state) })}</b>
          <small>{t('list.dot', { a: name, b: when })}</small>
        </a>
        {end}
      </div>
      {trouble && (
        <div class="pad">
          <Trouble of={trouble} />
        </div>
      )}
    </div>
  );
}
