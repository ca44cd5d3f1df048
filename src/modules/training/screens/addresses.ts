/** Last parts of addresses, in French like all of them. */
export const ROLL = 'appel';
export const AFTERNOON = 'apres-midi';
export const PAPER = 'papier';
/** Beside the list of programmes: `programmes/entonnoir/<programme>`. */
export const FUNNEL = 'entonnoir';
/** Beside the list of groups: `cohortes/emploi-du-temps/<group>`, `cohortes/planifier/<group>`. */
export const TIMES = 'emploi-du-temps';
export const SERIES = 'planifier';
/** Beside the list of groups: `cohortes/tests/<group>`. */
export const TESTING = 'tests';
/** Beside the list of groups: `cohortes/remplacer/<session>`. */
export const REPLACE = 'remplacer';
/** Beside the list of programmes: `programmes/buts/<programme>[/<indicator>]`. */
export const AIMS = 'buts';
