import type { LighthouseRun, Visit } from '../../visit.ts';
import { comparableAddress } from './hosts.ts';
import { median } from './lighthouse-score.ts';

export interface LighthousePage {
  url: string;
  runs: LighthouseRun[];
}

/** Mobile Lighthouse runs by page, home first; empty when the home page has none. Desktop runs decide nothing. */
export function lighthousePages(visit: Visit): LighthousePage[] {
  const pages: LighthousePage[] = [];
  for (const run of visit.lighthouse.filter(({ formFactor }) => formFactor !== 'desktop')) {
    const page = pages.find((candidate) => candidate.url === run.url);
    if (page) page.runs.push(run);
    else pages.push({ url: run.url, runs: [run] });
  }
  const home = pages.find((page) => isHome(visit, page.url));
  return home ? [home, ...pages.filter((page) => page !== home)] : [];
}

/** Median over the runs of a page of one category's score, null when no run gave one. */
export function medianScore(page: LighthousePage, category: 'accessibility' | 'seo'): number | null {
  return median(page.runs.map((run) => run.scores[category]).filter((score) => score !== null));
}

function isHome(visit: Visit, url: string): boolean {
  const home = visit.pages[0];
  const spellings = [visit.entryUrl, visit.finalUrl, home?.url, home?.finalUrl].filter(
    (text) => typeof text === 'string',
  );
  return spellings.some((address) => comparableAddress(address) === comparableAddress(url));
}

/**
 * Whether our own outage kept style sheets or scripts of other hosts from the home page: what Lighthouse measured is
 * then not the page a visitor gets.
 */
export function isIncomplete(visit: Visit): boolean {
  return visit.pages[0]?.keptAway?.some(shapesPage) ?? false;
}

/** Said where `isIncomplete` leaves a signal open. */
export const INCOMPLETE =
  'Berkas gaya atau skrip dari host lain tidak terunduh karena gangguan jaringan kami; hasilnya bukan milik situs ini.';

/** Fonts come as style sheets too, but neither move nor colour what stands on a page. */
export function shapesPage(address: string): boolean {
  return !/^https?:\/\/fonts\./.test(address);
}
