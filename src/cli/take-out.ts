/** `jekulu export`: a whole network as documented files, in a folder or one archive, for its own people. */
import { createWriteStream, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { everything, wholeNetwork } from '../hub/derived/whole.ts';
import { zip } from '../hub/derived/zip.ts';
import { declarations } from '../modules/index.ts';
import { inside, networkFrom, type Options } from './office.ts';
import { CommandError, type Terminal } from './say.ts';
import type { Settings } from './settings.ts';

/** Only for who runs this: the files speak of people. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

export async function takeOut(
  settings: Settings,
  path: string | undefined,
  options: Options,
  terminal: Terminal,
): Promise<void> {
  if (!path) throw new CommandError('Où ? jekulu export DOSSIER (ou FICHIER.zip).', 'Where? jekulu export FOLDER.');
  const target = resolve(path);
  if (existsSync(target) && (!statSync(target).isDirectory() || readdirSync(target).length > 0))
    throw new CommandError(
      `Il y a déjà quelque chose là : ${target}. Donnez un autre nom.`,
      'Something is there already. Give another name.',
    );
  await inside(settings, async (networks) => {
    const network = networkFrom(networks, options);
    const noted = await network.noteExport('', 'jekulu export');
    let records = 0;
    const whole = { network, decl: declarations, reach: everything(declarations), now: Date.now() };
    const files = wholeNetwork(whole, (more) => {
      records += more;
    });
    if (target.endsWith('.zip')) {
      mkdirSync(dirname(target), { recursive: true });
      await pipeline(Readable.from(zip(files, whole.now)), createWriteStream(target, { mode: PRIVATE_FILE }));
    } else
      for await (const { name, text } of files) {
        const file = join(target, name);
        mkdirSync(dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
        await pipeline(Readable.from(text), createWriteStream(file, { mode: PRIVATE_FILE }));
      }
    await noted(records);
    terminal.out(`${network.card.name} : ${records} fiches / records\n${target}`);
    terminal.out(
      'Ces fichiers parlent de personnes : gardez-les sous clé. / They speak of people: keep them locked away.',
    );
  });
}
