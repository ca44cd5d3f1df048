/** What the Bambara of every module rests on, and who has read it: one line a module. */
import './directory/messages/screens/index.ts';
import './places/messages/index.ts';
import access from './access/messages/bm.review.json';
import directory from './directory/messages/bm.review.json';
import directoryScreens from './directory/messages/screens/bm.review.json';
import people from './people/messages/bm.review.json';
import places from './places/messages/bm.review.json';

/**
 * Of one text: `review` until somebody who speaks the language has read it where it stands, then `verified`, by whom and when. `source` is the work
 * that attests the word, which says nothing of whether it suits; `composed` and `unverified` are guesses, `reader` is what a reader wrote.
 */
export interface Review {
  readonly state: string;
  readonly source: string;
  readonly by?: string;
  readonly on?: string;
}

export const reviews: { readonly [key: string]: Review } = {
  ...access,
  ...directory,
  ...directoryScreens,
  ...people,
  ...places,
};
