/** How a refusal is described. `does` says what happens to the work: nothing is ever lost. */
export interface CodeEntry {
  readonly does: 'returned' | 'held' | 'quarantined' | 'flag' | 'refused';
  readonly fr: string;
  readonly frWay: string;
  readonly en: string;
  readonly enWay: string;
}

export const entry = (does: CodeEntry['does'], fr: string, frWay: string, en: string, enWay: string): CodeEntry => ({
  does,
  fr,
  frWay,
  en,
  enWay,
});
