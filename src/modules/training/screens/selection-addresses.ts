/** Last parts of addresses, in French like all of them. */
export const MARK = 'noter';
export const RANKING = 'classement';
/** Beside the list of programmes: `programmes/candidature/<programme>`. */
export const APPLY = 'candidature';
export const FROM_PAPER = 'papier';
export const FROM_LIST = 'liste';
/** On paper: `programmes/fiche/<programme>`, and `selections/resultats/<round>` with the names, or with numbers. */
export const BLANK = 'fiche';
export const RESULTS = 'resultats';
export const NUMBERS = 'numeros';
/** Beside the list of groups: `cohortes/inscrire/<group>`. */
export const ENROL_ALL = 'inscrire';
