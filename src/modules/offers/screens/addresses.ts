/** Parts of addresses beside the list of offers, in French like all of them: `annonces/partager/<offer>`. */
export const SHARE = 'partager';
export const POSTER = 'affiche';
export const APPLY = 'postuler';
/** Behind the last: somebody who is not known here. */
export const OTHER = 'autre';
