/** Is the page that answered the agency's home page at all, or a challenge, a parking page, an error? Pure. */
import type { SiteFailure } from '../audit.schema.ts';
import { siteFailure } from '../failure.ts';
import type { FetchRecord } from '../visit.ts';

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

/** Said by firewalls in title or text. Only short pages are judged by it: an article may quote them. */
const CHALLENGE =
  /just a moment|attention required|checking (your browser|if the site connection)|verify(ing)? (that )?you are (a )?human|access denied|akses ditolak|request (was )?(blocked|rejected)|you have been blocked|sucuri website firewall|ddos protection by|web application firewall|pardon our interruption|captcha|bukan robot|one more step|imunify360|security check|incapsula|the requested url was rejected/i;

/** Left in the HTML by challenge scripts, whatever the page says. */
const CHALLENGE_MARK =
  /cdn-cgi\/challenge-platform\/h\/|cf-chl-|_cf_chl_opt|__cf_chl_|challenges\.cloudflare\.com\/turnstile.{0,200}challenge|_Incapsula_Resource|captcha-delivery\.com|sgcaptcha|aws-waf-token|awsWafCookieDomainList|ddos-guard\/check/i;

const PARKED =
  /account (has been )?suspended|akun (ini )?(telah )?(disuspend|ditangguhkan)|domain (is|ini)( mungkin)? (parked|for sale|dijual)|this domain is parked|buy this domain|website (is )?suspended|situs (ini )?(ditangguhkan|disuspend)|domain (has )?expired|default web ?site page|apache2 (ubuntu|debian) default page|welcome to nginx!|plesk.{0,20}default|cpanel.{0,40}default/i;

const SHORT_TEXT = 1500;

/** The failure of a home page that answered, null when it is a page to be audited. */
export function homeFailure(page: Identity): SiteFailure | null {
  const { status, headers, title, text } = page;
  const type = headers['content-type'] ?? '';
  const short = text.trim().length < SHORT_TEXT;
  const said = `${title}\n${text.slice(0, SHORT_TEXT)}`;
  const guarded = headers['cf-mitigated'] === 'challenge' || 'x-sucuri-block' in headers;
  const denies =
    status === 401 || status === 403 || status === 405 || status === 429 || status === 503 || status === 202;
  if (
    guarded ||
    (short && (CHALLENGE_MARK.test(page.rawHtml) || (CHALLENGE.test(said) && (denies || CHALLENGE.test(title)))))
  ) {
    return siteFailure('blocked', status === null ? undefined : `HTTP ${status}`);
  }
  if (status === 403 || status === 429) return siteFailure('blocked', `HTTP ${status}`);
  if (status !== null && status >= 400) return siteFailure('http-status', `HTTP ${status}`);
  if (short && PARKED.test(said))
    return siteFailure('http-status', `halaman parkir: ${title.trim() || 'tanpa judul'}`.slice(0, 120));
  if (type && !/html|xml/i.test(type)) return siteFailure('not-html', type.split(';')[0]);
  if (text.trim() === '' && page.pictures === 0) return siteFailure('empty-page');
  return null;
}

/** The failure that an answer without a page means (a status and nothing to show), null when it is not an error. */
export function answerFailure(answer: FetchRecord): SiteFailure | null {
  const { status, headers, body } = answer;
  if (status === null || status < 400) return null;
  return homeFailure({ status, headers, title: '', text: '', rawHtml: body ?? '', pictures: 0 });
}
