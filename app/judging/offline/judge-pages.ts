/** What of our addresses a tablet may keep for days without a network. No other role's page is among them. */

/** A page only judges and the chief judge may open. */
export function isJudgePage(pathname: string): boolean {
  return /^\/juri(\/(?!(simpan|detak)$).+)?\/?$/.test(pathname) && !pathname.endsWith('.data');
}

/** The data of such a page, which a click inside the application asks for. */
export function isJudgeData(pathname: string): boolean {
  return pathname.endsWith('.data') && isJudgePage(pathname.slice(0, -'.data'.length));
}

export function isPicture(pathname: string): boolean {
  return /^\/gambar\/[^/]+$/.test(pathname);
}

/** Addresses of the pictures that a page or its data names, each once. */
export function picturesIn(page: string): string[] {
  return [...new Set(page.match(/\/gambar\/[0-9a-f-]{36}/g))];
}

/** A POST after which somebody else may sit at the tablet: signing in or out, whatever of ours is no judge's page. */
export function mayChangeHands(pathname: string): boolean {
  return !pathname.startsWith('/juri');
}

/** A page pictures the home page first: four depths as desktop and four as phone. */
const PICTURES_OF_HOME = 8;

/**
 * In which order the pictures of all sheets are stored: every sheet's most needed ones before anybody's others.
 * @param pictures of each sheet, the most needed first
 */
export function roundsOf(pictures: readonly string[][]): { pictures: string[][]; isLast: boolean }[] {
  return [
    { pictures: pictures.map((each) => each.slice(0, PICTURES_OF_HOME)), isLast: false },
    { pictures: pictures.map((each) => each.slice(PICTURES_OF_HOME)), isLast: true },
  ];
}

/** Most that a tablet stores of sheets and pictures, in bytes. */
export const STORE_LIMIT = 60_000_000;

/** What a page asks of the service worker, one address at a time. */
export interface StoreRequest {
  type: 'store';
  url: string;
  /** What was stored less than so many seconds ago is left as it is. Infinity: whatever is there will do. */
  freshFor: number;
}

export interface StoreAnswer {
  stored: boolean;
  bytes: number;
  /** Of a page: the pictures on it. */
  pictures: string[];
  /** False: nobody answered. What is stored is from before. */
  reached: boolean;
}
