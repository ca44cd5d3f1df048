// Why something personal is kept, on what ground and how long, in words: the register says it, on the hub. Devices read of it only what they act on, and are
// not sent the rest.
import { readFileSync } from 'node:fs';

const WORDS = /\b(purpose|basis|retention):\s*('(?:[^'\\]|\\.)*'|[A-Z_]+),?/g;

/** Plugin of esbuild, for the app. */
export const registerWords = {
  name: 'register-words',
  setup: (build) =>
    build.onLoad({ filter: /[\\/]src[\\/]modules[\\/].*[\\/](model[\w-]*|declared)\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(WORDS, ''),
      loader: 'ts',
    })),
};
