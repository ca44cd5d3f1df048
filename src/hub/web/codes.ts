/**
 * Refusals that only the hub's own pages and its API can meet. They stand here, not in the kernel's list, so that no phone downloads
 * sentences it never shows; the help page prints all lists.
 */
import type { CodeEntry } from '../../kernel/codes.ts';

export const WEB_CODES = {
  'HUB-SIGN-IN': {
    does: 'refused',
    fr: 'Ce nom et ce mot de passe ne vont pas ensemble.',
    frWay:
      'Vérifiez les deux, puis réessayez. Mot de passe perdu ? La personne qui tient le serveur peut en donner un autre.',
    en: 'This name and this password do not go together.',
    enWay: 'Check both, then try again. Password lost? Whoever keeps the server can give another one.',
  },
  'HUB-SIGN-IN-WAIT': {
    does: 'refused',
    fr: 'Trop d’essais de suite : il faut attendre un peu.',
    frWay: 'Réessayez après le temps indiqué.',
    en: 'Too many tries in a row: you have to wait a little.',
    enWay: 'Try again after the time shown.',
  },
  'HUB-NO-ACCESS': {
    does: 'refused',
    fr: 'Votre accès à ce réseau est terminé ou n’a pas commencé.',
    frWay: 'Demandez un accès à votre antenne ou au secrétariat.',
    en: 'Your access to this network has ended or has not started.',
    enWay: 'Ask your branch or the secretariat for access.',
  },
  'HUB-FORM-OLD': {
    does: 'refused',
    fr: 'Cette page est trop ancienne, ou l’envoi ne vient pas d’elle. Rien n’a été changé.',
    frWay: 'Revenez à la page, rechargez-la, et recommencez.',
    en: 'This page is too old, or the sending does not come from it. Nothing was changed.',
    enWay: 'Go back to the page, load it again, and start over.',
  },
  'HUB-ROLE-PLACE': {
    does: 'refused',
    fr: 'Ce rôle et ce lieu ne vont pas ensemble.',
    frWay:
      'Le secrétariat et le contrôle valent pour tout le réseau ; les autres rôles, pour une antenne. Choisissez l’antenne sous « Où », ou écrivez le nom d’une nouvelle.',
    en: 'This role and this place do not go together.',
    enWay:
      'The secretariat and the audit hold for the whole network; the other roles for a branch. Choose the branch, or write the name of a new one.',
  },
  'HUB-CERTIFICATE-NONE': {
    does: 'refused',
    fr: 'Personne n’est choisi : aucun certificat n’est donné.',
    frWay: 'Cochez au moins une personne qui a terminé. Qui a déjà son certificat n’en reçoit pas un second.',
    en: 'Nobody is chosen: no certificate is given.',
    enWay: 'Tick at least one person who has completed. Who has a certificate already does not get a second one.',
  },
  'HUB-CERTIFICATE-AGAIN': {
    does: 'refused',
    fr: 'Une personne choisie avait un certificat, qui a été retiré.',
    frWay: 'Dites pourquoi elle en reçoit un autre, ou ne la cochez pas.',
    en: 'Somebody chosen had a certificate, and it was withdrawn.',
    enWay: 'Say why they are given another one, or do not tick them.',
  },
  'HUB-CERTIFICATE-LETTERS': {
    does: 'refused',
    fr: 'Un nom ou un texte du certificat a des lettres que le papier ne sait pas écrire. Rien n’est donné ni imprimé.',
    frWay:
      'Écrivez le nom en lettres latines, à côté de la personne ou sous « Corriger le nom ». Le nom de la cohorte ou de la formation se corrige sur sa fiche.',
    en: 'A name or a text of the certificate has letters that the paper cannot write. Nothing is given or printed.',
    enWay:
      'Write the name in Latin letters, beside the person or under “Correct the name”. The name of the group or of the training is put right on its sheet.',
  },
  'HUB-CERTIFICATE': {
    does: 'refused',
    fr: 'Il n’y a ici aucun certificat à imprimer.',
    frWay:
      'Un certificat retiré ne s’imprime plus : imprimez celui qui le remplace. Seul un bureau imprime des certificats.',
    en: 'There is no certificate to print here.',
    enWay:
      'A withdrawn certificate is not printed any more: print the one that replaces it. Only an office prints certificates.',
  },
  'HUB-REQUEST': {
    does: 'refused',
    fr: 'Cette demande n’a pas la forme attendue. Rien n’a été changé.',
    frWay: 'Corrigez ce qui est indiqué, puis recommencez.',
    en: 'This request does not have the expected form. Nothing was changed.',
    enWay: 'Correct what is named, then start over.',
  },
  'HUB-PASSWORD': {
    does: 'refused',
    fr: 'Ce mot de passe est trop court : il faut au moins dix signes.',
    frWay: 'Choisissez une phrase de quatre mots.',
    en: 'This password is too short: at least ten characters.',
    enWay: 'Choose a sentence of four words.',
  },
  'HUB-PASSWORD-EASY': {
    does: 'refused',
    fr: 'Ce mot de passe est trop facile à deviner.',
    frWay: 'Choisissez une phrase de quatre mots que vous êtes seul à connaître.',
    en: 'This password is too easy to guess.',
    enWay: 'Choose a sentence of four words that only you know.',
  },
  'HUB-SECOND-STEP': {
    does: 'refused',
    fr: 'Ce code n’est pas le bon, ou il a déjà servi.',
    frWay:
      'Prenez le code affiché maintenant par votre application ; il change toutes les 30 secondes. Vérifiez aussi l’heure du téléphone. Téléphone perdu ? Utilisez un code de secours.',
    en: 'This is not the right code, or it was used before.',
    enWay:
      'Take the code your application shows now; it changes every 30 seconds. Check the time of the phone too. Phone lost? Use a recovery code.',
  },
  'HUB-SECOND-STEP-SELF': {
    does: 'refused',
    fr: 'La double vérification de ce compte ne peut pas être retirée par vous.',
    frWay: 'Demandez à une autre personne du bureau, qui a au moins les mêmes droits, de le faire.',
    en: 'You cannot take off the second step of this account.',
    enWay: 'Ask another person of the office, with at least the same rights, to do it.',
  },
  'HUB-SECOND-STEP-NEEDED': {
    does: 'refused',
    fr: 'Ce geste demande un compte qui entre en deux temps. Rien n’a été changé.',
    frWay: 'Mettez en place la double vérification dans Sécurité, puis recommencez.',
    en: 'This takes an account that enters in two steps. Nothing was changed.',
    enWay: 'Set up the second step under “Security”, then start over.',
  },
  'HUB-FOUNDING-WORD': {
    does: 'refused',
    fr: 'Ce n’est pas le mot de fondation de ce serveur.',
    frWay: 'Il est écrit dans la fenêtre où le serveur a démarré ; chaque démarrage en donne un autre.',
    en: 'This is not the founding word of this server.',
    enWay: 'It stands in the window where the server was started; each start gives another one.',
  },
  'HUB-STILL-IN': {
    does: 'refused',
    fr: 'Cette personne a encore un accès au réseau. Rien n’a été effacé.',
    frWay: 'Mettez d’abord fin à ses accès.',
    en: 'This person still has access to the network. Nothing was erased.',
    enWay: 'End their access first.',
  },
  'HUB-CLOCK': {
    does: 'flag',
    fr: 'L’horloge du serveur paraît fausse. Le travail continue, mais son ordre en dépend.',
    frWay: 'Mettez cette machine à l’heure, et branchez-la sur un serveur de temps (NTP).',
    en: 'The clock of the server seems wrong. Work goes on, but its order depends on it.',
    enWay: 'Set this machine’s time, and connect it to a time server (NTP).',
  },
  'HUB-DISK-LOW': {
    does: 'flag',
    fr: 'Le disque du serveur se remplit. En dessous de 100 Mo, il ne prendra plus de travail.',
    frWay: 'Faites de la place sur cette machine, ou ajoutez un disque.',
    en: 'The disk of the server is filling up. Below 100 MB it will take no more work.',
    enWay: 'Make room on this machine, or add a disk.',
  },
} satisfies Record<string, CodeEntry>;
