import type { RegencyWords } from '../regency.ts';
import type { SearchRecord } from '../visit.ts';
import { isSinglePage, lookedIn, readablePages } from './reading/pages.ts';
import { type Check, failed, measured, notApplicable, quote, unmeasured } from './reading/result.ts';

const ID = 'site-search';
const ECHO =
  /(hasil (pencarian|penelusuran)|pencarian (untuk|dengan)|kata kunci|menampilkan|ditemukan \d+|search results?|results? for|you searched)/i;

/** A word of the site, submitted to its search box, must stand in the results; the query said back is no result. */
export const check: Check = (visit, regency) => {
  if (readablePages(visit).length === 0) return unmeasured(ID, 'Tidak ada halaman yang dapat dibaca.');
  if (isSinglePage(visit)) return notApplicable(ID, 'Situs hanya satu halaman.');
  const { search } = visit;
  if (!search) {
    const withForm = readablePages(visit).find((page) => page.searchForms.some((form) => form.visible));
    if (withForm) return unmeasured(ID, 'Kotak pencarian ada, tetapi belum sempat dicoba.', withForm.finalUrl);
    return failed(ID, [lookedIn(visit, 'Tidak ada kotak pencarian yang terlihat.')]);
  }
  const url = search.resultUrl ?? search.takenFrom;
  const tried = `Kata ${quote(search.word)} (dari ${search.takenFrom}) dicari lewat ${search.form}`;
  const status = search.resultStatus;
  // A search run by a script changes the page without a new document, so without a status.
  if (search.resultUrl === null || (status !== null && [401, 403, 429, 503].includes(status))) {
    return unmeasured(ID, `${tried}, tetapi hasilnya tidak dapat dibaca (${status ?? 'tidak ada jawaban'}).`, url);
  }
  if (status !== null && status >= 400)
    return failed(ID, [{ url, where: search.form, text: `${tried}: dijawab dengan galat ${status}.` }]);
  const hit = resultWith(search, regency);
  return hit === null
    ? failed(ID, [{ url, where: search.form, text: `${tried}: hasilnya tidak memuat kata itu.` }])
    : measured(ID, 1, [{ url, where: search.form, text: `${tried}: hasilnya memuat ${quote(hit)}` }]);
};

/** The line or link of the results that carries the word. */
function resultWith(search: SearchRecord, regency: RegencyWords): string | null {
  const word = search.word.toLowerCase();
  const link = search.resultLinks.find((item) => item.text.toLowerCase().includes(word) && !ECHO.test(item.text));
  if (link) return link.text;
  const text = search.resultText.toLowerCase();
  if (regency.noResultsWords.some((phrase) => text.includes(phrase))) return null;
  return search.resultText.split('\n').find((line) => line.toLowerCase().includes(word) && !ECHO.test(line)) ?? null;
}
