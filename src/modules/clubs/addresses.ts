/** Addresses of the figures of clubs: `clubs/chiffres/<programme>/<day>/<list>`, the parts in French like all of them. */
export const CLUBS = 'clubs';
export const FIGURES = 'chiffres';
/** In place of a programme: all clubs. */
export const EVERY = 'tous';
/** Lists behind the figures, besides the names of states. */
export const INSTITUTIONS = 'etablissements';
export const STUDENTS = 'etudiants';
export const SEX = 'sexe';
export const STUDY = 'annee';
export const TO_ASK = 'a-confirmer';
/** In place of an answer that nobody gave. */
export const UNSAID = '-';
