/** One page opened in Chrome as a phone (360x800), read after hydration. */
import type { Browser, Page } from 'puppeteer';
import { AuditFailure, classifyError } from '../failure.ts';
import { networkIsUp } from '../network.ts';
import type { AuditRequest } from '../request.ts';
import type { PageRecord, Visit } from '../visit.ts';
import { readAids } from './aids.ts';
import { probeAccessibility } from './axe.ts';
import { readFrames } from './frames.ts';
import { inTime } from './in-time.ts';
import { isBrowserIcon, listenTo, type PageEvents } from './page-events.ts';
import { readPage, readSeen } from './page-reader.ts';
import { rawLinks } from './raw-links.ts';
import { pageScreenshot } from './screenshots.ts';
import { openClosedRoots } from './shadow.ts';
import { installSight } from './sight.ts';
import { closeTab, layOutFor, openTab, PHONE, settle, untilQuiet } from './tab.ts';

const MAX_HTML = 2_000_000;
const MAX_TEXT = 200_000;

/** How long one page may take from opening to reading: a third of the visit's deadline, so that none takes it all. */
export const patienceFor = ({ deadlineMs }: Pick<AuditRequest, 'deadlineMs'>): number => deadlineMs / 3;

export interface OpenedPage {
  record: PageRecord;
  /** Images and drawings that a visitor sees. */
  pictures: number;
  /** The phone's screenshot, when asked for and possible. */
  picture: Visit['screenshots'][number] | null;
  /** Open for the caller to close; null without `keepsTab`, and for an error page. */
  tab: Page | null;
}

export interface OpenOptions {
  /** Screens scrolled through, so that what appears on scrolling is seen. */
  screens: number;
  withPicture: boolean;
  userAgent: string;
  /** See `patienceFor`. */
  patienceMs: number;
  /** Told once the page has loaded and its network is quiet; reading goes on. */
  onLoaded?: () => void;
  /** A page that was answered stays open, laid out as a phone's, in the caller's keeping. */
  keepsTab?: boolean;
}

/**
 * Opens `url` and reads it.
 * @throws what Chrome or Puppeteer throws when the page does not open or does not answer; the failure `timeout` when
 * it takes longer than `patienceMs`
 */
export async function openPage(browser: Browser, url: string, options: OpenOptions): Promise<OpenedPage> {
  const page = await openTab(browser, PHONE, options.userAgent);
  const crash = new Promise<never>((_, reject) => page.once('error', () => reject(new AuditFailure('page-crashed'))));
  crash.catch(() => {});
  const events = listenTo(page);
  let tab: Page | null = null;
  try {
    const opened = await inTime(Promise.race([crash, read(page, url, options, events)]), options.patienceMs);
    const { status } = opened.record;
    if (options.keepsTab && status !== null && status < 400) tab = page;
    return { ...opened, tab };
  } catch (error) {
    // On a busy machine the time is up before the page has been found moving three times.
    const late = error instanceof AuditFailure && error.failure.code === 'timeout';
    throw late && events.documents.length >= DOCUMENTS_OF_A_CIRCLE ? new AuditFailure('redirect-loop') : error;
  } finally {
    if (tab === null) await closeTab(page);
  }
}

async function read(
  page: Page,
  url: string,
  options: OpenOptions,
  events: PageEvents,
): Promise<Omit<OpenedPage, 'tab'>> {
  const { screens, withPicture, onLoaded } = options;
  const { console, insecure, lost, documents } = events;
  const first = await settle(page, url);
  onLoaded?.();
  if (!first) throw new AuditFailure('not-html');
  const { reading, aids, picture, links, hidden, frames } = await onceStanding(page, async () => {
    if (!/^https?:/.test(page.url())) {
      // An error status without a body; else a script has led on to an address that did not open.
      const wordless = (documents.at(-1) ?? first).status() >= 400;
      throw new Error(`net::${wordless ? 'ERR_HTTP_RESPONSE_CODE_FAILURE' : 'ERR_CONNECTION_FAILED'} at ${url}`);
    }
    await layOutFor(page, 'phone');
    await openClosedRoots(page).catch(unlessLedOn);
    await page.evaluate(installSight);
    const reading = await page.evaluate(readPage, screens);
    const aids = await page.evaluate(readAids);
    const picture = withPicture ? await pageScreenshot(page, 'phone').catch(() => null) : null;
    await layOutFor(page, 'desktop');
    const seen = await page.evaluate(readSeen);
    return { reading, aids, picture, ...seen, frames: await readFrames(page) };
  });
  const response = documents.at(-1) ?? first;
  const rawHtml = (await response.text().catch(() => '')).slice(0, MAX_HTML);
  const finalUrl = page.url();
  // A library that our own outage kept away makes the page complain about it: not the page's error.
  const keptAway = lost.length > 0 && !(await networkIsUp()) ? lost : [];
  const ours = keptAway.some(({ type }) => type === 'script');
  const { pictures, ...seen } = reading;
  const shown = [...links, ...frames.flatMap((frame) => frame.links)];
  const record: PageRecord = {
    url,
    finalUrl,
    status: response.status(),
    headers: response.headers(),
    rawHtml,
    ...seen,
    text: [seen.text, ...frames.map(({ text }) => text)].filter(Boolean).join('\n').slice(0, MAX_TEXT),
    links: [...shown, ...rawLinks(rawHtml, finalUrl, shown)],
    hidden: [...hidden, ...frames.flatMap((frame) => frame.hidden)],
    console: console.filter((entry) => !isBrowserIcon(entry, rawHtml) && !(ours && /is not defined/.test(entry.text))),
    mixedContent: finalUrl.startsWith('https:') ? [...insecure] : [],
    keptAway: keptAway.map((each) => each.url),
    aids,
    failure: null,
  };
  // Last, since it is the longest at work in the page; as a phone again, for the size of what is tapped.
  await layOutFor(page, 'phone').catch(() => {});
  record.accessibility = await probeAccessibility(page);
  return { record, pictures, picture };
}

const LED_ON = /Execution context was destroyed|Inspected target navigated|Cannot find context/;
const LED_ON_TIMES = 3;
/** No visitor is led through so many documents to one that stands. */
const DOCUMENTS_OF_A_CIRCLE = 10;

/** Reads again what a page led to while it was read; one that never stands still leads its visitors round in circles. */
async function onceStanding<T>(page: Page, work: () => Promise<T>): Promise<T> {
  for (let time = 1; ; time++) {
    try {
      return await work();
    } catch (error) {
      // Puppeteer throws this one not always as an Error.
      if (!LED_ON.test(String(error))) throw error;
      if (time === LED_ON_TIMES) throw new AuditFailure('redirect-loop');
      await untilQuiet(page);
    }
  }
}

/** What only adds to a reading may fail, but not hide that the page has gone on to another. */
function unlessLedOn(error: unknown): void {
  if (LED_ON.test(String(error))) throw error;
}

/** Record of an inner page that could not be read. */
export function unreadPage(url: string, error: unknown): PageRecord {
  return {
    url,
    finalUrl: url,
    status: null,
    headers: {},
    title: '',
    lang: null,
    text: '',
    rawHtml: '',
    viewportMeta: [],
    overflow360: 0,
    overflowSelector: null,
    links: [],
    hidden: [],
    console: [],
    mixedContent: [],
    jsonLd: [],
    feeds: [],
    searchForms: [],
    failure: classifyError(error),
  };
}
