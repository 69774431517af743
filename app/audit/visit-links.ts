/** What the pages of a visit lead to: feeds, links, the search. */
import type { Browser } from 'puppeteer';
import { alone } from './probes/camera.ts';
import { probeFeeds } from './probes/discovery.ts';
import { inTurn } from './probes/in-turn.ts';
import { checkInternalLinks, checkLinksElsewhere, checkOutgoing } from './probes/links.ts';
import { probeSearch } from './probes/search.ts';
import { softNotFound } from './probes/soft-404.ts';
import type { RegencyWords } from './regency.ts';
import { attempt, type Surroundings } from './surroundings.ts';
import type { Visit } from './visit.ts';

/** No link is asked for once this share of the deadline has passed. */
const TIME_FOR_LINKS = 0.65;

/** Asks for all of it at once; what can't be had stays empty. */
export async function followLinks(visit: Visit, around: Surroundings, browser: Browser): Promise<void> {
  const { request, words, manner, mayRead } = around;
  const { pages } = visit;
  const isInTime = () => around.spent() < TIME_FOR_LINKS;
  // Each is kept as soon as it is there: a visit that is cut short keeps what came in time.
  await Promise.all([
    attempt(probeFeeds(pages, manner, mayRead), []).then((feeds) => {
      visit.feeds = feeds;
    }),
    attempt(checkInternalLinks(request.url, pages, manner, softTest(visit, words), mayRead, isInTime), []).then(
      (checks) => {
        visit.linkChecks = [...checks, ...visit.linkChecks];
      },
    ),
    attempt(checkLinksElsewhere(request.url, pages, manner, isInTime), []).then((checks) => {
      visit.linkChecks = [...visit.linkChecks, ...checks];
    }),
    attempt(
      checkOutgoing(pages, hostsThatMatter(words), manner, { datasetHosts: words.openDataHosts, mayRead, isInTime }),
      {},
    ).then((outgoing) => {
      visit.outgoing = outgoing;
    }),
    attempt(
      inTurn(manner, request.url, () => alone(() => probeSearch(browser, request.url, pages, manner.userAgent))),
      null,
    ).then((search) => {
      visit.search = search;
    }),
  ]);
}

function hostsThatMatter(words: RegencyWords): string[] {
  const groups = [...words.requiredHosts, ...words.complaintServices, ...words.nationalServices];
  return [...groups.flatMap(({ hosts }) => hosts), ...words.openDataHosts];
}

/** Null unless the site answers an address of our making with a page. */
function softTest({ notFoundProbe, home }: Visit, words: RegencyWords): ((html: string) => boolean) | null {
  if (notFoundProbe?.status !== 200) return null;
  return softNotFound(notFoundProbe.body, home?.body ?? null, words.notFoundWords);
}
