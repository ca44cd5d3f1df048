/** Tools of the tests, for measurements that need a browser: what they use lives beside them, so they are built there for as long as it takes to read. */
import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The project: measurements run from `bench/out`. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param file from the root, such as `test/browser.ts`. */
export async function fromTests<Module>(file: string): Promise<Module> {
  const outfile = join(root, dirname(file), `.${basename(file, '.ts')}-${process.pid}.mjs`);
  const options = { bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20' } as const;
  await build({ ...options, absWorkingDir: root, entryPoints: [file], outfile, logLevel: 'error', tsconfigRaw: {} });
  try {
    return (await import(pathToFileURL(outfile).href)) as Module;
  } finally {
    rmSync(outfile);
  }
}
