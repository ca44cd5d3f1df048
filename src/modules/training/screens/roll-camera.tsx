/** Badges one after the other before the camera: each is marked at once and its name said, large enough to be seen by who holds it. */
import '../messages/badges/index.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../ui/i18n.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/parts.tsx';
import { lookAt, readCode } from '../../../ui/read-code.ts';

/** Between two looks, ms: enough for the eye, and the phone stays cool. */
const PAUSE = 120;
/** A badge that is held before the camera is one badge. */
const HELD = 3000;

export interface BadgeSaid {
  readonly tone: 'ok' | 'wait' | 'fix';
  readonly icon: IconName;
  readonly text: string;
}

export default function BadgeCamera(props: {
  readonly onBadge: (text: string) => BadgeSaid;
  readonly onClose: () => void;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const [said, setSaid] = useState<BadgeSaid | null>(null);
  const [failed, setFailed] = useState(false);
  const read = useRef(props.onBadge);
  read.current = props.onBadge;
  useEffect(() => {
    let stream: MediaStream | null = null;
    let over = false;
    const seen = new Map<string, number>();
    const take = (text: string) => {
      const now = performance.now();
      const fresh = now - (seen.get(text) ?? Number.NEGATIVE_INFINITY) > HELD;
      seen.set(text, now);
      if (!fresh) return;
      navigator.vibrate?.(60);
      setSaid(read.current(text));
    };
    const look = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
      });
      const shown = video.current;
      if (over || !shown) return stop();
      shown.srcObject = stream;
      await shown.play();
      for (let n = 0; !over; n++) {
        const { videoWidth: width, videoHeight: height } = shown;
        const text = width > 0 ? await readCode({ source: shown, width, height }, lookAt(n)) : null;
        if (text !== null && !over) take(text);
        await new Promise((done) => setTimeout(done, PAUSE));
      }
    };
    const stop = () => {
      over = true;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    look().catch(() => {
      if (!over) setFailed(true);
    });
    return stop;
  }, []);
  return (
    <div class="stack s2">
      {failed ? (
        <Notice tone="wait" icon="info">
          <p>{t('badge.nocamera')}</p>
        </Notice>
      ) : (
        <video ref={video} class="lens" playsInline muted />
      )}
      <div role="status" class="stack s2">
        {said ? (
          <Notice tone={said.tone} icon={said.icon}>
            <p class="big">
              <b>{said.text}</b>
            </p>
          </Notice>
        ) : (
          !failed && <p class="dim">{t('badge.aim')}</p>
        )}
      </div>
      <button type="button" class="btn full" onClick={props.onClose}>
        <Icon name="x" />
        {t('badge.stop')}
      </button>
    </div>
  );
}
