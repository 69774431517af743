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
  /** A JPEG drawn from a picture's pixels, no side longer than `longest`; null when it cannot be decoded. */
  redraw(data: Buffer, mime: string, longest: number): Promise<{ data: Buffer; width: number; height: number } | null>;
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

/** Runs in an empty page: decodes, turns as the camera says, draws on white, encodes. Metadata stays behind. */
async function drawAnew(base64: string, mime: string, longest: number) {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: mime })).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  const made = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })).arrayBuffer());
  let text = '';
  for (let at = 0; at < made.length; at += 0x8000) text += String.fromCharCode(...made.subarray(at, at + 0x8000));
  return { data: btoa(text), width, height };
}

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
    async redraw(data, mime, longest) {
      const page = await browser.newPage();
      try {
        await page.setOfflineMode(true);
        const drawn = await page.evaluate(drawAnew, data.toString('base64'), mime, longest);
        return drawn && { ...drawn, data: Buffer.from(drawn.data, 'base64') };
      } finally {
        await page.close();
      }
    },
    close: () => browser.close(),
  };
}
