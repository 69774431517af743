/** Judges a visit: every signal of signals.json, always all of them, in that order. */
import type { SignalResult } from './audit.schema.ts';
import { check as availability } from './checks/availability.ts';
import { check as brokenLinkShare } from './checks/broken-link-share.ts';
import { check as complaintLinks } from './checks/complaint-links.ts';
import { check as consoleErrors } from './checks/console-errors.ts';
import { check as contactChannels } from './checks/contact-channels.ts';
import { check as contactsMatchRegister } from './checks/contacts-match-register.ts';
import { check as feed } from './checks/feed.ts';
import { check as horizontalOverflow360 } from './checks/horizontal-overflow-360.ts';
import { check as httpsRedirect } from './checks/https-redirect.ts';
import { check as httpsValid } from './checks/https-valid.ts';
import { check as injectedSpam } from './checks/injected-spam.ts';
import { check as lighthouseAccessibility } from './checks/lighthouse-accessibility.ts';
import { check as lighthousePerformance } from './checks/lighthouse-performance.ts';
import { check as lighthouseSeo } from './checks/lighthouse-seo.ts';
import { check as mixedContent } from './checks/mixed-content.ts';
import { check as nationalLinks } from './checks/national-links.ts';
import { check as officialDomain } from './checks/official-domain.ts';
import { check as openDataFiles } from './checks/open-data-files.ts';
import { type Check, failed, unmeasured } from './checks/reading/result.ts';
import { check as real404 } from './checks/real-404.ts';
import { check as regencyLinks } from './checks/regency-links.ts';
import { check as securityHeaders } from './checks/security-headers.ts';
import { check as siteSearch } from './checks/site-search.ts';
import { check as sitemap } from './checks/sitemap.ts';
import { check as sitemapDated } from './checks/sitemap-dated.ts';
import { check as structuredData } from './checks/structured-data.ts';
import { check as viewportMeta } from './checks/viewport-meta.ts';
import { isSiteDown } from './failure.ts';
import type { RegencyWords } from './regency.ts';
import { signalIds } from './signals.ts';
import type { Visit } from './visit.ts';

const checks: Record<string, Check> = {
  'lighthouse-performance': lighthousePerformance,
  'lighthouse-accessibility': lighthouseAccessibility,
  'lighthouse-seo': lighthouseSeo,
  'viewport-meta': viewportMeta,
  'horizontal-overflow-360': horizontalOverflow360,
  'https-valid': httpsValid,
  'https-redirect': httpsRedirect,
  'security-headers': securityHeaders,
  'mixed-content': mixedContent,
  'injected-spam': injectedSpam,
  availability,
  'broken-link-share': brokenLinkShare,
  'console-errors': consoleErrors,
  'real-404': real404,
  'site-search': siteSearch,
  sitemap,
  'official-domain': officialDomain,
  'regency-links': regencyLinks,
  'complaint-links': complaintLinks,
  'contact-channels': contactChannels,
  'contacts-match-register': contactsMatchRegister,
  'national-links': nationalLinks,
  feed,
  'sitemap-dated': sitemapDated,
  'structured-data': structuredData,
  'open-data-files': openDataFiles,
};

/**
 * One result for each signal, in the order of signals.json. A site that is down (`visit.failure`) has failed every
 * signal without a value, so all its proposals are 0; one we could not measure leaves every signal unmeasured.
 * Categories are not looked at here: `composeReport` leaves out what is not asked of a category.
 */
export function runChecks(visit: Visit, regency: RegencyWords): SignalResult[] {
  return signalIds.map((id) => {
    if (visit.failure) return withoutSite(id, visit.entryUrl, visit.failure);
    const check = checks[id];
    if (!check) throw new RangeError(`no check for signal ${id}`);
    const result = check(visit, regency);
    const unasked = visit.cutShort === true && result.outcome === 'failed' && ASKED_LAST.has(id);
    return unasked ? unmeasured(id, 'Situs terlalu lambat: belum sempat diperiksa.', visit.entryUrl) : result;
  });
}

/** What a visit asks for as long as there is time: one that was cut short can't say it is not there. */
const ASKED_LAST = new Set(['broken-link-share', 'site-search', 'feed', 'open-data-files', 'sitemap', 'sitemap-dated']);

function withoutSite(id: string, url: string, failure: NonNullable<Visit['failure']>): SignalResult {
  // "Failed" would read as "gambling spam was found": nobody looked.
  if (!isSiteDown(failure.code) || id === 'injected-spam') return unmeasured(id, failure.message, url);
  return failed(id, [{ url, where: failure.code, text: failure.message }], null);
}
