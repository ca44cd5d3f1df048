/** What the environment says: where the data is, which port, which database. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoSize } from '../hub/demo/scale.ts';
import { CommandError } from './say.ts';

export interface Settings {
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Name of the first network when there is no demonstration. */
  readonly name: string;
  /** Of the demonstration: the whole network, or a short story. */
  readonly demoSize?: DemoSize;
  /** Whether every account of the office has to have a second step. */
  readonly secondStep: 'offered' | 'required';
}

export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  const port = Number(env['PORT'] || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CommandError(
      `PORT doit être un nombre de 1 à 65535 : « ${env['PORT']} ».`,
      'PORT must be a number from 1 to 65535.',
    );
  return {
    port,
    dataDir: resolve(env['JEKULU_DATA'] || './data'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    demoSize: env['JEKULU_DEMO'] === 'small' ? 'small' : 'full',
    secondStep: env['JEKULU_SECOND_STEP'] === 'required' ? 'required' : 'offered',
    name: env['JEKULU_NAME']?.trim() || 'Mon réseau',
  };
}

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
