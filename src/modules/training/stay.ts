/** When a half day begins and ends, and how long somebody was there: from their arrival to their leaving. */
import { type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import { type Half, halvesOf, hoursOf, isThere, type Mark, minutesOf, numberOf } from './rules.ts';

/** Minutes after the beginning within which an arrival costs nothing, where the contents do not say: rooms fill at the door. */
const USUAL_GRACE = 15;

/** Of the contents a group follows. */
export const graceOf = (curriculum: RecordState | null): number => numberOf(curriculum, 'grace') ?? USUAL_GRACE;

/** Of a session, by the contents of its group. */
export function graceIn(source: LinkSource, session: RecordState): number {
  const follow = (from: RecordState | null, field: string): RecordState | null => {
    const id = from && refOf(from, field);
    return id ? source.record(source.resolve(id)) : null;
  };
  return graceOf(follow(follow(session, 'cohort'), 'curriculum'));
}

/** Minutes of the day. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * When a half day of a session lies; null where its hours do not say. Of two halves the first begins with the session and the second ends with it, each
 * of half its hours: the break lies between them.
 */
export function spanOf(session: RecordState, half: Half): Span | null {
  const [start, end] = [minutesOf(textOf(session, 'start')), minutesOf(textOf(session, 'end'))];
  const whole = start !== null && end !== null && end > start ? end - start : null;
  const hours = hoursOf(session) * 60;
  if (halvesOf(session).length === 1) return start === null ? null : { from: start, to: start + (whole ?? hours) };
  const part = Math.min(hours, whole ?? hours) / 2;
  if (half === 'marks') return start === null ? null : { from: start, to: start + part };
  return end === null ? null : { from: end - part, to: end };
}

/**
 * Hours of one half day that this mark stands for: from the arrival to the leaving, at most the hours of the half. Who has no hour of arrival was there
 * from the beginning, who has no hour of leaving to the end, whether the other is known or not; an arrival within the grace is one at the beginning.
 * Where the hours of the session are not known, what was missed cannot be told, and the half counts whole.
 *
 * Until November 2026 an hour of arrival counted only beside one of leaving, and never in the afternoon: who came late and badged out had less than who
 * did not. Rolls written before are read by this rule too; marks without an hour stand for what they always stood for.
 */
export function stayOf(session: RecordState, half: Half, mark: Mark, grace: number): number {
  if (!isThere(mark)) return 0;
  const whole = hoursOf(session) / halvesOf(session).length;
  const span = spanOf(session, half);
  const [at, out] = [minutesOf(mark.at ?? ''), minutesOf(mark.out ?? '')];
  if (span === null || (at === null && out === null)) return whole;
  const came = at !== null && at > span.from + grace ? at : span.from;
  return Math.min(Math.max((Math.min(out ?? span.to, span.to) - came) / 60, 0), whole);
}

/**
 * Has somebody who comes at that minute come late? Once it is over nobody comes any more: the roll is called afterwards, and says who was there, not when
 * they came.
 */
export function comesLate(session: RecordState, half: Half, minute: number, grace: number): boolean {
  const span = spanOf(session, half);
  return span !== null && minute > span.from + grace && minute < span.to;
}
