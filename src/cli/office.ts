/**
 * Commands beside a hub that runs, or while none does: codes, accounts, the list of networks. They only add to the hub's own notes, so they need
 * not own the data folder.
 */
import { setTimeout as later } from 'node:timers/promises';
import type { HubNetwork } from '../hub/network.ts';
import { Networks } from '../hub/networks.ts';
import { openPools, type Pools } from '../hub/pools.ts';
import { openDatabase } from '../hub/postgres.ts';
import { prepareHome } from '../hub/postgres-home.ts';
import { adoptOrphan, urlOf } from '../hub/postgres-server.ts';
import { HUB_SCHEMA } from '../hub/schema.ts';
import { Accounts } from '../hub/web/accounts.ts';
import { newPassword } from '../hub/web/password.ts';
import { WEB_SCHEMA } from '../hub/web/schema.ts';
import { isVoided, type RecordState, textOf } from '../kernel/fold.ts';
import { isRecordId } from '../kernel/ids.ts';
import { declarations } from '../modules/index.ts';
import { CommandError, columns, type Terminal, Unavailable } from './say.ts';
import { addressOf, type Settings } from './settings.ts';

export type Options = Readonly<Record<string, string | undefined>>;

export async function listNetworks(settings: Settings, terminal: Terminal): Promise<void> {
  await inside(settings, async (networks) => {
    const rows = networks
      .all()
      .map(({ card }) => [card.slug, card.name, card.mode === 'practice' ? 'essai / practice' : '', card.network]);
    terminal.out(
      rows.length > 0
        ? columns(rows)
        : 'Aucun réseau encore : lancez jekulu start. / No network yet: run jekulu start.',
    );
  });
}

export async function makeCode(settings: Settings, options: Options, terminal: Terminal): Promise<void> {
  await inside(settings, async (networks) => {
    const network = networkFrom(networks, options);
    const person = await personFrom(network, options);
    const code = await network.createCode(person.id, { createdBy: '', days: 14 });
    terminal.out(`${textOf(person, 'name')} : ${code}`);
    terminal.out('Il sert une seule fois, pendant 14 jours. / It works once, for 14 days.');
    terminal.out(`${addressOf(settings)}/#a=${code}`);
  });
}

export async function makeAccount(settings: Settings, options: Options, terminal: Terminal): Promise<void> {
  await inside(settings, async (networks, pools) => {
    const network = networkFrom(networks, options);
    const person = await personFrom(network, options);
    const login =
      options['login'] ??
      textOf(person, 'name').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, '.');
    const password = newPassword();
    const made = await new Accounts(pools.pages, network.card.network).set(login, password, person.id);
    if (!made.ok)
      throw new CommandError(`Ce nom de compte ne convient pas : « ${login} ».`, 'This account name does not fit.');
    terminal.out(`${addressOf(settings)}/admin`);
    terminal.out(`nom / name : ${made.value.login}\nmot de passe / password : ${password}`);
    terminal.out('Notez-le : il ne sera plus affiché. / Write it down: it will not be shown again.');
  });
}

export function networkFrom(networks: Networks, options: Options): HubNetwork {
  const slug = options['network'];
  const all = networks.all();
  const only = all.length === 1 && slug === undefined ? all[0] : undefined;
  const found = only ?? networks.bySlug(slug ?? '');
  if (found) return found;
  const names = all.map(({ card }) => card.slug).join(', ') || '–';
  throw new CommandError(`Quel réseau ? --network, parmi : ${names}`, `Which network? --network, one of: ${names}`);
}

export async function personFrom(network: HubNetwork, options: Options): Promise<RecordState> {
  const wanted = options['person'] ?? '';
  const byId = isRecordId(wanted) ? await network.record(wanted) : null;
  if (byId?.type === 'person') return byId;
  const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  const persons = (await network.list('person')).filter((state) => !isVoided(state));
  const found = persons.filter((state) => plain(textOf(state, 'name')) === plain(wanted));
  if (found.length === 1) return found[0] as RecordState;
  const rows = persons.map((state) => [textOf(state, 'name'), state.id]);
  throw new CommandError(
    `Quelle personne ? --person, parmi :\n${columns(rows)}`,
    'Which person? --person, one of these.',
  );
}

/** Joins the database of the hub that runs on this folder, or starts it for a moment. */
export async function inside(
  settings: Settings,
  work: (networks: Networks, pools: Pools) => Promise<void>,
): Promise<void> {
  const { url, leave } = await reach(settings);
  const pools = openPools(url, () => {});
  try {
    const opened = await Networks.open({
      pools,
      dataDir: settings.dataDir,
      decl: declarations,
      parts: [HUB_SCHEMA, WEB_SCHEMA],
      now: Date.now,
      report: () => {},
    });
    if (!opened.ok) throw new Unavailable(opened.error);
    await work(opened.value, pools);
  } finally {
    await pools.end();
    await leave();
  }
}

export interface Reached {
  readonly url: string;
  /** A hub runs on this folder now. */
  readonly running: boolean;
  leave(): Promise<void>;
}

/** The database of this hub, whether it runs or not. */
export async function reach({ dataDir, databaseUrl }: Settings): Promise<Reached> {
  const open = await openDatabase({ databaseUrl, dataDir, log: { info: () => {}, warn: () => {} } });
  if (open.ok) return { url: open.value.url, running: false, leave: () => open.value.stop() };
  if (open.error.code !== 'HUB-DATA-IN-USE') throw new Unavailable(open.error);
  if (databaseUrl) return { url: databaseUrl, running: true, leave: async () => {} };
  // The hub that holds the folder may be starting its database right now.
  for (let tries = 0; tries < 50; tries++) {
    const home = prepareHome(dataDir);
    const port = home && (await adoptOrphan(home));
    if (home && port) return { url: urlOf(home, port), running: true, leave: async () => {} };
    await later(200);
  }
  throw new Unavailable(open.error);
}
