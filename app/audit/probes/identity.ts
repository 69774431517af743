/** Is the page that answered the agency's home page at all, or a challenge, a parking page, an error? Pure. */
import type { SiteFailure } from '../audit.schema.ts';
import { foldName } from '../checks/reading/agency-name.ts';
import { siteFailure } from '../failure.ts';
import { registeredDomain } from '../same-site.ts';
import type { FetchRecord, IdentityRecord } from '../visit.ts';

/** What identifies a page; texts as the site sent them. */
export interface Identity {
  status: number | null;
  /** Lower-case names. */
  headers: Record<string, string>;
  title: string;
  /** Visible text after hydration. */
  text: string;
  rawHtml: string;
  pictures: number;
}

type Marker = IdentityRecord['markers'][number];

/** Said by firewalls in title or text. Only short pages are judged by it: an article may quote them. */
const CHALLENGE =
  /just a moment|attention required|checking (your browser|if the site connection)|verify(ing)? (that )?you are (a )?human|access denied|akses ditolak|request (was )?(blocked|rejected)|you have been blocked|sucuri website firewall|ddos protection by|web application firewall|pardon our interruption|captcha|bukan robot|one more step|imunify360|security check|incapsula|the requested url was rejected/i;

/** Left in the HTML by challenge scripts, whatever the page says. */
const CHALLENGE_MARK =
  /cdn-cgi\/challenge-platform\/h\/|cf-chl-|_cf_chl_opt|__cf_chl_|challenges\.cloudflare\.com\/turnstile.{0,200}challenge|_Incapsula_Resource|captcha-delivery\.com|sgcaptcha|aws-waf-token|awsWafCookieDomainList|ddos-guard\/check/i;

/** Said instead of a site; each means that nobody's site is there. */
const NOBODY: { kind: Marker['kind']; said: RegExp }[] = [
  {
    kind: 'suspended',
    said: /account (has been )?suspended|akun (ini )?(telah )?(disuspend|ditangguhkan)|website (is )?suspended|situs (ini )?(ditangguhkan|disuspend)/i,
  },
  {
    kind: 'parking',
    said: /domain (is|ini)( mungkin)? (parked|for sale|dijual)|this domain is parked|buy this domain|domain (has )?expired/i,
  },
  {
    kind: 'default-page',
    said: /default web ?site page|apache2 (ubuntu|debian) default page|welcome to nginx!|plesk.{0,20}default|cpanel.{0,40}default|^it works!?\s*$/im,
  },
];
const MAINTENANCE =
  /(situs|website|laman|halaman|sistem)[^.\n]{0,40}(dalam|sedang) (masa )?(pemeliharaan|perbaikan|pengembangan)|under (construction|maintenance)|coming soon|segera hadir/i;

const SHORT_TEXT = 1500;
const TITLE_SHOWN = 120;

const saidBy = ({ title, text }: Identity) => `${title}\n${text.slice(0, SHORT_TEXT)}`;
const isShort = ({ text }: Identity) => text.trim().length < SHORT_TEXT;

function isChallenge(page: Identity): boolean {
  const { status, headers, title } = page;
  const denies =
    status === 401 || status === 403 || status === 405 || status === 429 || status === 503 || status === 202;
  if (headers['cf-mitigated'] === 'challenge' || 'x-sucuri-block' in headers) return true;
  const said = CHALLENGE.test(saidBy(page)) && (denies || CHALLENGE.test(title));
  return isShort(page) && (CHALLENGE_MARK.test(page.rawHtml) || said);
}

/** What a short page says that stands where a site should be. */
function nobody(page: Identity): Marker | null {
  if (!isShort(page)) return null;
  const found = NOBODY.find(({ said }) => said.test(saidBy(page)));
  return found ? { kind: found.kind, text: found.said.exec(saidBy(page))?.[0].trim() ?? '' } : null;
}

