/** Last parts of addresses, in French like all of them. */
/** `actions/participants/<action>[/<group>]` */
export const THERE = 'participants';
/** `actions/de/<person>` */
export const OF = 'de';
/** `programmes/actions/<programme>[/<commune>]` */
export const GIVEN = 'actions';
