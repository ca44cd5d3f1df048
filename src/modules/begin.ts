/** What can be begun on a new phone while the app is still on its way: one line a type. Whoever answers the first question goes on in the whole form. */
import { organisation } from './directory/begin.ts';

/** A line of text that is asked first of a new record. */
export interface FirstQuestion {
  readonly type: string;
  /** Where records of the type have their list. */
  readonly address: string;
  readonly field: string;
  readonly max: number;
}

export const FIRST_QUESTIONS: readonly FirstQuestion[] = [organisation];
