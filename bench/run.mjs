// `npm run bench -- --list`, `npm run bench -- NAME [options]`: prints a table and, as its last line, {"bench":NAME,"figures":{…}}.
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const names = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
  .sort();
const [name] = process.argv.slice(2);

if (!name || name === '--list') {
  console.log(names.join('\n'));
} else if (!names.includes(name)) {
  console.error(`No bench is called ${name}. There are: ${names.join(', ')}.`);
  process.exitCode = 2;
} else {
  const out = join(here, 'out');
  mkdirSync(out, { recursive: true });
  const outfile = join(out, `${name}.mjs`);
  await build({
    entryPoints: [join(here, `${name}.bench.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    tsconfigRaw: {},
  });
  const { default: run } = await import(pathToFileURL(outfile).href);
  const figures = await run(process.argv.slice(3));
  console.log(JSON.stringify({ bench: name, figures }));
  process.exit(0);
}
