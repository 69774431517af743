/** What an audit pictured of a site, page by page, as the sheet shows it. Pure. */

export const devices = ['desktop', 'phone'] as const;
export type Device = (typeof devices)[number];

export interface Part {
  src: string;
  width: number | null;
  height: number | null;
  /** Something of the page lies between the part before and this one. */
  afterGap: boolean;
}

export interface PicturedPage {
  url: string | null;
  /** Null for the home page. */
  title: string | null;
  /** From the top downwards. */
  parts: Record<Device, Part[]>;
}

export interface StoredPicture {
  id: string;
  kind: string;
  width: number | null;
  height: number | null;
  about: { page: string; title: string; place: number; device: Device; part: number; top: number } | null;
}

/**
 * Pages that were pictured, the home page first, inner pages in the order of need. Of an audit of an older make, and of a
 * home page that did not let itself be scrolled, the first screen alone.
 * @param srcOf address of a stored picture
 */
export function picturedPages(
  stored: readonly StoredPicture[],
  homeUrl: string | null,
  srcOf: (id: string) => string,
): PicturedPage[] {
  const screens = stored.flatMap(({ about, ...rest }) => (rest.kind === 'screen' && about ? [{ ...rest, about }] : []));
  const places = [...new Set([0, ...screens.map(({ about }) => about.place)])].sort((a, b) => a - b);
  const pages = places.map((place): PicturedPage => {
    const own = screens.filter(({ about }) => about.place === place);
    const partsOn = (device: Device): Part[] => {
      const parts = own.filter(({ about }) => about.device === device).sort((a, b) => a.about.top - b.about.top);
      const whole = place === 0 ? stored.filter(({ kind }) => kind === device).slice(0, 1) : [];
      if (parts.length === 0)
        return whole.map(({ id, width, height }) => ({ src: srcOf(id), width, height, afterGap: false }));
      return parts.map(({ id, width, height, about }, index) => {
        const before = parts[index - 1];
        const end = before ? before.about.top + (before.height ?? 0) : 0;
        return { src: srcOf(id), width, height, afterGap: about.top > end + 1 };
      });
    };
    const about = own[0]?.about;
    return {
      url: about?.page ?? homeUrl,
      title: place === 0 ? null : (about?.title ?? ''),
      parts: { desktop: partsOn('desktop'), phone: partsOn('phone') },
    };
  });
  return pages.filter(({ title, parts }) => title === null || parts.desktop.length + parts.phone.length > 0);
}

const LONGEST_TITLE = 48;

/** A page's name in the chooser: its title, cut short, and its path, which tells pages of the same title apart. */
export function pageName({ title, url }: PicturedPage, home: string): string {
  if (title === null) return home;
  const path = url && URL.canParse(url) ? new URL(url).pathname + new URL(url).search : '';
  const said = title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : title;
  return said ? `${said} (${path})` : path;
}
