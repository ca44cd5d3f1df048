// Builds the hub (dist/hub) and the device app (dist/app). esbuild only: one fast tool that a weak laptop can run.
//   --if-changed   skip when the sources are those of the last build
//   --root=FOLDER  build another tree laid out alike (used by the test of this script)
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { linkDatabase } from './database-links.mjs';
import { nameless, pack } from './parts.mjs';
import { fail, fingerprint, root as home, say, stampMatches, writeStamp } from './steps.mjs';

const started = Date.now();
const other = process.argv.find((arg) => arg.startsWith('--root='))?.slice('--root='.length);
const root = other ? resolve(other) : home;
const dist = join(root, 'dist');
const next = join(root, 'dist.next');
const stampFile = join(dist, '.stamp');

/**
 * What comes over the line in one piece, in the order people need it (`index.html` gives the first the whole line): the device itself, the screens of the
 * way in, typing a code, what keeps the app here, who is known here, the way back for who forgot the code, what works behind the door with the first day,
 * the sheets and their forms, what the first day says once it is there, what verifies a certificate, what puts things on paper, and English: what things are
 * called, which is asked for all at once, then the words of screens, which nobody waits for who reads French.
 */
const ROADS = {
  start: ['src/device/start.ts', 'src/device/joining.ts'],
  main: ['src/device/main.tsx'],
  hello: ['src/device/screens/welcome.tsx'],
  begin: ['src/device/entrance.ts', 'src/device/screens/choose-code.tsx', 'src/device/screens/first-day.tsx'],
  back: ['src/device/returning.ts'],
  pulse: ['src/device/pulse.ts'],
  faces: ['src/device/screens/faces.tsx'],
  tongues: ['src/device/screens/languages.tsx'],
  forgotten: ['src/device/screens/forgotten.tsx'],
  work: ['src/device/behind.ts', 'src/device/screens/inside.tsx', 'src/kernel/keys.ts'],
  sheets: ['src/ui/records/index.tsx', 'src/modules/screens.ts'],
  day: ['src/modules/tasks.ts', 'src/modules/directory/screens/today.tsx', 'src/device/segments.ts'],
  verify: ['src/modules/certificates/screens/checking.tsx', 'src/device/screens/verify-door.tsx'],
  figures: ['src/modules/training/screens/convention-aims.tsx', 'src/modules/followup/screens/outcome.tsx'],
  paper: [
    'src/ui/records/out/index.tsx',
    'src/modules/people/screens/cards.ts',
    'src/modules/offers/screens/poster.tsx',
  ],
  english: inEnglish((folder) => /^(\w+\/messages|training\/messages\/more)$/.test(folder)),
  'english-screens': inEnglish(() => true),
};

/** What opens the door with no network, and the first draft behind it: the worker keeps it before everything else. */
const DOOR =
  /^(index\.html|manifest\.webmanifest|icon\.svg|icon-192\.png|(first|start|main|hello|begin|back|pulse|faces|tongues)-\w{8}\.(css|js))$/;
/** What people need first comes first, by the roads it is packed for; screens that no road needs before the English that few need. */
function turn(file) {
  const roads = Object.keys(ROADS);
  const at = roads.indexOf(file.startsWith('inside-') ? 'work' : file.replace(/-\w{8}\.\w+$/, ''));
  return at < 0 ? roads.indexOf('english') - 0.5 : at;
}

/** Catalogues of the modules; a tree that is built may have none. */
function inEnglish(wanted) {
  const folder = join(root, 'src/modules');
  const found = existsSync(folder) ? filesOf(folder).filter((file) => file.endsWith('/en.json')) : [];
  return found.filter((file) => wanted(file.slice(0, -'/en.json'.length))).map((file) => `src/modules/${file}`);
}

const from = relative(home, root) || '.';
const stamp = fingerprint(
  ['src', 'package.json', 'package-lock.json', 'tsconfig.json'].map((path) => join(from, path)).concat('scripts'),
  process.version,
);
if (process.argv.includes('--if-changed') && stampMatches(stampFile, stamp)) process.exit(0);

say('Construction', 'Building');
const esbuild = await import('esbuild').catch(() =>
  fail("esbuild manque : lancez d'abord npm install.", 'esbuild is missing: run npm install first.'),
);

try {
  rmSync(next, { recursive: true, force: true });
  linkDatabase(home);
  await Promise.all([buildHub(), buildApp()]);
  // The old build stays whole until the new one is: a power cut in the middle leaves something that starts.
  rmSync(dist, { recursive: true, force: true });
  renameSync(next, dist);
  writeStamp(stampFile, stamp);
} catch (error) {
  rmSync(next, { recursive: true, force: true });
  // esbuild has already printed its own errors with file and line.
  if (!error.errors) console.error(error);
  fail(`La construction a échoué : ${error.message.split('\n')[0]}`, 'The build failed.');
}
say(`Construction faite en ${Date.now() - started} ms`, 'Built');

