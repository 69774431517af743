import { shapesPage } from './reading/lighthouse-pages.ts';
import { readablePages } from './reading/pages.ts';
import { type Check, mean, measured, unmeasured } from './reading/result.ts';

const ID = 'horizontal-overflow-360';

/** CSS px beyond a screen 360 px wide, mean over the pages. */
export const check: Check = (visit) => {
  const readable = readablePages(visit);
  if (readable.length === 0) return unmeasured(ID, 'Tidak ada halaman yang dapat dibaca.');
  // Without its style sheets a page is wide through no fault of its own.
  const pages = readable.filter((page) => page.overflow360 === 0 || !page.keptAway?.some(shapesPage));
  if (pages.length === 0)
    return unmeasured(ID, 'Berkas gaya dari host lain tidak terunduh karena gangguan jaringan kami.');
  const wide = pages.filter((page) => page.overflow360 > 0).toSorted((a, b) => b.overflow360 - a.overflow360);
  const evidence = wide.slice(0, 10).map((page) => ({
    url: page.finalUrl,
    ...(page.overflowSelector === null ? {} : { where: page.overflowSelector }),
    text: `Isi melewati layar 360 px sejauh ${Math.round(page.overflow360)} px.`,
  }));
  if (wide.length === 0)
    evidence.push({ url: pages[0]?.finalUrl ?? visit.entryUrl, text: 'Tidak ada halaman yang bergulir mendatar.' });
  return measured(ID, mean(pages.map((page) => page.overflow360)), evidence);
};
