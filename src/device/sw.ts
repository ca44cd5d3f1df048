/**
 * Keeps the app on the device. Everything is fetched once and served from here, so that opening asks nothing of the network; a newer build is
 * fetched in the background and used when the app is next started or loaded again. Exchanges and the hub's own pages are none of its business.
 *
 * On a new device what opens the door is kept first: it is small, and a line that is cut after it leaves an app that opens, with what was begun. The
 * rest follows file by file when the page says so (`REST`). A newer build comes whole before it takes over: nothing that worked stops working. Over the
 * line comes of it what changed; what only has another name is made here (`renamed.ts`).
 */
import { BUILD, PART, REST, SHELL } from './kept.ts';
import { type Nameless, renamed, scriptsIn } from './renamed.ts';

declare const __BUILD__: string;
/** What opens the door. */
declare const __DOOR__: readonly string[];
/** Everything else, in the order in which people need it. */
declare const __REST__: readonly string[];
declare const __NAMELESS__: Nameless;

/** What a worker has that a page has not; the page's own library of types does not say it. */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Told extends Extendable {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Worker {
  readonly clients: { claim(): Promise<void>; matchAll(which: object): Promise<readonly unknown[]> };
  readonly registration: { readonly active: ServiceWorker | null; readonly waiting: ServiceWorker | null };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'message', listener: (event: Told) => void): void;
}
const worker = self as unknown as Worker;

const CACHE = BUILD + __BUILD__;
const FILES: readonly string[] = [...__DOOR__, ...__REST__];
/** Kept only where it was needed: most devices have these letters. */
const LETTERS = '/letters.woff2';
/** By which certificates are verified before the door (`certificate-list.ts`, which keeps it in the same place). */
const LIST = '/certificats.json';
/** What papers name: where the app is kept, it answers by itself. */
const VERIFY = /^\/(en\/)?verifier$/;
/** The hub's own: exchanges, the API, the pages of those in charge and of the public, help, health. */
const NOT_OURS =
  /^\/(agenda|sync|api|admin|aide|healthz|certificats\.json|reseau|en(?!\/verifier$)|robots\.txt|sitemap\.xml)(\/|$)/;
/** A name made from the content: the same name is the same file, whichever build it came with. */
const HASHED = /-[A-Z0-9]{8}\.\w+$/;

/** As many as a slow line carries side by side: one whole file is worth more than the halves of ten. */
const LANES = 3;

async function missing(paths: readonly string[]): Promise<readonly string[]> {
  const cache = await caches.open(CACHE);
  const here = await Promise.all(paths.map((path) => cache.match(path)));
  return paths.filter((_, at) => !here[at]);
}

/**
 * Fetches what is missing, in this order. Cut off half-way, it goes on from there the next time.
 * @param before scripts of other builds, by what they are but for names.
 */
