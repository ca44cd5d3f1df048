// Takes what readers of Bambara said back into the catalogues: node scripts/bambara.mjs FILE.po "Name of the reader"
// The file is the one that « Relire le bambara » gives, also after Poedit or Weblate: what is no longer fuzzy was read and stands as it is written there.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './steps.mjs';

/** Entries of a gettext file that have a context: key, text, and whether it still waits for a reader. */
export function readPo(text) {
  return text.split(/\r?\n\s*\r?\n/).flatMap((block) => {
    const lines = block.split(/\r?\n/);
    const said = (name) => {
      const at = lines.findIndex((line) => line.startsWith(`${name} "`));
      if (at < 0) return '';
      const more = lines.slice(at + 1);
      const end = more.findIndex((line) => !line.startsWith('"'));
      const parts = [lines[at].slice(name.length + 1), ...more.slice(0, end < 0 ? more.length : end)];
      return parts.map((part) => JSON.parse(part)).join('');
    };
    const key = said('msgctxt');
    return key ? [{ key, text: said('msgstr'), fuzzy: lines.some((line) => /^#,.*\bfuzzy\b/.test(line)) }] : [];
  });
}

/** Writes the entries into the catalogues below a folder. Says what became of each. */
export function takeIn(entries, by, on, folder) {
  const homes = new Map();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  ))
    if (/messages(\/\w+)?\/fr\.json$/.test(name)) {
      const home = dirname(join(folder, name));
      // What the first screen needs has French and English of its own; Bambara stands in one file.
      const own = basename(home) === 'first' ? dirname(home) : home;
      for (const key of Object.keys(readJson(join(home, 'fr.json')))) homes.set(key, own);
    }
  const report = { verified: 0, corrected: 0, waiting: 0, unknown: [] };
  for (const { key, text, fuzzy } of entries) {
    const home = homes.get(key);
    if (!home) report.unknown.push(key);
    else if (fuzzy || text.trim() === '') report.waiting++;
    else {
      const words = readJson(join(home, 'bm.json'));
      const reviews = readJson(join(home, 'bm.review.json'));
      const same = words[key] === text;
      const source = same ? (reviews[key]?.source ?? 'reader') : 'reader';
      // Who read it first stays: a later file says it again.
      if (same && reviews[key]?.state === 'verified') continue;
      writeJson(join(home, 'bm.json'), { ...words, [key]: text });
      writeJson(join(home, 'bm.review.json'), { ...reviews, [key]: { state: 'verified', source, by, on } });
      report[same ? 'verified' : 'corrected']++;
    }
  }
  return report;
}

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});
const lineOf = (value) =>
  JSON.stringify(value).replaceAll('":"', '": "').replaceAll('","', '", "').replace(/^\{/, '{ ').replace(/\}$/, ' }');
/** In the house format: an entry a line. */
const writeJson = (path, object) =>
  writeFileSync(
    path,
    `{\n${Object.entries(object)
      .map(
        ([key, value]) =>
          `  ${JSON.stringify(key)}: ${typeof value === 'string' ? JSON.stringify(value) : lineOf(value)}`,
      )
      .join(',\n')}\n}\n`,
  );

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) {
  const [file, by] = process.argv.slice(2);
  if (!file || !by) {
    console.error('node scripts/bambara.mjs FICHIER.po "Nom de la personne qui a relu"');
    process.exit(1);
  }
  const report = takeIn(
    readPo(readFileSync(file, 'utf8')),
    by,
    new Date().toISOString().slice(0, 10),
    join(root, 'src'),
  );
  console.log(`${report.verified} confirmés, ${report.corrected} corrigés, ${report.waiting} encore à relire`);
  if (report.unknown.length > 0) console.log(`Inconnus : ${report.unknown.join(', ')}`);
}
