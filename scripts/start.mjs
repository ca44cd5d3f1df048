// `npm start`: from a fresh clone to a running hub, and straight to the hub when nothing changed (then without any network).
import { join } from 'node:path';
import { fail, installIfNeeded, root, run, runForeground, say } from './steps.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `Node ${process.versions.node} est trop ancien : il faut Node 20.19 ou plus récent.`,
    `Node ${process.versions.node} is too old: Node 20.19 or newer is needed.`,
  );
}

if ((await installIfNeeded('.', ['--omit=dev'])) !== 0) {
  fail(
    "L'installation a échoué : vérifiez la connexion et l'espace libre, puis relancez npm start.",
    'Installing failed: check the connection and free disk space, then run npm start again.',
  );
}

if (run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--if-changed']) !== 0) {
  fail('La construction a échoué (voir ci-dessus).', 'The build failed (see above).');
}

say('Démarrage du point central', 'Starting the hub');
runForeground(process.execPath, [
  '--enable-source-maps',
  join(root, 'dist', 'hub', 'main.js'),
  'start',
  ...process.argv.slice(2),
]);