async function fill(paths: readonly string[], before: ReadonlyMap<string, string> = new Map()): Promise<void> {
  const cache = await caches.open(CACHE);
  const waiting = (await missing(paths)).values();
  const lane = async (): Promise<void> => {
    for (const path of waiting) {
      const kept = HASHED.test(path) ? await caches.match(path) : undefined;
      await cache.put(path, kept ?? renamed(path, FILES, __NAMELESS__, before) ?? (await fetched(path)));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function install(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(BUILD) && name !== CACHE);
  const parts = await Promise.all(others.map(async (name) => (await caches.open(name)).match(PART)));
  // Where nothing works wholly yet, nothing is lost by taking over early, and a hub may no longer have the rest of an older build.
  const isFirst = !worker.registration.active || parts.some((part) => part);
  if (isFirst) await (await caches.open(CACHE)).put(PART, new Response(''));
  const before = await scriptsIn(others);
  await fill(__DOOR__, before);
  if (!isFirst) await rest(before);
}

async function rest(before?: ReadonlyMap<string, string>): Promise<void> {
  await fill(__REST__, before);
  const cache = await caches.open(CACHE);
  const letters = await caches.match(LETTERS);
  if (letters) await cache.put(LETTERS, letters);
  await list();
  await cache.delete(PART);
}

/** Comes with the app, so that whoever opened it once verifies in flight mode. Where it cannot be had the app is kept all the same. */
async function list(): Promise<void> {
  const cache = await caches.open('certificats');
  await cache.add(new Request(LIST, { cache: 'no-cache' })).catch(() => undefined);
}

async function fetched(path: string): Promise<Response> {
  // What the page has just brought over the line under a name made from its content is not brought again.
  const response = await fetch(path, { cache: HASHED.test(path) ? 'default' : 'no-cache' });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

/** How long a person may be kept waiting for a file that went missing. */
const PATIENCE = 3_000;

/**
 * The page of the app. When a file went missing that it cannot open without, there is a short while to fetch it; a hub that has only a newer build
 * left gives that one.
 */
async function page(): Promise<Response> {
  if ((await missing(__DOOR__)).length === 0) return serve(SHELL);
  const filling = fill(__DOOR__).then(
    () => true,
    () => false,
  );
  const waiting = new Promise<null>((done) => setTimeout(() => done(null), PATIENCE));
  if ((await Promise.race([filling, waiting])) === false) {
    const newer = await fetched(SHELL).catch(() => null);
    if (newer) return newer;
  }
  return serve(SHELL);
}

let mending: Promise<void> | null = null;

/** What cannot come now is asked for again: the page says when (`pulse.ts`). */
async function mend(): Promise<void> {
  const isPart = await (await caches.open(CACHE)).match(PART);
  if (isPart || (await missing(__REST__)).length > 0) await rest().catch(() => undefined);
}

/** One at a time: somebody asks again while files are still on their way. */
function mendOnce(): Promise<void> {
  mending ??= mend().finally(() => {
    mending = null;
  });
  return mending;
}

/** What the worker of an older build says to the one that waits for it to end; that one answers where it keeps its own. */
const TAKE_OVER = 'take over';
/** How long an answer may take. A build that does not know the word gives none. */
const ANSWER = 1_000;

/**
 * The page of the build that waits, which takes over, or undefined where everything stays as it is. A page that is loaded again never lets go of its
 * worker, and some tabs are never closed. Another tab that shows the app still needs the worker it has.
 */
async function newerPage({ cache }: Request): Promise<Response | undefined> {
  const { waiting } = worker.registration;
  // Whoever opens one more tab asks otherwise.
  if (!waiting || (cache !== 'no-cache' && cache !== 'reload')) return undefined;
  if ((await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })).length > 1) return undefined;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<string | null>((done) => {
    port1.onmessage = ({ data }) => done(String(data));
    setTimeout(() => done(null), ANSWER);
  });
  waiting.postMessage(TAKE_OVER, [port2]);
  const name = await answer;
  return name === null ? undefined : (await caches.open(name)).match(SHELL);
}

/** A file of another build: that of a page which has just come from there. */
const ofAnother = async (request: Request): Promise<Response> =>
  (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

/** From here; what went missing is fetched and kept again. */
async function serve(path: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path);
  if (kept) return kept;
  const response = await fetched(path);
  await cache.put(path, response.clone()).catch(() => undefined);
  return response;
}

async function clear(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(BUILD) && name !== CACHE) await caches.delete(name);
  await worker.clients.claim();
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('message', (event) => {
  if (event.data === REST) event.waitUntil(mendOnce());
  if (event.data !== TAKE_OVER) return;
  event.ports[0]?.postMessage(CACHE);
  event.waitUntil(worker.skipWaiting());
});
worker.addEventListener('activate', (event) => event.waitUntil(clear()));
worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const isPage = event.request.mode === 'navigate';
  if (event.request.method !== 'GET' || origin !== location.origin || NOT_OURS.test(pathname)) return;
  if (isPage && VERIFY.test(pathname)) event.respondWith(Promise.resolve(Response.redirect('/#/verifier')));
  else if (isPage) event.respondWith(newerPage(event.request).then((newer) => newer ?? page()));
  else if (pathname === LETTERS || FILES.includes(pathname)) event.respondWith(serve(pathname));
  else if (HASHED.test(pathname)) event.respondWith(ofAnother(event.request));
});
