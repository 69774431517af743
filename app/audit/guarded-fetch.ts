/** Plain requests of an audit, through the same guard as Chrome. */
import http from 'node:http';
import https from 'node:https';
import { bareHost, type CheckedAddress, type EgressPolicy, hostPort, resolveAllowed } from './egress.ts';
import { classifyError, siteFailure } from './failure.ts';
import { notOurs } from './network.ts';
import { LEFT_ALONE, type Politeness } from './probes/politeness.ts';
import { decode, decompress } from './response-body.ts';
import type { FetchRecord } from './visit.ts';

export interface FetchOptions {
  policy: EgressPolicy;
  /** Whole request with redirects, ms. Default 12,000. */
  timeoutMs?: number;
  /** Bytes kept of the body, after decompression. Default 2 MB; 0 reads headers only. */
  maxBytes?: number;
  /** Default 10. */
  maxRedirects?: number;
  /** False keeps `body` null and only counts `bytes`. Default true. */
  keepBody?: boolean;
  /** Takes turns with the other requests of the visit, and waits when the server asks for it. */
  polite?: Politeness;
  userAgent?: string;
  referrer?: string;
}

/** What all requests of one visit have in common. */
export type Manner = Pick<FetchOptions, 'policy' | 'polite' | 'userAgent'>;

const MAX_BYTES = 2_000_000;
/** How often a 429 or 503 is asked once more. */
const ASKED_AGAIN = 1;

/** A phone's browser with our name behind it: sites answer it as they answer visitors, and a webmaster can see us. */
export const USER_AGENT =
  'Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Mobile Safari/537.36 LombaOPD/0.1';

/**
 * The same with the organizer's address, so that a webmaster knows whom to ask: `… LombaOPD/0.1 (+https://…)`, or
 * `(panitia@…)`. What a header can't carry is left out.
 */
export function userAgentFor(contact: string | undefined): string {
  const plain = (contact ?? '').replace(/[^\x21-\x7e]|[()]/g, '').replace(/^\+/, '');
  if (plain === '') return USER_AGENT;
  return `${USER_AGENT} (${/^https?:/.test(plain) ? '+' : ''}${plain})`;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** Not asked at all: the server asked to be left alone. */
  unasked?: boolean;
}

/**
 * GET with redirects followed by us, each hop resolved and checked anew. Certificates are not judged here (the TLS
 * probe does that; a bad one is a finding and the audit goes on past it). Never throws: failures are in `error`.
 */
export async function guardedFetch(address: string, options: FetchOptions): Promise<FetchRecord> {
  const record: FetchRecord = {
    url: address,
    finalUrl: address,
    status: null,
    headers: {},
    redirects: [],
    contentType: null,
    body: null,
    bytes: 0,
    error: null,
  };
  const clock = { leftMs: options.timeoutMs ?? 12_000, ranOut: false };
  try {
    for (let hop = 0; ; hop++) {
      if (hop > (options.maxRedirects ?? 10)) {
        throw Object.assign(new Error('too many redirects'), { code: 'TOO_MANY_REDIRECTS' });
      }
      const answer = await request(new URL(record.finalUrl), options, clock);
      const location = answer.headers.location;
      if (answer.status >= 300 && answer.status < 400 && location && URL.canParse(location, record.finalUrl)) {
        const to = new URL(location, record.finalUrl).href;
        record.redirects.push({ from: record.finalUrl, status: answer.status, to });
        record.finalUrl = to;
        continue;
      }
      record.status = answer.status;
      record.headers = answer.headers;
      record.contentType = answer.headers['content-type'] ?? null;
      record.bytes = answer.body.length;
      if (options.keepBody ?? true) record.body = decode(answer.body, record.contentType);
      if (answer.unasked) record.error = siteFailure('blocked', LEFT_ALONE);
      return record;
    }
  } catch (error) {
    record.error = clock.ranOut
      ? siteFailure('timeout')
      : await notOurs(classifyError(error), new URL(record.finalUrl).hostname);
    return record;
  }
}

