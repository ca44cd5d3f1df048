// The words of the app as they travel. In a catalogue every key is written in whole, and again in each language. Yet the keys of a group of screens begin
// alike, and English has those of the French: the built app carries a key by what it has beyond the one before, and of English the texts alone.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const reader = JSON.stringify(fileURLToPath(new URL('../src/ui/folded-words.ts', import.meta.url)));
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Plugin of esbuild. */
export const catalogues = {
  name: 'catalogues',
  setup: (build) => {
    // English that comes later gets its keys from the French that asked for it (`ui/i18n`); whoever imports it at once has it with its keys.
    build.onResolve({ filter: /\/en\.json$/ }, ({ path, resolveDir, kind }) => ({
      path: join(resolveDir, path),
      suffix: kind === 'dynamic-import' ? '' : '?whole',
    }));
    build.onResolve({ filter: /^texts$/ }, ({ importer }) => ({ path: importer }));
    build.onLoad({ filter: /[\\/]messages[\\/].*\b(fr|bm|es)\.json$/ }, ({ path }) => ({
      contents: `import { unfolded } from ${reader};\nexport default unfolded(${JSON.stringify(folded(read(path)))});`,
    }));
    build.onLoad({ filter: /[\\/]messages[\\/].*\ben\.json$/ }, ({ path, suffix }) => ({
      contents: suffix
        ? `import { named } from ${reader};\nimport french from './fr.json';\nimport texts from 'texts';\nexport default named(french, texts);`
        : `export default ${JSON.stringify(texts(read(join(dirname(path), 'fr.json')), read(path)))};`,
      resolveDir: dirname(path),
    }));
  },
};

/** @returns one line a text, as `ui/folded-words` reads it. */
export function folded(catalogue) {
  let before = [''];
  return Object.entries(catalogue)
    .map(([key, text]) => {
      const parts = key.split('.');
      const last = parts.length - 1;
      const shared = parts.findIndex((part, at) => at === last || part !== before[at]);
      const line = `${'.'.repeat(before.length - shared)}${parts.slice(shared).join('.')}=${text}`;
      before = parts;
      return line;
    })
    .join('\n');
}

/** @returns the texts of another language, one a line, in the order of the French. */
export function texts(french, other) {
  const odd = Object.keys({ ...french, ...other }).find((key) => french[key] === undefined || other[key] === undefined);
  if (odd !== undefined) throw new Error(`${odd} stands in one language only`);
  return Object.keys(french)
    .map((key) => other[key])
    .join('\n');
}
