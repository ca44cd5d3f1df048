/**
 * The public face: what a member's page weighs with everything it needs, and how many a second one hub gives, beside a static server that has the same
 * bytes as a file. Each visit asks PostgreSQL whether something changed: nothing withdrawn is ever served.
 *   --seconds N   of each turn (default 4)
 * The static server is nginx with one worker, from PATH or NGINX_PATH=/path/to/nginx; without it a bare Node server, and the table says so. Whoever asks
 * shares the machine with whoever answers.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { root } from './from-tests.ts';
import { median, table } from './table.ts';

const LINES = 32;
const TURNS = 3;

async function startHub(appDir: string): Promise<{ child: ChildProcess; url: string; path: string }> {
  const outfile = join(root, 'bench/out/public-child.mjs');
  const options = { bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external' } as const;
  await build({ ...options, entryPoints: [join(root, 'bench/public-child.ts')], outfile, tsconfigRaw: {} });
  const child = spawn(process.execPath, [outfile, appDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  for await (const line of lines) return { child, ...(JSON.parse(line) as { url: string; path: string }) };
  throw new Error('the hub did not start');
}

/** As fast as it answers, on some lines at once, each from another address: so many whole answers a second. Every one has to be right. */
async function perSecond(port: number, path: string, seconds: number, bytes: number): Promise<number> {
  let done = 0;
  let over = false;
  let from = 0;
  const line = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let waiting = -1;
      const ask = (): void => {
        if (over) {
          socket.destroy();
          resolve();
          return;
        }
        from = (from + 1) % 60_000;
        waiting = -1;
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nX-Forwarded-For: 10.${from >> 8}.${from & 255}.1\r\n\r\n`,
        );
      };
      socket.on('connect', ask);
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        if (waiting < 0) {
          const end = chunk.indexOf('\r\n\r\n');
          const head = chunk.subarray(0, end).toString('latin1');
          if (!head.startsWith('HTTP/1.1 200')) return reject(new Error(head.split('\r\n')[0]));
          const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
          if (length !== bytes) return reject(new Error(`${length} bytes, not ${bytes}`));
          waiting = length - (chunk.length - end - 4);
        } else waiting -= chunk.length;
        if (waiting === 0) {
          done++;
          ask();
        }
      });
    });
  const start = performance.now();
  setTimeout(() => {
    over = true;
  }, seconds * 1000);
  await Promise.all(Array.from({ length: LINES }, line));
  return done / ((performance.now() - start) / 1000);
}

interface Static {
  readonly name: string;
  readonly port: number;
  stop(): void;
}

/** The same bytes behind nginx, which has them compressed already. */
async function nginx(program: string, folder: string, gzip: Buffer): Promise<Static> {
  const port = 20_000 + (process.pid % 20_000);
  writeFileSync(join(folder, 'page'), '');
  writeFileSync(join(folder, 'page.gz'), gzip);
  const conf = `worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type text/html; gzip_static always; etag on;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join(' ')}
  open_file_cache max=10; server { listen 127.0.0.1:${port}; root ${folder}; } }`;
  writeFileSync(join(folder, 'nginx.conf'), conf);
  const child = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
  await sleep(500);
  return { name: 'nginx, one worker', port, stop: () => child.kill('SIGQUIT') };
}

async function bareNode(gzip: Buffer): Promise<Static> {
  const server = createServer((_, reply) => {
    reply.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip', 'content-length': gzip.length });
    reply.end(gzip);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { name: 'a bare Node server, no nginx here', port, stop: () => server.close() };
}

export default async function run(args: readonly string[]): Promise<Record<string, number>> {
  const seconds = args.includes('--seconds') ? Number(args[args.indexOf('--seconds') + 1]) : 4;
  spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--if-changed'], { cwd: root, stdio: 'inherit' });
  const { child, url, path } = await startHub(join(root, 'dist/app'));
  const folder = mkdtempSync(join(tmpdir(), 'jekulu-static-'));
  // nginx started by root gives its worker to nobody, who has to read the page.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'logs'));
  try {
    const home = await (await fetch(url + path)).text();
    const member = /href="([^"]+\/membres\/[^"]+)"/.exec(home)?.[1] as string;
    const page = await (await fetch(url + member)).text();
    const sheets = [...page.matchAll(/rel="stylesheet" href="([^"]+)"/g)].map(([, sheet]) => sheet as string);
    const plain = await Promise.all([member, ...sheets].map((one) => weigh(url + one, 'identity')));
    const packed = await Promise.all([member, ...sheets].map((one) => weigh(url + one, 'br')));
    const front = await Promise.all([path, ...sheets].map((one) => weigh(url + one, 'br')));
    const gzip = await bytesOf(url + member, 'gzip');
    const program = [process.env['NGINX_PATH'], 'nginx'].find((one) => one && spawnSync(one, ['-v']).status === 0);
    const still = program ? await nginx(program, folder, gzip) : await bareNode(gzip);
    const port = Number(new URL(url).port);
    await perSecond(port, member, 2, gzip.length);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < TURNS; turn++) {
      ours.push(await perSecond(port, member, seconds, gzip.length));
      theirs.push(await perSecond(still.port, '/page', seconds, gzip.length));
    }
    still.stop();
    const figures = {
      page_kb: kb(sum(plain)),
      page_sent_kb: kb(sum(packed)),
      front_sent_kb: kb(sum(front)),
      pages_per_s: Math.round(median(ours)),
      static_per_s: Math.round(median(theirs)),
      vs_static: Math.round((median(ours) / median(theirs)) * 1000) / 1000,
      nginx: program ? 1 : 0,
    };
    table([
      ['member page with its style sheets, nothing compressed', figures.page_kb, 'KB', '≤ 30'],
      ['the same as it is sent (brotli)', figures.page_sent_kb, 'KB', ''],
      ['first page of the network as it is sent', figures.front_sent_kb, 'KB', '≤ 30'],
      [`pages, ${LINES} lines at once`, figures.pages_per_s, '/s', ''],
      [`the same bytes as a file: ${still.name}`, figures.static_per_s, '/s', ''],
      ['ratio', figures.vs_static, '', ''],
    ]);
    return figures;
  } finally {
    child.stdin?.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);
const kb = (bytes: number): number => Math.round((bytes / 1024) * 10) / 10;

/** Bytes as they travel, which `fetch` would unpack. */
function bytesOf(url: string, encoding: string): Promise<Buffer> {
  const { port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    const parts: Buffer[] = [];
    socket.on('data', (part) => parts.push(part));
    socket.on('error', reject);
    socket.on('end', () => {
      const all = Buffer.concat(parts);
      resolve(all.subarray(all.indexOf('\r\n\r\n') + 4));
    });
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: ${encoding}\r\n\r\n`);
  });
}
const weigh = async (url: string, encoding: string): Promise<number> => (await bytesOf(url, encoding)).length;
