/**
 * The microphone of this phone, for as long as a note may last. What was heard is told every second, so that a page that goes away loses no more than
 * that; whatever ends it (a thumb, the time, a call that takes the microphone, another window) leaves what was said before.
 */
import { toBase64Url } from '../../kernel/key-class.ts';
import { SOUND, type Sound, soundType } from '../../kernel/sound.ts';

/** Why there is no recording: `old` no recorder in this browser, `form` one that writes what the network does not read. */
export type Trouble = 'old' | 'form' | 'refused' | 'none' | 'busy' | 'short';

/** What is asked for first is what weighs least on the road; a browser that knows none of these cannot be understood by the others. */
const FORMS = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/webm', 'audio/ogg'];
const CHUNK = 1000;
/** What may still come between two chunks. */
const ROOM = 2500;

export interface Hearing {
  stop(): void;
}

/**
 * Asks for the microphone and begins.
 * @param onSecond how many seconds are heard, and how that could be kept; null where there is nothing to be kept yet.
 * @param onEnd what was heard, or why nothing was. Called once, and only if recording began.
 */
export async function record(
  onSecond: (seconds: number, heard: Sound | null) => void,
  onEnd: (heard: Sound | Trouble) => void,
): Promise<Hearing | Trouble> {
  if (typeof MediaRecorder !== 'function' || !navigator.mediaDevices?.getUserMedia) return 'old';
  const mimeType = FORMS.find((form) => MediaRecorder.isTypeSupported(form));
  if (!mimeType) return 'form';
  const asked = await microphone();
  if (typeof asked === 'string') return asked;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let seconds = 0;
  let last: Promise<void> = Promise.resolve();
  const recorder = new MediaRecorder(asked, { mimeType, audioBitsPerSecond: SOUND.bitsPerSecond });
  const began = performance.now();
  const stop = () => recorder.state !== 'inactive' && recorder.stop();
  const take = async (data: Blob) => {
    const bytes = new Uint8Array(await data.arrayBuffer());
    if (bytes.length === 0 || size + bytes.length > SOUND.bytes) return;
    chunks.push(bytes);
    size += bytes.length;
    seconds = Math.min(SOUND.seconds, Math.round((performance.now() - began) / 1000));
    onSecond(seconds, soundOf(chunks, size, seconds));
    if (seconds >= SOUND.seconds || size > SOUND.bytes - ROOM) stop();
  };
  const away = () => document.hidden && stop();
  recorder.ondataavailable = ({ data }) => {
    last = last.then(() => take(data));
  };
  recorder.onstop = () => {
    document.removeEventListener('visibilitychange', away);
    for (const track of asked.getTracks()) track.stop();
    void last.then(() => onEnd(seconds < 1 ? 'short' : (soundOf(chunks, size, seconds) ?? 'form')));
  };
  recorder.onerror = stop;
  document.addEventListener('visibilitychange', away);
  recorder.start(CHUNK);
  return { stop };
}

async function microphone(): Promise<MediaStream | Trouble> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  } catch (error) {
    const { name } = error as DOMException;
    return name === 'NotAllowedError' || name === 'SecurityError'
      ? 'refused'
      : name === 'NotFoundError'
        ? 'none'
        : 'busy';
  }
}

function soundOf(chunks: readonly Uint8Array[], size: number, seconds: number): Sound | null {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return seconds > 0 && soundType(whole) ? { seconds, data: toBase64Url(whole) } : null;
}
