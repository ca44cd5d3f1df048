/** How long somebody was there: who leaves before the end followed what came before. */
import { type RecordState, textOf } from '../../kernel/fold.ts';
import { type Half, halvesOf, hoursOf, isThere, type Mark, minutesOf } from './rules.ts';

/**
 * Hours of one half day that this mark stands for. The whole half for who is there, late or not; for who left before the end, from the beginning (or
 * their own arrival) to that hour. Of two halves the first begins with the session and the second ends with it; where the hours of the session are not
 * known, what was missed cannot be told, and the half counts whole.
 */
export function stayOf(session: RecordState, half: Half, mark: Mark): number {
  if (!isThere(mark)) return 0;
  const halves = halvesOf(session);
  const whole = hoursOf(session) / halves.length;
  const out = minutesOf(mark.out ?? '');
  if (out === null) return whole;
  const [start, end] = [minutesOf(textOf(session, 'start')), minutesOf(textOf(session, 'end'))];
  if (half === halves[0]) {
    if (start === null) return whole;
    const came = Math.max(start, minutesOf(mark.at ?? '') ?? start);
    return within((out - came) / 60, whole);
  }
  return end === null ? whole : within(whole - (end - out) / 60, whole);
}

const within = (hours: number, most: number): number => Math.min(Math.max(hours, 0), most);
