/** Keeps in a file which test files run now and how many tests have ended, for whoever watches that the run goes on (`scripts/watch.mjs`). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

export default class Running implements Reporter {
  readonly #folder = process.env['JEKULU_TEST_WATCH'];
  readonly #files = new Set<string>();
  #ended = 0;

  onTestModuleQueued(module: TestModule): void {
    this.#files.add(module.relativeModuleId);
    this.#keep();
  }

  onTestCaseResult(): void {
    this.#ended++;
    this.#keep();
  }

  onTestModuleEnd(module: TestModule): void {
    this.#files.delete(module.relativeModuleId);
    this.#keep();
  }

  #keep(): void {
    if (this.#folder)
      writeFileSync(
        join(this.#folder, 'running.json'),
        JSON.stringify({ running: [...this.#files], ended: this.#ended }),
      );
  }
}
