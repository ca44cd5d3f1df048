/** `jekulu doctor`: looks at everything that makes a hub fall ill, and says in words what to do. Changes nothing. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { ClockWatch } from '../hub/clock-watch.ts';
import { freeBytes, LOW } from '../hub/disk.ts';
import type { Networks } from '../hub/networks.ts';
import type { Pools } from '../hub/pools.ts';
import type { StartFailure } from '../hub/start-codes.ts';
import { lastBackup, sizeWords } from './keep.ts';
import { inside } from './office.ts';
import { type Terminal, Unavailable } from './say.ts';
import type { Settings } from './settings.ts';

type State = 'good' | 'look' | 'bad';

/** One thing looked at: how it is, and where it is not well, the way forward. */
export interface Sign {
  readonly state: State;
  readonly fr: string;
  readonly en: string;
  readonly way?: readonly [fr: string, en: string];
}

const DAY = 24 * 3600 * 1000;
const MARK: Record<State, string> = { good: '✓', look: '!', bad: '✗' };

/** @returns whether nothing is bad. */
export async function doctor(settings: Settings, terminal: Terminal): Promise<boolean> {
  const signs: Sign[] = [];
  const tell = (sign: Sign): void => {
    signs.push(sign);
    terminal.out(`${MARK[sign.state]} ${sign.fr} / ${sign.en}`);
    if (sign.way) terminal.out(`    → ${sign.way[0]}\n      ${sign.way[1]}`);
  };
  tell(memory(totalmem(), freemem()));
  tell(rights(settings));
  tell(await disk(settings.dataDir));
  tell(backupAge(lastBackup(settings.dataDir)?.at ?? null, Date.now()));
  tell(await port(settings));
  if (settings.address?.startsWith('https:')) tell(await certificate(settings.address, Date.now()));
  try {
    await inside(settings, async (networks, pools) => {
      for (const sign of await database(pools)) tell(sign);
      for (const sign of await phones(networks, Date.now())) tell(sign);
    });
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    tell(failed(error.failure));
  }
  const bad = signs.filter((sign) => sign.state === 'bad').length;
  const look = signs.filter((sign) => sign.state === 'look').length;
  terminal.out(
    bad + look === 0
      ? '\nTout va bien. / All is well.'
      : `\n${bad} à réparer, ${look} à regarder / ${bad} to repair, ${look} to look at`,
  );
  return bad === 0;
}

const failed = (failure: StartFailure): Sign => ({
  state: 'bad',
  fr: failure.fr,
  en: failure.en,
  way: [failure.frWay, failure.enWay],
});

export function memory(total: number, free: number): Sign {
  const fr = `mémoire : ${sizeWords(total)}, libre ${sizeWords(free)}`;
  const en = 'memory';
  if (total >= 900e6) return { state: 'good', fr, en };
  return { state: 'look', fr, en, way: ['Prévoyez 1 Go ou plus pour cette machine.', 'Plan for 1 GB or more.'] };
}

/** Files of the data folder, and the file of settings, are for the hub's account alone. */
export function rights({ dataDir, file }: Pick<Settings, 'dataDir' | 'file'>): Sign {
  if (process.platform === 'win32')
    return { state: 'good', fr: 'droits : ceux du dossier', en: 'rights: the folder’s' };
  const keys = join(dataDir, 'keys');
  const inKeys = existsSync(keys) ? [keys, ...readdirSync(keys).map((name) => join(keys, name))] : [];
  const files = [...inKeys, join(dataDir, 'pg.json'), ...(file ? [file] : [])].filter((path) => existsSync(path));
  // A file of settings in /etc belongs to root, and the hub's group reads it.
  const open = files.filter((path) => statSync(path).mode & (path === file ? 0o007 : 0o077));
  if (open.length === 0) return { state: 'good', fr: 'les secrets sont fermés aux autres', en: 'secrets are closed' };
  const list = open.join(', ');
  return {
    state: 'bad',
    fr: `ouverts à d’autres comptes : ${list}`,
    en: 'open to other accounts',
    way: [`chmod go= ${open.join(' ')}`, 'Close them with the command above.'],
  };
}

async function disk(folder: string): Promise<Sign> {
  const free = existsSync(folder) ? await freeBytes(folder).catch(() => null) : null;
  if (free === null)
    return {
      state: 'look',
      fr: `disque : ${folder} n’existe pas encore`,
      en: 'disk: the data folder is not there yet',
      way: ['jekulu start le crée ; ou nommez le bon avec JEKULU_DATA.', 'Start the hub, or name it in JEKULU_DATA.'],
    };
  return room(free);
}

export function room(free: number): Sign {
  const fr = `disque : ${sizeWords(free)} libres`;
  const en = 'disk room';
  if (free >= LOW) return { state: 'good', fr, en };
  return {
    state: free < LOW / 5 ? 'bad' : 'look',
    fr,
    en,
    way: [
      'Libérez de la place : anciennes sauvegardes, journaux, autres programmes. Sous 100 Mo le point central ne reçoit plus.',
      'Free some room: old backups, logs, other programs. Below 100 MB the hub takes no more work.',
    ],
  };
}