/** The failure of a home page that answered, null when it is a page to be audited. */
export function homeFailure(page: Identity): SiteFailure | null {
  const { status, headers, title, text } = page;
  const type = headers['content-type'] ?? '';
  if (isChallenge(page)) return siteFailure('blocked', status === null ? undefined : `HTTP ${status}`);
  if (status === 403 || status === 429) return siteFailure('blocked', `HTTP ${status}`);
  if (status !== null && status >= 400) return siteFailure('http-status', `HTTP ${status}`);
  if (nobody(page)) return siteFailure('parked', title.trim().slice(0, TITLE_SHOWN) || 'tanpa judul');
  if (type && !/html|xml/i.test(type)) return siteFailure('not-html', type.split(';')[0]);
  if (text.trim() === '' && page.pictures === 0) return siteFailure('empty-page');
  return null;
}

/** The failure that an answer without a page means (a status and nothing to show), null when it is not an error. */
export function answerFailure(answer: FetchRecord): SiteFailure | null {
  const { status } = answer;
  return status === null || status < 400 ? null : homeFailure(wordless(answer));
}

function wordless({ status, headers, body }: FetchRecord): Identity {
  return { status, headers, title: '', text: '', rawHtml: body ?? '', pictures: 0 };
}

/** The names a home page should carry one of; null names: not asked. */
export interface ExpectedNames {
  agency: string | null;
  regency: string;
}

/**
 * What answered at the entry's address, told to organizers before they trust a score.
 * @param page the opened home page; null when only the plain answer `home` is there
 */
export function identityRecord(
  entryUrl: string,
  home: FetchRecord,
  page: (Identity & { finalUrl: string }) | null,
  names: ExpectedNames,
): IdentityRecord {
  const seen = page ?? { ...wordless(home), finalUrl: home.finalUrl };
  const host = (address: string) => new URL(address).hostname;
  const [asked, led] = [entryUrl, seen.finalUrl].map((address) => registeredDomain(host(address)));
  return {
    finalHost: new URL(seen.finalUrl).host,
    status: seen.status ?? home.status,
    title: seen.title.trim().slice(0, 300),
    bytes: home.bytes,
    markers: page ? markersOf(page, names) : [],
    otherDomain: led !== undefined && led !== asked ? led : null,
  };
}

function markersOf(page: Identity, names: ExpectedNames): Marker[] {
  const stranger = nobody(page);
  const repairs = isShort(page) ? MAINTENANCE.exec(saidBy(page))?.[0] : undefined;
  const markers: Marker[] = [
    ...(isChallenge(page) ? [{ kind: 'challenge' as const, text: page.title.trim().slice(0, TITLE_SHOWN) }] : []),
    ...(stranger ? [stranger] : []),
    ...(repairs === undefined ? [] : [{ kind: 'maintenance' as const, text: repairs }]),
  ];
  // Whoever says what it is instead of a site has no reason to name an agency.
  if (markers.length === 0 && isUnrelated(page, names)) return [{ kind: 'unrelated', text: '' }];
  return markers;
}

/** Kinds of agency: a page that says "dinas" may be any agency's. */
const GENERIC = new Set(
  'dinas badan kantor kecamatan kelurahan desa sekretariat bagian satuan rumah sakit umum daerah kabupaten kota pemerintah dan'.split(
    ' ',
  ),
);

/** No word of the agency's name nor the regency's, not even in the page's markup (a logo's name or description). */
function isUnrelated(page: Identity, { agency, regency }: ExpectedNames): boolean {
  if (agency === null) return false;
  const words = foldName(agency).split(' ').filter(Boolean);
  const own = words.filter((word) => word.length > 2 && !GENERIC.has(word));
  const wanted = [...(own.length > 0 ? own : words), ...foldName(regency).split(' ')].filter(Boolean);
  const shown = ` ${foldName(`${page.title} ${page.text} ${page.rawHtml.slice(0, 200_000)}`)} `;
  return !wanted.some((word) => shown.includes(word));
}
