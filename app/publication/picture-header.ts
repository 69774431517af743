/** What the first bytes of an uploaded picture say it is. Its content is never trusted further than this. Pure. */

export interface PictureHeader {
  mime: 'image/jpeg' | 'image/png' | 'image/webp';
  width: number;
  height: number;
}

/** More pixels than any camera's would only fill the memory of who decodes them. */
export const MOST_PIXELS = 60_000_000;

/** JPEG, PNG or WebP with its size in pixels; null for anything else, and for a picture without or of absurd size. */
export function pictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = png(view) ?? jpeg(view) ?? webp(view);
  if (!found || found.width < 1 || found.height < 1 || found.width * found.height > MOST_PIXELS) return null;
  return found;
}

const says = (view: DataView, at: number, text: string) =>
  at + text.length <= view.byteLength && [...text].every((char, i) => view.getUint8(at + i) === char.charCodeAt(0));

function png(view: DataView): PictureHeader | null {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47 || !says(view, 12, 'IHDR')) return null;
  return { mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Walks the segments to the frame header; Huffman tables, arithmetic coding and the reserved marker are none. */
function jpeg(view: DataView): PictureHeader | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // Fill bytes, and markers that carry nothing.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { mime: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}

function webp(view: DataView): PictureHeader | null {
  if (view.byteLength < 30 || !says(view, 0, 'RIFF') || !says(view, 8, 'WEBP')) return null;
  const mime = 'image/webp';
  const of24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  if (says(view, 12, 'VP8X')) return { mime, width: 1 + of24(24), height: 1 + of24(27) };
  if (says(view, 12, 'VP8L') && view.getUint8(20) === 0x2f) {
    const bits = view.getUint32(21, true);
    return { mime, width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (says(view, 12, 'VP8 '))
    return { mime, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  return null;
}
