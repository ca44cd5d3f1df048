/**
 * Why a hub could not start, in the shape of the kernel's list of codes. They stand here because only the terminal shows them:
 * no change is judged by them and nothing of them travels. The help page prints both lists.
 */
import { CODES, type CodeEntry } from '../kernel/codes.ts';

export const START_CODES = {
  'HUB-DATA-IN-USE': CODES['HUB-DATA-IN-USE'],
  'HUB-DATA-UNREACHABLE': {
    does: 'refused',
    fr: 'Le dossier de données ne peut pas être lu ou écrit.',
    frWay:
      'Relancez avec le compte qui a créé ce dossier, ou choisissez un dossier où ce compte peut écrire. Vérifiez aussi l’espace libre.',
    en: 'The data folder cannot be read or written.',
    enWay:
      'Start with the account that made the folder, or choose one this account may write to. Check free space too.',
  },
  'HUB-DATABASE-UNREACHABLE': {
    does: 'refused',
    fr: 'La base de données indiquée ne répond pas.',
    frWay: 'Vérifiez DATABASE_URL (adresse, nom, mot de passe) et que PostgreSQL tourne, puis relancez.',
    en: 'The database given does not answer.',
    enWay: 'Check DATABASE_URL (address, name, password) and that PostgreSQL runs, then start again.',
  },
  'HUB-DATABASE-OLD': {
    does: 'refused',
    fr: 'La base de données indiquée est trop ancienne : il faut PostgreSQL 15 ou plus récent.',
    frWay: 'Mettez PostgreSQL à jour, ou retirez DATABASE_URL pour la base fournie.',
    en: 'The database given is too old: PostgreSQL 15 or newer is needed.',
    enWay: 'Upgrade PostgreSQL, or unset DATABASE_URL to use the database that comes along.',
  },
  'HUB-DATABASE-MISSING': {
    does: 'refused',
    fr: 'La base de données fournie n’existe pas pour ce type de machine.',
    frWay: 'Installez PostgreSQL 15 ou plus récent et indiquez son adresse dans DATABASE_URL.',
    en: 'The database that comes along does not exist for this kind of machine.',
    enWay: 'Install PostgreSQL 15 or newer and give its address in DATABASE_URL.',
  },
  'HUB-DATABASE-START': {
    does: 'refused',
    fr: 'La base de données n’a pas démarré ; vos données sont toujours dans le dossier.',
    frWay: 'Lisez la fin du fichier pg.log du dossier de données, libérez de la place si besoin, puis relancez.',
    en: 'The database did not start; your data is still in the folder.',
    enWay: 'Read the end of pg.log in the data folder, free some space if needed, then start again.',
  },
  'HUB-DATABASE-UNSAFE': {
    does: 'refused',
    fr: 'La base de données indiquée n’attend pas le disque (fsync est coupé) : du travail reçu pourrait se perdre.',
    frWay: 'Remettez fsync = on dans PostgreSQL, puis relancez.',
    en: 'The database given does not wait for the disk (fsync is off): work received could be lost.',
    enWay: 'Set fsync = on in PostgreSQL, then start again.',
  },
  'HUB-NEWER-DATA': {
    does: 'refused',
    fr: 'Ces données ont été ouvertes par une version plus récente de Jɛkulu. Rien n’y a été touché.',
    frWay: 'Installez la version la plus récente, puis relancez.',
    en: 'This data was opened by a newer version of Jɛkulu. Nothing in it was touched.',
    enWay: 'Install the latest version, then start again.',
  },
  'HUB-KEYS-MISSING': {
    does: 'refused',
    fr: 'Les clés d’un réseau de cette base de données ne sont pas dans le dossier de données.',
    frWay:
      'Remettez le dossier « keys » de la sauvegarde dans le dossier de données, ou indiquez ce dossier avec JEKULU_DATA.',
    en: 'The keys of a network in this database are not in the data folder.',
    enWay: 'Put the “keys” folder of the backup back into the data folder, or name that folder with JEKULU_DATA.',
  },
  'HUB-SECRETS-OPEN': {
    does: 'refused',
    fr: 'Un fichier secret du dossier de données peut être lu par d’autres, et ce compte ne peut pas le fermer.',
    frWay: 'Rendez le dossier de données au compte du serveur (chown), puis relancez.',
    en: 'A secret file of the data folder can be read by others, and this account cannot close it.',
    enWay: 'Give the data folder back to the server’s account (chown), then start again.',
  },
  'HUB-PORT': {
    does: 'refused',
    fr: 'Ce port est déjà utilisé par un autre programme, ou interdit à ce compte.',
    frWay: 'Donnez un autre port avec PORT, par exemple PORT=8081.',
    en: 'This port is used by another program, or not allowed for this account.',
    enWay: 'Give another port with PORT, for example PORT=8081.',
  },
} satisfies Record<string, CodeEntry>;

export type StartCode = keyof typeof START_CODES;

/** Carries its own sentences, so that whoever meets it can print it. */
export interface StartFailure extends CodeEntry {
  readonly code: StartCode;
  /** For the log, never the whole message shown to a person. */
  readonly detail: string;
}

export const startFailure = (code: StartCode, detail: unknown): StartFailure => ({
  ...START_CODES[code],
  code,
  detail: detail instanceof Error ? detail.message : String(detail),
});
