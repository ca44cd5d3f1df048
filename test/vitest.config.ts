import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those of one project follow each other, so that a worker keeps what it has loaded: the larger last, when no worker has to wait for another project. */
const ORDER = ['apart', 'together'];
/**
 * What takes longest comes first in its project, then whatever opens a browser or a hub, however short its file: what only computes fits in beside
 * it, and no core waits at the end.
 */
const LONG = [
  ...[
    'ui/screens',
    'sim/simulator',
    'web/matrix',
    'web/command',
    'web/demo',
    'journeys/programme',
    'journeys/sixth-type',
  ],
  ...['hub/postgres', 'web/import', 'journeys/', 'device/', 'hub/', 'web/', 'ui/'],
  // Computed, and for seconds: never the last, beside nothing.
  ...['kernel/properties', 'kernel/arrival', 'fuzz/', 'kernel/'],
];
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((name) => moduleId.includes(`test/${name}`));
      return at < 0 ? LONG.length : at;
    };
    const project = ({ project: { name } }: TestSpecification): number => ORDER.indexOf(name);
    return (await super.sort(files)).sort((a, b) => project(a) - project(b) || place(a) - place(b));
  }
}

/** They put declarations of their own in the place of ours, or choose a language: each begins with a program that nobody used. */
const APART = ['test/device/at-hub.test.ts', 'test/ui/{bambara,format,moment,plain}.test.ts'];

// Two cores must be enough for the whole suite; three files at a time, for what one of them waits for.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { watch: null },
  test: {
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          // Each opens a hub or a page of its own, or needs none, and leaves nothing behind in the program: what they are made of is loaded once.
          name: 'together',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...APART],
          globalSetup: 'test/hub/server.ts',
          // A journey of two people and a hub takes its time on a busy machine.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // What a screen is to show comes when a busy machine has drawn it: left to itself a poll gives up after a second.
          expect: { poll: { timeout: 15_000 } },
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: APART,
          globalSetup: 'test/hub/server.ts',
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
