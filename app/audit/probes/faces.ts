/** The home page as several visitors get it: the audit, Lighthouse, an ordinary Chrome, a search engine. */
import type { Browser, BrowserContext, Page } from 'puppeteer';
import { compareFaces, type Face, type Visitor } from '../faces.ts';
import { guardedFetch, type Manner, USER_AGENT } from '../guarded-fetch.ts';
import type { FaceComparison, OtherFace, Visit } from '../visit.ts';
import { inTime } from './in-time.ts';
import { inTurn } from './in-turn.ts';
import { pageScreenshot } from './screenshots.ts';
import { closeTab, openTab, PHONE, settle } from './tab.ts';
import { asCitizen, asLighthouse, type Disguise, FROM_GOOGLE, GOOGLEBOT } from './visitors.ts';

type Screenshot = Visit['screenshots'][number];

/** One load; a home page that takes longer is read, but not compared. */
const PATIENCE_MS = 20_000;

interface Seen {
  face: Face;
  picture: Screenshot | null;
}

export interface FacesProbe {
  comparison: FaceComparison;
  /** The ordinary visitor's picture and, when faces differ, that of the oddest. */
  pictures: Screenshot[];
}

/**
 * Opens `url` as the audit, as Lighthouse and as a citizen, each without cookies of the others, and compares. What
 * differs is looked at once more by a citizen, so that a page that changes by itself accuses nobody.
 * @throws when one of them could not be read
 */
export async function probeFaces(browser: Browser, url: string, manner: Manner): Promise<FacesProbe> {
  const major = /\d+/.exec(await browser.version())?.[0] ?? '146';
  const load = (disguise: Disguise | null, kind: Screenshot['kind']) =>
    inTurn(manner, url, (leave) => loadAs(browser, url, { disguise, manner, kind, leave }));
  const [citizen, lighthouse, audit] = await Promise.all([
    load(asCitizen(major), 'ordinary'),
    load(asLighthouse(major), 'face'),
    load(null, 'face'),
  ]);
  const faces = { audit: audit.face, lighthouse: lighthouse.face };
  const pictures = citizen.picture ? [citizen.picture] : [];
  const first = compareFaces(faces, [citizen.face]);
  if (!first.differs) return { comparison: first, pictures };
  const again = await load(asCitizen(major), 'ordinary');
  const comparison = compareFaces(faces, [citizen.face, again.face]);
  const oddest = ({ audit, lighthouse } satisfies Record<Visitor, Seen>)[comparison.visitor ?? 'lighthouse'];
  return {
    comparison,
    pictures: comparison.differs && oddest.picture ? [...pictures, oddest.picture] : pictures,
  };
}

interface Load {
  /** Null: as the audit itself. */
  disguise: Disguise | null;
  manner: Manner;
  kind: Screenshot['kind'];
  /** Told once the page has loaded. */
  leave: () => void;
}

async function loadAs(browser: Browser, url: string, { disguise, manner, kind, leave }: Load): Promise<Seen> {
  const context = await browser.createBrowserContext({ downloadBehavior: { policy: 'deny' } });
  const tabs: Page[] = [];
  const look = async (): Promise<Seen> => {
    const page = await openAs(context, disguise, manner.userAgent ?? USER_AGENT);
    tabs.push(page);
    const bytes = await countBytes(page);
    await settle(page, url);
    leave();
    const read = await page.evaluate(readFace);
    const { width } = disguise?.viewport ?? PHONE;
    const picture = await pageScreenshot(page, kind, width).catch(() => null);
    return { face: { ...read, bytes: bytes() }, picture };
  };
  try {
    return await inTime(look(), PATIENCE_MS);
  } finally {
    await Promise.all(tabs.map(closeTab));
    context.close().catch(() => {});
  }
}

async function openAs(context: BrowserContext, disguise: Disguise | null, own: string): Promise<Page> {
  if (!disguise) return openTab(context, PHONE, own);
  const page = await openTab(context, disguise.viewport, null);
  await page.setUserAgent({ userAgent: disguise.userAgent, userAgentMetadata: disguise.metadata });
  if (disguise.byHand) {
    await page.evaluateOnNewDocument(() => {
      Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false, configurable: true });
    });
  }
  return page;
}

/** Bytes that came over the line so far; films are streamed as far as the line allows, so they are left out. */
async function countBytes(page: Page): Promise<() => number> {
  const session = await page.createCDPSession();
  const media = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Media') media.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!media.has(requestId)) bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  return () => bytes;
}

/** Runs inside the page. */
function readFace(): Omit<Face, 'bytes'> {
  const body = document.body as HTMLElement | null;
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map(({ href }) => href);
  return { text: (body?.innerText ?? '').slice(0, 200_000), links: links.slice(0, 2_000) };
}

/** The home page as sent to Google's crawler, and to one who clicked a result of Google's. Never throws. */
export function probeOtherFaces(url: string, manner: Manner): Promise<OtherFace[]> {
  const visitors = [
    { as: 'googlebot', userAgent: GOOGLEBOT },
    { as: 'google-referrer', userAgent: asCitizen('146').userAgent, referrer: FROM_GOOGLE },
  ] as const;
  return Promise.all(
    visitors.map(async ({ as, ...asked }) => {
      const { finalUrl, status, body } = await guardedFetch(url, { ...manner, ...asked });
      return { as, url: finalUrl, status, html: body ?? '' };
    }),
  );
}
