import { readablePages } from './reading/pages.ts';
import { type Check, mean, measured, notApplicable, unmeasured } from './reading/result.ts';

const ID = 'mixed-content';

/** http: subresources of https pages, mean count a page; the same file twice on a page is one. */
export const check: Check = (visit) => {
  const readable = readablePages(visit);
  if (readable.length === 0) return unmeasured(ID, 'Tidak ada halaman yang dapat dibaca.');
  const pages = readable.filter((page) => page.finalUrl.startsWith('https:'));
  if (pages.length === 0) return notApplicable(ID, 'Situs tidak dilayani dengan HTTPS.');
  const mixed = pages.map((page) => ({ page, files: [...new Set(page.mixedContent)] }));
  const evidence = mixed.flatMap(({ page, files }) =>
    files.slice(0, 5).map((file) => ({ url: page.finalUrl, where: file, text: `Halaman https mengambil ${file}` })),
  );
  if (evidence.length === 0)
    evidence.push({ url: pages[0]?.finalUrl ?? visit.entryUrl, where: 'halaman', text: 'Tidak ada konten campuran.' });
  return measured(ID, mean(mixed.map(({ files }) => files.length)), evidence.slice(0, 20));
};
