// The jekulu command as a person runs it: a real process, its words, its exit code.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueOf } from '../../src/kernel/fold.ts';
import { Device } from '../hub/client.ts';
import { Visitor } from './site.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const program = join(root, 'test', '.browser', `jekulu-${process.pid}`, 'hub', 'main.js');
const folders: string[] = [];
const running = new Set<Run>();

beforeAll(async () => {
  await build({
    entryPoints: [join(root, 'src', 'cli', 'main.ts')],
    outdir: dirname(program),
    splitting: true,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    tsconfigRaw: {},
  });
}, 60_000);
afterAll(async () => {
  for (const run of running) await run.end('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  rmSync(dirname(dirname(program)), { recursive: true, force: true });
}, 60_000);

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'jekulu-command-'));
  folders.push(folder);
  return folder;
};

class Run {
  readonly child: ChildProcess;
  out = '';
  err = '';
  readonly exit: Promise<number | null>;

  constructor(args: readonly string[], env: Record<string, string>) {
    this.child = spawn(process.execPath, [program, ...args], {
      env: { PATH: process.env['PATH'], JEKULU_DEMO: 'small', ...env },
    });
    running.add(this);
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.out += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.err += text;
    });
    this.exit = once(this.child, 'close').then(([code]) => {
      running.delete(this);
      return code as number | null;
    });
  }

  /** Resolves when these words were said. */
  async says(words: RegExp): Promise<RegExpExecArray> {
    for (const began = Date.now(); Date.now() - began < 60_000; ) {
      const found = words.exec(this.out);
      if (found) return found;
      if (this.child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`never said ${words}: ${this.out}\n${this.err}`);
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.exit;
  }
}

