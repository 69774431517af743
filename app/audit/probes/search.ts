/** One try of the site's own search, with a word that only its inner pages have. No other form is ever submitted. */
import type { Browser, Page } from 'puppeteer';
import { isSameSite } from '../same-site.ts';
import type { PageRecord, SearchRecord } from '../visit.ts';
import { installSight } from './sight.ts';
import { closeTab, openTab, PHONE } from './tab.ts';

const COMMON =
  /^(yang|dengan|untuk|dalam|adalah|kabupaten|kecamatan|dinas|badan|pemerintah|daerah|tentang|beranda|profil|berita|layanan|kontak|website|halaman|selengkapnya|indonesia|informasi|publik|january|senin|selasa|rabu|kamis|jumat|sabtu|minggu|januari|februari|maret|april|juni|juli|agustus|september|oktober|november|desember|copyright|menu|search|home|about|contact|pencarian|telusuri|kategori|terbaru|terpopuler|lainnya|sebelumnya|selanjutnya|berikutnya|tampilkan|alamat|telepon|facebook|instagram|youtube|twitter|whatsapp)$/;

const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}{5,18}/gu) ?? [];

/**
 * A word of an inner page that the home page and the page's own neighbours do not show, titles first: were it in the
 * site's header, a search that finds nothing would still show it. Null when there is none.
 */
export function chooseSearchWord(
  pages: readonly Pick<PageRecord, 'finalUrl' | 'title' | 'text' | 'failure'>[],
): { word: string; takenFrom: string } | null {
  const [home, ...inner] = pages.filter(({ failure }) => failure === null);
  if (!home) return null;
  const atHome = new Set(wordsOf(`${home.title} ${home.text}`));
  const byPage = inner.map((page) => ({ page, words: new Set(wordsOf(`${page.title} ${page.text}`)) }));
  const news = byPage.filter(({ page }) => /berita|artikel|news|post|pengumuman/i.test(page.finalUrl));
  for (const { page, words } of [...news, ...byPage]) {
    const elsewhere = byPage.filter((other) => other.page !== page);
    const rare = (word: string) =>
      !COMMON.test(word) && !atHome.has(word) && !elsewhere.some((other) => other.words.has(word));
    const titled = wordsOf(page.title).filter(rare);
    const said = [...words].filter(rare).sort((a, b) => b.length - a.length);
    const word = titled.sort((a, b) => b.length - a.length)[0] ?? said[0];
    if (word) return { word, takenFrom: page.finalUrl };
  }
  const fallback = [...atHome].filter((word) => !COMMON.test(word)).sort((a, b) => b.length - a.length)[0];
  return fallback ? { word: fallback, takenFrom: home.finalUrl } : null;
}

/** A search form of the pages that stays on the site and sends by GET (or has no form at all, run by script). */
export function chooseSearchForm(entryUrl: string, pages: readonly PageRecord[]) {
  const home = pages[0]?.finalUrl ?? null;
  const offers = pages.flatMap((page) => page.searchForms.map((form) => ({ page, form })));
  const usable = offers.filter(
    ({ form }) =>
      form.method === 'none' || (form.method === 'get' && isSameSite(entryUrl, home, form.action || (home ?? ''))),
  );
  // A box without a form may only filter a table; a form is the site's search.
  const visible = usable.filter(({ form }) => form.visible);
  return visible.find(({ form }) => form.method === 'get') ?? visible[0] ?? usable[0] ?? null;
}

/** Runs inside the page: types the word and submits as Enter would, so that a script's own handler runs too. */
function submitWord(selector: string, word: string): boolean {
  Object.assign(window, { __asked: true });
  const element = document.querySelector(selector);
  const input =
    element instanceof HTMLInputElement
      ? element
      : element?.querySelector<HTMLInputElement>(
          'input:not([type]),input[type=text],input[type=search],input[type=""]',
        );
  if (!input) return false;
  input.focus();
  input.value = word;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent('keyup', { key: word.at(-1) ?? '', bubbles: true }));
  for (const type of ['keydown', 'keypress', 'keyup']) {
    input.dispatchEvent(new KeyboardEvent(type, { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }));
  }
  if (element instanceof HTMLFormElement) {
    setTimeout(() => element.requestSubmit(), 0);
    return true;
  }
  // Without a form there may be a button that alone runs the script.
  for (let near = input.parentElement, up = 0; near && up < 3; near = near.parentElement, up++) {
    const button = [...near.querySelectorAll<HTMLElement>('button,[role=button],input[type=button],a[onclick]')].find(
      (each) => !each.closest('form') && /cari|search|telusur|magnif/i.test(each.outerHTML),
    );
    if (!button) continue;
    setTimeout(() => button.click(), 100);
    break;
  }
  return true;
}

