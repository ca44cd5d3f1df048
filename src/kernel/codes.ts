/**
 * Every refusal a person can meet, in one list: what it means and the way forward. The help page prints it.
 *
 * Families: RIGHT who may · RULE what is right · HOLD what waits · DEVICE phones · SYNC exchanges · FLAG remarks that stop nothing ·
 * HUB the server · KEY personal codes. `does` says what happens to the work: nothing is ever lost.
 */
export interface CodeEntry {
  readonly does: 'returned' | 'held' | 'quarantined' | 'flag' | 'refused';
  readonly fr: string;
  readonly frWay: string;
  readonly en: string;
  readonly enWay: string;
}

const entry = (does: CodeEntry['does'], fr: string, frWay: string, en: string, enWay: string): CodeEntry => ({
  does,
  fr,
  frWay,
  en,
  enWay,
});

export const CODES = {
  'RIGHT-NONE': entry(
    'returned',
    'Votre rôle ne permet pas de faire cela ici.',
    'Transmettez la fiche à une personne de l’antenne concernée, ou retirez votre changement.',
    'Your role does not allow this here.',
    'Hand the record over to someone of the branch concerned, or withdraw your change.',
  ),
  'RIGHT-ENDED': entry(
    'returned',
    'Votre accès était terminé, et ce téléphone le savait, quand vous avez écrit cela.',
    'Transmettez votre travail à la personne qui suit maintenant ce dossier.',
    'Your access had ended, and this phone knew it, when you wrote this.',
    'Hand your work over to the person who follows this file now.',
  ),
  'RIGHT-GRACE': entry(
    'returned',
    'Ce travail est arrivé trop longtemps après la fin de votre accès.',
    'Transmettez-le à votre antenne : elle peut le reprendre en un geste.',
    'This work came too long after your access ended.',
    'Hand it over to your branch: it can take it up in one step.',
  ),
  'RIGHT-NOT-YET': entry(
    'returned',
    'Votre accès n’a pas encore commencé.',
    'Renvoyez ce travail à partir de la date prévue, ou transmettez-le à votre antenne.',
    'Your access has not started yet.',
    'Send this work again from that date, or hand it over to your branch.',
  ),
  'RIGHT-PERSON': entry(
    'returned',
    'La personne qui a écrit cela n’est pas inscrite sur ce téléphone.',
    'Faites inscrire cette personne sur le téléphone par l’antenne, puis renvoyez.',
    'The person who wrote this is not enrolled on this phone.',
    'Have the branch enrol this person on the phone, then send again.',
  ),
  'RIGHT-DELEGATE': entry(
    'returned',
    'Vous ne pouvez pas donner cet accès : il dépasse le vôtre, en lieu, en rôle ou en durée.',
    'Donnez un accès plus petit, ou demandez-le au secrétariat.',
    'You cannot give this access: it is larger than yours, in place, role or duration.',
    'Give a smaller access, or ask the secretariat for it.',
  ),
  'RIGHT-SETTLE': entry(
    'returned',
    'Seuls l’auteur et les responsables de la fiche peuvent régler ce retour.',
    'Demandez à l’auteur, ou à l’antenne qui tient la fiche.',
    'Only its author and those in charge of the record can settle this.',
    'Ask the author, or the branch that keeps the record.',
  ),
  'RULE-REQUIRED': entry(
    'returned',
    'Il manque une réponse nécessaire.',
    'Complétez le champ indiqué et renvoyez.',
    'A needed answer is missing.',
    'Fill in the field shown and send again.',
  ),
  'RULE-FORMAT': entry(
    'returned',
    'Ce qui est écrit ici n’a pas la forme attendue.',
    'Corrigez le champ indiqué, ou laissez-le vide, et renvoyez.',
    'What is written here does not have the expected form.',
    'Correct the field shown, or leave it empty, and send again.',
  ),
  'RULE-TYPE': entry(
    'returned',
    'Cette sorte de fiche ne correspond pas à la fiche changée.',
    'Retirez ce changement et refaites-le depuis la fiche.',
    'This kind of record does not match the record changed.',
    'Withdraw this change and make it again from the record.',
  ),
  'RULE-SCOPE': entry(
    'returned',
    'Cette sorte de fiche ne peut pas être rangée à cet endroit.',
    'Retirez ce changement et refaites-le depuis la bonne antenne.',
    'This kind of record cannot be kept at that place.',
    'Withdraw this change and make it again from the right branch.',
  ),
  'RULE-EXISTS': entry(
    'returned',
    'Cette opération ne peut être faite qu’une fois, et elle l’a été.',
    'Ouvrez la fiche pour voir ce qui a été fait, puis retirez ce changement.',
    'This can only be done once, and it has been.',
    'Open the record to see what was done, then withdraw this change.',
  ),
  'RULE-SETTLED': entry(
    'returned',
    'Ce retour est déjà réglé.',
    'Il n’y a plus rien à faire : retirez ce changement.',
    'This return is already settled.',
    'Nothing is left to do: withdraw this change.',
  ),
  'RULE-KIND': entry(
    'returned',
    'Ce serveur ne sait pas encore faire cette opération.',
    'Gardez ce travail : mettez le serveur à jour, puis renvoyez.',
    'This server cannot do this operation yet.',
    'Keep this work: update the server, then send again.',
  ),
  'HOLD-CAUSE': entry(
    'held',
    'Ce travail attend une autre fiche, qui n’est pas encore arrivée ou qui est à corriger.',
    'Rien à faire : il partira tout seul dès que l’autre fiche sera en ordre.',
    'This work waits for another record that has not come yet or is to be corrected.',
    'Nothing to do: it goes on by itself as soon as the other record is in order.',
  ),
  'HOLD-SCHEMA': entry(
    'held',
    'Ce téléphone est plus récent que le serveur. Le travail est gardé.',
    'Rien à faire : il sera pris en compte à la mise à jour du serveur.',
    'This phone is newer than the server. The work is kept.',
    'Nothing to do: it counts as soon as the server is updated.',
  ),
  'DEVICE-BLOCKED': entry(
    'quarantined',
    'Ce téléphone a été bloqué. Ce qu’il a envoyé ensuite est mis de côté pour être examiné.',
    'Le secrétariat décide : si c’est bien votre travail, dites-le-lui.',
    'This phone was blocked. What it sent since is set aside to be looked at.',
    'The secretariat decides: if it is your work, tell them.',
  ),
  'DEVICE-ENDED': entry(
    'refused',
    'Ce téléphone n’est plus inscrit. Ce qui restait à envoyer a été reçu.',
    'Pour continuer, demandez un nouveau code d’activation à votre antenne.',
    'This phone is no longer registered. What was left to send has been received.',
    'To go on, ask your branch for a new activation code.',
  ),
  'DEVICE-UNKNOWN': entry(
    'refused',
    'Ce serveur ne connaît pas ce téléphone.',
    'Votre travail est gardé ici. Demandez un code d’activation à votre antenne.',
    'This server does not know this phone.',
    'Your work is kept here. Ask your branch for an activation code.',
  ),
  'DEVICE-CLONE': entry(
    'refused',
    'Un autre téléphone envoie sous la même identité : celui-ci est une copie.',
    'Votre travail est gardé. Demandez un nouveau code d’activation : il sera renvoyé sous votre propre identité.',
    'Another phone sends under the same identity: this one is a copy.',
    'Your work is kept. Ask for a new activation code: it will be sent again under your own identity.',
  ),
  'SYNC-MALFORMED': entry(
    'refused',
    'Le serveur n’a pas compris cet envoi. Rien n’en a été pris.',
    'Votre travail est gardé ici. Mettez l’application à jour, puis réessayez.',
    'The server did not understand this sending. Nothing of it was taken.',
    'Your work is kept here. Update the app, then try again.',
  ),
  'SYNC-TOO-BIG': entry(
    'refused',
    'Cet envoi est trop gros. Rien n’en a été pris.',
    'Rien à faire : l’application renvoie en plus petits morceaux.',
    'This sending is too big. Nothing of it was taken.',
    'Nothing to do: the app sends again in smaller pieces.',
  ),
  'SYNC-GROUP': entry(
    'refused',
    'Une opération est trop grosse ou coupée en deux. Rien n’en a été pris.',
    'Votre travail est gardé ici. Mettez l’application à jour, ou montrez le téléphone à l’antenne.',
    'One operation is too big or cut in two. Nothing of it was taken.',
    'Your work is kept here. Update the app, or show the phone to the branch.',
  ),
  'SYNC-GAP': entry(
    'refused',
    'Il manque des changements entre cet envoi et le précédent. Rien n’en a été pris.',
    'Rien à faire : l’application renvoie depuis le dernier reçu.',
    'Changes are missing between this sending and the one before. Nothing of it was taken.',
    'Nothing to do: the app sends again from the last one received.',
  ),
  'SYNC-SIGNATURE': entry(
    'refused',
    'La signature de cet envoi n’est pas celle de ce téléphone. Rien n’en a été pris.',
    'Votre travail est gardé ici. Si cela se répète, demandez un nouveau code d’activation.',
    'The signature of this sending is not this phone’s. Nothing of it was taken.',
    'Your work is kept here. If it happens again, ask for a new activation code.',
  ),
  'SYNC-REPLAY': entry(
    'refused',
    'Cet envoi est déjà passé. Rien n’a été pris deux fois.',
    'Rien à faire : l’application recommence avec un nouveau numéro.',
    'This sending already went through. Nothing was taken twice.',
    'Nothing to do: the app starts again with a new number.',
  ),
  'SYNC-NETWORK': entry(
    'refused',
    'Ce serveur n’appartient pas au même réseau que ce téléphone. Rien n’a été échangé.',
    'Vérifiez l’adresse du serveur avec votre antenne.',
    'This server does not belong to the same network as this phone. Nothing was exchanged.',
    'Check the server’s address with your branch.',
  ),
  'SYNC-VERSION': entry(
    'refused',
    'Cette application et ce serveur n’ont pas de version commune.',
    'Votre travail est gardé ici. Mettez à jour le plus ancien des deux.',
    'This app and this server have no version in common.',
    'Your work is kept here. Update the older of the two.',
  ),
  'FLAG-LATE': entry(
    'flag',
    'Accepté, alors que l’accès de l’auteur venait de se terminer.',
    'L’antenne vérifie.',
    'Accepted, though the author’s access had just ended.',
    'The branch checks.',
  ),
  'FLAG-PHONE': entry(
    'flag',
    'Ce numéro de téléphone paraît incomplet.',
    'À vérifier avec la personne.',
    'This phone number looks incomplete.',
    'To be checked with the person.',
  ),
  'FLAG-CHOICE': entry(
    'flag',
    'Cette réponse n’est pas dans la liste connue.',
    'À vérifier : elle vient peut-être d’une version plus récente.',
    'This answer is not in the known list.',
    'To be checked: it may come from a newer version.',
  ),
  'FLAG-PROVISIONAL': entry(
    'flag',
    'Inscription provisoire, à confirmer par l’antenne.',
    'À confirmer avant la fin du délai.',
    'Provisional enrolment, to be confirmed by the branch.',
    'To be confirmed before it runs out.',
  ),
  'CLOCK-ODD': entry(
    'flag',
    'L’horloge de ce téléphone est fausse.',
    'Rien n’est perdu ; réglez la date quand vous pourrez.',
    'The clock of this phone is wrong.',
    'Nothing is lost; set the date when you can.',
  ),
  'QUARANTINE-REFUSED': entry(
    'returned',
    'Après examen, cet envoi du téléphone bloqué n’a pas été retenu.',
    'Si c’est bien votre travail, transmettez-le à votre antenne.',
    'After being looked at, this sending of the blocked phone was not kept.',
    'If it is your work, hand it over to your branch.',
  ),
} satisfies Record<string, CodeEntry>;

export type Code = keyof typeof CODES;

/** The entry of a code, or undefined for one that a newer version knows. */
export const codeEntry = (code: string): CodeEntry | undefined => (CODES as Record<string, CodeEntry>)[code];
