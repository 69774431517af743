/** An opened page as phone and desktop show it at several depths, for its judges. Nothing of it is measured. */
import type { Page } from 'puppeteer';
import { BYTES, depthsOf, type Screen } from '../screens.ts';
import { inFront, shoot } from './camera.ts';
import { inTime } from './in-time.ts';
import { scrollToDepth, sizeOfPage } from './scrolling.ts';
import { layOutFor, PHONE } from './tab.ts';

export interface Sitter {
  page: Page;
  /** Address after redirects. */
  url: string;
  title: string;
  /** See `Screen.place`. */
  place: number;
}

/** All depths of one page on one device. */
const PATIENCE_MS = 8_000;
const MOST = { home: 4, inner: 3 };
/** px of the picture a CSS px of the page. */
const SHARPNESS = { phone: { home: 1.5, inner: 1.25 }, desktop: { home: 0.75, inner: 0.625 } };

/**
 * Pictures the page as it is laid out now, which `device` names. Each goes to `keep` as soon as it is there. Never throws:
 * what the page does not let be pictured in time is left out.
 */
export async function portray(sitter: Sitter, device: Screen['device'], keep: (screen: Screen) => void): Promise<void> {
  let late = false;
  await inTime(
    atDepths(sitter, device, (screen) => late || keep(screen)),
    PATIENCE_MS,
  ).catch(() => {});
  late = true;
}

/** The opened page as a phone and then as a desktop. */
export async function portrayBoth(sitter: Sitter, keep: (screen: Screen) => void): Promise<void> {
  await portray(sitter, 'phone', keep);
  await inTime(layOutFor(sitter.page, 'desktop'), PATIENCE_MS).then(
    () => portray(sitter, 'desktop', keep),
    () => {},
  );
}

async function atDepths(
  { page, url, title, place }: Sitter,
  device: Screen['device'],
  keep: (screen: Screen) => void,
): Promise<void> {
  const rank = place === 0 ? 'home' : 'inner';
  const session = await page.createCDPSession();
  const { width, height, tall } = await page.evaluate(sizeOfPage);
  const depths = depthsOf(tall, height, MOST[rank]);
  const density = device === 'phone' ? PHONE.deviceScaleFactor : 1;
  // A page without a viewport for phones is laid out wider, and shown smaller.
  const zoom = device === 'phone' ? PHONE.width / width : 1;
  const options = { scale: (SHARPNESS[device][rank] / density) * zoom, maxBytes: BYTES[rank] };
  for (const [index, depth] of depths.entries()) {
    const taken = await inFront(page, async () => {
      const at = await page.evaluate(scrollToDepth, depth.top);
      // A page that grew or shrank meanwhile, or scrolls as it likes, is shown as far as it went.
      const top = Math.min(Math.max(depth.top, at), at + height);
      const clip = { x: 0, y: top, width, height: Math.min(depth.top + depth.height, at + height) - top };
      if (clip.height < 1) return null;
      return { clip, data: await shoot(page, session, clip, options) };
    });
    if (!taken) return;
    if (!taken.data) continue;
    const { clip, data } = taken;
    const part = { device, part: index + 1, top: clip.y, tall };
    keep({ page: url, title, place, ...part, mime: 'image/webp', width, height: clip.height, data });
  }
}
