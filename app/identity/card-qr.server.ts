import { encodeQR } from 'qr';

/** A QR of the text as the address of a picture (SVG): level M, which survives a crease, and two modules of margin. */
export function qrPicture(text: string): string {
  return `data:image/svg+xml,${encodeURIComponent(encodeQR(text, 'svg', { ecc: 'medium', border: 2 }))}`;
}