/** Runs a command to its end. */
async function jekulu(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Run & { code: number | null }> {
  const run = new Run(args, env);
  return Object.assign(run, { code: await run.exit });
}

const READY = /http:\/\/localhost:(\d+)\n/;

describe('jekulu start', () => {
  const folder = newFolder();
  let hub: Run;
  let url = '';

  it('makes the demonstration and says who can come in', async () => {
    hub = new Run(['start'], { PORT: '0', JEKULU_DATA: folder });
    const [, port] = await hub.says(READY);
    url = `http://127.0.0.1:${port}`;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await hub.says(/Mode essai[\s\S]*bureau/);
    const [, code = ''] = await hub.says(/Aïssata COULIBALY +Animation +Ségou +http:\S+#a=(\S+)/);
    const phone = await Device.join(url, code);
    await phone.exchange();
    expect(phone.replica.list('organisation').length).toBeGreaterThan(50);
    expect(hub.out).toContain('▀');
    const [, password = ''] = await hub.says(/secretariat {2}(\S+)/);
    const visitor = new Visitor(url);
    expect((await visitor.signIn('demo', 'secretariat', password)).status).toBe(303);
  }, 90_000);

  it('beside it, gives codes and accounts, and lists the networks', async () => {
    const env = { JEKULU_DATA: folder };
    const listed = await jekulu(['networks'], env);
    expect(listed.code).toBe(0);
    expect(listed.out).toMatch(/demo +RENAPESS · démonstration/);
    expect(listed.out).toMatch(/essai +Mode essai +essai \/ practice/);

    const made = await jekulu(['code', '--network', 'demo', '--person', 'salif ouattara'], env);
    expect(made.err).toBe('');
    const code = /Salif OUATTARA : (\S+)/.exec(made.out)?.[1] ?? '';
    expect((await Device.join(url, code)).card.slug).toBe('demo');

    const account = await jekulu(
      ['account', '--network', 'demo', '--person', 'Salif Ouattara', '--login', 'sikasso'],
      env,
    );
    const password = /password : (\S+)/.exec(account.out)?.[1] ?? '';
    const visitor = new Visitor(url);
    expect((await visitor.signIn('demo', 'sikasso', password)).status).toBe(303);
    expect((await visitor.get('/admin/personnes')).text).toContain('Mariam TRAORÉ');

    const nobody = await jekulu(['code', '--network', 'demo', '--person', 'Personne'], env);
    expect(nobody.code).toBe(1);
    expect(nobody.err).toContain('Quelle personne ?');
    expect(nobody.err).toContain('Salif OUATTARA');
    const nowhere = await jekulu(['code', '--network', 'rien'], env);
    expect(nowhere.err).toContain('--network, parmi : demo, essai');
  }, 90_000);

  it('refuses a second hub on the same folder, and a port that is taken, in both languages', async () => {
    const second = await jekulu(['start'], { PORT: '0', JEKULU_DATA: folder });
    expect(second.code).toBe(1);
    expect(second.err).toContain('HUB-DATA-IN-USE');
    expect(second.err).toMatch(/dossier de données/);
    expect(second.err).toMatch(/data folder/);

    const taken = createServer();
    taken.listen(0, '0.0.0.0');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const other = await jekulu(['start', '--no-demo'], { PORT: String(port), JEKULU_DATA: newFolder() });
    taken.close();
    expect(other.code).toBe(1);
    expect(other.err).toContain('HUB-PORT');
  }, 90_000);

  it('stops when told, and says the same accounts and new codes at the next start', async () => {
    expect(await hub.end()).toBe(0);
    const again = new Run(['start'], { PORT: '0', JEKULU_DATA: folder });
    await again.says(/Mode essai[\s\S]*bureau/);
    const lines = (text: string): string[] => text.match(/bureau \/ office : .*/g) ?? [];
    expect(lines(again.out)).toEqual(lines(hub.out));
    const codes = (text: string): string[] => text.match(/#a=\S+/g) ?? [];
    expect(codes(again.out).filter((code) => codes(hub.out).includes(code))).toEqual([]);
    expect(again.out).not.toContain('Création');
    expect(await again.end()).toBe(0);
  }, 90_000);

  it('gives a right, keeps everything in a sealed file, makes another hub of it, and says how all is', async () => {
    const [data, other] = [newFolder(), newFolder()];
    const conf = join(data, 'jekulu.conf');
    const phrase = join(data, 'phrase');
    writeFileSync(conf, `# settings\nJEKULU_DATA=${folder}\nPORT=1\n`);
    writeFileSync(phrase, 'quatre mots de la trésorière\n');
    const env = { JEKULU_CONF: conf };
    const given = await jekulu(
      ['grant', '--network', 'essai', '--person', 'Animatrice ESSAI', '--role', 'coordinator', '--branch', 'Ségou'],
      env,
    );
    expect(given.out).toContain('Animatrice ESSAI : Coordination d’antenne, Ségou');
    const odd = await jekulu(['grant', '--network', 'essai', '--person', 'Animatrice ESSAI', '--role', 'roi'], env);
    expect(odd.err).toContain('Quel rôle ?');

    expect((await jekulu(['backup', data], env)).err).toContain('Qui pourra ouvrir');
    const kept = await jekulu(['backup', data, '--phrase', phrase], env);
    expect(kept.err).toBe('');
    const [file = ''] = /^\S+\.age/m.exec(kept.out) ?? [];
    // The environment counts before the file: the same settings, another folder.
    const there = { ...env, JEKULU_DATA: other };
    const back = await jekulu(['restore', file, '--phrase', phrase], there);
    expect(back.out).toMatch(/Remis \/ restored: RENAPESS · démonstration, Mode essai/);
    expect((await jekulu(['restore', file, '--phrase', phrase], there)).err).toContain('Il y a déjà un réseau ici');
    const verified = await jekulu(['verify'], there);
    expect(verified.out).toMatch(/^✓ demo : .*\n✓ essai : /);
    expect(verified.code).toBe(0);

    const seen = await jekulu(['doctor'], env);
    expect(seen.out).toMatch(/✓ sauvegarde : moins d’un jour/);
    expect(seen.out).toMatch(/! port 1 : rien ne répond/);
    expect(seen.code).toBe(1);
    expect(seen.out).toContain(`chmod go= ${conf}`);
    writeFileSync(conf, 'JEKULU_DATTA=/x\n');
    expect((await jekulu(['networks'], env)).err).toContain('Je ne connais pas le réglage « JEKULU_DATTA »');
  }, 90_000);

  it('gives codes while no hub runs', async () => {
    const made = await jekulu(['code', '--network', 'essai', '--person', 'Animatrice ESSAI'], { JEKULU_DATA: folder });
    expect(made.code).toBe(0);
    expect(made.out).toMatch(/#a=\S+/);
  }, 60_000);

  it('tells a demonstration that was cut off anew', async () => {
    const data = newFolder();
    const cut = new Run(['start'], { PORT: '0', JEKULU_DATA: data });
    await cut.says(/Création/);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await cut.end('SIGKILL');
    expect(cut.out).not.toMatch(READY);
    const next = new Run(['start'], { PORT: '0', JEKULU_DATA: data });
    await next.says(/Mode essai[\s\S]*bureau/);
    const listed = await jekulu(['networks'], { JEKULU_DATA: data });
    expect(
      listed.out
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s+/)[0]),
    ).toEqual(['demo', 'essai']);
    await next.end();
  }, 120_000);

  it('starts an empty network with its first account', async () => {
    const data = newFolder();
    const first = new Run(['start', '--no-demo'], { PORT: '0', JEKULU_DATA: data, JEKULU_NAME: 'Réseau de Kita' });
    const [, port] = await first.says(READY);
    const [, code = ''] = await first.says(/first phone +\S+#a=(\S+)/);
    const [, password = ''] = await first.says(/secretariat {2}(\S+)/);
    const at = `http://127.0.0.1:${port}`;
    const phone = await Device.join(at, code);
    expect(phone.card).toMatchObject({ slug: 'reseau-de-kita', name: 'Réseau de Kita', demo: false, mode: 'real' });
    await phone.exchange();
    expect(phone.replica.list('organisation').map((one) => valueOf(one, 'own'))).toEqual([true]);
    const visitor = new Visitor(at);
    expect((await visitor.signIn('reseau-de-kita', 'secretariat', password)).status).toBe(303);
    expect((await visitor.get('/admin/personnes')).text).toContain('Premier compte');
    await first.end();
    const second = new Run(['start'], { PORT: '0', JEKULU_DATA: data });
    await second.says(READY);
    await second.says(/jekulu code/);
    expect(second.out).not.toContain('démonstration');
    expect(second.out).not.toContain(password);
    await second.end();
  }, 120_000);
});

describe('jekulu', () => {
  it('helps, and says in both languages what it does not understand', async () => {
    expect((await jekulu(['help'])).out).toContain('jekulu account --network');
    expect((await jekulu([])).code).toBe(0);
    for (const args of [['danse'], ['start', '--loud']]) {
      const run = await jekulu(args);
      expect(run.code).toBe(1);
      expect(run.err).toMatch(/jekulu help/);
    }
    const port = await jekulu(['start'], { PORT: 'abc' });
    expect(port.err).toContain('PORT doit être un nombre');
    const gone = await jekulu(['start'], { DATABASE_URL: 'postgres://u:p@127.0.0.1:9/x', JEKULU_DATA: newFolder() });
    expect(gone.code).toBe(1);
    expect(gone.err).toContain('HUB-DATABASE-UNREACHABLE');
    expect(gone.err).not.toContain('u:p');
  }, 60_000);
});
