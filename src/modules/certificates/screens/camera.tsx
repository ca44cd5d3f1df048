/** What the camera sees, until a code is read in it. Nothing is kept and nothing leaves the phone. */
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../ui/i18n.ts';
import { lookAt, readCode } from '../../../ui/read-code.ts';

/** Between two looks, ms: enough for the eye, and the phone stays cool. */
const PAUSE = 120;

export function Camera({ onRead, onFail }: { readonly onRead: (text: string) => void; readonly onFail: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    let stream: MediaStream | null = null;
    let over = false;
    const look = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
      });
      const shown = video.current;
      if (over || !shown) return stop();
      shown.srcObject = stream;
      await shown.play();
      for (let n = 0; !over; n++) {
        const { videoWidth: width, videoHeight: height } = shown;
        const text = width > 0 ? await readCode({ source: shown, width, height }, lookAt(n)) : null;
        if (text !== null && !over) return onRead(text);
        await new Promise((done) => setTimeout(done, PAUSE));
      }
    };
    const stop = () => {
      over = true;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    look().catch(() => {
      if (!over) onFail();
    });
    return stop;
  }, []);
  return (
    <div class="stack">
      <video ref={video} class="lens" playsInline muted />
      <p class="dim">{t('verify.camera.aim')}</p>
    </div>
  );
}
