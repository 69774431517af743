import type { ConsoleRecord, PageRecord } from '../visit.ts';
import { domainOf } from './reading/hosts.ts';
import { readablePages } from './reading/pages.ts';
import { type Check, mean, measured, quote, unmeasured } from './reading/result.ts';

const ID = 'console-errors';

/** Errors that our own guard, proxy or line caused. */
const OURS =
  /ERR_(TUNNEL_CONNECTION_FAILED|PROXY_|BLOCKED_BY_(CLIENT|ADMINISTRATOR)|INTERNET_DISCONNECTED|NETWORK_CHANGED|SOCKS_|ABORTED)/;

/** Errors of the site's own scripts and files (same registered domain) a page, mean; the favicon is let off. */
export const check: Check = (visit) => {
  const pages = readablePages(visit).map((page) => ({ page, errors: ownErrors(page) }));
  if (pages.length === 0) return unmeasured(ID, 'Tidak ada halaman yang dapat dibaca.');
  const evidence = pages.flatMap(({ page, errors }) =>
    errors.slice(0, 5).map((error) => ({ url: page.finalUrl, where: error.source, text: quote(error.text, 200) })),
  );
  if (evidence.length === 0) {
    evidence.push({
      url: pages[0]?.page.finalUrl ?? visit.entryUrl,
      where: 'konsol',
      text: 'Tidak ada galat milik situs sendiri.',
    });
  }
  return measured(ID, mean(pages.map(({ errors }) => errors.length)), evidence.slice(0, 20));
};

/** An error without a known source may be anybody's and is not held against the site. */
function ownErrors(page: PageRecord): ConsoleRecord[] {
  const domain = domainOf(page.finalUrl);
  const own = page.console.filter(
    (error) =>
      domain !== '' &&
      domainOf(error.source) === domain &&
      !/favicon[^/]*$/i.test(pathOf(error.source)) &&
      !OURS.test(error.text),
  );
  return [...new Map(own.map((error) => [keyOf(error), error])).values()];
}

/** One failed file is reported both by the console and by the network: it is one error. */
function keyOf(error: ConsoleRecord): string {
  const isFile = error.kind === 'resource' || /^failed to load resource/i.test(error.text);
  return isFile ? `file ${error.source}` : `${error.source} ${error.text}`;
}

function pathOf(address: string): string {
  return URL.canParse(address) ? new URL(address).pathname : address;
}
