/** Last parts of addresses, in French like all of them. */
import type { RecordId } from '../../../kernel/types.ts';
import { href } from '../../../ui/router.ts';
import type { Sitting } from '../rooms.ts';

export const ROLL = 'appel';
export const AFTERNOON = 'apres-midi';
export const PAPER = 'papier';
/** The roll of a half day, at a person. */
export const toRoll = ({ session, half }: Sitting, at: RecordId): string =>
  half === 'afternoon' ? href(ROLL, session.id, AFTERNOON, at) : href(ROLL, session.id, at);
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