/** Time left of a whole request, waits for our own turn not counted. */
interface Clock {
  leftMs: number;
  ranOut: boolean;
}

async function request(url: URL, options: FetchOptions, clock: Clock): Promise<Answer> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw Object.assign(new Error(`skema ${url.protocol}`), { code: 'EGRESS_REFUSED' });
  }
  const host = bareHost(url.hostname);
  const port = Number(hostPort(url).slice(hostPort(url).lastIndexOf(':') + 1));
  const addresses = await resolveAllowed(host, port, options.policy);
  const { polite } = options;
  const at = addresses[0]?.address;
  if (!polite || at === undefined)
    return await timed(clock, (signal) => tryEach(url, host, port, addresses, options, signal));
  for (let again = 0; ; again++) {
    const answer = await polite.turn(at, () =>
      polite.isTired(at)
        ? Promise.resolve({ status: 429, headers: {}, body: Buffer.alloc(0), unasked: true })
        : timed(clock, (signal) => tryEach(url, host, port, addresses, options, signal)),
    );
    if (answer.unasked || (answer.status !== 429 && answer.status !== 503)) return answer;
    if (!polite.backOff(at, answer.status, answer.headers['retry-after']) || again === ASKED_AGAIN) return answer;
  }
}

async function timed<T>(clock: Clock, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(clock.leftMs);
  const began = performance.now();
  try {
    return await work(signal);
  } catch (error) {
    clock.ranOut = signal.aborted;
    throw error;
  } finally {
    clock.leftMs = Math.max(1, Math.round(clock.leftMs - (performance.now() - began)));
  }
}

/** The addresses in turn, as long as one does not answer at all. */
async function tryEach(
  url: URL,
  host: string,
  port: number,
  addresses: readonly CheckedAddress[],
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Answer> {
  for (const [index, checked] of addresses.entries()) {
    signal.throwIfAborted();
    try {
      return await requestAt(url, host, port, checked, options, signal);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      const another = index + 1 < addresses.length && /^(ECONNREFUSED|ENETUNREACH|EHOSTUNREACH)$/.test(String(code));
      if (!another) throw error;
    }
  }
  throw Object.assign(new Error(host), { code: 'ENOTFOUND' });
}

/** One request to one checked address. */
async function requestAt(
  url: URL,
  host: string,
  port: number,
  checked: CheckedAddress,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const secure = url.protocol === 'https:';
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  return await new Promise<Answer>((resolve, reject) => {
    const sent = (secure ? https : http).request({
      host: checked.address,
      port,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      signal,
      agent: false,
      // Node's own 16 KB is less than what browsers take.
      maxHeaderSize: 128 * 1024,
      ...(secure ? { rejectUnauthorized: false, servername: /^[\d.]+$|:/.test(host) ? '' : host } : {}),
      headers: {
        host: url.host,
        'user-agent': options.userAgent ?? USER_AGENT,
        ...(options.referrer ? { referer: options.referrer } : {}),
        accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
        'accept-language': 'id-ID,id;q=0.9,en;q=0.6',
        'accept-encoding': 'gzip, deflate, br',
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(response.headers)) {
        if (value !== undefined) headers[name] = Array.isArray(value) ? value.join('\n') : value;
      }
      const stream = maxBytes === 0 ? response : decompress(response, headers['content-encoding']);
      const finish = (body: Buffer) => {
        resolve({ status: response.statusCode ?? 0, headers, body });
        // The unpacking too: a few bytes already here may unpack to gigabytes.
        stream.destroy();
        sent.destroy();
      };
      if (maxBytes === 0) return finish(Buffer.alloc(0));
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size >= maxBytes) finish(Buffer.concat(chunks).subarray(0, maxBytes));
      });
      stream.on('end', () => finish(Buffer.concat(chunks)));
      // A body cut short still shows what came; browsers do the same.
      stream.on('error', (error) => (size > 0 ? finish(Buffer.concat(chunks)) : reject(error)));
      response.on('error', reject);
    });
    sent.end();
  });
}
