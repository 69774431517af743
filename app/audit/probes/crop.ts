/** Evidence cut out of an opened page: what it points at, marked, with a little of what is around it. */
import type { Page } from 'puppeteer';
import { CROPS, type Crop, type WantedCrop } from '../crops.ts';
import { type Clip, inFront, shoot } from './camera.ts';
import { inTime } from './in-time.ts';
import { PHONE } from './tab.ts';

/** All crops of one page. */
const PATIENCE_MS = 5_000;

declare global {
  interface Window {
    __marked?: [HTMLElement, string];
  }
}

/**
 * Cuts each wanted place out of the page as it is laid out now. Each goes to `keep` as soon as it is there. Never throws: a
 * place that is not found, or that nobody sees, has none.
 */
export async function cropPage(page: Page, wanted: readonly WantedCrop[], keep: (crop: Crop) => void): Promise<void> {
  if (wanted.length === 0) return;
  let late = false;
  const all = async () => {
    const session = await page.createCDPSession();
    for (const place of wanted) {
      const crop = await inFront(page, async (): Promise<Crop | null> => {
        const clip = await page.evaluate(markPlace, place.where, place.accuses);
        if (!clip) return null;
        const scale = (1.25 / PHONE.deviceScaleFactor) * (PHONE.width / Math.max(PHONE.width, clip.shown));
        const data = await shoot(page, session, clip, { scale, maxBytes: CROPS.bytes });
        return data && { ...place, mime: 'image/webp', width: clip.width, height: clip.height, data };
      });
      if (crop && !late) keep(crop);
    }
  };
  await inTime(all(), PATIENCE_MS).catch(() => {});
  late = true;
}

/**
 * Runs inside the page: brings a place into the window, outlines it and tells what to cut out; null when it is not there or
 * has nothing to see. Of what an accusation says is hidden, the nearest element around it that is seen.
 */
function markPlace(where: string, isHidden: boolean): (Clip & { shown: number }) | null {
  const AROUND = 32;
  const TALLEST = 320;
  if (window.__marked) window.__marked[0].style.outline = window.__marked[1];
  const find = (): Element | null => {
    try {
      const found = document.querySelector(where);
      if (found) return found;
    } catch {
      // An address, or words.
    }
    if (!/^[a-z]+:/i.test(where)) return null;
    const all = document.querySelectorAll<HTMLElement>('a[href],img[src],iframe[src],video[src],source[src]');
    return [...all].find((each) => Reflect.get(each, 'href') === where || Reflect.get(each, 'src') === where) ?? null;
  };
  const isSeen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width >= 8 && height >= 8 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  let element = find();
  while (isHidden && element && !isSeen(element)) element = element.parentElement;
  if (!(element instanceof HTMLElement) || element.matches('html,body') || !isSeen(element)) return null;
  // A list of persons is nobody's evidence; numbers that were made unreadable before are met here as X.
  if (/(\d|X){16}/.test(element.innerText)) return null;
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  window.__marked = [element, element.style.outline];
  element.style.outline = '3px solid #d4143c';
  const box = element.getBoundingClientRect();
  const left = Math.max(0, Math.min(box.left - AROUND, innerWidth - 120));
  const top = Math.max(0, Math.min(box.top - AROUND, innerHeight - 60));
  const right = Math.min(innerWidth, Math.max(box.right + AROUND, left + 160));
  const bottom = Math.min(innerHeight, box.bottom + AROUND, top + TALLEST);
  const width = Math.round(right - left);
  const height = Math.round(bottom - top);
  if (width < 16 || height < 16) return null;
  return { x: left + scrollX, y: top + scrollY, width, height, shown: innerWidth };
}
