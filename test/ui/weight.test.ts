// The first screen, from an empty browser: page, look and code that cannot wait. A slow line carries about 10 KB a second.
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const weight = (bytes: Uint8Array): number =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

it('weighs at most 30 KB', async () => {
  const built = await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/device/main.tsx', first: 'src/ui/first.css' },
    outdir: join(root, 'dist', 'weight'),
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'chrome100',
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
    loader: { '.svg': 'text' },
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact', verbatimModuleSyntax: true } },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const contents = new Map(built.outputFiles.map((file) => [basename(file.path), file.contents]));
  const outputs = new Map(Object.entries(built.metafile.outputs).map(([path, output]) => [basename(path), output]));
  const needed = new Set(['first.css']);
  const walk = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const { path, kind } of outputs.get(name)?.imports ?? [])
      if (kind === 'import-statement') walk(basename(path));
  };
  walk('main.js');
  const page = weight(readFileSync(join(root, 'src/device/index.html')));
  const total = [...needed].reduce((sum, name) => sum + weight(contents.get(name) as Uint8Array), page);
  expect(total).toBeLessThanOrEqual(30 * 1024);
});
