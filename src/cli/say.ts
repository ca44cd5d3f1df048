/** What the terminal says: French first, English beside or below. */
import type { StartFailure } from '../hub/start-codes.ts';

/** Where words go; a test listens instead. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

export const terminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
};

/** A command that cannot go on, told in both languages. */
export class CommandError extends Error {
  readonly fr: string;
  readonly en: string;
  constructor(fr: string, en: string) {
    super(en);
    this.fr = fr;
    this.en = en;
  }
}

/** Thrown to the top, where it is told like any other start that failed. */
export class Unavailable extends Error {
  readonly failure: StartFailure;
  constructor(failure: StartFailure) {
    super(failure.detail);
    this.failure = failure;
  }
}

export function sayFailure({ err }: Terminal, failure: StartFailure): void {
  err(
    `✗ ${failure.fr}\n  ${failure.frWay}\n  ${failure.en}\n  ${failure.enWay}\n  (${failure.code}: ${failure.detail.split('\n')[0]})`,
  );
}

export const sayError = ({ err }: Terminal, error: CommandError): void => err(`✗ ${error.fr}\n  ${error.en}`);

/** Rows under each other in columns as wide as their longest word; the last column is left ragged. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => [...(row[i] ?? '')].length)));
  const padded = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - [...cell].length)))
      .join('  ');
  return rows.map((row) => `  ${padded(row)}`).join('\n');
}

export const HELP = `jekulu start [--no-demo | --empty]           démarre le point central / starts the hub
             --empty                         la première page fonde le réseau / the first page founds the network
jekulu networks                              les réseaux d’ici / the networks here
jekulu code --network NOM --person QUI       un code d’activation / an activation code
jekulu account --network NOM --person QUI    un compte pour les pages du bureau / an account for the office pages
               [--login NOM]                 son nom ; le mot de passe est donné / its name; the password is given
jekulu grant --network NOM --person QUI --role RÔLE [--branch ANTENNE] [--until JOUR]
                                             un droit, donné par le point central / a right, given by the hub itself
jekulu import FICHIER --type SORTE --network NOM --person QUI
               [--branch CODE] [--dry-run]   une liste CSV ou Excel ; --dry-run vérifie seulement / a list; --dry-run only checks
               [--valid-only] [--errors F]   entre malgré des erreurs, écrites dans F / comes in despite errors, written to F
               [--warnings F]                les lignes à regarder, dans F / the lines to look at, to F
jekulu import --undo IMPORT …                reprend tout un import / takes a whole import back
               [--keep-edited|--take-edited] garde ou reprend les fiches changées depuis / keeps or takes records edited since
jekulu export DOSSIER --network NOM          tout le réseau en fichiers / the whole network as files (or FICHIER.zip)
jekulu backup FICHIER.age [--to age1…|--phrase F]  tout, chiffré, en un fichier / everything, sealed, in one file
jekulu restore FICHIER.age [--key F|--phrase F]    un point central neuf à partir de là / a new hub from it
jekulu verify [--network NOM]                relit tout et compare / reads everything again and compares
jekulu doctor                                ce qui va, ce qui ne va pas, que faire / what is well, what is not, what to do
jekulu help                                  cette page / this page

NOM : le nom court d’un réseau (jekulu networks). QUI : le nom d’une personne, entre guillemets, ou son numéro.
NAME: the short name of a network. WHO: a person’s name, in quotes, or their number.

Réglages (environnement, ou jekulu.conf ici ou dans /etc/jekulu ; l’environnement l’emporte) : voyez deploy/jekulu.conf
Settings (environment, or jekulu.conf here or in /etc/jekulu; the environment wins): see deploy/jekulu.conf
PORT (8080) · JEKULU_DATA (./data) · DATABASE_URL (PostgreSQL 15+) · JEKULU_NAME (nom du réseau avec --no-demo)
JEKULU_HOST · JEKULU_ADDRESS (https://…) · JEKULU_BACKUP_TO · JEKULU_BACKUP_PASSPHRASE
JEKULU_SECOND_STEP=required : double vérification pour tous les comptes du bureau / second step for every office account`;
