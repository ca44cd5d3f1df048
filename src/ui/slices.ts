/** Long looks over the copy, in pieces short enough that a finger never waits for them. */

/** A screen is still prompt when it is kept busy for so long, ms. */
export const SLICE = 8;

/** True until so many milliseconds have passed. */
export function until(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() < end;
}

/**
 * Goes on with a piece of work between what the screen has to do, until it says that it is done.
 * @param go works for as long as it is told to; true once nothing is left.
 * @returns what stops it.
 */
export function inSlices(go: (goOn: () => boolean) => boolean, done: () => void): () => void {
  // A timer would wait for some milliseconds each time, and let less urgent work in.
  const turns = new MessageChannel();
  turns.port1.onmessage = () => {
    if (!go(until(SLICE))) {
      turns.port2.postMessage(0);
      return;
    }
    turns.port1.close();
    done();
  };
  turns.port2.postMessage(0);
  return () => turns.port1.close();
}
