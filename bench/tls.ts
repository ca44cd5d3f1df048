/** What stands in front of a hub on the internet: a proxy with a certificate, HTTP/2 where the browser can (as Caddy and nginx do). */
import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Duplex, duplexPair } from 'node:stream';

export interface Front {
  /** A new connection, which holds little back: what is asked for first does not stand in the way of what is asked for next. */
  connect(): Duplex;
  /** What passed: when it was asked for and answered whole, ms since the front opened. */
  readonly passed: { readonly path: string; readonly asked: number; readonly done: number; readonly bytes: number }[];
  /** For Chromium: trusts exactly this certificate, so that a page behind it is as secure as any. */
  readonly trust: string;
  close(): void;
}

/** Headers that belong to one connection, which HTTP/2 does not know. */
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'proxy-connection', 'host']);

export async function openFront(hub: number): Promise<Front> {
  const { key, cert } = selfSigned();
  const passed: Front['passed'] = [];
  const opened = performance.now();
  const server = createSecureServer({ key, cert, allowHTTP1: true }, (asked, answered) => {
    const start = performance.now() - opened;
    pass(hub, asked, answered, (bytes) =>
      passed.push({ path: asked.url, asked: start, done: performance.now() - opened, bytes }),
    );
  });
  // Records of 4 KB, as deploy/nginx.conf says: a browser reads nothing of a record before it has all of it. Caddy's are smaller still.
  server.on('secureConnection', (socket) => socket.setMaxSendFragment(4096));
  const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    passed,
    connect: () => {
      const [ours, theirs] = duplexPair({ highWaterMark: 4096 });
      server.emit('connection', theirs);
      return ours;
    },
    trust: `--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`,
    close: () => void server.close(() => undefined),
  };
}

function pass(
  hub: number,
  asked: Http2ServerRequest,
  answered: Http2ServerResponse,
  tell: (bytes: number) => void,
): void {
  const headers = Object.fromEntries(
    Object.entries(asked.headers).filter(([name]) => !name.startsWith(':') && !OF_CONNECTION.has(name)),
  );
  const onward = request(
    {
      host: '127.0.0.1',
      port: hub,
      method: asked.method,
      path: asked.url,
      headers: { ...headers, host: asked.headers[':authority'] ?? asked.headers.host ?? '' },
    },
    (reply) => {
      const back = Object.fromEntries(Object.entries(reply.headers).filter(([name]) => !OF_CONNECTION.has(name)));
      answered.writeHead(reply.statusCode ?? 502, back as Record<string, string>);
      let bytes = 0;
      reply.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answered.on('finish', () => tell(bytes));
      reply.pipe(answered as unknown as NodeJS.WritableStream);
    },
  );
  onward.on('error', () => answered.stream?.close());
  asked.pipe(onward);
}

/** An elliptic key, as certificates of today have: a handshake is a third shorter than with RSA. */
function selfSigned(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'jekulu-tls-'));
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const said = spawnSync(
    'openssl',
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1'
      .split(' ')
      .concat(['-keyout', keyFile, '-out', certFile]),
    { encoding: 'utf8' },
  );
  if (said.status !== 0) throw new Error(`this bench needs the openssl command: ${said.error ?? said.stderr}`);
  const pair = { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') };
  rmSync(folder, { recursive: true });
  return pair;
}
