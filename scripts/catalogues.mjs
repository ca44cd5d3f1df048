// The words of the app as they travel. In a catalogue every key is written in whole, and again in each language. Yet the keys of a group of screens begin
// alike, and English has those of the French: the built app carries a key by what it has beyond the one before, and of English the texts alone.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const reader = JSON.stringify(fileURLToPath(new URL('../src/ui/folded-words.ts', import.meta.url)));
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** What a catalogue is to whoever wants it whole: `import { … } from reader`, then the words. */
const WHOLE = {
  'fr.json': `import folded from 'itself';\nimport { unfolded } from ${reader};\nexport default unfolded(folded);`,
  'en.json': `import french from './fr.json';\nimport texts from 'itself';\nimport { named } from ${reader};\nexport default named(french, texts);`,
};

/** Plugin of esbuild. Only `addMessages` (`ui/i18n`) takes words as they travel; whoever else imports a catalogue has it whole. */
export const catalogues = {
  name: 'catalogues',
  setup: (build) => {
    build.onResolve({ filter: /\/(fr|en)\.json$/ }, ({ path, resolveDir, importer, kind }) => {
      const forMessages = kind === 'dynamic-import' || /[\\/]index\.ts$/.test(importer);
      return { path: join(resolveDir, path), suffix: forMessages ? '' : '?whole' };
    });
    build.onResolve({ filter: /^itself$/ }, ({ importer }) => ({ path: importer }));
    build.onLoad({ filter: /[\\/]messages[\\/].*\b(fr|en)\.json$/ }, ({ path, suffix }) => {
      const language = path.slice(-'fr.json'.length);
      const travels = () =>
        language === 'fr.json' ? folded(read(path)) : texts(read(join(dirname(path), 'fr.json')), read(path));
      return {
        contents: suffix ? WHOLE[language] : `export default ${JSON.stringify(travels())};`,
        resolveDir: dirname(path),
      };
    });
    build.onLoad({ filter: /[\\/]messages[\\/].*\b(bm|es)\.json$/ }, ({ path }) => ({
      contents: `import { unfolded } from ${reader};\nexport default unfolded(${JSON.stringify(folded(read(path)))});`,
    }));
  },
};

/** The keys of a catalogue, those that begin alike side by side. */
function grouped(catalogue) {
  const heads = new Map();
  for (const key of Object.keys(catalogue)) {
    const head = key.split('.')[0];
    heads.set(head, [...(heads.get(head) ?? []), key]);
  }
  return heads;
}

/** @returns the catalogue as `ui/folded-words` reads it. */
export function folded(catalogue) {
  const lines = (head, keys) => {
    let before = [head];
    return keys
      .map((key) => {
        const parts = key.split('.');
        const differs = parts.findIndex((part, at) => part !== before[at]);
        const shared = differs < 0 ? parts.length : differs;
        const line = `${'.'.repeat(before.length - shared)}${parts.slice(shared).join('.')}=${catalogue[key]}`;
        before = parts;
        return line;
      })
      .join('\n');
  };
  return { folded: Object.fromEntries([...grouped(catalogue)].map(([head, keys]) => [head, lines(head, keys)])) };
}

/** @returns the texts of another language, one a line, in the order in which the French unfolds. */
export function texts(french, other) {
  const odd = Object.keys({ ...french, ...other }).find((key) => french[key] === undefined || other[key] === undefined);
  if (odd !== undefined) throw new Error(`${odd} stands in one language only`);
  return [...grouped(french).values()]
    .flat()
    .map((key) => other[key])
    .join('\n');
}
