import { paths } from '#app/paths.ts';
import { roundsOf, STORE_LIMIT, type StoreAnswer, type StoreRequest } from './judge-pages.ts';

/** What was stored less than so long ago is left as it is. */
const FRESH_SECONDS = 600;
const ANSWER_MS = 60_000;
const LARGEST_PICTURE = 2_000_000;

/** Installs the service worker; null where there is none (plain http off loopback) or in development. */
export async function installWorker(): Promise<ServiceWorker | null> {
  if (!('serviceWorker' in navigator)) return null;
  const registration = await navigator.serviceWorker
    .register('/sw.js')
    .catch(() => navigator.serviceWorker.getRegistration());
  if (!registration) return null;
  if (registration.active) return registration.active;
  const coming = registration.installing ?? registration.waiting;
  if (!coming) return null;
  return new Promise((resolve) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') resolve(coming);
      if (coming.state === 'redundant') resolve(null);
    });
  });
}

function ask(worker: ServiceWorker, url: string, freshFor: number): Promise<StoreAnswer> {
  const nothing: StoreAnswer = { stored: false, bytes: 0, pictures: [], reached: false };
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const done = (answer: StoreAnswer) => {
      clearTimeout(late);
      port1.close();
      resolve(answer);
    };
    const late = setTimeout(() => done(nothing), ANSWER_MS);
    port1.onmessage = (event: MessageEvent<StoreAnswer>) => done(event.data);
    worker.postMessage({ type: 'store', url, freshFor } satisfies StoreRequest, [port2]);
  });
}

export interface Progress {
  /** Sheets that can be opened without a network, with their pictures. */
  stored: number;
  all: number;
  /** Everything has been looked at. */
  done: boolean;
  /** The limit was reached before the last picture. */
  full: boolean;
}

/**
 * Has the desk, every sheet and every picture stored, one address at a time: the sheets first, then the pictures of every
 * home page, then all others, up to STORE_LIMIT bytes. Without a server it only counts what is there. `stopped` ends it.
 */
export async function storeAhead(
  entryIds: readonly string[],
  onProgress: (progress: Progress) => void,
  stopped: () => boolean,
): Promise<void> {
  const worker = await installWorker();
  if (!worker || stopped()) return;
  void navigator.storage?.persist?.().catch(() => false);
  let freshFor = FRESH_SECONDS;
  let bytes = 0;
  const take = async (url: string): Promise<StoreAnswer> => {
    const answer = await ask(worker, url, freshFor);
    bytes += answer.bytes;
    if (!answer.reached) freshFor = Number.POSITIVE_INFINITY;
    return answer;
  };
  const page = async (url: string) => {
    const [shown, data] = [await take(url), await take(`${url}.data`)];
    return { stored: shown.stored && data.stored, pictures: shown.pictures };
  };
  await page(paths.judge());
  const sheets: { stored: boolean; pictures: string[] }[] = [];
  for (const entryId of entryIds) {
    if (stopped()) return;
    sheets.push(await page(paths.sheet(entryId)));
  }
  let stored = 0;
  let full = false;
  for (const { pictures, isLast } of roundsOf(sheets.map((sheet) => sheet.pictures))) {
    for (const [index, sheet] of sheets.entries()) {
      for (const url of pictures[index] ?? []) {
        if (stopped()) return;
        full ||= bytes + LARGEST_PICTURE > STORE_LIMIT;
        sheet.stored = !full && (await take(url)).stored && sheet.stored;
      }
      if (isLast && sheet.stored) stored += 1;
      onProgress({ stored, all: sheets.length, done: false, full });
    }
  }
  onProgress({ stored, all: sheets.length, done: true, full });
}
