// Packs the parts of the app for the road. esbuild splits what several screens share into a part for every way of sharing it, a hundred of them; over
// a slow line each costs a question, and each compresses alone. Here the parts that one road needs at its start are packed into one file.
import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { catalogues } from './catalogues.mjs';
import { registerWords } from './register-words.mjs';

/**
 * Chrome from 136 on compiles all of such a file beside the page, while it is read. Without it every function is compiled when it is first called: a
 * thousand times before the first list, for what the browser keeps compiled of modules it does not use again.
 */
const COMPILE = '//# allFunctionsCalledOnLoad';

/** Stands for the hash in the name of a pack until all of them are written: packs name each other. */
const mark = (at) => `_P${String(at).padStart(4, '0')}__`;
const MARK = /_P(\d{4})__/g;
const STATIC = /^import\s*(?:\{([^}]*)\}\s*from\s*)?"\.\/([^"]+\.js)";$/gm;
const DYNAMIC = /\bimport\("\.\/([^"]+\.js)"\)/g;

/**
 * @param roads name of a pack → the sources whose parts, with all they cannot begin without, it holds; in the order they are needed: what an
 *   earlier pack holds, a later one does not. Sources that are not there are left out. What no road needs stays a pack of its own.
 * @returns the files, and the name of the one that holds a source.
 */
export async function pack({ esbuild, options, entries, roads }) {
  const built = await esbuild.build({
    ...options,
    entryPoints: entries,
    outdir: 'out',
    write: false,
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    minifySyntax: true,
    sourcemap: 'inline',
    metafile: true,
    plugins: [catalogues, registerWords],
  });
  const parts = new Map();
  for (const [path, { entryPoint, exports }] of Object.entries(built.metafile.outputs))
    parts.set(basename(path), { source: entryPoint, exports });
  for (const { path, text } of built.outputFiles) Object.assign(parts.get(basename(path)), readPart(text));
  const packs = share(parts, roads);
  const names = exported(parts, packs);
  const written = await Promise.all(packs.map((_, at) => write({ esbuild, options, parts, packs, names, at })));
  return named(packs, written, parts);
}

function readPart(text) {
  const imports = [...text.matchAll(STATIC)].map(([, list = '', part]) => ({
    part,
    names: namesIn(list).map(([name]) => name),
  }));
  return { text, imports, later: [...text.matchAll(DYNAMIC)].map(([, part]) => part) };
}

/** Of `a, b as c`: each name, and what it is called here. */
const namesIn = (list = '') =>
  list
    .split(',')
    .map((one) => one.trim().split(/\s+as\s+/))
    .filter(([name]) => name)
    .map(([name, local = name]) => [name, local]);

/** Which parts go together. A part goes with the first road that needs it, so that packs never need each other in a circle. */
function share(parts, roads) {
  const taken = new Set();
  const gather = (name, into) => {
    if (taken.has(name)) return;
    taken.add(name);
    for (const { part } of parts.get(name).imports) gather(part, into);
    into.push(name);
  };
  const packs = Object.entries(roads).map(([name, sources]) => {
    const held = [];
    for (const source of sources) for (const [part, one] of parts) if (one.source === source) gather(part, held);
    return { name, held };
  });
  const rest = [...parts.keys()].filter((part) => !taken.has(part));
  packs.push(...byRoom(parts, rest));
  return packs.filter(({ held }) => held.length > 0);
}

/** A screen of more letters than this stays apart: joined, it would make others wait for it, and being alone costs it little. */
const LONG = 120_000;

/**
 * What no road needs is packed by rooms of the house: all screens of a module in one file, and what the same rooms share in another. A hundred small
 * files compress alone, and each is a question over the line. A pack needs only packs that as many rooms or more need: there are no circles.
 */
function byRoom(parts, rest) {
  const users = new Map(rest.map((part) => [part, new Set()]));
  const walk = (part, room) => {
    if (!users.has(part) || users.get(part).has(room)) return;
    users.get(part).add(room);
    for (const next of parts.get(part).imports) walk(next.part, room);
  };
  const asked = new Set(rest.flatMap((part) => parts.get(part).imports.map((one) => one.part)));
  for (const part of rest) {
    const { source, text } = parts.get(part);
    if (!source) continue;
    const alone = text.length > LONG && !asked.has(part);
    walk(part, alone ? part : dirname(source).split('/').slice(0, 3).join('/'));
  }
  const packs = new Map();
  for (const part of rest) {
    const rooms = [...users.get(part)].sort().join();
    if (!packs.has(rooms)) packs.set(rooms, { name: 'part', held: [] });
    packs.get(rooms).held.push(part);
  }
  return [...packs.values()];
}

/** The names under which a pack gives what others ask of its parts. */
function exported(parts, packs) {
  const packOf = new Map(packs.flatMap((one) => one.held.map((part) => [part, one])));
  const short = new Map(packs.map((one) => [one, new Map()]));
  const want = (part, name) => {
    const names = short.get(packOf.get(part));
    const key = `${part} ${name}`;
    if (!names.has(key)) names.set(key, `x${names.size.toString(36)}`);
  };
  for (const [from, { imports, later }] of parts) {
    for (const { part, names } of imports)
      if (packOf.get(part) !== packOf.get(from)) for (const name of names) want(part, name);
    for (const part of later) for (const name of parts.get(part).exports) want(part, name);
  }
  const shortOf = (part, name) => short.get(packOf.get(part)).get(`${part} ${name}`);
  const given = (part) =>
    parts.get(part).exports.flatMap((name) => (shortOf(part, name) ? [[name, shortOf(part, name)]] : []));
  return { packOf, given, shortOf };
}

