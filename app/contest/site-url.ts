export const siteUrlFaults = ['urlScheme', 'urlNoScheme', 'urlCredentials', 'urlHost', 'urlBroken'] as const;
export type SiteUrlFault = (typeof siteUrlFaults)[number];

/**
 * An entry's address as an organizer writes it. Empty is no site yet (null). Only http and https, no user name or
 * password inside, a host with a dot (or localhost). The normal form (WHATWG `href`) makes two spellings of one
 * address comparable; a fragment is dropped.
 */
export function readSiteUrl(written: string): { url: string | null } | { fault: SiteUrlFault } {
  const value = written.trim();
  if (value === '') return { url: null };
  if (!/^[a-z][a-z0-9+.-]*:/i.test(value) || /^[\w.-]+\.[a-z]+:\d/i.test(value)) return { fault: 'urlNoScheme' };
  if (!/^https?:\/\//i.test(value)) return { fault: 'urlScheme' };
  if (/\s/.test(value) || !URL.canParse(value)) return { fault: 'urlBroken' };
  const url = new URL(value);
  if (url.username !== '' || url.password !== '') return { fault: 'urlCredentials' };
  const host = url.hostname.replace(/\.$/, '');
  if (host !== 'localhost' && !host.includes('.') && !host.startsWith('[')) return { fault: 'urlHost' };
  url.hash = '';
  return { url: url.href };
}
