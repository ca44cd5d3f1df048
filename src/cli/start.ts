/** `jekulu start`: founds what is missing, opens the doors, and says where they are. */
import { pino } from 'pino';
import { renderUnicodeCompact } from 'uqr';
import { clearUnfinished, createDemo, type DemoLogin, demoLogins, firstPerson } from '../hub/demo/demo.ts';
import { type Hub, type HubInside, startHub } from '../hub/main.ts';
import type { HubNetwork } from '../hub/network.ts';
import { UNNAMED } from '../hub/networks.ts';
import { ownOrganisation } from '../hub/own.ts';
import { publicPages } from '../hub/public/index.ts';
import { HUB_SCHEMA } from '../hub/schema.ts';
import { Accounts, type Hosted, newPassword, sheetsOf, webPages } from '../hub/web/index.ts';
import { WEB_SCHEMA } from '../hub/web/schema.ts';
import { ownCard } from '../modules/directory/own.ts';
import { declarations } from '../modules/index.ts';
import { branchCode } from '../ui/branch-code.ts';
import { fillBeside } from './fill.ts';
import { lastBackup } from './keep.ts';
import { type Terminal, Unavailable } from './say.ts';
import { APP_DIR, type Settings, version } from './settings.ts';
import { welcome } from './welcome.ts';

/** What the first start made, told once. */
export interface Founded {
  readonly login: string;
  readonly password: string;
  readonly code: string;
}

/** @param wizard an empty hub founds nothing by itself: its first page does, for whoever reads the word said here. */
export async function start(settings: Settings, demo: boolean, terminal: Terminal, wizard = false): Promise<Hub> {
  const word = wizard ? newPassword() : '';
  let founded: Founded | null = null;
  let logins: readonly DemoLogin[] = [];
  const log = pino({ level: 'warn', base: null }, pino.destination(2));
  const sheets = sheetsOf(APP_DIR);
  const started = await startHub({
    port: settings.port,
    ...(settings.host && { host: settings.host }),
    dataDir: settings.dataDir,
    databaseUrl: settings.databaseUrl,
    appDir: APP_DIR,
    version: version(),
    log,
    parts: [WEB_SCHEMA],
    prepare: async (hub) => {
      await clearUnfinished(hub);
      const empty = hub.networks.all().length === 0;
      if (empty && demo) {
        terminal.out('• Création de la démonstration / Making the demonstration');
        await createDemo(hub, {
          decl: declarations,
          dataDir: settings.dataDir,
          parts: [HUB_SCHEMA, WEB_SCHEMA],
          size: settings.demoSize ?? 'full',
        });
      } else if (!empty || !wizard) founded = await found(hub, settings.name);
      logins = demoLogins(hub, settings.dataDir);
    },
    register: async (app, hub) => {
      const hosted = hostedBy(hub);
      await webPages(app, {
        decl: declarations,
        hosted: () => hub.networks.all().map(hosted),
        founding: {
          word,
          name: settings.name === UNNAMED ? '' : settings.name,
          found: async (founding) => hosted(await hub.networks.create(founding)),
        },
        now: Date.now,
        sheets,
        address: settings.address,
        watch: hub.watch,
        secondStep: settings.secondStep,
        lastBackup: () => lastBackup(settings.dataDir),
      });
      await publicPages(app, { networks: () => hub.networks.all(), now: Date.now, sheets });
    },
  });
  if (!started.ok) throw new Unavailable(started.error);
  terminal.out(await welcome(started.value, settings.address, founded, logins, renderUnicodeCompact));
  if (word && started.value.networks.all().length === 0)
    terminal.out(
      `  Fonder le réseau / found the network: http://localhost:${started.value.port}/admin/fonder?mot=${word}\n`,
    );
  const hub = started.value;
  const stopFilling = await fillBeside(hub, terminal);
  const stop = async (): Promise<void> => {
    await stopFilling();
    await hub.stop();
  };
  return { ...hub, stop };
}

/** Each network with its accounts, made when it is first asked for. */
function hostedBy({ pools }: HubInside): (network: HubNetwork) => Hosted {
  const accounts = new Map<HubNetwork, Accounts>();
  return (network) => {
    const known = accounts.get(network) ?? new Accounts(pools.pages, network.card.network);
    accounts.set(network, known);
    return { network, accounts: known };
  };
}

/**
 * The network of an installation that has none, the first person of its secretariat, their account and their code. A network nobody is in was
 * left by a start that was cut off: it goes on from there.
 */
async function found({ networks, pools }: HubInside, name: string): Promise<Founded | null> {
  const [first] = networks.all();
  const slug = branchCode(name) ?? 'reseau';
  const network = first ?? (await networks.create({ slug, name, mode: 'real', demo: false }));
  if ((await network.list('person', { limit: 1 })).length > 0) return null;
  const person = await firstPerson(network, 'Premier compte', Date.now());
  if (!(await ownOrganisation(network))) await network.actAsAuthority([ownCard(name, '')]);
  const [login, password] = ['secretariat', newPassword()];
  const made = await new Accounts(pools.pages, network.card.network).set(login, password, person);
  if (!made.ok) throw new Error(`the first account was refused: ${made.error.code}`);
  return { login, password, code: await network.createCode(person, { createdBy: '', days: 14 }) };
}