/** Options given here replace tsconfig.json, whose `paths` point to type declarations and would be bundled. */
function options(extra) {
  return {
    absWorkingDir: root,
    bundle: true,
    sourcemap: true,
    logLevel: 'warning',
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact', verbatimModuleSyntax: true } },
    ...extra,
  };
}

async function buildHub() {
  await esbuild.build(
    options({
      entryPoints: [needed('src/cli/main.ts')],
      outdir: join(next, 'hub'),
      // A command reads only the parts it needs.
      splitting: true,
      chunkNames: 'part-[hash]',
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      loader: { '.sql': 'text', '.md': 'text' },
    }),
  );
}

async function buildApp() {
  const out = join(next, 'app');
  const browser = options({
    platform: 'browser',
    target: 'chrome100',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    loader: { '.svg': 'text', '.woff2': 'file' },
    // The maps stand beside the files; no phone is told where.
    sourcemap: 'external',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const [start, main] = [needed('src/device/start.ts'), needed('src/device/main.tsx')];
  const { minify: _, ...plain } = browser;
  const { files: packs, sources } = await pack({
    esbuild,
    options: plain,
    entries: [start, main],
    roads: ROADS,
  });
  const looks = await esbuild.build({
    ...browser,
    entryPoints: { first: needed('src/ui/first.css'), inside: needed('src/ui/inside.css') },
    outdir: out,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    metafile: true,
  });
  for (const [name, text] of packs) writeFileSync(join(out, name), text);

  const marks = {
    START: `/${sources.get(start)}`,
    SCRIPT: `/${sources.get(main)}`,
    BEGIN: `/${sources.get(needed('src/device/entrance.ts'))}`,
    STYLE: outputOf(looks.metafile, 'src/ui/first.css'),
    INSIDE: outputOf(looks.metafile, 'src/ui/inside.css'),
  };
  let page = readFileSync(needed('src/device/index.html'), 'utf8');
  for (const [mark, file] of Object.entries(marks)) {
    if (!page.includes(`%${mark}%`)) throw new Error(`src/device/index.html has no %${mark}%`);
    page = page.replaceAll(`%${mark}%`, file);
  }
  writeFileSync(join(out, 'index.html'), page);
  const still = join(root, 'src/device/static');
  if (existsSync(still)) cpSync(still, out, { recursive: true });

  // The worker keeps every file but the maps, and the letters that few devices need, under a name made from their content: one changed byte is a
  // new build.
  const files = filesOf(out).filter((file) => !/\.(map|woff2)$/.test(file));
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(out, file)));
  const door = files.filter((file) => DOOR.test(file)).map((file) => `/${file}`);
  const rest = files
    .filter((file) => !DOOR.test(file))
    .sort((a, b) => turn(a) - turn(b))
    .map((file) => `/${file}`);
  await esbuild.build({
    ...browser,
    entryPoints: [needed('src/device/sw.ts')],
    outfile: join(out, 'sw.js'),
    format: 'iife',
    define: {
      ...browser.define,
      __BUILD__: JSON.stringify(hash.digest('hex').slice(0, 12)),
      __DOOR__: JSON.stringify(door),
      __REST__: JSON.stringify(rest),
      __NAMELESS__: JSON.stringify(nameless([...door, ...rest], (path) => readFileSync(join(out, path), 'utf8'))),
    },
  });
  await compress(out);
}

function needed(path) {
  if (!existsSync(join(root, path))) throw new Error(`${path} is missing`);
  return path === 'src/device/index.html' ? join(root, path) : path;
}

function outputOf(metafile, entry) {
  const found = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entry);
  if (!found) throw new Error(`no output for ${entry}`);
  return `/${basename(found[0])}`;
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort();
}

/** Compressed once here at the highest level, so that the smallest hub never spends its processor on it. */
async function compress(folder) {
  const worthIt = new Set(['.js', '.css', '.html', '.svg', '.webmanifest', '.json', '.txt', '.ico', '.ttf']);
  await Promise.all(
    filesOf(folder)
      .filter((file) => worthIt.has(extname(file)))
      .map(async (file) => {
        const bytes = readFileSync(join(folder, file));
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        writeFileSync(join(folder, `${file}.br`), await promisify(brotliCompress)(bytes, { params }));
        writeFileSync(join(folder, `${file}.gz`), await promisify(gzip)(bytes, { level: 9 }));
      }),
  );
}