/** Runs inside the page: what is left once the search box and the sentences that repeat the query are taken away. */
function readResults(word: string): { text: string; links: { href: string; text: string }[] } {
  const lower = word.toLowerCase();
  // A sentence that only says the query back, or that nothing was found. A passage of a page is longer than that,
  // though it may well hold "hasil" or "untuk" too.
  const said =
    /hasil|pencarian|penelusuran|mencari|menampilkan|ditemukan|kata|kunci|untuk|dengan|halaman|search(ed)?|results?|found|showing|keyword|query|for|you/g;
  const nothing =
    /tidak ada|tidak ditemukan|belum ada|not found|nothing|no (match|result)|kosong|maaf|\b0 (hasil|data)/;
  const isEcho = (text: string) => {
    const rest = text.toLowerCase().replaceAll(lower, ' ');
    const left = rest.replace(said, ' ').match(/\p{L}{2,}/gu) ?? [];
    return left.length <= 1 || (nothing.test(rest) && left.length <= 8);
  };
  for (const element of document.querySelectorAll(
    'form,input,textarea,title,script,style,noscript,[class*=breadcrumb]',
  ))
    element.remove();
  for (const element of [...document.body.querySelectorAll('*')].reverse()) {
    const text = (element.textContent ?? '').trim();
    if (text.length > 200 || !text.toLowerCase().includes(lower) || element.closest('a')) continue;
    if (!element.querySelector('a') && isEcho(text)) element.remove();
  }
  return {
    text: document.body.innerText.slice(0, 100_000),
    links: window.__sight
      .all('a[href]')
      .filter((element) => window.__sight.howHidden(element) === null)
      .flatMap((element) =>
        element instanceof HTMLAnchorElement
          ? [{ href: element.href, text: element.innerText.trim().slice(0, 200) }]
          : [],
      )
      .slice(0, 300),
  };
}

/** Text of the page as it stands; empty while it is on its way to another. */
const bodyText = (page: Page) => page.evaluate(() => document.body.innerText).catch(() => '');

/** Tries the search; null when the site offers none or has no word to ask for. */
export async function probeSearch(
  browser: Browser,
  entryUrl: string,
  pages: readonly PageRecord[],
  userAgent: string,
): Promise<SearchRecord | null> {
  const offer = chooseSearchForm(entryUrl, pages);
  const asked = chooseSearchWord(pages);
  if (!offer || !asked) return null;
  const record: SearchRecord = {
    ...asked,
    form: offer.form.selector,
    resultUrl: null,
    resultStatus: null,
    resultText: '',
    resultLinks: [],
  };
  const page = await openTab(browser, PHONE, userAgent);
  try {
    await page.goto(offer.page.finalUrl, { waitUntil: 'domcontentloaded', timeout: 15_000 });
    // The selector was read once the page's scripts had finished; they may still be moving things.
    await page.waitForSelector(offer.form.selector, { timeout: 12_000 });
    const before = await bodyText(page);
    const answer = page
      .waitForNavigation({ waitUntil: 'domcontentloaded', timeout: 15_000 })
      .then((response) => response?.status() ?? null)
      .catch(() => null);
    if (!(await page.evaluate(submitWord, offer.form.selector, asked.word))) return record;
    const untilChanged = new Promise<null>((resolve) => setTimeout(() => resolve(null), 3_000));
    record.resultStatus = await Promise.race([answer, untilChanged]);
    // A script may have shown the results in place; else the form's own answer is still on its way. Half an answer
    // (the new document without its text) is none: the old document is told by our mark on it.
    const inPlace =
      (await page.evaluate(() => '__asked' in window).catch(() => false)) && (await bodyText(page)) !== before;
    if (record.resultStatus === null && !inPlace) record.resultStatus = await answer;
    await page.waitForNetworkIdle({ idleTime: 400, timeout: 3_000 }).catch(() => {});
    record.resultUrl = page.url();
    await page.evaluate(installSight);
    // A search that only shows the same page again has found nothing.
    if ((await bodyText(page)) === before) return record;
    const results = await page.evaluate(readResults, asked.word);
    record.resultText = results.text;
    record.resultLinks = results.links;
    return record;
  } catch {
    return record;
  } finally {
    await closeTab(page);
  }
}
