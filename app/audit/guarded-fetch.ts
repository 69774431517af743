/** Plain requests of an audit, through the same guard as Chrome. */
import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { bareHost, type CheckedAddress, type EgressPolicy, hostPort, resolveAllowed } from './egress.ts';
import { classifyError, siteFailure } from './failure.ts';
import { notOurs } from './network.ts';
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
}

const MAX_BYTES = 2_000_000;

/** A phone's browser with our name behind it: sites answer it as they answer visitors, and a webmaster can see us. */
export const USER_AGENT =
  'Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Mobile Safari/537.36 LombaOPD/0.1';

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
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
  const signal = AbortSignal.timeout(options.timeoutMs ?? 12_000);
  try {
    for (let hop = 0; ; hop++) {
      if (hop > (options.maxRedirects ?? 10)) {
        throw Object.assign(new Error('too many redirects'), { code: 'TOO_MANY_REDIRECTS' });
      }
      const answer = await request(new URL(record.finalUrl), options, signal);
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
      return record;
    }
  } catch (error) {
    record.error = signal.aborted
      ? siteFailure('timeout')
      : await notOurs(classifyError(error), new URL(record.finalUrl).hostname);
    return record;
  }
}

async function request(url: URL, options: FetchOptions, signal: AbortSignal): Promise<Answer> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw Object.assign(new Error(`skema ${url.protocol}`), { code: 'EGRESS_REFUSED' });
  }
  const host = bareHost(url.hostname);
  const port = Number(hostPort(url).slice(hostPort(url).lastIndexOf(':') + 1));
  const addresses = await resolveAllowed(host, port, options.policy);
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
      ...(secure ? { rejectUnauthorized: false, servername: /^[\d.]+$|:/.test(host) ? '' : host } : {}),
      headers: {
        host: url.host,
        'user-agent': USER_AGENT,
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
      const finish = (body: Buffer) => {
        resolve({ status: response.statusCode ?? 0, headers, body });
        sent.destroy();
      };
      if (maxBytes === 0) return finish(Buffer.alloc(0));
      const stream = decompress(response, headers['content-encoding']);
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

function decompress(response: http.IncomingMessage, encoding: string | undefined): Readable {
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
function decode(bytes: Buffer, contentType: string | null): string | null {
  let content = bytes;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      content = zlib.gunzipSync(bytes, { maxOutputLength: 10 * MAX_BYTES });
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
