/** Last parts of addresses, in French like all of them. */
/** `appuis/payer/<appui>[/<paiement>]` */
export const PAY = 'payer';
/** `programmes/devenir/<programme>[/<mois>/<qui>]` */
export const OUTCOME = 'devenir';
/** `programmes/devenir/<programme>/emplois[/<par>/<quoi>]` */
export const JOBS = 'emplois';
/** `programmes/devenir/<programme>/entreprises[/<quoi>]` */
export const ENTERPRISES = 'entreprises';
/** `programmes/devenir/<programme>/fonds[/<quoi>]` */
export const FUNDS = 'fonds';
/** `entreprises/etape/<entreprise>[/<étape>]` */
export const STEP = 'etape';
/** `entreprises/fonder[/<programme>]` */
export const FOUND = 'fonder';
/** `visites/pour/<personne>`: something new about somebody who is known; `suivis/pour/<personne>/<moment>/<programme>`: how they are at that moment. */
export const ABOUT = 'pour';
/** Tab of a person or a group. */
export const JOURNEY = 'suite';
/** `programmes/profil/<programme>[/<question>/<réponse>/<tous|plus|avant|apres>]` */
export const PROFILE = 'profil';
