/** What frames of the page's own origin show: to a visitor they are part of the page. Others give their address only. */
import type { Frame, Page } from 'puppeteer';
import type { PageRecord } from '../visit.ts';
import { inTime } from './in-time.ts';
import { readPage, readSeen } from './page-reader.ts';
import { installSight } from './sight.ts';

const MAX_FRAMES = 5;
const PATIENCE_MS = 3_000;

export type FrameReading = Pick<PageRecord, 'links' | 'hidden' | 'text'>;

/** Readings of up to five frames; one that does not answer is left out. Needs `installSight` in the page itself. */
export async function readFrames(page: Page): Promise<FrameReading[]> {
  const main = page.mainFrame();
  const own = page.frames().filter((frame) => frame !== main && isOwn(frame, page.url()));
  const readings = own.slice(0, MAX_FRAMES).map((frame) => inTime(readFrame(frame), PATIENCE_MS).catch(() => null));
  return (await Promise.all(readings)).filter((reading) => reading !== null);
}

function isOwn(frame: Frame, address: string): boolean {
  const url = frame.url();
  if (url === 'about:srcdoc') return true;
  return /^https?:/.test(url) && new URL(url).origin === new URL(address).origin;
}

async function readFrame(frame: Frame): Promise<FrameReading | null> {
  const host = await frame.frameElement();
  const shown = await host?.evaluate((element) => {
    const { width, height } = element.getBoundingClientRect();
    return window.__sight ? window.__sight.howHidden(element) === null && width > 8 && height > 8 : false;
  });
  await frame.evaluate(installSight);
  const { text } = await frame.evaluate(readPage, 0);
  const { links, hidden } = await frame.evaluate(readSeen);
  const inside = <T extends { selector: string }>(item: T): T => ({ ...item, selector: `iframe > ${item.selector}` });
  if (shown) return { text, links: links.map(inside), hidden: hidden.map(inside) };
  const unseen = text.trim() ? [{ selector: 'iframe', text: text.trim().slice(0, 1000), how: 'frame' }] : [];
  return {
    text: '',
    links: links.map((link) => ({ ...inside(link), visible: false })),
    hidden: [...unseen, ...hidden.map(inside)],
  };
}
