/** PDFs out of HTML documents, in a Chrome that reaches no network and runs no script. */
import puppeteer from 'puppeteer';
import { findChrome } from '../../audit/find-chrome.mjs';

export interface Printed {
  data: Buffer;
  pages: number;
}

export interface Printer {
  print(document: string): Promise<Printed>;
  /** PNG of the document in a window of that size, pixels. */
  picture(document: string, size: { width: number; height: number }): Promise<Buffer>;
  close(): Promise<void>;
}

const FLAGS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Leaves of the page tree; `/Type /Pages` are its branches. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

/** Starts a Chrome over a pipe, which ends with this process. @throws Error when there is none */
export async function startPrinter(): Promise<Printer> {
  const executablePath = findChrome();
  if (!executablePath) throw new Error('no Chrome to print with');
  const browser = await puppeteer.launch({
    executablePath,
    pipe: true,
    args: [...FLAGS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  return {
    async print(document) {
      const page = await browser.newPage();
      try {
        await page.setJavaScriptEnabled(false);
        await page.setOfflineMode(true);
        await page.setContent(document, { waitUntil: 'load' });
        const data = Buffer.from(
          await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true }),
        );
        return { data, pages: pagesOf(data) };
      } finally {
        await page.close();
      }
    },
    async picture(document, size) {
      const page = await browser.newPage();
      try {
        await page.setJavaScriptEnabled(false);
        await page.setOfflineMode(true);
        await page.setViewport(size);
        await page.setContent(document, { waitUntil: 'load' });
        return Buffer.from(await page.screenshot({ type: 'png' }));
      } finally {
        await page.close();
      }
    },
    close: () => browser.close(),
  };
}
