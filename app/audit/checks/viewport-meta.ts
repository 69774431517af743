import { readablePages } from './reading/pages.ts';
import { type Check, measuredUnlessZero, quote, unmeasured } from './reading/result.ts';

const ID = 'viewport-meta';

/** Share of pages whose viewport follows the device's width; `width=980` is a viewport, but not that of a phone. */
export const check: Check = (visit) => {
  const pages = readablePages(visit);
  if (pages.length === 0) return unmeasured(ID, 'Tidak ada halaman yang dapat dibaca.');
  const evidence = pages.map((page) => ({
    url: page.finalUrl,
    where: 'meta[name=viewport]',
    text:
      page.viewportMeta.length === 0
        ? 'Tidak ada meta viewport.'
        : `${followsDevice(page.viewportMeta) ? 'Benar' : 'Tidak memuat width=device-width'}: ${quote(page.viewportMeta.join(' | '))}`,
  }));
  const right = pages.filter((page) => followsDevice(page.viewportMeta)).length;
  return measuredUnlessZero(ID, right / pages.length, evidence);
};

/** Browsers merge several viewport elements: of each property the last one counts. */
function followsDevice(contents: string[]): boolean {
  const widths = contents
    .flatMap((content) => content.toLowerCase().split(/[,;]/))
    .map((pair) => pair.split('=').map((part) => part.trim()))
    .filter(([name]) => name === 'width');
  return widths.at(-1)?.[1] === 'device-width';
}
