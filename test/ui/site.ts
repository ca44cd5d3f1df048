/** Builds the page of the screen tests and serves it as the hub does: the same tool, the same strict policy for scripts and styles. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { axe } from './looks.ts';
import { tell } from './tell.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const HTML = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Jɛkulu</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="/app.css">
<script defer src="/page.js"></script></head><body><div id="app"></div></body></html>`;
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

const built = new Map<string, ReturnType<typeof builtOf>>();
function builtOf(page: string) {
  return build({
    absWorkingDir: root,
    entryPoints: { page, app: 'src/ui/app.css' },
    outdir: join(root, 'dist', 'screens'),
    write: false,
    bundle: true,
    // One plain script: what a browser compiled of it is used again by the next page, what it compiled of modules is not.
    format: 'iife',
    platform: 'browser',
    target: 'chrome100',
    logLevel: 'error',
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact', verbatimModuleSyntax: true } },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
}

/** @param page the script of the page, from the root of the project; built once for all files of a worker. */
export async function openSite(page = 'test/ui/page.tsx'): Promise<Site> {
  const made = built.get(page) ?? builtOf(page);
  built.set(page, made);
  // A hub has these two as well: what is kept here of the app, and of certificates.
  const files = new Map<string, string | Uint8Array>([
    ['/axe.js', axe],
    ['/sw.js', ''],
    ['/certificats.json', '{"networks":[]}'],
  ]);
  for (const { path, contents } of (await made).outputFiles) files.set(`/${path.split(/[/\\]/).at(-1)}`, contents);
  const server = createServer((request, response) => {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://here');
    response.setHeader('content-security-policy', POLICY);
    const file = files.get(path);
    if (path === '/') response.setHeader('content-type', 'text/html; charset=utf-8').end(HTML);
    else if (path === '/story') void tell(searchParams).then((text) => response.end(text));
    else if (file === undefined) response.writeHead(404).end();
    else {
      // Kept by the browser, compiled as well, so that it is not read anew for every scene.
      response.setHeader('cache-control', 'max-age=86400');
      response.setHeader('content-type', path.endsWith('.css') ? 'text/css' : 'text/javascript; charset=utf-8');
      response.end(file);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
