/** `jekulu backup`, `jekulu restore`, `jekulu verify`: what keeps a network through a fire, a theft or a bad disk. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Key, type Lock, writeSealed } from '../hub/backup/age.ts';
import type { BackupFault } from '../hub/backup/format.ts';
import { restore } from '../hub/backup/restore.ts';
import { backupLines } from '../hub/backup/save.ts';
import { Networks } from '../hub/networks.ts';
import { openPools } from '../hub/pools.ts';
import { HUB_SCHEMA, schemaOf } from '../hub/schema.ts';
import { type Finding, verify } from '../hub/verify.ts';
import { newPassword } from '../hub/web/password.ts';
import { WEB_SCHEMA } from '../hub/web/schema.ts';
import { declarations } from '../modules/index.ts';
import { inside, type Options, reach } from './office.ts';
import { CommandError, type Terminal, Unavailable } from './say.ts';
import { type Settings, version } from './settings.ts';

/** Where the last backup is noted, in the data folder. */
const NOTE = 'backup.json';

export interface LastBackup {
  readonly at: number;
  readonly file: string;
  readonly bytes: number;
}

/** Null when none was ever made from this data folder. */
export function lastBackup(dataDir: string): LastBackup | null {
  try {
    return JSON.parse(readFileSync(join(dataDir, NOTE), 'utf8')) as LastBackup;
  } catch {
    return null;
  }
}

export async function backup(
  settings: Settings,
  path: string | undefined,
  options: Options,
  terminal: Terminal,
): Promise<void> {
  if (!path)
    throw new CommandError('Où ? jekulu backup FICHIER.age (ou un dossier).', 'Where? jekulu backup FILE.age.');
  const now = Date.now();
  const file = fileFor(resolve(path), now);
  if (existsSync(file))
    throw new CommandError(`Il y a déjà un fichier là : ${file}.`, 'There is a file of this name already.');
  const lock = lockFrom(settings, options);
  await inside(settings, async (networks, pools) => {
    if (networks.all().length === 0)
      throw new CommandError('Il n’y a encore rien à sauvegarder.', 'There is nothing to back up yet.');
    let rows = 0;
    const saving = { pool: pools.pages, dataDir: settings.dataDir, app: version(), now };
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const lines = backupLines(saving, (more) => {
      rows += more;
    });
    await writeSealed(file, lines, lock.lock);
    const bytes = statSync(file).size;
    writeFileSync(join(settings.dataDir, NOTE), `${JSON.stringify({ at: now, file, bytes })}\n`, { mode: 0o600 });
    terminal.out(
      `${file}\n${networks.all().length} ${networks.all().length > 1 ? 'réseaux / networks' : 'réseau / network'}, ${rows} lignes / rows, ${sizeWords(bytes)}`,
    );
  });
  if (lock.made)
    terminal.out(
      `Phrase qui l’ouvre / phrase that opens it: ${lock.made}\nNotez-la ailleurs que sur cette machine : sans elle, rien ne s’ouvre. / Write it down elsewhere: nothing opens without it.`,
    );
  terminal.out('Portez ce fichier hors d’ici : un incendie prend aussi le tiroir. / Take this file away from here.');
}

/** In a folder, a name that sorts by day and never meets another. */
function fileFor(target: string, now: number): string {
  if (!existsSync(target) || !statSync(target).isDirectory()) return target;
  const [day = '', time = ''] = new Date(now).toISOString().split('T');
  return join(target, `jekulu-${day}-${time.slice(0, 8).replaceAll(':', '')}.age`);
}

interface Locking {
  readonly lock: Lock;
  /** A phrase made for this one backup, to be told once. */
  readonly made?: string;
}

function lockFrom(settings: Settings, options: Options): Locking {
  const to = options['to'] ? options['to'].split(/[\s,]+/) : (settings.backupTo ?? []);
  if (to.length > 0) {
    const wrong = to.find((one) => !/^age1[a-z0-9]{20,}$/.test(one));
    if (wrong) throw new CommandError(`Ce n’est pas une clé age1… : « ${wrong} ».`, 'This is not an age1… key.');
    return { lock: { to } };
  }
  const passphrase = phraseFrom(settings, options);
  if (passphrase) return { lock: { passphrase } };
  if (process.stdin.isTTY) {
    const made = `${newPassword()}-${newPassword()}`;
    return { lock: { passphrase: made }, made };
  }
  throw new CommandError(
    'Qui pourra ouvrir cette sauvegarde ? Donnez --to age1…, --phrase FICHIER, ou JEKULU_BACKUP_TO dans jekulu.conf.',
    'Who may open this backup? Give --to age1…, --phrase FILE, or JEKULU_BACKUP_TO in jekulu.conf.',
  );
}

function phraseFrom(settings: Settings, options: Options): string | undefined {
  const file = options['phrase'];
  if (!file) return settings.backupPassphrase;
  if (!existsSync(file)) throw new CommandError(`Je ne trouve pas ${file}.`, 'This file is not there.');
  const phrase = readFileSync(file, 'utf8').trim();
  if (phrase.length < 12)
    throw new CommandError('La phrase est trop courte : au moins 12 signes.', 'The phrase is too short: at least 12.');
  return phrase;
}

