/** Chrome paints only the tab in front: whoever needs it waits for the one before. One visit, and one Chrome, a process. */
import type { CDPSession, Page } from 'puppeteer';
import { inTime } from './in-time.ts';
import { veilNumbers } from './veil.ts';

let last: Promise<unknown> = Promise.resolve();

/** Does `work` while no other tab is brought to the front. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => {});
  return turn;
}

/** A page whose script never comes back holds the camera no longer. */
const SHOT_MS = 4_000;

/** The same with `page` in front, for one picture. @throws the failure `timeout`; what `work` throws */
export function inFront<T>(page: Page, work: () => Promise<T>, patienceMs = SHOT_MS): Promise<T> {
  return alone(() => inTime(page.bringToFront().then(work), patienceMs));
}

export interface Clip {
  /** CSS px of the page, inside what the window shows of it. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** From the best picture to the smallest: quality, and how much narrower. */
const LADDER = [
  [55, 1],
  [30, 1],
  [25, 0.6],
  [15, 0.45],
] as const;

/**
 * A lossy picture of a part of what the window shows, at most so many bytes; null when even the worst has more. Identity
 * numbers are made unreadable first.
 * @param scale device px a px of the page's own device
 */
export async function shoot(
  page: Page,
  session: CDPSession,
  clip: Clip,
  { scale, maxBytes }: { scale: number; maxBytes: number },
): Promise<Uint8Array | null> {
  await page.evaluate(veilNumbers);
  for (const [quality, narrower] of LADDER) {
    const { data } = await session.send('Page.captureScreenshot', {
      format: 'webp',
      quality,
      clip: { ...clip, scale: scale * narrower },
    });
    const picture = Buffer.from(data, 'base64');
    if (picture.byteLength <= maxBytes) return new Uint8Array(picture);
  }
  return null;
}
