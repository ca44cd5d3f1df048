/** What the way of a group to a legal form says of its registration: the step that gave it its number, its day and its paper. */
import { entriesOf, isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Moment, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { formCalled } from './law.ts';

export interface Registration {
  readonly way: RecordState;
  readonly form: string;
  readonly on: Moment;
  /** Kind and number, as somebody wrote them; '' where nobody did. */
  readonly document: string;
}

/** The latest number somebody wrote down; null while there is none. */
export function registrationOf(source: LinkSource, organisation: RecordId): Registration | null {
  const found = linksTo(source, 'formalisation', 'organisation', organisation).flatMap((way) => {
    const form = textOf(way, 'form');
    const gives = formCalled(form)?.number;
    if (isVoided(way) || !gives) return [];
    return entriesOf(way, 'steps').flatMap(([, entry]): readonly Registration[] => {
      const { step, on, document } = (entry ?? {}) as { readonly [part: string]: unknown };
      if (step !== gives || typeof on !== 'string' || momentFault(on) !== null) return [];
      return [{ way, form, on, document: typeof document === 'string' ? document : '' }];
    });
  });
  return found.sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1) ?? null;
}