export function backupAge(at: number | null, now: number): Sign {
  const way = [
    'jekulu backup /media/cle-usb, puis chaque nuit (deploy/jekulu-backup.timer).',
    'Make one now, then every night.',
  ] as const;
  if (at === null) return { state: 'bad', fr: 'aucune sauvegarde', en: 'no backup yet', way };
  const days = Math.floor((now - at) / DAY);
  const fr = days < 1 ? 'sauvegarde : moins d’un jour' : `sauvegarde : il y a ${days} jour${days > 1 ? 's' : ''}`;
  const en = `last backup: ${days} day${days === 1 ? '' : 's'} ago`;
  return days < 2 ? { state: 'good', fr, en } : { state: days < 8 ? 'look' : 'bad', fr, en, way };
}

async function port(settings: Settings): Promise<Sign> {
  try {
    const answer = await fetch(`http://127.0.0.1:${settings.port}/healthz`, { signal: AbortSignal.timeout(3000) });
    const fr = `port ${settings.port} : le point central répond`;
    if (answer.ok) return { state: 'good', fr, en: 'the hub answers' };
    return {
      state: 'bad',
      fr: `port ${settings.port} : réponse ${answer.status}`,
      en: 'something answers, not in health',
      way: [
        'Un autre programme tient ce port, ou la base ne répond pas : voyez le journal.',
        'Another program has this port, or the database is down: see the log.',
      ],
    };
  } catch {
    return {
      state: 'look',
      fr: `port ${settings.port} : rien ne répond`,
      en: 'no hub runs on this port',
      way: ['systemctl start jekulu, ou jekulu start.', 'Start the hub.'],
    };
  }
}

/** Days left of the certificate that phones see, and whether they would trust it. */
export function certificate(address: string, now: number): Promise<Sign> {
  const { hostname, port: at } = new URL(address);
  const way = [
    'Renouvelez le certificat (Caddy le fait seul : voyez son journal, et que le port 80 est ouvert).',
    'Renew the certificate (Caddy does it by itself: see its log, and that port 80 is open).',
  ] as const;
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname,
      port: Number(at || 443),
      servername: hostname,
      rejectUnauthorized: false,
    });
    socket.setTimeout(5000, () => socket.destroy(new Error('silence')));
    socket.once('error', () =>
      resolve({
        state: 'bad',
        fr: `${address} ne répond pas`,
        en: 'does not answer over https',
        way: ['Vérifiez le nom (DNS), le proxy et la ligne.', 'Check the name (DNS), the proxy and the line.'],
      }),
    );
    socket.once('secureConnect', () => {
      const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - now) / DAY);
      const trusted = socket.authorized;
      socket.destroy();
      const fr = `certificat : ${days} jours${trusted ? '' : ', pas reconnu par les téléphones'}`;
      const en = `certificate: ${days} days left${trusted ? '' : ', not trusted'}`;
      if (trusted && days >= 30) resolve({ state: 'good', fr, en });
      else resolve({ state: trusted && days >= 7 ? 'look' : 'bad', fr, en, way });
    });
  });
}

async function database(pools: Pools): Promise<readonly Sign[]> {
  const { rows } = await pools.pages.query<{ version: string; number: number; fsync: string; size: number }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
            current_setting('fsync') as fsync, pg_database_size(current_database()) as size`,
  );
  const { version = '', number = 0, fsync = '', size = 0 } = rows[0] ?? {};
  const fr = `base : PostgreSQL ${version}, ${sizeWords(size)}`;
  const tested = number >= 150_000 && number < 190_000;
  return [
    tested
      ? { state: 'good', fr, en: 'database' }
      : { state: 'look', fr, en: 'database', way: ['Éprouvé avec PostgreSQL 15 à 18.', 'Tried with 15 to 18.'] },
    ...(fsync === 'on'
      ? []
      : [
          {
            state: 'bad' as const,
            fr: 'base : fsync est coupé',
            en: 'database: fsync is off',
            way: ['Remettez fsync = on : une coupure de courant perdrait du travail.', 'Set fsync = on.'] as const,
          },
        ]),
  ];
}

async function phones(networks: Networks, now: number): Promise<readonly Sign[]> {
  const signs: Sign[] = [];
  const everyone = (await Promise.all(networks.all().map((network) => network.contacts()))).flat();
  const watch = new ClockWatch(() => now);
  const doubt = watch.doubt(everyone);
  watch.stop();
  if (doubt)
    signs.push({
      state: 'bad',
      fr: `horloge : ${Math.round(doubt.by / 60_000)} min d’écart`,
      en: 'this machine’s clock is probably wrong',
      way: ['Mettez l’horloge à l’heure (timedatectl set-ntp true).', 'Set the clock (timedatectl set-ntp true).'],
    });
  else signs.push({ state: 'good', fr: 'horloge : rien à dire', en: 'clock: nothing to say' });
  for (const network of networks.all()) {
    const contacts = await network.contacts();
    const silent = contacts.filter((one) => now - one.servedAt > 30 * DAY).length;
    const waiting = (await network.groups('quarantined', 100)).length;
    const { slug } = network.card;
    const fr = `${slug} : téléphones : ${contacts.length}, muets depuis 30 jours : ${silent}`;
    const en = `phones: ${contacts.length}, silent for 30 days: ${silent}`;
    signs.push(
      silent === 0
        ? { state: 'good', fr, en }
        : {
            state: 'look',
            fr,
            en,
            way: ['Appelez-les : /admin/appareils dit qui et depuis quand.', 'Call them: see /admin/appareils.'],
          },
    );
    if (waiting > 0)
      signs.push({
        state: 'look',
        fr: `${slug} : envois d’un appareil bloqué qui attendent quelqu’un : ${waiting}`,
        en: 'work of a blocked device waits for somebody',
        way: ['Décidez sur /admin.', 'Decide on /admin.'],
      });
  }
  return signs;
}
