/** The body of an answer as text, whatever it was packed in. */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import zlib from 'node:zlib';

const MAX_UNPACKED = 20_000_000;

/** The answer's bytes, unpacked as its content-encoding says. */
export function decompress(response: IncomingMessage, encoding: string | undefined): Readable {
  const decoder =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? zlib.createGunzip()
      : encoding === 'deflate'
        ? zlib.createInflate()
        : encoding === 'br'
          ? zlib.createBrotliDecompress()
          : null;
  return decoder ? response.pipe(decoder) : response;
}

/** Text of a body; gzip files (sitemap.xml.gz) are opened, other binary content gives null. */
export function decode(bytes: Buffer, contentType: string | null): string | null {
  let content = bytes;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      content = zlib.gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED });
    } catch {
      return null;
    }
  }
  const type = contentType?.toLowerCase() ?? '';
  if (/^(image|audio|video|font)\//.test(type) && !type.includes('svg')) return null;
  if (content.subarray(0, 1024).includes(0)) return null;
  const charset = /charset=["']?([\w-]+)/.exec(type)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(content);
  } catch {
    return new TextDecoder().decode(content);
  }
}
