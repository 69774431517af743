import { createHmac, timingSafeEqual } from 'node:crypto';

/** The value of a cookie in a Cookie header, decoded; null when it is not there. Of two the first counts. */
function cookieValue(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at === -1 || pair.slice(0, at).trim() !== name) continue;
    const raw = pair
      .slice(at + 1)
      .trim()
      .replace(/^"/, '')
      .replace(/"$/, '');
    try {
      return decodeURIComponent(raw);
    } catch {
      return raw;
    }
  }
  return null;
}

/**
 * The signed value of a cookie as better-auth writes it (`value.base64(HMAC-SHA256)`), or null: absent or not ours.
 * Read here because better-auth's own way imports its key anew for every cookie of every request.
 */
export function signedCookie(header: string, name: string, secret: string): string | null {
  const value = cookieValue(header, name);
  const at = value?.lastIndexOf('.') ?? -1;
  if (!value || at < 1) return null;
  const signed = value.slice(0, at);
  const given = Buffer.from(value.slice(at + 1), 'base64');
  const right = createHmac('sha256', secret).update(signed).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? signed : null;
}