/** One pack, minified as a whole; other packs are named by their marks. */
async function write({ esbuild, options, parts, packs, names: { packOf, given, shortOf }, at }) {
  const { held } = packs[at];
  const far = (part) => `./${mark(packs.indexOf(packOf.get(part)))}.js`;
  // Of each other pack one list of all that is asked of it: esbuild would write an import for every part that asks, of all it gives.
  const asked = new Map();
  for (const { part, names } of held.flatMap((one) => parts.get(one).imports)) {
    if (held.includes(part)) continue;
    if (!asked.has(far(part))) asked.set(far(part), new Set());
    for (const name of names) asked.get(far(part)).add(shortOf(part, name));
  }
  const entry = held
    .map(
      (part) =>
        `import "./${part}";\nexport { ${given(part).map(([name, short]) => `${name} as ${short}`)} } from "./${part}";`,
    )
    .join('\n');
  const plugin = {
    name: 'pack',
    setup(build) {
      build.onResolve({ filter: /./ }, ({ path, kind, namespace }) => {
        if (kind === 'entry-point') return { path, namespace: 'pack' };
        if (kind === 'dynamic-import' || namespace === 'far') return { path, external: true };
        return asked.has(path) ? { path, namespace: 'far' } : { path: path.slice(2), namespace: 'near' };
      });
      build.onLoad({ filter: /./, namespace: 'pack' }, () => ({ contents: entry }));
      build.onLoad({ filter: /./, namespace: 'near' }, ({ path }) => ({
        // Names are asked of other packs by those they give them.
        contents: parts
          .get(path)
          .text.replace(STATIC, (whole, list, part) => {
            if (held.includes(part)) return whole;
            const names = namesIn(list).map(([name, local]) => `${shortOf(part, name)} as ${local}`);
            return `import { ${names} } from "${far(part)}";`;
          })
          .replace(DYNAMIC, (_, part) => {
            const list = given(part).map(([name, short]) => `${name}: m.${short}`);
            return `import("${far(part)}").then((m) => ({ ${list} }))`;
          }),
      }));
      build.onLoad({ filter: /./, namespace: 'far' }, ({ path }) => ({
        contents: `export { ${[...asked.get(path)].sort()} } from "${path}";`,
      }));
    },
  };
  const { outputFiles } = await esbuild.build({
    ...options,
    entryPoints: [packs[at].name],
    outdir: 'out',
    write: false,
    format: 'esm',
    minify: true,
    banner: { js: COMPILE },
    sourcemap: 'external',
    plugins: [plugin],
  });
  const of = (end) => outputFiles.find(({ path }) => path.endsWith(end)).text;
  return { text: of('.js'), map: of('.js.map') };
}

/** A pack as another names it, where it is built. */
const NAME = /\.\/[a-z-]+-[0-9A-F]{8}\.js/g;

/**
 * What tells a worker that it has a file under another name (`sw.ts`, which reads its own files in the same way): a line that changed in one pack gives
 * new names to all that may bring it in, and nothing else of them is new.
 * @param files what the worker keeps, as paths. @param textOf the text of one.
 * @returns path of a file that names others → eight digits of what it is when each name in it is only the how-manieth, and which of the files it names.
 */
export function nameless(files, textOf) {
  const named = files.flatMap((path) => {
    if (!path.endsWith('.js')) return [];
    const text = textOf(path);
    const names = [...new Set(text.match(NAME))];
    const places = names.map((name) => files.indexOf(name.slice(1)));
    if (places.includes(-1)) throw new Error(`${path} names what is not kept`);
    const own = text.replace(NAME, (name) => String(names.indexOf(name)));
    const digits = createHash('sha256').update(own).digest('hex').slice(0, 8);
    return names.length > 0 ? [[path, [digits, ...places]]] : [];
  });
  return Object.fromEntries(named);
}

/** Every pack named after what it holds and all it may bring in: the same name is the same code throughout. */
function named(packs, written, parts) {
  const uses = written.map(({ text }) => [...text.matchAll(MARK)].map(([, at]) => Number(at)));
  const reach = (at, seen = new Set()) => {
    if (seen.has(at)) return seen;
    seen.add(at);
    for (const next of uses[at]) reach(next, seen);
    return seen;
  };
  const own = written.map(({ text }) => createHash('sha256').update(text).digest('hex'));
  const hashes = written.map((_, at) => {
    const all = [...reach(at)].map((one) => own[one]).sort();
    return createHash('sha256')
      .update(own[at] + all.join())
      .digest('hex')
      .slice(0, 8)
      .toUpperCase();
  });
  const nameOf = (at) => `${packs[at].name}-${hashes[at]}.js`;
  const files = new Map();
  const sources = new Map();
  written.forEach(({ text, map }, at) => {
    const name = nameOf(at);
    const whole = text.replace(MARK, (_, to) => nameOf(Number(to)).slice(0, -'.js'.length));
    files.set(name, whole);
    files.set(`${name}.map`, map);
    for (const part of packs[at].held) if (parts.get(part).source) sources.set(parts.get(part).source, name);
  });
  return { files, sources };
}
