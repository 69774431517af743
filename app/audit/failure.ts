/** The one place where an error of Node or Chrome becomes a code and a sentence a person can read. */
import type { FailureCode, SiteFailure } from './audit.schema.ts';

const SENTENCES: Record<FailureCode, string> = {
  'no-such-host': 'Nama domain situs tidak ditemukan.',
  refused: 'Server menolak sambungan: tidak ada situs yang melayani di alamat itu.',
  timeout: 'Situs tidak menjawab dalam batas waktu.',
  'connection-lost': 'Sambungan ke situs terputus sebelum halaman selesai dikirim.',
  'http-status': 'Situs menjawab dengan galat, bukan dengan halaman.',
  blocked: 'Situs menghalangi pemeriksaan (halaman verifikasi atau penolakan), sehingga belum dapat diukur.',
  parked: 'Yang menjawab di alamat itu bukan situs instansi.',
  'not-html': 'Alamat itu tidak berisi halaman web.',
  'empty-page': 'Halaman depan kosong: tidak ada teks maupun gambar yang tampil.',
  'redirect-loop': 'Situs mengalihkan pengunjung berputar-putar tanpa akhir.',
  'page-crashed': 'Halaman membuat peramban berhenti bekerja.',
  deadline: 'Pemeriksaan dihentikan karena melewati batas waktu.',
  'refused-address': 'Alamat itu bukan alamat publik, sehingga tidak dibuka.',
  'our-outage': 'Jaringan pemeriksa sedang terganggu; ini bukan kesalahan situs.',
};

/** A failure with its Indonesian sentence; `detail` is set behind it in brackets. */
export function siteFailure(code: FailureCode, detail?: string): SiteFailure {
  return { code, message: detail ? `${SENTENCES[code]} (${detail})` : SENTENCES[code] };
}

/** An error thrown on purpose with its classification. */
export class AuditFailure extends Error {
  readonly failure: SiteFailure;
  constructor(cause: FailureCode | SiteFailure, detail?: string) {
    const failure = typeof cause === 'string' ? siteFailure(cause, detail) : cause;
    super(failure.message);
    this.failure = failure;
  }
}

/**
 * True when the failure says the site itself is down or wrong, so its signals count as failed.
 * False when we could not tell (blocked, our outage, our deadline, an address we do not open): nothing is lost.
 */
export function isSiteDown(code: FailureCode): boolean {
  return code !== 'blocked' && code !== 'our-outage' && code !== 'deadline' && code !== 'refused-address';
}

/** How often a contest tries a site before the result stands, first try included, and the wait between, minutes. */
export function retryPolicy(code: FailureCode): { tries: number; waitMinutes: number } {
  switch (code) {
    case 'no-such-host':
    case 'refused':
      return { tries: 3, waitMinutes: 30 };
    case 'timeout':
    case 'connection-lost':
    case 'http-status':
    case 'parked':
    case 'our-outage':
      return { tries: 3, waitMinutes: 20 };
    case 'blocked':
    case 'empty-page':
    case 'page-crashed':
    case 'deadline':
      return { tries: 2, waitMinutes: 10 };
    case 'not-html':
    case 'redirect-loop':
      return { tries: 2, waitMinutes: 5 };
    case 'refused-address':
      return { tries: 1, waitMinutes: 0 };
  }
}

const BY_CODE: Record<string, FailureCode> = {
  EGRESS_REFUSED: 'refused-address',
  ENOTFOUND: 'no-such-host',
  ENODATA: 'no-such-host',
  EAI_NONAME: 'no-such-host',
  EAI_AGAIN: 'our-outage',
  ENETUNREACH: 'our-outage',
  ENETDOWN: 'our-outage',
  EADDRNOTAVAIL: 'our-outage',
  EMFILE: 'our-outage',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  ECONNABORTED: 'connection-lost',
  EPROTO: 'connection-lost',
  TOO_MANY_REDIRECTS: 'redirect-loop',
};

/** Chrome's net errors and Puppeteer's messages; the first that matches decides. */
const BY_TEXT: [RegExp, FailureCode][] = [
  [/ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED/, 'no-such-host'],
  [/ERR_CONNECTION_REFUSED/, 'refused'],
  [/ERR_TOO_MANY_REDIRECTS/, 'redirect-loop'],
  [/ERR_INTERNET_DISCONNECTED|ERR_PROXY_CONNECTION_FAILED|ERR_NETWORK_CHANGED/, 'our-outage'],
  [/ERR_BLOCKED_BY_ADMINISTRATOR|ERR_UNSAFE_PORT|ERR_DISALLOWED_URL_SCHEME|ERR_UNKNOWN_URL_SCHEME/, 'refused-address'],
  [/ERR_INVALID_REDIRECT|ERR_UNSAFE_REDIRECT/, 'http-status'],
  [/ERR_HTTP_RESPONSE_CODE_FAILURE|ERR_INVALID_AUTH_CREDENTIALS/, 'http-status'],
  [/ERR_(CONNECTION_)?TIMED_OUT|ERR_ADDRESS_UNREACHABLE|TimeoutError|[Tt]imed out|timeout.*exceeded/, 'timeout'],
  [/[Pp]age crashed|Target crashed|TARGET_CRASHED|detached Frame|frame was detached/, 'page-crashed'],
  [/ERR_ABORTED/, 'not-html'],
  [
    /ERR_(CONNECTION_(RESET|CLOSED|ABORTED|FAILED)|EMPTY_RESPONSE|SOCKS_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING|HTTP2_[A-Z_]+|QUIC_[A-Z_]+|SSL_[A-Z_0-9]+|INVALID_(HTTP_)?RESPONSE|RESPONSE_HEADERS_[A-Z_]+|CONTENT_DECODING_FAILED)/,
    'connection-lost',
  ],
];

/**
 * Classifies an error of Node's network calls, Chrome or Puppeteer. A wrapped error (`cause`) counts as its cause.
 * What nothing matches is `connection-lost` when Chrome's network said it, and ours otherwise: a fault of our own
 * program must never cost a site a point. Both carry the error's first line.
 */
export function classifyError(error: unknown): SiteFailure {
  if (error instanceof AuditFailure) return error.failure;
  if (!(error instanceof Error)) return siteFailure('our-outage', String(error).slice(0, 120));
  if (error.cause instanceof Error) return classifyError(error.cause);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = BY_CODE[code];
  if (known) return siteFailure(known, code === 'EGRESS_REFUSED' ? error.message : undefined);
  if (code.startsWith('HPE_')) return siteFailure('connection-lost', 'jawaban HTTP rusak');
  const text = `${error.name}: ${error.message}`;
  const match = BY_TEXT.find(([pattern]) => pattern.test(text));
  if (match) return siteFailure(match[1]);
  const detail = error.message.split('\n')[0]?.slice(0, 120);
  return siteFailure(text.includes('net::ERR_') ? 'connection-lost' : 'our-outage', detail);
}

/** Chrome's certificate errors: a finding, not a failure. */
export function isCertificateError(error: unknown): boolean {
  return error instanceof Error && /ERR_CERT_|ERR_SSL_(VERSION_OR_CIPHER|OBSOLETE)/.test(error.message);
}
