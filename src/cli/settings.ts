/**
 * Where the data is, which port, which database. What the environment says counts before what `jekulu.conf` says: a line tried on the command line
 * needs no file changed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import type { DemoSize } from '../hub/demo/scale.ts';
import { UNNAMED } from '../hub/networks.ts';
import { CommandError } from './say.ts';

export interface Settings {
  readonly port: number;
  /** Where to listen; every address unless told otherwise, because phones of the branch come over the local network. */
  readonly host?: string | undefined;
  /** How people reach this hub, for the links it gives; behind a proxy it cannot know by itself. */
  readonly address?: string | undefined;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Name of the first network when there is no demonstration. */
  readonly name: string;
  /** Of the demonstration: the whole network, or a short story. */
  readonly demoSize?: DemoSize;
  /** Whether every account of the office has to have a second step. */
  readonly secondStep: 'offered' | 'required';
  /** Who may open backups (`age1…`), or the phrase that opens them. */
  readonly backupTo?: readonly string[];
  readonly backupPassphrase?: string | undefined;
  /** The file that was read, if any. */
  readonly file?: string | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Every name a line of the file may have; `deploy/jekulu.conf` says what each is for. */
const NAMES = [
  'PORT',
  'JEKULU_HOST',
  'JEKULU_ADDRESS',
  'JEKULU_DATA',
  'DATABASE_URL',
  'JEKULU_NAME',
  'JEKULU_SECOND_STEP',
  'JEKULU_BACKUP_TO',
  'JEKULU_BACKUP_PASSPHRASE',
];
/** Looked for in this order where JEKULU_CONF names none. */
const PLACES = ['jekulu.conf', '/etc/jekulu/jekulu.conf'];

/** The environment, and the file of settings below it. */
export function readSettings(env: Env): Settings {
  const named = env['JEKULU_CONF'];
  const file = named ? resolve(named) : PLACES.map((place) => resolve(place)).find((place) => existsSync(place));
  if (!file) return settingsFrom(env, undefined);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(`Le fichier de réglages ne se lit pas : ${file}.`, 'The file of settings cannot be read.');
  }
  const lines = parseEnv(text);
  const strange = Object.keys(lines).find((name) => !NAMES.includes(name));
  if (strange)
    throw new CommandError(
      `Je ne connais pas le réglage « ${strange} » de ${file}. Je connais : ${NAMES.join(', ')}.`,
      'I do not know this setting; the names I know are listed above.',
    );
  const told = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  return settingsFrom({ ...lines, ...told }, file);
}

function settingsFrom(env: Env, file: string | undefined): Settings {
  const port = Number(env['PORT'] || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CommandError(
      `PORT doit être un nombre de 1 à 65535 : « ${env['PORT']} ».`,
      'PORT must be a number from 1 to 65535.',
    );
  const address = env['JEKULU_ADDRESS']?.trim().replace(/\/+$/, '') || undefined;
  if (address && !/^https?:\/\/[^/\s]+$/.test(address))
    throw new CommandError(
      `JEKULU_ADDRESS doit être comme https://jekulu.exemple.ml : « ${address} ».`,
      'JEKULU_ADDRESS must look like https://jekulu.example.org.',
    );
  return {
    port,
    host: env['JEKULU_HOST'] || undefined,
    address,
    dataDir: resolve(env['JEKULU_DATA'] || './data'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    demoSize: env['JEKULU_DEMO'] === 'small' ? 'small' : 'full',
    secondStep: env['JEKULU_SECOND_STEP'] === 'required' ? 'required' : 'offered',
    name: env['JEKULU_NAME']?.trim().slice(0, 80) || UNNAMED,
    backupTo: (env['JEKULU_BACKUP_TO'] ?? '').split(/[\s,]+/).filter((one) => one !== ''),
    backupPassphrase: env['JEKULU_BACKUP_PASSPHRASE'] || undefined,
    file,
  };
}

/** The command of the program that fills a demonstration (`fill.ts`); nobody needs to know it. */
export const FILL = 'fill';

/** Where people find this hub. */
export const addressOf = (settings: Pick<Settings, 'address' | 'port'>): string =>
  settings.address ?? `http://localhost:${settings.port}`;

/** The built program stands in `dist/hub`, the built app beside it, the package two steps up. */
const here = dirname(fileURLToPath(import.meta.url));
export const APP_DIR = join(here, '..', 'app');

export function version(): string {
  try {
    const read = JSON.parse(readFileSync(join(here, '..', '..', 'package.json'), 'utf8')) as { version?: string };
    return read.version ?? 'dev';
  } catch {
    return 'dev';
  }
}
