/** The inner pages of a visit. */
import type { Browser, Page } from 'puppeteer';
import { siteFailure } from './failure.ts';
import { inLanes } from './probe-lanes.ts';
import { readLocations } from './probes/discovery.ts';
import { inTime } from './probes/in-time.ts';
import { inTurn, pageInTurn } from './probes/in-turn.ts';
import { chooseInnerPages, subjectsFirst } from './probes/inner.ts';
import { openPage, patienceFor, unreadPage } from './probes/page.ts';
import { desktopScreenshot } from './probes/screenshots.ts';
import { PICTURED_INNER_PAGES } from './screens.ts';
import { attempt, type Surroundings } from './surroundings.ts';
import type { PageRecord, Visit } from './visit.ts';

const INNER_SCREENS = 5;
const INNER_PAGES = 12;
/** Inner pages open at the same time: those that load, and those that have loaded and are read. */
const TABS = 4;
/** The desktop's picture of the home page. */
const PICTURE_MS = 20_000;
/** A slow site is read no further than these before the time for pages is over… */
const FEWEST_INNER_PAGES = 4;
/** …which is this share of the visit's deadline. */
const TIME_FOR_PAGES = 0.3;

/** Inner pages, two loading and as many being read, and the desktop's picture of the home page beside them. */
export async function readPages(visit: Visit, around: Surroundings, browser: Browser): Promise<void> {
  const [home] = visit.pages;
  if (!home) return;
  const { request, words, manner, mayRead, album } = around;
  const sitsAtHome = (page: Page) =>
    album.add({ page, url: home.finalUrl, title: home.title, place: 0, as: 'desktop' });
  const desktop = attempt(
    inTurn(manner, home.finalUrl, () => inTime(desktopScreenshot(browser, home.finalUrl, sitsAtHome), PICTURE_MS)),
    null,
  );
  const listed = visit.sitemaps.flatMap(({ body }) => readLocations(body ?? '', 'url'));
  const chosen = chooseInnerPages(request.url, home.finalUrl, home.links, listed, request.innerPages ?? INNER_PAGES, {
    prefer: request.preferInner ?? [],
    words: words.pagesThatMatter,
    mayRead,
  });
  const pictured = subjectsFirst(chosen, home.links).slice(0, PICTURED_INNER_PAGES);
  const records = new Map<string, PageRecord>();
  await inLanes(
    chosen,
    () => home.finalUrl,
    { total: TABS, perKey: TABS },
    async (url) => {
      const late = chosen.indexOf(url) >= FEWEST_INNER_PAGES && around.spent() > TIME_FOR_PAGES;
      if (!late) records.set(url, await readInner(browser, url, around, pictured.indexOf(url) + 1));
    },
  );
  visit.pages.push(...chosen.flatMap((url) => records.get(url) ?? []));
  const picture = await desktop;
  if (picture) visit.screenshots.push(picture);
}

/** @param place among the pages that are pictured, 0: it is not */
async function readInner(
  browser: Browser,
  url: string,
  { manner, request, album }: Surroundings,
  place: number,
): Promise<PageRecord> {
  const { userAgent } = manner;
  try {
    const { record, tab } = await pageInTurn(manner, url, (onLoaded) =>
      openPage(browser, url, {
        screens: INNER_SCREENS,
        withPicture: false,
        userAgent,
        patienceMs: patienceFor(request),
        onLoaded,
        keepsTab: place > 0,
      }),
    );
    if (tab) album.add({ page: tab, url: record.finalUrl, title: record.title, place, as: 'both' });
    if (record.status !== null && record.status >= 400) {
      record.failure = siteFailure(
        record.status === 403 || record.status === 429 ? 'blocked' : 'http-status',
        `HTTP ${record.status}`,
      );
    }
    return record;
  } catch (error) {
    return unreadPage(url, error);
  }
}
