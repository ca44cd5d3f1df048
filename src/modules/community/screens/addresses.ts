/** Last parts of addresses, in French like all of them. */
/** `actions/participants/<action>[/<group>|/autres]` */
export const THERE = 'participants';
export const OTHERS = 'autres';
/** `actions/de/<person>` */
export const OF = 'de';
/** `programmes/actions/<programme>[/<commune>]` */
export const GIVEN = 'actions';
