/**
 * The short way of the public pages: finished HTML of released results and of the complaint channels, kept in memory and
 * sent past Express and Remix. Nothing is kept that a visitor without a session was not given, and what is kept is thrown
 * away when what it shows changes. Of results that is asked of the database at most a second ago, and never from before a
 * set moment of release to after it; of channels at most a twentieth of a second ago.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import { readPreferences } from './i18n/locale.server.ts';
import { paths } from './paths.ts';
import { channelsStamp, publicStamp } from './publication/public-stamp.server.ts';
import { scriptlessHeaders } from './security.ts';
import { type Shelf, shelf } from './shelf.ts';

/** Index, a year, an entry. No dot: pictures, data and feeds have ways of their own. A query goes the long way. */
const RESULTS = /^\/hasil(?:\/\d{4}(?:\/[\w%~-]{1,180})?)?$/;
const CHANNELS = paths.channels();
/** Pages kept at most; 70 entries in two languages and three themes are 430. */
const MOST = 1000;

interface Kept {
  etag: string;
  headers: Record<'br' | 'gzip' | 'identity', string[]>;
  bodies: Record<'br' | 'gzip' | 'identity', Buffer>;
}

interface Settings {
  build: ServerBuild;
  /** What the pages' addresses are built on. */
  baseUrl: string;
  /** PUBLIC_URL is set: whatever host the request names, the pages are the same. */
  isPublicUrl: boolean;
}

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

async function keep(response: Response): Promise<Kept> {
  const body = Buffer.from(await response.arrayBuffer());
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const bodies = { identity: body, gzip: await gzipped(body, { level: 9 }), br: await brotlied(body) };
  const common = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': response.headers.get('Cache-Control') ?? 'private, no-cache',
    Vary: 'Cookie, Accept-Encoding',
    ETag: etag,
    ...scriptlessHeaders(),
  };
  const headersOf = (encoding: keyof typeof bodies) => {
    const own = encoding === 'identity' ? {} : { 'Content-Encoding': encoding };
    return Object.entries({ ...common, ...own, 'Content-Length': String(bodies[encoding].byteLength) }).flat();
  };
  return { etag, bodies, headers: { identity: headersOf('identity'), gzip: headersOf('gzip'), br: headersOf('br') } };
}

function send(request: IncomingMessage, response: ServerResponse, { etag, headers, bodies }: Kept): void {
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : 'identity';
  if (request.headers['if-none-match'] === etag) {
    const fields = headers.identity.filter((_, i, all) => !(all[i - (i % 2)] ?? '').startsWith('Content-'));
    response.writeHead(304, fields).end();
    return;
  }
  response.writeHead(200, headers[encoding]);
  response.end(request.method === 'HEAD' ? undefined : bodies[encoding]);
}

/** Whether an answer to this request is the same for everybody who asks with these cookies: none, or the display's alone. */
function cookieKey(request: IncomingMessage): string | null {
  const { cookie } = request.headers;
  if (cookie === undefined) return '';
  return /^lomba-tampilan=[\w%=+/-]{1,200}$/.test(cookie) ? cookie : null;
}

/**
 * Makes the handler. It answers and returns true, or returns false and has touched nothing. `next` is called when it had
 * said true and yet the page is not one to be kept.
 */
export function publicPages({ build, baseUrl, isPublicUrl }: Settings) {
  const render = createRequestHandler(build, 'production');
  const { host } = new URL(baseUrl);
  const results = shelf<Kept>(publicStamp);
  const channels = shelf<Kept>(channelsStamp);
  const variants = new Map<string, string>();

  const shelfOf = (url: string) => (url === CHANNELS ? channels : RESULTS.test(url) ? results : null);
  /** Language and theme, however the cookie is written. */
  const variantOf = async (cookie: string): Promise<string> => {
    const found = variants.get(cookie);
    if (found) return found;
    const { locale, theme } = await readPreferences(new Request(baseUrl, { headers: { cookie } }));
    if (variants.size >= MOST) variants.clear();
    variants.set(cookie, `${locale} ${theme}`);
    return `${locale} ${theme}`;
  };
  const answer = async (
    on: Shelf<Kept>,
    request: IncomingMessage,
    response: ServerResponse,
    cookie: string,
  ): Promise<boolean> => {
    // What is rendered after the stamp was asked for is at least as new as it.
    if (!on.isFresh()) await on.refresh();
    const stamp = on.stamp();
    const key = `${request.url} ${await variantOf(cookie)}`;
    let page = on.pages.get(key);
    if (!page) {
      const headers = cookie ? { cookie } : undefined;
      const rendered = await render(new Request(new URL(request.url ?? '/', baseUrl), { headers }), { nonce: '' });
      if (rendered.status !== 200) {
        await rendered.body?.cancel();
        return false;
      }
      page = await keep(rendered);
      if (on.stamp() === stamp) {
        if (on.pages.size >= MOST) on.pages.clear();
        on.pages.set(key, page);
      }
    }
    send(request, response, page);
    return true;
  };

  return (request: IncomingMessage, response: ServerResponse, next: () => void): boolean => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const on = shelfOf(request.url ?? '');
    if (!on || !(isPublicUrl || request.headers.host === host)) return false;
    const cookie = cookieKey(request);
    if (cookie === null) return false;
    const variant = variants.get(cookie);
    const page = variant && on.isFresh() ? on.pages.get(`${request.url} ${variant}`) : undefined;
    if (page) send(request, response, page);
    else
      answer(on, request, response, cookie)
        .catch(() => false)
        .then((done) => {
          if (!done && !response.headersSent) next();
        });
    return true;
  };
}