const FAULTS: Readonly<Record<BackupFault, readonly [fr: string, en: string]>> = {
  locked: [
    'Cette clé ou cette phrase n’ouvre pas ce fichier. Vérifiez-la, et que c’est bien une sauvegarde (.age).',
    'This key or phrase does not open this file. Check it, and that it is a backup (.age).',
  ],
  damaged: [
    'Ce fichier est coupé ou abîmé. Rien n’a été remis : prenez une autre copie, ou la sauvegarde d’avant.',
    'This file is cut off or damaged. Nothing was restored: take another copy, or the backup before.',
  ],
  newer: [
    'Cette sauvegarde vient d’une version plus récente de Jɛkulu. Installez-la, puis recommencez.',
    'This backup comes from a newer version of Jɛkulu. Install it, then try again.',
  ],
  occupied: [
    'Il y a déjà un réseau ici. Une sauvegarde se remet dans un dossier neuf : JEKULU_DATA=/autre/dossier.',
    'There is a network here already. Restore into a new folder: JEKULU_DATA=/another/folder.',
  ],
};

export async function bringBack(
  settings: Settings,
  path: string | undefined,
  options: Options,
  terminal: Terminal,
): Promise<void> {
  const file = path ? resolve(path) : '';
  if (!path || !existsSync(file))
    throw new CommandError('Quel fichier ? jekulu restore FICHIER.age', 'Which file? jekulu restore FILE.age');
  const key = keyFrom(settings, options);
  const { url, leave, running } = await reach(settings);
  const pools = openPools(url, () => {});
  const parts = [HUB_SCHEMA, WEB_SCHEMA];
  const { dataDir } = settings;
  try {
    if (running) throw new CommandError(...FAULTS.occupied);
    const restored = await restore(file, key, { pools, dataDir, decl: declarations, parts });
    if (!restored.ok) throw new CommandError(...FAULTS[restored.error]);
    const opened = await Networks.open({ pools, dataDir, decl: declarations, parts, now: Date.now, report: () => {} });
    if (!opened.ok) throw new Unavailable(opened.error);
    const { at, rows, networks } = restored.value;
    terminal.out(`Remis / restored: ${networks.join(', ')} (${rows} lignes / rows)`);
    terminal.out(`Tel que le / as of ${new Date(at).toISOString().replace('T', ' ').slice(0, 16)} UTC`);
    terminal.out(
      'Au premier échange, chaque téléphone rend ce qu’il avait écrit depuis. À refaire : les téléphones entrés après ce jour (nouveau code), et ce qui a été fait sur les pages du bureau.',
    );
    terminal.out(
      'At its next exchange each phone gives back what it wrote since. To do again: phones let in after that day (new code), and what was done on the office pages.',
    );
  } finally {
    await pools.end();
    await leave();
  }
}

function keyFrom(settings: Settings, options: Options): Key {
  const keyFile = options['key'];
  if (keyFile) {
    if (!existsSync(keyFile)) throw new CommandError(`Je ne trouve pas ${keyFile}.`, 'This file is not there.');
    return { keyFile };
  }
  const passphrase = phraseFrom(settings, options);
  if (passphrase) return { passphrase };
  throw new CommandError(
    'Avec quoi l’ouvrir ? --phrase FICHIER (la phrase dans un fichier) ou --key FICHIER (la clé age).',
    'What opens it? --phrase FILE (the phrase in a file) or --key FILE (the age key).',
  );
}

/** @returns whether everything is as it was written. */
export async function look(settings: Settings, options: Options, terminal: Terminal): Promise<boolean> {
  let fine = true;
  await inside(settings, async (networks, pools) => {
    const wanted = networks.all().filter(({ card }) => !options['network'] || card.slug === options['network']);
    if (wanted.length === 0) throw new CommandError('Ce réseau n’est pas ici.', 'This network is not here.');
    for (const { card, web } of wanted) {
      const found = await verify(pools.pages, schemaOf(card.network), card.network, [card.authority, web]);
      const { logs, changes, records, findings } = found;
      terminal.out(
        `${findings.length === 0 ? '✓' : '✗'} ${card.slug} : ${logs} journaux / logs, ${changes} changements / changes, ${records} fiches / records`,
      );
      for (const one of findings.slice(0, 50)) terminal.out(`    ${findingWords(one)}`);
      if (findings.length > 50) terminal.out(`    … ${findings.length - 50} de plus / more`);
      if (findings.length > 0) fine = false;
    }
  });
  if (!fine)
    terminal.out(
      'Arrêtez le point central, gardez une copie du dossier, remettez la dernière sauvegarde saine (docs/operate.md). / Stop the hub, keep a copy of the folder, restore the last sound backup.',
    );
  return fine;
}

function findingWords(one: Finding): string {
  if (one.what === 'gap') return `journal ${one.device} : un numéro manque avant ${one.seq} / a number is missing`;
  if (one.what === 'link') return `journal ${one.device}, n° ${one.seq} : ce n’est pas ce qui a été écrit / altered`;
  if (one.what === 'end') return `journal ${one.device} : la fin ne correspond pas / the end does not match`;
  if (one.what === 'record') return `fiche ${one.record} : autre que son histoire / not what its history makes`;
  if (one.what === 'positions') return `positions : ${one.count} manquent / are missing`;
  return `${one.count} changements que personne ne lira / changes nobody will read`;
}

export const sizeWords = (bytes: number): string =>
  bytes < 1e6
    ? `${Math.max(1, Math.round(bytes / 1e3))} Ko`
    : bytes < 1e9
      ? `${(bytes / 1e6).toFixed(1)} Mo`
      : `${(bytes / 1e9).toFixed(1)} Go`;
