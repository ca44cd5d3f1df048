// `npm test`: what a contributor and the continuous integration both run. Types are looked at beside the tests; what is wrong there is said at once.
//   --only NAME   only the tests whose path contains NAME, without lint and types (quick loop)
//   --lint        only lint and formatting        --format   rewrite files in the house format
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, installIfNeeded, root, run, say } from './steps.mjs';
import { runWatched } from './watch.mjs';

const args = process.argv.slice(2);
const only = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '') : undefined;
const tool = (name, ...path) => [join(root, 'test', 'node_modules', name, ...path)];
const colour = `--colors=${process.stdout.isTTY ? 'force' : 'off'}`;
const biome = tool('@biomejs', 'biome', 'bin', 'biome');
const tsc = tool('typescript', 'bin', 'tsc');
const vitest = tool('vitest', 'vitest.mjs');

// Both at once: most of the time each waits for the network.
const installed = await Promise.all([installIfNeeded('.', []), installIfNeeded('test', [])]);
if (installed.some((code) => code !== 0)) {
  fail("L'installation a échoué.", 'Installing failed.');
}

if (args.includes('--format')) process.exit(run(process.execPath, [...biome, 'check', '--write', '.']));
if (args.includes('--lint')) process.exit(run(process.execPath, [...biome, 'ci', colour, '.']));

let types = Promise.resolve(0);
if (only === undefined) {
  step('Construction', 'Build', [join(root, 'scripts', 'build.mjs'), '--if-changed']);
  step('Règles de style', 'Lint', [...biome, 'ci', colour, '--max-diagnostics=60', '.']);
  // Several checkers at once each work out the types that all share: more work in all, and the tests beside them want the other core.
  types = beside('Types', 'Types', [...tsc, '-p', '.', '--singleThreaded']);
} else if (run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--if-changed']) !== 0) {
  say('Sans construction récente : les parcours peuvent échouer', 'No fresh build: browser journeys may fail');
}

say('Essais', 'Tests');
const { passed, failed, skipped } = await tests(only === undefined ? [] : [only]);
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 || (await types) !== 0 ? 1 : 0);

async function tests(filters) {
  const scratch = mkdtempSync(join(tmpdir(), 'jekulu-test-'));
  const report = join(scratch, 'report.json');
  const reporters = ['default', './test/running.ts', 'json'].map((name) => `--reporter=${name}`);
  const command = [...vitest, 'run', '--config=test/vitest.config.ts', ...reporters, `--outputFile.json=${report}`];
  const code = await runWatched(process.execPath, [...command, ...filters], scratch);
  const sums = totals(report, code);
  rmSync(scratch, { recursive: true, force: true });
  return sums;
}

function step(fr, en, command) {
  say(fr, en);
  const code = run(process.execPath, command);
  if (code !== 0) fail(`Échec : ${fr}`, `Failed: ${en}`, code);
}

/** Runs while something else does; says what it has to say when it fails. */
function beside(fr, en, command) {
  say(fr, en);
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  return new Promise((done) => {
    const end = (code) => {
      if (code !== 0) console.error(`${Buffer.concat(said)}\n✗ Échec : ${fr} / Failed: ${en}`);
      done(code ?? 1);
    };
    child.on('error', () => end(1));
    child.on('close', end);
  });
}

function totals(file, code) {
  try {
    const { numPassedTests: passed, numFailedTests, numPendingTests: skipped } = JSON.parse(readFileSync(file, 'utf8'));
    // A file that cannot even be loaded counts no failed test; it must not look green.
    const failed = code === 0 ? numFailedTests : Math.max(1, numFailedTests);
    return { passed, failed, skipped };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
