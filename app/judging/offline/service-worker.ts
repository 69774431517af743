/**
 * The tablet's own copy of the judge's desk. Built by scripts/build-worker.ts to /sw.js. Its scope is the whole site
 * for one reason: it has to see a sign-out. It answers for judges' pages, their data, their pictures and our own
 * assets; every other request goes its way untouched.
 */
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';
import {
  isJudgeData,
  isJudgePage,
  isPicture,
  mayChangeHands,
  picturesIn,
  type StoreAnswer,
  type StoreRequest,
} from './judge-pages.ts';
import { forgetKnownMarks } from './kept-edits.client.ts';

/** Put in by the build: what the judge's pages load, their routes for Remix's route discovery, and the build's digest. */
declare const PRECACHED: PrecacheEntry[];
declare const JUDGE_ROUTES: Record<string, unknown>;
declare const BUILD: string;

interface WorkerEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface RequestEvent extends WorkerEvent {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
interface AskedEvent extends WorkerEvent {
  data: StoreRequest;
  ports: MessagePort[];
}
interface Worker {
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void;
  addEventListener(type: 'message', listener: (event: AskedEvent) => void): void;
}
const worker = globalThis as unknown as Worker;

const PAGES_PREFIX = 'lomba-lembar-';
const PAGES = PAGES_PREFIX + BUILD;
const PICTURES = 'lomba-gambar';
/** A slow network is as bad as none: then what is stored is shown. */
const PATIENCE_SECONDS = 3;

/** Only a whole answer of our own: no redirect to the sign-in page, no refusal. */
const onlyProper = {
  cacheWillUpdate: async ({ response }: { response: Response }) =>
    response.status === 200 && !response.redirected && response.type === 'basic' ? response : null,
};

/** A proxy's or our own 5xx is no answer to show in the sheet's place. What is no longer there is not kept either. */
const onlyAlive = {
  async fetchDidSucceed({ request, response }: { request: Request; response: Response }) {
    if (response.status >= 500) throw new Error(`status ${response.status}`);
    if (response.status === 404) await (await caches.open(PAGES)).delete(request.url);
    return response;
  },
};

const matchOptions = { ignoreVary: true };
const pages = new NetworkFirst({
  cacheName: PAGES,
  networkTimeoutSeconds: PATIENCE_SECONDS,
  plugins: [onlyProper, onlyAlive],
  matchOptions,
});
const pictures = new CacheFirst({ cacheName: PICTURES, plugins: [onlyProper], matchOptions });

async function forget(): Promise<void> {
  const names = await caches.keys();
  const ours = names.filter((name) => name === PICTURES || name.startsWith(PAGES_PREFIX));
  await Promise.all([...ours.map((name) => caches.delete(name)), forgetKnownMarks()]);
}

/** Sends what changes something on its way; what was stored of the page does not know of the change. */
async function pass(request: Request, pathname: string): Promise<Response> {
  const answer = await fetch(request);
  if (mayChangeHands(pathname)) await forget();
  else {
    const page = request.url.replace(/\?.*$/, '').replace(/\.data$/, '');
    const cache = await caches.open(PAGES);
    await Promise.all([cache.delete(page), cache.delete(`${page}.data`)]);
  }
  return answer;
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method === 'GET' || request.method === 'HEAD' || origin !== location.origin) return;
  // Signing out forgets at once, whether the server is reached or not.
  if (pathname.startsWith('/keluar')) event.waitUntil(forget());
  else if (mayChangeHands(pathname) || isJudgePage(pathname) || isJudgeData(pathname))
    event.respondWith(pass(request, pathname));
});

precacheAndRoute(PRECACHED);
cleanupOutdatedCaches();
registerRoute(
  ({ url, request, sameOrigin }) => sameOrigin && request.mode === 'navigate' && isJudgePage(url.pathname),
  pages,
);
registerRoute(({ url, sameOrigin }) => sameOrigin && isJudgeData(url.pathname), pages);
registerRoute(({ url, sameOrigin }) => sameOrigin && isPicture(url.pathname), pictures);
// Remix asks the server which module a link needs: without it every click on a stored page would fail.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === '/__manifest',
  ({ request }) => fetch(request).catch(() => Response.json(JUDGE_ROUTES)),
);

const ageOf = (response: Response) => (Date.now() - Date.parse(response.headers.get('date') ?? '')) / 1000;

/** Stores one address unless it is there and fresh, by the same strategy that will answer for it. */
async function store({ url, freshFor }: StoreRequest, event: AskedEvent): Promise<StoreAnswer> {
  const { pathname } = new URL(url, location.origin);
  const address = new URL(url, location.origin).href;
  const strategy = isPicture(pathname) ? pictures : isJudgePage(pathname) || isJudgeData(pathname) ? pages : null;
  if (!strategy) return { stored: false, bytes: 0, pictures: [], reached: true };
  const held = () => caches.match(address, { cacheName: strategy.cacheName, ...matchOptions });
  const before = await held();
  let reached = true;
  const old =
    before === undefined ||
    (strategy === pages && freshFor !== Number.POSITIVE_INFINITY && !(ageOf(before) < freshFor));
  if (old && freshFor !== Number.POSITIVE_INFINITY) {
    const [answer, done] = strategy.handleAll({ request: new Request(address), event: event as never });
    const [shown, whole] = await Promise.allSettled([answer, done]);
    // The stored copy in place of an answer: nobody was there.
    reached =
      shown.status === 'fulfilled' &&
      whole.status === 'fulfilled' &&
      shown.value.headers.get('date') !== before?.headers.get('date');
  }
  const now = await held();
  if (!now) return { stored: false, bytes: 0, pictures: [], reached };
  const body = await now.blob();
  return {
    stored: true,
    bytes: body.size,
    pictures: isJudgePage(pathname) ? picturesIn(await body.text()) : [],
    reached,
  };
}

worker.addEventListener('message', (event) => {
  if (event.data?.type !== 'store') return;
  const [port] = event.ports;
  event.waitUntil(
    store(event.data, event)
      .catch((): StoreAnswer => ({ stored: false, bytes: 0, pictures: [], reached: false }))
      .then((answer) => port?.postMessage(answer)),
  );
});

/**
 * A new build's assets do not fit the old build's pages: each stored page is fetched anew before this worker may take
 * over. While that cannot be (no network, signed out) the old worker stays, with pages and assets that fit each other.
 */
async function carryOver(): Promise<void> {
  const fresh = await caches.open(PAGES);
  for (const name of await caches.keys()) {
    if (!name.startsWith(PAGES_PREFIX) || name === PAGES) continue;
    for (const { url } of await (await caches.open(name)).keys()) {
      const response = await fetch(url);
      if (response.redirected || response.status === 202 || response.status >= 500)
        throw new Error(`${response.status} ${url}`);
      if (response.ok) await fresh.put(url, response);
    }
  }
  await worker.skipWaiting();
}
worker.addEventListener('install', (event) => event.waitUntil(carryOver()));
worker.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith(PAGES_PREFIX) && name !== PAGES).map((name) => caches.delete(name)),
        ),
      ),
  ),
);
clientsClaim();
