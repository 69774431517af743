/** Pictures of a site's pages for those who judge it: which depths, in what order, how many bytes. Pure. */

export interface Screen {
  /** Address of the page after redirects. */
  page: string;
  title: string;
  /** 0 the home page, then inner pages, the most needed first. */
  place: number;
  device: 'phone' | 'desktop';
  /** 1 the top of the page, then further down. */
  part: number;
  /** CSS px from the top of the page, and how tall the whole page is. */
  top: number;
  tall: number;
  mime: string;
  /** CSS px. */
  width: number;
  height: number;
  data: Uint8Array;
}

export interface Depth {
  /** CSS px from the top of the page. */
  top: number;
  height: number;
}

/** Inner pages of a site that are pictured at most. */
export const PICTURED_INNER_PAGES = 4;

/**
 * Of each picture and of all of one audit at most, bytes. Thirty entries with crops of evidence are stored ahead on a
 * tablet in less than 60 MB with their sheets.
 */
export const BYTES = { home: 60_000, inner: 30_000, all: 1_150_000 } as const;

/** What is left of a page under so many px is not worth a picture. */
const SLIVER = 40;

/**
 * Depths at which a page is pictured: from the top downwards without a gap; of a page longer than `most` screens the last
 * one is its end.
 */
export function depthsOf(tall: number, screen: number, most: number): Depth[] {
  const all = Math.max(1, Math.ceil((tall - SLIVER) / screen));
  const depths = Array.from({ length: Math.min(all, most) }, (_, index) => ({
    top: index * screen,
    height: Math.min(screen, Math.max(tall, screen) - index * screen),
  }));
  const last = depths.at(-1);
  if (all <= most || depths.length < 2 || !last) return depths;
  return [...depths.slice(0, -1), { top: tall - screen, height: screen }];
}

/** Most needed first: page after page, each from its top, the desktop before the phone. */
export function byNeed(a: Place, b: Place): number {
  return a.place - b.place || a.device.localeCompare(b.device) || a.part - b.part;
}

type Place = Pick<Screen, 'place' | 'device' | 'part'>;

/** The most needed of these within so many bytes in all; whatever comes after the first that does not fit is left out. */
export function withinBytes<T extends Place & { data: Uint8Array }>(screens: readonly T[], most: number): T[] {
  let bytes = 0;
  return screens.toSorted(byNeed).filter(({ data }) => {
    bytes += data.byteLength;
    return bytes <= most;
  });
}
