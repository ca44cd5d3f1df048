/** What the page and the worker that keeps the app (`sw.ts`) know of each other. */

/** What the page says once the person's own data have come, and after every start: what is missing may come now. */
export const REST = 'the rest';
/** Caches of builds begin with it. */
export const BUILD = 'jekulu-';
/** Stands in the cache of a build whose rest has not come yet, before anything else does. Builds that knew no such thing came whole. */
export const PART = '/en-partie';
/** The page of the app. */
export const SHELL = '/index.html';

/** Whether everything opens here with no network. */
export async function isWhole(): Promise<boolean> {
  const builds = (await globalThis.caches?.keys())?.filter((name) => name.startsWith(BUILD)) ?? [];
  for (const name of builds) {
    const cache = await caches.open(name);
    // A build that has just begun to come has neither.
    if ((await cache.match(SHELL)) && !(await cache.match(PART))) return true;
  }
  return false;
}

/** Says to the worker, once it is there, that the line is free: what is missing may come. */
export const askRest = (workers: Pick<ServiceWorkerContainer, 'ready'> = navigator.serviceWorker): Promise<void> =>
  workers.ready.then(({ active }) => active?.postMessage(REST));
